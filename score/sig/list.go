package sig

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// ParseList reads a list of genes that a person pasted: names separated by
// blanks, commas, semicolons, tabs or ends of line. A line of a name and a
// number is a gene with its weight. A name that ends with - goes down, weight
// -1; a + at its end is left out; GENE,0.5 within a cell of a GMT file is a
// weight too.
//
// The symbols are as they are written: [Lint] checks them. It is an error if
// there are no genes or a weight is 0 or no number.
func ParseList(title, text string) (*Signature, error) {
	if err := tooLong(title); err != nil {
		return nil, err
	}
	s := newOwn(title)
	line := 0
	for l := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line++
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.FieldsFunc(l, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == ';' || c == '"' })
		var err error
		if len(f) == 2 && isWeight(f[1]) {
			err = s.addGene(f[0] + "," + f[1])
		} else {
			for _, x := range f {
				if err = s.addGene(x); err != nil {
					break
				}
			}
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	if len(s.Genes) == 0 {
		return nil, fmt.Errorf("the list has no genes")
	}
	return s, nil
}

// newOwn returns an empty set that a person brought. Its rank-based method
// needs neither controls nor a unit.
func newOwn(title string) *Signature {
	title = strings.Join(strings.Fields(title), " ")
	id := strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '.':
			return c
		case c >= 'A' && c <= 'Z':
			return c - 'A' + 'a'
		}
		return '-'
	}, title)
	short := []rune(title)
	if len(short) > maxShort {
		short = append(short[:maxShort-1], '…')
	}
	return &Signature{
		ID: "own-" + strings.Trim(id, "-"), Version: 1, Title: title, Short: string(short),
		Tier: TierResearch, Group: Own, Feature: "mRNA", Method: "singscore",
	}
}

// maxShort is the length of a short title, in characters.
const maxShort = 16

// maxName is more bytes than a gene or a set is called by.
const maxName = 1000

// tooLong returns an error for a name that is none.
func tooLong(name string) error {
	if len(name) <= maxName {
		return nil
	}
	return fmt.Errorf("the name that begins with %q has %d bytes, no gene and no set has more than %d", name[:24], len(name), maxName)
}

// addGene adds the gene of one cell: a name, a name with a sign at its end, or
// a name, a comma and a weight. An empty cell adds nothing.
func (s *Signature) addGene(cell string) error {
	name, weight, weighted := strings.Cut(strings.TrimSpace(cell), ",")
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	w := 1.0
	switch {
	case weighted && strings.TrimSpace(weight) != "":
		v, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
		if err != nil || v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("the weight %q of %s is not a number other than 0", weight, name)
		}
		w = v
	case strings.HasSuffix(name, "-"), strings.HasSuffix(name, "\u2212"):
		w = -1
		name = strings.TrimRight(name, "-\u2212")
	default:
		name = strings.TrimRight(name, "+")
	}
	if name == "" {
		return nil
	}
	if err := tooLong(name); err != nil {
		return err
	}
	s.Genes = append(s.Genes, Gene{Symbol: name, Weight: w, Published: name})
	return nil
}

// isWeight reports whether s is a number that a person would write as a
// weight. A whole number above 1000 is rather the number of a gene.
func isWeight(s string) bool {
	v, err := strconv.ParseFloat(s, 64)
	return err == nil && math.Abs(v) <= 1000
}
