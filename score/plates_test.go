package score

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// loaded reads a file.
func loaded(t *testing.T, name, content string) *read.Content {
	t.Helper()
	f := read.File{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.Load(context.Background(), f, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// wells are the lines of a plate: sample, target, Ct.
func wells(plate string) [][]string {
	var all [][]string
	for w := range strings.Lines(plate) {
		all = append(all, strings.Fields(w))
	}
	return all
}

// inOneTable reads plates from one table that names them, in turns.
func inOneTable(t *testing.T, texts ...string) *read.Content {
	t.Helper()
	b := "Well,Sample,Target,Cq,Plate\n"
	for i, more := 0, true; more; i++ {
		more = false
		for k, plate := range texts {
			if w := wells(plate); i < len(w) {
				b += fmt.Sprintf("A%d,%s,%d\n", i+1, strings.Join(w[i], ","), 10-k)
				more = true
			}
		}
	}
	return loaded(t, "plates.csv", b)
}

// inRuns reads plates from one RDML document, a run each.
func inRuns(t *testing.T, texts ...string) *read.Content {
	t.Helper()
	var plates [][][]string
	for _, plate := range texts {
		plates = append(plates, wells(plate))
	}
	return loaded(t, "runs.rdml", oracle.Runs(plates...))
}

// plates reads tables of wells and puts them together.
func plates(t *testing.T, texts ...string) *read.Content {
	t.Helper()
	var all []*read.Content
	for k, plate := range texts {
		b := "Well,Sample,Target,Cq\n"
		for i, w := range wells(plate) {
			b += fmt.Sprintf("A%d,%s\n", i+1, strings.Join(w, ","))
		}
		all = append(all, loaded(t, fmt.Sprintf("plate%d.csv", k+1), b))
	}
	if len(all) == 1 {
		return all[0]
	}
	c, err := read.JoinPlates(all)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestPlateShift has six genes over two plates with HPRT1 on both, and one plate
// of P1 two cycles late: its dCt are 4.1 on either plate, a tenth of a cycle
// above the median control, and its fold changes 2^-0.1 = 0.93. Averaged first,
// HPRT1 would be a cycle off both plates, and the fold changes 1.87 and 0.47.
func TestPlateShift(t *testing.T) {
	text := make([]string, 2)
	for p, genes := range [][]string{{"IFI27", "IFI44L", "IFIT1"}, {"ISG15", "RSAD2", "SIGLEC1"}} {
		for k, d := range []float64{-1, -0.5, 0, 0.5, 1} {
			text[p] += fmt.Sprintf("HC%d HPRT1 24\n", k+1)
			for _, g := range genes {
				text[p] += fmt.Sprintf("HC%d %s %v\n", k+1, g, 28+d)
			}
		}
		late := 2 * float64(p)
		text[p] += fmt.Sprintf("P1 HPRT1 %v\n", 24+late)
		for _, g := range genes {
			text[p] += fmt.Sprintf("P1 %s %v\n", g, 28.1+late)
		}
	}
	c := plates(t, text...)
	in := Input{Matrix: c.Matrix, Assay: c.Assay}
	opt := Options{Signatures: []string{"crow6"}, Assignment: sample.Recognise(c.Matrix.Samples(), nil).Assignment}
	s, err := Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := s.frame.Matrix
	for i, g := range m.Genes() {
		want := -4.1
		if g == "HPRT1" {
			want = 0
		}
		if got := m.At(i, 5); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s in P1: log2 %v, by hand %v", g, got, want)
		}
		for k, d := range []float64{-1, -0.5, 0, 0.5, 1} {
			if got := m.At(i, k); g != "HPRT1" && got != -4-d {
				t.Errorf("%s in HC%d: log2 %v, by hand %v", g, k+1, got, -4-d)
			}
		}
	}
	res, _ := s.Report.Result("crow6", "median-fc/1")
	if got := float64(res.Scores[5].Value); math.Abs(got-math.Exp2(-0.1)) > 1e-12 {
		t.Errorf("P1 scores %v, by hand %v", got, math.Exp2(-0.1))
	}
	if !s.Report.Notes.Has(note.PlatesApart) || s.Report.Notes.Has(note.PlatesSplit) {
		t.Errorf("notes %v", s.Report.Notes)
	}
	if trail := strings.Join(s.Report.Matrix.Trail, "; "); !strings.Contains(trail, "dCt of 6 samples on several plates made on each plate against its own HPRT1, and averaged by wells") {
		t.Errorf("the report does not say how the plates were put together: %s", trail)
	}
	// the plates are two cycles apart all the same, which is a figure
	if !slices.ContainsFunc(s.Report.Quality, func(k qc.Check) bool {
		return k.Sample == "P1" && k.Gene == "HPRT1" && k.Figure == "spread between plates (SD)" && k.Grade == qc.Bad
	}) {
		t.Errorf("quality %v", s.Report.Quality)
	}
	x, err := Inspect(context.Background(), in, opt, func(string, int, int) {})
	if err != nil || x == nil {
		t.Errorf("inspection: %v", err)
	}
}

// TestPlatesByHand compares the dCt of P1 with numbers worked out by hand, of
// plates that are files of their own, named in one table, or runs of RDML.
func TestPlatesByHand(t *testing.T) {
	for _, x := range []struct {
		name   string
		plates []string
		dct    float64 // of IFI27 in P1, against the references
		refs   []string
		code   note.Code // of what is said of P1, if anything is
	}{
		{"one plate", []string{"P1 IFI27 28\nP1 HPRT1 24.5"}, 3.5, []string{"HPRT1"}, ""},
		{"another plate of somebody else", []string{"P1 IFI27 28\nP1 HPRT1 24.5", "P2 IFI27 20\nP2 HPRT1 20"}, 3.5, []string{"HPRT1"}, ""},
		// 4 of two wells and 5.5 of one: (2 x 4 + 5.5)/3
		{"weighted by wells", []string{"P1 IFI27 28\nP1 IFI27 28\nP1 HPRT1 24", "P1 IFI27 32\nP1 HPRT1 26.5"}, 4.5, []string{"HPRT1"}, note.PlatesApart},
		// the wells of the reference gene are of its level alone: (4 + 5.5)/2
		{"more wells of the reference gene", []string{"P1 IFI27 28\nP1 HPRT1 24\nP1 HPRT1 24", "P1 IFI27 32\nP1 HPRT1 26.5"}, 4.75, []string{"HPRT1"}, note.PlatesApart},
		// 28 - (24 + 20)/2 = 6 and 32 - (26 + 22)/2 = 8
		{"two reference genes", []string{"P1 IFI27 28\nP1 HPRT1 24\nP1 GAPDH 20", "P1 IFI27 32\nP1 HPRT1 26\nP1 GAPDH 22"}, 7, []string{"HPRT1", "GAPDH"}, note.PlatesApart},
		// as Ct, averaged: 30 - (25 + 20)/2
		{"one of them on one plate", []string{"P1 IFI27 28\nP1 HPRT1 24\nP1 GAPDH 20", "P1 IFI27 32\nP1 HPRT1 26"}, 7.5, []string{"HPRT1", "GAPDH"}, note.PlatesSplit},
		{"the chosen one on both", []string{"P1 IFI27 28\nP1 HPRT1 24\nP1 GAPDH 20", "P1 IFI27 32\nP1 HPRT1 26"}, 5, []string{"HPRT1"}, note.PlatesApart},
		{"a plate a gene", []string{"P1 IFI27 28", "P1 HPRT1 24.5"}, 3.5, []string{"HPRT1"}, note.PlatesSplit},
		{"a reference gene without a Ct on one", []string{"P1 IFI27 28\nP1 HPRT1 24", "P1 IFI27 32\nP1 HPRT1 NaN"}, 6, []string{"HPRT1"}, note.PlatesSplit},
		{"a gene without a Ct on one", []string{"P1 IFI27 28\nP1 HPRT1 24", "P1 IFI27 NaN\nP1 HPRT1 26"}, 4, []string{"HPRT1"}, note.PlatesApart},
		{"the reference gene again, alone", []string{"P1 IFI27 28\nP1 HPRT1 24", "P1 HPRT1 26"}, 4, []string{"HPRT1"}, note.PlatesApart},
		{"no reference gene measured", []string{"P1 IFI27 28\nP1 HPRT1 NaN", "P1 IFI27 32\nP1 HPRT1 NaN"}, math.NaN(), []string{"HPRT1"}, ""},
	} {
		for as, c := range map[string]*read.Content{"files": plates(t, x.plates...), "one table": inOneTable(t, x.plates...), "runs": inRuns(t, x.plates...)} {
			in := Input{Matrix: c.Matrix, Assay: c.Assay}
			opt := Options{Unit: expr.Ct, References: x.refs, Normalisation: "dct"}
			exam, mp, err := Examine(in, opt)
			if err != nil {
				t.Fatal(err)
			}
			if opt, err = in.Settle(defaults(opt, exam), mp); err != nil {
				t.Fatal(err)
			}
			notes := in.Plates(opt, mp)
			if x.code == "" && len(notes) > 0 || x.code != "" && (len(notes) != 1 || notes[0].Code != x.code || !strings.Contains(notes[0].Text, ": P1 (1 in all)")) {
				t.Errorf("%s, as %s: notes %v, want %q", x.name, as, notes, x.code)
			}
			var again note.Log
			m := in.declared(opt, mp, &again)
			p, err := prepare(m, mp, opt, norm.Choice{}, &again)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.Index(p.Log2.Genes(), "IFI27")
			if got := -p.Log2.At(at, slices.Index(m.Samples(), "P1")); math.Abs(got-x.dct) > 1e-12 || math.IsNaN(got) != math.IsNaN(x.dct) {
				t.Errorf("%s, as %s: dCt %v, by hand %v", x.name, as, got, x.dct)
			}
		}
	}
}
