package geno

import (
	"bytes"
	"embed"
	"math"
	"slices"
	"strings"
	"testing"
)

//go:embed data
var files embed.FS

// TestDataFiles checks the panels against themselves: positions against
// chromosomes of both builds, alleles against each other, weights against odds
// ratios, and who may be in the sum.
func TestDataFiles(t *testing.T) {
	for _, p := range []*Panel{Interferon(), BCell()} {
		for _, x := range []struct{ what, text string }{{"title", p.Title}, {"citation", p.Citation}, {"seen", p.Seen}, {"retrieved", p.Retrieved},
			{"changed", p.Changed}, {"licence", p.Licence}, {"warning", p.Warning}, {"weights", p.Weights}} {
			if x.text == "" {
				t.Errorf("%s has no %s", p.ID, x.what)
			}
		}
		seen := map[string]bool{}
		var at [2]map[place]string
		at[0], at[1] = map[place]string{}, map[place]string{}
		for i := range p.Variants {
			v := &p.Variants[i]
			bad := func(format string, args ...any) {
				t.Helper()
				t.Errorf("%s %s: "+format, append([]any{p.ID, v.RSID}, args...)...)
			}
			if seen[v.RSID] || !isRS([]byte(v.RSID)) {
				bad("named twice, or no rsID")
			}
			seen[v.RSID] = true
			if !base(v.Effect) || v.Other != "" && (!base(v.Other) || v.Other == v.Effect) {
				bad("alleles %q and %q", v.Effect, v.Other)
			}
			if v.Ref != "" && v.Ref != v.Effect && v.Ref != v.Other {
				bad("the reference %q is none of its alleles", v.Ref)
			}
			if (v.Pos37 == 0) != (v.Pos38 == 0) || (v.Pos37 == 0) != (v.Chrom == "") {
				bad("a position in one build only, or without chromosome")
			}
			for k, b := range []Build{GRCh37, GRCh38} {
				pos := v.Pos(b)
				if n, ok := contigs[b][v.Chrom]; ok && pos > n {
					bad("%s:%d is beyond the end of the chromosome in %s", v.Chrom, pos, b)
				}
				if pos > 0 {
					if other := at[k][place{v.Chrom, pos}]; other != "" {
						bad("at the position of %s", other)
					}
					at[k][place{v.Chrom, pos}] = v.RSID
				}
			}
			if d := v.Pos37 - v.Pos38; d > 3_000_000 || d < -3_000_000 {
				bad("the builds are %d bases apart", d)
			}
			if !math.IsNaN(v.OR) && math.Abs(v.Weight-math.Log(v.OR)) > 6e-7 {
				bad("weight %v, ln(OR) %v", v.Weight, math.Log(v.OR))
			}
			if !math.IsNaN(v.Lower) && (v.Lower > v.OR || v.Upper < v.OR) {
				bad("OR %v outside %v to %v", v.OR, v.Lower, v.Upper)
			}
			if v.Source == "" {
				bad("no source")
			}
		}
	}
}

// TestDefaultPanel checks who is in the sum of the interferon panel.
func TestDefaultPanel(t *testing.T) {
	p := Interferon()
	scored := map[string]*Variant{}
	last := map[string]float64{}
	refRisk := 0
	for i := range p.Variants {
		v := &p.Variants[i]
		if v.Ref != "" && v.Ref == v.Effect {
			refRisk++
		}
		switch v.Use {
		case Scored:
			if v.Pos37 == 0 || v.Pos38 == 0 || math.IsNaN(v.OR) || v.OR <= 1 || v.Other == "" {
				t.Errorf("%s is in the sum without a position, an OR above 1 or both alleles", v.RSID)
			}
			if scored[v.Group] != nil {
				t.Errorf("%s: the signal %s is in the sum twice", v.RSID, v.Group)
			}
			scored[v.Group] = v
			if !slices.Contains(Nodes, v.Node) {
				t.Errorf("%s: node %q", v.RSID, v.Node)
			}
			if strings.Contains(v.Group, "HLA") || v.Group == "NCF1" {
				t.Errorf("%s is in the sum", v.RSID)
			}
		case Proxy:
			s := scored[v.Group]
			if s == nil || s.Chrom != v.Chrom {
				t.Fatalf("%s is a proxy of nothing", v.RSID)
			}
			if d := s.Pos37 - v.Pos37; d > 200_000 || d < -200_000 {
				t.Errorf("%s lies %d bases from %s", v.RSID, d, s.RSID)
			}
			if before, ok := last[v.Group]; math.IsNaN(v.R2) || v.R2 < 0.8 || ok && v.R2 > before {
				t.Errorf("%s: r2 %v, under 0.8 or not in falling order", v.RSID, v.R2)
			}
			last[v.Group] = v.R2
		}
	}
	if len(scored) != 13 || refRisk != 15 {
		t.Errorf("%d signals in the sum and %d risk alleles that are the reference, want 13 and 15", len(scored), refRisk)
	}
	var palindromes []string
	for i := range p.Variants {
		if v := &p.Variants[i]; v.Palindromic() {
			palindromes = append(palindromes, v.RSID)
		}
	}
	if got := strings.Join(palindromes, " "); got != "rs3853839 rs7582694 rs10181656 rs7708392" {
		t.Errorf("palindromes %s", got)
	}
}

// TestApproximateReference compares with mean and SD computed from the
// catalogue by another program: 2.07 and 0.625 for 11 loci in Europeans, 1.10
// and 0.49 for the 5 loci with a frequency in East Asians. The TNPO3 haplotype
// does not vary there and is left out.
func TestApproximateReference(t *testing.T) {
	p := Interferon()
	f := load(t, writing{build: GRCh37}.vcf(p, person{map[string]int{}, Female}), p)
	for _, x := range []struct {
		a        Ancestry
		loci, of int
		mean, sd float64
	}{{EUR, 11, 11, 2.07, 0.625}, {EAS, 5, 10, 1.10, 0.49}} {
		a := p.Score(f, 0, Options{Ancestry: x.a}).Approx
		if a == nil || a.Loci != x.loci || a.Of != x.of || math.Abs(a.Mean-x.mean) > 0.005 || math.Abs(a.SD-x.sd) > 0.005 {
			t.Errorf("%s: %+v, want %+v", x.a, a, x)
		} else if math.Abs(a.Z+a.Mean/a.SD) > 1e-12 {
			t.Errorf("%s: z of a person without risk alleles is %v, want %v", x.a, a.Z, -a.Mean/a.SD)
		}
	}
	if p.Score(f, 0, Options{}).Approx != nil || p.Score(f, 0, Options{Ancestry: Other}).Approx != nil {
		t.Error("a reference without a stated ancestry")
	}
}

func FuzzPanel(f *testing.F) {
	for _, id := range []string{"ifn", "bcell20"} {
		b, err := files.ReadFile("data/" + id + ".tsv")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("# id: x\n# variants: 1\n" + columns + "\nrs1\t1\t1\t2\tA\tT"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := parsePanel("fuzz", bytes.NewReader(b)); err == nil && p.ID == "" {
			t.Error("a panel without id")
		}
	})
}
