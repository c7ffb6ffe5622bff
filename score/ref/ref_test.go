package ref

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/sample"
)

var nan = math.NaN()

// The bootstrap has a fixed seed: the interval is the same on every machine,
// and of the same people whatever else is in the run. The figures are those of
// this program; that they hold natively and in WebAssembly is what is tested.
func TestDeriveRepeats(t *testing.T) {
	scores := []float64{-0.8, 0.3, 1.2, 0.1, -0.4, 0.9, -1.1, 0.6, 0.2, -0.3}
	a, b := Rule{}.Derive(Scores{Controls: scores}), Rule{}.Derive(Scores{Controls: append(slices.Clone(scores), nan, nan)})
	if a.Value != b.Value || a.Lower != b.Lower || a.Upper != b.Upper || a.N != b.N {
		t.Errorf("people without a score change the cut-off: %+v and %+v", a, b)
	}
	const lower, upper = 0.9380357543, 2.8209695123
	if math.Abs(float64(a.Lower)-lower) > 1e-9 || math.Abs(float64(a.Upper)-upper) > 1e-9 {
		t.Errorf("interval %.10f to %.10f, want %v to %v", a.Lower, a.Upper, lower, upper)
	}
	// a shift and a scale of the scores go through to all of it
	moved := make([]float64, len(scores))
	for i, v := range scores {
		moved[i] = 10 + 4*v
	}
	m := Rule{}.Derive(Scores{Controls: moved})
	for _, p := range [][2]expr.Number{{a.Value, m.Value}, {a.Lower, m.Lower}, {a.Upper, m.Upper}} {
		if want := 10 + 4*float64(p[0]); math.Abs(float64(p[1])-want) > 1e-12 {
			t.Errorf("4 x + 10 of %v is %v", p[0], p[1])
		}
	}
}

func TestClass(t *testing.T) {
	c := Cutoff{Value: 2, Lower: 1, Upper: 3}
	for score, want := range map[float64]Class{0.999: Low, 1: Indeterminate, 2: Indeterminate, 3: Indeterminate, 3.001: High, math.Inf(1): High, math.Inf(-1): Low} {
		if got := c.Class(score); got != want {
			t.Errorf("%v is %v, want %v", score, got, want)
		}
	}
	if got := c.Class(nan); got != NotClassed {
		t.Errorf("a missing score is %v", got)
	}
	for _, k := range []Class{NotClassed, Low, Indeterminate, High} {
		b, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		var back Class
		if err := json.Unmarshal(b, &back); err != nil || back != k {
			t.Errorf("%s reads back as %v, %v", b, back, err)
		}
	}
	var k Class
	if err := json.Unmarshal([]byte(`"positive"`), &k); err == nil {
		t.Error("an unknown class is accepted")
	}
}

// reference is of two controls, one of them sampled twice, beside a patient.
func reference(t *testing.T) (*Reference, *expr.Matrix, *sample.Design) {
	t.Helper()
	m, err := expr.New([]string{"IFI27", "RSAD2", "IFI27"}, []string{"h1a", "p", "h1b", "h2"}, expr.Log2, gene.Namespace{Kind: gene.Symbol}, []float64{
		1, 100, 3, 6,
		nan, 100, 5, nan,
		9, 9, 9, 9,
	})
	if err != nil {
		t.Fatal(err)
	}
	d := &sample.Design{Samples: m.Samples(), Role: []sample.Role{sample.Control, sample.Patient, sample.Control, sample.Control},
		Group: make([]string, 4), Subject: []string{"h1", "p", "h1", "h2"}, Visit: make([]string, 4)}
	return New(m, d), m, d
}

// A person counts once, however many samples there are.
func TestReference(t *testing.T) {
	r, m, d := reference(t)
	if !slices.Equal(r.People(), []string{"h1", "h2"}) || r.Unit() != expr.Log2 || r.String() != "2 healthy control people of this file" {
		t.Errorf("%v: people %q, unit %v", r, r.People(), r.Unit())
	}
	if v, ok := r.Values("IFI27"); !ok || !slices.Equal(v, []float64{2, 6}) {
		t.Errorf("IFI27 is %v, %v; want 2 (the mean of 1 and 3) and 6", v, ok)
	}
	if s, ok := r.Gene("IFI27"); !ok || s.N != 2 || s.Mean != 4 || math.Abs(s.SD-math.Sqrt(8)) > 1e-15 || s.Median != 4 {
		t.Errorf("IFI27: %+v", s)
	}
	// of h1's samples one was measured, of h2 none
	if s, ok := r.Gene("RSAD2"); !ok || s.N != 1 || s.Mean != 5 || !math.IsNaN(s.SD) || s.Median != 5 {
		t.Errorf("RSAD2: %+v", s)
	}
	if s, ok := r.Gene("MX1"); ok || !math.IsNaN(s.Mean) {
		t.Errorf("a gene that is not there: %+v", s)
	}
	if _, ok := r.Values("MX1"); ok {
		t.Error("a gene that is not there has values")
	}
	// without controls there is no reference
	if r := New(m, &sample.Design{Samples: m.Samples(), Role: make([]sample.Role, 4), Group: make([]string, 4), Subject: m.Samples(), Visit: make([]string, 4)}); r != nil {
		t.Errorf("nobody is a control: %v", r)
	}
	defer func() {
		if recover() == nil {
			t.Error("a design of other samples: no panic")
		}
	}()
	New(m, d.Select([]int{0}))
}

func TestDescribe(t *testing.T) {
	if s := Describe([]float64{nan}); s.N != 0 || !math.IsNaN(s.Mean) || !math.IsNaN(s.SD) || !math.IsNaN(s.Median) {
		t.Errorf("nothing: %+v", s)
	}
	if s := Describe([]float64{7.3, 7.3 + 1e-12, 7.3}); s.SD != 0 {
		t.Errorf("rounding is taken for spread: %+v", s)
	}
	if s := Describe([]float64{1, nan, 2, 3, 10}); s.N != 4 || s.Mean != 4 || s.Median != 2.5 || math.Abs(s.SD-math.Sqrt(50.0/3)) > 1e-14 {
		t.Errorf("1, 2, 3, 10: %+v", s)
	}
	if Median([]float64{3, 1, 2}) != 2 {
		t.Error("the median of 3, 1, 2 is not 2")
	}
	if !Constant(nil) || Constant([]float64{1, 1.001}) || !Constant([]float64{1e12, 1e12 + 1}) {
		t.Error("Constant does not allow for rounding alone")
	}
}
