package tsv

import (
	"bufio"
	"strings"
)

// WriteCSV is [WriteRow] with commas, as RFC 4180 has it: a cell that holds a
// comma or a quote is quoted, and a line ends with CR and LF.
func WriteCSV(b *bufio.Writer, cells ...string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		c = inert(Clean(c))
		if strings.ContainsAny(c, `",`) || c != strings.TrimSpace(c) {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(c)
	}
	b.WriteString("\r\n")
}
