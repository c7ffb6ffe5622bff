package delim

import (
	"fmt"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// delimiters, the likelier first: commas between semicolons are decimal commas.
var delimiters = []struct {
	name string
	sep  byte
}{{"tab", '\t'}, {"semicolon", ';'}, {"comma", ','}, {"pipe", '|'}}

// shape is how a delimiter cuts the first lines.
type shape struct {
	fields int     // of most lines
	share  float64 // of the lines that have so many
	header bool    // the first line has so many too, or one less, as in R
}

// better reports whether s looks more like a table than t.
func (s shape) better(t shape) bool {
	switch {
	case s.header != t.header:
		return s.header
	case s.share > t.share+0.2 || s.share < t.share-0.2:
		return s.share > t.share
	}
	return s.fields > t.fields || s.fields == t.fields && s.share > t.share
}

func shapeOf(lines []string, sep byte) shape {
	count := map[int]int{}
	header := 0
	for i, line := range lines {
		f, err := text.Split(nil, []byte(line), sep)
		if err != nil {
			continue
		}
		count[len(f)]++
		if i == 0 {
			header = len(f)
		}
	}
	// titles and remarks have one field; a table has several in most of the
	// other lines, and in a quarter of all
	s, times := shape{}, 0
	for f, n := range count {
		if f > 1 && 4*n >= len(lines) && (n > times || n == times && f > s.fields) {
			s.fields, times = f, n
		}
	}
	s.share = float64(times) / float64(len(lines))
	s.header = header > 1 && (header == s.fields || header == s.fields-1)
	return s
}

// delimiter finds the byte that cuts the first 50 lines into the same number
// of fields, more than one.
func (l *layout) delimiter(lines []string) error {
	lines = lines[:min(len(lines), 50)]
	var best shape
	var name string
	for _, d := range delimiters {
		if l.opt.Delimiter != "" && l.opt.Delimiter != d.name {
			continue
		}
		if s := shapeOf(lines, d.sep); s.fields > 1 && (name == "" || s.better(best)) {
			best, name, l.sep = s, d.name, d.sep
		}
	}
	if name == "" {
		return &read.Error{Line: l.skip + 1, Code: read.Malformed, What: "the lines have only one field",
			WayOut: "Save the table with tabs, commas or semicolons between the cells"}
	}
	l.opt.Delimiter = name
	l.note("delimiter", name, fmt.Sprintf("%.0f %% of the first %d lines have %d fields", 100*best.share, len(lines), best.fields))
	return nil
}
