package sig

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxLine is the longest line of a gene set file, about a million genes.
const maxLine = 16 << 20

// ReadGMT reads the sets of a GMT file: a set a line, its name, a description
// and its genes, separated by tabs. Genes may carry a weight or a sign, see
// [ParseList]. Blank lines and lines that begin with # are left out.
//
// The sets are of group [Own], with the symbols as they are written: [Lint]
// checks them. An error carries the line.
func ReadGMT(r io.Reader) ([]*Signature, error) {
	var own ownSets
	err := eachLine(r, func(line int, text string) error {
		f := strings.Split(text, "\t")
		if len(f) < 3 {
			return fmt.Errorf("GMT line %d: want a name, a description and genes, separated by tabs", line)
		}
		s, err := own.add(f[0], f[1])
		if err != nil {
			return fmt.Errorf("GMT line %d: %w", line, err)
		}
		for _, cell := range f[2:] {
			if err := s.addGene(cell); err != nil {
				return fmt.Errorf("GMT line %d: %w", line, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return own.done("GMT")
}

// ReadGMX reads the sets of a GMX file: a set a column, its name, a description
// and its genes below one another, columns separated by tabs.
//
// Otherwise it is as [ReadGMT].
func ReadGMX(r io.Reader) ([]*Signature, error) {
	var own ownSets
	var names []string
	var sets []*Signature // nil where a column is empty
	row := 0
	err := eachLine(r, func(line int, text string) error {
		row++
		f := strings.Split(text, "\t")
		if row == 1 {
			names = f
			return nil
		}
		if len(f) > len(names) {
			return fmt.Errorf("GMX line %d: %d columns, %d in the first line", line, len(f), len(names))
		}
		if row == 2 {
			for j, name := range names {
				if strings.TrimSpace(name) == "" {
					sets = append(sets, nil)
					continue
				}
				description := ""
				if j < len(f) {
					description = f[j]
				}
				s, err := own.add(name, description)
				if err != nil {
					return fmt.Errorf("GMX column %d: %w", j+1, err)
				}
				sets = append(sets, s)
			}
			return nil
		}
		for j, cell := range f {
			if sets[j] == nil {
				if strings.TrimSpace(cell) != "" {
					return fmt.Errorf("GMX line %d: column %d has genes and no name", line, j+1)
				}
				continue
			}
			if err := sets[j].addGene(cell); err != nil {
				return fmt.Errorf("GMX line %d: %w", line, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return own.done("GMX")
}

// WriteGMT writes sets as GMT: a line each of id, title with citation and DOI,
// and genes. GMT has no signs: a set with genes that go down is written as two,
// _UP and _DN, as MSigDB does. Weights are lost.
func WriteGMT(w io.Writer, sets ...*Signature) error {
	b := bufio.NewWriter(w)
	for _, s := range sets {
		about := s.Title
		for _, x := range []string{s.Citation, s.DOI} {
			if x != "" {
				about += "; " + x
			}
		}
		up, down := s.Up(), s.Down()
		if len(down) == 0 {
			writeSet(b, s.ID, about, up)
			continue
		}
		if len(up) > 0 {
			writeSet(b, s.ID+"_UP", about, up)
		}
		writeSet(b, s.ID+"_DN", about, down)
	}
	return b.Flush()
}

func writeSet(b *bufio.Writer, name, about string, genes []string) {
	b.WriteString(strings.Join(strings.Fields(name), " "))
	b.WriteString("\t" + strings.Join(strings.Fields(about), " "))
	for _, g := range genes {
		b.WriteString("\t" + g)
	}
	b.WriteByte('\n')
}

// eachLine calls f for every line that has content, counted from 1.
func eachLine(r io.Reader, f func(line int, text string) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	for line := 1; sc.Scan(); line++ {
		text := sc.Text()
		if line == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if err := f(line, text); err != nil {
			return err
		}
	}
	return sc.Err()
}

// ownSets collects the sets of one file and keeps their names apart.
type ownSets struct {
	sets  []*Signature
	names map[string]bool
	ids   map[string]bool
}

func (o *ownSets) add(name, description string) (*Signature, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil, fmt.Errorf("a set has no name")
	}
	if err := tooLong(name); err != nil {
		return nil, err
	}
	if o.names[name] {
		return nil, fmt.Errorf("the set %q appears twice", name)
	}
	if o.names == nil {
		o.names, o.ids = map[string]bool{}, map[string]bool{}
	}
	o.names[name] = true
	s := newOwn(name)
	for base, n := s.ID, 2; o.ids[s.ID]; n++ {
		s.ID = base + "-" + strconv.Itoa(n)
	}
	o.ids[s.ID] = true
	s.Note = strings.TrimSpace(description)
	o.sets = append(o.sets, s)
	return s, nil
}

// done returns the sets, or an error if one of them has no genes.
func (o *ownSets) done(format string) ([]*Signature, error) {
	if len(o.sets) == 0 {
		return nil, fmt.Errorf("%s: there are no gene sets", format)
	}
	for _, s := range o.sets {
		if len(s.Genes) == 0 {
			return nil, fmt.Errorf("%s: the set %q has no genes", format, s.Title)
		}
	}
	return o.sets, nil
}
