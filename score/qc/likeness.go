package qc

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// variable is how many of the most variable genes samples are compared by, and
// fewest the number below which they are not: a panel of interferon genes has
// one direction only. Both are this program's choice; 500 to 2,000 genes are usual.
const (
	variable = 1000
	fewest   = 50
)

// Profiles are the samples of a table by its most variable genes, each gene
// brought to mean 0 and standard deviation 1 over the samples.
type Profiles struct {
	Genes int
	z     [][]float64 // by sample
}

// NewProfiles takes the 1,000 genes of a log2 matrix (genes x samples) with the
// largest variance, those that were measured in at least nine of ten samples;
// a missing value stands for the mean of its gene. Of equal variances the gene
// that comes first is taken.
func NewProfiles(log2 *expr.Matrix) *Profiles {
	type ranked struct {
		row      int
		mean, sd float64
	}
	genes, samples := log2.Dims()
	var all []ranked
	for i := range genes {
		known := slices.DeleteFunc(slices.Clone(log2.Row(i)), math.IsNaN)
		if len(known) < 2 || 10*len(known) < 9*samples || ref.Constant(known) {
			continue
		}
		mean, sd := MeanSD(known)
		all = append(all, ranked{i, mean, sd})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(b.sd, a.sd) })
	all = all[:min(len(all), variable)]
	p := &Profiles{Genes: len(all), z: make([][]float64, samples)}
	for j := range p.z {
		p.z[j] = make([]float64, len(all))
		for k, g := range all {
			if x := log2.At(g.row, j); !math.IsNaN(x) {
				p.z[j][k] = (x - g.mean) / g.sd
			}
		}
	}
	return p
}

// Correlations returns Pearson's correlation of every two samples over the
// genes. Since every gene was centred, samples of different people correlate
// around 0 and not near 1, as raw values do.
func (p *Profiles) Correlations() [][]float64 {
	n := len(p.z)
	centred := make([][]float64, n)
	for j, z := range p.z {
		c := slices.Clone(z)
		mean := floats.Sum(c) / float64(len(c))
		floats.AddConst(-mean, c)
		if length := math.Sqrt(floats.Dot(c, c)); length > 0 {
			floats.Scale(1/length, c)
		}
		centred[j] = c
	}
	r := make([][]float64, n)
	for i := range r {
		r[i] = make([]float64, n)
		r[i][i] = 1
		for j := range i {
			r[i][j] = floats.Dot(centred[i], centred[j])
			r[j][i] = r[i][j]
		}
	}
	return r
}

// Without returns the samples without what lies along the components. What is
// common to many of them, such as a kind of cells, a treatment or the interferon
// signature, is taken away; what remains is a person's own.
func (p *Profiles) Without(components []Component) *Profiles {
	rest := &Profiles{Genes: p.Genes, z: make([][]float64, len(p.z))}
	for j := range rest.z {
		rest.z[j] = slices.Clone(p.z[j])
	}
	for _, c := range components {
		loading := make([]float64, p.Genes)
		for j, x := range c.Scores {
			floats.AddScaled(loading, x, p.z[j])
		}
		floats.Scale(1/floats.Dot(c.Scores, c.Scores), loading)
		for j, x := range c.Scores {
			floats.AddScaled(rest.z[j], -x, loading)
		}
	}
	return rest
}

// Component is a principal component: where every sample lies on it, and the
// share of the variance along it.
type Component struct {
	Scores []float64 // by sample
	Share  float64
}

// Components returns the first n principal components, as many as there are.
// The sign, which is arbitrary, is such that the sample farthest from 0 is
// positive, the first of equals.
func (p *Profiles) Components(n int) []Component {
	samples := len(p.z)
	gram := mat.NewSymDense(samples, nil)
	var total float64
	for i := range samples {
		for j := i; j < samples; j++ {
			gram.SetSym(i, j, floats.Dot(p.z[i], p.z[j]))
		}
		total += gram.At(i, i)
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(gram, true) {
		panic("qc: no eigenvectors of finite numbers")
	}
	values := eigen.Values(nil) // ascending
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	var out []Component
	for k := samples - 1; k >= 0 && len(out) < n; k-- {
		if values[k] <= 1e-9*total {
			break
		}
		c := Component{Scores: mat.Col(nil, k, &vectors), Share: values[k] / total}
		far := 0
		for j, x := range c.Scores {
			if math.Abs(x) > math.Abs(c.Scores[far])*(1+1e-9) {
				far = j
			}
		}
		scale := math.Sqrt(values[k])
		if c.Scores[far] < 0 {
			scale = -scale
		}
		floats.Scale(scale, c.Scores)
		out = append(out, c)
	}
	return out
}

// Carriers is how many samples carry the component, their squares weighed
// against each other (the participation ratio, the square of their sum over the
// sum of their squares): 1 for an outlier, 2 for a pair, the number of samples
// where all lie equally far from 0.
func (c Component) Carriers() float64 {
	var squares, fourths float64
	for _, x := range c.Scores {
		squares += x * x
		fourths += x * x * x * x
	}
	return squares * squares / fourths
}

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
		middle, spread := medianMAD(c.Scores)
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
// measured twice. In whole blood (GSE49454, 177 arrays) two people reach 0.43
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
		in.undone(fmt.Sprintf("Outliers and duplicates are not looked for: %d genes vary, at least %d are needed.", p.Genes, fewest))
		return
	}
	components := p.Components(distanceComponents)
	in.distances(components, d)
	if d.Len() < minSamples {
		in.undone(fmt.Sprintf("Outliers and duplicates are not looked for: there are %d samples, at least %d are needed.", d.Len(), minSamples))
		return
	}
	common := slices.DeleteFunc(slices.Clone(components[:min(len(components), d.Len()/4)]), func(c Component) bool { return c.Carriers() < leastCarriers })
	in.pairs(p.Correlations(), p.Without(common).Correlations(), d)
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
