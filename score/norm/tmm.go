package norm

import (
	"math"
	"slices"

	"ifnscope/score/expr"
)

// Shares of the genes that TMM leaves out at either end, by log ratio and by
// mean level, doi:10.1186/gb-2010-11-3-r25.
const (
	trimRatio = 0.3
	trimLevel = 0.05
)

// TMM returns library sizes corrected for composition by the trimmed mean of
// log ratios against one sample of the run (Robinson and Oshlack 2010,
// doi:10.1186/gb-2010-11-3-r25), the factors scaled to a geometric mean of 1:
// edgeR::calcNormFactors. The errors are those of [Totals].
func TMM(m *expr.Matrix) (Sizes, error) {
	s, err := Totals(m)
	if err != nil {
		return Sizes{}, err
	}
	genes, samples := m.Dims()
	columns := make([][]float64, samples) // without genes that are 0 everywhere
	for i := range genes {
		row := m.Row(i)
		if slices.ContainsFunc(row, func(x float64) bool { return x > 0 }) {
			for j, x := range row {
				columns[j] = append(columns[j], x)
			}
		}
	}
	r := center(columns, s.Of)
	factor := make([]float64, samples)
	var mean float64
	for j := range factor {
		factor[j] = trimmedRatio(columns[j], columns[r], s.Of[j], s.Of[r])
		mean += factor[j] / float64(samples)
	}
	for j := range factor {
		s.Of[j] *= math.Exp2(factor[j] - mean)
	}
	s.How = "library sizes corrected by TMM against " + m.Samples()[r]
	return s, nil
}

// center returns the sample whose upper quartile is nearest to the mean of
// them all; where most samples have an upper quartile of 0, the one with the
// largest sum of square roots.
func center(columns [][]float64, size []float64) int {
	quartile := make([]float64, len(columns))
	for j, c := range columns {
		quartile[j] = upperQuartile(c) / size[j]
	}
	best := 0
	score := make([]float64, len(columns))
	if median(slices.Clone(quartile)) < 1e-20 {
		for j, c := range columns {
			for _, x := range c {
				if x > 0 {
					score[j] += math.Sqrt(x)
				}
			}
		}
	} else {
		mean := rowMean(quartile)
		for j, q := range quartile {
			score[j] = -math.Abs(q - mean)
		}
	}
	for j := range score {
		if score[j] > score[best] {
			best = j
		}
	}
	return best
}

// upperQuartile returns the 75 % quantile, missing values left out, linear
// between the order statistics (type 7 of R).
func upperQuartile(x []float64) float64 {
	s := present(x)
	slices.Sort(s)
	h := 0.75 * float64(len(s)-1)
	k := int(h)
	if k+1 >= len(s) {
		return s[k]
	}
	return s[k] + (h-float64(k))*(s[k+1]-s[k])
}

// trimmedRatio returns the weighted mean of the log2 ratios of a sample to the
// reference r over the genes with counts in both, without those of extreme
// ratio or level. The weights are the inverse of the approximate variances.
// Samples that do not differ, or share no gene, have 0.
func trimmedRatio(x, r []float64, size, rsize float64) float64 {
	var ratio, level, variance []float64
	largest := 0.0
	for i := range x {
		if x[i] > 0 && r[i] > 0 {
			a, b := math.Log2(x[i]/size), math.Log2(r[i]/rsize)
			ratio = append(ratio, math.Log2((x[i]/size)/(r[i]/rsize)))
			level = append(level, (a+b)/2)
			variance = append(variance, (size-x[i])/size/x[i]+(rsize-r[i])/rsize/r[i])
			largest = max(largest, math.Abs(ratio[len(ratio)-1]))
		}
	}
	if largest < 1e-6 {
		return 0
	}
	n := float64(len(ratio))
	lowRatio, lowLevel := math.Floor(n*trimRatio)+1, math.Floor(n*trimLevel)+1
	byRatio, byLevel := averageRanks(ratio, order(ratio)), averageRanks(level, order(level))
	var sum, weight float64
	for i := range ratio {
		if byRatio[i] >= lowRatio && byRatio[i] <= n+1-lowRatio && byLevel[i] >= lowLevel && byLevel[i] <= n+1-lowLevel {
			sum += ratio[i] / variance[i]
			weight += 1 / variance[i]
		}
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}
