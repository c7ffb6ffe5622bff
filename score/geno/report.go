package geno

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/read/text"
)

// Wording stands beside every result.
const Wording = "Genetic susceptibility annotation, for research use: not a diagnosis, not a prognosis, not a choice of treatment. It says nothing of the ISG expression of this person and is never blended into an expression score."

// Match counts what happened to the variants of a score, in the manner of the
// match report of pgsc_calc.
type Match struct {
	Status   How
	Variants int
	Share    float64 // of the variants in the sum
}

// Matches returns the match report of the variants in the sums, in a fixed
// order, without those that nothing happened to.
func (r *Result) Matches() []Match {
	n := map[How]int{}
	all := 0
	for _, x := range r.Findings {
		if x.Variant.Use == Scored && x.Variant.NotIn(r.Options.Ancestry) == "" {
			n[x.How]++
			all++
		}
	}
	var out []Match
	for _, h := range []How{Found, Swapped, Flipped, FlippedSwapped, FromReference, ByProxy, Filled, Missing, LeftOut} {
		if n[h] > 0 {
			out = append(out, Match{h, n[h], float64(n[h]) / float64(all)})
		}
	}
	return out
}

// WriteTSV writes results of one file: a header of lines "# key: value" with
// the provenance, the sums and the notes, and a line a variant. NA stands for
// what is not known.
func WriteTSV(w io.Writer, f *File, panels []*Panel, results []*Result) error {
	b := bufio.NewWriter(w)
	put := func(key, format string, args ...any) {
		fmt.Fprintf(b, "# %s: %s\n", key, text.Clean(fmt.Sprintf(format, args...)))
	}
	put("use", "Research use only. Not for diagnostic procedures. %s", Wording)
	put("genotypes", "%s, %s, %d lines, %s (%s), %s (%s)", f.Name, f.Format.Title(), f.Sites, cmp.Or(string(f.Build), "build not known"), f.BuildWhy, f.Kind, f.KindWhy)
	for _, p := range panels {
		put("panel", "%s version %d, %d variants, %s; weights %s; %s", p.ID, p.Version, len(p.Variants), p.Title, p.Weights, p.Citation)
	}
	for _, n := range f.Notes {
		put("note", "%s", n)
	}
	for _, r := range results {
		put("sample", "%s, %s: ancestry %s, sex %s (%s)", r.Sample, r.Panel, cmp.Or(string(r.Options.Ancestry), "not stated"), cmp.Or(string(r.Sex), "not known"), r.SexWhy)
		putSum(put, r, "autosomes", r.Sum)
		if r.X != nil {
			putSum(put, r, "X, the one copy of a man as two", r.X.Double)
			putSum(put, r, "X, the one copy of a man as one", r.X.Single)
		}
		for _, n := range r.Nodes {
			put("node", "%s, %s, %s: %s of %d alleles at %d of %d loci", r.Sample, r.Panel, n.Name, cell(n.Alleles), n.Of, n.Observed, n.Loci)
		}
		if a := r.Approx; a != nil {
			put("approximate reference", "%s, %s: %s, simulated from allele frequencies of %d of %d loci, mean %s, SD %s; sum over these loci %s, %s SD from the mean; not a percentile", r.Sample, r.Panel, a.Ancestry, a.Loci, a.Of, cell(a.Mean), cell(a.SD), cell(a.Sum), cell(a.Z))
		}
		for _, n := range r.Notes {
			put("note", "%s, %s: %s", r.Sample, r.Panel, n)
		}
	}
	b.WriteString("sample\tpanel\trsid\tchr\tpos37\tpos38\teffect\tother\tgene\tnode\tuse\tweight\tstatus\tmatch\tby\tgenotype\tcopies\tadds\twhy\tsource\tnote\n")
	for _, r := range results {
		for _, x := range r.Findings {
			v := x.Variant
			text.WriteRow(b, r.Sample, r.Panel, v.RSID, v.Chrom, position(v.Pos37), position(v.Pos38), v.Effect, cmp.Or(v.Other, "NA"), v.Gene, v.Node, string(v.Use),
				cell(v.Weight), string(x.How), cmp.Or(string(x.Match), "NA"), cmp.Or(x.By, "NA"), cmp.Or(x.Genotype, "NA"), cell(x.Copies), cell(x.Adds), x.Why, v.Source, v.Note)
		}
	}
	return b.Flush()
}

// WriteSums writes one line a sample: its sums and the alleles of every node.
// joined holds the expression samples of every result, or is nil.
func WriteSums(w io.Writer, results []*Result, joined []string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# use: Research use only. Not for diagnostic procedures. %s\n", Wording)
	b.WriteString("sample\texpression_samples\tpanel\tancestry\tsex\tscore\tfound\tlow\thigh\tobserved\tfilled\tloci\tobserved_weight\tx_double\tx_single\tnode_alleles\n")
	for i, r := range results {
		double, single := nan, nan
		if r.X != nil {
			double, single = r.X.Double.Score, r.X.Single.Score
		}
		var nodes []string
		for _, n := range r.Nodes {
			nodes = append(nodes, fmt.Sprintf("%s %s of %d", n.Name, cell(n.Alleles), n.Of))
		}
		with := "NA"
		if joined != nil {
			with = cmp.Or(joined[i], "NA")
		}
		text.WriteRow(b, r.Sample, with, r.Panel, cmp.Or(string(r.Options.Ancestry), "NA"), cmp.Or(string(r.Sex), "NA"), cell(r.Sum.Score), cell(r.Sum.Found), cell(r.Sum.Low), cell(r.Sum.High),
			strconv.Itoa(r.Sum.Observed), strconv.Itoa(r.Sum.Filled), strconv.Itoa(r.Sum.Loci), cell(r.Sum.Share), cell(double), cell(single), strings.Join(nodes, "; "))
	}
	return b.Flush()
}

func putSum(put func(string, string, ...any), r *Result, where string, s Sum) {
	put("sum", "%s, %s, %s: %s from %d of %d variants and %d filled, %.0f %% of the weight observed; found %s; possible %s to %s", r.Sample, r.Panel, where,
		cell(s.Score), s.Observed, s.Loci, s.Filled, 100*s.Share, cell(s.Found), cell(s.Low), cell(s.High))
}

func cell(x float64) string {
	if math.IsNaN(x) {
		return "NA"
	}
	return strconv.FormatFloat(x, 'g', 8, 64)
}

func position(n int) string {
	if n == 0 {
		return "NA"
	}
	return strconv.Itoa(n)
}
