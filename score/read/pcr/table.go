package pcr

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// plate reads the wells below the header and what stands around them.
func (t *table) plate(h *header) (*plate, error) {
	p := &plate{header: h, references: map[string]bool{}, efficiency: map[string]float64{}, flags: map[string]int{}}
	for _, r := range t.rows[:h.row] {
		p.fact(r)
	}
	p.cycles = t.cycles(h.row)
	numbers := text.Numbers{Comma: t.decimalComma(h)}
	if h.at[target] < 0 {
		p.guessed, p.why = t.theTarget()
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
		if err := p.well(r, i+1, numbers); err != nil {
			return nil, err
		}
	}
	if h.unit() == expr.Ct {
		p.censor()
	}
	return p, nil
}

// well adds the well of a row.
func (p *plate) well(r []string, line int, numbers text.Numbers) error {
	h := p.header
	w := wellRow{
		sample: plainName(text.Cell(r, h.at[sampleName])), target: plainName(text.Cell(r, h.at[target])), kind: kindOf(text.Cell(r, h.at[task])),
		group: text.Cell(r, h.at[group]), quantity: math.NaN(),
	}
	if w.target == "" {
		w.target = p.guessed
	}
	s := text.Cell(r, h.at[h.value])
	if s == "" && (w.sample == "" || w.target == "" && text.Cell(r, h.at[dye]) == "") {
		return nil // an empty well
	}
	if w.target == "" {
		if w.target = text.Cell(r, h.at[dye]); w.target != "" {
			p.dyes++
		}
	}
	var err error
	if w.value, err = h.read(s, line, numbers); err != nil {
		return err
	}
	if v, ok := numbers.Parse([]byte(text.Cell(r, h.at[quantity]))); ok {
		w.quantity = v
	}
	if w.kind == unknown && (waters[fold(w.sample)] || w.sample == "" && math.IsNaN(w.value)) {
		w.kind = noTemplate
	}
	if strings.HasPrefix(fold(text.Cell(r, h.at[task])), "endo") {
		p.references[w.target] = true
	}
	w.omitted = truth(text.Cell(r, h.at[omit])) || h.at[include] >= 0 && !truth(text.Cell(r, h.at[include]))
	p.flag(r)
	if w.sample == "" && w.kind == unknown || w.target == "" {
		p.unnamed++
		return nil
	}
	p.wells = append(p.wells, w)
	return nil
}

// read returns the value of a cell, NaN if it says that there is none.
func (h *header) read(s string, line int, numbers text.Numbers) (float64, error) {
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
	return 0, &read.Error{Line: line, Column: h.at[h.value] + 1, Code: read.NotNumber, What: fmt.Sprintf("%q in column %q %s", s, h.name(h.value), why),
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
	switch fold(text.Cell(r, h.at[call])) {
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
		switch s := text.Cell(r, h.at[h.value]); {
		case strings.Contains(s, "."):
			point++
		case strings.Contains(s, ","):
			comma++
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

// theTarget returns the target of a file that has no column for it, as a
// LightCycler 480 writes one file a target, and what it was judged by: the word
// of its title that is a gene, else the title.
func (t *table) theTarget() (name, why string) {
	title := ""
	for _, r := range t.rows {
		if len(r) > 0 {
			title = r[0]
			break
		}
	}
	title, ok := strings.CutPrefix(title, "Experiment:")
	if !ok {
		return "", ""
	}
	title, _, _ = strings.Cut(title, "Selected Filter:")
	title = strings.TrimSpace(title)
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" _,;()[]", r) }) {
		if len(w) > 1 && gene.Map([]string{w}, gene.Namespace{Kind: gene.Symbol}, gene.Core()).Mapped() == 1 {
			return w, fmt.Sprintf("the title %q has its name", title)
		}
	}
	return title, "the title of the experiment; no word of it is a gene"
}
