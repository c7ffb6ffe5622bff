package qc

import (
	"fmt"
	"testing"

	"ifnscope/score/sample"
)

// TestRecordedSex reads the words of several languages, and not the Spanish M,
// which is a woman.
func TestRecordedSex(t *testing.T) {
	for name, x := range map[string]struct {
		cells []string
		want  string
	}{
		"Sex":        {[]string{"F", "male", ""}, "[female male ]"},
		"Geschlecht": {[]string{"w", "männlich", "d"}, "[female male ]"},
		"sexe":       {[]string{"F", "H", "Femme"}, "[female male female]"},
		"Kön":        {[]string{"Kvinna", "man", "K"}, "[female male female]"},
		"Sexo":       {[]string{"M", "H", "M"}, "[]"},
	} {
		tab, err := sample.NewTable([]string{name}, [][]string{x.cells})
		if err != nil {
			t.Fatal(err)
		}
		if cells, column := RecordedSex(tab); fmt.Sprint(cells) != x.want || (column == name) != (x.want != "[]") {
			t.Errorf("%s: %q of %q, want %s", name, cells, column, x.want)
		}
	}
}
