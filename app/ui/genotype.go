package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/geno"
	"ifnscope/score/report"
)

// howWords say what happened to a variant.
var howWords = map[geno.How]string{
	geno.Found:          "found",
	geno.Swapped:        "found, the alleles in the other order",
	geno.Flipped:        "found on the other strand",
	geno.FlippedSwapped: "found on the other strand, the alleles in the other order",
	geno.FromReference:  "the reference allele twice",
	geno.ByProxy:        "by proxy",
	geno.Filled:         "filled",
	geno.Missing:        "missing",
	geno.LeftOut:        "excluded",
}

// How says in words what happened to a variant.
func How(h geno.How) string { return howWords[h] }

// Copies writes a number of alleles: whole where it is whole.
func Copies(x expr.Number) string {
	if x.Missing() {
		return report.Short(x)
	}
	return strconv.FormatFloat(float64(x), 'g', 4, 64)
}

// useWords say what a variant is for; those of the sums need no word.
var useWords = map[geno.Use]string{
	geno.Shown: "shown only", geno.Apart: "HLA, apart", geno.Excluded: "never read",
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
		what := How(r.How)
		if r.By != "" {
			what += " " + r.By
		}
		if use := useWords[r.Use]; use != "" {
			what = use + "; " + what
		}
		source := r.Source
		if r.Ancestry != "" {
			source = "Ancestry " + strings.ReplaceAll(r.Ancestry, ",", ", ") + ". " + source
		}
		markup(&b, `<tr class="?"><th scope="row" title="?">?</th><td title="?">?</td><td>?</td><td>?</td><td>?</td><td class="num">?</td><td class="num" title="?">?</td><td class="num">?</td><td class="what"><strong>?</strong> ?</td></tr>`,
			string(r.How), r.Place, r.RSID, r.Note, r.Gene, r.Node, alleles, r.Genotype, Copies(r.Copies), source, report.Short(r.OR), report.Short(r.Adds), what, r.Why)
	}
	b.WriteString(`</tbody></table>`)
	return app.Raw(b.String())
}
