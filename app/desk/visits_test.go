package desk

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// TestFirstVisit takes the same sample for the first everywhere, whatever the
// visits are called: in the list of visits, for the change and neutralisation,
// among the samples at the first visit and in the pathway.
func TestFirstVisit(t *testing.T) {
	values := "gene\tlate\tearly"
	for c := range 12 {
		values += fmt.Sprintf("\tc%d", c+1)
	}
	values += "\n"
	for i, g := range []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1"} {
		values += fmt.Sprintf("%s\t9\t13", g)
		for c := range 12 {
			values += fmt.Sprintf("\t%.1f", 8+0.1*float64((c+i)%12))
		}
		values += "\n"
	}
	for _, x := range []struct {
		early, late string
		open        bool
	}{
		{"before", "after", false}, {"V1", "EOT", false}, {"Week 4", "ET", false}, {"V2", "FU1", false}, {"W12", "M6", false}, {"6 months", "1 year", false},
		{"C1D15", "C2D1", false}, {"Week 12", "Flare", false}, {"on treatment", "remission", true},
	} {
		samples := "sample\tgroup\tpatient\ttimepoint\nlate\tSLE\tP1\t" + x.late + "\nearly\tSLE\tP1\t" + x.early + "\n"
		for c := range 12 {
			samples += fmt.Sprintf("c%d\thealthy\tH%d\t\n", c+1, c+1)
		}
		c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
		fs := []read.File{textFile("values.tsv", values), textFile("samples.tsv", samples)}
		check := c.do(opening(false, fs...), fs...).Check
		if v := check.Samples.Visits; len(v) != 2 || v[0].Label != x.early {
			t.Errorf("%s, %s: visits %+v", x.early, x.late, v)
		}
		unit := expr.Log2
		c.do(job.Request{Correct: &job.Correct{Unit: &unit}})
		c.do(job.Request{Score: &job.Score{}})
		for _, has := range []bool{check.Notes.Has(note.VisitsByText), c.desk.result.Report.Notes.Has(note.VisitsByText)} {
			if has != x.open {
				t.Errorf("%s, %s: the order is said to be open: %t, want %t", x.early, x.late, has, x.open)
			}
		}
		people := c.do(job.Request{Cohort: &job.Cohort{Signature: "crow6", Method: "median-fc/1"}}).Cohort.Visits.People
		if len(people) != 1 || people[0].Points[0].Sample != "early" || !(people[0].Points[1].Change < -3) || !(people[0].Points[1].Neutralised > 80) {
			t.Errorf("%s, %s: followed are %+v", x.early, x.late, people)
		}
		s, err := c.desk.choose(job.View{Visit: job.VisitFirst})
		if err != nil || s.visits[0] != x.early || fmt.Sprint(s.shown) != "[1 2 3 4 5 6 7 8 9 10 11 12 13]" {
			t.Errorf("%s, %s: at the first visit of %q are shown %v (%v)", x.early, x.late, s.visits, s.shown, err)
		}
		v := c.do(job.Request{Pathway: &job.Pathway{Sample: "late"}}).Pathway
		if len(v.Samples) != 1 || v.Samples[0].Sample != "early" || len(v.Visits) != 2 || v.Visits[0].Sample != "early" {
			t.Errorf("%s, %s: the pathway has %+v and %+v", x.early, x.late, v.Samples, v.Visits)
		}
		if tsv := string(c.do(job.Request{Export: &job.Export{Kind: "pathway"}}).File.Data); strings.Contains(tsv, "do not say which is first") != x.open {
			t.Errorf("%s, %s: the notes of the export are wrong", x.early, x.late)
		}
	}
}
