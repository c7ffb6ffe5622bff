package pcr

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// header is the row that names the columns of the results.
type header struct {
	row   int
	names []string   // as the file writes them
	at    [roles]int // the column of every role, or -1
	value role       // what is measured
	side  []int      // the columns of replicates that stand side by side
	apart []apart    // the columns that may tell samples of one name apart
	notes []read.Evidence
}

// find returns the header of the results: the first row with columns of a
// sample, of what was measured and of a target, a well or a task. Of several
// columns of values that named by want is taken, else the most basic one.
func (t *table) find(want string) (*header, bool) {
	for i, row := range t.rows {
		if len(row) < 3 {
			continue
		}
		h := &header{row: i, names: t.names(i), value: -1}
		h.assign()
		for r := ct; r < roles; r++ {
			if h.at[r] >= 0 && (h.value < 0 || h.name(r) == want) {
				h.value = r
			}
		}
		long := h.at[target] >= 0 && !(h.value == plain && text.FoldLatin(h.name(target)) == "marker") || h.at[well] >= 0 && h.unit() == expr.Ct
		if h.value >= 0 && h.at[sampleName] >= 0 && long && h.at[cycle] < 0 {
			h.aparts()
			return h, true
		}
	}
	return nil, false
}

// names returns the names of the columns. Biomark writes them in two rows, the
// upper of which says whose name, type or value it is.
func (t *table) names(i int) []string {
	row := t.rows[i]
	if i == 0 || !slices.Contains(row, "rConc") {
		return row
	}
	above := t.rows[i-1]
	names := make([]string, len(row))
	for k, c := range row {
		over := text.Cell(above, k)
		// the block between sample and Ct is the assay, named by its dye
		if (c == "Name" || c == "Type") && over != "Sample" {
			over = "Assay"
		}
		names[k] = strings.TrimSpace(over + " " + c)
	}
	return names
}

// longestName is more than any column name known here has, in bytes.
const longestName = 40

// assign finds the columns of the roles. Of a name that is there twice the
// first one counts: QuantStudio repeats columns with the same content.
func (h *header) assign() {
	var rank [roles]int
	for r := range roles {
		h.at[r] = -1
	}
	for k, name := range h.names {
		if name == "" || len(name) > longestName {
			continue
		}
		f := text.FoldLatin(name)
		n, ok := named[f]
		switch {
		case ok && n.role.isValue() && isCut(name): // see mend
		case ok && (h.at[n.role] < 0 || n.rank < rank[n.role]):
			h.at[n.role], rank[n.role] = k, n.rank
		case !ok && isReplicate(f) && !isCut(name):
			h.side = append(h.side, k)
		}
	}
	h.sideBySide()
	h.probes()
	h.mend()
}

// sideBySide settles columns such as Ct1, Ct2 and Ct3.
func (h *header) sideBySide() {
	switch {
	case len(h.side) == 0:
	case len(h.side) == 1 && h.at[ct] < 0:
		h.at[ct], h.side = h.side[0], nil
	case len(h.side) == 1:
		h.side = nil
	case h.at[ct] >= 0:
		h.at[ctSide] = h.side[0]
		h.note("replicates", fmt.Sprintf("not read: %s", h.name(ctSide)), fmt.Sprintf("the column %q stands beside them; choose them as the column of values if it is not their mean", h.name(ct)))
	default:
		h.at[ctSide] = h.side[0]
		h.note("replicates", fmt.Sprintf("%d side by side", len(h.side)), fmt.Sprintf("columns %s; an empty cell beside a filled one is a well that there was not", h.name(ctSide)))
	}
}

// probes settles a column Probe: the German word for a sample where another
// column names the genes, and the English one for an assay where another names
// the samples.
func (h *header) probes() {
	k := h.at[probe]
	switch {
	case k < 0:
	case h.at[sampleName] < 0 && h.at[target] >= 0:
		h.at[sampleName] = k
		h.note("samples", fmt.Sprintf("column %q", h.names[k]), fmt.Sprintf("the German word for a sample: the genes are in the column %q, and no other names samples", h.name(target)))
	case h.at[sampleName] >= 0 && h.at[target] < 0:
		h.at[target] = k
		h.note("genes", fmt.Sprintf("column %q", h.names[k]), fmt.Sprintf("the samples are in the column %q, and no other names genes", h.name(sampleName)))
	}
}

// mend finds Ct by a name that was damaged on the way, among the names that an
// instrument writes.
func (h *header) mend() {
	instrument := h.at[sampleName] >= 0 && h.at[target] >= 0 && (h.at[well] >= 0 || h.at[task] >= 0)
	for k, name := range h.names {
		if len(name) > longestName || !instrument && !isCut(name) {
			continue
		}
		if r, ok := damaged(name); ok && instrument && h.at[ct] < 0 && h.at[r] < 0 {
			h.at[r] = k
			h.note("values", "Ct", fmt.Sprintf("column %q: the t, which the instrument writes in Cyrillic, was lost when the file was saved", h.name(r)))
		}
		if isCut(name) && h.at[dct] < 0 && !strings.HasPrefix(name, "??") && (strings.EqualFold(lost(name), "?Ct") || strings.EqualFold(lost(name), "?Cq")) {
			h.at[dct] = k
			h.note("values", "dCt", fmt.Sprintf("column %q: the delta was lost when the file was saved; if it was another letter, choose another column of values", h.name(dct)))
		}
	}
}

func (h *header) note(what, guess, why string) {
	h.notes = append(h.notes, read.Evidence{What: what, Guess: guess, Why: why})
}

func (h *header) unit() expr.Unit {
	if h.value < 0 {
		return expr.Unknown
	}
	return unitOf[h.value]
}

// name returns what the file calls the column of a role, empty if it has none;
// of replicates side by side the names of all.
func (h *header) name(r role) string {
	if r == ctSide && h.at[ctSide] >= 0 {
		names := make([]string, len(h.side))
		for i, k := range h.side {
			names[i] = h.names[k]
		}
		return strings.Join(names, ", ")
	}
	return strings.ToValidUTF8(text.Cell(h.names, h.at[r]), "\ufffd")
}

// measured returns the columns of what is measured.
func (h *header) measured() []int {
	if h.value == ctSide {
		return h.side
	}
	return []int{h.at[h.value]}
}

// values returns the names of the columns that may be what is measured, if
// there are several.
func (h *header) values() []string {
	var v []string
	for r := ct; r < roles; r++ {
		if h.at[r] >= 0 {
			v = append(v, h.name(r))
		}
	}
	if len(v) < 2 {
		return nil
	}
	return v
}

// found lists the columns by which the header was known.
func (h *header) found() string {
	var v []string
	for _, r := range []role{well, sampleName, target, task, h.value} {
		if h.at[r] >= 0 {
			v = append(v, h.name(r))
		}
	}
	return strings.Join(v, ", ")
}
