package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/read/text"
	"ifnscope/score/sample"
)

// titleLines is how many lines are looked at for the header below titles.
const titleLines = 100

// titles returns how many lines stand above the header: it is the first line
// with half as many filled cells as the fullest, below the last line in square
// brackets, as GenomeStudio writes [Sample Probe Profile]. A line of numbers is
// no header, and then nothing is taken for a title. A row right above the
// header whose first cell is empty holds groups, in merged cells.
func (l *layout) titles(lines []string) int {
	lines = lines[:min(len(lines), titleLines)]
	filled := make([]int, len(lines))
	from, most := 0, 0
	cells := make([][]string, len(lines))
	for i, s := range lines {
		row, err := text.Cells(s, l.sep)
		if err != nil {
			row = strings.Split(s, string(rune(l.sep))) // a remark may have a stray quote
		}
		cells[i] = row
		for _, c := range row {
			if c != "" {
				filled[i]++
			}
		}
		if filled[i] == 1 && strings.HasPrefix(row[0], "[") && strings.HasSuffix(row[0], "]") {
			from = i + 1
		}
		most = max(most, filled[i])
	}
	for h := from; h+1 < len(lines); h++ {
		if 2*filled[h] < most || most == 2 && filled[h] == 1 && !number(text.Cell(cells[h+1], 1)) {
			continue
		}
		numbers := 0
		for _, c := range cells[h][1:] {
			if number(c) {
				numbers++
			}
		}
		if 2*numbers > filled[h] {
			return 0
		}
		if h > from && filled[h-1] > 1 && cells[h-1][0] == "" && len(cells[h-1]) == len(cells[h]) {
			l.over = cells[h-1]
		}
		return h
	}
	return 0
}

// number reports whether a cell is a number, with either decimal separator.
func number(c string) bool {
	if text.Missing([]byte(c)) {
		return false
	}
	_, ok := text.Numbers{}.Parse([]byte(c))
	if !ok {
		_, ok = text.Numbers{Comma: true}.Parse([]byte(c))
	}
	return ok
}

// word reports whether a cell is neither a number nor missing.
func word(c string) bool {
	return !number(c) && !text.Missing([]byte(c)) && !text.Undetermined(c)
}

// groupHeaders are folded names of rows above or below the names of the
// samples.
var groupHeaders = []string{"group", "groups", "gruppe", "diagnosis", "disease", "diseasestate", "condition", "status", "class", "type", "cohort", "arm", "treatment", "title", "phenotype", "unit", "units"}

// headerRow is a row of the header beside that of the names.
type headerRow struct {
	name  string
	line  int
	cells []string
}

// headers finds further rows of the header: rows of words in columns that are
// numbers from the next row on. numbers are those of the lines.
func (l *layout) headers(numbers []int) {
	if l.over != nil && len(l.over) == len(l.header) {
		l.above = append(l.above, headerRow{"", numbers[0] - 1, l.over})
	}
	for k := 1; len(l.rows) > 1 && l.worded(); k++ {
		h, r := l.header, l.rows[0]
		first, second := strings.ToLower(h[0]), strings.ToLower(r[0])
		group := slices.Contains(groupHeaders, text.Fold(r[0]))
		switch {
		case !group && (repeated(h[1:]) && !repeated(r[1:]) || first == "" && slices.Contains(geneHeaders, second) || slices.Contains(groupHeaders, text.Fold(h[0])) && !slices.Contains(geneHeaders, first)):
			if slices.ContainsFunc(h[1:], word) {
				l.above = append(l.above, headerRow{h[0], numbers[k-1], h})
			} else {
				l.note("header", fmt.Sprintf("line %d", numbers[k]), "the line above it has no words")
			}
			l.header = slices.Clone(r)
			if second == "" || slices.Contains(geneHeaders, first) {
				l.header[0] = h[0]
			}
			l.skip = numbers[k] - 1
		case group, second == "", slices.Contains(geneHeaders, first):
			l.above = append(l.above, headerRow{r[0], numbers[k], r})
		default:
			return
		}
		l.last = numbers[k]
		l.rows = l.rows[1:]
	}
}

// worded reports whether the first row has words, and no number, where the rows
// below have numbers.
func (l *layout) worded() bool {
	r := l.rows[0]
	if len(r) != len(l.header) {
		return false
	}
	rest := l.rows[1:min(len(l.rows), 51)]
	for range 3 { // further rows of the header
		if len(rest) > 1 && !slices.ContainsFunc(rest[0][min(1, len(rest[0])):], number) {
			rest = rest[1:]
		}
	}
	columns, words := 0, 0
	for i := 1; i < len(r); i++ {
		numbers, filled := 0, 0
		for _, x := range rest {
			c := text.Cell(x, i)
			if number(c) {
				numbers++
			}
			if number(c) || word(c) {
				filled++
			}
		}
		if numbers == 0 || 10*numbers < 9*filled {
			continue
		}
		columns++
		switch {
		case number(r[i]):
			return false
		case word(r[i]):
			words++
		}
	}
	return columns > 1 && words > 0 && (words == columns || r[0] == "")
}

// repeated reports whether a name stands there twice, or one is missing.
func repeated(names []string) bool {
	used := map[string]bool{}
	for _, n := range names {
		if n == "" || used[n] {
			return true
		}
		used[n] = true
	}
	return false
}

// tellHeaders says what became of the further rows of the header.
func (l *layout) tellHeaders() {
	for _, h := range l.above {
		guess := "left out"
		if l.opt.GenesIn == "rows" {
			guess = fmt.Sprintf("column %q of the samples", h.column())
		}
		l.note("second header", guess, fmt.Sprintf("line %d has words in the columns of the numbers", h.line))
	}
}

func (h headerRow) column() string {
	if h.name == "" || slices.Contains(geneHeaders, strings.ToLower(h.name)) {
		return "group"
	}
	return h.name
}

// about is the table of the samples that further rows of the header make, nil
// if there are none. An empty cell of a row belongs to the cell left of it, as
// in cells that a spreadsheet has merged.
func (l *layout) about() *sample.Table {
	if len(l.above) == 0 {
		return nil
	}
	var names []string
	var cells [][]string
	for _, h := range l.above {
		var column []string
		last := ""
		for i, c := range l.columns {
			if i > 0 && h.cells[i] != "" {
				last = h.cells[i]
			}
			if c.role == value {
				column = append(column, last)
			}
		}
		names, cells = append(names, h.column()), append(cells, column)
	}
	names, _ = distinct(names)
	t, err := sample.NewTable(names, cells)
	if err != nil {
		panic("delim: " + err.Error()) // the names are distinct, and none is empty
	}
	return t
}
