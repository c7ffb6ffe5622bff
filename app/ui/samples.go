package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/markup"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// SampleTable shows samples, each with a select of its role, in one piece of
// markup as [ScoreTable] does. A select carries the name of its sample as
// data-sample, the field for the reason of one that is left out by hand as
// data-reason, for a handler around the table. The field offers the list "reasons".
func SampleTable(rows []report.Sample, roles []Choice, a sample.Assignment) app.UI {
	var b strings.Builder
	b.WriteString(`<table><thead><tr><th scope="col">Sample</th><th scope="col">Group</th><th scope="col">Person</th><th scope="col">Visit</th><th scope="col">Role</th></tr></thead><tbody>`)
	for _, r := range rows {
		markup.Write(&b, `<tr><th scope="row">?</th><td>?</td><td>?</td><td>?</td><td><select class="role ?" aria-label="role of ?" data-sample="?">`,
			r.Name, r.Group, r.Subject, r.Visit, r.Role.String(), r.Name, r.Name)
		for _, c := range roles {
			b.WriteString(`<option`)
			if c.Value == r.Role.String() {
				b.WriteString(` selected`)
			}
			markup.Write(&b, ` value="?">?</option>`, c.Value, c.Label)
		}
		b.WriteString(`</select>`)
		if reason, out := a.Out(r.Name); out {
			markup.Write(&b, ` <input type="text" class="reason" list="reasons" placeholder="Reason" aria-label="reason why ? is left out" data-reason="?" value="?">`, r.Name, r.Name, reason)
		}
		b.WriteString(`</td></tr>`)
	}
	b.WriteString(`</tbody></table>`)
	return app.Raw(b.String())
}

// Preview shows the first cells of a file; the first row is its head.
func Preview(rows [][]string) app.UI {
	var b strings.Builder
	b.WriteString(`<table class="preview">`)
	for i, row := range rows {
		form := `<td>?</td>`
		if i == 0 {
			form = `<th scope="col">?</th>`
		}
		b.WriteString(`<tr>`)
		for _, cell := range row {
			markup.Write(&b, form, cell)
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</table>`)
	return app.Raw(b.String())
}
