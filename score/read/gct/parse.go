package gct

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// file is a GCT file as it stands.
type file struct {
	version string
	genes   int        // rows that the file states
	about   []string   // the columns that describe a gene, its name first
	names   [][]string // by column of about, then by gene
	samples []string
	columns []string   // the rows that describe a sample
	cells   [][]string // by column of columns, then by sample
	data    []float64  // genes x samples
}

// parser reads a file line by line.
type parser struct {
	file
	lines  *text.Lines
	fields [][]byte
	// what the second line states: rows, samples, and in 1.3 columns about the
	// genes and rows about the samples
	size [4]int
}

// parse reads a GCT file. Of a head that ends in the middle, whole is false
// and the genes that were read so far are returned.
func parse(r io.Reader, whole bool) (*file, error) {
	p := &parser{lines: text.NewLines(r)}
	if err := p.head(); err != nil {
		return nil, err
	}
	for {
		err := p.split()
		if err == io.EOF {
			break
		}
		if err == nil && len(p.names[0]) == p.genes {
			return nil, p.malformed(fmt.Sprintf("the file states %d rows and has more", p.genes), "Correct the second line, or write the file again")
		}
		if err == nil {
			err = p.gene()
		}
		if err != nil {
			if !whole && len(p.names[0]) > 0 {
				break // the head ends in this line
			}
			return nil, err
		}
	}
	if n := len(p.names[0]); whole && n < p.genes {
		return nil, &read.Error{Line: p.lines.Number(), Code: read.Truncated, What: fmt.Sprintf("the file states %d rows and has %d", p.genes, n), WayOut: "Download or copy it again"}
	}
	if len(p.names[0]) == 0 {
		return nil, p.malformed("the table has no rows", "Bring a table with one row a gene")
	}
	return &p.file, nil
}

// split reads the next line that is not blank into fields.
func (p *parser) split() error {
	b, err := p.lines.NextFilled()
	if err == text.ErrLongLine {
		return p.malformed(err.Error(), "Write the file again")
	}
	if err != nil {
		return err
	}
	if p.fields, err = text.Split(p.fields, b, '\t'); err != nil {
		return p.malformed(err.Error(), "Remove the stray quotation mark")
	}
	return nil
}

func (p *parser) malformed(what, wayOut string) error {
	return &read.Error{Line: p.lines.Number(), Code: read.Malformed, What: what, WayOut: wayOut}
}

// head reads everything above the values.
func (p *parser) head() error {
	next := func() error {
		err := p.split()
		if err == io.EOF {
			return &read.Error{Line: p.lines.Number(), Code: read.Truncated, What: "the file ends above its values", WayOut: "Download or copy it again"}
		}
		return err
	}
	if err := next(); err != nil {
		return err
	}
	p.version = strings.TrimSpace(strings.TrimPrefix(string(p.fields[0]), "#"))
	if p.version != "1.2" && p.version != "1.3" {
		return p.malformed(fmt.Sprintf("GCT of version %q is not known", p.version), "Write it as GCT 1.2 or 1.3")
	}
	if err := next(); err != nil {
		return err
	}
	if err := p.sizes(); err != nil {
		return err
	}
	if err := next(); err != nil {
		return err
	}
	about := 2 // Name and Description
	if p.version == "1.3" {
		about = 1 + p.size[2]
	}
	if got, want := len(p.fields), about+p.size[1]; got != want {
		return p.malformed(fmt.Sprintf("the header has %d cells where the second line states %d samples, that is %d cells", got, p.size[1], want), "Correct the second line, or write the file again")
	}
	for i, f := range p.fields {
		if i < about {
			p.about = append(p.about, string(f))
		} else {
			p.samples = append(p.samples, string(f))
		}
	}
	p.names = make([][]string, about)
	for range p.size[3] {
		if err := next(); err != nil {
			return err
		}
		if len(p.fields) != about+len(p.samples) {
			return p.ragged()
		}
		cells := make([]string, len(p.samples))
		for j, f := range p.fields[about:] {
			if c := string(f); !missing[c] {
				cells[j] = c
			}
		}
		p.columns, p.cells = append(p.columns, string(p.fields[0])), append(p.cells, cells)
	}
	return nil
}

// missing stand for a missing cell about a sample; -666 is that of the
// Connectivity Map.
var missing = map[string]bool{"na": true, "NA": true, "NaN": true, "nan": true, "-666": true}

// sizes reads the second line, whose numbers stand between tabs or blanks.
func (p *parser) sizes() error {
	var words []string
	for _, f := range p.fields {
		words = append(words, strings.Fields(string(f))...)
	}
	want := 2
	if p.version == "1.3" {
		want = 4
	}
	if len(words) < want {
		return p.malformed(fmt.Sprintf("the second line states %d numbers where GCT %s has %d", len(words), p.version, want), "Write the file again")
	}
	for i := range want {
		n, err := strconv.Atoi(words[i])
		if err != nil || n < 0 || n > read.MaxCells {
			return p.malformed(fmt.Sprintf("%q is not a number of rows or columns", words[i]), "Write the file again")
		}
		p.size[i] = n
	}
	p.genes = p.size[0]
	if p.size[0] == 0 || p.size[1] == 0 {
		return p.malformed("the file states that it has no values", "Bring a table with one column a sample")
	}
	if p.size[0] > read.MaxCells/p.size[1] {
		return &read.Error{Line: p.lines.Number(), Code: read.TooLarge, What: fmt.Sprintf("the table has %d x %d values, more than %d million", p.size[0], p.size[1], read.MaxCells/1_000_000),
			WayOut: "Keep the genes that you need, or split the samples"}
	}
	return nil
}

// gene reads one row of values.
func (p *parser) gene() error {
	about := len(p.about)
	if len(p.fields) != about+len(p.samples) {
		return p.ragged()
	}
	for j, f := range p.fields[about:] {
		v, ok := text.Numbers{}.Parse(f)
		if !ok {
			p.data = p.data[:len(p.data)-j]
			return &read.Error{Line: p.lines.Number(), Column: about + j + 1, Code: read.NotNumber, What: fmt.Sprintf("%q of sample %s is not a number", text.Clip(f), p.samples[j]),
				WayOut: "Correct the cell, or leave it empty if the value is missing"}
		}
		p.data = append(p.data, v)
	}
	for i := range p.names {
		p.names[i] = append(p.names[i], string(p.fields[i]))
	}
	return nil
}

func (p *parser) ragged() error {
	return &read.Error{Line: p.lines.Number(), Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the header has %d", len(p.fields), len(p.about)+len(p.samples)),
		WayOut: "Write the file again; a shifted row would put values under the wrong sample"}
}
