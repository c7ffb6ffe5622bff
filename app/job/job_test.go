package job

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/pathway"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// requests is one request of every kind.
func requests() []Request {
	unit, ns := expr.Log2, gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}
	return []Request{
		{ID: 1, Open: &Open{Files: []FileRef{{"a \"b\"\n.tsv", 12}}, Add: true}},
		{ID: 2, Open: &Open{Example: true}},
		{ID: 3, Correct: &Correct{File: "a", Options: &read.Options{Kind: read.Samples, Delimiter: "tab"}}},
		{ID: 4, Correct: &Correct{Unit: &unit, Namespace: &ns}},
		{ID: 4, Correct: &Correct{Holds: &Holds{Column: "n \"x\"", Key: "renal", Forget: true}}},
		{ID: 5, Assign: &Assign{sample.Assignment{GroupColumn: "group", Roles: map[string]sample.Role{"HC": sample.Control, "": sample.Excluded}, SubjectPattern: "{subject}V{visit}", ByHand: map[string]sample.Role{"x": sample.Patient}}}},
		{ID: 6, People: &People{Query: "SLE", Offset: 25, Limit: 25}},
		{ID: 7, Score: &Score{Methods: []string{"singscore"}, View: View{Limit: 25}}},
		{ID: 8, View: &View{Signature: "ifngs4", Sort: "sample", Ascending: true, Visit: VisitFirst}},
		{ID: 9, Person: &Person{Sample: "<b>&"}},
		{ID: 10, Export: &Export{Kind: "tsv"}},
		{ID: 11, Quality: &Quality{}},
		{ID: 12, Draw: &Draw{Figure: FigureGenes, Width: 640}},
		{ID: 13, Mark: &Mark{Figure: FigureGenes, X: 1.5, Y: -2, Key: "ArrowUp", From: -1}},
		{ID: 14, Find: &Find{Sample: "<b>&"}},
		{ID: 15, Rows: &Rows{Figure: FigureBoxes, Offset: 25, Limit: 25}},
		{ID: 16, Pathway: &Pathway{Sample: "<b>&", Node: "tlr7"}},
	}
}

func replies() []Reply {
	nan := expr.Number(math.NaN())
	return []Reply{
		{ID: 1, Progress: &Progress{"Reading", 1 << 40, 0}},
		{ID: 2, Error: &Error{ErrorFile, "a.tsv, line 3: \u00e4 \u2028"}},
		{ID: 3, Check: &Check{Files: []FileView{{Name: "a", Notes: note.Log{{Level: note.Severe, Text: "x"}}}}, Table: &TableView{Unit: expr.Log2, Namespaces: []gene.Guess{{}}}}},
		{ID: 4, People: &PeoplePage{Rows: []report.Sample{{Name: "a", Role: sample.Control}}}},
		{ID: 5, Result: &Result{AUC: nan, Groups: []GroupStat{{Median: nan, Q1: expr.Number(math.Inf(1))}}, Table: ScoreTable{Rows: []ScoreRow{{Cells: []Cell{{nan, ref.NotClassed}, {1.5, ref.High}}}}}}},
		{ID: 6, Person: &PersonView{Genes: []GeneView{{"IFI27", 1, nan, -0.5}}}},
		{ID: 7, File: &File{Name: "scores.tsv", Type: "text/tab-separated-values"}},
		{ID: 8, Quality: &QualityView{Flagged: []qc.Check{{Sample: "a", With: "b", Value: nan, Good: qc.AtMost(0.9), Grade: qc.Bad}}, LeftOut: []LeftOut{{"a", "a copy", true}}}},
		{ID: 9, Figure: &Figure{Draw: Draw{Figure: FigureROC}, Title: "ROC", Width: 420, Height: 500, Marks: 3, Why: ""}},
		{ID: 10, Found: &Found{Places: []Place{{Figure: FigureROC, Index: 2, X: 1, Label: "<b>&"}}}},
		{ID: 11, Rows: &RowsView{Columns: []string{"Sample"}, Numbers: []bool{false}, Rows: [][]string{{"a"}}, Total: 1}},
		{ID: 12, Pathway: &PathwayView{Axes: []pathway.Axis{{ID: "isg", Values: []pathway.Value{{Value: 1, Lower: nan}}}}, Samples: []PathwayRow{{Values: []expr.Number{nan}}}, Card: &pathway.Card{Type: pathway.TypeRNA}}},
	}
}

func TestRequestRoundTrip(t *testing.T) {
	for _, want := range requests() {
		got, err := UnmarshalRequest(want.Marshal())
		if err != nil {
			t.Fatalf("request %d: %v", want.ID, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("request %d came back as %+v", want.ID, got)
		}
	}
}

// TestReplyRoundTrip compares what is written again: a NaN is equal to nothing.
func TestReplyRoundTrip(t *testing.T) {
	for _, want := range replies() {
		b := want.Marshal()
		got, err := UnmarshalReply(b)
		if err != nil {
			t.Fatalf("reply %d: %v", want.ID, err)
		}
		if again := got.Marshal(); !bytes.Equal(again, b) {
			t.Errorf("reply %d came back as\n%s, want\n%s", want.ID, again, b)
		}
	}
	got, err := UnmarshalReply(replies()[4].Marshal())
	if err != nil {
		t.Fatal(err)
	}
	if r := got.Result; !r.AUC.Missing() || !r.Groups[0].Median.Missing() || !math.IsInf(float64(r.Groups[0].Q1), 1) || !r.Table.Rows[0].Cells[0].Value.Missing() {
		t.Errorf("what was missing came back as %+v", r)
	}
}

func TestLast(t *testing.T) {
	for i, r := range replies() {
		if got, want := r.Last(), i > 0; got != want {
			t.Errorf("reply %d: Last is %v", r.ID, got)
		}
	}
}

func TestRequestAsksForOneThing(t *testing.T) {
	for _, text := range []string{`{"id":1}`, `{"id":1,"open":null}`, `{"id":1,"view":{},"person":{"sample":"a"}}`, ``, `[]`, `{"id":"1","view":{}}`, `{"id":1,"correct":{"unit":"furlongs"}}`} {
		if r, err := UnmarshalRequest([]byte(text)); err == nil {
			t.Errorf("%s is taken as %+v", text, r)
		}
	}
}

// The bytes of a file or figure travel beside its reply: they are not part of it.
func TestBytesStayBeside(t *testing.T) {
	for _, r := range []Reply{{ID: 1, File: &File{Name: "a"}}, {ID: 2, Figure: &Figure{}}} {
		*r.Beside() = []byte("secret")
		if b := r.Marshal(); bytes.Contains(b, []byte("secret")) || bytes.Contains(b, []byte("c2VjcmV0")) {
			t.Errorf("the reply holds the bytes: %s", b)
		}
	}
	if (Reply{ID: 3, Check: &Check{}}).Beside() != nil {
		t.Error("a reply without bytes has some beside it")
	}
}

// FuzzUnmarshalRequest asserts that what is taken can be written, and is then
// taken as the same.
func FuzzUnmarshalRequest(f *testing.F) {
	for _, r := range requests() {
		f.Add(r.Marshal())
	}
	f.Add([]byte(`{"id":1,"assign":{"assignment":{"roles":{"a":"control"}}}}`))
	f.Add([]byte(`{"view":{"width":1e308,"offset":-1}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := UnmarshalRequest(b)
		if err != nil {
			return
		}
		again, err := UnmarshalRequest(r.Marshal())
		if err != nil {
			t.Fatalf("%q is taken but not what is written of it: %v", b, err)
		}
		if !bytes.Equal(again.Marshal(), r.Marshal()) {
			t.Errorf("%s was written as %s", r.Marshal(), again.Marshal())
		}
	})
}

// FuzzUnmarshalReply asserts the same of replies.
func FuzzUnmarshalReply(f *testing.F) {
	for _, r := range replies() {
		f.Add(r.Marshal())
	}
	f.Add([]byte(`{"id":1,"result":{"auc":"+Inf","table":{"rows":[{"cells":[{"value":null,"class":"high"}]}]}}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := UnmarshalReply(b)
		if err != nil {
			return
		}
		again, err := UnmarshalReply(r.Marshal())
		if err != nil {
			t.Fatalf("%q is taken but not what is written of it: %v", b, err)
		}
		if !bytes.Equal(again.Marshal(), r.Marshal()) {
			t.Errorf("%s was written as %s", r.Marshal(), again.Marshal())
		}
	})
}

// A session is read back as it was written; what another program wrote, or
// nobody, is refused in words.
func TestSession(t *testing.T) {
	h := strings.Repeat("0a", 32)
	s := Session{Version: "1", Files: []SessionFile{{Name: "a", Size: 1, SHA256: h}}, Score: &Score{Signatures: []string{"crow6"}}, Told: map[string]string{"repeats": "<b>"}}
	b := s.Marshal()
	if !IsSession(b[:40]) || IsSession([]byte(`{"ifnscope":"sealed session"}`)) {
		t.Error("a session is not recognised")
	}
	back, err := UnmarshalSession(b)
	if err != nil || !bytes.Equal(back.Marshal(), b) {
		t.Errorf("read back as %+v, %v", back, err)
	}
	for text, says := range map[string]string{
		`{}`: "no session",
		`[`:  "no session",
		`{"ifnscope":"session","schema":2,"version":"9"}`:                                                                 `"9" in form 2`,
		`{"ifnscope":"session","schema":1,"more":1,"example":true}`:                                                       "more",
		`{"ifnscope":"session","schema":1}`:                                                                               "names no files",
		`{"ifnscope":"session","schema":1,"files":[{"name":"a","sha256":"x"}]}`:                                           "no sha256",
		`{"ifnscope":"session","schema":1,"files":[{"name":"a","sha256":"` + h + `"},{"name":"a","sha256":"` + h + `"}]}`: "name of its own",
		`{"ifnscope":"session","schema":1,"example":true,"files":[{"name":"a","sha256":"` + h + `"}]}`:                    "names no files",
		`{"ifnscope":"session","schema":1,"example":true,"unit":"furlong"}`:                                               "furlong",
	} {
		if _, err := UnmarshalSession([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s is answered by %v", text, err)
		}
	}
}

func FuzzUnmarshalSession(f *testing.F) {
	f.Add(Session{Version: "1", Example: true, Own: []OwnSets{{Name: "x", Text: "MX1"}}}.Marshal())
	f.Add(Session{Files: []SessionFile{{Name: "a", Size: 1, SHA256: strings.Repeat("0a", 32)}}}.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := UnmarshalSession(b)
		if err != nil {
			return
		}
		again, err := UnmarshalSession(s.Marshal())
		if err != nil || !bytes.Equal(again.Marshal(), s.Marshal()) {
			t.Errorf("%s is read back otherwise (%v)", s.Marshal(), err)
		}
	})
}
