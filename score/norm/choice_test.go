package norm

import (
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

func TestChoices(t *testing.T) {
	defaults := map[expr.Unit]string{expr.Counts: "cpm", expr.Ct: "dct"}
	for _, u := range expr.Units() {
		n, ok := Default(u)
		if u == expr.Unknown {
			if ok || len(Choices(u)) > 0 {
				t.Errorf("an unknown unit has the default %q", n.ID)
			}
			continue
		}
		want := defaults[u]
		if want == "" {
			want = "log2"
		}
		if n.ID != want || n.Cohort {
			t.Errorf("the default of %v is %q, of the cohort: %v; want %q", u, n.ID, n.Cohort, want)
		}
	}
	for _, n := range choices {
		if got, ok := ByID(n.ID); !ok || got.Title != n.Title {
			t.Errorf("%q is not found by its id", n.ID)
		}
		if n.Title == "" || n.Sentence == "" || len(n.From) == 0 || n.To == expr.Unknown || (n.Source == "" && n.ID != "log2") {
			t.Errorf("%q lacks a part: %+v", n.ID, n)
		}
	}
	if _, ok := ByID("magic"); ok {
		t.Error("there is a normalisation named magic")
	}
}

func TestLog2(t *testing.T) {
	nan := math.NaN()
	for _, x := range []struct {
		unit     expr.Unit
		in, want []float64
	}{
		{expr.Log2, []float64{-2, 3, nan}, []float64{-2, 3, nan}},
		{expr.Intensity, []float64{0, 0.5, 8, nan}, []float64{0, 0, 3, nan}},
		{expr.CPM, []float64{0, 7, nan}, []float64{0, 3, nan}},
		{expr.TPM, []float64{0, 1, nan}, []float64{0, 1, nan}},
		{expr.FPKM, []float64{0, 3, nan}, []float64{0, 2, nan}},
		{expr.Linear, []float64{-3, 15, nan}, []float64{0, 4, nan}},
		{expr.DCt, []float64{-1, 5, nan}, []float64{1, -5, nan}},
		{expr.RQ, []float64{0, 0.25, 8, nan}, []float64{nan, -2, 3, nan}},
	} {
		names := []string{"a", "b", "c", "d"}[:len(x.in)]
		m, err := expr.New(names, []string{"s"}, x.unit, gene.Namespace{}, x.in)
		if err != nil {
			t.Fatal(err)
		}
		got := must[*expr.Matrix](t)(Log2(m))
		for i, w := range x.want {
			if g := got.At(i, 0); g != w && !(math.IsNaN(g) && math.IsNaN(w)) {
				t.Errorf("log2 of %v %v is %v, want %v", x.in[i], x.unit, g, w)
			}
		}
	}
}
