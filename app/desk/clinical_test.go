package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/pathway"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// lanes are four RCC files of two cartridges, named as a scanner names them.
func lanes() []read.File {
	var files []read.File
	for i, id := range []string{"H1", "H2", "S1", "S2"} {
		s := strings.NewReplacer("ID,P1\n", "ID,"+id+"\n", "CartridgeID,x\n", fmt.Sprintf("CartridgeID,c%d\n", 1+i%2)).Replace(lane)
		files = append(files, textFile(fmt.Sprintf("20240101_run_0%d.RCC", i+1), s))
	}
	return files
}

// TestClinicalTable opens lanes with a clinical table that names them in three
// ways. What the files say of their lanes stays beside it.
func TestClinicalTable(t *testing.T) {
	for what, x := range map[string]struct {
		table, key string
		columns    string
	}{
		"by the name of the lane": {"file,Diagnose,lane\n20240101_run_01,gesund,a\n20240101_run_02,gesund,b\n20240101_run_03,SLE,c\n20240101_run_04,SLE,d\n",
			`column "file", compared as it is: it names 4 of 4 samples`, "[file Diagnose lane sample id run date cartridge lane (of the expression file)]"},
		"by sample id": {"Diagnose,sample\nSLE,S1\nSLE,S2\ngesund,H1\ngesund,H2\n",
			`column "sample", compared as it is with the column "sample id" of the expression file: it names 4 of 4 samples`, "[Diagnose sample sample id run date cartridge lane]"},
		"by the name of the file": {"file,Diagnose\n20240101_run_01.RCC,gesund\n20240101_run_02.RCC,gesund\n20240101_run_03.RCC,SLE\n20240101_run_04.RCC,SLE\n",
			`column "file", compared without the ending of a file: it names 4 of 4 samples`, "[file Diagnose sample id run date cartridge lane]"},
	} {
		var d Desk
		r, problem := do(t, &d, job.Request{Open: &job.Open{}}, append(lanes(), textFile("clinical.csv", x.table))...)
		if problem != "" || r.Check.Notes.Has(note.JoinFailed) {
			t.Errorf("%s: %s %v", what, problem, r.Check.Notes)
			continue
		}
		s := r.Check.Samples
		if s.Key != x.key || fmt.Sprint(d.table.Columns()) != x.columns {
			t.Errorf("%s: joined by %s to %q, want %s to %s", what, s.Key, d.table.Columns(), x.key, x.columns)
		}
		if got := fmt.Sprint(d.design.Role); got != "[control control patient patient]" || s.Assignment.GroupColumn != "Diagnose" {
			t.Errorf("%s: roles %s by %s", what, got, s.GroupWhy)
		}
		if !slices.ContainsFunc(qc.Batches(d.table, nil), func(b qc.Batch) bool { return b.Name == "cartridge" }) {
			t.Errorf("%s: the cartridges are no batches", what)
		}
	}
}

// TestClinicalTableNotJoined says what stands on either side and what to do.
func TestClinicalTableNotJoined(t *testing.T) {
	for what, x := range map[string]struct{ table, says string }{
		"other names":       {"code,Diagnose\nA-77,gesund\nA-78,gesund\nA-79,SLE\nA-80,SLE\n", `the sample table has A-77, A-78, A-79 and 1 more in its column "code"`},
		"left out as names": {"MRN,Diagnose\nS1,gesund\nS2,gesund\nH1,SLE\nH2,SLE\n", "keep the personal columns"},
	} {
		var d Desk
		r, problem := do(t, &d, job.Request{Open: &job.Open{}}, append(lanes(), textFile("clinical.csv", x.table))...)
		i := slices.IndexFunc(r.Check.Notes, func(n note.Note) bool { return n.Code == note.JoinFailed })
		if problem != "" || i < 0 || !strings.Contains(r.Check.Notes[i].Text, x.says) || !strings.Contains(r.Check.Notes[i].Text, "The expression table has 20240101_run_01, ") {
			t.Errorf("%s: %q %v", what, problem, r.Check.Notes)
		}
		if d.table.Column("cartridge") == nil {
			t.Errorf("%s: the file's own columns are gone: %q", what, d.table.Columns())
		}
	}
}

// TestClinicalCommas opens a clinical table as a German spreadsheet saves it:
// its numbers reach what computes with them, and the file says how it was read.
func TestClinicalCommas(t *testing.T) {
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, append(lanes(), textFile("klinik.csv",
		"sample;Diagnose;SLEDAI;C3\nS1;SLE;4,5;0,82\nS2;SLE;12;0,9\nH1;gesund;0;1,012\nH2;gesund;0;1,2\n"))...)
	if problem != "" || r.Check.Problem != "" {
		t.Fatal(problem, r.Check.Problem)
	}
	if got := fmt.Sprint(d.table.Column("SLEDAI"), d.table.Column("C3")); got != "[0 0 4.5 12] [1.012 1.2 0.82 0.9]" {
		t.Error(got)
	}
	if i := slices.IndexFunc(r.Check.Files[4].Summary.Evidence, func(e read.Evidence) bool {
		return e.What == "decimal separator" && e.Guess == "comma" && strings.Contains(e.Why, `column "SLEDAI" (1 like 4,5), column "C3" (4 like 0,82)`)
	}); i < 0 {
		t.Errorf("the evidence is %+v", r.Check.Files[4].Summary.Evidence)
	}
}

// TestHolds corrects what a column is taken for, takes it back, and finds it
// again in a session.
func TestHolds(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := demo.DefectFiles()
	check := c.do(opening(false, fs...), fs...).Check
	view := func(check *job.Check, name string) job.ColumnView {
		i := slices.IndexFunc(check.Samples.Columns, func(v job.ColumnView) bool { return v.Name == name })
		if i < 0 {
			t.Fatalf("no column %q in %+v", name, check.Samples.Columns)
		}
		return check.Samples.Columns[i]
	}
	column := ""
	for _, v := range check.Samples.Columns {
		if v.Holds == "dsdna" {
			column = v.Name
		}
	}
	before := view(check, column)
	if before.Title != "dsDNA" || before.Said || !strings.HasPrefix(before.Why, "its name holds ") {
		t.Errorf("before it is %+v", before)
	}
	c.do(job.Request{Score: &job.Score{}})
	related := func(key string) bool {
		v := c.do(job.Request{Pathway: &job.Pathway{}}).Pathway
		return slices.ContainsFunc(v.Associations, func(a pathway.Association) bool { return a.Column == column && a.Key == key })
	}
	if !related("dsdna") {
		t.Fatalf("%q is not held against the axes", column)
	}
	say := func(h job.Holds) *job.Check { return c.do(job.Request{Correct: &job.Correct{Holds: &h}}).Check }
	if v := view(say(job.Holds{Column: column, Key: "sledai"}), column); v.Holds != "sledai" || v.Title != "SLEDAI" || !v.Said || v.Why != "as you said" {
		t.Errorf("corrected it is %+v", v)
	}
	if !related("sledai") || related("dsdna") {
		t.Error("the profile does not follow the correction")
	}
	file := c.do(job.Request{Export: &job.Export{Kind: "pathway"}}).File
	if want := fmt.Sprintf("# column: %q holds SLEDAI: a person said so\n", column); !strings.Contains(string(file.Data), want) {
		t.Errorf("the export does not say %s", want)
	}
	saved := c.do(job.Request{Export: &job.Export{Kind: "session"}}).File
	again := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	all := append(slices.Clone(fs), textFile("work.ifnscope.json", string(saved.Data)))
	if v := view(again.do(opening(false, all...), all...).Check, column); v.Holds != "sledai" || !v.Said {
		t.Errorf("after a session it is %+v", v)
	}
	if v := view(say(job.Holds{Column: column}), column); v.Holds != "" || v.Title != "" || !v.Said || related("sledai") {
		t.Errorf("as none of these it is %+v", v)
	}
	if v := view(say(job.Holds{Column: column, Forget: true}), column); v != before || !related("dsdna") {
		t.Errorf("taken back it is %+v, want %+v", v, before)
	}
	for _, h := range []job.Holds{{Column: "no such", Key: "sledai"}, {Column: column, Key: "no such"}} {
		if r := c.try(job.Request{Correct: &job.Correct{Holds: &h}}); r.Error == nil || !strings.Contains(r.Error.Text, "no such") {
			t.Errorf("%+v is answered with %+v", h, r.Error)
		}
	}
}
