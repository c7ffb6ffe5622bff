package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	_ "ifnscope/score/read/geo"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// clerk sits at a desk as the worker does: what comes and goes is bytes.
type clerk struct {
	t    *testing.T
	desk Desk
	n    int
}

func (c *clerk) try(r job.Request, files ...read.File) job.Reply {
	c.t.Helper()
	c.n++
	r.ID = c.n
	req, err := job.UnmarshalRequest(r.Marshal())
	if err != nil {
		c.t.Fatal(err)
	}
	reply := c.desk.Do(context.Background(), req, files, func(job.Progress) {})
	back, err := job.UnmarshalReply(reply.Marshal())
	if err != nil {
		c.t.Fatal(err)
	}
	if back.ID != c.n {
		c.t.Fatalf("request %d is answered as %d", c.n, back.ID)
	}
	if b := reply.Beside(); b != nil {
		*back.Beside() = *b
	}
	return back
}

func (c *clerk) do(r job.Request, files ...read.File) job.Reply {
	c.t.Helper()
	reply := c.try(r, files...)
	if reply.Error != nil {
		c.t.Fatalf("%s: %v", r.Marshal(), reply.Error)
	}
	return reply
}

func file(name string, content []byte) read.File {
	return read.File{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

// opening is the request that goes with files.
func opening(add bool, files ...read.File) job.Request {
	o := &job.Open{Add: add}
	for _, f := range files {
		o.Files = append(o.Files, job.FileRef{Name: f.Name, Size: f.Size})
	}
	return job.Request{Open: o}
}

// gse49454 is the committed extract of GSE49454.
func gse49454(t *testing.T) []read.File {
	t.Helper()
	var fs []read.File
	for _, name := range []string{"gse49454_extract.tsv.gz", "gse49454_samples.tsv"} {
		b, err := os.ReadFile(filepath.Join("../../score/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		fs = append(fs, file(name, b))
	}
	return fs
}

func counts(c *job.Check) string {
	var s []string
	for _, x := range c.Samples.Counts {
		if x.Samples > 0 {
			s = append(s, fmt.Sprintf("%d %s in %d", x.People, x.Role, x.Samples))
		}
	}
	return strings.Join(s, ", ")
}

// TestUnitConfirmed takes a guess that is not sure for stated when a person says
// the same.
func TestUnitConfirmed(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	text := "gene\tA\tB\nIFI27\t120.5\t0\nIFI44L\t88.25\t3.5\nISG15\t410\t9\nRSAD2\t57.75\t0\n"
	for i := range expr.PanelRows { // of fewer the unit is asked for
		text += fmt.Sprintf("background%d\t%d.5\t%d\n", i, i, i/2)
	}
	f := file("expression.tsv", []byte(text))
	table := c.do(opening(false, f), f).Check.Table
	if table.Unit != expr.Linear || table.UnitSure {
		t.Errorf("understood as %v, sure %v", table.Unit, table.UnitSure)
	}
	unit := expr.Linear
	if table = c.do(job.Request{Correct: &job.Correct{Unit: &unit}}).Check.Table; table.Unit != expr.Linear || !table.UnitSure || table.UnitGuess.Sure {
		t.Errorf("confirmed, it is %v, sure %v", table.Unit, table.UnitSure)
	}
}

// TestWay goes the whole way with the real cohort: open, correct, assign,
// score, view, person, export.
func TestWay(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := gse49454(t)
	check := c.do(opening(false, fs...), fs...).Check
	if got, want := counts(check), "20 control in 20, 62 patient in 157"; got != want {
		t.Errorf("recognised: %s, want %s", got, want)
	}
	if check.Table.Unit != expr.Log2 || check.Table.Namespace != (gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}) || check.Problem != "" {
		t.Errorf("understood as %v of %v, problem %q", check.Table.Unit, check.Table.Namespace, check.Problem)
	}

	unit := expr.Ct
	if p := c.do(job.Request{Correct: &job.Correct{Unit: &unit}}).Check; p.Table.Unit != expr.Ct {
		t.Errorf("a corrected unit is %v", p.Table.Unit)
	}
	unit = expr.Log2
	c.do(job.Request{Correct: &job.Correct{Unit: &unit}})

	a := check.Samples.Assignment
	first := c.do(job.Request{People: &job.People{Limit: 1}}).People.Rows[0].Name
	a.ByHand = map[string]sample.Role{first: sample.Excluded}
	if got, want := counts(c.do(job.Request{Assign: &job.Assign{Assignment: a}}).Check), "1 excluded in 1"; !strings.HasSuffix(got, want) {
		t.Errorf("by hand: %s, want %s at the end", got, want)
	}
	c.do(job.Request{Assign: &job.Assign{Assignment: check.Samples.Assignment}})

	r := c.do(job.Request{Score: &job.Score{View: job.View{Signature: "ifngs4", Limit: 10}}}).Result
	if r.Signature != "ifngs4" || len(r.Table.Rows) != 10 || r.Table.Total != 177 || len(r.Table.Columns) != len(r.Signatures) {
		t.Fatalf("the result shows %s, %d of %d rows", r.Signature, len(r.Table.Rows), r.Table.Total)
	}
	r = c.do(job.Request{View: &job.View{Signature: "ifngs4", Visit: "V1", Limit: 500}}).Result
	if auc := float64(r.AUC); math.Abs(auc-0.936) > 0.0005 {
		t.Errorf("AUC of first visits is %.4f, want 0.936", auc)
	}
	if g := r.Groups; len(g) != 2 || g[0].Samples != 20 || g[1].Samples != 58 || math.Abs(float64(g[1].Median)-5.83) > 0.01 || math.Abs(float64(g[0].Median)+0.15) > 0.01 {
		t.Errorf("groups of first visits are %+v", g)
	}
	for i := 1; i < len(r.Table.Rows); i++ {
		k := slices.Index(r.Table.Columns, "ifngs4")
		if a, b := r.Table.Rows[i-1].Cells[k].Value, r.Table.Rows[i].Cells[k].Value; a < b {
			t.Fatalf("row %d: %v comes before %v", i, a, b)
		}
	}

	p := c.do(job.Request{Person: &job.Person{Sample: r.Table.Rows[0].Name, Signature: "ifngs4"}}).Person
	if len(p.Genes) != 4 || p.Scores[slices.Index(r.Table.Columns, "ifngs4")].Class != ref.High {
		t.Errorf("the highest sample has %d genes and is %v", len(p.Genes), p.Scores[0].Class)
	}

	for kind, want := range map[string]string{"tsv": "# cut-off rule: mean + 2 SD", "wide": "Research use only. Not for diagnostic procedures.", "csv": "sample,subject,visit", "xlsx": "xl/workbook.xml",
		"json": `"disclaimer"`, "methods": "ISG expression scores were computed", "bibtex": "@article{crow6,", "ris": "ID  - crow6", "r": "repeat.R", "report": "Reporting checklist"} {
		f := c.do(job.Request{Export: &job.Export{Kind: kind}}).File
		if f.Name == "" || f.Type == "" || !strings.Contains(string(f.Data), want) {
			t.Errorf("the export %s is %s of %d bytes and lacks %q", kind, f.Name, len(f.Data), want)
		}
	}
}

// rows is a small table whose guesses can all be overruled.
const rows = "probe;gene;A1;A2;A3\n" +
	"p1;IFI27;7,5;8,25;9\n" +
	"p2;IFI44;6,5;7,25;8\n" +
	"p3;IFI44L;5,5;6,25;7\n" +
	"p4;RSAD2;4,5;5,25;6\n"

// TestCorrections overrules every guess about a file, one after the other.
func TestCorrections(t *testing.T) {
	for _, x := range []struct {
		name    string
		options read.Options
		ok      func(job.FileView, *job.Check) bool
	}{
		{"content", read.Options{Kind: read.Samples}, func(f job.FileView, c *job.Check) bool {
			return c.Table == nil && f.Columns == 5 && f.Rows == 4 && strings.Contains(c.Problem, "Open one: genes x samples")
		}},
		{"names", read.Options{Kind: read.Expression, IDColumn: "probe"}, func(f job.FileView, c *job.Check) bool { return c.Table.Mapped == 0 }},
		{"names again", read.Options{Kind: read.Expression, IDColumn: "gene"}, func(f job.FileView, c *job.Check) bool { return c.Table.Mapped == 4 }},
		{"separator", read.Options{Kind: read.Samples, Delimiter: "comma"}, func(f job.FileView, c *job.Check) bool { return f.Columns != 5 }},
		{"decimals", read.Options{Kind: read.Expression, DecimalComma: "no", IDColumn: "gene"}, func(f job.FileView, c *job.Check) bool { return c.Table.Samples < 3 }},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := &clerk{t: t}
			f := textFile("rows.csv", rows)
			check := c.do(opening(false, f), f).Check
			if check.Table == nil || check.Table.Samples != 3 || check.Table.Mapped != 4 {
				t.Fatalf("guessed as %+v", check.Table)
			}
			r := c.try(job.Request{Correct: &job.Correct{File: "rows.csv", Options: &x.options}})
			if r.Error != nil {
				t.Logf("refused: %s", r.Error.Text) // a reading that makes no sense is said to
				return
			}
			if !x.ok(r.Check.Files[0], r.Check) {
				t.Errorf("corrected to %+v: %+v", x.options, r.Check.Files[0].Summary.Options)
			}
		})
	}
}

// TestFailuresChangeNothing asks for what cannot be done. The desk is as it
// was before, and so is the result.
func TestFailuresChangeNothing(t *testing.T) {
	c := &clerk{t: t}
	c.do(job.Request{Open: &job.Open{Example: true}})
	before := c.do(job.Request{Correct: &job.Correct{}}).Check // as it is
	view := job.Request{View: &job.View{Signature: "ifngs4", Limit: 5}}
	c.do(job.Request{Score: &job.Score{}})
	shown := c.do(view).Result

	pdf, empty := textFile("a.pdf", "%PDF-1.7\n"), textFile("empty.tsv", "")
	moved := read.File{Name: "moved.tsv", Size: 10, Open: func() (io.ReadCloser, error) { return nil, os.ErrNotExist }}
	crash := read.File{Name: "crash.tsv", Size: 10, Open: func() (io.ReadCloser, error) { panic("a defect") }}
	for _, x := range []struct {
		name  string
		req   job.Request
		files []read.File
		kind  string
		says  string
	}{
		{"a PDF", opening(false, pdf), []read.File{pdf}, job.ErrorFile, "a.pdf: this is a PDF"},
		{"an empty file", opening(true, empty), []read.File{empty}, job.ErrorFile, "empty.tsv: the file is empty"},
		{"two of them", opening(true, pdf, empty), []read.File{pdf, empty}, job.ErrorFile, "empty.tsv"},
		{"a file that was moved", opening(false, moved), []read.File{moved}, job.ErrorFile, "moved.tsv: the file cannot be read"},
		{"a defect", opening(false, crash), []read.File{crash}, job.ErrorPanic, "a defect"},
		{"no file", opening(false), nil, job.ErrorUser, "No file was chosen."},
		{"another file", job.Request{Correct: &job.Correct{File: "b", Options: &read.Options{}}}, nil, job.ErrorUser, `"b"`},
		{"a column that is not there", job.Request{Assign: &job.Assign{Assignment: sample.Assignment{GroupColumn: "nowhere"}}}, nil, job.ErrorUser, `"nowhere"`},
		{"a pattern that says nothing", job.Request{Assign: &job.Assign{Assignment: sample.Assignment{SubjectPattern: "{"}}}, nil, job.ErrorUser, ""},
		{"a sample that is not there", job.Request{Person: &job.Person{Sample: "nobody"}}, nil, job.ErrorUser, `"nobody"`},
		{"a method that is not there", job.Request{Score: &job.Score{Methods: []string{"magic/1"}}}, nil, job.ErrorUser, `There is no method "magic/1".`},
		{"an export that is not there", job.Request{Export: &job.Export{Kind: "docx"}}, nil, job.ErrorUser, `"docx"`},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := c.try(x.req, x.files...)
			if r.Error == nil {
				t.Fatalf("is answered by %s", r.Marshal())
			}
			if r.Error.Kind != x.kind || !strings.Contains(r.Error.Text, x.says) {
				t.Errorf("fails as %q: %s", r.Error.Kind, r.Error.Text)
			}
			if now := c.do(job.Request{Correct: &job.Correct{}}).Check; !bytes.Equal(job.Reply{Check: now}.Marshal(), job.Reply{Check: before}.Marshal()) {
				t.Error("what is open has changed")
			}
			if now := c.do(view); now.Result.Cutoff.Value != shown.Cutoff.Value || now.Result.AUC != shown.AUC {
				t.Error("the result has changed")
			}
		})
	}
}

// TestCancelledChangesNothing cancels the reading of another file.
func TestCancelledChangesNothing(t *testing.T) {
	c := &clerk{t: t}
	c.do(job.Request{Open: &job.Open{Example: true}})
	f := textFile("rows.csv", rows)
	ctx, cancel := context.WithCancel(context.Background())
	req := opening(false, f)
	r := c.desk.Do(ctx, req, []read.File{f}, func(job.Progress) { cancel() })
	if r.Error == nil || r.Error.Kind != job.ErrorCancelled {
		t.Fatalf("a cancelled request is answered by %s", r.Marshal())
	}
	if check := c.do(job.Request{Correct: &job.Correct{}}).Check; !check.Synthetic {
		t.Error("the example is no longer open")
	}
}

// TestOneByOne opens the sample table after the expression table, before it,
// and then another expression table, which is other work.
func TestOneByOne(t *testing.T) {
	fs := gse49454(t)
	want := "20 control in 20, 62 patient in 157"
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		c := &clerk{t: t}
		var check *job.Check
		for _, i := range order {
			check = c.do(opening(true, fs[i]), fs[i]).Check
		}
		if got := counts(check); got != want || len(check.Files) != 2 {
			t.Errorf("in the order %v: %s in %d files, want %s", order, got, len(check.Files), want)
		}
		again := c.do(opening(true, fs[1]), fs[1]).Check
		if len(again.Files) != 2 {
			t.Errorf("a file that is opened twice is there %d times", len(again.Files)-1)
		}
		other := textFile("rows.csv", rows)
		if check := c.do(opening(true, other), other).Check; len(check.Files) != 1 || check.Table.Samples != 3 || len(check.Notes) > 0 && strings.Contains(check.Notes[0].Text, "second") {
			t.Errorf("after another expression table %d files are open: %+v", len(check.Files), check.Table)
		}
	}
}

// An empty desk answers everything.
func TestEmpty(t *testing.T) {
	for _, r := range []job.Request{
		{Correct: &job.Correct{}}, {Assign: &job.Assign{}}, {People: &job.People{}}, {Score: &job.Score{}}, {View: &job.View{}}, {Person: &job.Person{}}, {Export: &job.Export{Kind: "tsv"}},
	} {
		c := &clerk{t: t}
		if reply := c.try(r); r.Correct == nil && reply.Error == nil || reply.Error != nil && reply.Error.Kind == job.ErrorPanic {
			t.Errorf("%s is answered by %s", r.Marshal(), reply.Marshal())
		}
	}
}

// TestPeople pages through the samples and finds some.
func TestPeople(t *testing.T) {
	c := &clerk{t: t}
	c.do(job.Request{Open: &job.Open{Example: true}})
	seen := map[string]bool{}
	for offset := 0; offset < 88; offset += 25 {
		for _, p := range c.do(job.Request{People: &job.People{Offset: offset, Limit: 25}}).People.Rows {
			seen[p.Name] = true
		}
	}
	if len(seen) != 88 {
		t.Errorf("%d samples in the pages, want 88", len(seen))
	}
	for query, want := range map[string]int{"": 88, "sle07_v1": 1, "HC": 20, "CONTROL": 20, "V3": 8, "no such": 0} {
		p := c.do(job.Request{People: &job.People{Query: query, Limit: 500}}).People
		if p.Total != want {
			t.Errorf("%q finds %d, want %d", query, p.Total, want)
		}
	}
	if p := c.do(job.Request{People: &job.People{Offset: 1 << 30, Limit: 25}}).People; p.Offset != 75 || len(p.Rows) != 13 {
		t.Errorf("beyond the end: rows from %d on, %d of them, want 13 from 75", p.Offset, len(p.Rows))
	}
}
