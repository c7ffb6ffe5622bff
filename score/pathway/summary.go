package pathway

import (
	"fmt"
	"strings"

	"ifnscope/score/report"
	"ifnscope/score/sig"
	"ifnscope/score/stratify"
)

// Clinical returns the signatures of a report that are used in the clinic and
// whose score has a cut-off.
func Clinical(r *report.Report) []string {
	var out []string
	for _, id := range stratify.Judged(r) {
		if s, ok := sig.ByID(id); ok && s.Group == sig.Clinical {
			out = append(out, id)
		}
	}
	return out
}

// Summary is sample j in one line.
func (p *Profile) Summary(j int) string {
	out := []string{p.short("isg", j, " SD")}
	judged := stratify.Judge(p.in.Report, Clinical(p.in.Report), j)
	if n := judged.High + judged.Indeterminate + judged.Low; n > 0 {
		out[0] += fmt.Sprintf(" (high by %d of %d scores)", judged.High, n)
	}
	out = append(out, p.short("typeII", j, ""))
	if p.Cards != nil {
		out = append(out, strings.Split(p.Cards[j].Text(), ", ")...)
	}
	for _, id := range []string{"ldg", "plasmablast", "pdc"} {
		out = append(out, p.short(id, j, ""))
	}
	if f := p.Cards; f != nil && f[j].AntiIFN == NotStated {
		out = append(out, "antibodies against interferon not stated")
	}
	return strings.Join(out, "; ")
}

// short is one axis in words: "LDG +1.5".
func (p *Profile) short(id string, j int, unit string) string {
	a := p.Axis(id)
	switch {
	case !a.Measurable():
		return a.Short + " not measurable"
	case a.Values[j].Value.Missing():
		return a.Short + " not measured"
	}
	return fmt.Sprintf("%s %+.1f%s", a.Short, float64(a.Values[j].Value), unit)
}
