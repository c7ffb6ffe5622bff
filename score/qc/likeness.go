package qc

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// leastCarriers is the least number of samples that make a component common. One
// of fewer is what two samples of one RNA have in common, and is what is looked for.
const leastCarriers = 5

// distanceComponents is how many components the distance of a sample is
// measured in; the first few carry what sets samples apart as a whole.
const distanceComponents = 5

// Distances returns how far every sample is from the middle of all in the
// components: each component is centred on its median and divided by its
// median absolute deviation (x 1.4826), so that a few samples that are off do
// not hide themselves.
func Distances(components []Component) []float64 {
	var squares []float64
	for _, c := range components {
		if squares == nil {
			squares = make([]float64, len(c.Scores))
		}
		middle, spread := ref.Robust(c.Scores)
		if spread == 0 {
			continue
		}
		for j, x := range c.Scores {
			squares[j] += (x - middle) / spread * ((x - middle) / spread)
		}
	}
	for j := range squares {
		squares[j] = math.Sqrt(squares[j])
	}
	return squares
}

// Map is a picture of the samples: the first two principal components.
type Map struct {
	Genes  int
	Points []MapPoint
	ShareX float64 // of the variance
	ShareY float64
}

// MapPoint is a sample in a map.
type MapPoint struct {
	Sample string
	Role   sample.Role
	X      float64
	Y      float64
	Grade  Grade // of its distance
}

// alike is the correlation from which two samples are taken for one that was
// measured twice. In whole blood (GSE49454, 177 arrays) two people reach 0.38
// and two visits of one person 0.79; a copy has 1.
const alike = 0.9

var (
	distanceLimit  = Limit{Figure: "distance from the middle of the samples in 5 principal components", Unit: "MAD"}
	duplicateLimit = Limit{Figure: "highest correlation with a sample of another person", Good: AtMost(alike), Source: "Pearson's correlation over the most variable genes, with and without the first principal components of the table, the lower of both; 0.9 is this program's choice"}
	ownLimit       = Limit{Figure: "highest correlation with another sample of the same person", Source: "good from the 95th percentile of the pairs of different people, borderline from their median; this program's choice"}
)

// likeness judges how far samples are from all others, and which are too much
// or too little like each other.
func (in *Inspection) likeness(log2 *expr.Matrix, d *sample.Design) {
	p := NewProfiles(log2)
	in.Map.Genes = p.Genes
	if p.Genes < fewest {
		in.undone(fmt.Sprintf("Outliers and duplicates are not looked for: %d genes vary and were measured in nine of ten samples, at least %d are needed.", p.Genes, fewest))
		return
	}
	components := p.Components(distanceComponents)
	in.distances(components, d)
	if d.Len() < minSamples {
		in.undone(fmt.Sprintf("Outliers and duplicates are not looked for: there are %d samples, at least %d are needed.", d.Len(), minSamples))
		return
	}
	common := slices.DeleteFunc(slices.Clone(components[:min(len(components), d.Len()/4)]), func(c Component) bool { return c.Carriers() < leastCarriers })
	whole, rest := p.Correlations(common)
	in.pairs(whole, rest, d)
}

func (in *Inspection) distances(components []Component, d *sample.Design) {
	grades := make([]Grade, d.Len())
	dist := Distances(components)
	if l, ok := distanceLimit.Outlying(dist, Upper, 0); ok {
		for j, v := range dist {
			c := l.Check(d.Samples[j], "", v)
			in.Checks = append(in.Checks, c)
			grades[j] = c.Grade
		}
	}
	if len(components) < 2 {
		return
	}
	x, y := components[0], components[1]
	in.Map.ShareX, in.Map.ShareY = x.Share, y.Share
	for j, s := range d.Samples {
		in.Map.Points = append(in.Map.Points, MapPoint{s, d.Role[j], x.Scores[j], y.Scores[j], grades[j]})
	}
}

// pairs judges the correlations of the samples, whole as they are and r without
// the components: those of two people that are alike in both, and those that
// are like nobody of their own person in the latter.
func (in *Inspection) pairs(whole, r [][]float64, d *sample.Design) {
	var own, strangers []float64
	for i := range r {
		twin, most := -1, math.Inf(-1)
		for j := range r {
			same := d.Subject[i] == d.Subject[j]
			switch both := min(whole[i][j], r[i][j]); {
			case i == j:
				continue
			case !same && both > most:
				twin, most = j, both
			}
			switch {
			case j > i: // every pair once
			case same:
				own = append(own, r[i][j])
			default:
				strangers = append(strangers, r[i][j])
			}
		}
		if twin >= 0 {
			c := duplicateLimit.Check(d.Samples[i], "", most)
			c.With = d.Samples[twin]
			in.Checks = append(in.Checks, c)
		}
	}
	if len(own) == 0 || len(strangers) == 0 {
		return
	}
	high := cohort.Quantile(strangers, 0.95)
	if ref.Median(own) <= high {
		in.undone("Samples of one person are hardly more alike than those of others, as with several kinds of cells or treatments: whether a sample belongs to its person is not judged by likeness.")
		return
	}
	l := ownLimit
	l.Good, l.Borderline = AtLeast(high), AtLeast(ref.Median(strangers))
	for i := range r {
		best := math.Inf(-1)
		for j := range r {
			if i != j && d.Subject[i] == d.Subject[j] {
				best = max(best, r[i][j])
			}
		}
		if !math.IsInf(best, -1) {
			in.Checks = append(in.Checks, l.Check(d.Samples[i], "", best))
		}
	}
}
