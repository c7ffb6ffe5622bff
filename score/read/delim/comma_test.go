package delim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
	"ifnscope/score/read"
)

// TestClinicalCommas reads one column of a clinical table, beside another that
// may show what a comma means. A warning says what is not clear; told are the
// columns that the evidence names.
func TestClinicalCommas(t *testing.T) {
	const points, decimals = "0.5 1.5 2.5 3", "0,5 1,5 2,5 3"
	for what, x := range map[string]struct {
		column, beside, chosen string
		want                   string // empty: the column as it stands
		told, warned           string
	}{
		"SLEDAI":                 {"4,5 0 12 6,5", "", "", "4.5 0 12 6.5", `"x" (2 like 4,5)`, ""},
		"age":                    {"34,2 51,75 28 NA", "", "", "34.2 51.75 28 ", `"x" (2 like 34,2)`, ""},
		"complement below one":   {"0,823 0,651 1,012 0,9", "", "", "0.823 0.651 1.012 0.9", `"x" (4 like 0,823)`, ""},
		"limits":                 {"<0,5 >12,5 3 -1,5", "", "", "<0.5 >12.5 3 -1.5", `"x" (3 like <0,5)`, ""},
		"words among them":       {"negativ 12,5 34,1 nd", "", "", "negativ 12.5 34.1 nd", `"x" (2 like 12,5)`, ""},
		"thousands with points":  {"1.234,5 980 12,5 7", "", "", "1234.5 980 12.5 7", `"x" (2 like 1.234,5)`, ""},
		"exponents":              {"1,5e3 2 3 4", "", "", "1.5e3 2 3 4", `"x" (1 like 1,5e3)`, ""},
		"beside points":          {"4,5 0 12 6,5", points, "", "4.5 0 12 6.5", `"x" (2 like 4,5)`, ""},
		"mixed in the column":    {"4,5 1.5 12 6,5", "", "", "", "", "stand in one column"},
		"point that may group":   {"4,5 1.234 12 6,5", "", "", "", "", "stand in one column"},
		"three decimals alone":   {"1,234 2,100 1,500 3,250", "", "", "", "", "may be 1.234 or 1234"},
		"beside decimal commas":  {"1,234 2,100 1,500 7", decimals, "", "1.234 2.100 1.500 7", `"y" (3 like 0,5)`, "are read as 1.234"},
		"beside decimal points":  {"1,234 2,100 1,500 7", points, "", "1234 2100 1500 7", "", "are read as 1234"},
		"large beside commas":    {"1,234 2,100 1500 7", decimals, "", "", `"y" (3 like 0,5)`, "may be 1.234 or 1234"},
		"large beside points":    {"1,234 2,100 1500 7", points, "", "", "", "may be 1.234 or 1234"},
		"millions":               {"1,234,567 2,100 980 7", "", "", "1234567 2100 980 7", "", "are read as 1234"},
		"thousands and points":   {"1,234.5 56.1 7 8", "", "", "1234.5 56.1 7 8", "", "are read as 1234"},
		"thousands and decimals": {"1,234,567 4,5 980 7", "", "", "", "", "stand in one column"},
		"chosen: decimals":       {"1,234 2,100 7 8", points, "yes", "1.234 2.100 7 8", "", "are read as 1.234"},
		"chosen: no decimals":    {"4,5 0 12 6,5", "", "no", "", "", ""},
		"chosen: thousands":      {"1,234 2,100 1500 7", "", "no", "1234 2100 1500 7", "", "are read as 1234"},
		"codes of organs":        {"1,3 2 1,3,5 4", "", "", "", "", ""},
		"codes with blanks":      {"1,3|2|1, 3, 5|4", "", "", "", "", ""},
		"dates":                  {"12,05,2020 13,05,2020 14,05,2020 15,05,2020", "", "", "", "", ""},
		"free text":              {"keine|MMF 2,5 g|HCQ, MTX|4,5", "", "", "", "", ""},
		"hardly any number":      {"clear clear clear 4,5", "", "", "", "", ""},
		"points":                 {points, "", "", "", "", ""},
	} {
		split := func(s string) []string {
			if strings.Contains(s, "|") {
				return strings.Split(s, "|")
			}
			return strings.Split(s, " ")
		}
		cells, beside := split(x.column), []string{"a", "b", "c", "d"}
		if x.beside != "" {
			beside = split(x.beside)
		}
		want := cells
		if x.want != "" {
			want = split(x.want)
		}
		for name, sep := range map[string]string{"semicolons": ";", "tabs": "\t", "quoted commas": `","`} {
			text := ""
			for _, row := range append([][]string{{"sample", "group", "x", "y"}}, rowsOf(cells, beside)...) {
				line := strings.Join(row, sep)
				if sep == `","` {
					line = `"` + line + `"`
				}
				text += line + "\n"
			}
			c, err := open(text, read.Options{DecimalComma: x.chosen})
			if err != nil || c.Matrix != nil || c.Table == nil {
				t.Errorf("%s, %s: %v", what, name, err)
				continue
			}
			if got := c.Table.Column("x"); !slices.Equal(got, want) {
				t.Errorf("%s, %s: %q, want %q", what, name, got, want)
			}
			told := ""
			for _, e := range c.Evidence {
				if e.What == "decimal separator" && e.Guess == "comma" && strings.HasPrefix(e.Why, "column ") {
					told = e.Why
				}
			}
			if !strings.Contains(told, x.told) || x.told == "" && told != "" {
				t.Errorf("%s, %s: the evidence is %q, want %s", what, name, told, x.told)
			}
			warned := ""
			for _, n := range c.Notes {
				if n.Code == note.DecimalComma {
					warned += n.Text
				}
			}
			if !strings.Contains(warned, x.warned) || x.warned == "" && warned != "" {
				t.Errorf("%s, %s: warned of %q, want %q", what, name, warned, x.warned)
			}
		}
	}
}

// TestCommasBesideGenes reads clinical columns with decimal commas that stand in
// the table of the values, of both forms.
func TestCommasBesideGenes(t *testing.T) {
	for what, text := range map[string]string{
		"genes in columns": "patient;group;CRP/ALT;IFI27;IFI44L;RSAD2;MX1\nP1;SLE;keine;8,5;7,25;6;9\nP2;SLE;12,5;8,5;7,25;6;9\nP3;HC;3,25;8,5;7,25;6;9\nP4;HC;keine;8,5;7,25;6;9\n",
		"long": "patient;gene;Ct;CRP/ALT\n" + strings.Join([]string{
			"P1;IFI27;27,5;keine", "P1;HPRT1;24,5;keine", "P2;IFI27;22,1;12,5", "P2;HPRT1;24,25;12,5", "P3;IFI27;22,1;3,25", "P3;HPRT1;24,25;3,25", "P4;IFI27;22,1;keine", "P4;HPRT1;24,25;keine"}, "\n") + "\n",
	} {
		c, err := open(text, read.Options{})
		if err != nil || c.Matrix == nil || c.Table == nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := c.Table.Column("CRP/ALT"); !slices.Equal(got, []string{"keine", "12.5", "3.25", "keine"}) {
			t.Errorf("%s: %q of columns %q", what, got, c.Table.Columns())
		}
	}
}

// A name of a sample is no number, however it is written.
func TestCommasOfNames(t *testing.T) {
	c, err := open("sample\tsledai\n1,1\t4,5\n1,2\t2\n2,1\t0\n", read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(c.Table.Column("sample"), c.Table.Column("sledai")); got != "[1,1 1,2 2,1] [4.5 2 0]" {
		t.Error(got)
	}
}

// rowsOf are four patients with a value in either column.
func rowsOf(x, y []string) [][]string {
	var rows [][]string
	for i := range x {
		rows = append(rows, []string{fmt.Sprintf("P%d", i+1), []string{"SLE", "gesund"}[i%2], x[i], y[i]})
	}
	return rows
}
