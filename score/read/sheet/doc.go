// Package sheet reads spreadsheets (.xlsx, Office Open XML, ECMA-376): one
// sheet of a workbook, its cells as text, its dates as dates. The sheet is
// turned into tab separated lines and then read as package delim reads text,
// so that a table means the same whichever way it was saved.
//
// The reader is ours: a library that drops the rest of a sheet when the XML is
// damaged would score half a table.
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
		Name:  "sheet",
		Title: "spreadsheet",
		Sniff: sniff,
		Peek:  peek,
		Whole: maxStored,
		Load:  load,
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
		s, err := b.peek(opt)
		if err != nil {
			return read.Summary{}, err
		}
		return b.tell(s, "chosen"), nil
	}
	opt.Sheet = ""
	var best read.Summary
	var first error
	for _, name := range names[:min(len(names), maxLooked)] {
		try := opt
		try.Sheet = name
		s, err := b.peek(try)
		switch {
		case err != nil && first == nil:
			first = err
		case err == nil && s.Options.Kind == read.Expression:
			return b.tell(s, "the first sheet with expression values"), nil
		case err == nil && best.Options.Sheet == "":
			best = s
		}
	}
	if best.Options.Sheet == "" {
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

// peek says how the sheet of opt would be read.
func (b *book) peek(opt read.Options) (read.Summary, error) {
	t, err := b.lines(opt.Sheet)
	if err != nil {
		return read.Summary{}, at(err, opt.Sheet, 0)
	}
	head, err := io.ReadAll(io.LimitReader(t, read.HeadSize))
	if err != nil {
		return read.Summary{}, at(err, opt.Sheet, 0)
	}
	opt.Delimiter = "tab"
	s, err := delim.Peek(head, opt)
	if err != nil {
		return read.Summary{}, at(err, opt.Sheet, t.first)
	}
	s.Evidence = slices.DeleteFunc(s.Evidence, func(e read.Evidence) bool { return e.What == "delimiter" })
	if t.skip > 0 {
		s.Evidence = append(s.Evidence, read.Evidence{What: "header", Guess: fmt.Sprintf("row %d", t.skip+1), Why: "the rows above it have few cells: a title or remarks"})
	}
	return s, nil
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
	t, err := b.lines(s.Options.Sheet)
	if err != nil {
		return nil, at(err, s.Options.Sheet, 0)
	}
	c, err := delim.Load(ctx, stopping{ctx, t}, s)
	if err != nil {
		return nil, at(err, s.Options.Sheet, t.first)
	}
	return c, nil
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
