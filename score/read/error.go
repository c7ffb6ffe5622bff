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
// and Column count from 1; 0 stands for the whole file or line.
type Error struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Code   Code   `json:"code"`
	What   string `json:"what"`
	WayOut string `json:"wayOut"`
}

// Error returns "file, line 3, column 4: what. Way out."
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, ", line %d", e.Line)
	}
	if e.Column > 0 {
		fmt.Fprintf(&b, ", column %d", e.Column)
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
