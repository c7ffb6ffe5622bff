package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"reflect"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

var update = flag.Bool("update", false, "write the golden files")

// small is a fixed report of two signatures by two methods in five samples,
// whose names try to break out of their cells.
func small() *Report {
	nan := expr.Number(math.NaN())
	r := &Report{
		Schema: Schema, Disclaimer: Disclaimer, Version: "1.2.3", Synthetic: true,
		Files: []File{{Name: "my\tfile\n.tsv", Size: 12, SHA256: "abc", Format: "delimited text", Options: read.Options{Kind: read.Expression, Delimiter: "tab"}}},
		Settings: Settings{Unit: expr.Log2, Namespace: gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}, Collapse: norm.HighestMean, Normalisation: "log2", MinCoverage: 0.5,
			Assignment: sample.Assignment{GroupColumn: "group", Roles: map[string]sample.Role{"SLE": sample.Patient, "HC": sample.Control}}},
		Matrix: Matrix{Rows: 10, Genes: 9, Samples: 5, Mapped: 8, Trail: []string{"10 rows to 9 genes"}, GeneTable: "table 1", Joined: []norm.Collapsed{{Symbol: "IFI44L", Kept: "ILMN_1", Rows: []string{"ILMN_1", "ILMN_2"}}}},
		Samples: []Sample{
			{Name: "=1+1", Role: sample.Control, Group: "HC", Subject: "@SUM(A1)"},
			{Name: "-2+3|cmd", Role: sample.Control, Group: "HC", Subject: "+1 person", Visit: "-7"},
			{Name: "a\tb\r\nc\u2028d", Role: sample.Patient, Group: "SLE", Subject: "שלום", Visit: "V1"},
			{Name: "<script>alert('x')</script>", Role: sample.Patient, Group: " =2", Subject: "x\u202ey", Visit: "1e3"},
			{Name: "#5", Role: sample.Unassigned, Subject: "plain"},
		},
		Signatures: []Signature{
			{ID: "ifngs4", Version: 1, Title: "Four genes", Short: "IFNGS 4", Class: "I", Citation: "Higgs", DOI: "10.1/x", Method: "mean-z/1", Genes: []string{"IFI27", "IFI44L"}, Missing: []string{"IFI44", "RSAD2"}},
			{ID: "mxa", Version: 2, Title: "One gene", Short: "MxA", Citation: "Somebody", Method: "mean-log2/1", Genes: []string{"MX1"}},
		},
		Methods: []Method{{ID: "mean-z/1", Name: "mean z", Scale: "SD of the controls", Sentence: "The mean of the genes' z-scores.", Formula: "mean z", Source: "Feng X et al., Arthritis Rheum 2006, as a mean"}, {ID: "mean-log2/1", Name: "mean log2", Scale: "log2", Cohort: true, Sentence: "The mean of the genes"}},
		Notes:   note.Log{{Level: note.Warning, Code: note.CoverageLow, Subject: "ifngs4", Text: "2 of 4\ngenes"}},
	}
	for _, s := range r.Signatures {
		for _, m := range r.Methods {
			res := Result{Signature: s.ID, Method: m.ID, Cutoff: ref.Cutoff{Rule: "mean + 2 SD", N: 2, Mean: 0.5, SD: 0.25, Value: 1, Lower: 0.875, Upper: 1.5}}
			for j := range r.Samples {
				res.Scores = append(res.Scores, Score{Value: expr.Number(float64(j) - 0.75), Dispersion: 0.1, Used: len(s.Genes), Class: ref.Class(j % 4), Probability: 0.5})
			}
			res.Scores[4] = Score{Value: nan, Dispersion: nan, Probability: nan}
			if m.Cohort {
				res.Cutoff = ref.Cutoff{Rule: "mean + 2 SD", Mean: nan, SD: nan, Value: nan, Lower: nan, Upper: nan, Why: "no healthy control has this score"}
			}
			r.Results = append(r.Results, res)
		}
	}
	return r
}

func TestGolden(t *testing.T) {
	for name, write := range map[string]func(*Report, *bytes.Buffer) error{
		"scores.tsv":  func(r *Report, b *bytes.Buffer) error { return r.WriteTSV(b) },
		"wide.tsv":    func(r *Report, b *bytes.Buffer) error { return r.WriteWideTSV(b) },
		"report.json": func(r *Report, b *bytes.Buffer) error { return r.WriteJSON(b) },
	} {
		var got bytes.Buffer
		if err := write(small(), &got); err != nil {
			t.Fatal(err)
		}
		golden(t, name, got.Bytes())
	}
}

// rows returns the lines of a table below its comments, by cell.
func rows(t *testing.T, tsv string) [][]string {
	t.Helper()
	var out [][]string
	for _, l := range strings.Split(strings.TrimSuffix(tsv, "\n"), "\n") {
		if strings.HasPrefix(l, "#") {
			if len(out) > 0 {
				t.Errorf("a comment below the header: %q", l)
			}
			continue
		}
		out = append(out, strings.Split(l, "\t"))
	}
	return out
}

// Every line of an export has the cells of its header, whatever the names are,
// and no cell is a formula.
func TestHostileNames(t *testing.T) {
	for what, write := range map[string]func(*bytes.Buffer) error{
		"long": func(b *bytes.Buffer) error { return small().WriteTSV(b) },
		"wide": func(b *bytes.Buffer) error { return small().WriteWideTSV(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		table := rows(t, b.String())
		lines := map[string]int{"long": 1 + 5*4, "wide": 1 + 5}[what]
		if len(table) != lines {
			t.Errorf("%s: %d lines, want %d", what, len(table), lines)
		}
		for i, r := range table {
			if len(r) != len(table[0]) {
				t.Errorf("%s: line %d has %d cells, the header %d: %q", what, i, len(r), len(table[0]), r)
			}
			for _, c := range r {
				if strings.HasPrefix(strings.TrimSpace(c), "=") || strings.HasPrefix(c, "@") || strings.HasPrefix(c, "+1 p") || strings.HasPrefix(c, "-2+") {
					t.Errorf("%s: the cell %q is a formula", what, c)
				}
				if strings.ContainsAny(c, "\r\u2028\u202e\x00") {
					t.Errorf("%s: the cell %q leaves its line", what, c)
				}
			}
		}
		for _, want := range []string{"# data: SYNTHETIC example cohort, no real people\n", "# use: " + Disclaimer + "\n", "# input: my file .tsv, 12 bytes, sha256 abc", "missing IFI44 RSAD2; Higgs\n", "# note: warning coverage-low: ifngs4: 2 of 4 genes\n", "# controls: 2 samples of 2 people\n"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: the header lacks %q", what, want)
			}
		}
	}
	var b bytes.Buffer
	if err := small().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "<script>") {
		t.Error("the JSON holds markup as it is")
	}
}

// What is written as JSON reads back as it was.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := small().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := back.WriteJSON(&again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("a report that is read back is written otherwise")
	}
	if !reflect.DeepEqual(back.Samples, small().Samples) || !reflect.DeepEqual(back.Settings, small().Settings) || !back.Results[0].Scores[4].Value.Missing() {
		t.Errorf("read back as %+v", back)
	}
}

func TestLookUp(t *testing.T) {
	r := small()
	if res, ok := r.Result("mxa", "mean-z/1"); !ok || res != &r.Results[2] {
		t.Errorf("mxa by mean z: %v, %v", res, ok)
	}
	if _, ok := r.Result("mxa", "singscore/1"); ok {
		t.Error("a result that is not there is found")
	}
	s, ok := r.Signature("ifngs4")
	if !ok || s.Of() != 4 || s.Coverage() != 0.5 {
		t.Errorf("ifngs4: %+v", s)
	}
	if _, ok := r.Signature("x"); ok {
		t.Error("a signature that is not there is found")
	}
}

func TestShort(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 5.8349: "5.83", -0.15: "-0.15", 12.34: "12.3", 1234.5: "1234", 0.01234: "0.0123", 0.00001: "0.000010", -9.47e-05: "-0.000095", 1e-12: "0", -0.00012: "-0.0001", 2.5e7: "25000000", 99.96: "100.0", 100: "100"} {
		if got := Short(expr.Number(v)); got != want {
			t.Errorf("%v is shown as %q, want %q", v, got, want)
		}
	}
	if got := Short(expr.Number(math.NaN())); got != "–" {
		t.Errorf("a missing number is shown as %q", got)
	}
}

func TestInterval(t *testing.T) {
	nan := expr.Number(math.NaN())
	for _, c := range []struct {
		v, lower, upper expr.Number
		want            string
	}{
		{-0.0018, -0.0035, -1.68e-06, "-0.0018 (-0.0035 to 0.0000)"},
		{-0.0001, -0.0002, -6.17e-05, "-0.00010 (-0.00020 to -0.00006)"},
		{0.26, 0.0006, 0.48, "0.26 (0.00 to 0.48)"},
		{0.0001, -0.2, 0.25, "0.00 (-0.20 to 0.25)"},
		{0.93612, 0.88, 0.98, "0.94 (0.88 to 0.98)"},
		{0.93612, 0.891, 0.9812, "0.936 (0.891 to 0.981)"},
		{2.46, 1.4, 14.3, "2.46 (1.40 to 14.30)"},
		{234.6, 200, 260, "235 (200 to 260)"},
		{3, 3, 3, "3.00"},
		{1.5, nan, nan, "1.50"},
		{nan, 1, 2, "–"},
	} {
		if got := Interval(c.v, c.lower, c.upper); got != c.want {
			t.Errorf("%v from %v to %v is written %q, want %q", c.v, c.lower, c.upper, got, c.want)
		}
	}
}
