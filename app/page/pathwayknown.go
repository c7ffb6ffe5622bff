package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/report"
)

// pathwayOrgans holds every axis against every column of the clinical table, and
// shows what is published beside it.
func pathwayOrgans(v *job.PathwayView) app.UI {
	body := []app.UI{ui.Heading("Organs and findings", "organs", "axis", "rho", "auc", "p")}
	if len(v.Associations) == 0 {
		body = append(body, app.P().Text("There is no clinical table with columns that are recognised."))
	} else {
		body = append(body,
			app.P().Class("hint").Text("Every axis against every column, patients at their first visit: AUC for yes and no (0.5 is no relation), Spearman's rho for numbers. A star marks what holds after adjustment for the number of all relations (Benjamini and Hochberg, 5 %). An association is no cause and no risk of anybody. Every interval and P is in the download."),
			ui.Scroll("Axes against findings", associations(v)), held(v))
	}
	if len(v.Left) > 0 {
		body = append(body, app.P().Class("hint").Text("Columns that are not recognised, and were left out here: "+strings.Join(v.Left, ", ")+"."))
	}
	body = append(body, app.H3().Text("What is published"), app.P().Class("hint").Text("Of interferon scores, those rows included that contradict each other, and what we measured ourselves. Features of this table first."))
	body = append(body, findings(v)...)
	return app.Section().Class("card later").ID("organs").Body(body...)
}

// kindOrder is the order of the kinds of columns, organs first.
var kindOrder = []pathway.Kind{pathway.Manifestation, pathway.Activity, pathway.Antibody, pathway.Complement, pathway.Laboratory, pathway.Cytokine, pathway.Count}

// associations is the table of effects: a line a column, a column an axis.
func associations(v *job.PathwayView) app.UI {
	head, at := []string{"", "n"}, map[string]int{}
	for _, a := range v.Axes {
		if a.Measurable() {
			at[a.ID] = len(head)
			head = append(head, a.Short)
		}
	}
	var rows [][]ui.Cell
	row := map[string]int{}
	all := slices.Clone(v.Associations)
	slices.SortStableFunc(all, func(a, b pathway.Association) int {
		return slices.Index(kindOrder, a.Of) - slices.Index(kindOrder, b.Of)
	})
	for _, a := range all {
		i, ok := row[a.Column]
		if !ok {
			i = len(rows)
			row[a.Column] = i
			cells := make([]ui.Cell, len(head))
			for k := range cells {
				cells[k] = ui.Number("–")
			}
			cells[0] = ui.Cell{Text: a.Column, Hint: string(a.Of)}
			rows = append(rows, cells)
		}
		if a.Effect.Missing() {
			rows[i][1] = ui.Number(a.Why)
			continue
		}
		n := fmt.Sprintf("%d", a.N)
		if a.Kind != "number" {
			n = fmt.Sprintf("%d of %d", a.Yes, a.N)
		}
		rows[i][1] = ui.Number(n)
		rows[i][at[a.Axis]] = effectCell(a)
	}
	return ui.Table("matrix associations", head, rows)
}

// held lists the relations that hold after adjustment, with their intervals; those
// with a mere count of cells last.
func held(v *job.PathwayView) app.UI {
	var list []pathway.Association
	tests := 0
	for _, a := range v.Associations {
		if a.P.Missing() {
			continue
		}
		tests++
		if a.Adjusted < 0.05 {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b pathway.Association) int {
		return cmp.Or(slices.Index(kindOrder, a.Of)-slices.Index(kindOrder, b.Of), cmp.Compare(a.P, b.P))
	})
	var rows [][]ui.Cell
	for _, a := range list {
		what, odds := "rho", ""
		if a.Kind != "number" {
			what, odds = "AUC", "OR "
		}
		rows = append(rows, []ui.Cell{{Text: short(v, a.Axis)}, {Text: a.Column, Hint: string(a.Of)}, ui.Number(fmt.Sprint(a.N)), ui.Number(what + " " + report.Interval(a.Effect, a.Lower, a.Upper)),
			ui.Number(pValue(a.P)), ui.Number(pValue(a.Adjusted)), slopeCell(odds, a.Equal)})
	}
	if len(rows) == 0 {
		return app.P().Text(fmt.Sprintf("Of %d relations none holds after adjustment for their number.", tests))
	}
	return app.Details().Body(app.Summary().Text(fmt.Sprintf("The %d of %d relations that hold, with intervals", len(rows), tests)),
		ui.Scroll("Relations that hold", ui.Table("profile", []string{"Axis", "Column", "Patients", "Relation (95 %)", "P", "Adjusted", "Same age and sex"}, rows)))
}

// effectCell shades an effect by its distance from no relation.
func effectCell(a pathway.Association) ui.Cell {
	far := math.Abs(float64(a.Effect))
	if a.Kind != "number" {
		far = 2 * math.Abs(float64(a.Effect)-0.5)
	}
	text := strings.TrimPrefix(fmt.Sprintf("%+.2f", float64(a.Effect)), "+")
	if text == "-0.00" {
		text = "0.00"
	}
	if a.Adjusted < 0.05 {
		text += " *"
	}
	return ui.Cell{Text: text, Class: fmt.Sprintf("num shade-%d", min(int(far*6), 4))}
}

// findings are the published rows, those of the columns of the table first.
func findings(v *job.PathwayView) []app.UI {
	here := map[string]bool{}
	for _, a := range v.Associations {
		here[a.Key] = true
		if a.Of == pathway.Complement {
			here["complement"] = true
		}
		if a.Key == "proteinuria" {
			here["renal"] = true
		}
	}
	var first, rest [][]ui.Cell
	for _, f := range v.Findings {
		r := []ui.Cell{{Text: f.Feature, Class: "wrap"}, {Text: short(v, f.Axis)}, {Text: f.Direction}, {Text: f.Effect, Class: "wrap"}, {Text: f.N}, {Text: f.Source, Class: "wrap"}}
		if here[f.Key] {
			first = append(first, r)
		} else {
			rest = append(rest, r)
		}
	}
	head := []string{"Feature", "Axis", "Score is", "Result", "n", "Source"}
	var out []app.UI
	if len(first) > 0 {
		out = append(out, app.Details().Body(app.Summary().Text(fmt.Sprintf("%d rows on features of this table", len(first))), ui.Scroll("Published, of this table", ui.Table("profile", head, first))))
	}
	return append(out, app.Details().Body(app.Summary().Text(fmt.Sprintf("%d other rows", len(rest))), ui.Scroll("Published, other", ui.Table("profile", head, rest))))
}

func drugTable(label string, list []pathway.Therapy) app.UI {
	var rows [][]ui.Cell
	for _, t := range list {
		rows = append(rows, []ui.Cell{{Text: t.Drug, Hint: t.Target + ", " + t.Class, Class: "wrap"}, {Text: t.Status, Class: "wrap"}, {Text: t.Result, Class: "wrap"}, {Text: t.High, Class: "wrap"}, {Text: t.Low, Class: "wrap"}, {Text: t.Source, Class: "wrap"}})
	}
	return ui.Scroll(label, ui.Table("profile", []string{"Drug", "Status", "Result", "Signature high at the start", "Signature low", "Source"}, rows))
}

func pathwayDrugs(v *job.PathwayView) app.UI {
	return app.Section().Class("card later").ID("drugs").Body(
		app.H2().Text("Drugs on the pathway, as knowledge"),
		app.P().Class("hint").Text("No recommendation for anybody. The trials contradict each other on a low signature: a smaller effect of anifrolumab, the same or a larger one of sifalimumab, and with rontalizumab an effect there alone. All rows are shown."),
		app.Details().Body(app.Summary().Text(ui.Plural(len(v.Therapies), "row", "rows")), drugTable("All drugs", v.Therapies)),
	)
}

// pathwayStability shows the axes over visits.
func pathwayStability(v *job.PathwayView) app.UI {
	body := []app.UI{ui.Heading("Stability", "stability", "icc", "axis")}
	if len(v.Stability) == 0 {
		return app.Section().Class("card later").ID("stability").Body(append(body, app.P().Text("Nobody came more than once."))...)
	}
	var head []string
	for _, a := range v.Axes {
		if a.Measurable() {
			head = append(head, a.Short)
		}
	}
	if len(v.Visits) > 0 {
		var rows [][]ui.Cell
		for _, x := range v.Visits {
			row := []ui.Cell{{Text: x.Label, Act: "profile", Of: x.Sample}}
			for _, n := range x.Values {
				row = append(row, ui.Number(report.Short(n)))
			}
			rows = append(rows, row)
		}
		body = append(body, app.H3().Text("Visits of this person"), ui.Scroll("Visits", ui.Table("profile", append([]string{"Visit"}, head...), rows)).OnClick(openProfile))
	}
	var rows [][]ui.Cell
	for _, s := range v.Stability {
		rows = append(rows, []ui.Cell{{Text: short(v, s.Axis)}, ui.Number(ui.Count(s.People)), ui.Number(report.Interval(s.ICC[0], s.ICC[1], s.ICC[2])), ui.Number(report.Short(s.Second.Median)), ui.Number(pValue(s.Second.P))})
	}
	body = append(body,
		app.P().Class("hint").Text("Share of the variance that lies between patients (ICC), and the change from the first visit to the second (signed-rank test). An axis near 1 is a trait: to measure it again tells of the assay or the treatment. Report a change of drugs first."),
		app.Details().Body(app.Summary().Text("Reliability of the axes"), ui.Scroll("Reliability", ui.Table("profile", []string{"Axis", "Patients", "ICC (95 %)", "Change to the second visit", "P"}, rows))))
	return app.Section().Class("card later").ID("stability").Body(body...)
}

func pathwayIssues(v *job.PathwayView) app.UI {
	var rows [][]ui.Cell
	for _, i := range v.Issues {
		rows = append(rows, []ui.Cell{{Text: i.Text, Hint: i.Source, Class: "wrap"}, {Text: i.Here, Class: "wrap"}})
	}
	return app.Section().Class("card later").ID("issues").Body(
		app.H2().Text("What is not resolved"),
		app.P().Class("hint").Text("Genotypes are a page of their own, beside this and never inside a score."),
		ui.Scroll("What is not resolved", ui.Table("profile", []string{"Question", "What these data say of it"}, rows)))
}

func pathwaySensing(v *job.PathwayView) app.UI {
	var rows [][]ui.Cell
	for _, c := range v.Sensing {
		rows = append(rows, []ui.Cell{{Text: c.Gene, Hint: c.Group}, ui.Number(rhoText(c.Rho)), {Text: c.Role, Class: "wrap"}, {Text: c.Source, Class: "wrap"}})
	}
	return app.Section().Class("card later").ID("sensing").Body(
		app.H2().Text("Sensing and clearance genes, as context"),
		app.P().Class("hint").Text("Their expression in blood does not tell which sensor is at work; many are interferon-stimulated themselves."),
		app.Details().Body(app.Summary().Text(ui.Plural(len(rows), "gene", "genes")), ui.Scroll("Sensing genes", ui.Table("profile", []string{"Gene", "rho with the ISG score", "Role", "Source"}, rows))))
}

// openProfile shows the profile of the sample whose button was pressed.
func openProfile(_ app.Context, e app.Event) {
	if name := ui.Acted(e, "profile"); name != "" {
		now.profile(job.Pathway{Sample: name}, "main")
	}
}

// pathwayList leads to every patient.
func pathwayList(v *job.PathwayView) app.UI {
	head := []string{"Patient"}
	for _, a := range v.Axes {
		if a.Measurable() {
			head = append(head, a.Short)
		}
	}
	typed := slices.ContainsFunc(v.Samples, func(r job.PathwayRow) bool { return r.Type != "" })
	if typed {
		head = append(head, "Inducer")
	}
	var rows [][]ui.Cell
	for _, r := range v.Samples {
		row := []ui.Cell{{Text: r.Label, Act: "profile", Of: r.Sample}}
		for _, n := range r.Values {
			row = append(row, levelCell(n))
		}
		if typed {
			row = append(row, ui.Cell{Text: r.Type})
		}
		rows = append(rows, row)
	}
	return app.Section().Class("card later").ID("patients").Body(
		app.H2().Text("Patients"),
		app.P().Class("hint").Text("Each at the first visit. Choose one to see the profile."),
		ui.Scroll("Patients", ui.Table("matrix patients", head, rows)).Class("tall").OnClick(openProfile))
}

// levelCell shades a value by the level of its node.
func levelCell(x expr.Number) ui.Cell {
	if x.Missing() {
		return ui.Number("–")
	}
	return ui.Cell{Text: fmt.Sprintf("%+.1f", float64(x)), Class: fmt.Sprintf("num level%d", pathway.Level(float64(x)))}
}

func pathwayDownloads() app.UI {
	return downloads([]taking{
		{"pathway", "Axes (TSV)", "One line a sample, every axis with its interval; the head says where each comes from."},
		{"pathway-associations", "Axes against findings (TSV)", "Every relation with interval, P and adjusted P, those that could not be told included."},
	}, now.export)
}
