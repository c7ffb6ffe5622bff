package pcr

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// plate reads the wells below the header and what stands around them. A file
// that does not tell its target may have it in its name.
func (t *table) plate(h *header, file string) (*plate, error) {
	p := &plate{header: h, named: map[string]int{}, references: map[string]bool{}, efficiency: map[string]float64{}, flags: map[string]int{}}
	for _, r := range t.rows[:h.row] {
		p.fact(r)
	}
	p.cycles = t.cycles(h.row)
	numbers := text.Numbers{Comma: t.decimalComma(h)}
	if h.at[target] < 0 {
		p.guessed, p.why, p.unsure = t.theTarget(file)
	}
	for i := h.row + 1; i < len(t.rows); i++ {
		r := t.rows[i]
		if opensBlock(r) {
			break
		}
		// below the wells, a footer tells more of the run
		if n := filled(r); n == 0 || n <= 2 && p.fact(r) {
			continue
		}
		for _, k := range wells(r, h.measured()) {
			if err := p.well(r, i+1, k, numbers); err != nil {
				return nil, err
			}
		}
	}
	if h.unit() == expr.Ct {
		p.censor()
	}
	return p, nil
}

// wells returns the columns of a row that are wells: all of one, and of several
// side by side those that are filled, or the first if none is.
func wells(r []string, columns []int) []int {
	var filled []int
	for _, k := range columns {
		if text.Cell(r, k) != "" {
			filled = append(filled, k)
		}
	}
	if len(filled) == 0 {
		return columns[:1]
	}
	return filled
}

// well adds the well of a row whose value is in the given column.
func (p *plate) well(r []string, line, column int, numbers text.Numbers) error {
	h := p.header
	w := wellRow{
		sample: plainName(text.Cell(r, h.at[sampleName])), target: plainName(text.Cell(r, h.at[target])), kind: kindOf(text.Cell(r, h.at[task])),
		group: text.Cell(r, h.at[group]), quantity: math.NaN(),
	}
	for _, a := range h.apart {
		w.apart = append(w.apart, plainName(text.Cell(r, a.column)))
	}
	if w.target == "" {
		w.target = p.guessed
	}
	s := text.Cell(r, column)
	if s == "" && (w.sample == "" || w.target == "" && text.Cell(r, h.at[dye]) == "") || w.sample == "" && w.target == "" && isUndetermined(s) {
		return nil // an empty well
	}
	if by := cmp.Or(w.target, text.Cell(r, h.at[dye])); by != "" && (w.target == "" || isDye(w.target)) {
		p.dyed(by, line)
		return nil
	}
	var err error
	if w.value, err = h.read(s, line, column, numbers); err != nil {
		return err
	}
	if v, ok := numbers.Parse([]byte(text.Cell(r, h.at[quantity]))); ok {
		w.quantity = v
	}
	if w.kind == unknown && (waters[text.FoldLatin(w.sample)] || w.sample == "" && math.IsNaN(w.value)) {
		w.kind = noTemplate
	}
	if strings.HasPrefix(text.FoldLatin(text.Cell(r, h.at[task])), "endo") {
		p.references[w.target] = true
	}
	w.omitted = truth(text.Cell(r, h.at[omit])) || h.at[include] >= 0 && !truth(text.Cell(r, h.at[include]))
	p.flag(r)
	if w.sample == "" && w.kind == unknown || w.target == "" {
		p.unnamed++
		return nil
	}
	name := plainName(text.Cell(r, h.at[plateName]))
	if name == "" {
		name = p.last // of merged cells the first is filled
	}
	p.last = name
	if _, known := p.named[name]; !known {
		p.named[name] = len(p.named)
	}
	w.plate = p.named[name]
	p.wells = append(p.wells, w)
	return nil
}

// read returns the value of a cell, NaN if it says that there is none.
func (h *header) read(s string, line, column int, numbers text.Numbers) (float64, error) {
	if isUndetermined(s) {
		return math.NaN(), nil
	}
	v, ok := numbers.Parse([]byte(s))
	cycles := h.unit() == expr.Ct
	why := ""
	switch {
	case !ok:
		why = "is not a number"
	case cycles && (v == 0 || v == biomarkNone):
		return math.NaN(), nil
	case cycles && (v < 0 || v > latestCycle):
		why = fmt.Sprintf("is not a cycle between 0 and %d", latestCycle)
	default:
		return v, nil
	}
	return 0, &read.Error{Line: line, Column: column + 1, Code: read.NotNumber, What: fmt.Sprintf("%q in column %q %s", s, h.names[column], why),
		WayOut: "Correct the cell, or empty it if the well has no value"}
}

// flag counts the flags that the instrument set on a well.
func (p *plate) flag(r []string) {
	h := p.header
	for _, f := range []struct {
		role role
		flag string
	}{{highSD, "HIGHSD"}, {noAmplification, "NOAMP"}, {badBaseline, "EXPFAIL"}} {
		if truth(text.Cell(r, h.at[f.role])) {
			p.flags[f.flag]++
		}
	}
	switch text.FoldLatin(text.Cell(r, h.at[call])) {
	case "fail", "noamp", "inconclusive":
		p.flags[h.name(call)+" "+text.Cell(r, h.at[call])]++
	}
}

// plainName undoes what a spreadsheet does to a numeric name: 200.0 is 200.
func plainName(s string) string {
	if n, ok := strings.CutSuffix(s, ".0"); ok {
		if _, err := strconv.ParseUint(n, 10, 64); err == nil {
			return n
		}
	}
	return s
}

// truth reports whether a cell says yes.
func truth(s string) bool {
	switch strings.ToLower(s) {
	case "true", "y", "yes", "1", "x":
		return true
	}
	return false
}

// decimalComma reports whether values are written like 21,5: none is like
// 21.5, and the delimiter is no comma.
func (t *table) decimalComma(h *header) bool {
	comma, point := 0, 0
	for _, r := range t.rows[h.row+1:] {
		for _, k := range h.measured() {
			switch s := text.Cell(r, k); {
			case strings.Contains(s, "."):
				point++
			case strings.Contains(s, ","):
				comma++
			}
		}
	}
	return t.delimiter != "comma" && comma > 0 && point == 0
}

// cycles returns the number of cycles of the curves that stand before the
// results, 0 if there are none.
func (t *table) cycles(before int) int {
	most, at := 0, -1
	for _, r := range t.rows[:before] {
		if opensBlock(r) {
			at = -1
		}
		for k, c := range r {
			if c == "Cycle" {
				at = k
			}
		}
		if n, err := strconv.Atoi(text.Cell(r, at)); err == nil && n <= latestCycle {
			most = max(most, n)
		}
	}
	return most
}
