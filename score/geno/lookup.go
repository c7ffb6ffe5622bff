package geno

import (
	"fmt"
	"math"
	"sort"
)

// look is where a variant is looked for: in one sample of a file, with what a
// person says of it.
type look struct {
	*File
	sample int
	opt    Options
	build  Build
	trust  bool // the letters of palindromes can be trusted
}

// seen is what a file says of one variant in one sample.
type seen struct {
	how      How
	why      string
	copies   float64 // of the effect allele among ploidy
	ploidy   int
	genotype string // as it stands in the file: "A/G"
	renamed  bool   // the file has another name at the position
}

// lookup finds a variant in a sample. Where several lines fit, as after a
// split of multi-allelic sites, the best one counts; two that say different
// things are no call.
func (l *look) lookup(v *Variant) seen {
	best := seen{how: Missing, why: "it is not in the file"}
	for _, i := range l.candidates(v, l.build) {
		rec := &l.Records[i]
		s := l.judge(v, rec)
		s.renamed = rec.ID != "" && v.RSID != "" && !rec.named(v.RSID)
		switch {
		case s.how.usable() && best.how.usable() && s.copies != best.copies:
			return seen{how: LeftOut, why: "two lines of the file say different things of it"}
		case !best.how.usable() && worth(s.how) >= worth(best.how):
			best = s
		}
	}
	if best.how.usable() || best.how == LeftOut {
		return best
	}
	if s, ok := l.inBlock(v); ok {
		return s
	}
	if len(l.candidates(v, l.build)) == 0 {
		for _, i := range l.byName[v.RSID] {
			if rec := &l.Records[i]; rec.Pos > 0 && rec.Pos != v.Pos(l.build) {
				return seen{how: LeftOut, why: fmt.Sprintf("the file has its name at %s:%d, which is not its position in %s", rec.Chrom, rec.Pos, l.build)}
			}
		}
		if l.absentIsReference() && v.Pos(l.build) > 0 {
			return reference(v, "absent from a file of variants only")
		}
	}
	return best
}

// worth orders what was found: the best highest.
func worth(h How) int {
	switch {
	case h.usable():
		return 2
	case h == LeftOut:
		return 1
	}
	return 0
}

// judge says what one record says of a variant in a sample.
func (l *look) judge(v *Variant, rec *Record) seen {
	m := match(v, rec, l.trust)
	s := seen{how: m.how, why: m.why}
	if !m.how.usable() {
		return s
	}
	c := rec.Calls[l.sample]
	if c.Missing() {
		return seen{how: Missing, why: "no call"}
	}
	s.ploidy = int(c.Ploidy)
	if m.effect >= 0 {
		s.copies = c.Copies[m.effect]
	}
	s.genotype = letters(rec, c)
	if rec.Filter != "" {
		s.why = "the file distrusts this line (FILTER " + rec.Filter + ")"
	}
	return s
}

// letters writes a call with its alleles, "" if it is a dosage.
func letters(rec *Record, c Call) string {
	out := ""
	for i, n := range c.Copies {
		if n != math.Trunc(n) {
			return ""
		}
		for range int(n) {
			a := rec.Alleles[i]
			if a == "" {
				a = "other"
			}
			if out != "" {
				out += "/"
			}
			out += a
		}
	}
	return out
}

// inBlock looks for a block of reference calls that covers a variant.
func (l *look) inBlock(v *Variant) (seen, bool) {
	pos := v.Pos(l.build)
	if pos == 0 {
		return seen{}, false
	}
	blocks := l.blocks[v.Chrom] // in the order of the file, which is that of positions
	i := sort.Search(len(blocks), func(i int) bool { return l.Records[blocks[i]].End >= pos })
	if i == len(blocks) || l.Records[blocks[i]].Pos > pos {
		return seen{}, false
	}
	c := l.Records[blocks[i]].Calls[l.sample]
	if c.Missing() || c.Copies[0] != float64(c.Ploidy) {
		return seen{how: Missing, why: "its place was read too little to call it"}, true
	}
	s := reference(v, "in a block of reference calls")
	s.ploidy = int(c.Ploidy)
	if s.how == FromReference && s.copies > 0 {
		s.copies = float64(c.Ploidy)
	}
	return s, true
}

// absentIsReference reports whether a place that the file does not list is the
// reference allele twice: only where a person has said so.
func (l *look) absentIsReference() bool {
	return l.Kind == KindVariants && l.opt.Absent == AbsentReference
}

// reference is the reference allele on both chromosomes.
func reference(v *Variant, why string) seen {
	if v.Ref == "" {
		return seen{how: Missing, why: why + ", and its reference allele is not known here"}
	}
	s := seen{how: FromReference, why: why, ploidy: 2}
	if v.Ref == v.Effect {
		s.copies = float64(s.ploidy)
	}
	return s
}

// sexOf returns the sex of a sample: as stated, else as the file tells.
func (f *File) sexOf(sample int, opt Options) Sex {
	if opt.Sex != SexUnknown {
		return opt.Sex
	}
	return f.Sex[sample]
}
