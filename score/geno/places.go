package geno

import (
	"bytes"
	"slices"
	"strconv"
)

// Places is what is looked for in a genotype file: the positions, in both
// builds, and the names of the variants of some panels. While a file is read
// only its lines at these places are kept, so that memory depends on the
// panels and the samples and not on the file.
type Places struct {
	at     map[place]bool
	names  map[string]bool
	sorted map[string][]int // positions of a chromosome in either build, for blocks
	panels []*Panel
}

type place struct {
	chrom string
	pos   int
}

// NewPlaces returns the places of panels.
func NewPlaces(panels ...*Panel) *Places {
	p := &Places{at: map[place]bool{}, names: map[string]bool{}, sorted: map[string][]int{}, panels: panels}
	for _, panel := range panels {
		for i := range panel.Variants {
			v := &panel.Variants[i]
			if v.RSID != "" {
				p.names[v.RSID] = true
			}
			for _, pos := range []int{v.Pos37, v.Pos38} {
				if pos > 0 && !p.at[place{v.Chrom, pos}] {
					p.at[place{v.Chrom, pos}] = true
					p.sorted[v.Chrom] = append(p.sorted[v.Chrom], pos)
				}
			}
		}
	}
	for _, s := range p.sorted {
		slices.Sort(s)
	}
	return p
}

// wanted reports whether a line at a position or with a name is kept.
func (p *Places) wanted(chrom string, pos int, id []byte) bool {
	return p.at[place{chrom, pos}] || p.named(id)
}

// named reports whether one of the names of a line, separated by semicolons,
// is looked for.
func (p *Places) named(id []byte) bool {
	for {
		one, rest, more := bytes.Cut(id, []byte{';'})
		if p.names[string(one)] {
			return true
		}
		if !more {
			return false
		}
		id = rest
	}
}

// covered reports whether a place lies from pos to end of a chromosome.
func (p *Places) covered(chrom string, pos, end int) bool {
	s := p.sorted[chrom]
	i, _ := slices.BinarySearch(s, pos)
	return i < len(s) && s[i] <= end
}

// chromName returns the name of a chromosome as it is used here: "1" to "22",
// "X", "Y", "MT", "XY" for the pseudoautosomal regions, or the name as it
// stands. It understands chr1, 23 to 26 of PLINK and AncestryDNA, and the
// RefSeq accessions NC_000001.10.
func chromName(s string) string {
	t := s
	if len(t) > 3 && (t[:3] == "chr" || t[:3] == "Chr" || t[:3] == "CHR") {
		t = t[3:]
	}
	if len(t) > 10 && t[:7] == "NC_0000" && t[9] == '.' {
		if n, err := strconv.Atoi(t[7:9]); err == nil {
			t = strconv.Itoa(n)
		}
	}
	switch t {
	case "23", "x":
		return "X"
	case "24", "y":
		return "Y"
	case "25":
		return "XY"
	case "26", "M", "m", "mt", "Mt":
		return "MT"
	}
	if len(t) == 2 && t[0] == '0' { // 01
		return t[1:]
	}
	return t
}
