package delim

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// commas counts how the cells of a clinical column are written.
type commas struct {
	decimal int // 4,5 or 0,823 or 1.234,5: the comma can only be a decimal one
	either  int // 1,234
	groups  int // 1,234,567 or 1,234.5: the comma can only separate thousands
	point   int // 4.5
	grouped int // 1.234
	small   int // whole numbers up to 999
	large   int // and above
	other   int // words
	list    int // other cells with a comma behind a digit, as 1,3,5 or 12,05,2020
	example string
}

// limitMarks stand before a value that is below or above what was measured.
const limitMarks = "<>=≤≥ "

func (c *commas) add(cell string) {
	b := bytes.TrimLeft(text.Ungap([]byte(strings.TrimLeft(cell, limitMarks))), "+-")
	if text.Missing(b) {
		return
	}
	comma, point := bytes.IndexByte(b, ','), bytes.IndexByte(b, '.')
	_, german := text.Numbers{Comma: true}.Parse(b)
	_, english := text.Numbers{}.Parse(b)
	switch {
	case comma >= 0 && german && english: // as 1,234
		c.either++
	case comma >= 0 && german:
		c.decimal++
		if c.example == "" {
			c.example = cell
		}
	case comma >= 0 && english:
		c.groups++
	case comma > 0 && digits(b[comma-1:comma]):
		c.list++
	case point >= 0 && thousands(b, '.'):
		c.grouped++
	case point >= 0 && english:
		c.point++
	case digits(b) && len(b) <= 3:
		c.small++
	case digits(b):
		c.large++
	default:
		c.other++
	}
}

// numbers reports whether the column is one of numbers: words may stand among
// them, lists of codes may not.
func (c commas) numbers() bool {
	return c.list == 0 && c.decimal+c.either+c.groups+c.point+c.grouped+c.small+c.large >= c.other
}

// clinicalNumbers returns the columns of a clinical table with decimal points
// where a column is written with decimal commas, since all that computes with
// its cells reads points, and says what it did.
//
// A column is judged by itself: 4,5 can only be a decimal. 1,234 is one beside
// it. In a column that has no cell like 4,5 it is what the other columns show,
// if these agree; else it stays as it is, and that is said. A person's choice
// against what the table looks like comes before all of it. The column naming
// has the names of the samples, -1 if none has: 1,2 may be visit 2 of person 1.
func (l *layout) clinicalNumbers(columns []string, cells [][]string, naming int, s *read.Summary, notes *note.Log) [][]string {
	count := make([]commas, len(cells))
	commaColumns, pointColumns := 0, 0
	for i, column := range cells {
		if i == naming || slices.Contains(sampleHeaders, strings.ToLower(columns[i])) {
			continue
		}
		for _, c := range column {
			count[i].add(c)
		}
		if c := count[i]; c.numbers() {
			if c.decimal > 0 && c.point+c.grouped+c.groups == 0 {
				commaColumns++
			}
			if c.point+c.groups > 0 && c.decimal == 0 {
				pointColumns++
			}
		}
	}
	chosen := l.opt.DecimalComma != l.guessed
	yes, no := chosen && l.opt.DecimalComma == "yes", chosen && l.opt.DecimalComma == "no"
	var turned, decimals, wholes, unclear, mixed []string
	out := slices.Clone(cells)
	for i, c := range count {
		switch {
		case !c.numbers() || c.decimal+c.either+c.groups == 0:
		case c.decimal > 0 && no:
			// a person says that these are no numbers
		case c.decimal > 0 && c.point+c.grouped+c.groups == 0:
			turned = append(turned, fmt.Sprintf("%q (%d like %s)", columns[i], c.decimal+c.either, c.example))
			out[i] = turn(cells[i], ",", ".")
		case c.decimal > 0:
			mixed = append(mixed, columns[i])
		case c.groups > 0 && c.grouped == 0, c.either > 0 && no:
			wholes = append(wholes, columns[i])
			out[i] = turn(cells[i], ",", "")
		case c.point+c.grouped == 0 && (yes || c.large == 0 && commaColumns > 0 && pointColumns == 0):
			decimals = append(decimals, columns[i])
			out[i] = turn(cells[i], ",", ".")
		case c.grouped == 0 && (c.point > 0 || c.large == 0 && pointColumns > 0 && commaColumns == 0):
			wholes = append(wholes, columns[i])
			out[i] = turn(cells[i], ",", "")
		default:
			unclear = append(unclear, columns[i])
		}
	}
	if len(turned) > 0 {
		s.Evidence = slices.DeleteFunc(slices.Clone(s.Evidence), func(e read.Evidence) bool { return e.What == "decimal separator" })
		s.Evidence = append(s.Evidence, read.Evidence{What: "decimal separator", Guess: "comma", Why: fmt.Sprintf("column %s: no cell there has a decimal point", strings.Join(turned[:min(len(turned), 5)], ", column "))})
	}
	if len(decimals) > 0 {
		notes.Warnf(note.DecimalComma, decimals[0], "cells like 1,234 are read as 1.234, as the other columns have decimal commas or you chose so: %s. If they are thousands, write them without the comma", note.Names(decimals, 5))
	}
	if len(wholes) > 0 {
		notes.Warnf(note.DecimalComma, wholes[0], "cells like 1,234 are read as 1234, as decimals have a point here or you chose so: %s. If they are decimals, write them with a point", note.Names(wholes, 5))
	}
	if len(unclear) > 0 {
		notes.Warnf(note.DecimalComma, unclear[0], "cells like 1,234 may be 1.234 or 1234, and nothing in the table tells which, so that they stay text: %s. Write them with a point, or without the comma", note.Names(unclear, 5))
	}
	if len(mixed) > 0 {
		notes.Warnf(note.DecimalComma, mixed[0], "cells with a decimal comma and cells with a point stand in one column, and those with a comma stay text: %s. Write all of them with a point", note.Names(mixed, 5))
	}
	return out
}

// turn returns the numbers of a column without what separates thousands, and
// with a point before the decimals. Words stay as they are.
func turn(cells []string, comma, with string) []string {
	out := slices.Clone(cells)
	for i, c := range cells {
		n := strings.TrimLeft(c, limitMarks)
		plain := string(text.Ungap([]byte(n)))
		if !strings.Contains(plain, comma) {
			continue
		}
		if _, ok := (text.Numbers{Comma: with == "."}).Parse([]byte(plain)); !ok {
			continue
		}
		if with == "." {
			plain = strings.ReplaceAll(plain, ".", "")
		}
		out[i] = c[:len(c)-len(n)] + strings.ReplaceAll(plain, comma, with)
	}
	return out
}
