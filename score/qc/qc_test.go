package qc

import (
	"encoding/json"
	"math"
	"testing"
)

var nan = math.NaN()

func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-12*max(1, math.Abs(b))
}

func TestGrades(t *testing.T) {
	for _, c := range []struct {
		limit Limit
		v     float64
		want  Grade
	}{
		{density, 0.05, Good}, {density, 2.25, Good}, {density, 2.26, Bad}, {density, 0.049, Bad}, {density, nan, Unknown},
		{densitySprint, 1.9, Bad}, {densitySprint, 0.09, Bad},
		{fieldOfView, 0.75, Good}, {fieldOfView, 0.749, Bad},
		{housekeeping, 100, Good}, {housekeeping, 99, Borderline}, {housekeeping, 32, Borderline}, {housekeeping, 31.9, Bad},
		{stability, 0.5, Good}, {stability, 0.7, Borderline}, {stability, 1.01, Bad},
		{amplified, 0, Good}, {amplified, 1, Bad},
		{positiveFactor, 0.3, Good}, {positiveFactor, 3.01, Bad}, {houseFactor, 0.1, Good}, {houseFactor, 10.1, Bad},
		{detection, math.Inf(1), Good}, {detection, 1.99, Bad},
	} {
		if got := c.limit.Check("", "", c.v).Grade; got != c.want {
			t.Errorf("%s of %v is %s, want %s", c.limit.Figure, c.v, got, c.want)
		}
	}
}

func TestCheckJSON(t *testing.T) {
	c := density.Check("L1", "", 2.4)
	if got, want := c.String(), "binding density: 2.4 spots per square micrometre, should be 0.05 to 2.25"; got != want {
		t.Errorf("%q", got)
	}
	for _, c := range []Check{c, fieldOfView.Check("", "x", nan), stability.Check("", "x", 0.7)} {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back Check
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(back); string(again) != string(b) {
			t.Errorf("%s became %s", b, again)
		}
	}
	if _, err := json.Marshal(Worst(nil)); err != nil || Worst([]Check{c}) != Bad {
		t.Error("the worst grade")
	}
	for want, c := range map[string]Check{"L1": c, "x": stability.Check("", "x", 1), "x in L1": late.Check("L1", "x", 36)} {
		if got := c.Of(); got != want {
			t.Errorf("a figure of %q, want %q", got, want)
		}
	}
}

func TestEmptyLane(t *testing.T) {
	for _, c := range (Lane{Sample: "x", BindingDensity: nan, FovCount: nan, Counted: nan}).Checks() {
		if c.Grade != Unknown || !c.Value.Missing() {
			t.Errorf("%s is graded %s", c, c.Grade)
		}
	}
	if v := Concentration("POS_F(0.125)"); v != 0.125 {
		t.Errorf("POS_F(0.125) is %v fM", v)
	}
	if v := Concentration("POS_F"); !math.IsNaN(v) {
		t.Errorf("a name without a concentration is %v fM", v)
	}
}

func TestFactors(t *testing.T) {
	c := Factors([]string{"a", "b"}, []float64{0.2, 1}, []float64{1, 11})
	if len(c) != 4 || c[0].Grade != Bad || c[1].Grade != Good || c[2].Grade != Good || c[3].Grade != Bad {
		t.Errorf("%v", c)
	}
	if c := Factors([]string{"a"}, []float64{1}, nil); len(c) != 1 {
		t.Errorf("%v", c)
	}
}

func TestReplicates(t *testing.T) {
	// 20 and 21: mean 20.5, sd 1/sqrt 2; one well without a Ct
	c := Replicates("s", "g", []float64{20, nan, 21})
	if len(c) != 3 || c[0].Value != 1 || c[0].Grade != Bad || !near(float64(c[1].Value), math.Sqrt(0.5)) || c[1].Grade != Bad || c[2].Value != 20.5 || c[2].Grade != Good {
		t.Errorf("%v", c)
	}
	if c := Replicates("s", "g", []float64{nan}); len(c) != 1 || c[0].Grade != Bad {
		t.Errorf("a lost gene: %v", c)
	}
	if c := Replicates("s", "g", []float64{36}); len(c) != 2 || c[1].Grade != Bad {
		t.Errorf("a late gene: %v", c)
	}
}

func TestNoTemplate(t *testing.T) {
	if c := NoTemplate("g", []float64{nan, nan}, 30); len(c) != 1 || c[0].Grade != Good {
		t.Errorf("clean: %v", c)
	}
	if c := NoTemplate("g", []float64{38, nan, 34}, 30); len(c) != 2 || c[0].Value != 2 || c[1].Value != 4 || c[1].Grade != Bad {
		t.Errorf("contaminated: %v", c)
	}
	if c := NoTemplate("g", []float64{34}, nan); c[1].Grade != Unknown {
		t.Errorf("no sample amplified: %v", c)
	}
}

func TestCurve(t *testing.T) {
	// halved quantities, one cycle apart: a doubling in every cycle
	e, r2 := Curve{Quantity: []float64{8, 4, 2, 1, 1, 0}, Cq: []float64{20, 21, 22, 23, nan, 30}}.Fit()
	if !near(e, 1) || !near(r2, 1) {
		t.Errorf("efficiency %v, R2 %v", e, r2)
	}
	for name, c := range map[string]Curve{
		"two quantities": {[]float64{10, 10, 1}, []float64{20, 20.1, 23}},
		"rising":         {[]float64{100, 10, 1}, []float64{26, 23, 20}},
		"flat":           {[]float64{100, 10, 1}, []float64{20, 20, 20}},
		"none":           {},
	} {
		if e, _ := c.Fit(); !math.IsNaN(e) {
			t.Errorf("%s: efficiency %v", name, e)
		}
	}
}

func TestStability(t *testing.T) {
	// The first two move together but for a constant. The third differs from
	// them by 0 1 2, whose sd is 1: M is (0+1)/2, (0+1)/2, (1+1)/2.
	m := Stability([][]float64{{20, 21, 22}, {25, 26, 27}, {20, 22, 24}})
	if !near(m[0], 0.5) || !near(m[1], 0.5) || !near(m[2], 1) {
		t.Errorf("M %v", m)
	}
	if m := Stability([][]float64{{20, 21, 22}}); !math.IsNaN(m[0]) {
		t.Errorf("a single gene has M %v", m)
	}
	if m := Stability([][]float64{{20, nan, 22}, {nan, 21, 22}}); !math.IsNaN(m[0]) {
		t.Errorf("genes with one sample in common have M %v", m)
	}
	// a shift of a whole sample changes nothing
	a := Stability([][]float64{{20, 21, 23}, {19, 24, 20}})
	b := Stability([][]float64{{22, 21, 24}, {21, 24, 21}})
	if !near(a[0], b[0]) {
		t.Errorf("M %v became %v", a, b)
	}
}
