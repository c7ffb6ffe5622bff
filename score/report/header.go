package report

import "bufio"

// WriteHeader writes the comment lines that stand above every export: what the
// numbers of the run rest on. Errors are those of b, which keeps them for Flush.
func (r *Report) WriteHeader(b *bufio.Writer) { r.header(b) }
