package report

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the report as indented JSON, fields in the order of the
// types. Missing numbers are null.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(true) // a sample name may hold markup
	e.SetIndent("", " ")
	return e.Encode(r)
}
