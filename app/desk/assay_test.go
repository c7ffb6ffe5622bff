package desk

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	_ "ifnscope/score/read/pcr"
	_ "ifnscope/score/read/rcc"
)

// TestLanes opens eight RCC files together: one table, and the quality of every
// lane with the factors that follow from all.
func TestLanes(t *testing.T) {
	var files []read.File
	for _, name := range oracle.Files(t, "nanostring/rcc", "*.RCC") {
		b := oracle.Bytes(t, name)
		files = append(files, read.File{Name: path.Base(name), Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }})
	}
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, files...)
	if problem != "" || r.Check.Problem != "" {
		t.Fatal(problem, r.Check.Problem)
	}
	if v := r.Check.Table; v.Samples != 8 || v.Rows != 26 || v.Unit != expr.Counts {
		t.Errorf("%d samples, %d rows, %s", v.Samples, v.Rows, v.Unit)
	}
	bad := map[string]int{}
	for _, k := range r.Check.Quality {
		if k.Grade == qc.Bad {
			bad[k.Sample]++
		}
	}
	// lane 3 has a binding density of 2.4, 4 too few fields, 7 faint and bent
	// positive controls and a density of 1.9 on a SPRINT, 8 hardly any signal
	if len(r.Check.Quality) != 8*8 || fmt.Sprint(bad) != "map[20240101_SYNTH_03:1 20240101_SYNTH_04:1 20240101_SYNTH_07:3 20240101_SYNTH_08:3]" {
		t.Errorf("%d figures, bad ones %v", len(r.Check.Quality), bad)
	}
	if _, problem := do(t, &d, job.Request{Score: &job.Score{Signatures: []string{"crow6"}}}); problem != "" {
		t.Error(problem)
	}
}

// TestPlates opens two plates together, and asks for the unit of a table that
// does not tell it.
func TestPlates(t *testing.T) {
	plate := func(gene string, ct int) string {
		s := "Well,Sample,Target,Biological Set Name,Cq\n"
		for i, name := range []string{"HC1", "HC2", "P1"} {
			group := "healthy control"
			if i == 2 {
				group = "patient"
			}
			s += fmt.Sprintf("A%d,%s,%s,%s,%d.5\n", i+1, name, gene, group, ct+i)
		}
		return s
	}
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("IFI27.csv", plate("IFI27", 24)), textFile("HPRT1.csv", plate("HPRT1", 22)))
	if problem != "" || r.Check.Problem != "" {
		t.Fatal(problem, r.Check.Problem)
	}
	if v := r.Check.Table; v.Samples != 3 || v.Rows != 2 || v.Unit != expr.Ct || !r.Check.Notes.Has(note.FilesJoined) || !r.Check.Notes.Has(note.PlatesSplit) {
		t.Errorf("%d samples, %d rows, %s, notes %v", v.Samples, v.Rows, v.Unit, r.Check.Notes)
	}
}

// TestPlatesApart opens two plates of a patient with the reference gene on each:
// the page says that their dCt are made apart, and, where a reference gene of
// one plate alone is chosen, that they cannot be.
func TestPlatesApart(t *testing.T) {
	const head = "Well,Sample,Target,Cq\n"
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("1.csv", head+"A1,P1,IFI27,24\nA2,P1,HPRT1,22\nA3,P1,GAPDH,18\n"), textFile("2.csv", head+"A1,P1,RSAD2,26\nA2,P1,HPRT1,24\n"))
	if problem != "" || r.Check.Problem != "" || !r.Check.Notes.Has(note.PlatesSplit) {
		t.Fatal(problem, r.Check.Problem, r.Check.Notes)
	}
	r, problem = do(t, &d, job.Request{Correct: &job.Correct{References: &[]string{"HPRT1"}}})
	if problem != "" || r.Check.Problem != "" || !r.Check.Notes.Has(note.PlatesApart) || r.Check.Notes.Has(note.PlatesSplit) {
		t.Error(problem, r.Check.Problem, r.Check.Notes)
	}
	_, problem = do(t, &d, job.Request{Score: &job.Score{Signatures: []string{"crow6"}}})
	if problem != "" {
		t.Fatal(problem)
	}
	n := 0
	for _, x := range d.result.Report.Notes {
		if x.Code == note.PlatesApart {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the report says %d times how the plates were put together", n)
	}
}

// TestCalibrator opens a plate that names its calibrator and the efficiency of a
// gene by a standard curve: the page says what they are not used for, and the
// checklist of the report needs not be told.
func TestCalibrator(t *testing.T) {
	plate := "* Instrument Type = QuantStudio(TM) 7 Flex System\n\n[Results]\nWell\tSample Name\tTarget Name\tTask\tQuantity\tCT\n"
	n := 0
	well := func(sample, gene, task, quantity string, ct float64) {
		n++
		plate += fmt.Sprintf("%d\t%s\t%s\t%s\t%s\t%v\n", n, sample, gene, task, quantity, ct)
	}
	for i, s := range []string{"HC1", "HC2", "P1", "P2", "Liver"} {
		well(s, "IFI27", "UNKNOWN", "", 28.5-float64(i))
		well(s, "HPRT1", "UNKNOWN", "", 24)
	}
	for i, q := range []string{"8", "4", "2", "1"} {
		well("", "IFI27", "STANDARD", q, 20.5+float64(i))
	}
	plate += "\nEndogenous Control = HPRT1\nReference Sample = Liver\n"
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("plate.txt", plate))
	if problem != "" || r.Check.Problem != "" {
		t.Fatal(problem, r.Check.Problem)
	}
	if got := counts(r.Check); got != "2 control in 2, 2 patient in 2, 1 unassigned in 1" {
		t.Errorf("counted %s", got)
	}
	said := func(notes note.Log, c note.Code, text string) {
		t.Helper()
		for _, x := range notes {
			if x.Code == c && strings.Contains(x.Subject+": "+x.Text, text) {
				return
			}
		}
		t.Errorf("no note %s of %q in %v", c, text, notes)
	}
	said(r.Check.Notes, note.Calibrator, "Liver: the calibrator of the run, counted neither among the patients nor among the controls")
	said(r.Check.Files[0].Notes, note.Efficiency, "of IFI27. Nothing is computed with them")
	if _, problem = do(t, &d, job.Request{Score: &job.Score{Signatures: []string{"crow6"}}}); problem != "" {
		t.Fatal(problem)
	}
	said(d.result.Report.Notes, note.Calibrator, "Liver")
	r, problem = do(t, &d, job.Request{Sheet: &job.Sheet{}})
	if problem != "" {
		t.Fatal(problem)
	}
	told := map[string]string{"norm.efficiency": "IFI27 100.0 %. Nothing", "norm.calibrator": "Liver: the calibrator of the run"}
	for _, it := range r.Sheet.Items {
		if want := told[it.Key]; want != "" {
			if !strings.Contains(it.Value, want) || it.Asked {
				t.Errorf("%s: %+v", it.Key, it)
			}
			delete(told, it.Key)
		}
	}
	if len(told) > 0 {
		t.Errorf("not in the checklist: %v", told)
	}
}

// TestUnitAsked drops wide tables of few genes. Where the values are of one unit
// as well as of another the page asks, and says by what it cannot tell; a
// transcriptome is not asked about.
func TestUnitAsked(t *testing.T) {
	table := func(rows ...string) string {
		return "gene\tHC1\tHC2\tP1\n" + strings.Join(rows, "\n") + "\n"
	}
	many := []string{"IFI27\t0.9\t1.1\t80.5"}
	for _, g := range human.Table().Symbols()[:expr.PanelRows] {
		if g != "IFI27" {
			many = append(many, g+"\t0.5\t1.25\t3.5")
		}
	}
	for _, x := range []struct {
		name, file string
		unit       expr.Unit
		says       string
	}{
		{"dCt or log2", table("IFI27\t6.5\t7\t1.25", "HPRT1\t0.5\t0.5\t0.25", "ISG15\t3.5\t4\t1.5"), expr.Unknown, "dCt and relative quantities look the same"},
		{"RQ", table("IFI27\t0.9\t1.1\t80.5", "RSAD2\t0.5\t1.25\t12"), expr.Unknown, "below 1, where 33 % of the values are"},
		{"RQ with a 0", table("IFI27\t0.9\t1.1\t80.5", "RSAD2\t0\t1.25\t12"), expr.Unknown, "relative quantities (RQ, with controls around 1)"},
		{"whole Ct", table("IFI27\t30\t31\t24", "HPRT1\t24\t24\t24"), expr.Unknown, "qPCR cycles without their decimals"},
		{"Ct", table("IFI27\t30.5\t31\t24", "HPRT1\t24\t24\t24"), expr.Ct, "qPCR cycles"},
		{"probes of an array", "probe\tHC1\tHC2\tP1\nILMN_2058782\t90\t95.5\t800\nILMN_1723912\t80\t100.5\t900\n", expr.Intensity, "too high for log2"},
		{"as many rows as no panel has", table(many...), expr.Intensity, "none is 0"},
	} {
		d := Desk{Genes: human.Table()}
		r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("wide.tsv", x.file))
		if problem != "" {
			t.Errorf("%s: %s", x.name, problem)
			continue
		}
		asked := strings.Contains(r.Check.Problem, "The unit of the values is not clear")
		if v := r.Check.Table; v.Unit != x.unit || asked != (x.unit == expr.Unknown) || !strings.Contains(strings.Join(v.UnitGuess.Evidence, "; "), x.says) {
			t.Errorf("%s: %s, %q, by %q", x.name, v.Unit, r.Check.Problem, v.UnitGuess.Evidence)
		}
	}
}

// TestPlatesOfOneTitle opens two files that a LightCycler 480 wrote of one
// experiment: the gene of each is in the name of its file, or they are not put
// together.
func TestPlatesOfOneTitle(t *testing.T) {
	const head = "Experiment: 20230101  Selected Filter: SYBR\nInclude\tColor\tPos\tName\tCp\n"
	a, b := head+"True\t255\tA1\tHC1\t27.5\nTrue\t255\tA2\tP1\t22\n", head+"True\t255\tA1\tHC1\t24\nTrue\t255\tA2\tP1\t24.5\n"
	var d Desk
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, textFile("IFI27.txt", a), textFile("HPRT1.txt", b))
	if problem != "" || r.Check.Problem != "" || r.Check.Table.Rows != 2 {
		t.Errorf("named after their genes: %q", problem)
	}
	var other Desk
	r, problem = do(t, &other, job.Request{Open: &job.Open{}}, textFile("run1.txt", a), textFile("run2.txt", b))
	if problem == "" && r.Check != nil {
		problem = r.Check.Problem
	}
	if !strings.Contains(problem, "run2.txt") || !strings.Contains(problem, "averaged") {
		t.Errorf("not named: %q", problem)
	}
}
