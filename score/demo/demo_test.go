package demo_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/cohort"
	"ifnscope/score/demo"
	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// The example has the same bytes on every machine, natively and in
// WebAssembly. A change of the model or of the shipped signatures changes
// them: then these sums are to be set anew.
func TestSums(t *testing.T) {
	for name, want := range map[string]string{
		demo.Expression: "95f7d6c4a14913111b93371ba9bba317bd5ab3b0d03bd5d71916f89693f47974",
		demo.Samples:    "a43e56414318d46369a2e9b89e1790595ee4d9ac7beb37f807aa5442cd3b6c1f",
	} {
		sum := sha256.Sum256(demo.Bytes(name))
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s has sha256 %s, want %s", name, got, want)
		}
	}
	if demo.Bytes("other.tsv") != nil {
		t.Error("a file that is not there has content")
	}
}

// open reads the example as a person's files are read.
func open(t *testing.T) (*expr.Matrix, *sample.Table) {
	t.Helper()
	var m *expr.Matrix
	var clinical *sample.Table
	for _, f := range demo.Files() {
		if !strings.HasPrefix(f.Name, "SYNTHETIC") {
			t.Errorf("the name %s does not say that the data are synthetic", f.Name)
		}
		if f.Size != int64(len(demo.Bytes(f.Name))) {
			t.Errorf("%s has size %d, and %d bytes", f.Name, f.Size, len(demo.Bytes(f.Name)))
		}
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Notes.Worst() > note.Info {
			t.Errorf("%s: %v", f.Name, c.Notes)
		}
		if c.Matrix != nil {
			m = c.Matrix
		} else {
			clinical = c.Table
		}
	}
	if m == nil || clinical == nil {
		t.Fatal("the example is not an expression table and a sample table")
	}
	joined, key, notes, err := clinical.Join(m.Samples())
	if err != nil || key.Column != "sample" || len(notes) != 0 {
		t.Fatalf("joined by %s with %v, %v", key, notes, err)
	}
	return m, joined
}

func TestPeople(t *testing.T) {
	m, clinical := open(t)
	if g, s := m.Dims(); g != 2000 || s != 88 {
		t.Errorf("%d genes x %d samples, want 2000 x 88", g, s)
	}
	r := sample.Recognise(m.Samples(), clinical)
	d, notes, err := sample.Assign(m.Samples(), clinical, r.Assignment)
	if err != nil || len(notes) != 0 {
		t.Fatalf("%v, %v", notes, err)
	}
	controls, patients := d.With(sample.Control), d.With(sample.Patient)
	if len(controls) != 20 || d.People(controls) != 20 || len(patients) != 68 || d.People(patients) != 40 {
		t.Errorf("%d samples of %d controls, %d of %d patients; want 20 of 20 and 68 of 40", len(controls), d.People(controls), len(patients), d.People(patients))
	}
	visits := map[int]int{}
	for _, js := range d.BySubject(patients) {
		visits[len(js)]++
	}
	if visits[1] != 20 || visits[2] != 12 || visits[3] != 8 {
		t.Errorf("patients by number of visits: %v, want 20 once, 12 twice, 8 three times", visits)
	}
	if v := d.Visits(); !slices.Equal(v, []string{"V1", "V2", "V3"}) {
		t.Errorf("visits %q", v)
	}
	if g := expr.GuessUnit(m); g.Unit != expr.Log2 || !g.Sure {
		t.Errorf("unit %+v", g)
	}
}

// Every gene of the shipped core signatures is in the example, once.
func TestGenes(t *testing.T) {
	m, _ := open(t)
	seen := map[string]bool{}
	for _, g := range m.Genes() {
		if seen[g] {
			t.Errorf("%s stands twice", g)
		}
		seen[g] = true
	}
	for _, s := range sig.Core() {
		for _, g := range s.Symbols() {
			if !seen[g] {
				t.Errorf("%s of %s is missing", g, s.ID)
			}
		}
	}
}

// The clinical columns have values in their ranges, some of them blank, and
// follow the activities that the model says they follow.
func TestClinical(t *testing.T) {
	m, clinical := open(t)
	want := []string{"sample", "subject", "visit", "group", "age", "sex", "skin", "joints", "renal", "haematological", "SLEDAI", "anti-dsDNA (IU/mL)", "C3 (g/L)", "C4 (g/L)", "lymphocytes (10^9/L)", "prednisone (mg/d)", "hydroxychloroquine"}
	if !slices.Equal(clinical.Columns(), want) {
		t.Fatalf("columns %q", clinical.Columns())
	}
	patient := func(j int) bool { return clinical.Column("group")[j] == "SLE" }
	blank, cells := 0, 0
	for _, c := range want[6:] {
		for j, v := range clinical.Column(c) {
			if patient(j) {
				cells++
				if v == "" {
					blank++
				}
			}
		}
	}
	if share := float64(blank) / float64(cells); share < 0.01 || share > 0.05 {
		t.Errorf("%d of %d clinical cells are blank, want about one in forty", blank, cells)
	}
	for column, limit := range map[string][2]float64{"age": {18, 70}, "SLEDAI": {0, 30}, "anti-dsDNA (IU/mL)": {0, 5000}, "C3 (g/L)": {0.3, 2}, "C4 (g/L)": {0.02, 0.6}, "lymphocytes (10^9/L)": {0.2, 5}, "prednisone (mg/d)": {0, 40}} {
		for j, v := range numbers(t, clinical, column) {
			if v < limit[0] || v > limit[1] {
				t.Errorf("%s of %s is %v, want %v to %v", column, m.Samples()[j], v, limit[0], limit[1])
			}
		}
	}
	isg := make([]float64, len(m.Samples()))
	for _, g := range []string{"IFI27", "IFI44", "IFI44L", "RSAD2"} {
		for j, v := range m.Row(slices.Index(m.Genes(), g)) {
			isg[j] += v / 4
		}
	}
	for j := range isg {
		if !patient(j) {
			isg[j] = math.NaN()
		}
	}
	for column, sign := range map[string]float64{"anti-dsDNA (IU/mL)": 1, "C3 (g/L)": -1, "C4 (g/L)": -1} {
		if rho := cohort.Spearman(isg, numbers(t, clinical, column)).Value; rho*sign < 0.2 {
			t.Errorf("%s follows the ISGs with rho %.2f, want %+.0f x 0.2 at least", column, rho, sign)
		}
	}
}

// numbers returns a column, NaN where a cell is blank.
func numbers(t *testing.T, tab *sample.Table, column string) []float64 {
	t.Helper()
	out := make([]float64, tab.Len())
	for j, c := range tab.Column(column) {
		out[j] = math.NaN()
		if c != "" {
			v, err := strconv.ParseFloat(c, 64)
			if err != nil {
				t.Fatalf("%s: %v", column, err)
			}
			out[j] = v
		}
	}
	return out
}
