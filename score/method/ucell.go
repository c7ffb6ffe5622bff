package method

import (
	"cmp"
	"math"
	"strconv"
)

// UCell is the Mann-Whitney U of the genes of a set among the highest genes of
// a sample. Its zero value is the published setting, but for missing genes.
type UCell struct {
	MaxRank int     // ranks below it count as it; 0 stands for 1500
	Down    float64 // weight of the genes that go down; 0 stands for 1
	// Impute gives missing genes the rank MaxRank, as the package does by
	// default: a gene that was not measured then looks like one that is not
	// expressed. The zero value leaves them out.
	Impute bool
}

func (u UCell) ID() string {
	return named("ucell/1", when(u.maxRank() != 1500, "max-rank="+strconv.Itoa(u.maxRank())),
		when(u.down() != 1, "down="+strconv.FormatFloat(u.down(), 'g', -1, 64)), when(u.Impute, "impute"))
}

func (u UCell) maxRank() int {
	if u.MaxRank == 0 {
		return 1500
	}
	return u.MaxRank
}

func (u UCell) down() float64 { return cmp.Or(u.Down, 1) }

func (UCell) Needs() Needs { return Needs{Background: 100} }

func (u UCell) Info() Info {
	return Info{
		Name:     "UCell",
		Sentence: "How far up the genes lie among the highest genes of the sample, as a Mann-Whitney statistic.",
		Formula: "r = rank from the highest gene (ties: average), at most R = min(max-rank, p); U = 1 - (sum of r - k(k+1)/2) / (k R - k(k+1)/2); " +
			"for genes that go down, their U is subtracted; a score below 0 is 0",
		Parameters: []Parameter{
			{"max-rank", strconv.Itoa(u.maxRank()), "genes below this rank count alike"},
			{"down", strconv.FormatFloat(u.down(), 'g', -1, 64), "weight of genes that go down"},
			{"impute", strconv.FormatBool(u.Impute), "missing genes count as not expressed; the package's default, not ours"},
		},
		Most:         1,
		Scale:        "0 (all genes below max-rank) to 1 (all at the top)",
		Contribution: "(R - r) / (k R - k(k+1)/2); the contributions add up to the score, unless it would be below 0",
		Source:       "Andreatta M, Carmona SJ, Comput Struct Biotechnol J 2021",
		DOI:          "10.1016/j.csbj.2021.06.043",
		R:            `UCell::ScoreSignatures_UCell(x, sets, missing_genes = "skip")`,
	}
}

func (u UCell) Fit(f *Frame) (Scorer, error) { return &ucell{u, f}, nil }

type ucell struct {
	UCell
	f *Frame
}

// part is the genes of one direction: their number, missing ones included
// where they are imputed, and what U is divided by.
type part struct {
	k, used int
	below   float64 // sum of R - r
	divisor float64
}

// rank returns the rank of a row from the highest, capped, NaN if missing.
func (u *ucell) rank(c *Column, row int) float64 {
	return min(float64(c.N()+1)-c.Ranks(TiesAverage)[row], u.cap(c))
}

func (u *ucell) cap(c *Column) float64 { return float64(min(u.maxRank(), c.N())) }

func (u *ucell) parts(set *Set, c *Column) (d [2]part) {
	top := u.cap(c)
	for i, row := range set.Rows {
		x := &d[side(set.Weights[i])]
		r := u.rank(c, row)
		switch {
		case !math.IsNaN(r):
			x.k++
			x.used++
			x.below += top - r
		case u.Impute:
			x.k++
		}
	}
	if u.Impute {
		for _, symbol := range set.Missing {
			for _, g := range set.Signature.Genes {
				if g.Symbol == symbol {
					d[side(g.Weight)].k++
					break
				}
			}
		}
	}
	for i := range d {
		k := float64(d[i].k)
		d[i].divisor = k*top - k*(k+1)/2
	}
	return d
}

// full reports whether the genes take all ranks down to top.
func (p *part) full(top int) bool { return p.k > top || p.k > 0 && p.divisor == 0 }

func (u *ucell) Score(dst []Score, c *Column) {
	checkSets(dst, u.f)
	top := int(u.cap(c))
	for i := range u.f.Sets {
		d := u.parts(&u.f.Sets[i], c)
		used := d[0].used + d[1].used
		if used == 0 || d[0].full(top) || d[1].full(top) {
			// nothing measured, or no ranks below those of the genes
			dst[i] = withheld(used)
			continue
		}
		var v float64
		if d[0].k > 0 {
			v = d[0].below / d[0].divisor
		}
		if d[1].k > 0 {
			v -= u.down() * d[1].below / d[1].divisor
		}
		dst[i] = Score{Value: max(v, 0), Dispersion: nan, Used: used}
	}
}

func (u *ucell) Contribution(dst []float64, c *Column, set int) {
	st := &u.f.Sets[set]
	d := u.parts(st, c)
	for i, row := range st.Rows {
		dst[i] = (u.cap(c) - u.rank(c, row)) / d[side(st.Weights[i])].divisor
		if st.Weights[i] < 0 {
			dst[i] *= -u.down()
		}
	}
}
