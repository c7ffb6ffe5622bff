package cohort

import (
	"errors"
	"math"
	"strconv"
	"testing"
)

// TestMixedAsR compares with lme4 1.1-31 and nlme 3.1-162 (REML) for twelve
// people with one to three measurements, simulated. Their optimisers agree with
// one another to 1e-7, and so do we.
func TestMixedAsR(t *testing.T) {
	var person []string
	for _, id := range []int{1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12} {
		person = append(person, strconv.Itoa(id))
	}
	y := []float64{1.17, 0.4, 0.2, 4.7, 2.97, -0.7, 0.13, 0.04, 2.28, 4.67, 5.96, 1.89, 2.46, 0.72, 2.36, 1.93, 1.42, 0.57, 1.42, 2.57, 3.04, 3.53, 2.85, 4.44, 2.31, -0.57, -1.46, 0.76}
	x := []float64{-1.08, -0.16, -1.07, -0.14, -0.6, -2.18, 0.24, -0.26, 0.9, 0.94, 1.47, 0.71, 0.82, -0.29, 1.42, 1.5, -0.66, -0.85, 0.32, 1.11, 2.22, 1.22, 1.48, 0.95, -1.01, -2, -1.76, -0.14}
	m, err := Mixed(y, person, Variable{"x", x})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name            string
		got, lme4, nlme float64
	}{
		{"intercept", m.Coefficients[0].Value, 1.93002946962451594, 1.93002945457465236},
		{"slope", m.Coefficients[1].Value, 0.70655150717503479, 0.70655154948943033},
		{"SE of the intercept", m.Coefficients[0].SE, 0.39326278736435488, 0.39326272076132479},
		{"SE of the slope", m.Coefficients[1].SE, 0.15768647761988897, 0.15768649092434014},
		{"between people", m.Between, 1.28946054158123991, 1.28946028107907118},
		{"within people", m.Within, 0.60901150659317593, 0.60901158100536079},
	} {
		near(t, c.name, c.got, c.lme4, 3e-7)
		near(t, c.name, c.got, c.nlme, 3e-7)
	}
	if m.People != 12 || m.N != 28 {
		t.Errorf("%d people, %d measurements", m.People, m.N)
	}
	y[3] = math.NaN()
	if m, err = Mixed(y, person, Variable{"x", x}); err != nil || m.N != 27 {
		t.Errorf("a missing measurement is not left out: %v", err)
	}
	if _, err = Mixed(y[:3], []string{"a", "b", "c"}, Variable{"x", x[:3]}); !errors.Is(err, ErrCollinear) {
		t.Errorf("nobody measured twice: %v", err)
	}
}
