package chart

import (
	"fmt"
	"math"
	"strings"
)

// Heatmap shows a table of values as colours, with what is known of its columns
// above it.
//
// Cells are whole pixels. Where there are more columns than pixels, a column of
// pixels is the mean of several columns next to each other, or what most of them
// are, and says so; a place is still one cell. Cells of one colour are one path,
// and equal neighbours in it one line, so that a map of a hundred rows and
// thousands of columns is a few hundred kilobytes and two dozen elements.
type Heatmap struct {
	Frame
	Rows, Columns []string // names, in the order of Values
	// Samples are those of the columns, nil where columns are no samples.
	Samples []string
	Values  [][]float64 // rows x columns; a missing value leaves its cell hatched
	// The orders in which rows and columns are drawn, nil for as they are, and
	// the trees that they are the leaves of.
	RowOrder, ColumnOrder []int
	RowTree, ColumnTree   []Merge
	Tracks                []Track
	Scale                 Scale
	Unit                  string // what a colour is of
	Write                 bool   // values are written into cells that have room
}

// heat is a map that is laid out.
type heat struct {
	*Heatmap
	rows, columns []int // as drawn
	area                // of the cells
	cell          float64
	row           float64 // height
	pool          int     // columns in a column of pixels
	missing       bool
}

// lengths of a heat map, in pixels
const (
	branch    = 44 // a tree
	trackLine = 13
	letter    = 6.1 // a letter
)

// lay works out where things stand.
func (p *Heatmap) lay(width float64) heat {
	h := heat{Heatmap: p, rows: order(p.RowOrder, len(p.Rows)), columns: order(p.ColumnOrder, len(p.Columns)), pool: 1}
	h.left, h.top = 8, 8
	if len(p.RowTree) > 0 && width >= 480 {
		h.left += branch
	}
	names := 30.0
	for _, r := range p.Rows {
		names = max(names, 7.2*float64(min(len([]rune(r)), 22))+10)
	}
	for _, t := range p.Tracks {
		names = max(names, letter*float64(min(len([]rune(t.Label)), 22))+10)
	}
	h.right = width - min(names, 0.4*width)
	if len(p.ColumnTree) > 0 {
		h.top += branch
	}
	h.top += trackLine * float64(len(p.Tracks))
	n, room := max(len(p.Columns), 1), int(h.right-h.left)
	h.pool = max(1, (n+room-1)/max(room, 1))
	widest := 26
	if p.Write {
		widest = 44
	}
	h.cell = float64(max(1, min(room/n, widest)))
	h.right = h.left + h.cell*float64((n+h.pool-1)/h.pool)
	h.row = float64(max(2, min(16, 640/max(len(p.Rows), 1))))
	if p.Write {
		h.row = 24
	}
	h.bottom = h.top + h.row*float64(len(p.Rows))
	return h
}

// order returns an order of n things: the one given, or as they are.
func order(given []int, n int) []int {
	if len(given) == n {
		return given
	}
	o := make([]int, n)
	for i := range o {
		o[i] = i
	}
	return o
}

// Draw draws the map. Its height follows from the rows.
func (p Heatmap) Draw() Drawing {
	width, _ := p.size(720, 0)
	p.Tracks = colored(p.Tracks)
	h := p.lay(width)
	body := &svg{}
	h.trees(body)
	for i, t := range p.Tracks {
		h.track(body, t, h.top-trackLine*float64(len(p.Tracks)-i))
	}
	h.cells(body)
	h.rowNames(body, width)
	y := h.bottom + h.columnNames(body) + 8
	y = h.legends(body, width, y)
	height := y + 8 + p.foot(width)
	s := p.open(width, height)
	if h.missing {
		fmt.Fprintf(s, `<defs><pattern id="%s-missing" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#eceff1"/><rect width="1.5" height="5" fill="#98a4ad"/></pattern></defs>`, esc(p.ID))
	}
	s.WriteString(body.String())
	return p.drawing(s, width, height, h)
}

// trees draws the dendrograms.
func (h *heat) trees(s *svg) {
	rank := func(order []int) []float64 {
		r := make([]float64, len(order))
		for k, i := range order {
			r[i] = float64(k) + 0.5
		}
		return r
	}
	if columns := rank(h.columns); len(h.ColumnTree) > 0 {
		step := (h.right - h.left) / float64(len(h.columns))
		tree(s, h.ColumnTree, len(h.columns), func(i int) float64 { return h.left + step*columns[i] }, h.top-trackLine*float64(len(h.Tracks))-2, 6, true)
	}
	if rows := rank(h.rows); len(h.RowTree) > 0 && h.left > branch {
		tree(s, h.RowTree, len(h.rows), func(i int) float64 { return h.top + h.row*rows[i] }, h.left-2, 8, false)
	}
}

// cells draws the colours.
func (h *heat) cells(s *svg) {
	bins := make([]pen, len(h.Scale.colors()))
	missing := false
	for r, i := range h.rows {
		h.runs(func(c int) int { return h.Scale.bin(h.pooled(h.Values[i], c)) }, func(bin, from, to int) {
			if bin < 0 {
				missing = true
				return
			}
			bins[bin].run(from, to, r)
		})
	}
	if missing {
		h.hatch(s, h.top, h.bottom-h.top)
	}
	h.paint(s, bins, h.Scale.colors(), h.top, h.row)
	if !h.Write || h.cell < 26 {
		return
	}
	for r, i := range h.rows {
		for c, j := range h.columns {
			v := h.Values[i][j]
			text := "–"
			fill := ink
			if b := h.Scale.bin(v); b >= 0 {
				text, fill = strings.Replace(fmt.Sprintf("%.2f", v), "0.", ".", 1), inkOn(h.Scale.colors()[b])
			}
			s.text("c-cell", fill, "middle", h.left+(float64(c)+0.5)*h.cell, h.top+(float64(r)+0.5)*h.row+4, text, ` font-size="10"`)
		}
	}
}

// pooled returns the mean of the present values of the columns that are drawn
// as column c of pixels, NaN if there is none.
func (h *heat) pooled(row []float64, c int) float64 {
	if h.pool == 1 {
		return row[h.columns[c]]
	}
	var sum, n float64
	for k := c * h.pool; k < min((c+1)*h.pool, len(h.columns)); k++ {
		if v := row[h.columns[k]]; !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// runs calls f for every run of columns of pixels with the same bin.
func (h *heat) runs(bin func(c int) int, f func(bin, from, to int)) {
	n := (len(h.columns) + h.pool - 1) / h.pool
	for from := 0; from < n; {
		b, to := bin(from), from+1
		for to < n && bin(to) == b {
			to++
		}
		f(b, from, to)
		from = to
	}
}

// pen writes horizontal lines in units of cells, each from where the last one
// ended.
type pen struct {
	d    []byte
	x, y int
}

func (p *pen) run(from, to, y int) {
	if len(p.d) == 0 {
		p.d = fmt.Appendf(p.d, "M%d %d.5h%d", from, y, to-from)
	} else {
		p.d = fmt.Appendf(p.d, "m%d %dh%d", from-p.x, y-p.y, to-from)
	}
	p.x, p.y = to, y
}

// paint writes one path a colour, in which a cell is one unit.
func (h *heat) paint(s *svg, bins []pen, colors []string, top, row float64) {
	fmt.Fprintf(s, `<g class="c-cells" transform="translate(%s %s) scale(%s %s)" fill="none" shape-rendering="crispEdges">`, px(h.left), px(top), px(h.cell), px(row))
	for i, b := range bins {
		if len(b.d) > 0 {
			fmt.Fprintf(s, `<path d="%s" stroke="%s"/>`, b.d, colors[i])
		}
	}
	s.WriteString("</g>")
}

// Table returns one row a column of the map, as drawn: its tracks and values.
func (p Heatmap) Table() Table {
	var t Table
	t.Columns = []Column{{Name: "Name"}}
	for _, k := range p.Tracks {
		t.Columns = append(t.Columns, Column{Name: k.Label, Number: k.Levels == nil})
	}
	rows := order(p.RowOrder, len(p.Rows))
	for _, i := range rows {
		t.Columns = append(t.Columns, Column{Name: p.Rows[i], Number: true})
	}
	for _, j := range order(p.ColumnOrder, len(p.Columns)) {
		row := []string{p.Columns[j]}
		for _, k := range p.Tracks {
			switch {
			case k.Levels == nil:
				row = append(row, number(k.Values[j]))
			case k.Level[j] < 0:
				row = append(row, "")
			default:
				row = append(row, k.value(j))
			}
		}
		for _, i := range rows {
			row = append(row, number(p.Values[i][j]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// thin returns every how many labels are shown so that they stand apart.
func thin(step, apart float64) int { return max(1, int(math.Ceil(apart/step))) }
