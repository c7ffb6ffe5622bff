package score_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// TestReferenceStated scores patients against a reference file whose lot and date
// are stated, or not, and asks what is said of theirs. Nothing is refused, and no
// score knows of it.
func TestReferenceStated(t *testing.T) {
	genes := []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1"}
	samples := []string{"c1", "c2", "c3", "c4", "c5", "c6", "p1", "p2"}
	var values []float64
	for i := range genes {
		for j := range samples {
			values = append(values, 5+float64((7*i+5*j)%11)/8)
		}
	}
	m, err := expr.New(genes, samples, expr.Log2, gene.Namespace{Kind: gene.Symbol}, values)
	if err != nil {
		t.Fatal(err)
	}
	opt := score.Options{Signatures: []string{"crow6"}, Methods: []string{"mean-z"}, Assignment: sample.Assignment{ByHand: map[string]sample.Role{}}}
	for j, s := range samples {
		if opt.Assignment.ByHand[s] = sample.Control; j > 5 {
			opt.Assignment.ByHand[s] = sample.Patient
		}
	}
	whole, err := score.Score(context.Background(), score.Input{Matrix: m}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	patients, err := m.SelectSamples([]int{6, 7})
	if err != nil {
		t.Fatal(err)
	}
	const (
		lot  = "warning reference-lot: "
		date = "info reference-date: "
		not  = "info reference-not-compared: not compared with the controls of the reference file: "
	)
	none := ref.About{Name: "controls"}
	full := ref.About{Name: "controls", Lot: "L77, L78", Date: "2025-11-21"}
	for _, c := range []struct {
		about   ref.About
		columns string // a name and the cells of the two patients each
		want    string
	}{
		{full, "Kit lot|l77|L78;run date|2025-11-21 11:09:19 AM CET|20251121", ""},
		{full, "lot|Lot L77|LOT: L78;assay date|2025-11-21T11:09|2025/11/21", ""},
		{full, "lot|L77|L80;Run Date|2026-01-09|2025-11-21", lot + "lot L80 here, lot L77, L78 in the reference file; " + date + "run date 2026-01-09 here, 2025-11-21 in the reference file"},
		{full, "Charge|7|;date of run|2025-11-21|", lot + "lot 7 here, lot L77, L78"},
		{full, "code set|C2345|C2345;run date|2026-01-09|2026-01-09 09:00", lot + "code set C2345 here; " + date + "run date 2026-01-09 here, 2025"},
		{full, "cartridge|0123|0123;run date|2025-11-21|", "info reference-lot: cartridge 0123 here, lot L77, L78 in the reference file"},
		{full, "lot|L77|L77;run date|11/21/2025|20-11-2025", not + "the run date, which is written 11/21/2025, 20-11-2025 here and 2025-11-21 in the reference file"},
		{full, "age|34|43", not + "the lot, which the files here do not state; the run date, which the files here do not state"},
		{full, "slot|3|4;pilot|yes|no;sampling date|2020-01-01|2020-01-01", not + "the lot, which the files here do not state; the run date, which the files here do not state"},
		{none, "lot|L77|L77;run date|2025-11-21|", not + "the lot, which the reference file does not state; the run date, which the reference file does not state"},
		{none, "", not + "the lot, which neither states; the run date, which neither states"},
	} {
		file, err := whole.Reference(c.about)
		if err != nil {
			t.Fatal(err)
		}
		in := score.Input{Matrix: patients, Reference: file}
		var names []string
		var cells [][]string
		for column := range strings.SplitSeq(c.columns, ";") {
			if f := strings.Split(column, "|"); len(f) == 3 {
				names, cells = append(names, f[0]), append(cells, f[1:])
			}
		}
		if names != nil {
			if in.Table, err = sample.NewTable(names, cells); err != nil {
				t.Fatal(err)
			}
		}
		one := opt
		one.Assignment = sample.Assignment{ByHand: map[string]sample.Role{"p1": sample.Patient, "p2": sample.Patient}}
		r, err := score.Run(context.Background(), in, one, nil)
		if err != nil {
			t.Errorf("%q: %v", c.columns, err)
			continue
		}
		var got []string
		for _, n := range r.Notes {
			if slices.Contains([]note.Code{note.ReferenceLot, note.ReferenceDate, note.ReferenceNotCompared}, n.Code) {
				got = append(got, fmt.Sprintf("%s %s: %s", n.Level, n.Code, n.Text))
			}
		}
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "; "+date)
			if len(want) == 2 {
				want[1] = date + want[1]
			}
		}
		if len(got) != len(want) || !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%q against lot %q, date %q: %q, want %q", c.columns, c.about.Lot, c.about.Date, got, want)
		}
		res, _ := whole.Report.Result("crow6", "mean-z/1")
		if alone, ok := r.Result("crow6", "mean-z/1"); !ok || !slices.EqualFunc(alone.Scores, res.Scores[6:], func(a, b report.Score) bool { return a.Value == b.Value && a.Class == b.Class }) {
			t.Errorf("%q: other scores than in the cohort", c.columns)
		}
		// who is left out states nothing
		one.Assignment.ByHand["p2"] = sample.Excluded
		if c.want != "" && strings.Contains(c.want, "L80") {
			if r, err = score.Run(context.Background(), in, one, nil); err != nil || r.Notes.Has(note.ReferenceLot) || !r.Notes.Has(note.ReferenceDate) {
				t.Errorf("without the second patient: %v, %v", r.Notes, err)
			}
		}
	}
	if whole.Report.Notes.Has(note.ReferenceNotCompared) {
		t.Error("a run with controls of its own is compared with a reference file")
	}
}
