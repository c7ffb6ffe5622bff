package method

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// The worked example: five interferon genes among 55 others in four healthy
// controls and two patients. The numbers are ours and of no person. All are
// multiples of 1/64, so that they are exact.
var (
	exampleSamples = []string{"C1", "C2", "C3", "C4", "P1", "P2"}
	exampleSet     = []string{"IFI44L", "RSAD2", "IFIT1", "STAT1", "IRF9"}
	exampleValues  = [][]float64{ // log2 expression of the set
		{5.00, 5.50, 4.75, 5.25, 8.50, 5.75},
		{4.25, 4.50, 4.00, 4.75, 4.50, 4.25},
		{9.50, 10.00, 9.25, 9.75, 13.25, 10.25},
		{9.00, 9.25, 8.75, 9.50, 10.75, 9.25},
		{7.00, 7.25, 7.50, 6.75, 6.75, 7.25},
	}
)

const exampleBackground = 55

// exampleSample is the sample whose score is worked out.
const exampleSample = "P1"

// exampleOther returns the log2 expression of background gene i in sample j:
// a ladder from 2 to 13, each rung shaken a little.
func exampleOther(i, j int) float64 {
	return 2 + float64(i)*13/64 + float64((7*i+5*j)%11-5)*3/64
}

// Example returns the frame of the worked example for a method. The first 20
// genes of the background bear the names of the stable genes of blood, the
// next two are the reference genes; the counts are 2^x without its fraction.
func Example(m Method) *Frame {
	genes := append([]string(nil), exampleSet...)
	var data, counts []float64
	for _, row := range exampleValues {
		data = append(data, row...)
	}
	names := append(SingscoreStable{}.genes(), "HPRT1", "TBP")
	for i := range exampleBackground {
		if i < len(names) {
			genes = append(genes, names[i])
		} else {
			genes = append(genes, fmt.Sprintf("other %d", i-len(names)+1))
		}
		for j := range exampleSamples {
			data = append(data, exampleOther(i, j))
		}
	}
	for _, x := range data {
		counts = append(counts, math.Floor(math.Exp2(x)))
	}
	x, err := expr.New(genes, exampleSamples, expr.Log2, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		panic(err) // names are unique and not empty
	}
	controls, err := x.SelectSamples([]int{0, 1, 2, 3})
	if err != nil {
		panic(err)
	}
	s := &sig.Signature{ID: "example", Title: "Five interferon genes"}
	if only := m.Needs().Signatures; only != nil {
		s.ID = only[0]
	}
	for _, g := range exampleSet {
		s.Genes = append(s.Genes, sig.Gene{Symbol: g, Weight: 1})
	}
	f := NewFrame(x, []*sig.Signature{s}, ref.Of(controls))
	f.Counts = x.Step("counts", expr.Counts, counts)
	f.Housekeeping = f.Find([]string{"HPRT1", "TBP"})
	return f
}

// Worked is the worked example of a method: one patient of [Example].
type Worked struct {
	Method  string   // id
	Sample  string   // that is scored
	Samples []string // of the example, the controls first
	Genes   []WorkedGene
	Others  int // genes in the background
	Score   Score
}

// WorkedGene is a gene of the set in the worked example.
type WorkedGene struct {
	Symbol string
	Values []float64 // log2 expression by sample
	Adds   float64   // see Info.Contribution
}

// Work returns the worked example of a method, computed by the method itself.
func Work(m Method) (*Worked, error) {
	f := Example(m)
	s, err := m.Fit(f)
	if err != nil {
		return nil, err
	}
	w := &Worked{Method: m.ID(), Sample: exampleSample, Samples: exampleSamples, Others: exampleBackground}
	var c Column
	for j, name := range exampleSamples {
		if name == exampleSample {
			c.Load(f.Matrix, j)
		}
	}
	score := make([]Score, 1)
	s.Score(score, &c)
	w.Score = score[0]
	adds := make([]float64, len(exampleSet))
	s.Contribution(adds, &c, 0)
	for i, symbol := range exampleSet {
		w.Genes = append(w.Genes, WorkedGene{symbol, exampleValues[i], adds[i]})
	}
	return w, nil
}
