package geno

import (
	"fmt"
	"math"

	"ifnscope/score/note"
)

// Question asks what only the person who brings a file of variants only can
// know.
const Question = "This file lists only what differs from the reference genome. Was the whole genome sequenced, so that a place that is not listed is the reference allele twice? At several of these loci the risk allele is the reference allele: absence then means two risk alleles."

// remark says what a reader of the result has to know.
func (r *Result) remark(p *Panel, f *File, sample int) {
	n := &r.Notes
	if f.Kind == KindVariants && r.Options.Absent == NotAsked {
		n.Severef(note.GenotypeAbsent, "", "%s Until this is answered such places are missing.", Question)
	}
	r.remarkSums()
	switch {
	case r.Options.Ancestry == NotStated:
		n.Warnf(note.GenotypeAncestry, "", "no ancestry is stated: nothing is filled, and the weights, which were mostly estimated in Europeans, may not apply")
	case r.Options.Ancestry != EUR:
		n.Warnf(note.GenotypeAncestry, "", "most weights were estimated in Europeans; frequencies and odds ratios differ in other ancestries")
	}
	r.remarkSex(f, sample)
	het, seen := 0, 0
	var filled []string
	for _, x := range r.Findings {
		if x.How == Filled {
			filled = append(filled, x.Variant.RSID)
		}
		if x.Variant.Chrom != "X" && !math.IsNaN(x.Copies) {
			seen++
			if x.Copies == 1 {
				het++
			}
		}
	}
	if len(filled) > 0 {
		n.Warnf(note.GenotypeFilled, "", "%.0f %% of the weight was filled with allele frequencies of the stated ancestry: %s", 100*r.Sum.FilledShare, note.Names(filled, 8))
	}
	if seen >= minHet && het == seen {
		n.Warnf(note.GenotypeHet, r.Sample, "all %d genotypes are heterozygous: no person is; an imputation of a single sample can do this", seen)
	}
	r.remarkAntibodies()
	if p.Warning != "" {
		n.Infof(note.GenotypeContext, p.Title, "%s", p.Warning)
	}
}

// minHet is how many variants, all of them heterozygous, are no accident: at
// 10 of them it is rarer than one person in a thousand.
const minHet = 10

func (r *Result) remarkSums() {
	for _, s := range []struct {
		sum  *Sum
		what string
	}{{&r.Sum, "the autosomes"}, {r.double(), "the X chromosome"}} {
		switch {
		case s.sum == nil || s.sum.Loci == 0:
		case s.sum.Share < MinWeight:
			r.Notes.Severef(note.GenotypeWeight, "", "no sum of %s: %.0f %% of its weight was found, and %.0f %% are needed", s.what, 100*s.sum.Share, 100*MinWeight)
		case math.IsNaN(s.sum.Score):
			r.Notes.Warnf(note.GenotypeWeight, "", "%d of %d variants of %s are missing and could not be filled: only what was found and the interval are shown", s.sum.Loci-s.sum.Observed-s.sum.Filled, s.sum.Loci, s.what)
		}
	}
}

func (r *Result) double() *Sum {
	if r.X == nil {
		return nil
	}
	return &r.X.Double
}

func (r *Result) remarkSex(f *File, sample int) {
	if r.X == nil {
		return
	}
	switch {
	case r.Sex == SexUnknown:
		r.Notes.Warnf(note.GenotypeSex, r.Sample, "the X chromosome is not counted before the sex is stated (%s)", r.SexWhy)
	case r.Options.Sex != SexUnknown && f.Sex[sample] != SexUnknown && f.Sex[sample] != r.Options.Sex:
		r.Notes.Warnf(note.GenotypeSex, r.Sample, "stated as %s, but the file looks %s (%s)", r.Options.Sex, f.Sex[sample], f.SexWhy[sample])
	}
}

// remarkAntibodies tells of the one interaction with serology that is known:
// IRF5 and IRF7 go with serum IFN-a only in patients with antibodies against
// dsDNA, Ro or Sm (PMC3096827, PMC3307526).
func (r *Result) remarkAntibodies() {
	text := map[Antibodies]string{
		AntibodiesPresent: "in patients with antibodies against dsDNA, Ro or Sm, as here, risk alleles of %s go with more IFN-a in serum (PMC3096827, PMC3307526)",
		AntibodiesAbsent:  "risk alleles of %s were seen to go with IFN-a in serum only in patients with antibodies against dsDNA, Ro or Sm, which are absent here (PMC3096827, PMC3307526)",
	}[r.Options.Antibodies]
	if text == "" {
		return
	}
	var risk []string
	for _, x := range r.Findings {
		if g := x.Variant.Group; (g == "IRF5-A" || g == "IRF5-B" || g == "IRF7") && x.Variant.Use == Scored && x.Copies > 0 {
			risk = append(risk, x.Variant.Gene)
		}
	}
	if len(risk) > 0 {
		r.Notes.Infof(note.GenotypeContext, "IRF5/IRF7", "%s", fmt.Sprintf(text, note.Names(risk, 4)))
	}
}
