package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/read/text"
)

// WriteIdentifiers writes what became of every row of a table, one line each,
// below a header that counts the rows by the rule that decided them. Source is
// that of the gene table, see [gene.Table.Source]. Rows are counted from 1;
// repeats is the first row that has the same symbol.
func WriteIdentifiers(w io.Writer, m *gene.Mapping, source string) error {
	b := bufio.NewWriter(w)
	repeats := m.Repeats()
	repeated := 0
	for _, k := range repeats {
		if k >= 0 {
			repeated++
		}
	}
	fmt.Fprintf(b, "# identifiers: %s\n# gene table: %s\n# rows: %d, mapped %d, of which %d repeat a gene\n",
		m.Namespace.Title(), text.Clean(source), len(m.Rows), m.Mapped(), repeated)
	for _, h := range gene.Hows() {
		if n := m.Count(h); n > 0 {
			fmt.Fprintf(b, "# %s: %d\n", h, n)
		}
	}
	text.WriteRow(b, "row", "identifier", "symbol", "rule", "candidates", "repeats", "via")
	for i, r := range m.Rows {
		first := ""
		if repeats[i] >= 0 {
			first = strconv.Itoa(repeats[i] + 1)
		}
		text.WriteRow(b, strconv.Itoa(i+1), r.ID, r.Symbol, r.How.String(), strings.Join(r.Candidates, " "), first, r.Via)
	}
	return b.Flush()
}
