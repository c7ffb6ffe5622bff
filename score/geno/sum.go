package geno

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Score computes a panel in one sample of a file. The sample is counted from
// 0; Score panics if it is not there.
func (p *Panel) Score(f *File, sample int, opt Options) *Result {
	r := &Result{Panel: p.ID, Sample: f.Samples[sample], Options: opt, Sex: f.sexOf(sample, opt), SexWhy: f.SexWhy[sample]}
	if opt.Sex != SexUnknown {
		r.SexWhy = "as stated"
	}
	l := &look{File: f, sample: sample, opt: opt, build: opt.Build, trust: f.plus(p, opt)}
	if l.build == Unknown {
		l.build = f.Build
	}
	proxies := map[string][]*Variant{}
	for i := range p.Variants {
		if v := &p.Variants[i]; v.Use == Proxy {
			proxies[v.Group] = append(proxies[v.Group], v)
		}
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		switch {
		case v.Use == Proxy:
			continue
		case v.Use == Scored && v.NotIn(opt.Ancestry) == "":
			r.Findings = append(r.Findings, l.observe(v, proxies[v.Group]))
		default:
			r.Findings = append(r.Findings, l.show(v))
		}
	}
	r.fill(opt.Ancestry)
	r.add()
	r.count()
	r.approximate(opt.Ancestry)
	r.remark(p, f, sample)
	return r
}

// observe finds a scored variant, or a proxy of it.
func (l *look) observe(v *Variant, proxies []*Variant) Finding {
	first := l.find(v)
	if !math.IsNaN(first.Copies) {
		return first
	}
	for _, by := range proxies {
		if x := l.find(by); !math.IsNaN(x.Copies) {
			x.Variant, x.By, x.Match, x.How = v, by.RSID, x.How, ByProxy
			x.Why = fmt.Sprintf("%s; %s is inherited with it (r2 %g in Europeans)", first.Why, by.RSID, by.R2)
			return x
		}
	}
	return first
}

// show looks at a variant that is in no sum.
func (l *look) show(v *Variant) Finding {
	if why := v.NotIn(l.opt.Ancestry); why != "" {
		return Finding{Variant: v, How: LeftOut, Why: why, Copies: nan, Adds: nan}
	}
	if v.Use == Excluded {
		return Finding{Variant: v, How: LeftOut, Why: v.Note, Copies: nan, Adds: nan}
	}
	return l.find(v)
}

// find looks a variant up and checks its copies against its chromosome.
func (l *look) find(v *Variant) Finding {
	x := Finding{Variant: v, Copies: nan, Adds: nan}
	if v.Complex != "" {
		x.How, x.Why = LeftOut, v.Complex
		return x
	}
	s := l.lookup(v)
	x.How, x.Why, x.Genotype = s.how, s.why, s.genotype
	if s.how == Missing || s.how == LeftOut {
		return x
	}
	if s.how.usable() {
		x.Match = s.how
	}
	if s.renamed {
		x.Why = strings.TrimPrefix(x.Why+"; the file has another name at its position", "; ")
	}
	leave := func(why string) Finding {
		x.How, x.Why = LeftOut, why
		return x
	}
	sex := l.sexOf(l.sample, l.opt)
	switch {
	case v.Chrom != "X" && s.ploidy != 2:
		return leave("one allele where there must be two")
	case v.Chrom != "X":
		x.Copies = s.copies
	case sex == SexUnknown:
		return leave("it is on the X chromosome and the sex is not known")
	case sex == Female && s.ploidy != 2:
		return leave("one allele on the X chromosome of a woman")
	case sex == Female:
		x.Copies = s.copies
	case s.ploidy == 1:
		x.Copies = s.copies
	case s.copies == 1:
		return leave("heterozygous on the X chromosome of a man: a wrong call, or the sex is wrong")
	default:
		x.Copies = s.copies / 2
	}
	return x
}

// units returns what copies of the effect allele of a variant add per weight.
func (v *Variant) units(copies float64) float64 {
	switch v.Mode {
	case Dominant:
		return min(copies, 1)
	case Recessive:
		return max(copies-1, 0)
	}
	return copies
}

// unitsOf returns the units that are expected at an allele frequency, with
// both alleles drawn independently.
func (v *Variant) unitsOf(freq float64) float64 {
	switch v.Mode {
	case Dominant:
		return 1 - (1-freq)*(1-freq)
	case Recessive:
		return freq * freq
	}
	return 2 * freq
}

// counts reports whether a variant belongs to the sums of its chromosome.
func (x *Finding) counts(onX bool, a Ancestry) bool {
	return x.Variant.Use == Scored && x.Variant.NotIn(a) == "" && (x.Variant.Chrom == "X") == onX
}

// fill gives what was not observed its expected copies, where the frequency in
// the stated ancestry is known.
func (r *Result) fill(a Ancestry) {
	for i := range r.Findings {
		x := &r.Findings[i]
		if !x.counts(x.Variant.Chrom == "X", a) || !math.IsNaN(x.Copies) || x.Variant.Complex != "" {
			continue
		}
		if freq := x.Variant.Freq(a); !math.IsNaN(freq) && (x.Variant.Chrom != "X" || r.Sex != SexUnknown) {
			x.How, x.Why = Filled, fmt.Sprintf("%s; filled with its frequency %g", x.Why, freq)
		}
	}
}

// add computes the sums.
func (r *Result) add() {
	a := r.Options.Ancestry
	r.Sum = r.sum(a, false, 1)
	onX := slices.ContainsFunc(r.Findings, func(x Finding) bool { return x.counts(true, a) })
	if !onX {
		return
	}
	double := 1.0
	if r.Sex == Male {
		double = 2
	}
	r.X = &X{Single: r.sum(a, true, 1), Double: r.sum(a, true, double)}
}

// sum adds up the findings of the autosomes or of X. factor is what one copy
// on the X of a man counts.
func (r *Result) sum(a Ancestry, onX bool, factor float64) Sum {
	var s Sum
	var weight, seen, filled, sum, fill, low, high float64
	unfilled := false
	for i := range r.Findings {
		x := &r.Findings[i]
		v := x.Variant
		if !x.counts(onX, a) {
			continue
		}
		s.Loci++
		weight += math.Abs(v.Weight)
		most := v.units(2) // units of the highest call
		if onX && r.Sex == Male {
			most = v.units(factor)
		}
		switch {
		case !math.IsNaN(x.Copies):
			add := v.Weight * v.units(x.Copies*factor)
			x.Adds = add
			sum += add
			s.Observed++
			seen += math.Abs(v.Weight)
			continue
		case x.How == Filled:
			add := v.Weight * v.unitsOf(v.Freq(a))
			if onX && r.Sex == Male {
				add = v.Weight * v.Freq(a) * v.units(factor)
			}
			x.Adds = add
			fill += add
			s.Filled++
			filled += math.Abs(v.Weight)
		default:
			unfilled = true
		}
		low += min(0, v.Weight*most)
		high += max(0, v.Weight*most)
	}
	s.Share, s.FilledShare = share(seen, weight), share(filled, weight)
	s.Low, s.High = sum+low, sum+high
	s.Found, s.Score = sum, sum+fill
	if s.Share < MinWeight {
		s.Found, s.Score = nan, nan
	}
	if unfilled {
		s.Score = nan
	}
	return s
}

// share returns part of whole, 0 where there is nothing to share.
func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
