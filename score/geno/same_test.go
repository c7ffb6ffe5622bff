package geno

import (
	"math/rand/v2"
	"testing"
)

// TestOnePerson writes one simulated person in every format, build, naming,
// strand and order of alleles, and wants the same sum of every one of them,
// bit for bit.
func TestOnePerson(t *testing.T) {
	panel := Interferon()
	for _, sex := range []Sex{Female, Male} {
		rng := rand.New(rand.NewPCG(9, 9))
		p := simulate(rng, panel, sex)
		p.copies["rs3853839"] = 1 // heterozygous or hemizygous, so that it counts
		v37, v38 := writing{build: GRCh37}, writing{build: GRCh38, chr: "chr"}
		with := func(w writing, change func(*writing)) writing { change(&w); return w }
		files := []struct {
			name, text string
			noTLR7     bool // its strand cannot be told, so the palindrome must be left out
		}{
			{"VCF 37", v37.vcf(panel, p), false},
			{"VCF 38 chr", v38.vcf(panel, p), false},
			{"VCF 37 chr", with(v37, func(w *writing) { w.chr = "chr" }).vcf(panel, p), false},
			{"VCF 38 without chr", with(v38, func(w *writing) { w.chr = "" }).vcf(panel, p), false},
			{"VCF bgzip", zip(t, v38.vcf(panel, p)), false},
			{"VCF no header", with(v38, func(w *writing) { w.bare = true }).vcf(panel, p), false},
			{"VCF no names", with(v37, func(w *writing) { w.noID = true }).vcf(panel, p), false},
			{"VCF neither", with(v38, func(w *writing) { w.noID, w.bare = true, true }).vcf(panel, p), false},
			{"VCF DS", with(v37, func(w *writing) { w.format = "GT:DS" }).vcf(panel, p), false},
			{"VCF GP", with(v38, func(w *writing) { w.format = "GT:GP" }).vcf(panel, p), false},
			{"VCF X twice", with(v37, func(w *writing) { w.twice = true }).vcf(panel, p), false},
			{"VCF swapped", with(v37, func(w *writing) { w.swap = true }).vcf(panel, p), true},
			{"VCF flipped", with(v38, func(w *writing) { w.flip = true }).vcf(panel, p), true},
			{"VCF both", with(v38, func(w *writing) { w.flip, w.swap = true, true }).vcf(panel, p), true},
			{"23andMe 37", v37.array(panel, p, "23andMe"), false},
			{"23andMe 38", v38.array(panel, p, "23andMe"), false},
			{"23andMe flipped", with(v37, func(w *writing) { w.flip = true }).array(panel, p, "23andMe"), true},
			{"23andMe zip", archive(t, v37.array(panel, p, "23andMe")), false},
			{"AncestryDNA", v37.array(panel, p, "AncestryDNA"), false},
			{"MyHeritage", v37.array(panel, p, "MyHeritage"), false},
			{"FTDNA", v37.array(panel, p, "FTDNA"), true},
			{"plink", v37.raw(panel, p), true},
			{"plink flipped", with(v37, func(w *writing) { w.flip = true }).raw(panel, p), true},
			{"long", v37.table(panel, "long", p), true},
			{"wide", v37.table(panel, "samples in rows", p), true},
			{"wide the other way", v37.table(panel, "variants in rows", p), true},
		}
		want := byHand(panel, p, false, 1)
		factor := 1
		if sex == Male {
			factor = 2
		}
		wantX := byHand(panel, p, true, factor)
		tlr7 := finding(t, load(t, files[0].text, panel).score(panel, sex), "rs3853839").Adds
		for _, file := range files {
			f := load(t, file.text, panel)
			r := f.score(panel, sex)
			if !same(r.Sum.Score, want) || r.Sum.Observed != 11 {
				t.Errorf("%s, %s: sum %v of %d variants, want %v of 11", sex, file.name, r.Sum.Score, r.Sum.Observed, want)
			}
			got := finding(t, r, "rs3853839")
			switch {
			case file.noTLR7 && got.How != LeftOut:
				t.Errorf("%s, %s: the palindrome rs3853839 is %s, want excluded", sex, file.name, got.How)
			case file.noTLR7 && r.X.Double.Observed != 1:
				t.Errorf("%s, %s: %d variants of X observed, want 1", sex, file.name, r.X.Double.Observed)
			case !file.noTLR7 && !same(r.X.Double.Score, wantX):
				t.Errorf("%s, %s: sum of X %v, want %v (TLR7 adds %v)", sex, file.name, r.X.Double.Score, wantX, tlr7)
			}
		}
	}
}

// score scores the first sample with its sex stated.
func (f *File) score(p *Panel, sex Sex) *Result { return p.Score(f, 0, Options{Sex: sex}) }

// TestThousand scores 1,000 simulated people of one file and compares with
// sums by hand, both codings of the male X included.
func TestThousand(t *testing.T) {
	panel := Interferon()
	rng := rand.New(rand.NewPCG(1, 2))
	var people []person
	for i := range 1000 {
		people = append(people, simulate(rng, panel, []Sex{Female, Male}[i%2]))
	}
	f := load(t, writing{build: GRCh38, chr: "chr"}.vcf(panel, people...), panel)
	for i, p := range people {
		r := panel.Score(f, i, Options{Sex: p.sex})
		if want := byHand(panel, p, false, 1); !same(r.Sum.Score, want) || !same(r.Sum.Low, want) || !same(r.Sum.High, want) {
			t.Fatalf("person %d: sum %v, want %v", i, r.Sum, want)
		}
		factor := 1
		if p.sex == Male {
			factor = 2
		}
		if want := byHand(panel, p, true, 1); !same(r.X.Single.Score, want) {
			t.Fatalf("person %d, %s: X %v, want %v", i, p.sex, r.X.Single.Score, want)
		}
		if want := byHand(panel, p, true, factor); !same(r.X.Double.Score, want) {
			t.Fatalf("person %d, %s: X of the first coding %v, want %v", i, p.sex, r.X.Double.Score, want)
		}
		alleles := 0.0
		for _, n := range r.Nodes {
			alleles += n.Alleles
		}
		hand := 0
		for j := range panel.Variants {
			if v := &panel.Variants[j]; v.Use == Scored && v.Chrom != "X" {
				hand += p.copies[v.RSID]
			}
		}
		if alleles != float64(hand) || len(r.Nodes) != 4 {
			t.Fatalf("person %d: %v alleles in %d nodes, want %d in 4", i, alleles, len(r.Nodes), hand)
		}
	}
}

// TestMissing takes 0 to 40 % of the genotypes away at random: the interval
// covers the sum of the whole person, a sum is given only where three quarters
// of the weight were seen, and what was filled is reported.
func TestMissing(t *testing.T) {
	panel := Interferon()
	rng := rand.New(rand.NewPCG(3, 4))
	withheld, filled := 0, 0
	for i := range 1000 {
		p := simulate(rng, panel, []Sex{Female, Male}[i%2])
		rate := 0.4 * float64(i) / 999
		w := writing{build: GRCh37, missing: map[string]bool{}}
		for j := range panel.Variants {
			w.missing[panel.Variants[j].RSID] = rng.Float64() < rate
		}
		text := w.vcf(panel, p)
		if i%3 == 0 {
			text = w.array(panel, p, "23andMe")
		}
		r := panel.Score(load(t, text, panel), 0, Options{Sex: p.sex, Ancestry: EUR})
		const eps = 1e-12 // the ends are added up in another order
		whole := byHand(panel, p, false, 1)
		if whole < r.Sum.Low-eps || whole > r.Sum.High+eps {
			t.Fatalf("person %d: %v lies outside %v to %v", i, whole, r.Sum.Low, r.Sum.High)
		}
		factor := 1
		if p.sex == Male {
			factor = 2
		}
		for _, x := range []struct {
			s    Sum
			want float64
		}{{r.X.Double, byHand(panel, p, true, factor)}, {r.X.Single, byHand(panel, p, true, 1)}} {
			if x.want < x.s.Low-eps || x.want > x.s.High+eps {
				t.Fatalf("person %d: X %v lies outside %v to %v", i, x.want, x.s.Low, x.s.High)
			}
		}
		none := r.Sum.Score != r.Sum.Score
		if none != (r.Sum.Share < MinWeight) {
			t.Fatalf("person %d: share %v and score %v", i, r.Sum.Share, r.Sum.Score)
		}
		if none {
			withheld++
		}
		if r.Sum.Filled > 0 {
			filled++
			if r.Sum.FilledShare <= 0 || r.Sum.Share+r.Sum.FilledShare > 1+eps {
				t.Fatalf("person %d: filled %v of the weight and saw %v", i, r.Sum.FilledShare, r.Sum.Share)
			}
		}
	}
	if withheld == 0 || filled == 0 {
		t.Errorf("%d sums were withheld and %d filled, want some of each", withheld, filled)
	}
}
