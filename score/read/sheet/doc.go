// Package sheet reads spreadsheets (.xlsx, Office Open XML, ECMA-376): one
// sheet of a workbook, its cells as text, its dates as dates. The sheet is
// turned into tab separated lines and then read as package delim reads text,
// so that a table means the same whichever way it was saved.
//
// The reader is ours. Of the libraries that were weighed, xlsxreader 1.2.8 ends
// a sheet without an error where its XML is damaged, so that half a table would
// be scored, and a text number out of range ends the whole program; excelize
// 2.11.1 makes the program that computes 5.1 MB larger (1.4 MB with gzip -9),
// xlsxreader 195 kB (52 kB), this package 136 kB (38 kB).
package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/delim"
)

func init() {
	read.Register(read.Format{
		Name:   "sheet",
		Title:  "spreadsheet",
		Binary: true,
		Sniff:  sniff,
		Peek:   peek,
		Whole:  maxStored,
		Load:   load,
	})
}

// sniff takes a zip archive that has the parts of a workbook in it. The names
// of the parts are not compressed.
func sniff(head []byte) int {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) && (bytes.Contains(head, []byte("xl/work")) || bytes.Contains(head, []byte("xl/_rels/")) || bytes.Contains(head, []byte("xl/sharedStrings"))) {
		return 60
	}
	return 0
}

// maxLooked is how many sheets are looked at for one that holds a table.
const maxLooked = 20

func peek(content []byte, opt read.Options) (read.Summary, error) {
	b, err := open(content)
	if err != nil {
		return read.Summary{}, err
	}
	names := b.names()
	opt.Delimiter = ""
	if slices.Contains(names, opt.Sheet) {
		s, _, err := b.peek(opt)
		if err != nil {
			return read.Summary{}, err
		}
		return b.tell(s, "chosen"), nil
	}
	opt.Sheet = ""
	var best, expression, known read.Summary
	var first error
	score := 0
	for _, name := range names[:min(len(names), maxLooked)] {
		try := opt
		try.Sheet = name
		s, n, err := b.peek(try)
		switch {
		case err != nil && first == nil:
			first = err
		case err != nil:
		case n > score:
			known, score = s, n
		case s.Options.Kind == read.Expression && expression.Options.Sheet == "":
			expression = s
		case best.Options.Sheet == "":
			best = s
		}
	}
	switch {
	case score > 0:
		return b.tell(known, "the first sheet of "+known.Title), nil
	case expression.Options.Sheet != "":
		return b.tell(expression, "the first sheet with expression values"), nil
	case best.Options.Sheet == "":
		return read.Summary{}, first
	}
	return b.tell(best, "the first sheet that holds a table"), nil
}

// tell adds the choice of the sheet to a summary.
func (b *book) tell(s read.Summary, why string) read.Summary {
	names := b.names()
	if len(names) > 1 {
		s.Sheets = names
		why += "; the workbook has " + strings.Join(names[:min(len(names), 8)], ", ")
		if len(names) > 8 {
			why += fmt.Sprintf(" and %d more", len(names)-8)
		}
	}
	s.Evidence = append([]read.Evidence{{What: "sheet", Guess: s.Options.Sheet, Why: why}}, s.Evidence...)
	return s
}

// peek says how the sheet of opt would be read, and how well a format other
// than delimited text knows it.
func (b *book) peek(opt read.Options) (read.Summary, int, error) {
	opt.Delimiter = "tab"
	t, head, err := b.head(opt.Sheet, true)
	if err != nil {
		return read.Summary{}, 0, err
	}
	look := delim.Peek
	inner, score := read.Inner(head)
	if opt.Kind == read.Samples { // a person says that it is no such thing
		inner, score = read.Format{}, 0
	}
	if score > 0 {
		look = inner.Peek
	} else if t, head, err = b.head(opt.Sheet, false); err != nil {
		return read.Summary{}, 0, err
	}
	s, err := look(head, opt)
	if err != nil {
		return read.Summary{}, 0, at(err, opt.Sheet, t.first)
	}
	s.Inner, s.Title = inner.Name, inner.Title
	s.Evidence = slices.DeleteFunc(s.Evidence, func(e read.Evidence) bool { return e.What == "delimiter" })
	if t.skip > 0 && score == 0 && !slices.ContainsFunc(s.Evidence, func(e read.Evidence) bool { return e.What == "header" }) {
		s.Evidence = append(s.Evidence, read.Evidence{What: "header", Guess: fmt.Sprintf("row %d", t.skip+1), Why: "the rows above it have few cells: a title or remarks"})
	}
	return s, score, nil
}

// head returns the text of a sheet and the beginning of it.
func (b *book) head(sheet string, above bool) (*lines, []byte, error) {
	t, err := b.lines(sheet, above)
	if err != nil {
		return nil, nil, at(err, sheet, 0)
	}
	head, err := io.ReadAll(io.LimitReader(t, read.HeadSize))
	if err != nil {
		return nil, nil, at(err, sheet, 0)
	}
	return t, head, nil
}

func load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	content, err := read.All(r, maxStored)
	if err != nil {
		return nil, err
	}
	b, err := open(content)
	if err != nil {
		return nil, err
	}
	t, err := b.lines(s.Options.Sheet, s.Inner != "")
	if err != nil {
		return nil, at(err, s.Options.Sheet, 0)
	}
	reader := delim.Load
	if inner, ok := read.ByName(s.Inner); ok {
		reader = inner.Load
	}
	c, err := reader(ctx, stopping{ctx, t}, s)
	if err != nil {
		return nil, at(err, s.Options.Sheet, t.first)
	}
	if s.Inner == "" {
		b.addSamples(ctx, c)
	}
	return c, ctx.Err()
}

// stopping ends the reading when the context does.
type stopping struct {
	ctx context.Context
	r   io.Reader
}

func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// at says in which sheet an error is. The lines of package delim are the rows
// of the sheet, and its columns begin with column first, counted from 0.
func at(err error, sheet string, first int) error {
	var e *read.Error
	if !errors.As(err, &e) {
		return err
	}
	placed := *e
	if placed.Sheet == "" {
		placed.Sheet = sheet
		if placed.Column > 0 {
			placed.Column += first
		}
	}
	return &placed
}
