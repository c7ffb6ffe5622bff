// Package quant reads what counting programs write: one file a sample with a
// row for every gene (STAR, HTSeq, Salmon, kallisto, RSEM), the table of
// featureCounts, and the merged tables of the nf-core/rnaseq pipeline.
//
// A one-sample file is a matrix of one column; [read.Join] puts several
// together. The sample is called by the name of the file. Transcripts are
// added up to genes where the file says which gene they are of.
package quant

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

func init() {
	for _, p := range programs {
		read.Register(read.Format{Name: p.name, Title: p.title, Sniff: p.sniff, Peek: p.peek, Load: p.load})
	}
	read.Register(read.Format{Name: "featurecounts", Title: "featureCounts table", Sniff: sniffFeatureCounts, Peek: peekFeatureCounts, Load: loadFeatureCounts})
	read.Register(read.Format{Name: "nfcore", Title: "nf-core/rnaseq merged table", Sniff: sniffNFCore, Peek: peekNFCore, Load: loadNFCore})
}

// sniff judges the first lines.
func (p *program) sniff(head []byte) int {
	rows := sample(head, 20)
	if len(rows) == 0 {
		return 0
	}
	if p.header != nil {
		if p.hasHeader(rows[0]) {
			return 90
		}
		return 0
	}
	if p.name == "star" && p.first(rows[0]) {
		return 90
	}
	// one row that is not as it should be is a damaged file, not another format
	odd := 0
	for i, f := range rows {
		if !p.first(f) {
			if odd++; i == 0 || odd > 1 || len(rows) < 5 {
				return 0
			}
		}
	}
	if len(rows) < 2 {
		return 0
	}
	return 40
}

func (p *program) hasHeader(f [][]byte) bool {
	return len(f) >= len(p.header) && slices.EqualFunc(f[:len(p.header)], p.header, func(b []byte, s string) bool { return string(b) == s })
}

// sample returns the fields of the first n lines, without one that the head
// cuts.
func sample(head []byte, n int) [][][]byte {
	var rows [][][]byte
	lines := text.NewLines(bytes.NewReader(head))
	for len(rows) < n {
		b, err := lines.NextFilled()
		if err != nil {
			if len(head) >= read.HeadSize && len(rows) > 1 {
				rows = rows[:len(rows)-1]
			}
			break
		}
		f, err := text.Split(nil, bytes.Clone(b), '\t')
		if err != nil {
			break
		}
		rows = append(rows, f)
	}
	return rows
}

func (p *program) peek(head []byte, opt read.Options) (read.Summary, error) {
	rows := sample(head, 20_000)
	body := rows
	if p.header != nil {
		body = rows[1:]
	}
	if len(body) == 0 {
		return read.Summary{}, &read.Error{Code: read.Empty, What: "there is no row below the header", WayOut: "Look at whether the program ended without an error"}
	}
	if err := p.transcripts(body); err != nil {
		return read.Summary{}, err
	}
	s := read.Summary{Options: opt}
	s.Evidence = []read.Evidence{{What: "content", Guess: "one sample", Why: "the layout of " + p.title + "; the sample is called by the name of the file"}}
	names := make([]string, len(p.values))
	for i, v := range p.values {
		names[i] = v.name
	}
	if len(names) > 1 {
		s.Columns = names
		column, why := 0, "scored within the sample; the others can be chosen"
		switch {
		case slices.Contains(names, opt.Column):
			column, why = slices.Index(names, opt.Column), "chosen"
		case p.choose != nil:
			column, why = p.choose(body)
		}
		opt.Column = names[column]
		s.Evidence = append(s.Evidence, read.Evidence{What: "values", Guess: names[column], Why: why})
	}
	if p.adds(body) {
		s.Evidence = append(s.Evidence, read.Evidence{What: "rows", Guess: "transcripts", Why: "each names its gene; they are added up"})
	}
	opt.Kind, opt.GenesIn, opt.Delimiter = read.Expression, "rows", "tab"
	s.Options = opt
	for _, f := range rows[:min(7, len(rows))] {
		var cells []string
		for _, c := range f {
			cells = append(cells, string(c))
		}
		s.Preview = append(s.Preview, cells)
	}
	return s, nil
}

func (p *program) load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	from := p.values[0]
	if i := slices.IndexFunc(p.values, func(d data) bool { return d.name == s.Options.Column }); i >= 0 {
		from = p.values[i]
	}
	t := table{columns: 1}
	rows, width := 0, 0
	lines := text.NewLines(r)
	var fields [][]byte
	for {
		b, err := lines.NextFilled()
		if err == io.EOF {
			break
		}
		if err == nil {
			fields, err = text.Split(fields, b, '\t')
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if width == 0 {
			if width = len(fields); width < 2 || width < len(p.header) {
				return nil, ragged(lines.Number(), width, max(2, len(p.header)))
			}
			if p.header != nil {
				continue
			}
		}
		if len(fields) != width {
			return nil, ragged(lines.Number(), len(fields), width)
		}
		id := fields[p.id]
		if bytes.HasPrefix(id, []byte("__")) || p.name == "star" && bytes.HasPrefix(id, []byte("N_")) {
			continue // reads that were counted to no gene
		}
		var v float64
		for _, d := range p.values {
			column := d.column
			if column < 0 || column >= width {
				column = width - 1
			}
			x, ok := text.Numbers{}.Parse(fields[column])
			if !ok || x < 0 {
				return nil, &read.Error{Line: lines.Number(), Column: column + 1, Code: read.NotNumber, What: fmt.Sprintf("%q is no number of 0 or more", text.Clip(fields[column])), WayOut: again}
			}
			if d == from {
				v = x
			}
		}
		rows++
		if err := t.add(geneOf(id), []float64{v}, p.summed || bytes.IndexByte(id, '|') > 0); err != nil {
			err.Line = lines.Number()
			return nil, err
		}
	}
	c, err := t.content(s, []string{SampleName(s.File)}, from.unit)
	if err != nil {
		return nil, err
	}
	if n := len(t.genes); n < rows {
		c.Notes.Infof(note.TranscriptsAdded, "", "%d transcripts were added up to %d genes", rows, n)
	}
	return c, nil
}
