package delim

import (
	"bytes"
	"fmt"
)

// decimal decides between decimal points and commas.
//
// A comma with three digits behind it may also separate thousands: 1,234. It
// does where every comma of the table stands so, and the numbers without one,
// a tenth of them at least, all stay below a thousand. A column of decimals is
// not like that: nearly every cell of it has a comma.
func (l *layout) decimal() {
	var comma, point, grouped, small, large int
	for _, r := range l.rows[:min(len(l.rows), 200)] {
		for _, c := range r {
			b := bytes.TrimLeft([]byte(c), "-+")
			switch {
			case thousands(b):
				comma++
				grouped++
			case decimalWith(b, ','):
				comma++
			case decimalWith(b, '.'):
				point++
			case digits(b) && len(b) <= 3:
				small++
			case digits(b):
				large++
			}
		}
	}
	guess, why := "no", ""
	switch {
	case comma == 0:
	case grouped == comma && large == 0 && 10*small >= comma:
		why = fmt.Sprintf("%d cells are like 1,234, and no number without a comma is above 999: the comma separates thousands", comma)
	case comma > 10*point:
		guess, why = "yes", fmt.Sprintf("%d cells are like 1,5 and %d like 1.5", comma, point)
	}
	if l.opt.DecimalComma == "" {
		l.opt.DecimalComma = guess
		if why != "" {
			l.note("decimal separator", map[string]string{"yes": "comma", "no": "point"}[guess], why)
		}
	}
	l.numbers.Comma = l.opt.DecimalComma == "yes"
}

// thousands reports whether b is a whole number with commas between its
// thousands.
func thousands(b []byte) bool {
	parts := bytes.Split(b, []byte{','})
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
