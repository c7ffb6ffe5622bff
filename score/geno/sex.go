package geno

import (
	"bytes"
	"fmt"
)

// counts are what tells the sex of a sample.
type counts struct {
	x, xHet, xHaploid int // calls on X outside the pseudoautosomal regions
	y, yAll           int // calls on Y, and lines there
}

// pseudo reports whether a position of X lies in a pseudoautosomal region of
// either build (GRCh37 X:60001-2699520 and 154931044-155260560, GRCh38
// X:10001-2781479 and 155701383-156030895), or beside it where the builds
// differ.
func pseudo(pos int) bool { return pos < 2_781_480 || pos >= 154_931_044 }

// countLine looks at the genotypes of a line of a VCF for what the whole file
// tells: whether the reference is ever called twice, and the sexes.
func (f *File) countLine(v *vcf, pos int, samples []byte) {
	onX, onY := v.chrom == "X" && !pseudo(pos), v.chrom == "Y"
	if f.homRef && !onX && !onY || v.key.gt != 0 {
		return
	}
	for i := range f.Samples {
		cell, rest, more := bytes.Cut(samples, []byte{'\t'})
		gt, _, _ := bytes.Cut(cell, []byte{':'})
		if len(gt) == 3 && gt[0] == '0' && gt[2] == '0' || len(gt) == 1 && gt[0] == '0' && (onX || onY) {
			f.homRef = true
			if !onX && !onY {
				return
			}
		}
		if onX || onY {
			f.counting[i].add(gt, onX)
		}
		if samples = rest; !more {
			return
		}
	}
}

// add counts one genotype on X or Y: 0/1, 0|1 or 1 of a VCF.
func (c *counts) add(gt []byte, onX bool) {
	called := len(gt) > 0 && bytes.IndexByte(gt, '.') < 0
	if !onX {
		c.yAll++
		if called {
			c.y++
		}
		return
	}
	if !called {
		return
	}
	c.x++
	i := bytes.IndexAny(gt, "/|")
	switch {
	case i < 0:
		c.xHaploid++
	case !bytes.Equal(gt[:i], gt[i+1:]):
		c.xHet++
	}
}

// addLetters counts one genotype of an array on X or Y.
func (c *counts) addLetters(a, b string, onX bool) {
	called := a != ""
	switch {
	case !onX:
		c.yAll++
		if called {
			c.y++
		}
	case called:
		c.x++
		if b == "" {
			c.xHaploid++
		} else if a != b {
			c.xHet++
		}
	}
}

// minX is how many calls on X must be seen before they tell the sex.
const minX = 30

// settleSex tells the sex of every sample that has enough calls on X: more
// than 3 % heterozygous is female (the threshold of apriha/snps); where Y has
// calls they must not contradict. The SEX of a PLINK file stays.
func (f *File) settleSex() {
	if f.Sex == nil {
		f.Sex = make([]Sex, len(f.Samples))
	}
	f.SexWhy = make([]string, len(f.Samples))
	for i := range f.Samples {
		if f.Sex[i] != SexUnknown {
			f.SexWhy[i] = "the file says so"
			continue
		}
		if i >= len(f.counting) || f.counting[i].x < minX {
			f.SexWhy[i] = "too few genotypes on the X chromosome to tell"
			continue
		}
		c := f.counting[i]
		het := float64(c.xHet) / float64(c.x)
		sex := Male
		if het > 0.03 {
			sex = Female
		}
		f.SexWhy[i] = fmt.Sprintf("%d of %d genotypes on the X chromosome are heterozygous", c.xHet, c.x)
		if sex == Male && c.xHaploid*2 > c.x {
			f.SexWhy[i] = fmt.Sprintf("%d of %d genotypes on the X chromosome have one allele", c.xHaploid, c.x)
		}
		if c.yAll >= 10 {
			male := float64(c.y)/float64(c.yAll) > 0.3
			if male != (sex == Male) {
				f.SexWhy[i] += fmt.Sprintf(", but %d of %d places on Y are called", c.y, c.yAll)
				continue
			}
		}
		f.Sex[i] = sex
	}
}
