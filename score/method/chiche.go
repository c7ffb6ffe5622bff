package method

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"ifnscope/score/sig"
)

// Chiche is the modular score of Chiche: how many of the three interferon
// modules M1.2, M3.4 and M5.12 are active. It is defined for their union
// alone, the signature chiche-modular.
type Chiche struct {
	Response
	// Active is the response of a module, in per cent, from which it is
	// active; 0 stands for 30. The number in the paper was not read. 30 gives
	// the counts of its abstract in its own cohort, GSE49454: 131 of 157
	// samples and 54 of 62 patients have an active module. (So do 35 and 40;
	// the 15 that BloodGen3Module shows gives 141 and 57.)
	Active float64
}

var chicheModules = [...]string{"chiche-m1.2", "chiche-m3.4", "chiche-m5.12"}

func (s Chiche) active() float64 { return cmp.Or(s.Active, 30) }

func (s Chiche) ID() string {
	return named("chiche/1", append(s.settings(), when(s.active() != 30, "active="+strconv.FormatFloat(s.active(), 'g', -1, 64)))...)
}

func (Chiche) Needs() Needs {
	return Needs{Reference: true, Units: responseUnits, Signatures: []string{"chiche-modular"}}
}

func (s Chiche) Info() Info {
	return Info{
		Name:     "modular score of Chiche",
		Sentence: "How many of the blood modules M1.2, M3.4 and M5.12 are active against the healthy controls.",
		Formula: "a gene is up or down as in the module response; a module is active if 100 (up - down) / genes of the module is at least the threshold; " +
			"score = number of active modules. The threshold is not that of the paper, which was not read: it was chosen to give the published counts in the published cohort",
		Parameters:   append(s.parameters(), Parameter{"active", strconv.FormatFloat(s.active(), 'g', -1, 64), "per cent of the genes of a module from which it is active"}),
		Most:         3,
		Scale:        "0 or 1 (absent or mild), 2 or 3 (moderate or strong)",
		Contribution: "per cent that the gene adds to the response of its module, of both if it is in two",
		Source:       "Chiche L et al., Arthritis Rheumatol 2014",
		DOI:          "10.1002/art.38628",
		R:            "none: the score was not published as a program",
	}
}

func (s Chiche) Fit(f *Frame) (Scorer, error) {
	stats, err := f.controls(true)
	if err != nil {
		return nil, err
	}
	sc := &chiche{Chiche: s, f: f, control: calibrator(stats, true), in: make([]map[string]bool, len(chicheModules))}
	for m, id := range chicheModules {
		x, ok := sig.ByID(id)
		if !ok {
			return nil, fmt.Errorf("method: there is no signature %q", id)
		}
		sc.in[m] = make(map[string]bool, len(x.Genes))
		for _, g := range x.Genes {
			sc.in[m][g.Symbol] = true
		}
	}
	return sc, nil
}

type chiche struct {
	Chiche
	f       *Frame
	control [][]float64
	in      []map[string]bool // genes by module
}

// responses returns the sum of the responses of the genes of every module, and
// the number of those measured, in all modules and each gene once.
func (s *chiche) responses(c *Column, set int) (sum [len(chicheModules)]float64, n [len(chicheModules)]int, used int) {
	for k, row := range s.f.Sets[set].Rows {
		r := s.of(math.Exp2(c.X[row]), s.control[set][k])
		if math.IsNaN(r) {
			continue
		}
		used++
		for m := range s.in {
			if s.in[m][s.f.Matrix.Genes()[row]] {
				sum[m] += r
				n[m]++
			}
		}
	}
	return sum, n, used
}

// defined reports whether a set is one that the score is defined for.
func (s *chiche) defined(set int) bool {
	return s.f.Sets[set].Signature.ID == s.Needs().Signatures[0]
}

func (s *chiche) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		if !s.defined(i) {
			dst[i] = withheld(0)
			continue
		}
		sum, n, used := s.responses(c, i)
		dst[i] = Score{Dispersion: nan, Used: used}
		for m := range sum {
			switch {
			case n[m] == 0:
				dst[i].Value = nan // a module that was not measured may be active
			case 100*sum[m] >= s.active()*float64(n[m]):
				dst[i].Value++
			}
		}
	}
}

func (s *chiche) Contribution(dst []float64, c *Column, set int) {
	_, n, _ := s.responses(c, set)
	for k, row := range s.f.Sets[set].Rows {
		dst[k] = nan
		r := s.of(math.Exp2(c.X[row]), s.control[set][k])
		if math.IsNaN(r) || !s.defined(set) {
			continue
		}
		dst[k] = 0
		for m := range s.in {
			if s.in[m][s.f.Matrix.Genes()[row]] {
				dst[k] += 100 * r / float64(n[m])
			}
		}
	}
}
