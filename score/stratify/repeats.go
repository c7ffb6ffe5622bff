package stratify

import (
	"math"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Replicates says how far the scores of replicate arrays agree: several samples
// of one person at one visit, patients and controls alike. Of ratios everything
// is on their log2.
type Replicates struct {
	Sets    int         `json:"sets"`    // visits with several samples
	Samples int         `json:"samples"` // in them
	Within  expr.Number `json:"within"`  // standard deviation of replicates
	// CV is the coefficient of variation of replicates, in per cent; missing for
	// scores that are not ratios, whose zero is arbitrary.
	CV expr.Number `json:"cv"`
	// Bias is the mean difference of the second from the first replicate, and
	// Low and High the limits within which 95 % of the differences lie (Bland
	// and Altman).
	Bias expr.Number `json:"bias"`
	Low  expr.Number `json:"low"`
	High expr.Number `json:"high"`
}

// Replicate compares the replicate arrays of a result; ratio says that its
// scores are ratios. Sets is 0 if there are none.
func Replicate(r *report.Report, res *report.Result, ratio bool) Replicates {
	d := r.Design()
	var sets [][]float64
	var one, two []float64
	out := Replicates{}
	all := append(d.With(sample.Control), d.With(sample.Patient)...)
	for _, js := range d.BySubject(all) {
		at := map[string][]float64{}
		var visits []string
		for i, v := range linearised(values(res, js), ratio) {
			if math.IsNaN(v) {
				continue
			}
			visit := d.Visit[js[i]]
			if at[visit] == nil {
				visits = append(visits, visit)
			}
			at[visit] = append(at[visit], v)
		}
		for _, v := range visits {
			if x := at[v]; len(x) > 1 {
				sets = append(sets, x)
				out.Samples += len(x)
				one, two = append(one, x[0]), append(two, x[1])
			}
		}
	}
	out.Sets = len(sets)
	within := cohort.Repeated(sets).Within
	g := cohort.BlandAltman(one, two)
	out.Within, out.CV = expr.Number(within), expr.Number(math.NaN())
	if ratio {
		out.CV = expr.Number(100 * cohort.CV(within))
	}
	out.Bias, out.Low, out.High = expr.Number(g.Bias.Value), expr.Number(g.Low), expr.Number(g.High)
	return out
}
