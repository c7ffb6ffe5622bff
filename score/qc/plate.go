package qc

import "math"

// WellsWithoutCt is the figure of the technical replicates that is counted, and
// AmplificationEfficiency that of a gene, 1 being a doubling in every cycle.
const (
	WellsWithoutCt          = "wells without a Ct"
	AmplificationEfficiency = "amplification efficiency"
)

// EfficiencyUnused says what measured efficiencies are not used for.
const EfficiencyUnused = "Nothing is computed with them: every cycle is taken for a doubling, of each gene alike."

// The limits of a qPCR plate.
var (
	replicateSD  = Limit{Figure: "spread of the technical replicates (SD)", Unit: "cycles", Good: AtMost(0.5), Source: "default of the HIGHSD flag of the StepOne, ViiA 7 and QuantStudio software"}
	plateSD      = Limit{Figure: "spread between plates (SD)", Unit: "cycles", Good: AtMost(0.5), Source: "as for technical replicates; of the Ct, before a shift of all genes cancels in the dCt of each plate"}
	undetermined = Limit{Figure: WellsWithoutCt, Unit: "wells", Good: AtMost(0), Source: "an undetermined well is censored, and no mean of the others tells by how much"}
	late         = Limit{Figure: "late Ct", Unit: "cycles", Good: AtMost(35), Source: "above 35 the spread grows: QuantStudio Design and Analysis 2, Standard Curve Analysis Module, user guide"}
	amplified    = Limit{Figure: "wells without template that amplified", Unit: "wells", Good: AtMost(0), Source: "MIQE, Bustin SA et al., Clin Chem 2009, doi:10.1373/clinchem.2008.112797"}
	distance     = Limit{Figure: "earliest well without template, after the weakest sample", Unit: "cycles", Good: AtLeast(5), Source: "5 cycles are 2^-5, 3 % of the weakest sample"}
	efficiency   = Limit{Figure: AmplificationEfficiency, Good: Between(0.9, 1.1), Source: "slope of -3.6 to -3.1, MIQE, Bustin SA et al., Clin Chem 2009, doi:10.1373/clinchem.2008.112797"}
	curve        = Limit{Figure: "linearity of the standard curve (R2)", Good: AtLeast(0.99), Source: "QuantStudio Design and Analysis 2, Standard Curve Analysis Module, user guide"}
	stability    = Limit{Figure: "reference gene stability (geNorm M)", Unit: "cycles", Good: AtMost(0.5), Borderline: AtMost(1), Source: "0.5 in homogeneous, 1 in heterogeneous samples: Hellemans J et al., Genome Biol 2007, doi:10.1186/gb-2007-8-2-r19"}
)

// Replicates judges the technical replicates of one gene in one sample: the
// standard deviation (n-1) of their cycles and how many have none. A NaN among
// cq is an undetermined well.
func Replicates(sample, gene string, cq []float64) []Check {
	var known []float64
	for _, c := range cq {
		if !math.IsNaN(c) {
			known = append(known, c)
		}
	}
	checks := []Check{undetermined.Check(sample, gene, float64(len(cq)-len(known)))}
	if len(known) > 1 {
		_, sd := MeanSD(known)
		checks = append(checks, replicateSD.Check(sample, gene, sd))
	}
	if len(known) > 0 {
		mean, _ := MeanSD(known)
		checks = append(checks, late.Check(sample, gene, mean))
	}
	return checks
}

// Plates judges the mean cycles that one gene of one sample, such as a
// calibrator, has on several plates.
func Plates(sample, gene string, means []float64) Check {
	_, sd := MeanSD(means)
	return plateSD.Check(sample, gene, sd)
}

// NoTemplate judges the wells without template of one gene: how many
// amplified and, if any did, how far the earliest is behind the weakest
// sample. weakest is the highest mean Ct of a sample, NaN if there is none.
func NoTemplate(gene string, cq []float64, weakest float64) []Check {
	n, earliest := 0, math.NaN()
	for _, c := range cq {
		if !math.IsNaN(c) {
			n++
			if !(earliest <= c) {
				earliest = c
			}
		}
	}
	checks := []Check{amplified.Check("", gene, float64(n))}
	if n > 0 {
		checks = append(checks, distance.Check("", gene, earliest-weakest))
	}
	return checks
}

// Curve is a standard curve: the cycles of known quantities of one gene.
type Curve struct {
	Quantity, Cq []float64 // of one length; a NaN cycle is left out
}

// Fit returns the amplification efficiency 10^(-1/slope)-1, 1 being a doubling
// in every cycle, and R2 of the cycles on log10 of the quantity. Both are NaN
// of fewer than three quantities or where the cycles do not fall.
func (c Curve) Fit() (efficiency, r2 float64) {
	var x, y []float64
	levels := map[float64]bool{}
	for i, q := range c.Quantity {
		if q > 0 && !math.IsNaN(c.Cq[i]) {
			x, y = append(x, math.Log2(q)), append(y, c.Cq[i])
			levels[q] = true
		}
	}
	if len(levels) < 3 {
		return math.NaN(), math.NaN()
	}
	// against log2, 10^(-1/slope) is 2^(-1/slope)
	slope, _, r2 := line(x, y)
	if !(slope < 0) {
		return math.NaN(), math.NaN()
	}
	return math.Exp2(-1/slope) - 1, r2
}

// Checks judges the curve of a gene.
func (c Curve) Checks(gene string) []Check {
	e, r2 := c.Fit()
	return []Check{efficiency.Check("", gene, e), curve.Check("", gene, r2)}
}

// Efficiency judges an efficiency that the file tells, 1 being a doubling.
func Efficiency(gene string, e float64) Check { return efficiency.Check("", gene, e) }

// Stability returns geNorm's M of every reference gene: the mean, over the
// other reference genes, of the standard deviation over the samples of the
// difference of their cycles (Vandesompele J et al., Genome Biol 2002,
// doi:10.1186/gb-2002-3-7-research0034). cq is genes x samples; a sample
// counts for a pair if both cycles are known. M is NaN of a single gene, or
// where no pair has two samples.
func Stability(cq [][]float64) []float64 {
	m := make([]float64, len(cq))
	for i := range cq {
		sum, pairs := 0.0, 0
		for k := range cq {
			if k == i {
				continue
			}
			var d []float64
			for j := range cq[i] {
				if x := cq[i][j] - cq[k][j]; !math.IsNaN(x) {
					d = append(d, x)
				}
			}
			if len(d) > 1 {
				_, sd := MeanSD(d)
				sum, pairs = sum+sd, pairs+1
			}
		}
		m[i] = math.NaN()
		if pairs > 0 {
			m[i] = sum / float64(pairs)
		}
	}
	return m
}

// References judges reference genes by their stability. It panics if the
// lengths differ.
func References(genes []string, cq [][]float64) []Check {
	if len(genes) != len(cq) {
		panic("qc: genes and cycles differ in length")
	}
	var checks []Check
	for i, m := range Stability(cq) {
		checks = append(checks, stability.Check("", genes[i], m))
	}
	return checks
}
