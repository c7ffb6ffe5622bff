package sig

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// columns is the line between the header of a data file and its genes.
const columns = "symbol\tweight\tpublished"

// fields are the keys of the header in the order in which they are written.
var fields = []struct {
	key string
	get func(*Signature) *string
}{
	{"id", func(s *Signature) *string { return &s.ID }},
	{"title", func(s *Signature) *string { return &s.Title }},
	{"short", func(s *Signature) *string { return &s.Short }},
	{"tier", func(s *Signature) *string { return (*string)(&s.Tier) }},
	{"group", func(s *Signature) *string { return (*string)(&s.Group) }},
	{"class", func(s *Signature) *string { return &s.Class }},
	{"feature", func(s *Signature) *string { return &s.Feature }},
	{"assay", func(s *Signature) *string { return &s.Assay }},
	{"tissue", func(s *Signature) *string { return &s.Tissue }},
	{"formula", func(s *Signature) *string { return &s.Formula }},
	{"method", func(s *Signature) *string { return &s.Method }},
	{"calibrator", func(s *Signature) *string { return &s.Calibrator }},
	{"cutoff", func(s *Signature) *string { return &s.Cutoff }},
	{"citation", func(s *Signature) *string { return &s.Citation }},
	{"doi", func(s *Signature) *string { return &s.DOI }},
	{"pmid", func(s *Signature) *string { return &s.PMID }},
	{"patent", func(s *Signature) *string { return &s.Patent }},
	{"doi-checked", func(s *Signature) *string { return &s.DOIChecked }},
	{"seen", func(s *Signature) *string { return &s.Seen }},
	{"retrieved", func(s *Signature) *string { return &s.Retrieved }},
	{"changed", func(s *Signature) *string { return &s.Changed }},
	{"licence", func(s *Signature) *string { return &s.Licence }},
	{"confidence", func(s *Signature) *string { return &s.Confidence }},
	{"warning", func(s *Signature) *string { return &s.Warning }},
	{"note", func(s *Signature) *string { return &s.Note }},
}

// Parse reads a data file: header lines "# key: value", continued by lines
// that begin with "#   ", then the column names and one gene a line. Errors
// carry name and line.
//
// The header must have an id and the number of genes, which must be that of
// the lines below it.
func Parse(name string, r io.Reader) (*Signature, error) {
	s := &Signature{}
	declared := -1
	sc := bufio.NewScanner(r)
	line, inGenes := 0, false
	var last *string
	fail := func(format string, args ...any) (*Signature, error) {
		return nil, fmt.Errorf("%s line %d: %s", name, line, fmt.Sprintf(format, args...))
	}
	for sc.Scan() {
		line++
		text := sc.Text()
		switch {
		case inGenes:
			g, err := parseGene(text)
			if err != nil {
				return fail("%v", err)
			}
			s.Genes = append(s.Genes, g)
		case text == columns:
			inGenes = true
		case strings.HasPrefix(text, "#   "):
			if last == nil {
				return fail("nothing to continue")
			}
			*last += " " + strings.TrimSpace(text[4:])
		case strings.HasPrefix(text, "# "):
			key, value, ok := strings.Cut(text[2:], ": ")
			if !ok || value == "" {
				return fail("want \"# key: value\"")
			}
			last = nil
			switch key {
			case "version", "genes":
				n, err := strconv.Atoi(value)
				if err != nil || n < 1 {
					return fail("%s is not a number", key)
				}
				if key == "version" {
					s.Version = n
				} else {
					declared = n
				}
			case "reference-genes":
				s.References = strings.Fields(value)
			default:
				for _, f := range fields {
					if f.key == key {
						last = f.get(s)
					}
				}
				if last == nil {
					return fail("unknown key %q", key)
				}
				if *last != "" {
					return fail("%s appears twice", key)
				}
				*last = value
			}
		default:
			return fail("want a header line or %q", columns)
		}
	}
	if err := sc.Err(); err != nil {
		return fail("%v", err)
	}
	switch {
	case s.ID == "":
		return fail("there is no id")
	case !inGenes:
		return fail("there are no genes")
	case declared != len(s.Genes):
		return fail("%d genes are declared and %d listed", declared, len(s.Genes))
	}
	return s, nil
}

func parseGene(text string) (Gene, error) {
	f := strings.Split(text, "\t")
	if len(f) != 3 || f[0] == "" {
		return Gene{}, fmt.Errorf("want symbol, weight and published name")
	}
	w, err := strconv.ParseFloat(f[1], 64)
	if err != nil || w == 0 || math.IsNaN(w) || math.IsInf(w, 0) {
		return Gene{}, fmt.Errorf("the weight %q is not a number other than 0", f[1])
	}
	return Gene{f[0], w, f[2]}, nil
}

// Write writes a data file that Parse reads back.
func Write(w io.Writer, s *Signature) error {
	b := bufio.NewWriter(w)
	for _, f := range fields {
		if v := *f.get(s); v != "" {
			fmt.Fprintf(b, "# %s: %s\n", f.key, strings.Join(strings.Fields(v), " "))
		}
		if f.key == "id" {
			fmt.Fprintf(b, "# version: %d\n# genes: %d\n", max(s.Version, 1), len(s.Genes))
		}
		if f.key == "method" && len(s.References) > 0 {
			fmt.Fprintf(b, "# reference-genes: %s\n", strings.Join(s.References, " "))
		}
	}
	b.WriteString(columns + "\n")
	for _, g := range s.Genes {
		fmt.Fprintf(b, "%s\t%s\t%s\n", g.Symbol, strconv.FormatFloat(g.Weight, 'g', -1, 64), g.Published)
	}
	return b.Flush()
}
