package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/report"
)

// Copies writes a number of alleles: whole where it is whole.
func Copies(x expr.Number) string {
	if x.Missing() {
		return report.Short(x)
	}
	return strconv.FormatFloat(float64(x), 'g', 4, 64)
}

// VariantTable shows what happened to every variant, in one piece of markup.
// Positions, notes and sources are in the titles of the cells.
func VariantTable(rows []job.GenotypeLocus) app.UI {
	var b strings.Builder
	b.WriteString(`<table class="variants"><thead><tr><th scope="col">Variant</th><th scope="col">Gene</th><th scope="col">Node</th><th scope="col">Counted allele</th><th scope="col">Genotype</th><th scope="col">Copies</th><th scope="col">OR</th><th scope="col">Adds</th><th scope="col">What happened</th></tr></thead><tbody>`)
	for _, r := range rows {
		alleles := r.Effect
		if r.Other != "" {
			alleles += " (not " + r.Other + ")"
		}
		source := r.Source
		if r.Ancestry != "" {
			source = "Ancestry " + r.Ancestry + ". " + source
		}
		markup(&b, `<tr class="?"><th scope="row" title="?">?</th><td title="?">?</td><td>?</td><td>?</td><td>?</td><td class="num">?</td><td class="num" title="?">?</td><td class="num">?</td><td class="what"><strong>?</strong> ?</td></tr>`,
			r.How, r.Place, r.RSID, r.Note, r.Gene, r.Node, alleles, r.Genotype, Copies(r.Copies), source, report.Short(r.OR), report.Short(r.Adds), r.What, r.Why)
	}
	b.WriteString(`</tbody></table>`)
	return app.Raw(b.String())
}
