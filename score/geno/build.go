package geno

import (
	"fmt"
	"strings"

	"ifnscope/score/note"
)

// contigs are lengths of chromosomes that differ between the builds (GRC
// assembly statistics, GCA_000001405.1 and .15).
var contigs = map[Build]map[string]int{
	GRCh37: {"1": 249250621, "2": 243199373, "7": 159138663, "22": 51304566, "X": 155270560},
	GRCh38: {"1": 248956422, "2": 242193529, "7": 159345973, "22": 50818468, "X": 156040895},
}

// buildNamed returns the build that a line of a header names.
func buildNamed(line string) Build {
	s := strings.ToLower(line)
	for _, n := range []struct {
		word  string
		build Build
	}{
		{"grch37", GRCh37}, {"hg19", GRCh37}, {"hs37", GRCh37}, {"b37", GRCh37}, {"build 37", GRCh37}, {"human_g1k_v37", GRCh37},
		{"grch38", GRCh38}, {"hg38", GRCh38}, {"hs38", GRCh38}, {"b38", GRCh38}, {"build 38", GRCh38}, {"assembly38", GRCh38},
		{"ncbi36", GRCh36}, {"hg18", GRCh36}, {"build 36", GRCh36},
	} {
		if strings.Contains(s, n.word) {
			return n.build
		}
	}
	return Unknown
}

// enough is how many informative places must agree against what the header
// says, or be there at all where it says nothing.
const enough = 3

// settleBuild decides the build: as the header says, else by a vote of the
// places whose positions differ between the builds. A header that all of them
// contradict is overruled, because a person mixes up files more easily than
// three positions agree by chance.
func (f *File) settleBuild() {
	f.Build, f.BuildWhy = f.declared.build, f.declared.why
	votes := f.vote()
	n37, n38 := votes[GRCh37], votes[GRCh38]
	best := GRCh37
	if n38 > n37 {
		best = GRCh38
	}
	if n37 == n38 || f.Build == best {
		if f.Build == Unknown {
			f.BuildWhy = "the header does not say it, and no place of the panels tells"
		}
		return
	}
	why := fmt.Sprintf("%d of %d places of the panels whose position tells", votes[best], n37+n38)
	switch {
	case f.Build == Unknown:
		f.Build, f.BuildWhy = best, why
	case min(n37, n38) == 0 && votes[best] >= enough:
		f.Notes.Warnf(note.GenotypeBuild, f.Name, "the header says %s (%s), but %s are those of %s; the positions are believed", f.Build, f.declared.why, why, best)
		f.Build, f.BuildWhy = best, why
	}
}

// vote counts the places of the panels at which the file has a record that
// fits one build only, by name or by alleles.
func (f *File) vote() map[Build]int {
	votes := map[Build]int{}
	seen := map[string]bool{}
	for _, p := range f.places.panels {
		for i := range p.Variants {
			v := &p.Variants[i]
			if v.Pos37 == 0 || v.Pos38 == 0 || seen[v.RSID] {
				continue // among a million variants some fit by chance
			}
			var fits [2]bool
			for k, pos := range []int{v.Pos37, v.Pos38} {
				for _, r := range f.at[place{v.Chrom, pos}] {
					rec := &f.Records[r]
					fits[k] = fits[k] || rec.named(v.RSID) || rec.ID == "" && match(v, rec, true).how.usable()
				}
			}
			if fits[0] != fits[1] {
				seen[v.RSID] = true
				if fits[0] {
					votes[GRCh37]++
				} else {
					votes[GRCh38]++
				}
			}
		}
	}
	return votes
}

// named reports whether a record carries a name.
func (r *Record) named(rsid string) bool {
	if rsid == "" {
		return false
	}
	for id := range strings.SplitSeq(r.ID, ";") {
		if id == rsid {
			return true
		}
	}
	return false
}

// settleStrand counts the variants of every panel that are seen on the minus
// strand. One is enough to distrust every palindrome of the file.
func (f *File) settleStrand() {
	f.flips = map[string]int{}
	for _, p := range f.places.panels {
		for i := range p.Variants {
			v := &p.Variants[i]
			if v.Other == "" || v.Palindromic() {
				continue
			}
			for _, r := range f.candidates(v, f.Build) {
				if h := match(v, &f.Records[r], true).how; h == Flipped || h == FlippedSwapped {
					f.flips[p.ID]++
				}
			}
		}
	}
	for _, p := range f.places.panels {
		if n := f.flips[p.ID]; n > 0 {
			f.Notes.Warnf(note.GenotypeStrand, p.Title, "%d variants are written on the minus strand and were turned; variants whose alleles are A and T, or C and G, cannot be told and are left out", n)
		}
	}
}

// plus reports whether the letters of palindromes can be trusted for a panel:
// the file is of the plus strand, and neither the panel itself nor a built-in
// one has met a variant on the other. What a scoring file has on the minus
// strand is perhaps its own fault and says nothing for others.
func (f *File) plus(p *Panel, opt Options) bool {
	return (f.Plus || opt.Plus) && f.flips[p.ID] == 0 && f.flips[Interferon().ID] == 0 && f.flips[BCell().ID] == 0
}
