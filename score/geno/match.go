package geno

import (
	"slices"
)

// How says how a variant was found in a file, or why it was not used.
type How string

const (
	Found          How = "found"           // with its letters as in the panel
	Swapped        How = "swapped"         // REF of the file is not the reference allele of the panel
	Flipped        How = "flipped"         // on the other strand
	FlippedSwapped How = "flipped-swapped" // both
	FromReference  How = "reference"       // the reference allele twice: in a block of a gVCF, or absent from a file of variants only
	ByProxy        How = "proxy"           // by a variant that is inherited with it
	Filled         How = "filled"          // by the allele frequency of the stated ancestry
	Missing        How = "missing"         // no call, and nothing to fill it with
	LeftOut        How = "excluded"        // there is a call that must not be used, or the variant does not apply
)

// usable reports whether the copies of the effect allele were counted.
func (h How) usable() bool {
	return h == Found || h == Swapped || h == Flipped || h == FlippedSwapped
}

// matched is a variant beside a record of a file.
type matched struct {
	how    How
	effect int // of the alleles of the record; -1 if the record does not have it
	why    string
}

// match compares the alleles of a variant with those of a record: as they
// stand, or both complemented where that cannot be mistaken. strand says that
// the file is known to be on the plus strand throughout; without it the
// letters of a palindrome mean nothing.
func match(v *Variant, rec *Record, strand bool) matched {
	m, fits := fit(v, rec, v.Effect, v.Other, Found, Swapped)
	if fits && v.Palindromic() {
		switch {
		case !strand:
			return matched{LeftOut, -1, "its alleles are each other's complement and the strand of the file is not known"}
		case rec.Ref && rec.Alleles[0] != v.Ref:
			return matched{LeftOut, -1, "its alleles are each other's complement and the reference allele of the file is not the one that is known here: strand and order cannot be told apart"}
		}
	}
	if fits {
		return m
	}
	// a palindrome that fits the other strand has fitted this one
	if e := complement(v.Effect); e != "" {
		o := ""
		if v.Other != "" {
			o = complement(v.Other)
		}
		if m, fits := fit(v, rec, e, o, Flipped, FlippedSwapped); fits {
			return m
		}
	}
	return matched{LeftOut, -1, "the alleles of the file are not those of the variant on either strand"}
}

// fit compares letters that are written on one strand.
func fit(v *Variant, rec *Record, effect, other string, plain, swapped How) (matched, bool) {
	m := matched{how: plain, effect: slices.Index(rec.Alleles, effect)}
	open := slices.Index(rec.Alleles, "") // "the other, whatever it is"
	if other == "" {
		// The other allele is not known. On the plus strand, or where the
		// effect allele itself is there, the letters decide. Its complement
		// alone could be the other allele or the other strand.
		m, ok := fitEffect(v, rec, m, plain == Found)
		return m, ok
	}
	second := slices.Index(rec.Alleles, other)
	if open >= 0 {
		switch {
		case m.effect >= 0:
			return m, true
		case second >= 0:
			m.effect = open
			return m, true
		}
		return m, false
	}
	if rec.Ref {
		alts := 0
		for _, a := range rec.Alleles[1:] {
			if !symbolic(a) {
				alts++
			}
		}
		reference := rec.Alleles[0] == effect || rec.Alleles[0] == other
		if alts == 0 && !reference || alts > 0 && (m.effect < 0 || second < 0) {
			return m, false
		}
		onPlus := v.Ref
		if plain == Flipped {
			onPlus = complement(v.Ref)
		}
		if onPlus != "" && rec.Alleles[0] != onPlus || onPlus == "" && rec.Alleles[0] == effect {
			m.how = swapped
		}
		return m, true
	}
	for _, a := range rec.Alleles {
		if a != effect && a != other {
			return m, false
		}
	}
	return m, true
}

// fitEffect compares with a variant of which only the effect allele is known.
func fitEffect(v *Variant, rec *Record, m matched, plus bool) (matched, bool) {
	if slices.Contains(rec.Alleles, "") {
		return m, m.effect >= 0 && plus
	}
	letters := rec.Alleles
	if rec.Ref {
		letters = slices.DeleteFunc(slices.Clone(letters), symbolic)
	}
	turned := complement(v.Effect)
	palindrome := slices.Contains(letters, v.Effect) && slices.Contains(letters, turned)
	switch {
	case palindrome:
		return m, false
	case m.effect >= 0:
		if !plus && len(letters) < 2 { // TT where A is counted: another allele, or A on the other strand
			return m, false
		}
		if rec.Ref && rec.Alleles[0] == rec.Alleles[m.effect] {
			if m.how == Found {
				m.how = Swapped
			} else {
				m.how = FlippedSwapped
			}
		}
		return m, true
	case plus && !slices.Contains(letters, turned) && !rec.Ref:
		return m, true // neither the effect allele nor its complement: no copy
	}
	return m, false
}

// symbolic reports whether an allele is none of bases: <NON_REF>, *, <DEL>.
func symbolic(a string) bool { return a == "*" || a == "." || a != "" && a[0] == '<' }

// candidates returns the records at which a variant may be: at its position in
// the build, or, where position or build is not known, with its name.
func (f *File) candidates(v *Variant, b Build) []int {
	if pos := v.Pos(b); pos > 0 {
		if at := f.at[place{v.Chrom, pos}]; len(at) > 0 {
			return at
		}
	}
	var named []int
	for _, i := range f.byName[v.RSID] {
		if f.Records[i].Pos == 0 || v.Pos(b) == 0 {
			named = append(named, i)
		}
	}
	return named
}
