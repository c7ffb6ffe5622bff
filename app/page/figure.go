package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// figure shows a drawing. What is under the pointer, or where the arrow keys
// lead, is asked of the worker and written below the figure and beside the
// mark; a click or Enter opens the sample. It is a component of its own, so
// that pointing at something draws nothing else anew.
type figure struct {
	app.Compo
	ID      string
	Head    string
	Hint    string
	Version int // of the drawing

	seen  int        // version that at is of
	at    *job.Place // that is pointed at
	busy  bool       // an answer is waited for
	after *job.Mark  // what is asked next
}

// showFigure shows the drawing of a name.
func showFigure(id, head, hint string) app.UI {
	return &figure{ID: id, Head: head, Hint: hint, Version: now.drawing(id).version}
}

func (f *figure) Render() app.UI {
	d := now.drawing(f.ID)
	if f.seen != d.version {
		f.seen, f.at = d.version, nil
	}
	return app.Figure().Class("card figure").ID("figure-"+f.ID).TabIndex(-1).Body(
		app.FigCaption().Body(app.H2().Text(f.Head), app.P().Class("hint").Text(f.Hint)),
		ui.Slot(d.svg == "", func() app.UI {
			if d.figure.Why != "" {
				return app.P().Text(d.figure.Why)
			}
			return app.P().Class("hint drawing").Text("Being drawn")
		}),
		ui.Slot(d.svg != "", func() app.UI { return f.box(d) }),
	)
}

// box is the drawing with what belongs to it.
func (f *figure) box(d *drawing) app.UI {
	said := []app.UI{app.Span().Text(ui.Plural(d.figure.Marks, "mark", "marks") + ": "),
		app.Span().Class("fine").Text("point at one, or press the arrow keys."), app.Span().Class("coarse").Text("tap one.")}
	if f.at != nil {
		said = []app.UI{app.Span().Text(f.at.Label)}
	}
	form := func(kind, label, hint string) app.UI {
		return app.Button().Type("button").Class("quiet").Title(hint).Text(label).DataSet("take", kind).
			OnClick(func(app.Context, app.Event) { now.takeFigure(f.ID, kind) }, app.EventScope(kind))
	}
	return app.Div().Body(
		app.Div().Class("chart-box").TabIndex(0).Role("application").Aria("label", d.figure.Title+". The arrow keys lead from mark to mark, Enter opens the sample.").
			Aria("describedby", "said-"+f.ID).
			OnMouseMove(f.move).OnMouseLeave(f.leave).OnClick(f.click).OnKeyDown(f.key).
			Body(app.Div().Class("chart-fit").Body(app.Raw(d.svg), app.Raw(f.over(d)))),
		app.P().Class("said").ID("said-"+f.ID).Aria("live", "polite").Body(said...),
		app.P().Class("actions taking").Body(
			form("figure", "SVG", "The figure, for a paper or a slide"),
			form("png", "PNG", "A picture with 300 dots an inch"),
			form("values", "Values", "The values behind the figure as a table (TSV)"),
		),
		app.Details().Class("values").Body(
			app.Summary().Text("Show the "+ui.Plural(d.figure.Rows, "row", "rows")+" behind this figure").OnClick(func(app.Context, app.Event) {
				if d.rows == nil {
					f.page(0)
				}
			}),
			ui.Slot(d.rows != nil, func() app.UI { return f.values(d.rows) }),
		),
	)
}

// over are the marks that stand out: the sample that is chosen, in every
// figure, and what is pointed at.
func (f *figure) over(d *drawing) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="over" aria-hidden="true" viewBox="0 0 %.0f %.0f">`, d.figure.Width, d.figure.Height)
	mark := func(class string, p job.Place) {
		if p.W == 0 {
			fmt.Fprintf(&b, `<circle class="%s" cx="%.1f" cy="%.1f" r="8"/>`, class, p.X, p.Y)
			return
		}
		w, h := max(p.W, 3), max(p.H, 3)
		fmt.Fprintf(&b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, class, p.X-w/2-1, p.Y-h/2-1, w+2, h+2)
	}
	for _, p := range d.rings {
		mark("ring", p)
	}
	if f.at != nil {
		mark("at", *f.at)
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// ask asks the worker, one question at a time: of those that come while it
// answers, only the last is of interest.
func (f *figure) ask(ctx app.Context, m job.Mark, then func(app.Context)) {
	if now.client == nil || now.busy != nil {
		return
	}
	if f.busy {
		f.after = &m
		return
	}
	f.busy = true
	version := f.seen
	now.client.Do(job.Request{Mark: &m}, nil, func(r job.Reply) {
		ctx.Dispatch(func(ctx app.Context) {
			f.busy = false
			if r.Found != nil && version == f.seen {
				f.at = nil
				if len(r.Found.Places) > 0 {
					f.at = &r.Found.Places[0]
				}
				if then != nil {
					then(ctx)
				}
			}
			if next := f.after; next != nil {
				f.after = nil
				f.ask(ctx, *next, nil)
			}
		})
	})
}

// point is where the pointer is, in pixels of the figure.
func (f *figure) point(ctx app.Context, e app.Event) job.Mark {
	d := now.drawing(f.ID)
	r := ctx.JSSrc().Get("firstElementChild").Call("getBoundingClientRect")
	scale := d.figure.Width / max(r.Get("width").Float(), 1)
	return job.Mark{Figure: f.ID, X: (e.Get("clientX").Float() - r.Get("left").Float()) * scale, Y: (e.Get("clientY").Float() - r.Get("top").Float()) * scale}
}

func (f *figure) move(ctx app.Context, e app.Event) { f.ask(ctx, f.point(ctx, e), nil) }

func (f *figure) leave(app.Context, app.Event) { f.at, f.after = nil, nil }

func (f *figure) click(ctx app.Context, e app.Event) {
	if node := ui.Acted(e, "node"); node != "" {
		now.openNode(node)
		return
	}
	f.after = nil
	f.busy = false // what was asked on the way here is of no interest
	f.ask(ctx, f.point(ctx, e), f.open)
}

// open opens what is pointed at.
func (f *figure) open(app.Context) {
	switch {
	case f.at == nil:
	case f.ID == job.FigurePathwayMap && now.pathway == nil: // scored anew at this moment
	case f.ID == job.FigurePathwayMap:
		now.openNode(now.pathway.Nodes[f.at.Row].ID)
	case strings.HasPrefix(f.ID, "pathway-"):
		if f.at.Sample != "" {
			now.profile(job.Pathway{Sample: f.at.Sample}, "main")
		}
	case f.ID == job.FigureAgreement:
		now.comparePair(f.at.Row, f.at.Column)
	case f.at.Sample != "":
		now.choose(f.at.Sample)
	}
}

func (f *figure) key(ctx app.Context, e app.Event) {
	switch k := e.Get("key").String(); k {
	case "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End":
		e.PreventDefault()
		from := -1
		if f.at != nil {
			from = f.at.Index
		}
		f.ask(ctx, job.Mark{Figure: f.ID, Key: k, From: from}, nil)
	case "Enter", " ":
		e.PreventDefault()
		if node := ui.Acted(e, "node"); node != "" { // a node of the map that has the focus
			now.openNode(node)
			return
		}
		f.open(ctx)
	case "Escape":
		f.at = nil
	}
}

// rowsShown is how many rows of values are shown at a time.
const rowsShown = 25

// page gets a part of the values.
func (f *figure) page(offset int) {
	now.quietly(job.Request{Rows: &job.Rows{Figure: f.ID, Offset: offset, Limit: rowsShown}}, func(r job.Reply) {
		if r.Error != nil {
			return // another figure has taken its place
		}
		d := now.drawing(f.ID)
		d.rows = r.Rows
		d.version++
	})
}

// values shows a part of the values.
func (f *figure) values(v *job.RowsView) app.UI {
	var rows [][]ui.Cell
	for _, r := range v.Rows {
		row := make([]ui.Cell, len(r))
		for i, c := range r {
			if row[i] = (ui.Cell{Text: c}); v.Numbers[i] {
				row[i] = ui.Number(c)
			}
		}
		rows = append(rows, row)
	}
	return app.Div().Body(
		ui.Scroll("Values of the figure", ui.Table("values", v.Columns, rows)),
		ui.Pager(v.Offset, rowsShown, v.Total, f.page),
	)
}
