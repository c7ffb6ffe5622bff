package desk

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/chart"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// TestSecondDay is that of a laboratory: its plate with the controls was saved
// as a reference file, and now there is a plate with one patient and nobody
// else. The patient is taken for one, is judged as on the first day, is the one
// whom a report is of, and stands beside the saved controls.
func TestSecondDay(t *testing.T) {
	first := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	plate := file("day1.txt", []byte(oracle.LabPlate()))
	first.do(opening(false, plate), plate)
	day1 := first.do(job.Request{Score: &job.Score{}}).Result
	saved := first.do(job.Request{Export: &job.Export{Kind: "reference", About: ref.About{Name: "Lab controls", Lot: "L77", Date: "2025-11-21"}}}).File

	var lines []string
	for l := range strings.Lines(oracle.LabPlate()) {
		f := strings.Split(l, "\t")
		if len(f) > 6 && f[3] != "Sample Name" {
			if f[3] != "P2" && f[3] != "NTC" {
				continue
			}
			f[6] = "" // nobody says what P2 is
			f[3] = strings.Replace(f[3], "P2", "24-117", 1)
		}
		lines = append(lines, strings.Join(f, "\t"))
	}
	lines = append([]string{"* Experiment Run End Time = 2026-01-09 10:02:11 AM CET\n"}, lines...)
	alone, controls := file("day2.txt", []byte(strings.Join(lines, ""))), file(saved.Name, saved.Data)
	second := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	check := second.do(opening(false, alone, controls), alone, controls).Check
	if n := check.Samples.Counts; !slices.Contains(n, job.RoleCount{Role: sample.Patient, People: 1, Samples: 1}) {
		t.Errorf("the samples are taken for %+v", n)
	}
	day2 := second.do(job.Request{Score: &job.Score{}}).Result
	if day2.Only != "24-117" || day2.Reference != "Lab controls, lot L77, 2025-11-21" || !day2.AUC.Missing() {
		t.Errorf("the only patient is %q, the controls those of %q, the AUC %v", day2.Only, day2.Reference, day2.AUC)
	}
	if day2.Cutoff.Value != day1.Cutoff.Value || day2.Cutoff.Lower != day1.Cutoff.Lower || day1.Only != "" || day1.Reference != "" {
		t.Errorf("the cut-off is %+v, on the first day %+v", day2.Cutoff, day1.Cutoff)
	}
	// the plate tells when it was run, and no lot
	for _, want := range []note.Note{
		{Level: note.Info, Code: note.ReferenceDate, Subject: "Lab controls", Text: "run date 2026-01-09 here, 2025-11-21 in the reference file"},
		{Level: note.Info, Code: note.ReferenceNotCompared, Subject: "Lab controls", Text: "not compared with the controls of the reference file: the lot, which the files here do not state"},
	} {
		if !slices.Contains(day2.Notes, want) {
			t.Errorf("the notes lack %q: %v", want.Text, day2.Notes)
		}
	}
	f, err := second.desk.compose(job.Draw{Figure: job.FigureStrip, Width: 800})
	if err != nil {
		t.Fatal(err)
	}
	groups := f.(chart.Strip).Groups
	if len(groups) != 2 || groups[0].Label != "Lab controls" || len(groups[0].Points) != 29 || slices.ContainsFunc(groups[0].Points, func(p chart.Point) bool { return p.Sample != "" }) {
		t.Errorf("the figure has %d groups, the first %+v", len(groups), groups[0])
	}
}

// TestTwoReferences takes no reference file before another: nothing is scored
// until one of two is put away.
func TestTwoReferences(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	plate := file("day1.txt", []byte(oracle.LabPlate()))
	c.do(opening(false, plate), plate)
	c.do(job.Request{Score: &job.Score{}})
	one := c.do(job.Request{Export: &job.Export{Kind: "reference", About: ref.About{Name: "Old controls"}}}).File
	two := c.do(job.Request{Export: &job.Export{Kind: "reference", About: ref.About{Name: "New controls"}}}).File
	fs := []read.File{plate, file("old.ifnref.json", one.Data), file("new.ifnref.json", two.Data)}
	again := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	check := again.do(opening(false, fs...), fs...).Check
	if want := "2 reference files are open: old.ifnref.json (Old controls), new.ifnref.json (New controls). "; !strings.HasPrefix(check.Problem, want) || check.Table == nil {
		t.Errorf("the problem is %q, want %q; table %+v", check.Problem, want, check.Table)
	}
	if r := again.try(job.Request{Score: &job.Score{}}); r.Error == nil || r.Error.Text != check.Problem {
		t.Errorf("scored with two reference files: %+v", r.Error)
	}
	if check = again.do(job.Request{Correct: &job.Correct{Remove: "new.ifnref.json"}}).Check; check.Problem != "" || !strings.HasPrefix(check.Reference, "Old controls, ") {
		t.Errorf("with one left: %q, %q", check.Problem, check.Reference)
	}
	if r := again.do(job.Request{Score: &job.Score{}}).Result; r.Reference != "Old controls" {
		t.Errorf("scored against %q", r.Reference)
	}
}
