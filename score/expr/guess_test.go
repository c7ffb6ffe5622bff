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

// deeper multiplies every sample by half more than the one before, in whole
// numbers if whole is set.
func deeper(m *Matrix, by float64, whole bool) *Matrix {
	genes, _ := m.Dims()
	var data []float64
	for i := range genes {
		for j, v := range m.Row(i) {
			v *= by * math.Pow(1.5, float64(j))
			if whole {
				v = math.Trunc(v)
			}
			data = append(data, v)
		}
	}
	return m.Step("", Unknown, data)
}

// led gives the first gene so much in every sample, twice as much as in the one
// before, that the sums follow it.
func led(m *Matrix, much float64) *Matrix {
	genes, _ := m.Dims()
	var data []float64
	for i := range genes {
		data = append(data, m.Row(i)...)
	}
	_, samples := m.Dims()
	for j := range samples {
		data[j] = math.Ldexp(much, j)
	}
	return m.Step("", Unknown, data)
}

func TestGuessUnit(t *testing.T) {
	linear := func(level, z float64) float64 { return math.Exp2(level + z) }
	zeros := func(level, z float64) float64 { return max(0, math.Exp2(level+z)-200) }
	whole := func(level, z float64) float64 { return math.Trunc(zeros(level, z)) }
	for what, c := range map[string]struct {
		m    *Matrix
		unit Unit
		sure bool
		says string
	}{
		"counts":            {made(t, 1000, 5, whole), Counts, true, "every value is a whole number"},
		"unequal counts":    {deeper(made(t, 1000, 5, zeros), 1, true), Counts, true, "every value is a whole number"},
		"one gene leads":    {led(deeper(made(t, 1000, 5, zeros), 1, true), 1e5), Counts, true, "every value is a whole number"},
		"rounded":           {led(made(t, 1000, 5, whole), 1e5), Linear, false, "normalised already and rounded"},
		"rounded, of three": {led(made(t, 1000, 3, whole), 1e5), Counts, true, "every value is a whole number"},
		"few low counts":    {made(t, 1000, 5, func(l, z float64) float64 { return math.Trunc(max(0, z)) }), Counts, false, "whole number"},
		"TPM":               {perMillion(made(t, 1000, 5, zeros)), TPM, true, "add up to a million"},
		"estimated counts":  {deeper(made(t, 1000, 5, zeros), 100, false), Counts, false, "reads that were estimated"},
		"normalised":        {led(made(t, 1000, 5, zeros), 5e6), Linear, false, "too high for log2"},
		"FPKM":              {deeper(made(t, 1000, 5, zeros), 0.5, false), Linear, false, "too high for log2"},
		"deep intensities":  {deeper(made(t, 1000, 5, linear), 100, false), Intensity, false, "none is 0"},
		"intensities":       {made(t, 1000, 5, linear), Intensity, false, "none is 0"},
		"log2":              {made(t, 1000, 5, func(l, z float64) float64 { return l + z }), Log2, true, "the largest value"},
		"log2, few rows":    {made(t, 20, 5, func(l, z float64) float64 { return l + z }), Log2, false, "dCt"},
		"RMA with a floor":  {made(t, 1000, 5, func(l, z float64) float64 { return max(l+z, 6) }), Log2, true, "sit on the lowest one, 6"},
		"logCPM":            {made(t, 1000, 5, func(l, z float64) float64 { return l + z - 7 }), Log2, false, "negative"},
		"z-scores":          {made(t, 1000, 5, func(_, z float64) float64 { return z }), Log2, false, "scaled"},
		"Ct":                {made(t, 20, 5, func(l, z float64) float64 { return 2*l + 10 + z/4 }), Ct, false, "qPCR cycles"},
		"background less":   {made(t, 1000, 5, func(l, z float64) float64 { return math.Exp2(l+z) - 40 }), Unknown, false, "negative values and values above 50"},
		"nothing":           {made(t, 10, 2, func(_, _ float64) float64 { return math.NaN() }), Unknown, false, "no numbers"},
		"missing":           {made(t, 1000, 5, func(l, z float64) float64 { return math.Sqrt(z) + l }), Log2, true, "missing"},
		"more than 2,000":   {made(t, 9000, 3, func(l, z float64) float64 { return l + z }), Log2, true, "the largest value"},
		"Ct, 384 targets":   {made(t, 384, 5, func(l, z float64) float64 { return 2*l + 10 + z/4 }), Ct, false, "qPCR cycles"},
		"Ct, whole":         {made(t, 380, 5, func(l, z float64) float64 { return math.Round(2*l + 10 + z/4) }), Unknown, false, "low counts look the same"},
		"low counts":        {made(t, 385, 5, func(l, z float64) float64 { return math.Round(2*l + 10 + z/4) }), Counts, false, "whole number"},
		"RQ":                {made(t, 8, 5, func(l, z float64) float64 { return math.Exp2(l - 5 + z) }), Intensity, false, "below 1"},
		"RQ with a 0":       {made(t, 8, 5, func(l, z float64) float64 { return max(0, math.Exp2(l-5+z)-1) }), Linear, false, "RQ, with controls around 1"},
		"array, few rows":   {made(t, 20, 5, func(l, z float64) float64 { return math.Exp2(l + 5 + z) }), Intensity, false, "look the same; values"},
		"dCt, 384 targets":  {made(t, 384, 5, func(l, z float64) float64 { return l + z }), Log2, false, "dCt"},
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
