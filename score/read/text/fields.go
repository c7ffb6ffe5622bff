package text

import (
	"bytes"
	"errors"
	"strings"
)

// ErrQuote is returned for a quoted field that does not end on its line, or
// that goes on after the quote that ends it.
var ErrQuote = errors.New("a quotation mark does not enclose a whole cell")

// Split appends the fields of a line to dst[:0] and returns it. Fields are
// separated by the byte sep; a field that begins with a double quote ends with
// one, and a doubled quote inside it stands for one. White space around a
// field is removed. The fields point into line, which Split may change.
func Split(dst [][]byte, line []byte, sep byte) ([][]byte, error) {
	dst = dst[:0]
	for {
		f, rest, more, err := Cut(line, sep)
		if err != nil {
			return dst, err
		}
		dst = append(dst, f)
		if !more {
			return dst, nil
		}
		line = rest
	}
}

// Cells is Split for cells that are kept: they share the memory of the line.
func Cells(line string, sep byte) ([]string, error) {
	if strings.IndexByte(line, '"') >= 0 {
		fields, err := Split(nil, []byte(line), sep)
		if err != nil {
			return nil, err
		}
		cells := make([]string, len(fields))
		for i, f := range fields {
			cells[i] = string(f)
		}
		return cells, nil
	}
	cells := make([]string, 0, 1+strings.Count(line, string(rune(sep))))
	for {
		i := strings.IndexByte(line, sep)
		if i < 0 {
			return append(cells, Trim(line)), nil
		}
		cells = append(cells, Trim(line[:i]))
		line = line[i+1:]
	}
}

// Cut returns the first field of a line, as Split does, and what follows the
// separator behind it; more is false if there was no separator.
func Cut(line []byte, sep byte) (field, rest []byte, more bool, err error) {
	i := 0
	for i < len(line) && line[i] == ' ' {
		i++
	}
	if i < len(line) && line[i] == '"' {
		return cutQuoted(line[i+1:], sep)
	}
	i = bytes.IndexByte(line, sep)
	if i < 0 {
		return Trim(line), nil, false, nil
	}
	return Trim(line[:i]), line[i+1:], true, nil
}

func cutQuoted(s []byte, sep byte) (field, rest []byte, more bool, err error) {
	w := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '"' {
			s[w] = s[i]
			w++
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			s[w] = '"'
			w++
			i++
			continue
		}
		field, s = s[:w], s[i+1:]
		end := bytes.IndexByte(s, sep)
		if more = end >= 0; more {
			s, rest = s[:end], s[end+1:]
		}
		if len(Trim(s)) > 0 {
			break // dropping what follows would change the cell
		}
		return Trim(field), rest, more, nil
	}
	return nil, nil, false, ErrQuote
}

// Trim removes blanks, tabs and no-break spaces (U+00A0 in UTF-8) from both
// ends of a field.
func Trim[T string | []byte](b T) T {
	for len(b) > 0 {
		switch {
		case b[0] == ' ' || b[0] == '\t':
			b = b[1:]
			continue
		case len(b) > 1 && b[0] == 0xc2 && b[1] == 0xa0:
			b = b[2:]
			continue
		}
		break
	}
	for n := len(b); n > 0; n = len(b) {
		switch {
		case b[n-1] == ' ' || b[n-1] == '\t':
			b = b[:n-1]
			continue
		case n > 1 && b[n-2] == 0xc2 && b[n-1] == 0xa0:
			b = b[:n-2]
			continue
		}
		break
	}
	return b
}
