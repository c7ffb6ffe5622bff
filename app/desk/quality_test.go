package desk

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/qc"
)

// TestQuality asks for the quality of the real cohort, leaves out the sample of
// a flag with the flag as the reason, and takes it back.
func TestQuality(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	if r := c.try(job.Request{Quality: &job.Quality{}}); r.Error == nil || r.Error.Kind != job.ErrorUser {
		t.Errorf("with nothing open it answers %+v", r)
	}
	fs := gse49454(t)
	before := c.do(opening(false, fs...), fs...).Check.Samples.Assignment
	q := c.do(job.Request{Quality: &job.Quality{}}).Quality
	if q.Samples != 177 || len(q.LeftOut) > 0 || len(q.Undone) > 0 {
		t.Errorf("%d samples are compared, %d left out, not judged: %q", q.Samples, len(q.LeftOut), q.Undone)
	}
	f := c.do(job.Request{Draw: &job.Draw{Figure: job.FigureSamples, Width: 600}}).Figure
	if !strings.Contains(string(f.SVG), ">GSM1199459</text>") || f.Marks != 177 || f.Rows != 177 {
		t.Errorf("the map of samples has %d marks, or does not name the farthest", f.Marks)
	}
	f = c.do(job.Request{Draw: &job.Draw{Figure: job.FigureBoxes, Width: 600}}).Figure
	if f.Marks != 177 || f.Rows != 177 || f.Why != "" {
		t.Errorf("the distributions are of %d samples: %s", f.Marks, f.Why)
	}
	if got := q.Sexes; len(got) != 2 || got[0].Samples+got[1].Samples != 177 {
		t.Errorf("sexes are %+v", got)
	}
	// a column that a person says to hold the batch is judged as one
	c.do(job.Request{Correct: &job.Correct{Holds: &job.Holds{Column: "sex", Key: "batch"}}})
	judged := func(q *job.QualityView) bool {
		return slices.ContainsFunc(q.Summaries, func(s qc.Summary) bool { return strings.HasPrefix(s.Figure, `batch "sex" against group`) })
	}
	if said := c.do(job.Request{Quality: &job.Quality{}}).Quality; judged(q) || !judged(said) {
		t.Errorf("sex is judged as a batch: %v, as said %v", judged(q), judged(said))
	}
	k := flagOf(t, q, "GSM1199418")
	a := before.LeaveOut(k.Sample, k.String())
	c.do(job.Request{Assign: &job.Assign{Assignment: a}})
	q = c.do(job.Request{Quality: &job.Quality{}}).Quality
	want := job.LeftOut{Sample: "GSM1199418", Reason: "mean z of the four IFNGS genes against the other healthy controls: 2.086 SD, should be at most 2", ByHand: true}
	if len(q.LeftOut) != 1 || q.LeftOut[0] != want || q.Samples != 176 || q.Controls.People != 19 {
		t.Errorf("left out are %+v of %d, want %+v", q.LeftOut, q.Samples, want)
	}
	c.do(job.Request{Assign: &job.Assign{Assignment: a.TakeBack(k.Sample)}})
	q = c.do(job.Request{Quality: &job.Quality{}}).Quality
	flagOf(t, q, "GSM1199418")
	if len(q.LeftOut) > 0 || q.Samples != 177 {
		t.Errorf("taken back, %d are compared and %d left out", q.Samples, len(q.LeftOut))
	}
}

// flagOf returns the first flag of a sample.
func flagOf(t *testing.T, q *job.QualityView, name string) qc.Check {
	t.Helper()
	for _, k := range q.Flagged {
		if k.Sample == name {
			return k
		}
	}
	t.Fatalf("%s is not flagged", name)
	return qc.Check{}
}

// TestQualitySmall asks of a panel of three samples, one without a value: there
// is little to say, and it is said why.
func TestQualitySmall(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	f := textFile("panel.tsv", "gene\tHC1\tSLE1\tSLE2\nIFI27\t4.25\t9.5\tNA\nIFI44L\t5.125\t8.5\tNA\nRSAD2\t4.5\t9.25\tNA\nXIST\t8.5\t8.75\tNA\nRPS4Y1\t3.5\t3.25\tNA\n")
	c.do(opening(false, f), f)
	unit := expr.Log2
	c.do(job.Request{Correct: &job.Correct{Unit: &unit}})
	q := c.do(job.Request{Quality: &job.Quality{}}).Quality
	if q.Samples != 3 || len(q.Flagged) > 0 {
		t.Errorf("of three samples it shows %+v", q)
	}
	if f := c.do(job.Request{Draw: &job.Draw{Figure: job.FigureSamples}}).Figure; f.Why == "" || len(f.SVG) > 0 {
		t.Errorf("of three samples a map is drawn: %+v", f)
	}
	if s := strings.Join(q.Undone, "\n"); !strings.Contains(s, "0 genes vary and were measured") || !strings.Contains(s, "IFN-high controls are not looked for") || !strings.Contains(s, "Batches") {
		t.Errorf("not judged: %s", s)
	}
	want := []job.SexCount{{Told: qc.Female, Samples: 2}, {Told: qc.NotTold, Samples: 1}}
	if !slices.Equal(q.Sexes, want) {
		t.Errorf("sexes are %+v, want %+v", q.Sexes, want)
	}
}
