package delim

import (
	"bytes"
	"fmt"
	"strconv"

	"ifnscope/score/read/text"
)

// decimal decides between decimal points and commas.
//
// A comma with three digits behind it may also separate thousands: 1,234. It
// does where every comma of the table stands so, and the numbers without one,
// a tenth of them at least, all stay below a thousand. A column of decimals is
// not like that: nearly every cell of it has a comma. Points separate thousands
// in German tables, between semicolons or tabs; there the numbers without one
// are those of the same columns.
func (l *layout) decimal() {
	var comma, point, grouped, small, large int
	var german points
	for i := range l.header {
		var c points
		for _, r := range l.rows[:min(len(l.rows), 200)] {
			if i >= len(r) {
				continue
			}
			b := bytes.TrimLeft(text.Ungap([]byte(r[i])), "-+")
			switch {
			case thousands(b, ','):
				comma++
				grouped++
			case decimalWith(b, ','):
				comma++
			case thousands(b, '.'):
				c.grouped++
				if before, _ := strconv.Atoi(string(b[:bytes.IndexByte(b, '.')])); before > german.before {
					german.before = before
				}
				if bytes.Count(b, []byte{'.'}) > 1 {
					c.several++
				} else {
					point++
				}
			case decimalWith(b, '.'):
				point++
				c.other++
			case digits(b) && len(b) <= 3:
				small++
				if string(b) != "0" { // which stands among decimals too
					c.small++
				}
			case digits(b):
				large++
				c.large++
			}
		}
		german.other += c.other
		if c.grouped > 0 {
			german.grouped, german.several, german.small, german.large = german.grouped+c.grouped, german.several+c.several, german.small+c.small, german.large+c.large
		}
	}
	guess, why := "no", ""
	switch {
	case comma == 0 && (l.sep == ';' || l.sep == '\t') && german.grouped > 0 && german.other == 0 && (l.opt.Sheet == "" || german.several > 0):
		guess, why = german.judge()
	case comma == 0:
	case grouped == comma && large == 0 && 10*small >= comma:
		why = fmt.Sprintf("%d cells are like 1,234, and no number without a comma is above 999: the comma separates thousands", comma)
	case comma > 10*point:
		guess, why = "yes", fmt.Sprintf("%d cells are like 1,5 and %d like 1.5", comma, point)
	}
	l.guessed = guess
	if l.opt.DecimalComma == "" {
		l.opt.DecimalComma = guess
		if why != "" {
			l.note("decimal separator", map[string]string{"yes": "comma", "no": "point"}[guess], why)
		}
	}
	l.numbers.Comma = l.opt.DecimalComma == "yes"
}

// points counts numbers with a point and, in the columns that have such, those
// without one.
type points struct {
	grouped, several, other int // like 1.234, of them like 1.234.567, and like 1.5
	small, large            int // whole numbers up to 999, and above
	before                  int // the largest number before a point
}

// leastThousands is what some number before a point exceeds where points
// separate thousands. Values on log2 do not come near it.
const leastThousands = 30

// judge decides what the points of a table mean that all have three digits
// behind them.
func (p points) judge() (guess, why string) {
	switch {
	case p.several > 0:
		return "yes", fmt.Sprintf("%d cells are like 1.234 and %d like 1.234.567: the point separates thousands", p.grouped-p.several, p.several)
	case p.large == 0 && 10*p.small >= p.grouped:
		return "yes", fmt.Sprintf("%d cells are like 1.234, %d are whole numbers up to 999 and none is above: the point separates thousands", p.grouped, p.small)
	}
	if p.before < leastThousands {
		return "no", ""
	}
	return "no", fmt.Sprintf("%d cells are like 1.234, and nothing shows that the point separates thousands; if it does, choose the decimal comma", p.grouped)
}

// thousands reports whether b is a whole number with sep between its
// thousands.
func thousands(b []byte, sep byte) bool {
	parts := bytes.Split(b, []byte{sep})
	for i, p := range parts {
		if !digits(p) || i > 0 && len(p) != 3 || i == 0 && (len(p) > 3 || p[0] == '0') {
			return false
		}
	}
	return len(parts) > 1
}

// decimalWith reports whether b is digits, one separator, digits.
func decimalWith(b []byte, sep byte) bool {
	i := bytes.IndexByte(b, sep)
	return i > 0 && i < len(b)-1 && digits(b[:i]) && digits(b[i+1:])
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
