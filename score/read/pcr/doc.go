// Package pcr reads what qPCR instruments export: one row a well, with a
// sample, a target and a Ct. It knows the tables of QuantStudio, ViiA 7 and
// StepOne (text, csv, and their sheets), QuantStudio Design and Analysis,
// Bio-Rad CFX, LightCycler 480 and 96, Biomark, RDML 1.0 to 1.4, and any long
// table with columns of these names.
//
// Columns are found by their names alone, wherever they stand, since an export
// has those that the operator ticked. The matrix is genes x samples: the mean
// of the technical replicates, NaN where no well of a gene in a sample has a
// Ct. Such a value is censored, not large: it is never replaced by the last
// cycle. Wells of one name that differ in a visit or the like are no replicates,
// and a dye is no gene. Wells without template, standards and other controls
// judge the plate and are no samples.
package pcr

import (
	"context"
	"fmt"
	"io"
	"slices"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

func init() {
	read.Register(read.Format{
		Name:  "qpcr",
		Title: "qPCR results",
		Sniff: sniff,
		Peek:  peek,
		Load:  load,
	})
	read.Register(read.Format{
		Name:   "rdml",
		Title:  "qPCR results (RDML)",
		Binary: true,
		Sniff:  sniffRDML,
		Peek:   peekRDML,
		Load:   loadRDML,
	})
}

// maxText is the longest text that is read, in bytes: a plate of 384 wells with
// all of its curves takes some 10 MB.
const maxText = 128 << 20

func sniff(head []byte) int {
	t := split(head, "")
	if t.begins("chip run info") {
		return 95
	}
	if _, ok := t.find(""); ok {
		return 80
	}
	if t.rotorGene() >= 0 {
		return 80 // to be answered with what to bring
	}
	// the results may stand behind the curves of a large plate
	if t.block("Sample Setup") >= 0 || t.block("Raw Data") >= 0 || t.block("Amplification Data") >= 0 {
		return 80
	}
	return 0
}

func peek(head []byte, opt read.Options) (read.Summary, error) {
	t := split(head, opt.Delimiter)
	opt.Kind, opt.GenesIn, opt.Delimiter = read.Expression, "rows", t.delimiter
	s := read.Summary{Options: opt}
	h, ok := t.find(opt.Column)
	if !ok {
		if len(head) < read.HeadSize {
			return read.Summary{}, t.noResults()
		}
		s.Evidence = append(s.Evidence, read.Evidence{What: "content", Guess: "results of a qPCR plate", Why: "the blocks of an instrument's export; the results stand behind the curves"})
		return s, nil
	}
	s.Options.IDColumn, s.Options.Column = h.name(target), h.name(h.value)
	s.Columns = h.values()
	s.Evidence = append(s.Evidence,
		read.Evidence{What: "content", Guess: "results of a qPCR plate, one row a well", Why: fmt.Sprintf("line %d has the columns %s", h.row+1, h.found())},
		read.Evidence{What: "values", Guess: h.unit().Title(), Why: fmt.Sprintf("column %q", h.name(h.value))})
	s.Evidence = append(s.Evidence, h.notes...)
	if h.at[target] < 0 {
		s.Evidence = append(s.Evidence, read.Evidence{What: "target", Guess: "one for the whole file", Why: "no column names the targets"})
	}
	s.Preview = t.preview(h)
	return s, nil
}

func load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	b, err := read.All(r, maxText)
	if err != nil {
		return nil, err
	}
	t := split(b, s.Options.Delimiter)
	h, ok := t.find(s.Options.Column)
	if !ok {
		return nil, t.noResults()
	}
	p, err := t.plate(h, s.File)
	if err != nil {
		return nil, err
	}
	if p.guessed != "" {
		s.Evidence = slices.DeleteFunc(slices.Clone(s.Evidence), func(e read.Evidence) bool { return e.What == "target" })
		s.Evidence = append(s.Evidence, read.Evidence{What: "target", Guess: p.guessed, Why: p.why})
	}
	return p.content(s)
}

// preview shows the first wells by the columns that are used.
func (t *table) preview(h *header) [][]string {
	var columns []int
	for r := range roles {
		if i := h.at[r]; i >= 0 && !slices.Contains(columns, i) && (!r.isValue() || r == h.value) {
			columns = append(columns, i)
		}
	}
	slices.Sort(columns)
	columns = columns[:min(len(columns), 8)]
	var preview [][]string
	for i := h.row; i < len(t.rows) && len(preview) < 7; i++ {
		var row []string
		for _, c := range columns {
			row = append(row, text.Cell(t.rows[i], c))
		}
		if i == h.row {
			for k, c := range columns {
				row[k] = h.names[c]
			}
		}
		preview = append(preview, row)
	}
	return preview
}
