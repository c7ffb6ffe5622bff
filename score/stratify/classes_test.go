package stratify_test

import (
	"fmt"
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// TestGroupsAndClasses relates scores to batches, numbered or named, and classes
// to a yes-or-no column. R 4.2.2:
//
//	score <- 0:17; batch <- rep(1:3, each = 6)
//	kruskal.test(score, batch)            # H 15.1579, P 0.000511
//	fisher.test(matrix(c(5, 1, 1, 11), 2)) # P 0.003932342168, OR 35.42 (1.99 to 2740)
func TestGroupsAndClasses(t *testing.T) {
	r := &report.Report{}
	res := &report.Result{}
	cells := make([][]string, 5)
	for i := range 18 {
		n := fmt.Sprintf("p%d", i)
		c := ref.Low
		if i%3 == 0 {
			c = ref.High
		}
		r.Samples = append(r.Samples, report.Sample{Name: n, Subject: n, Role: sample.Patient})
		res.Scores = append(res.Scores, report.Score{Value: expr.Number(i), Class: c})
		yes := i%3 == 0 && i != 3 || i == 4
		for k, v := range []string{n, fmt.Sprint(i/6 + 1), []string{"Lund", "Umea", "Oslo"}[i/6], map[bool]string{true: "yes", false: "no"}[yes], fmt.Sprint(i/6 + 1)} {
			cells[k] = append(cells[k], v)
		}
	}
	tab, err := sample.NewTable([]string{"id", "Batch", "town", "nephritis", "platelets G/L"}, cells)
	if err != nil {
		t.Fatal(err)
	}
	a := stratify.Associate(r, res, tab, false)
	if len(a) != 4 || a[3].Kind != "number" {
		t.Fatalf("%+v", a)
	}
	for i, column := range []string{"Batch", "town"} {
		x := a[i]
		if x.Column != column || x.Kind != "groups" || x.Groups != 3 || x.N != 18 || math.Abs(float64(x.Effect)-(15.157894736842104-2)/15) > 1e-12 || math.Abs(float64(x.P)-0.000511098938839) > 1e-9 || x.Classes != nil {
			t.Errorf("%s: %+v", column, x)
		}
	}
	c := a[2].Classes
	if c == nil || c.High != 6 || c.HighYes != 5 || c.Rest != 12 || c.RestYes != 1 {
		t.Fatalf("classes: %+v", c)
	}
	if math.Abs(float64(c.P)-0.00393234216764) > 1e-12 || math.Abs(float64(c.Odds)/35.446-1) > 1e-4 || c.Lower < 1.9 || c.Lower > 2 {
		t.Errorf("Fisher: %+v", c)
	}
}
