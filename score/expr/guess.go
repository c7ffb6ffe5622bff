package expr

import (
	"fmt"
	"math"
	"slices"
)

// UnitGuess is the likeliest unit of a matrix and what it was judged by.
type UnitGuess struct {
	Unit     Unit
	Evidence []string // one sentence each, the decisive one first
	Sure     bool     // false where another unit would look the same
}

// PanelRows is the most rows that a table is taken to have that may be of a qPCR
// panel: a target in each well of a card of 384. A transcriptome has more than
// 10,000 rows.
const PanelRows = 384

// GuessUnit guesses the unit of a matrix from its values alone. It looks at
// every value of at most 2,000 rows, evenly spread, and of fewer where they
// would have more than 400,000 values.
//
// The rules, in order: whole numbers with a wide range are counts, unless the
// genes of the samples agree far better than their sums, which normalising
// leaves; columns that add up to a million are TPM or CPM; fractions that add up
// to millions, and as a whole rise with the sums, are counts that were estimated;
// values above 50 cannot be log2 of anything measured (GEO's own rule for log2
// data); a low ceiling is log2. Of few rows, or where many values are negative,
// that is not sure: dCt, relative quantities and z-scores look the same.
func GuessUnit(m *Matrix) UnitGuess {
	genes, samples := m.Dims()
	step := max(1, genes/2000, genes*samples/400000)
	lo, hi := math.Inf(1), math.Inf(-1)
	var n, whole, negative, low, missing int
	var values []float64
	for i := 0; i < genes; i += step {
		for _, v := range m.Row(i) {
			if math.IsNaN(v) {
				missing++
				continue
			}
			n++
			lo, hi = min(lo, v), max(hi, v)
			if v == math.Trunc(v) {
				whole++
			}
			if v < 0 {
				negative++
			}
			if v < 1 {
				low++
			}
			values = append(values, v)
		}
	}
	if n == 0 {
		return UnitGuess{Evidence: []string{"no numbers"}}
	}
	slices.Sort(values)
	spread := fmt.Sprintf("values from %.4g to %.4g, median %.4g", lo, hi, values[n/2])
	if missing > 0 {
		spread += fmt.Sprintf(", %d of %d missing", missing, n+missing)
	}
	g := UnitGuess{Evidence: []string{spread}}
	decide := func(u Unit, sure bool, why string) UnitGuess {
		g.Unit, g.Sure = u, sure
		g.Evidence = append([]string{why}, g.Evidence...)
		return g
	}
	if share, v := floor(values); share >= 0.1 {
		g.Evidence = append(g.Evidence, fmt.Sprintf("%.0f %% of the values sit on the lowest one, %.4g", 100*share, v))
	}
	few := genes <= PanelRows
	var d depth
	if negative == 0 && hi > 50 {
		d = depths(m, step)
	}
	switch {
	case whole == n && d.normalised():
		return decide(Linear, false, fmt.Sprintf("every value is a whole number, but the sums of the samples differ up to %.1f times and their genes as a whole only up to %.1f times: counts that were normalised already and rounded. If nothing was done to them, choose counts", d.sums.factor(), d.genes.factor()))
	case negative == 0 && whole == n && hi > 50:
		return decide(Counts, true, fmt.Sprintf("every value is a whole number, the largest %.4g", hi))
	case negative == 0 && whole == n && hi > 1 && !few:
		return decide(Counts, false, fmt.Sprintf("every value is a whole number, the largest only %.4g", hi))
	case d.million():
		return decide(TPM, true, "the values of every sample add up to a million")
	case d.estimated() && lo == 0:
		return decide(Counts, false, fmt.Sprintf("the values have fractions, add up to %.3g to %.3g million a sample and rise with that sum: counts of reads that were estimated, as by Salmon, kallisto or RSEM, and not normalised", d.least/1e6, d.most/1e6))
	case negative == 0 && hi > 50 && few:
		why := fmt.Sprintf("the largest value, %.4g, is too high for log2; of few rows, relative quantities (RQ, with controls around 1) and linear values (intensities, TPM) look the same", hi)
		if low > 0 {
			why += fmt.Sprintf(", and their log2 is not the same below 1, where %.0f %% of the values are", 100*float64(low)/float64(n))
		}
		if lo > 0 {
			return decide(Intensity, false, why)
		}
		return decide(Linear, false, why)
	case negative == 0 && hi > 50:
		// An array has a background; sequenced values reach 0.
		if lo > 0 {
			return decide(Intensity, false, fmt.Sprintf("the largest value, %.4g, is too high for log2, and none is 0", hi))
		}
		return decide(Linear, false, fmt.Sprintf("the largest value, %.4g, is too high for log2", hi))
	case hi <= 50 && few && lo >= 5 && hi > 25 && whole == n:
		return decide(Unknown, false, fmt.Sprintf("few rows, and every value is a whole number from %.4g to %.4g: qPCR cycles without their decimals and low counts look the same", lo, hi))
	case hi <= 50 && few && lo >= 5 && hi > 25:
		return decide(Ct, false, "few rows, and values like qPCR cycles")
	case hi <= 50 && 5*negative >= n:
		return decide(Log2, false, fmt.Sprintf("the largest value is %.4g, and %.0f %% are negative: log2 of low counts, or centred or scaled values, of which a fold change means something else", hi, 100*float64(negative)/float64(n)))
	case hi <= 50 && few:
		return decide(Log2, false, fmt.Sprintf("the largest value is %.4g; of few rows, dCt and relative quantities look the same", hi))
	case hi <= 50:
		return decide(Log2, true, fmt.Sprintf("the largest value is %.4g; a linear scale would reach the thousands", hi))
	}
	return decide(Unknown, false, "negative values and values above 50")
}

// floor returns the share of the values that equal the lowest, and it.
func floor(sorted []float64) (share, value float64) {
	n := 0
	for n < len(sorted) && sorted[n] == sorted[0] {
		n++
	}
	return float64(n) / float64(len(sorted)), sorted[0]
}

// depth is how much was measured of the samples: what their values add up to,
// and how high their genes are as a whole.
type depth struct {
	least, most float64 // sums of the samples
	largest     float64 // value
	sums, genes logs    // of the sums; of the median ratio of the genes to their means
	rows        int     // behind genes: looked at, and above 0 in every sample
}

// logs are logarithms to base 2, one a sample.
type logs []float64

// factor returns how many times the largest is the least.
func (l logs) factor() float64 { return math.Exp2(slices.Max(l) - slices.Min(l)) }

// spread returns the standard deviation.
func (l logs) spread() float64 {
	var sum, squares float64
	for _, v := range l {
		sum += v
	}
	for _, v := range l {
		squares += (v - sum/float64(len(l))) * (v - sum/float64(len(l)))
	}
	return math.Sqrt(squares / float64(len(l)))
}

// depths measures a matrix without negative values; every step-th row tells of
// the genes. The median ratio is the size factor of Anders & Huber 2010
// (doi:10.1186/gb-2010-11-10-r106).
func depths(m *Matrix, step int) depth {
	_, samples := m.Dims()
	var d depth
	sums, ratios := make([]float64, samples), make([]logs, samples)
	for i := range m.genes {
		row := m.Row(i)
		positive, mean := true, 0.0
		for j, v := range row {
			positive = positive && v > 0
			if !math.IsNaN(v) {
				sums[j] += v
				d.largest = max(d.largest, v)
			}
		}
		if i%step != 0 || !positive {
			continue
		}
		d.rows++
		for j, v := range row {
			log := math.Log2(v)
			mean += log / float64(samples)
			ratios[j] = append(ratios[j], log)
		}
		for j := range ratios {
			ratios[j][len(ratios[j])-1] -= mean
		}
	}
	d.least, d.most = slices.Min(sums), slices.Max(sums)
	for j, s := range sums {
		d.sums = append(d.sums, math.Log2(s))
		if d.rows > 0 {
			slices.Sort(ratios[j])
			d.genes = append(d.genes, ratios[j][d.rows/2])
		}
	}
	return d
}

// tells reports whether there is enough of it to compare sums with genes.
func (d depth) tells() bool { return len(d.sums) >= 4 && d.rows >= 100 && d.least > 0 }

// normalised reports whether the samples were made comparable: their sums differ
// twofold, and their genes a third as much at most. Of the raw counts that were
// seen, genes spread 0.8 to 3.5 times as wide as sums; of GSE60424, which was
// normalised by TMM and rounded, 0.22 times.
func (d depth) normalised() bool {
	return d.tells() && d.sums.factor() >= 2 && d.genes.spread() < d.sums.spread()/3
}

// estimated reports whether these are reads and were not made comparable: every
// sample has five million, which no FPKM add up to, some gene more than the 65,535
// at which the scanners of arrays end, and genes rise as sums do.
func (d depth) estimated() bool {
	return d.tells() && d.least >= 5e6 && d.largest > 1e5 && d.sums.factor() >= 1.2 && d.genes.spread() >= d.sums.spread()/2
}

// million reports whether every sample adds up to a million, within the one
// per cent that rounding and dropped genes explain.
func (d depth) million() bool {
	return len(d.sums) > 0 && math.Abs(d.least-1e6) <= 1e4 && math.Abs(d.most-1e6) <= 1e4
}
