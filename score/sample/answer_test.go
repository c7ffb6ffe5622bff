package sample

import "testing"

// TestAnswered reads cells in several languages.
func TestAnswered(t *testing.T) {
	for want, cells := range map[Answer][]string{
		Yes:     {"ja", "Oui", "sí", "Positivo", " YES ", "1", "++", "abnormal"},
		No:      {"Nein", "négatif", "0", "normal", "Inactive"},
		Low:     {"erniedrigt", "Low", "abaissé"},
		Unclear: {"unbekannt", "", "2", "NA", "yes?"},
	} {
		for _, c := range cells {
			if got := Answered(c); got != want {
				t.Errorf("%q says %d, want %d", c, got, want)
			}
		}
	}
}
