package qc

import (
	"math"

	"ifnscope/score/expr"
)

// The figures of the values of a sample, whose limits follow from the other
// samples.
var (
	librarySize = Limit{Figure: "library size (log2)", Unit: "counts"}
	middleValue = Limit{Figure: "median of the values", Unit: "log2"}
	width       = Limit{Figure: "interquartile range of the values", Unit: "log2"}
	missing     = Limit{Figure: "share of missing values"}
	onFloor     = Limit{Figure: "share of values on the floor of the table"}
)

// Distribution reports whether a check is of the distribution of the values of a
// sample.
func (c Check) Distribution() bool {
	switch c.Figure {
	case librarySize.Figure, middleValue.Figure, width.Figure, missing.Figure, onFloor.Figure:
		return true
	}
	return false
}

const (
	// leastLog2 is a deviation in log2 units that is no flag however alike the
	// others are: quantile normalised samples differ by nothing. A factor of 1.4
	// is seen by eye in a box plot.
	leastLog2 = 0.5
	// leastShare is the same for a share: 5 of 100 genes.
	leastShare = 0.05
)

// Distributions judges the values of every sample. Of counts it is the library
// size, on a log2 scale, of which only a small one counts; of others the median
// and the interquartile range of the values as they are scored. The shares of
// missing values and of those on the floor, the lowest value of the table, are
// of the table as read. Nothing is judged of fewer than ten samples; their
// figures have the grade Unknown.
func Distributions(raw *expr.Matrix, spreads []Spread) []Check {
	rows, samples := raw.Dims()
	floor := math.Inf(1)
	for i := range rows {
		for _, x := range raw.Row(i) {
			if x < floor {
				floor = x
			}
		}
	}
	sums, lost, low := make([]float64, samples), make([]float64, samples), make([]float64, samples)
	for i := range rows {
		for j, v := range raw.Row(i) {
			switch {
			case math.IsNaN(v):
				lost[j]++
				continue
			case v == floor:
				low[j]++
			}
			sums[j] += v
		}
	}
	var medians, widths, gaps, floors []float64
	for j, s := range spreads {
		sums[j] = math.Log2(sums[j])
		gaps = append(gaps, lost[j]/float64(rows))
		floors = append(floors, low[j]/(float64(rows)-lost[j]))
		medians = append(medians, s.Median)
		widths = append(widths, s.Q3-s.Q1)
	}
	var checks []Check
	judge := func(l Limit, figures []float64, side Side, least float64) {
		l, ok := l.Outlying(figures, side, least)
		for j, v := range figures {
			c := l.Check(raw.Samples()[j], "", v)
			if !ok {
				c.Grade, c.Source = Unknown, "not judged: fewer than ten samples"
			}
			checks = append(checks, c)
		}
	}
	if raw.Unit() == expr.Counts {
		judge(librarySize, sums, Lower, leastLog2)
	} else {
		judge(middleValue, medians, Both, leastLog2)
		judge(width, widths, Both, leastLog2)
	}
	judge(missing, gaps, Upper, leastShare)
	judge(onFloor, floors, Upper, leastShare)
	return checks
}
