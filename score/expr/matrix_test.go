package expr

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"ifnscope/score/gene"
)

func matrix(t *testing.T) *Matrix {
	t.Helper()
	m, err := New([]string{"a", "b", "a"}, []string{"x", "y"}, Log2, gene.Namespace{Kind: gene.Symbol}, []float64{1, 2, 3, math.NaN(), 5, 6})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNew(t *testing.T) {
	m := matrix(t)
	if g, s := m.Dims(); g != 3 || s != 2 || m.At(2, 1) != 6 || !math.IsNaN(m.At(1, 1)) || m.Unit() != Log2 || m.Namespace().Kind != gene.Symbol {
		t.Errorf("matrix %+v", m)
	}
	for what, names := range map[string][2][]string{"unnamed sample": {{"a"}, {"x", ""}}, "repeated sample": {{"a"}, {"x", "x"}}, "unnamed gene": {{""}, {"x", "y"}}} {
		if _, err := New(names[0], names[1], Log2, gene.Namespace{}, []float64{1, 2}); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	panics(t, "short data", func() { New([]string{"a"}, []string{"x", "y"}, Log2, gene.Namespace{}, []float64{1}) })
}

func panics(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}

// A step returns another matrix and leaves the first, and its trail, alone.
func TestSteps(t *testing.T) {
	m := matrix(t)
	one := m.Step("one", Linear, []float64{6, 5, 4, 3, 2, 1})
	left, right := one.Step("left", Log2, make([]float64, 6)), one.Step("right", Log2, make([]float64, 6))
	if !slices.Equal(left.Trail(), []string{"one", "left"}) || !slices.Equal(right.Trail(), []string{"one", "right"}) || len(m.Trail()) != 0 {
		t.Errorf("trails %q, %q, %q", left.Trail(), right.Trail(), m.Trail())
	}
	if m.At(0, 0) != 1 || m.Unit() != Log2 || one.At(0, 0) != 6 || one.Unit() != Linear {
		t.Error("a step changed the matrix that it was given")
	}
	d, err := one.Derive("rows", Log2, gene.Namespace{}, []string{"q"}, []float64{7, 8})
	if err != nil || d.At(0, 1) != 8 || !slices.Equal(d.Trail(), []string{"one", "rows"}) || !slices.Equal(d.Samples(), m.Samples()) {
		t.Errorf("derived %+v, %v", d, err)
	}
	if x := m.Declare(Ct, gene.Namespace{}); x.Unit() != Ct || x.At(2, 1) != 6 || m.Unit() != Log2 {
		t.Errorf("declared %+v", x)
	}
	s, err := one.SelectSamples([]int{1})
	if err != nil || !slices.Equal(s.Samples(), []string{"y"}) || !slices.Equal(s.Column(nil, 0), []float64{5, 3, 1}) || !slices.Equal(s.Trail(), one.Trail()) {
		t.Errorf("selected %+v, %v", s, err)
	}
	if _, err := one.SelectSamples([]int{1, 1}); err == nil {
		t.Error("a sample is selected twice")
	}
	panics(t, "a step of another shape", func() { m.Step("", Log2, make([]float64, 5)) })
	panics(t, "a column of another length", func() { m.Column(make([]float64, 2), 0) })
}

func TestNumberJSON(t *testing.T) {
	for _, v := range []float64{0, math.Copysign(0, -1), 1.5, -1e300, 5e-324, 0.1, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()} {
		b, err := json.Marshal([]Number{Number(v)})
		if err != nil {
			t.Fatal(err)
		}
		var back []Number
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if got := float64(back[0]); math.Float64bits(got) != math.Float64bits(v) && !(math.IsNaN(got) && math.IsNaN(v)) {
			t.Errorf("%v is written as %s and read as %v", v, b, got)
		}
		if back[0].Missing() != math.IsNaN(v) {
			t.Errorf("%v is missing: %v", v, back[0].Missing())
		}
	}
	if b, _ := json.Marshal(Number(math.NaN())); string(b) != "null" {
		t.Errorf("a missing number is written as %s", b)
	}
	var x Number
	if err := json.Unmarshal([]byte(`"high"`), &x); err == nil {
		t.Errorf("a word is read as %v", x)
	}
}

func TestUnit(t *testing.T) {
	for _, u := range Units() {
		b, err := u.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Unit
		if err := back.UnmarshalText(b); err != nil || back != u {
			t.Errorf("%s reads back as %v, %v", b, back, err)
		}
		if u.Title() == "" || u.Log() && u.Linear() || u != Unknown && !u.Log() && !u.Linear() {
			t.Errorf("%v: title %q, log %v, linear %v", u, u.Title(), u.Log(), u.Linear())
		}
	}
	var u Unit
	if err := u.UnmarshalText([]byte("rpkm")); err == nil {
		t.Error("an unknown unit is accepted")
	}
	if Unit(99).String() != "unit(99)" || Unit(99).Title() != "unit(99)" {
		t.Errorf("unit 99 is called %v", Unit(99))
	}
}
