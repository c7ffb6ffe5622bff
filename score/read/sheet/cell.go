package sheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// builtinDate are the numbers of the number formats that show dates or times
// without being written out in a workbook (ECMA-376 part 1, 18.8.30): 14 to
// 22 and 45 to 47, and those of East Asian calendars.
var builtinDate = func() map[string]bool {
	m := map[string]bool{}
	for _, r := range [][2]int{{14, 22}, {27, 36}, {45, 47}, {50, 58}} {
		for i := r[0]; i <= r[1]; i++ {
			m[strconv.Itoa(i)] = true
		}
	}
	return m
}()

// isDateFormat reports whether a number format shows a date or a time: it has
// one of the letters y, m, d, h and s outside of quotes, colours and escapes.
func isDateFormat(code string) bool {
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			// [h], [mm] and [s] are hours, minutes and seconds that go on counting
			if in := code[i+1 : i+end]; in != "" && strings.Trim(in, in[:1]) == "" && strings.Contains("hms", in[:1]) {
				return true
			}
			i += end
		case '\\', '_', '*':
			i++
		case ';':
			return false
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}

// text returns what a cell holds, from its type, its style and the text of its
// value.
func (b *book) text(typ, style, value []byte) (string, error) {
	switch string(typ) {
	case "s":
		i, err := strconv.Atoi(string(bytes.TrimSpace(value)))
		if err != nil || i < 0 || i >= len(b.strings) {
			return "", fmt.Errorf("the text %q of the cell is not in the workbook", value)
		}
		return b.strings[i], nil
	case "b":
		if string(value) == "1" || string(value) == "true" {
			return "TRUE", nil
		}
		return "FALSE", nil
	case "", "n":
		if len(style) > 0 {
			if i, err := strconv.Atoi(string(style)); err == nil && i >= 0 && i < len(b.dates) && b.dates[i] {
				if d, ok := date(string(value), b.epoch); ok {
					return d, nil
				}
			}
		}
		return number(value), nil
	}
	return string(value), nil // str, inlineStr, d (an ISO date), e (#N/A)
}

// number writes a number as a person would: 200, not 200.0 nor 2E2, and with
// no more digits than it takes to tell it from its neighbours. What is no
// number stays as it is.
func number(raw []byte) string {
	plain := len(raw) <= 15
	for i, c := range raw {
		plain = plain && (c >= '0' && c <= '9' || c == '-' && i == 0 || c == '.' && i > 0)
	}
	if plain && !(bytes.IndexByte(raw, '.') >= 0 && raw[len(raw)-1] == '0') {
		return string(raw)
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return string(raw)
	}
	if a := math.Abs(v); a != 0 && (a < 1e-4 || a >= 1e15) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// date writes the day number of a cell as 2021-03-01, with the time of the day
// if it has one, and a number below 1 as a time alone. Epoch is added to the
// days. Day 60 of a workbook of 1900 is the 29th of February 1900, which there
// was not (ECMA-376 part 1, 18.17.4.1).
func date(value string, epoch int) (string, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(v >= 0 && v < 2958466) { // the year 10000
		return "", false
	}
	day, second := int(v), int(math.Round((v-math.Floor(v))*86400))
	if second == 86400 {
		day, second = day+1, 0
	}
	clock := fmt.Sprintf("%02d:%02d:%02d", second/3600, second/60%60, second%60)
	if v < 1 && epoch == 0 {
		return clock, second > 0
	}
	if day += epoch; epoch == 0 && day < 60 {
		day++
	}
	y, m, d := civil(day)
	if second == 0 {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d), true
	}
	return fmt.Sprintf("%04d-%02d-%02d %s", y, m, d, clock), true
}

// civil returns the date of the day that many days after 1899-12-30, by Howard
// Hinnant's algorithm (howardhinnant.github.io/date_algorithms.html).
func civil(day int) (y, m, d int) {
	z := day - 25569 + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, d
}
