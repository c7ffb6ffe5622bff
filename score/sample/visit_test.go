package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// visitsOf is a design of one person who came at every label.
func visitsOf(labels ...string) *Design {
	return &Design{Samples: labels, Visit: labels, Role: make([]Role, len(labels)), Group: make([]string, len(labels)), Subject: make([]string, len(labels))}
}

// TestVisitOrder lists labels as they come one after another, and whether their
// order has to be said for being that of the text.
func TestVisitOrder(t *testing.T) {
	for _, c := range []struct {
		ordered string
		open    bool
	}{
		{"before|after", false},
		{"Pre|Post|FU", false},
		{"V1|V2|V3|V10|EOT", false},
		{"Baseline|Week 4|Week 12|W24|ET", false},
		{"Screening|Run-in|Pre-dose|D -7|baseline|Day 1|Day 2|Day 15|Day 100|Follow-up 2|Follow-up 10|EOS", false},
		{"day 1|day 15|day 56|end of study", false}, // of GSE78193
		{"visit 1|visit 2|visit 10", false},
		{"visit-1|visit-2", false}, {"V0|V1d|V2", false}, {"V1|V1b", true}, {"V3|V3D28|V4", false}, {"4 weeks|4 weeks 2 days|5 weeks", false},
		{"V1|V2|FU1|FU2|FU10", false},
		{"week 2.5|week 3", false},
		// mixed units
		{"6h|D1|wk2|M1|6 weeks|W12|M6|6.5 months|1 year|18 mo|Y2|30 months", false},
		{"0h|30 min|6 hrs|24 hours|2d", false},
		{"6 months|1 year", false},
		{"Tag 1|Woche 4|Monat 3|1 Jahr", false},
		{"J0|J28|6 mois|1 an", false},
		{"T0|T6M|T12M", false},
		// cycles
		{"Screening|C1D1|C1D8|C1D15|C2D1|C10D1|EOT", false},
		{"Cycle 1 Day 1|Cycle 2 Day 8|Cycle 2 Day 15", false},
		// several things in one label
		{"V1 (Screening)|V2 (Baseline)|V3 (Week 4)|V10 (Week 52/EOT)", false},
		{"Pre-dose Day 1|Day 1|Post-dose Day 1|Day 15 predose|Day 15 2h|D15 postdose", false},
		{"Week 4|Week 12|Post|End of treatment|30 days after EOT", false},
		{"Week 24 / EOT|6 months follow-up|FU Week 4|FU week 8", false},
		{"1st visit|2nd visit|3rd visit", false},
		// dashes
		{"D-7|D1", false}, {"Day \u22127|Day 0|Day 7", false}, {"-7|0|7", false},
		{"Day-0|Day-7|Day-14", false}, {"Baseline|Week-4|Week-12", true}, {"D-7|D-1|Baseline", true}, {"Day-7|Baseline|Day 7", false},
		// no place in time
		{"Week 4|Week 12|EOT|Flare|Unscheduled 1|Unscheduled 2|", false},
		{"Week 4|Week 4 unscheduled|Week 8", false},
		// text
		{"active|remission", true}, {"Baseline|Week 4|maintenance|end", true}, {"Infusion 2|Infusion 3|Infusion 10", false},
		{"V1|Week 4", true}, {"Induction week 4|Induction week 12|Maintenance week 2", true}, {"treatment", false}, {"baseline|off treatment|on treatment", true},
		{"Week 4|Week 24|End of induction", true}, {"Week 4|after switch", true}, {"IFN baseline|IFN week 4", false}, {"W4|Week 4", true},
	} {
		ordered := strings.Split(c.ordered, "|")
		for turn := range ordered { // as they may stand in a table
			labels := slices.Concat(ordered[turn:], ordered[:turn])
			if turn%2 > 0 {
				slices.Reverse(labels)
			}
			d := visitsOf(labels...)
			slices.SortFunc(labels, d.VisitOrder())
			if !slices.Equal(labels, ordered) {
				t.Errorf("%q, want %q", labels, ordered)
				break
			}
		}
		var notes note.Log
		visitsOf(ordered...).checkOrder(&notes)
		if notes.Has(note.VisitsByText) != c.open {
			t.Errorf("%q: order said to be open is %t; notes %v", ordered, !c.open, notes)
		}
	}
}

// TestVisitsNoted says how the visits were taken, of people who came more than
// once and were not left out, and what to do.
func TestVisitsNoted(t *testing.T) {
	tab := tableOf(t, "patient\tvisit", "P1\tactive", "P1\tremission", "P2\tflare", "P2\tV1", "P2\t", "P3\tunscheduled", "H1\t")
	samples := []string{"a", "b", "c", "d", "e", "f", "g"}
	a := Assignment{SubjectColumn: "patient", VisitColumn: "visit"}
	texts := func(a Assignment) string {
		d, notes, err := Assign(samples, tab, a)
		if err != nil || notes.Worst() > note.Warning {
			t.Fatal(err, notes)
		}
		if got := fmt.Sprint(d.First([]int{2, 3, 4})); got != "[3]" {
			t.Errorf("the first visit of P2 is sample %s", got)
		}
		return fmt.Sprint(notes)
	}
	got := texts(a)
	for _, s := range []string{`"active" and "remission" do not say which is first. They are taken in this order: "V1", "active", "remission", "flare", "unscheduled".`,
		`stand after all others: "flare", samples without a visit. To set the order`, `a column with the date (2020-12-31) of each sample, or with the planned day`, `under "Visit from"`} {
		if !strings.Contains(got, s) {
			t.Errorf("%s does not say %s", got, s)
		}
	}
	a.ByHand = map[string]Role{"b": Excluded, "c": Excluded, "e": Excluded}
	if got := texts(a); got != "[]" {
		t.Errorf("of people who came once it says %s", got)
	}
}

// FuzzVisitOrder holds the order of labels to be one, whichever stands first in
// the table.
func FuzzVisitOrder(f *testing.F) {
	f.Add("V1", "Week-4", "D -7")
	f.Add("C1D15", "30 days after EOT", "")
	f.Add("T6M", "predose day 1", "end of induction")
	f.Add("Day-0", "1.2.3", "\u2212\xff7")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		want := visitsOf(a, b, c)
		compare := want.VisitOrder()
		for _, x := range want.Visit {
			for _, y := range want.Visit {
				if compare(x, y) != -compare(y, x) || (compare(x, y) == 0) != (x == y) {
					t.Fatalf("%q and %q compare as %d and %d", x, y, compare(x, y), compare(y, x))
				}
			}
		}
		sorted := visitsOf(a, b, c).Visits()
		for _, d := range []*Design{visitsOf(b, c, a), visitsOf(c, b, a)} {
			if got := d.Visits(); !slices.Equal(got, sorted) {
				t.Fatalf("%q and %q", got, sorted)
			}
		}
		want.checkOrder(new(note.Log))
	})
}
