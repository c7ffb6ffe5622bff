package method

import (
	"cmp"
	"math"
	"strconv"

	"ifnscope/score/expr"
)

// Response says when a gene of a module counts as changed against the mean of
// the healthy controls, on the linear scale. Its zero value is the rule of
// BloodGen3Module.
type Response struct {
	FoldChange float64 // above which; 0 stands for 1.5
	Difference float64 // above which; 0 stands for 10
}

func (r Response) foldChange() float64 { return cmp.Or(r.FoldChange, 1.5) }
func (r Response) difference() float64 { return cmp.Or(r.Difference, 10) }

// of returns 1 for a gene that is up, -1 for one that is down, 0 for one that
// is neither, NaN where the gene is missing or has no controls.
func (r Response) of(x, control float64) float64 {
	switch d := x - control; {
	case math.IsNaN(d):
		return nan
	case x > r.foldChange()*control && d > r.difference():
		return 1
	case control > r.foldChange()*x && -d > r.difference():
		return -1
	}
	return 0
}

func (r Response) settings() []string {
	return []string{
		when(r.foldChange() != 1.5, "fold-change="+strconv.FormatFloat(r.foldChange(), 'g', -1, 64)),
		when(r.difference() != 10, "difference="+strconv.FormatFloat(r.difference(), 'g', -1, 64)),
	}
}

func (r Response) parameters() []Parameter {
	return []Parameter{
		{"fold change", strconv.FormatFloat(r.foldChange(), 'g', -1, 64), "above which a gene is up, and below whose inverse it is down"},
		{"difference", strconv.FormatFloat(r.difference(), 'g', -1, 64), "from the mean of controls, in units of the table, above which it is"},
	}
}

// responseUnits are those in which a difference of 10 means something: that of
// a ratio to reference genes does not, nor that of a length-scaled unit.
var responseUnits = []expr.Unit{expr.Counts, expr.Intensity, expr.Linear, expr.Log2}

// ModuleResponse is the share of the genes of a module that are up in a sample
// less the share that are down: the individual analysis of BloodGen3Module.
type ModuleResponse struct{ Response }

func (m ModuleResponse) ID() string { return named("module-response/1", m.settings()...) }

func (ModuleResponse) Needs() Needs { return Needs{Reference: true, Units: responseUnits} }

func (m ModuleResponse) Info() Info {
	return Info{
		Name:     "module response",
		Sentence: "The percentage of the genes that are up against the healthy controls, less the percentage that are down.",
		Formula: "y = 2^x, x = log2 expression, c = mean of y of controls; up if y/c > fold change and y - c > difference, down if c/y > fold change and c - y > difference; " +
			"score = 100 (up - down) / k, for genes that go down with the opposite sign",
		Parameters:   m.parameters(),
		Scale:        "-100 to 100 %; the package shows 15 % and more",
		Most:         100,
		Contribution: "100 / k for a gene that is up, -100 / k for one that is down, else 0; the contributions add up to the score",
		Source:       "Rinchai D et al., Bioinformatics 2021",
		DOI:          "10.1093/bioinformatics/btab121",
		R:            "BloodGen3Module::Individualcomparison(2^x, ...), FC_cutoff = 1.5, DIFF_cutoff = 10",
	}
}

func (m ModuleResponse) Fit(f *Frame) (Scorer, error) {
	stats, err := f.controls(true)
	if err != nil {
		return nil, err
	}
	return &moduleResponse{ModuleResponse: m, f: f, control: calibrator(stats, true)}, nil
}

type moduleResponse struct {
	ModuleResponse
	f       *Frame
	control [][]float64
	v       []float64
}

func (s *moduleResponse) values(dst []float64, c *Column, set int) {
	for k, row := range s.f.Sets[set].Rows {
		dst[k] = 100 * sign(s.f.Sets[set].Weights[k]) * s.of(math.Exp2(c.X[row]), s.control[set][k])
	}
}

func (s *moduleResponse) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.v = grow(s.v, len(set.Rows))
		s.values(s.v, c, i)
		dst[i] = mean.score(s.v)
		dst[i].Dispersion = nan
	}
}

func (s *moduleResponse) Contribution(dst []float64, c *Column, set int) {
	s.values(dst, c, set)
	mean.share(dst)
}
