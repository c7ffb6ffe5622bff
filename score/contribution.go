package score

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/method"
)

// Contribution is what one gene adds to one score.
type Contribution struct {
	Symbol string      `json:"symbol"`
	Value  expr.Number `json:"value"` // log2 expression in the sample
	Z      expr.Number `json:"z"`     // against the healthy controls
	Adds   expr.Number `json:"adds"`  // to the score, see method.Info.Contribution
}

// Contributions returns what every gene of a signature, found or missing, adds
// to the score of a sample by a method of the run. It returns an error if the
// run has no such sample, signature or method.
func (s *Scored) Contributions(sampleName, signature, methodID string) ([]Contribution, error) {
	j := slices.Index(s.frame.Matrix.Samples(), sampleName)
	k := slices.IndexFunc(s.frame.Sets, func(x method.Set) bool { return x.Signature.ID == signature })
	sc, ok := s.scorer[methodID]
	if j < 0 || k < 0 || !ok {
		return nil, fmt.Errorf("score: the run has no score of %s by %s in sample %s", signature, methodID, sampleName)
	}
	set := s.frame.Sets[k]
	var c method.Column
	c.Load(s.frame.Matrix, j)
	adds := make([]float64, len(set.Rows))
	sc.Contribution(adds, &c, k)
	out := make([]Contribution, 0, set.Of())
	for i, row := range set.Rows {
		symbol := s.frame.Matrix.Genes()[row]
		z := math.NaN()
		if s.frame.Reference != nil {
			if st, _ := s.frame.Reference.Gene(symbol); st.SD > 0 {
				z = (c.X[row] - st.Mean) / st.SD
			}
		}
		out = append(out, Contribution{symbol, expr.Number(c.X[row]), expr.Number(z), expr.Number(adds[i])})
	}
	nan := expr.Number(math.NaN())
	for _, symbol := range set.Missing {
		out = append(out, Contribution{symbol, nan, nan, nan})
	}
	return out, nil
}

// Genes returns the genes of a signature that were found and their values in
// every sample of the report (genes x samples): in standard deviations from the
// mean of the healthy controls, missing where a gene does not vary in them, or of
// a run without controls as log2 differences from the mean over all samples;
// against tells which. It returns an error if the run has no such signature.
func (s *Scored) Genes(signature string) (symbols []string, values [][]float64, against string, err error) {
	k := slices.IndexFunc(s.frame.Sets, func(x method.Set) bool { return x.Signature.ID == signature })
	if k < 0 {
		return nil, nil, "", fmt.Errorf("score: the run has no signature %s", signature)
	}
	against = "z against the healthy controls"
	if s.frame.Reference == nil {
		against = "log2 difference from the mean"
	}
	m := s.frame.Matrix
	for _, row := range s.frame.Sets[k].Rows {
		symbol := m.Genes()[row]
		x := slices.Clone(m.Row(row))
		middle, unit := mean(x), 1.0
		if s.frame.Reference != nil {
			st, _ := s.frame.Reference.Gene(symbol)
			if middle, unit = st.Mean, st.SD; !(unit > 0) {
				unit = math.NaN()
			}
		}
		for j := range x {
			x[j] = (x[j] - middle) / unit
		}
		symbols, values = append(symbols, symbol), append(values, x)
	}
	return symbols, values, against, nil
}

// mean returns the mean of the values that are not missing.
func mean(x []float64) float64 {
	var sum, n float64
	for _, v := range x {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}
