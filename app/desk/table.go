package desk

import (
	"cmp"
	"math"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/report"
)

// table returns a part of the shown samples, sorted.
func (s *selection) table() job.ScoreTable {
	results := make([]*report.Result, len(s.rep.Signatures))
	t := job.ScoreTable{}
	for i, sg := range s.rep.Signatures {
		t.Columns = append(t.Columns, sg.ID)
		id := sg.Method
		if s.view.Method != "" {
			id = s.method.ID
		}
		var ok bool
		if results[i], ok = s.rep.Result(sg.ID, id); !ok {
			results[i] = missing(len(s.rep.Samples)) // the method is not meant for the signature
		}
	}
	var js []int
	for _, j := range s.shown {
		if matches(s.rep.Samples[j], s.view.Query) {
			js = append(js, j)
		}
	}
	s.sort(js, results)
	t.Total = len(js)
	t.Offset, js = part(js, s.view.Offset, s.view.Limit)
	for _, j := range js {
		row := job.ScoreRow{Sample: s.rep.Samples[j]}
		for _, r := range results {
			row.Cells = append(row.Cells, job.Cell{Value: r.Scores[j].Value, Class: r.Scores[j].Class})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// missing returns a result without scores.
func missing(samples int) *report.Result {
	r := &report.Result{Scores: make([]report.Score, samples)}
	for j := range r.Scores {
		r.Scores[j].Value = expr.Number(math.NaN())
	}
	return r
}

// sort orders samples by the selected column; missing scores come last.
func (s *selection) sort(js []int, results []*report.Result) {
	byText := func(text func(report.Sample) string) func(a, b int) int {
		return func(a, b int) int { return cmp.Compare(text(s.rep.Samples[a]), text(s.rep.Samples[b])) }
	}
	var compare func(a, b int) int
	switch s.view.Sort {
	case "sample":
		compare = byText(func(p report.Sample) string { return p.Name })
	case "subject":
		compare = byText(func(p report.Sample) string { return p.Subject })
	case "group":
		compare = byText(func(p report.Sample) string { return p.Group })
	case "visit":
		order := s.design.VisitOrder()
		compare = func(a, b int) int { return order(s.rep.Samples[a].Visit, s.rep.Samples[b].Visit) }
	default:
		r := s.result
		if i := slices.IndexFunc(s.rep.Signatures, func(x report.Signature) bool { return x.ID == s.view.Sort }); i >= 0 {
			r = results[i]
		}
		slices.SortStableFunc(js, func(a, b int) int {
			x, y := r.Scores[a].Value, r.Scores[b].Value
			switch {
			case x.Missing() || y.Missing():
				return boolCompare(x.Missing(), y.Missing())
			case s.view.Ascending:
				return cmp.Compare(x, y)
			}
			return cmp.Compare(y, x)
		})
		return
	}
	slices.SortStableFunc(js, func(a, b int) int {
		if s.view.Ascending {
			return compare(a, b)
		}
		return compare(b, a)
	})
}

// boolCompare puts false before true.
func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
