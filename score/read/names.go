package read

import (
	"fmt"
	"unicode/utf8"
)

// MaxName is the largest length of a name, or of a cell of a sample table, in
// characters: that of a cell of a spreadsheet (Excel specifications and limits).
// What is longer is no name, and a browser takes minutes to lay out a line of
// a million.
const MaxName = 32_767

// Long reports whether a name is longer than MaxName.
func Long(name string) bool { return len(name) > MaxName && utf8.RuneCountInString(name) > MaxName }

// names returns an error of code Malformed if something that is shown as a name
// is longer than MaxName.
func (c *Content) names() error {
	if c.Matrix != nil {
		for j, s := range c.Matrix.Samples() {
			if Long(s) {
				return TooLong(fmt.Sprintf("the name of sample %d", j+1), s)
			}
		}
		for i, g := range c.Matrix.Genes() {
			if Long(g) {
				return TooLong(fmt.Sprintf("the name of gene %d", i+1), g)
			}
		}
	}
	if c.Table != nil {
		for k, name := range c.Table.Columns() {
			if Long(name) {
				return TooLong(fmt.Sprintf("the name of column %d of the sample table", k+1), name)
			}
			for j, cell := range c.Table.Column(name) {
				if Long(cell) {
					return TooLong(fmt.Sprintf("row %d of the column %q of the sample table", j+1, name), cell)
				}
			}
		}
	}
	for p, g := range c.Probes {
		if Long(p) {
			return TooLong("the name of a probe", p)
		}
		if Long(g) {
			return TooLong("the gene of a probe", g)
		}
	}
	if c.Assay != nil {
		for _, f := range c.Assay.Facts {
			if Long(f.Key + f.Value) {
				return TooLong("what the file tells of its run", f.Key+f.Value)
			}
		}
	}
	return nil
}

// TooLong is the error of a name that is longer than MaxName.
func TooLong(what, name string) *Error {
	return &Error{Code: Malformed, What: fmt.Sprintf("%s has %d characters; it begins with %q", what, utf8.RuneCountInString(name), name[:24]),
		WayOut: fmt.Sprintf("Shorten it to %d characters at most, or look whether a line break or a quotation mark is missing", MaxName)}
}
