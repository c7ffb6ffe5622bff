package expr

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"ifnscope/score/gene"
)

// made returns a matrix of genes x samples drawn by f, which is given the
// level of the gene and a standard normal deviate.
func made(t *testing.T, genes, samples int, f func(level, z float64) float64) *Matrix {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	g, s := make([]string, genes), make([]string, samples)
	data := make([]float64, 0, genes*samples)
	for j := range s {
		s[j] = "S" + string(rune('A'+j))
	}
	for i := range g {
		g[i] = "G"
		level := 3 + 9*r.Float64()
		for range s {
			data = append(data, f(level, r.NormFloat64()))
		}
	}
	m, err := New(g, s, Unknown, gene.Namespace{}, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// perMillion scales every sample to a million.
func perMillion(m *Matrix) *Matrix {
	genes, samples := m.Dims()
	data := make([]float64, 0, genes*samples)
	sums := make([]float64, samples)
	for j := range samples {
		for _, v := range m.Column(nil, j) {
			sums[j] += v
		}
	}
	for i := range genes {
		for j, v := range m.Row(i) {
			data = append(data, v/sums[j]*1e6)
		}
	}
	return m.Step("", Unknown, data)
}

func TestGuessUnit(t *testing.T) {
	linear := func(level, z float64) float64 { return math.Exp2(level + z) }
	zeros := func(level, z float64) float64 { return max(0, math.Exp2(level+z)-200) }
	for what, c := range map[string]struct {
		m    *Matrix
		unit Unit
		sure bool
		says string
	}{
		"counts":           {made(t, 1000, 5, func(l, z float64) float64 { return math.Trunc(zeros(l, z)) }), Counts, true, "every value is a whole number"},
		"few low counts":   {made(t, 1000, 5, func(l, z float64) float64 { return math.Trunc(max(0, z)) }), Counts, false, "whole number"},
		"TPM":              {perMillion(made(t, 1000, 5, zeros)), TPM, true, "add up to a million"},
		"estimated counts": {made(t, 1000, 5, zeros), Linear, false, "too high for log2"},
		"intensities":      {made(t, 1000, 5, linear), Intensity, false, "none is 0"},
		"log2":             {made(t, 1000, 5, func(l, z float64) float64 { return l + z }), Log2, true, "the largest value"},
		"log2, few rows":   {made(t, 20, 5, func(l, z float64) float64 { return l + z }), Log2, false, "dCt"},
		"RMA with a floor": {made(t, 1000, 5, func(l, z float64) float64 { return max(l+z, 6) }), Log2, true, "sit on the lowest one, 6"},
		"logCPM":           {made(t, 1000, 5, func(l, z float64) float64 { return l + z - 7 }), Log2, false, "negative"},
		"z-scores":         {made(t, 1000, 5, func(_, z float64) float64 { return z }), Log2, false, "scaled"},
		"Ct":               {made(t, 20, 5, func(l, z float64) float64 { return 2*l + 10 + z/4 }), Ct, false, "qPCR cycles"},
		"Ct, 384 targets":  {made(t, 384, 5, func(l, z float64) float64 { return 2*l + 10 + z/4 }), Ct, false, "qPCR cycles"},
		"Ct, whole":        {made(t, 380, 5, func(l, z float64) float64 { return math.Round(2*l + 10 + z/4) }), Unknown, false, "low counts look the same"},
		"low counts":       {made(t, 385, 5, func(l, z float64) float64 { return math.Round(2*l + 10 + z/4) }), Counts, false, "whole number"},
		"RQ":               {made(t, 8, 5, func(l, z float64) float64 { return math.Exp2(l - 5 + z) }), Intensity, false, "below 1"},
		"RQ with a 0":      {made(t, 8, 5, func(l, z float64) float64 { return max(0, math.Exp2(l-5+z)-1) }), Linear, false, "RQ, with controls around 1"},
		"array, few rows":  {made(t, 20, 5, func(l, z float64) float64 { return math.Exp2(l + 5 + z) }), Intensity, false, "look the same; values"},
		"dCt, 384 targets": {made(t, 384, 5, func(l, z float64) float64 { return l + z }), Log2, false, "dCt"},
		"background less":  {made(t, 1000, 5, func(l, z float64) float64 { return math.Exp2(l+z) - 40 }), Unknown, false, "negative values and values above 50"},
		"nothing":          {made(t, 10, 2, func(_, _ float64) float64 { return math.NaN() }), Unknown, false, "no numbers"},
		"missing":          {made(t, 1000, 5, func(l, z float64) float64 { return math.Sqrt(z) + l }), Log2, true, "missing"},
		"more than 2,000":  {made(t, 9000, 3, func(l, z float64) float64 { return l + z }), Log2, true, "the largest value"},
	} {
		g := GuessUnit(c.m)
		if g.Unit != c.unit || g.Sure != c.sure {
			t.Errorf("%s: %v, sure %v; want %v, %v (%q)", what, g.Unit, g.Sure, c.unit, c.sure, g.Evidence)
		}
		if !strings.Contains(strings.Join(g.Evidence, "; "), c.says) {
			t.Errorf("%s: the evidence %q does not say %q", what, g.Evidence, c.says)
		}
	}
}
