package qc

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
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
// genes, whole as they are and of the rest, without what lies along the
// components. What is common to many samples, such as a kind of cells, a
// treatment or the interferon signature, is taken away there; what remains is a
// person's own. Since every gene was centred, samples of different people
// correlate around 0 and not near 1, as raw values do.
//
// The products of the rest are those of the whole less those of the scores, as
// the components are at right angles to each other and to the rest: samples are
// multiplied once.
func (p *Profiles) Correlations(common []Component) (whole, rest [][]float64) {
	whole = cohort.Products(p.z)
	sums := make([]float64, len(p.z)) // of a sample over its genes
	for j, z := range p.z {
		sums[j] = floats.Sum(z)
	}
	rest = make([][]float64, len(p.z))
	restSums := slices.Clone(sums)
	for i := range rest {
		rest[i] = slices.Clone(whole[i])
	}
	for _, c := range common {
		squares := floats.Dot(c.Scores, c.Scores)
		along := floats.Dot(c.Scores, sums) / squares // sum of the component's weights
		for i, x := range c.Scores {
			floats.AddScaled(rest[i], -x, c.Scores)
			restSums[i] -= x * along
		}
	}
	correlate(whole, sums, p.Genes)
	correlate(rest, restSums, p.Genes)
	return whole, rest
}

// correlate turns products of samples over genes into correlations, given their
// sums over the genes.
func correlate(products [][]float64, sums []float64, genes int) {
	length := make([]float64, len(sums))
	for i, s := range sums {
		length[i] = math.Sqrt(max(0, products[i][i]-s*s/float64(genes)))
	}
	for i, row := range products {
		for j := range row {
			row[j] -= sums[i] * sums[j] / float64(genes)
			if l := length[i] * length[j]; l > 0 {
				row[j] /= l
			}
		}
		row[i] = 1
	}
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
	var total float64
	for _, z := range p.z {
		total += floats.Dot(z, z)
	}
	var out []Component
	values, weights := cohort.Leading(p.z, n)
	for k, w := range weights {
		c := Component{Scores: make([]float64, len(p.z)), Share: values[k] / total}
		for j, z := range p.z {
			c.Scores[j] = floats.Dot(z, w)
		}
		far := 0
		for j, x := range c.Scores {
			if math.Abs(x) > math.Abs(c.Scores[far])*(1+1e-9) {
				far = j
			}
		}
		if c.Scores[far] < 0 {
			floats.Scale(-1, c.Scores)
		}
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
