package stratify

import (
	"math"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Agreement compares signatures, two at a time, over the first visit of every
// patient.
type Agreement struct {
	Signatures []string        `json:"signatures"`
	People     int             `json:"people"`
	Rho        [][]expr.Number `json:"rho"`   // Spearman, of the scores
	Kappa      [][]expr.Number `json:"kappa"` // Cohen, of high against not high
	// KappaLower and KappaUpper are the 95 % interval of kappa, missing where too
	// few are called high, or not high; see [told].
	KappaLower [][]expr.Number `json:"kappaLower"`
	KappaUpper [][]expr.Number `json:"kappaUpper"`
	Same       [][]expr.Number `json:"same"` // share of patients with the same call, high or not
	// Order lists the signatures so that those that rank patients alike stand
	// together: by average linkage of 1 - rho.
	Order []int `json:"order"`
}

// Agree compares signatures by the method that is shown first. What cannot be
// compared is missing, and all of it below [MinPeople].
func Agree(r *report.Report, ids []string) Agreement {
	rs := results(r, ids)
	js := first(r.Design(), sample.Patient)
	a := Agreement{People: len(js)}
	n := len(rs)
	a.Rho, a.Kappa, a.KappaLower, a.KappaUpper, a.Same = square(n), square(n), square(n), square(n), square(n)
	scores := make([][]float64, n)
	calls := make([][]int, n)
	for i, res := range rs {
		a.Signatures = append(a.Signatures, res.Signature)
		scores[i] = values(res, js)
		for _, j := range js {
			calls[i] = append(calls[i], call(res.Scores[j].Class))
		}
	}
	if a.People < MinPeople {
		for i := range rs {
			a.Order = append(a.Order, i)
		}
		return a
	}
	for i := range rs {
		for k := range rs {
			kappa, same, _ := cohort.Kappa(calls[i], calls[k], 2)
			if k <= i {
				a.Rho[i][k] = expr.Number(cohort.Spearman(scores[i], scores[k]).Value)
				a.Rho[k][i] = a.Rho[i][k]
			}
			a.Kappa[i][k], a.Same[i][k] = expr.Number(kappa.Value), expr.Number(same)
			if told(calls[i], calls[k]) {
				a.KappaLower[i][k], a.KappaUpper[i][k] = expr.Number(kappa.Lower), expr.Number(kappa.Upper)
			}
		}
	}
	if n > 0 {
		a.Order = cohort.Leaves(cohort.Cluster(apart(a.Rho)))
	}
	return a
}

// apart returns how differently signatures rank patients: 1 - rho.
func apart(rho [][]expr.Number) [][]float64 {
	d := make([][]float64, len(rho))
	for i, row := range rho {
		for _, r := range row {
			d[i] = append(d[i], 1-float64(r))
		}
	}
	return d
}

// call is 1 for high, 0 for low or indeterminate, -1 where there is no class.
func call(c ref.Class) int {
	switch c {
	case ref.NotClassed:
		return -1
	case ref.High:
		return 1
	}
	return 0
}

// told reports whether two signatures make enough calls of either kind for the
// interval of kappa: MinPeople each, and some patient to whom both give their rarer
// call. Of 20 to 100 patients, with 13 to 87 % of the calls high by either, it then
// held a kappa of 0 to 0.9 in 91 to 100 % of 6,000 draws. Where that patient is
// missing the formula sees next to no variance, and held a kappa of 0 in as little
// as 57 %.
func told(a, b []int) bool {
	var n [2][2]int
	for i := range a {
		if a[i] >= 0 && b[i] >= 0 {
			n[a[i]][b[i]]++
		}
	}
	one, other := [2]int{n[0][0] + n[0][1], n[1][0] + n[1][1]}, [2]int{n[0][0] + n[1][0], n[0][1] + n[1][1]}
	rare := func(calls [2]int) int {
		if calls[1] < calls[0] {
			return 1
		}
		return 0
	}
	return min(one[0], one[1], other[0], other[1]) >= MinPeople && n[rare(one)][rare(other)] > 0
}

func square(n int) [][]expr.Number {
	m := make([][]expr.Number, n)
	for i := range m {
		m[i] = make([]expr.Number, n)
		for k := range m[i] {
			m[i][k] = expr.Number(math.NaN())
		}
	}
	return m
}
