package report

import (
	_ "embed" // for RepeatR
	"fmt"
	"strings"

	"ifnscope/score/norm"
)

// MethodsText returns what was done as paragraphs for the methods section of a
// paper. Numbers in brackets are those of [Report.Citations], which takes the
// sha256 of the program.
func (r *Report) MethodsText(program string) []string {
	cite := map[string]string{}
	for i, c := range r.Citations(program) {
		cite[c.Key] = fmt.Sprintf(" [%d]", i+1)
	}
	what := "Expression values"
	if r.Synthetic {
		what = "Values of a SYNTHETIC example cohort, no real people,"
	}
	data := fmt.Sprintf("%s of %s were read by IFNscope %s%s; it follows the review of Rönnblom and Leonard%s. Of %d rows, %d were mapped to approved human gene symbols (%s). Unit: %s. ",
		what, Plural(len(r.Samples), "sample", "samples"), r.Version, cite["ifnscope"], cite["ronnblom2019"], r.Matrix.Rows, r.Matrix.Mapped, r.Matrix.GeneTable, r.Settings.Unit.Title())
	if n, ok := norm.ByID(r.Settings.Normalisation); ok {
		data += n.Sentence + cite["norm "+n.ID]
		if n.Cohort {
			data += " A value depends on the other samples of the run."
		}
	}
	if len(r.Settings.References) > 0 {
		data += " Reference genes: " + strings.Join(r.Settings.References, ", ") + "."
	}

	var sets []string
	for _, s := range r.Signatures {
		sets = append(sets, fmt.Sprintf("%s, %d of %s%s", s.Title, len(s.Genes), Plural(s.Of(), "gene", "genes"), cite[s.ID]))
	}
	scores := fmt.Sprintf("ISG expression scores were computed of %s: %s. A score was withheld where under %g %% of the genes of a set were measured.",
		Plural(len(sets), "gene set", "gene sets"), strings.Join(sets, "; "), 100*r.Settings.MinCoverage)
	for _, m := range r.shown() {
		scores += fmt.Sprintf(" By %s (%s)%s: %s.", m.Name, m.ID, cite[m.ID], strings.TrimSuffix(m.Sentence, "."))
		if m.Cohort {
			scores += " A score depends on the other samples of the run."
		}
	}

	cut := "No healthy controls were assigned."
	if c := r.controlsText(); c != "" {
		cut = "Healthy controls: " + c + "."
	}
	cut += " " + r.cutoffSentences()
	words := "Terms follow the EULAR points to consider" + cite["eular"] + ", which state that these assays cannot currently be recommended for diagnostic purposes. " + Disclaimer
	return []string{data, scores, cut, words}
}

// WriteMethods writes the methods text with its references, as plain text.
// Program is the sha256 of the program that computed, empty if not known.
func (r *Report) WriteMethods(program string) string {
	var b strings.Builder
	for _, p := range r.MethodsText(program) {
		b.WriteString(p + "\n\n")
	}
	b.WriteString("References\n")
	for i, c := range r.Citations(program) {
		fmt.Fprintf(&b, "[%d] %s\n", i+1, c)
	}
	return b.String()
}

// Plural writes a number with its noun: "1 sample", "3 samples".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// RepeatR is a script that repeats scores in R, see score.WriteRepeat.
//
//go:embed repeat.R
var RepeatR string
