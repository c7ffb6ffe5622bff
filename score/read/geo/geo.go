// Package geo reads GEO series matrix files: the expression table of a series
// with what was told of its samples, as served by NCBI's Gene Expression
// Omnibus (series_matrix.txt.gz).
package geo

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/sample"
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
	s.Evidence = append(s.Evidence, read.Evidence{What: "content", Guess: "expression values and sample table", Why: "lines beginning with !Series_ and !Sample_"})
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
	m, err := expr.New(f.genes, f.samples, expr.Unknown, gene.Namespace{}, f.data)
	if err != nil {
		return nil, &read.Error{Code: read.DuplicateName, What: err.Error(), WayOut: "Download the file again; a series names every sample once"}
	}
	t, notes, err := f.table()
	if err != nil {
		return nil, err
	}
	return &read.Content{Summary: s, Matrix: m, Table: t, Notes: notes}, nil
}

// file is a series matrix as it stands.
type file struct {
	series, title string
	platforms     []string
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
	inTable, ended := false, false
	for {
		b, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(text.Trim(b)) == 0 {
			continue
		}
		if !inTable {
			inTable = bytes.HasPrefix(b, []byte("!series_matrix_table_begin"))
			if !inTable {
				if err := f.header(b); err != nil && !whole {
					break // the head ends in this line
				} else if err != nil {
					return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: "Download the file again"}
				}
			}
			continue
		}
		if bytes.HasPrefix(b, []byte("!series_matrix_table_end")) {
			ended = true
			break
		}
		if fields, err = text.Split(fields, b, '\t'); err != nil {
			if !whole {
				break
			}
			return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: "Download the file again"}
		}
		if f.samples == nil {
			for _, s := range fields[1:] {
				f.samples = append(f.samples, string(s))
			}
			continue
		}
		if len(fields) != len(f.samples)+1 {
			if !whole {
				break
			}
			return nil, &read.Error{Line: lines.Number(), Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the header has %d", len(fields), len(f.samples)+1), WayOut: "Download the file again"}
		}
		if err := f.values(fields, lines.Number()); err != nil && !whole {
			break
		} else if err != nil {
			return nil, err
		}
	}
	if whole && !inTable {
		return nil, &read.Error{Code: read.NoTable, What: "the series has no table of values", WayOut: noValues}
	}
	if whole && !ended {
		return nil, &read.Error{Line: lines.Number(), Code: read.Truncated, What: "the file ends before !series_matrix_table_end", WayOut: "Download it again"}
	}
	if ended && len(f.genes) == 0 {
		return nil, &read.Error{Line: lines.Number(), Code: read.NoTable, What: "the table of values is empty, as it is for most sequencing series", WayOut: noValues}
	}
	return f, nil
}

const noValues = "The counts are in the supplementary files of the series on GEO; open that table, and this file beside it for the sample annotations"

// values adds one gene.
func (f *file) values(fields [][]byte, line int) error {
	f.genes = append(f.genes, string(fields[0]))
	for j, b := range fields[1:] {
		v, ok := text.Numbers{}.Parse(b)
		if !ok {
			return &read.Error{Line: line, Column: j + 2, Code: read.NotNumber, What: fmt.Sprintf("%q of sample %s is not a number", b, f.samples[j]), WayOut: "Download the file again"}
		}
		f.data = append(f.data, v)
	}
	if len(f.data) > read.MaxCells {
		return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the table has more than %d million values", read.MaxCells/1_000_000), WayOut: "Keep the genes that you need, or split the samples"}
	}
	return nil
}

// header keeps what is used of the lines before the table.
func (f *file) header(b []byte) error {
	fields, err := text.Split(nil, b, '\t')
	if err != nil {
		return err
	}
	key := string(fields[0])
	cells := make([]string, 0, len(fields)-1)
	for _, c := range fields[1:] {
		cells = append(cells, string(c))
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
	return nil
}

// kept are the !Sample_ lines that become columns as they are; the others are
// protocols, contacts and files.
var kept = map[string]string{
	"title": "title", "geo_accession": "geo_accession", "source_name_ch1": "source", "description": "description", "platform_id": "platform",
}

// table turns the sample lines into a clinical table with one row a sample.
// Characteristics are "key: value" cells; the keys of one line may differ from
// sample to sample, so cells are collected by key, not by line.
func (f *file) table() (*sample.Table, note.Log, error) {
	n := len(f.samples)
	var columns []string
	at := map[string]int{}
	var cells [][]string
	var notes note.Log
	put := func(name string, j int, v string) {
		i, ok := at[name]
		if !ok {
			i = len(columns)
			at[name] = i
			columns = append(columns, name)
			cells = append(cells, make([]string, n))
		}
		if cells[i][j] != "" && cells[i][j] != v {
			v = cells[i][j] + "; " + v
		}
		cells[i][j] = v
	}
	ragged := 0
	for _, r := range f.about {
		if len(r.cells) != n {
			ragged++
			continue
		}
		name, ok := kept[r.key]
		for j, c := range r.cells {
			switch {
			case ok && c != "":
				put(name, j, c)
			case strings.HasPrefix(r.key, "characteristics_ch") && c != "":
				k, v, found := strings.Cut(c, ":")
				if !found || strings.TrimSpace(k) == "" {
					k, v = "characteristics", c
				}
				if v = strings.TrimSpace(v); v == "NA" || v == "N/A" {
					v = ""
				}
				put(strings.ToLower(strings.TrimSpace(k)), j, v)
			}
		}
	}
	if ragged > 0 {
		notes.Warnf(note.GeoLineRagged, "", "%d lines about the samples have another number of cells than the table and were left out", ragged)
	}
	if len(columns) == 0 {
		return nil, notes, nil
	}
	t, err := sample.NewTable(columns, cells)
	if err != nil {
		return nil, nil, &read.Error{Code: read.Malformed, What: err.Error(), WayOut: "Download the file again"}
	}
	return t, notes, nil
}
