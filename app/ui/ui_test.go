package ui

import (
	"math"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// evil is what a file may call a sample.
const evil = `"><img src=x onerror=alert(1)>?'&`

// TestMarkup puts names of a file into every place of the tables that are
// written as markup. None of them becomes markup.
func TestMarkup(t *testing.T) {
	p := report.Sample{Name: evil, Group: evil, Visit: evil, Subject: evil, Role: sample.Patient}
	row := job.ScoreRow{Sample: p, Cells: []job.Cell{{Value: 1.5, Class: ref.High}, {Value: expr.Number(math.NaN())}}}
	for what, x := range map[string]app.UI{
		"scores":  ScoreTable(job.ScoreTable{Rows: []job.ScoreRow{row}}, []Column{{evil, evil, evil}, {"b", "B", "b"}}, job.View{Sort: evil, Outline: evil}),
		"samples": SampleTable([]report.Sample{p}, []Choice{{"patient", "Patients"}, {evil, evil}}, sample.Assignment{}.LeaveOut(evil, evil)),
		"preview": Preview([][]string{{evil}, {evil}}),
	} {
		s := app.HTMLString(x)
		if strings.Contains(s, "<img") || strings.Contains(s, `"">`) || strings.Contains(s, "'&`") {
			t.Errorf("%s: a name is taken for markup: %s", what, s)
		}
		if !strings.Contains(s, "&lt;img src=x onerror=alert(1)&gt;?&#39;&amp;") {
			t.Errorf("%s: the name is not there, or not whole: %s", what, s)
		}
	}
}

func TestScoreTable(t *testing.T) {
	rows := []job.ScoreRow{
		{Sample: report.Sample{Name: "A", Group: "SLE", Visit: "V1"}, Cells: []job.Cell{{Value: 6.25, Class: ref.High}}},
		{Sample: report.Sample{Name: "B"}, Cells: []job.Cell{{Value: expr.Number(math.NaN())}}},
	}
	s := app.HTMLString(ScoreTable(job.ScoreTable{Rows: rows}, []Column{{"ifngs4", "IFNGS 4", "Four genes"}}, job.View{Sort: "ifngs4", Outline: "A"}))
	for _, want := range []string{
		`<th scope="col" aria-sort="descending"><button type="button" class="sort descending" data-sort="ifngs4" title="Four genes">IFNGS 4</button></th>`,
		`<th scope="col" aria-sort="none"><button type="button" class="sort none" data-sort="sample"`,
		`<tr class="chosen"><th scope="row"><button type="button" class="link" data-sample="A">A</button></th><td>SLE</td><td>V1</td><td class="num score high" title="high">6.25</td></tr>`,
		`<td class="num score">–</td>`, // missing, and no class
	} {
		if !strings.Contains(s, want) {
			t.Errorf("the table lacks %s:\n%s", want, s)
		}
	}
}

// TestReason asks why a sample is left out by hand, and of no other.
func TestReason(t *testing.T) {
	rows := []report.Sample{{Name: "A", Role: sample.Excluded}, {Name: "B", Role: sample.Excluded}, {Name: "C", Role: sample.Patient}}
	s := app.HTMLString(SampleTable(rows, nil, sample.Assignment{}.LeaveOut("A", "haemolysed")))
	if !strings.Contains(s, `list="reasons" placeholder="Reason" aria-label="reason why A is left out" data-reason="A" value="haemolysed"`) || strings.Count(s, "data-reason") != 1 {
		t.Errorf("one reason is to be had: %s", s)
	}
}

func TestNotesSeverestFirst(t *testing.T) {
	s := app.HTMLString(Notes(note.Log{{Level: note.Info, Text: "third"}, {Level: note.Severe, Text: "first"}, {Level: note.Warning, Text: "second"}}))
	if a, b, c := strings.Index(s, "first"), strings.Index(s, "second"), strings.Index(s, "third"); a < 0 || a > b || b > c {
		t.Errorf("the order of the notes is wrong: %s", s)
	}
}

func TestFormat(t *testing.T) {
	for got, want := range map[string]string{
		Count(0): "0", Count(999): "999", Count(33998): "33\u202f998", Count(1234567): "1\u202f234\u202f567",
		Bytes(12): "12 bytes", Bytes(2048): "2 kB", Bytes(12<<20 + 1<<19): "12.5 MB",
		Plural(1, "sample", "samples"): "1 sample", Plural(0, "sample", "samples"): "0 samples", Plural(1000, "row", "rows"): "1\u202f000 rows",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPager offers the way only where there is one.
func TestPager(t *testing.T) {
	for _, x := range []struct {
		offset, limit, total int
		text                 string
		disabled             int
	}{{0, 25, 10, "10 rows", 0}, {0, 25, 177, "1 to 25 of 177", 1}, {25, 25, 177, "26 to 50 of 177", 0}, {175, 25, 177, "176 to 177 of 177", 1}} {
		s := app.HTMLString(Pager(x.offset, x.limit, x.total, func(int) {}))
		if !strings.Contains(s, x.text) || strings.Count(s, "disabled")-strings.Count(s, `disabled="false"`) != x.disabled {
			t.Errorf("from %d of %d: %s", x.offset, x.total, s)
		}
	}
}
