package pcr

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/read"
)

func join(t *testing.T, texts ...string) *read.Content {
	t.Helper()
	var plates []*read.Content
	for _, s := range texts {
		plates = append(plates, mustOpen(t, "plate", s))
	}
	c, err := read.JoinPlates(plates)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestPlatesOfTargets joins the files that a LightCycler 480 writes, one a
// target.
func TestPlatesOfTargets(t *testing.T) {
	c := join(t, lightCycler480, strings.NewReplacer("IFI27", "HPRT1", "27.50", "24.00", "22.00", "24.25").Replace(lightCycler480))
	if got, want := shape(c.Matrix), "IFI27 HC1 27.5; IFI27 P1 22; IFI27 P2 NaN; HPRT1 HC1 24; HPRT1 P1 24.25; HPRT1 P2 NaN"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !slices.Equal(c.Assay.Classes, []string{read.Endogenous, read.Housekeeping}) || !c.Notes.Has(note.FilesJoined) {
		t.Errorf("classes %q, notes %v", c.Assay.Classes, c.Notes)
	}
}

// TestPlatesOfSamples joins two plates with a calibrator on both: its values
// are the mean of all wells, and how far the plates are apart is a figure.
func TestPlatesOfSamples(t *testing.T) {
	const head = "Well,Sample,Target,Biological Set Name,Cq\n"
	c := join(t,
		head+"A1,C25,IFI27,controls,27\nA2,C25,IFI27,controls,27\nA3,C25,HPRT1,controls,24\nA4,P1,IFI27,patients,22\nA5,P1,HPRT1,patients,24\n",
		head+"A1,C25,IFI27,controls,30\nA2,C25,HPRT1,controls,NaN\nA3,P2,IFI27,patients,23\nA4,P2,HPRT1,patients,25\n")
	if got, want := shape(c.Matrix), "IFI27 C25 28; IFI27 P1 22; IFI27 P2 23; HPRT1 C25 24; HPRT1 P1 24; HPRT1 P2 25"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// plates of 27 and 30: sd = 3/sqrt 2
	if k := find(t, c, "C25", "IFI27", "spread between plates (SD)"); math.Abs(float64(k.Value)-3/math.Sqrt2) > 1e-12 {
		t.Errorf("%s", k)
	}
	if r := c.Assay.Replicates[0]; r.Wells != 3 || r.Undetermined != 0 {
		t.Errorf("IFI27 in C25: %+v", r)
	}
	if r := c.Assay.Replicates[3]; r.Wells != 2 || r.Undetermined != 1 {
		t.Errorf("HPRT1 in C25: %+v", r)
	}
	if got := c.Table.Column("group"); !slices.Equal(got, []string{"controls", "patients", "patients"}) {
		t.Errorf("groups %q", got)
	}
	// what each plate has, without the well that has no Ct
	want := []read.Plate{
		{Values: []read.PlateValue{{Row: 0, Column: 0, Value: 27, Wells: 2}, {Row: 0, Column: 1, Value: 22, Wells: 1}, {Row: 1, Column: 0, Value: 24, Wells: 1}, {Row: 1, Column: 1, Value: 24, Wells: 1}}},
		{Values: []read.PlateValue{{Row: 0, Column: 0, Value: 30, Wells: 1}, {Row: 0, Column: 2, Value: 23, Wells: 1}, {Row: 1, Column: 2, Value: 25, Wells: 1}}},
	}
	if !reflect.DeepEqual(c.Assay.Plates, want) {
		t.Errorf("plates %+v", c.Assay.Plates)
	}
}

// TestPlatesOfOneFile reads three plates from one table, whose wells do not stand
// plate by plate, and from one RDML document, and two of them beside the file of
// another: each is what the plates give as files of their own.
func TestPlatesOfOneFile(t *testing.T) {
	first, second := []string{"C25,IFI27,27", "C25,IFI27,27.5", "C25,HPRT1,24", "P1,IFI27,22", "P1,HPRT1,24"}, []string{"C25,IFI27,30", "C25,HPRT1,NaN", "P2,IFI27,23", "P2,HPRT1,25"}
	third := []string{"C25,IFI27,26", "C25,HPRT1,22", "P1,HPRT1,23"}
	on := func(plate string, wells []string) (lines string) {
		for _, w := range wells {
			lines += plate + "," + w + "\n"
		}
		return lines
	}
	const head = "Plate,Sample,Target,Cq\n"
	inTurns := head + on("1", first[:4]) + on("2.0", second) + on("1.0", first[4:]) // as a spreadsheet writes numbers
	runs := func(plates ...[]string) string {
		var all [][][]string
		for _, plate := range plates {
			var wells [][]string
			for _, w := range plate {
				wells = append(wells, strings.Split(w, ","))
			}
			all = append(all, wells)
		}
		return oracle.Runs(all...)
	}
	spread := func(c *read.Content) (all []string) {
		for _, k := range c.Assay.Checks {
			all = append(all, k.String())
		}
		slices.Sort(all)
		return all
	}
	want := join(t, head+on("1", first), head+on("1", second), head+on("1", third))
	for name, c := range map[string]*read.Content{
		"one table":          mustOpen(t, "plate", inTurns+on("3", third)),
		"merged cells":       mustOpen(t, "plate", head+on("1", first[:1])+on("", first[1:])+on("2", second[:1])+on("", second[1:])+on("3", third[:1])+on("", third[1:])),
		"runs":               mustOpen(t, "plate", runs(first, second, third)),
		"an empty run":       mustOpen(t, "plate", runs(first, nil, second, third)),
		"a table and a file": join(t, inTurns, head+on("1", third)),
		"a file and runs":    join(t, head+on("1", first), runs(second, third)),
	} {
		if got, want := shape(c.Matrix), shape(want.Matrix); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if !reflect.DeepEqual(c.Assay.Plates, want.Assay.Plates) {
			t.Errorf("%s: plates %+v, want %+v", name, c.Assay.Plates, want.Assay.Plates)
		}
		if name == "one table" || name == "runs" || name == "merged cells" {
			if got, want := spread(c), spread(want); !slices.Equal(got, want) {
				t.Errorf("%s: checks %q, want %q", name, got, want)
			}
		}
		for i, r := range c.Assay.Replicates {
			if w := want.Assay.Replicates[i]; r.Wells != w.Wells || r.Undetermined != w.Undetermined || math.IsNaN(float64(r.SD)) != math.IsNaN(float64(w.SD)) {
				t.Errorf("%s: %+v stands behind value %d, want %+v", name, r, i, w)
			}
		}
	}
	// the number of a row, or of a replicate, is no plate
	if c := mustOpen(t, "plate", "Run,Sample,Target,Cq\n1,P1,IFI27,20\n2,P1,IFI27,20.2\n3,P1,HPRT1,24\n4,P1,HPRT1,24.2\n"); c.Assay.Plates != nil || math.IsNaN(float64(c.Assay.Replicates[0].SD)) {
		t.Errorf("plates %+v", c.Assay.Plates)
	}
	// of one plate there are none
	if c := mustOpen(t, "plate", head+on("1", first)); c.Assay.Plates != nil {
		t.Errorf("plates %+v of one", c.Assay.Plates)
	}
}

// TestLastCycleOfEachRun censors what stands for the last cycle of its own run:
// 40 of a run of 40 cycles, told by its curves or by its wells, and not 40 of a
// run of 45.
func TestLastCycleOfEachRun(t *testing.T) {
	run := func(wells string) string { return "<run>" + wells + "</run>" }
	well := func(sample, cq, cycles string) string {
		if cycles != "" {
			cycles = "<adp><cyc>" + cycles + "</cyc></adp>"
		}
		return `<react><sample id="` + sample + `"/><data><tar id="IFI27"/><cq>` + cq + "</cq>" + cycles + "</data></react>"
	}
	const head, foot = `<rdml version="1.3" xmlns="http://www.rdml.org"><experiment id="e">`, "</experiment></rdml>"
	for name, x := range map[string][2]string{
		"told":     {run(well("P1", "40", "40")+well("P2", "30", "40")) + run(well("P3", "40", "45")+well("P4", "45", "45")), "IFI27 P1 NaN; IFI27 P2 30; IFI27 P3 40; IFI27 P4 NaN"},
		"not told": {run(well("P1", "40", "")+well("P2", "30", "")) + run(well("P3", "40", "")+well("P4", "45", "")), "IFI27 P1 NaN; IFI27 P2 30; IFI27 P3 40; IFI27 P4 NaN"},
	} {
		if got := shape(mustOpen(t, "runs.rdml", head+x[0]+foot).Matrix); got != x[1] {
			t.Errorf("%s: %s, want %s", name, got, x[1])
		}
	}
}

// TestPlatesOfQuantities averages relative quantities of two plates as the wells
// of one are, on the log scale: 2 and 8 are 4. The calibrators of both are kept.
func TestPlatesOfQuantities(t *testing.T) {
	plate := func(rq, calibrator string) string {
		return "Well,Sample,Target,RQ\nA1,P1,IFI27," + rq + "\nA2," + calibrator + ",IFI27,1\n\nReference Sample," + calibrator + "\n"
	}
	c := join(t, plate("2", "C25"), plate("8", "C26"), plate("", "C25"))
	if got, want := shape(c.Matrix), "IFI27 P1 4; IFI27 C25 1; IFI27 C26 1"; got != want || c.Matrix.Unit() != expr.RQ {
		t.Errorf("%s: %s, want %s", c.Matrix.Unit(), got, want)
	}
	if !slices.Equal(c.Assay.Calibrators, []string{"C25", "C26"}) {
		t.Errorf("calibrators %q", c.Assay.Calibrators)
	}
}

func TestPlatesOfUnits(t *testing.T) {
	_, err := read.JoinPlates([]*read.Content{mustOpen(t, "a", longCt), mustOpen(t, "b", longRQ)})
	var e *read.Error
	if !errors.As(err, &e) || e.File != "b" {
		t.Errorf("Ct and RQ: %v", err)
	}
}
