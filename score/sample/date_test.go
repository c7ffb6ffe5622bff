package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
)

func TestDates(t *testing.T) {
	for cells, want := range map[string]string{
		"2020-12-31|2021-01-02":           "[20201231 20210102] true true",
		"2020-12-31 10:30|":               "[20201231 0] true true",
		"20201231|20210102":               "[20201231 20210102] true true",
		"31.12.2020|2.1.2021":             "[20201231 20210102] true true",
		"31-Dec-2020|02-JAN-2021":         "[20201231 20210102] true true",
		"31/12/2020|01/02/2021":           "[20201231 20210201] true true",
		"12/31/2020|01/02/2021":           "[20201231 20210102] true true",
		"01/02/2020|03/04/2020":           "[] true false", // either may be the day
		"31/12/2020|12/31/2020":           "[] false false",
		"V1|V2":                           "[] false false",
		"2020-13-01":                      "[] false false",
		"1.5|2.5":                         "[] false false",
		"1|15":                            "[] false false",
		"P-1-2020|P-2-2020":               "[] false false",
		"|":                               "[] false false",
		"2020-12-31|unknown":              "[] false false",
		"2020-01-02|13/02/2020|1.02.2020": "[20200102 20200213 20200201] true true",
	} {
		days, is, clear := Dates(strings.Split(cells, "|"))
		if got := fmt.Sprint(days, is, clear); got != want {
			t.Errorf("%s: %s, want %s", cells, got, want)
		}
	}
}

// TestVisitsByDate numbers the visits of each person by their dates; days that
// are not told from months number nothing, and nobody who came once has visits.
func TestVisitsByDate(t *testing.T) {
	samples := []string{"a", "b", "c", "d", "e"}
	for what, x := range map[string]struct {
		dates  [5]string
		column string
		visits string
	}{
		"day first":   {[5]string{"02.03.2020", "01.12.2019", "05.01.2021", "", "01.12.2019"}, "Entnahmedatum", "[visit 2 visit 1 visit 1  visit 1]"},
		"not told":    {[5]string{"02/03/2020", "01/12/2019", "05/01/2021", "", ""}, "", "[    ]"},
		"once":        {[5]string{"2020-03-02", "2020-03-02", "2020-01-01", "2020-01-01", ""}, "", "[    ]"},
		"no sampling": {[5]string{"x", "y", "z", "", ""}, "", "[    ]"},
	} {
		rows := []string{"patient\tEntnahmedatum (Blut)"}
		for j, p := range []string{"P1", "P1", "P2", "P2", "P3"} {
			rows = append(rows, p+"\t"+x.dates[j])
		}
		tab := tableOf(t, rows...)
		r := Recognise(samples, tab)
		d, notes, err := Assign(samples, tab, r.Assignment)
		if err != nil {
			t.Fatal(err)
		}
		if x.column != "" {
			x.column += " (Blut)"
		}
		if got := fmt.Sprint(d.Visit); r.Assignment.VisitColumn != x.column || got != x.visits || notes.Has(note.VisitsByDate) != (x.column != "") || strings.Contains(r.Subject, "by the dates in column") != (x.column != "") {
			t.Errorf("%s: visits %s from %q (%s), want %s; notes %v", what, got, r.Assignment.VisitColumn, r.Subject, x.visits, notes)
		}
	}
	// chosen by hand, it is said that the order is not known
	tab := tableOf(t, "day", "02/03/2020", "01/12/2019")
	d, notes, err := Assign(samples[:2], tab, Assignment{VisitColumn: "day"})
	if err != nil || notes.Worst() != note.Warning || !notes.Has(note.VisitsByDate) || !slices.Equal(d.Visit, tab.Column("day")) {
		t.Errorf("%q, %v, %v", d.Visit, notes, err)
	}
}

func FuzzDates(f *testing.F) {
	f.Add("31/12/2020", "2020-12-31 10:00")
	f.Add("1.2.2020", "02-JAN-2021")
	f.Fuzz(func(t *testing.T, a, b string) {
		days, is, clear := Dates([]string{a, b})
		if clear && (!is || len(days) != 2) {
			t.Fatalf("%q, %q: %v", a, b, days)
		}
		for _, d := range days {
			if d != 0 && (d < 19000101 || d > 21991231) {
				t.Errorf("%q, %q: %d", a, b, d)
			}
		}
	})
}
