package sample

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// order is what comes first in a date whose year comes last.
type order uint8

const (
	unclear order = iota // 01/02/2020 may be either
	dayFirst
	monthFirst
	certain // by its form
)

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// Dates reads the cells of a column as days, each as the number 20201231, 0 for
// an empty cell: 2020-12-31, 20201231, 31.12.2020, 31-Dec-2020, and 31/12/2020
// where one of them can only have the day, or the month, first. isDates is false
// if a filled cell is none of these; clear is false if it is not told which is
// the day.
func Dates(cells []string) (days []int, isDates, clear bool) {
	first := unclear
	filled, open := 0, false
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		filled++
		day, o := date(c, unclear)
		if day == 0 {
			return nil, false, false
		}
		switch {
		case o == unclear:
			open = true
		case o == certain:
		case first != unclear && o != first:
			return nil, false, false
		default:
			first = o
		}
	}
	if filled == 0 {
		return nil, false, false
	}
	if open && first == unclear {
		return nil, true, false
	}
	days = make([]int, len(cells))
	for i, c := range cells {
		days[i], _ = date(c, first)
	}
	return days, true, true
}

// date reads one cell. Where the day and the month could be exchanged it reads
// them as first says, and returns unclear.
func date(cell string, first order) (day int, o order) {
	s, _, _ := strings.Cut(strings.TrimSpace(cell), " ")
	s, _, _ = strings.Cut(s, "T")
	if len(s) == 8 && digits(s) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	p := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(p) != 3 {
		return 0, unclear
	}
	var n [3]int
	named := false
	for i, x := range p {
		if m := slices.Index(months, strings.ToLower(x)); m >= 0 && i == 1 {
			n[i], named = m+1, true
			continue
		}
		v, err := strconv.Atoi(x)
		if err != nil || !digits(x) || len(x) > 4 {
			return 0, unclear
		}
		n[i] = v
	}
	switch {
	case len(p[0]) == 4:
		return ymd(n[0], n[1], n[2]), certain
	case len(p[2]) != 4:
		return 0, unclear
	case named, strings.Contains(s, "."):
		return ymd(n[2], n[1], n[0]), certain
	case n[0] > 12:
		return ymd(n[2], n[1], n[0]), dayFirst
	case n[1] > 12:
		return ymd(n[2], n[0], n[1]), monthFirst
	case first == monthFirst:
		return ymd(n[2], n[0], n[1]), unclear
	}
	return ymd(n[2], n[1], n[0]), unclear
}

// ymd returns 20201231, or 0 for no day.
func ymd(y, m, d int) int {
	if y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0
	}
	return 10000*y + 100*m + d
}

// numbered returns the visits of people by their days: "visit 1" for the first
// day of each, and nothing for a sample without one.
func numbered(days []int, people []string) []string {
	of := map[string][]int{}
	for j, p := range people {
		if days[j] > 0 && !slices.Contains(of[p], days[j]) {
			of[p] = append(of[p], days[j])
		}
	}
	for _, d := range of {
		slices.Sort(d)
	}
	labels := make([]string, len(days))
	for j, p := range people {
		if days[j] > 0 {
			labels[j] = fmt.Sprintf("visit %d", 1+slices.Index(of[p], days[j]))
		}
	}
	return labels
}
