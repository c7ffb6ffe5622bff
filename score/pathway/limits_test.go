package pathway

import (
	"fmt"
	"testing"

	"ifnscope/score/sample"
)

// TestLimits reads the normal range in the name of a column, with decimal
// points or commas: of 0,9-1,8 nobody is to be held against 9 to 1.
func TestLimits(t *testing.T) {
	for name, want := range map[string]string{
		"C3 (g/L, 0.9-1.8)":     "0.9 1.8",
		"C3 (g/L, 0,9-1,8)":     "0.9 1.8",
		"C3 (g/L,0,9 - 1,8)":    "0.9 1.8",
		"C4 (mg/dl; 10-40)":     "10 40",
		"anti-dsDNA (ULN 15)":   "NaN 15",
		"anti-dsDNA (ULN 15,5)": "NaN 15.5",
		"dsDNA IU/mL < 10":      "NaN 10",
		"C3 (LLN: 0,9)":         "0.9 NaN",
		"C3":                    "NaN NaN",
	} {
		table, err := sample.NewTable([]string{name}, [][]string{{"1"}})
		if err != nil {
			t.Fatal(err)
		}
		all := Columns(table, nil)
		lower, upper := normal(table, all[0], all, 0)
		if got := fmt.Sprint(lower, upper); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
