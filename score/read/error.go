package read

import (
	"fmt"
	"strings"
)

// Code names a kind of error for good.
type Code string

const (
	Unreadable    Code = "unreadable"       // the bytes cannot be had
	Truncated     Code = "truncated"        // a compressed file ends too early
	Empty         Code = "empty"            // no bytes, or no rows
	NotData       Code = "not-data"         // a PDF, an image, a results table ...
	Malformed     Code = "malformed"        // the file is not as its format wants it
	Ragged        Code = "ragged"           // a row has more or fewer fields than the header
	NotNumber     Code = "not-a-number"     // a cell of a measurement is no number
	DuplicateName Code = "duplicate-sample" // two samples of one name
	TooLarge      Code = "too-large"        // more than the browser can hold
	NoTable       Code = "no-table"         // a GEO series without values
)

// Error says what is wrong with a file, where, and what to do about it. Line
// and Column count from 1; 0 stands for the whole file or line. Of a workbook,
// Sheet names the sheet, and Line is the row.
type Error struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Code   Code   `json:"code"`
	What   string `json:"what"`
	WayOut string `json:"wayOut"`
}

// Error returns "file, line 3, column 4: what. Way out.", and of a workbook
// "file, sheet "S1", cell D3: what. Way out."
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File)
	}
	if e.Sheet != "" {
		fmt.Fprintf(&b, ", sheet %q", e.Sheet)
	}
	switch {
	case e.Sheet != "" && e.Line > 0 && e.Column > 0:
		fmt.Fprintf(&b, ", cell %s%d", ColumnName(e.Column), e.Line)
	case e.Sheet != "" && e.Line > 0:
		fmt.Fprintf(&b, ", row %d", e.Line)
	default:
		if e.Line > 0 {
			fmt.Fprintf(&b, ", line %d", e.Line)
		}
		if e.Column > 0 {
			fmt.Fprintf(&b, ", column %d", e.Column)
		}
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(e.What)
	if e.WayOut != "" {
		b.WriteString(". ")
		b.WriteString(e.WayOut)
	}
	b.WriteByte('.')
	return b.String()
}

// ColumnName returns what a spreadsheet calls column n, counted from 1: A, B,
// ... Z, AA, AB. It panics if n is less than 1.
func ColumnName(n int) string {
	if n < 1 {
		panic("read: columns count from 1")
	}
	var name []byte
	for ; n > 0; n = (n - 1) / 26 {
		name = append([]byte{byte('A' + (n-1)%26)}, name...)
	}
	return string(name)
}
