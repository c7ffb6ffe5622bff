package read

import "fmt"

// MaxName is the largest length of a name, or of a cell of a sample table, in
// bytes: a cell of a spreadsheet has no more characters (Excel specifications
// and limits). What is longer is no name, and a browser takes minutes to lay out
// a line of 1 MB.
const MaxName = 32_767

// names returns an error of code Malformed if something that is shown as a name
// is longer than MaxName.
func (c *Content) names() error {
	if c.Matrix != nil {
		for j, s := range c.Matrix.Samples() {
			if len(s) > MaxName {
				return TooLong(fmt.Sprintf("the name of sample %d", j+1), s)
			}
		}
		for i, g := range c.Matrix.Genes() {
			if len(g) > MaxName {
				return TooLong(fmt.Sprintf("the name of gene %d", i+1), g)
			}
		}
	}
	if c.Table != nil {
		for k, name := range c.Table.Columns() {
			if len(name) > MaxName {
				return TooLong(fmt.Sprintf("the name of column %d of the sample table", k+1), name)
			}
			for j, cell := range c.Table.Column(name) {
				if len(cell) > MaxName {
					return TooLong(fmt.Sprintf("row %d of the column %q of the sample table", j+1, name), cell)
				}
			}
		}
	}
	for p, g := range c.Probes {
		if len(p) > MaxName {
			return TooLong("the name of a probe", p)
		}
		if len(g) > MaxName {
			return TooLong(fmt.Sprintf("the gene of the probe %q", p), g)
		}
	}
	if c.Assay != nil {
		for _, f := range c.Assay.Facts {
			if len(f.Key)+len(f.Value) > MaxName {
				return TooLong("what the file tells of its run", f.Key+f.Value)
			}
		}
	}
	return nil
}

// TooLong is the error of a name of more than MaxName bytes.
func TooLong(what, name string) *Error {
	return &Error{Code: Malformed, What: fmt.Sprintf("%s has %d bytes; it begins with %q", what, len(name), name[:24]),
		WayOut: fmt.Sprintf("Shorten it to %d at most, or look whether a line break or a quotation mark is missing", MaxName)}
}
