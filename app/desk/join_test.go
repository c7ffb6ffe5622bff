package desk

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	_ "ifnscope/score/read/geo"
	_ "ifnscope/score/read/quant"
	"ifnscope/score/sample"
)

func textFile(name, s string) read.File {
	return read.File{Name: name, Size: int64(len(s)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

// do asks the desk for one thing and fails on an error that was not expected.
func do(t *testing.T, d *Desk, req job.Request, files ...read.File) (job.Reply, string) {
	t.Helper()
	for _, f := range files {
		req.Open.Files = append(req.Open.Files, job.FileRef{Name: f.Name, Size: f.Size})
	}
	r := d.Do(context.Background(), req, files, func(job.Progress) {})
	if r.Error != nil {
		return r, r.Error.Text
	}
	return r, ""
}

// A report says how its files were read.
func TestReadingIsReported(t *testing.T) {
	var d Desk
	genes := []string{"IFI27", "IFI44", "IFI44L", "RSAD2", "MX1", "ISG15", "GAPDH", "ACTB", "HPRT1"}
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("P1.tab", star(genes...)), textFile("P2.tab", star(genes...)),
		textFile("H1.tab", star(genes[:8]...)), textFile("samples.tsv", samples))
	if problem != "" || r.Check.Problem != "" {
		t.Fatal(problem, r.Check.Problem)
	}
	if _, problem = do(t, &d, job.Request{Score: &job.Score{}}); problem != "" {
		t.Fatal(problem)
	}
	for _, c := range []note.Code{note.GeneListsDiffer, note.IdentifiersDropped} {
		if !d.result.Report.Notes.Has(c) {
			t.Errorf("no note %s in %v", c, d.result.Report.Notes)
		}
	}
}

// star is a file of STAR of a library on the reverse strand.
func star(genes ...string) string {
	s := "N_unmapped\t9\t9\t9\nN_multimapping\t1\t1\t1\nN_noFeature\t1\t1\t1\nN_ambiguous\t1\t1\t1\n"
	for i, g := range genes {
		s += fmt.Sprintf("%s\t%d\t%d\t%d\n", g, 1000+i, 10, 990+i)
	}
	return s
}

const samples = "sample\tgroup\tPatient name\tDOB\nP1\tSLE\tJane Doe\t1970-01-01\nP2\tSLE\tJohn Roe\t1980-01-01\nH1\thealthy\tAnn Poe\t1990-01-01\n"

func TestFilesOfOneSample(t *testing.T) {
	var d Desk
	genes := []string{"IFI27", "IFI44", "IFI44L", "RSAD2", "MX1", "ISG15"}
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("P1ReadsPerGene.out.tab", star(genes...)), textFile("P2ReadsPerGene.out.tab", star(genes...)),
		textFile("H1ReadsPerGene.out.tab", star(genes[:5]...)), textFile("samples.tsv", samples))
	if problem != "" {
		t.Fatal(problem)
	}
	if v := r.Check.Table; v == nil || v.Samples != 3 || v.Rows != 6 || v.Missing != 1 || v.Unit.String() != "counts" {
		t.Fatalf("table %+v, problem %q", v, r.Check.Problem)
	}
	if got := fmt.Sprint(d.matrix.Samples(), d.matrix.Row(0)); got != "[P1 P2 H1] [990 990 990]" {
		t.Error(got)
	}
	for _, c := range []note.Code{note.FilesJoined, note.GeneListsDiffer, note.IdentifiersDropped} {
		if !r.Check.Notes.Has(c) {
			t.Errorf("no note %s in %v", c, r.Check.Notes)
		}
	}
	if got := fmt.Sprint(d.table.Columns()); got != "[sample group]" {
		t.Errorf("columns %s: what identifies a person is left out", got)
	}
	if got := fmt.Sprint(r.Check.Files[3].Identifiers); got != "[Patient name DOB]" {
		t.Errorf("identifiers %s", got)
	}

	// a sample that comes later is joined to them
	if r, problem = do(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("P3ReadsPerGene.out.tab", star(genes...))); problem != "" {
		t.Fatal(problem)
	}
	if v := r.Check.Table; v == nil || v.Samples != 4 || len(r.Check.Files) != 5 {
		t.Fatalf("table %+v of %d files", v, len(r.Check.Files))
	}
	if r, problem = do(t, &d, job.Request{Correct: &job.Correct{Remove: "P3ReadsPerGene.out.tab"}}); problem != "" {
		t.Fatal(problem)
	}

	// the column is chosen for all of them
	opt := r.Check.Files[1].Summary.Options
	opt.Column = "unstranded"
	if r, problem = do(t, &d, job.Request{Correct: &job.Correct{File: "P2ReadsPerGene.out.tab", Options: &opt}}); problem != "" {
		t.Fatal(problem)
	}
	if got := fmt.Sprint(d.matrix.Row(0)); got != "[1000 1000 1000]" || r.Check.Notes.Has(note.StrandsDiffer) {
		t.Errorf("values %s, notes %v", got, r.Check.Notes)
	}

	// and the person may keep what identifies the people
	opt = r.Check.Files[3].Summary.Options
	opt.Identifiers = "keep"
	if r, problem = do(t, &d, job.Request{Correct: &job.Correct{File: "samples.tsv", Options: &opt}}); problem != "" {
		t.Fatal(problem)
	}
	if d.table.Column("DOB") == nil || !r.Check.Notes.Has(note.IdentifiersKept) {
		t.Errorf("columns %q, notes %v", d.table.Columns(), r.Check.Notes)
	}
}

func TestFilesOfOneName(t *testing.T) {
	var d Desk
	a, b := textFile("abundance.tsv", "x"), textFile("abundance.tsv", "y")
	if _, problem := do(t, &d, job.Request{Open: &job.Open{}}, a, b); !strings.Contains(problem, `Two of the files are named "abundance.tsv"`) {
		t.Error(problem)
	}
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("P1.htseq.txt", "IFI27\t3\nMX1\t4\n"), textFile("P1.counts", "IFI27\t3\nMX1\t4\n"))
	if problem != "" {
		t.Fatal(problem)
	}
	if p := r.Check.Problem; !strings.Contains(p, `both of the sample "P1"`) || r.Check.Table != nil {
		t.Errorf("problem %q", p)
	}
}

func TestPlatformTable(t *testing.T) {
	matrix := "ID\tP1\tP2\tH1\nown1\t9.5\t8\t2\nown2\t9\t8.5\t3\nown3\t5\t5\t5\n"
	platform := "^PLATFORM = GPL1\n!platform_table_begin\nID\tGene Symbol\nown1\tIFI27\nown2\tC1orf29\nown3\t\n!platform_table_end\n"
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("values.tsv", matrix))
	if problem != "" {
		t.Fatal(problem)
	}
	if r.Check.Problem == "" {
		t.Fatal("probes of an unknown array were mapped")
	}
	r, problem = do(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("GPL1.soft", platform))
	if problem != "" {
		t.Fatal(problem)
	}
	if v := r.Check.Table; r.Check.Problem != "" || v == nil || v.Mapped != 2 || v.Namespace.Kind != gene.Probe || !r.Check.Notes.Has(note.PlatformUsed) {
		t.Errorf("table %+v, problem %q, notes %v", v, r.Check.Problem, r.Check.Notes)
	}
	if f := r.Check.Files[1]; f.Rows != 2 || f.Summary.Options.Kind != read.Platform {
		t.Errorf("platform %+v", f)
	}
	// two platform tables are one; of a probe that both have the first stands, and
	// that is said
	r, problem = do(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("GPL2.soft", strings.ReplaceAll(strings.ReplaceAll(platform, "own3\t", "own3\tMX1"), "C1orf29", "RSAD2")))
	if problem != "" {
		t.Fatal(problem)
	}
	i := slices.IndexFunc(r.Check.Notes, func(n note.Note) bool { return n.Code == note.PlatformsDiffer })
	if v := r.Check.Table; v == nil || v.Mapped != 3 || i < 0 || r.Check.Notes[i].Subject != "GPL2.soft" || !strings.Contains(r.Check.Notes[i].Text, "1 probes have another gene here than in a platform table opened before it, GPL1.soft the first") ||
		!strings.Contains(r.Check.Notes[i].Text, "own2 (C1orf29, here RSAD2)") || fmt.Sprint(d.probes) != "map[own1:IFI27 own2:C1orf29 own3:MX1]" {
		t.Errorf("table %+v, probes %v, notes %v", v, d.probes, r.Check.Notes)
	}
	if len(d.files[1].content.Probes) != 2 {
		t.Errorf("the first table was changed: %v", d.files[1].content.Probes)
	}
	if r, problem = do(t, &d, job.Request{Correct: &job.Correct{Remove: "GPL2.soft"}}); problem != "" || r.Check.Notes.Has(note.PlatformsDiffer) {
		t.Fatal(problem, r.Check.Notes)
	}
	// a platform of another array is not used
	r, problem = do(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("GPL1.soft", strings.ReplaceAll(platform, "own", "other")))
	if problem != "" {
		t.Fatal(problem)
	}
	if !r.Check.Notes.Has(note.PlatformUnused) {
		t.Errorf("notes %v", r.Check.Notes)
	}
}

// A table of numbers that names no gene is not taken before one that does,
// whichever was opened first, and does not put it away when it comes later.
func TestNumbersBesideExpression(t *testing.T) {
	design := textFile("design.csv", "\"\",Intercept,Age,Visit\nP1,1,30,1\nP2,1,40,2\nH1,1,50,1\n")
	values := textFile("values.tsv", "gene\tP1\tP2\tH1\nIFI27\t9.5\t8\t2\nIFI44\t9\t8.5\t3\nRSAD2\t5\t5\t5\n")
	var d, later Desk
	if _, problem := do(t, &d, job.Request{Open: &job.Open{}}, design, values); problem != "" {
		t.Fatal(problem)
	}
	for _, f := range []read.File{values, design} {
		if _, problem := do(t, &later, job.Request{Open: &job.Open{Add: true}}, f); problem != "" {
			t.Fatal(problem)
		}
	}
	for _, d := range []*Desk{&d, &later} {
		if got := fmt.Sprint(d.matrix.Genes(), d.matrix.Samples()); got != "[IFI27 IFI44 RSAD2] [P1 P2 H1]" {
			t.Errorf("the expression table is %s", got)
		}
		if !d.notes.Has(note.SecondMatrix) {
			t.Errorf("notes %v", d.notes)
		}
	}
}

// TestTwoSampleTables puts the columns of sample tables side by side, each joined
// by its own key, in either order and opened at once or one after the other.
func TestTwoSampleTables(t *testing.T) {
	values := textFile("values.tsv", "gene\tP1\tP2\tH1\tH2\nIFI27\t9.5\t8\t2\t3\nIFI44\t9\t8.5\t3\t3\nRSAD2\t5\t5\t5\t4\n")
	clinical := textFile("clinical.tsv", "sample\tgroup\tarm\nP1\tSLE\tA\nP2\tSLE\tB\nH1\thealthy\t\nH2\thealthy\t\n")
	treatment := textFile("treatment.tsv", "dose\tID\tarm\n10\tp-1\tA\n20\tp-2\tC\n")
	patients := textFile("patients.tsv", "sample\tgroup\nP1\tSLE\nP2\tSLE\n")
	controls := textFile("controls.tsv", "sample\tgroup\nH2\thealthy\nH1\thealthy\n")
	other := textFile("other.tsv", "code\tdrug\nX7\tnone\nX8\tnone\n")
	for what, x := range map[string]struct {
		files   []read.File
		key     string
		columns string
		notes   map[note.Code]string // of its subject and text
		not     []note.Code
	}{
		"side by side": {[]read.File{values, clinical, treatment}, `column "sample", compared as it is: it names 4 of 4 samples (clinical.tsv), and by column "ID", compared without regard to case and punctuation: it names 2 of 4 samples (treatment.tsv)`,
			"[sample group arm dose ID arm (of treatment.tsv)]",
			map[note.Code]string{note.TablesJoined: "treatment.tsv: its columns stand beside those of clinical.tsv", note.TablesDiffer: "treatment.tsv: columns that another sample table has too have other values here: both are kept, those of this file as arm (of treatment.tsv).",
				note.SampleNotInTable: "treatment.tsv: 2 of 4 samples have no row in the sample table: H1, H2", note.JoinFolded: "treatment.tsv: "}, nil},
		"the other first": {[]read.File{values, treatment, clinical}, `column "ID"`, "[dose ID arm sample group arm (of clinical.tsv)]",
			map[note.Code]string{note.TablesDiffer: "clinical.tsv: "}, nil},
		"people apart": {[]read.File{patients, values, controls}, "(patients.tsv), and by column", "[sample group]",
			map[note.Code]string{note.TablesJoined: "controls.tsv: its columns stand beside those of patients.tsv; it fills empty cells of the columns that both have: sample, group"}, []note.Code{note.TablesDiffer}},
		"one that fails": {[]read.File{other, values, clinical}, `column "sample", compared as it is: it names 4 of 4 samples`, "[sample group arm]",
			map[note.Code]string{note.JoinFailed: "other.tsv: the sample table is not used: no column of the sample table names the samples"}, []note.Code{note.TablesJoined, note.TablesDiffer}},
		"three": {[]read.File{values, clinical, other, textFile("age.csv", "id,age\nP1,31\nP2,40\nH1,50\nH2,60\n"), treatment}, "(clinical.tsv), and by", "[sample group arm id age dose ID (of treatment.tsv) arm (of treatment.tsv)]",
			map[note.Code]string{note.JoinFailed: "other.tsv: "}, nil},
	} {
		var d, later Desk
		r, problem := do(t, &d, job.Request{Open: &job.Open{}}, x.files...)
		for i, f := range x.files {
			var p string
			if r, p = do(t, &later, job.Request{Open: &job.Open{Add: i > 0}}, f); p != "" {
				problem = p
			}
		}
		for _, d := range []*Desk{&d, &later} {
			if problem != "" || fmt.Sprint(d.table.Columns()) != x.columns || !strings.Contains(d.key, x.key) || r.Check.Samples.Key != d.key {
				t.Errorf("%s: %s columns %q, joined by %s", what, problem, d.table.Columns(), d.key)
			}
			if got := fmt.Sprint(d.design.Role); got != "[patient patient control control]" {
				t.Errorf("%s: roles %s", what, got)
			}
			for code, text := range x.notes {
				if !slices.ContainsFunc(d.notes, func(n note.Note) bool { return n.Code == code && strings.Contains(n.Subject+": "+n.Text, text) }) {
					t.Errorf("%s: no note %s that says %q in %v", what, code, text, d.notes)
				}
			}
			for _, code := range x.not {
				if d.notes.Has(code) {
					t.Errorf("%s: notes %v", what, d.notes)
				}
			}
		}
	}
}

// TestTableOfPeople opens a table with a row a person beside samples of several
// visits: whose they are is told by their names, by another table, or by a
// person; the visits stay.
func TestTableOfPeople(t *testing.T) {
	genes := "IFI27\t9.5\t8\t2\t3\t2\nIFI44\t9\t8.5\t3\t3\t2\nRSAD2\t5\t5\t5\t4\t3\n"
	named := textFile("values.tsv", "gene\tP1_V1\tP1_V2\tP2_V1\tH1_V1\tH2_V1\n"+genes)
	coded := textFile("values.tsv", "gene\tx1\tx2\tx3\tx4\tx5\n"+genes)
	people := textFile("people.tsv", "patient\tsex\tgroup\nH1\tm\thealthy\nP2\tf\tSLE\nP1\tf\tSLE\nH2\tm\thealthy\n")
	visits := textFile("visits.tsv", "sample\tsubject\tvisit\nx1\tP1\tV1\nx2\tP1\tV2\nx3\tP2\tV1\nx4\tH1\tV1\nx5\tH2\tV1\n")
	for name, files := range map[string][]read.File{
		"by the names":        {named, people},
		"by another table":    {coded, visits, people},
		"that comes after it": {people, coded, visits},
	} {
		var d Desk
		if _, problem := do(t, &d, job.Request{Open: &job.Open{}}, files...); problem != "" {
			t.Fatal(name, ": ", problem)
		}
		if got := fmt.Sprint(d.table.Column("sex")); got != "[f f f m m]" || !d.notes.Has(note.JoinPeople) || d.notes.Has(note.JoinFailed) {
			t.Errorf("%s: sex %s, notes %v", name, got, d.notes)
		}
		if got := fmt.Sprint(d.design.Role, d.design.Subject, d.design.Visit); got != "[patient patient patient control control] [P1 P1 P2 H1 H2] [V1 V2 V1 V1 V1]" {
			t.Errorf("%s: %s", name, got)
		}
	}

	// a row of one visit is not that of the others
	activity := textFile("activity.tsv", "sample\tpatient\tvisit\tsledai\nP1_V1\tP1\tV1\t20\nP2_V1\tP2\tV1\t4\nH1_V1\tH1\tV1\t0\n")
	tubes := textFile("tubes.tsv", "tube\tpatient\tvisit\tsledai\nt1\tP1\tV1\t20\nt2\tP2\tV1\t4\nt3\tH1\tV1\t0\n")
	plain := textFile("plain.tsv", "sample\tpatient\tsledai\nP1_V1\tP1\t20\nP2_V1\tP2\t4\nH1_V1\tH1\t0\n")
	for _, f := range []read.File{activity, tubes, plain} {
		var d Desk
		if _, problem := do(t, &d, job.Request{Open: &job.Open{}}, named, f); problem != "" || d.notes.Has(note.JoinPeople) || d.notes.Has(note.JoinFailed) != (f.Name == "tubes.tsv") {
			t.Errorf("%s: %s, notes %v", f.Name, problem, d.notes)
		}
		if f.Name == "tubes.tsv" {
			continue
		}
		if got := fmt.Sprintf("%q", d.table.Column("sledai")); got != `["20" "" "4" "0" ""]` {
			t.Errorf("%s: SLEDAI %s", f.Name, got)
		}
	}

	// nothing tells whose the samples are, until a person does
	var d Desk
	told := textFile("told.tsv", "sample\thandle\nx1\tP1\nx2\tP1\nx3\tP2\nx4\tH1\nx5\tH2\n")
	if _, problem := do(t, &d, job.Request{Open: &job.Open{}}, coded, told, people); problem != "" || !d.notes.Has(note.JoinFailed) {
		t.Errorf("%s, notes %v", problem, d.notes)
	}
	if _, problem := do(t, &d, job.Request{Assign: &job.Assign{Assignment: sample.Assignment{SubjectColumn: "handle"}}}); problem != "" || d.notes.Has(note.JoinFailed) || fmt.Sprint(d.table.Column("sex")) != "[f f f m m]" {
		t.Errorf("%s, notes %v", problem, d.notes)
	}
	a := sample.Assignment{SubjectColumn: "handle", GroupColumn: "group", Roles: map[string]sample.Role{"SLE": sample.Patient, "healthy": sample.Control}}
	if _, problem := do(t, &d, job.Request{Assign: &job.Assign{Assignment: a}}); problem != "" || fmt.Sprint(d.design.Role) != "[patient patient patient control control]" {
		t.Errorf("the group of the people cannot be chosen: %s, roles %v", problem, d.design.Role)
	}
}
