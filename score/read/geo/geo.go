// Package geo reads GEO series matrix files: the expression table of a series
// with what was told of its samples, as served by NCBI's Gene Expression
// Omnibus (series_matrix.txt.gz).
package geo

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

func init() {
	read.Register(read.Format{
		Name:  "geo",
		Title: "GEO series matrix",
		Sniff: sniff,
		Peek:  peek,
		Load:  load,
	})
}

func sniff(head []byte) int {
	head = bytes.TrimLeft(head, "\xef\xbb\xbf \r\n")
	if bytes.HasPrefix(head, []byte("!Series_")) || bytes.HasPrefix(head, []byte("!Sample_")) {
		return 90
	}
	return 0
}

func peek(head []byte, opt read.Options) (read.Summary, error) {
	f, err := parse(bytes.NewReader(head), false)
	if err != nil {
		return read.Summary{}, err
	}
	opt.Kind, opt.GenesIn, opt.IDColumn, opt.Delimiter = read.Expression, "rows", "ID_REF", "tab"
	s := read.Summary{Options: opt}
	content := read.Evidence{What: "content", Guess: "expression values and sample table", Why: "lines beginning with !Series_ and !Sample_"}
	if f.empty {
		s.Options.Kind = read.Samples
		content.Guess, content.Why = "a sample table", "the table of values is empty, as it is for most sequencing series"
	}
	s.Evidence = append(s.Evidence, content)
	if f.series != "" {
		s.Evidence = append(s.Evidence, read.Evidence{What: "series", Guess: f.series, Why: f.title})
	}
	if len(f.platforms) > 0 {
		s.Evidence = append(s.Evidence, read.Evidence{What: "platform", Guess: strings.Join(f.platforms, ", "), Why: "!Series_platform_id"})
	}
	if len(f.samples) > 0 {
		s.Preview = append(s.Preview, append([]string{"ID_REF"}, f.samples[:min(len(f.samples), 7)]...))
	}
	for i, g := range f.genes[:min(len(f.genes), 6)] {
		row := []string{g}
		for j := range min(len(f.samples), 7) {
			row = append(row, fmt.Sprint(f.data[i*len(f.samples)+j]))
		}
		s.Preview = append(s.Preview, row)
	}
	return s, nil
}

func load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	f, err := parse(r, true)
	if err != nil {
		return nil, err
	}
	t, notes, err := f.table()
	if err != nil {
		return nil, err
	}
	if len(f.genes) == 0 {
		if t == nil {
			return nil, &read.Error{Code: read.NoTable, What: "the series has no values and says nothing of its samples", WayOut: "Open another file of the series"}
		}
		s.Options.Kind = read.Samples
		notes.Warnf(note.GeoNoValues, "", "the series has no values, only what is known of its samples. The counts are in its supplementary files on GEO: open that table beside this one")
		return &read.Content{Summary: s, Table: t, Notes: notes}, nil
	}
	m, err := expr.New(f.genes, f.samples, expr.Unknown, gene.Namespace{}, f.data)
	if err != nil {
		return nil, err // the names are distinct, and none is empty
	}
	return &read.Content{Summary: s, Matrix: m, Table: t, Notes: notes}, nil
}

// file is a series matrix as it stands.
type file struct {
	series, title string
	platforms     []string
	empty         bool  // the table has no values, as that of a sequencing series
	about         []row // the !Sample_ lines, in order
	samples       []string
	genes         []string
	data          []float64
}

// row is one !Sample_ line.
type row struct {
	key   string
	cells []string
}

// parse reads a series matrix. Of a head that ends in the middle, whole is
// false and what was read so far is returned.
func parse(r io.Reader, whole bool) (*file, error) {
	f := &file{}
	lines := text.NewLines(bufio.NewReader(r))
	var fields [][]byte
	inTable, named, ended := false, false, false
	for {
		b, err := lines.Next()
		if err == io.EOF {
			break
		}
		if errors.Is(err, text.ErrLongLine) {
			return nil, &read.Error{Line: lines.Number() + 1, Code: read.Malformed, What: err.Error(), WayOut: "Download the file again"}
		}
		if err != nil {
			return nil, err
		}
		if ended || len(text.Trim(b)) == 0 {
			continue // to the end, where the checksum of a compressed file stands
		}
		if !inTable {
			inTable = bytes.HasPrefix(b, []byte("!series_matrix_table_begin"))
			if !inTable {
				f.header(b)
			}
			continue
		}
		if bytes.HasPrefix(b, []byte("!series_matrix_table_end")) {
			ended = true
			continue
		}
		if fields, err = text.Split(fields, b, '\t'); err != nil {
			if !whole {
				break
			}
			return nil, orTruncated(lines, &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: "Download the file again"})
		}
		if !named {
			named = true
			if err := f.names(fields, lines.Number()); err != nil && !whole {
				break
			} else if err != nil {
				return nil, err
			}
			continue
		}
		if len(f.samples) == 0 {
			return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: "the table has rows and names no sample", WayOut: "Download the file again"}
		}
		if len(fields) != len(f.samples)+1 {
			if !whole {
				break
			}
			return nil, orTruncated(lines, &read.Error{Line: lines.Number(), Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the header has %d", len(fields), len(f.samples)+1), WayOut: "Download the file again"})
		}
		if err := f.values(fields, lines.Number()); err != nil && !whole {
			break
		} else if err != nil {
			return nil, orTruncated(lines, err)
		}
	}
	if whole && inTable && !ended {
		return nil, truncated(lines.Number())
	}
	if len(f.samples) == 0 {
		f.samples = f.accessions()
	}
	if (whole || ended) && len(f.genes) == 0 && len(f.samples) == 0 {
		return nil, &read.Error{Code: read.NoTable, What: "the series has no table of values and names no sample",
			WayOut: "The counts of a sequencing series are in its supplementary files on GEO; open that table"}
	}
	f.empty = ended && len(f.genes) == 0
	return f, nil
}

func truncated(line int) *read.Error {
	return &read.Error{Line: line, Code: read.Truncated, What: "the file ends before !series_matrix_table_end", WayOut: "Download it again"}
}

// orTruncated returns e, unless its line is the last one: then the file was
// cut in the middle of it.
func orTruncated(lines *text.Lines, e *read.Error) *read.Error {
	if _, err := lines.Next(); err == io.EOF {
		return truncated(e.Line)
	}
	return e
}

// names takes the samples from the first line of the table.
func (f *file) names(fields [][]byte, line int) error {
	first := map[string]int{}
	for j, b := range fields[1:] {
		s := string(b)
		if s == "" {
			return &read.Error{Line: line, Column: j + 2, Code: read.DuplicateName, What: "a sample has no name", WayOut: "Download the file again"}
		}
		if k, dup := first[s]; dup {
			return &read.Error{Line: line, Column: j + 2, Code: read.DuplicateName, What: fmt.Sprintf("columns %d and %d are both named %q", k+2, j+2, s),
				WayOut: "Download the file again; a series names every sample once"}
		}
		first[s] = j
		f.samples = append(f.samples, s)
	}
	return nil
}

// values adds one gene, or nothing if there is an error.
func (f *file) values(fields [][]byte, line int) *read.Error {
	if len(fields[0]) == 0 {
		return &read.Error{Line: line, Column: 1, Code: read.Malformed, What: "the row has no name", WayOut: "Download the file again"}
	}
	whole := len(f.data)
	for j, b := range fields[1:] {
		v, ok := text.Numbers{}.Parse(b)
		if !ok {
			f.data = f.data[:whole]
			return &read.Error{Line: line, Column: j + 2, Code: read.NotNumber, What: fmt.Sprintf("%q of sample %s is not a number", b, f.samples[j]), WayOut: "Download the file again"}
		}
		f.data = append(f.data, v)
	}
	f.genes = append(f.genes, string(fields[0]))
	if len(f.data) > read.MaxCells {
		return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the table has more than %d million values", read.MaxCells/1_000_000), WayOut: "Keep the genes that you need, or split the samples"}
	}
	return nil
}

// header keeps what is used of the lines before the table.
func (f *file) header(b []byte) {
	fields := strings.Split(string(b), "\t")
	key := string(text.Trim([]byte(fields[0])))
	cells := make([]string, 0, len(fields)-1)
	for _, c := range fields[1:] {
		cells = append(cells, unquote(c))
	}
	first := ""
	if len(cells) > 0 {
		first = cells[0]
	}
	switch {
	case key == "!Series_geo_accession":
		f.series = first
	case key == "!Series_title":
		f.title = first
	case key == "!Series_platform_id":
		f.platforms = append(f.platforms, cells...)
	case strings.HasPrefix(key, "!Sample_"):
		f.about = append(f.about, row{strings.TrimPrefix(key, "!Sample_"), cells})
	}
}

// unquote takes the quotes off a cell of free text. Quotes inside it, which GEO
// writes as they were submitted, stay.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return strings.TrimSpace(s)
}
