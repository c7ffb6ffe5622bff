package geno

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Use says what a variant of a panel is for.
type Use string

const (
	Scored   Use = "scored"   // in the sum
	Proxy    Use = "proxy"    // in the place of the scored variant of its group, if that one has no call
	Shown    Use = "shown"    // counted and listed, in no sum
	Apart    Use = "apart"    // of the HLA region: listed by itself, its tags hold in some ancestries only
	Excluded Use = "excluded" // known, and never read from a genotype file
)

// Mode says how copies of the effect allele add to a sum.
type Mode string

const (
	Additive  Mode = ""          // weight times copies
	Dominant  Mode = "dominant"  // weight times min(copies, 1)
	Recessive Mode = "recessive" // weight times max(copies-1, 0)
)

// Build is a version of the human reference genome.
type Build string

const (
	Unknown Build = ""
	GRCh36  Build = "GRCh36" // recognised; variants are then matched by name
	GRCh37  Build = "GRCh37"
	GRCh38  Build = "GRCh38"
)

// Ancestry is what a person says of the ancestry of a sample. It is never
// inferred.
type Ancestry string

const (
	NotStated Ancestry = ""
	EUR       Ancestry = "EUR" // European
	EAS       Ancestry = "EAS" // East Asian
	Other     Ancestry = "other"
)

// Nodes of the interferon pathway, in the order in which they are shown.
var Nodes = []string{"production", "signalling", "response", "feedback"}

// Variant is one line of a panel. Alleles are letters of the plus strand; an
// empty allele, a position of 0 and a number of NaN are not known.
type Variant struct {
	RSID         string
	Chrom        string // "1" to "22", "X"
	Pos37, Pos38 int
	Effect       string // the allele that is counted; in the built-in panels the risk allele
	Other        string
	Ref          string // of the reference genome: Effect or Other

	OR, Lower, Upper float64 // odds ratio of the effect allele with its 95 % interval
	Weight           float64
	Mode             Mode
	Complex          string // why the variant cannot be scored from single genotypes, empty if it can

	Ancestry string  // in which the odds ratio was estimated
	EUR, EAS float64 // frequency of the effect allele in controls
	AF       float64 // frequency of the effect allele as given in a scoring file

	Gene, Node string
	Group      string // of variants that stand for one signal
	Use        Use
	R2         float64 // of a proxy with the scored variant of its group, EUR
	Source     string
	Note       string
}

// Pos returns the position in a build, 0 if it is not known.
func (v *Variant) Pos(b Build) int {
	switch b {
	case GRCh37:
		return v.Pos37
	case GRCh38:
		return v.Pos38
	}
	return 0
}

// Palindromic reports whether the two alleles are each other's complement, so
// that the letters alone do not tell the strand.
func (v *Variant) Palindromic() bool { return v.Other != "" && v.Effect == complement(v.Other) }

// Freq returns the frequency of the effect allele in an ancestry, NaN if it is
// not known. Where a scoring file gives one frequency, that is it.
func (v *Variant) Freq(a Ancestry) float64 {
	switch {
	case a == EUR && !math.IsNaN(v.EUR):
		return v.EUR
	case a == EAS && !math.IsNaN(v.EAS):
		return v.EAS
	case a != NotStated:
		return v.AF
	}
	return math.NaN()
}

// NotIn says why a variant is not applied in an ancestry, empty if it is.
func (v *Variant) NotIn(a Ancestry) string {
	if a == EAS && v.Group == "IRF5-B" {
		// rs2070197, of the same haplotype, is monomorphic in Asians (PubMed 26233721)
		return "the TNPO3 haplotype is European; it does not vary in East Asians"
	}
	return ""
}

// Panel is a list of variants with its provenance. The fields of text are
// those of the header of its file.
type Panel struct {
	ID, Title, Weights, Citation, DOI   string
	Seen, Reference, Retrieved, Changed string
	Licence, Warning                    string
	Version                             int
	Variants                            []Variant
	Build                               Build // of a scoring file: that of its positions
	Lines                               int   // of a scoring file: variants listed, with those that cannot be scored
}

const columns = "rsid\tchr\tpos37\tpos38\teffect\tother\tref\tor\tlower\tupper\tweight\tancestry\teur\teas\tgene\tnode\tgroup\tuse\tr2\tpalindromic\tsource\tnote"

// parsePanel reads a data file of this package: header lines "# key: value",
// continued by lines that begin with "#   ", the line of column names, and a
// line a variant. "-" stands for what is not known.
func parsePanel(name string, r io.Reader) (*Panel, error) {
	p := &Panel{}
	keys := map[string]*string{"id": &p.ID, "title": &p.Title, "weights": &p.Weights, "citation": &p.Citation, "doi": &p.DOI, "seen": &p.Seen,
		"reference": &p.Reference, "retrieved": &p.Retrieved, "changed": &p.Changed, "licence": &p.Licence, "warning": &p.Warning}
	declared, line, body := 0, 0, false
	var last *string
	sc := bufio.NewScanner(r)
	fail := func(format string, args ...any) (*Panel, error) {
		return nil, fmt.Errorf("%s line %d: %s", name, line, fmt.Sprintf(format, args...))
	}
	for sc.Scan() {
		line++
		text := sc.Text()
		switch {
		case body:
			v, err := parseVariant(text)
			if err != nil {
				return fail("%v", err)
			}
			p.Variants = append(p.Variants, v)
		case text == columns:
			body = true
		case strings.HasPrefix(text, "#   ") && last != nil:
			*last += " " + strings.TrimSpace(text[4:])
		case strings.HasPrefix(text, "# "):
			key, value, ok := strings.Cut(text[2:], ": ")
			if !ok {
				return fail("want \"# key: value\"")
			}
			if n, err := strconv.Atoi(value); err == nil && key == "version" {
				p.Version, last = n, nil
				continue
			} else if err == nil && key == "variants" {
				declared, last = n, nil
				continue
			}
			if last = keys[key]; last == nil || *last != "" {
				return fail("unknown or repeated key %q", key)
			}
			*last = value
		default:
			return fail("want a header line or the names of the columns")
		}
	}
	if err := sc.Err(); err != nil {
		return fail("%v", err)
	}
	if p.ID == "" || declared != len(p.Variants) {
		return fail("the id is missing, or %d variants are declared and %d listed", declared, len(p.Variants))
	}
	return p, nil
}

func parseVariant(text string) (Variant, error) {
	f := strings.Split(text, "\t")
	if want := strings.Count(columns, "\t") + 1; len(f) != want {
		return Variant{}, fmt.Errorf("%d fields, want %d", len(f), want)
	}
	for i, x := range f {
		if x == "-" {
			f[i] = ""
		}
	}
	var bad error
	number := func(s string) float64 {
		if s == "" {
			return math.NaN()
		}
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			bad = err
		}
		return x
	}
	whole := func(s string) int {
		if s == "" {
			return 0
		}
		n, err := strconv.Atoi(s)
		if err != nil {
			bad = err
		}
		return n
	}
	v := Variant{RSID: f[0], Chrom: f[1], Pos37: whole(f[2]), Pos38: whole(f[3]), Effect: f[4], Other: f[5], Ref: f[6],
		OR: number(f[7]), Lower: number(f[8]), Upper: number(f[9]), Weight: number(f[10]), Ancestry: f[11], EUR: number(f[12]), EAS: number(f[13]),
		AF: math.NaN(), Gene: f[14], Node: f[15], Group: f[16], Use: Use(f[17]), R2: number(f[18]), Source: f[20], Note: f[21]}
	if (f[19] == "yes") != v.Palindromic() {
		return v, fmt.Errorf("%s: palindromic is %q", v.RSID, f[19])
	}
	return v, bad
}

// complement returns the bases of the other strand, or "" if s is no string of
// bases.
func complement(s string) string {
	b := make([]byte, len(s))
	for i := range len(s) {
		switch s[len(s)-1-i] {
		case 'A':
			b[i] = 'T'
		case 'C':
			b[i] = 'G'
		case 'G':
			b[i] = 'C'
		case 'T':
			b[i] = 'A'
		default:
			return ""
		}
	}
	return string(b)
}
