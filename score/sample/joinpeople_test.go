package sample

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// TestJoinPeople gives every sample the row of its person.
func TestJoinPeople(t *testing.T) {
	samples := []string{"s1", "s2", "s3", "s4", "s5"}
	for _, x := range []struct {
		name    string
		columns []string
		rows    []string
		persons []string
		want    string // columns, then the cells of every sample
		key     string
		notes   []note.Code
	}{
		{"a row a person", []string{"patient", "sex"}, []string{"P1 f", "P2 m", "P3 f"}, []string{"P1", "P1", "P2", "P2", "P3"},
			"sex: f f m m f", `column "patient", compared as it is with the person of each sample: it names 5 of 5 samples`, []note.Code{note.JoinPeople}},
		{"written otherwise", []string{"sex", "code"}, []string{"m p-2", "f p-1", "f p-3"}, []string{"P1", "P1", "P2", "P2", "P3"},
			"sex: f f m m f", "without regard to case and punctuation with the person", []note.Code{note.JoinPeople}},
		{"some are lacking, and one is nobody's", []string{"patient", "sex"}, []string{"P1 f", "P2 m", "P9 f"}, []string{"P1", "P1", "P2", "P3", ""},
			"sex: f f m  ", "it names 3 of 5 samples", []note.Code{note.SampleNotInTable, note.TableRowUnused, note.JoinPeople}},
		{"numbers under a heading of people", []string{"age", "patient"}, []string{"2 1", "3 2", "1 3"}, []string{"1", "1", "2", "2", "3"},
			"age: 2 2 3 3 1", `column "patient"`, []note.Code{note.JoinPeople}},
		{"numbers that may be anything", []string{"age", "weight"}, []string{"2 1", "3 2", "1 3"}, []string{"1", "1", "2", "2", "3"}, "", "", nil},
		{"a row a visit", []string{"patient", "visit"}, []string{"P1 1", "P1 2", "P2 1", "P3 1"}, []string{"P1", "P1", "P2", "P2", "P3"}, "", "", nil},
		{"a day of each", []string{"patient", "sampling date"}, []string{"P1 2024-01-02", "P2 2024-01-03", "P3 2024-02-01"}, []string{"P1", "P1", "P2", "P2", "P3"}, "", "", nil},
		{"a column of ages that has them all", []string{"patient", "age", "sex"}, []string{"01 2 f", "02 3 m", "03 1 f", "04 NA m"}, []string{"1", "1", "2", "2", "3"},
			"age: 2 2 3 3 1sex: f f m m f", `column "patient", compared as whole numbers with the person of each sample: it names 5 of 5`, []note.Code{note.TableRowUnused, note.JoinPeople}},
		{"a legend", []string{"key", "meaning"}, []string{"P1 x"}, []string{"P1", "P1", "P2", "P2", "P3"}, "", "", nil},
		{"less than half of the people", []string{"patient", "sex"}, []string{"P1 f", "P8 m", "P9 f"}, []string{"P1", "P2", "P3", "P4", "P5"}, "", "", nil},
		{"nothing but the people", []string{"patient"}, []string{"P1", "P2", "P3"}, []string{"P1", "P1", "P2", "P2", "P3"}, "", "", nil},
	} {
		cells := make([][]string, len(x.columns))
		for _, r := range x.rows {
			for c, v := range strings.Fields(r) {
				cells[c] = append(cells[c], v)
			}
		}
		table, err := NewTable(x.columns, cells)
		if err != nil {
			t.Fatal(err)
		}
		joined, key, notes, ok := table.JoinPeople(samples, x.persons)
		if !ok {
			if x.want != "" {
				t.Errorf("%s: not joined", x.name)
			}
			continue
		}
		var got string
		for _, c := range joined.Columns() {
			got += fmt.Sprintf("%s: %s", c, strings.Join(joined.Column(c), " "))
		}
		if got != x.want || !strings.Contains(key.String(), x.key) {
			t.Errorf("%s: %q by %s, want %q", x.name, got, key, x.want)
		}
		var codes []note.Code
		for _, n := range notes {
			codes = append(codes, n.Code)
		}
		if fmt.Sprint(codes) != fmt.Sprint(x.notes) {
			t.Errorf("%s: notes %v", x.name, notes)
		}
	}
}
