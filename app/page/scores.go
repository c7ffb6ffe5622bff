package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// table shows every sample with its score by every signature.
func table(r *job.Result) app.UI {
	t := r.Table
	columns := make([]ui.Column, len(t.Columns))
	for i, id := range t.Columns {
		sg := signature(r, id)
		columns[i] = ui.Column{ID: id, Short: sg.Short, Title: sg.Title}
	}
	return app.Section().Class("card later").Body(
		app.Div().Class("table-head").Body(
			ui.Heading("All samples", "scores", "score", "class", "coverage"),
			ui.Search("find-score", "Find a sample, person, group or visit", now.find.scores, func(q string) {
				now.find.scores = q
				v := now.view
				v.Query, v.Offset = q, 0
				now.show(v)
			}),
		),
		app.P().Class("hint").Text(tableMethod(r)),
		ui.Scroll("Scores of all samples", ui.ScoreTable(t, columns, now.view)).
			OnClick(func(ctx app.Context, e app.Event) {
				sortBy(e)
				pick(ctx, e)
			}),
		ui.Pager(t.Offset, now.view.Limit, t.Total, func(offset int) {
			v := now.view
			v.Offset = offset
			now.show(v)
		}),
	)
}

// sortBy sorts by the column whose head was clicked: names and visits from the
// first, scores from the highest, and the other way round at the second click.
func sortBy(e app.Event) {
	head := e.Get("target").Call("closest", "[data-sort]")
	if !head.Truthy() {
		return
	}
	key := head.Call("getAttribute", "data-sort").String()
	v := now.view
	v.Ascending = v.Sort == key && !v.Ascending || v.Sort != key && (key == "sample" || key == "group" || key == "visit")
	v.Sort, v.Offset = key, 0
	now.show(v)
}

func tableMethod(r *job.Result) string {
	if now.view.Method == "" {
		var instead []string
		for _, id := range r.Table.Columns {
			if s := signature(r, id); s.Instead != "" {
				instead = append(instead, s.Short)
			}
		}
		switch n := len(instead); {
		case n == 0:
			return "Each signature by the method that it was published with; choose a method above to see all of them by one."
		case n > 6:
			return fmt.Sprintf("Each signature by the method that it was published with, but for %d whose own was not run: they stand by another. Choose a method above to see all of them by one.", n)
		}
		return "Each signature by the method that it was published with, but for " + strings.Join(instead, ", ") + ", whose own was not run: they stand by another. Choose a method above to see all of them by one."
	}
	for _, m := range r.Methods {
		if m.ID == r.Method {
			return "All signatures by " + m.Name + "."
		}
	}
	return ""
}
