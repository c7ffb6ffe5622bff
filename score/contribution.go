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
