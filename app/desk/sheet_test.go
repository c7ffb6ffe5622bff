package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene/human"
	_ "ifnscope/score/read/pcr"
	_ "ifnscope/score/read/sheet"
	"ifnscope/score/report"
)

// TestSheet lays out reports of the cohort and of a person, and nobody's.
func TestSheet(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	c.do(job.Request{Open: &job.Open{Example: true}})
	c.do(job.Request{Score: &job.Score{}})
	all := c.do(job.Request{Sheet: &job.Sheet{}}).Sheet
	if len(all.Samples) != 88 || !strings.Contains(all.Markup, "<h2>Groups</h2>") || strings.Contains(all.Markup, "Genes: ") {
		t.Errorf("the cohort's report is of %d samples:\n%s", len(all.Samples), all.Markup)
	}
	told := map[string]string{"clin.diagnosis": "SLE, EULAR/ACR 2019"}
	one := c.do(job.Request{Sheet: &job.Sheet{Sample: "SLE01_V1", Signature: "ifngs4", Told: told}}).Sheet
	for _, want := range []string{"SLE01_V1", "SLE, EULAR/ACR 2019", "<th scope=\"row\">IFI44L</th>", "<dt>SLEDAI</dt>", "High by 0 of 9 clinical scores, low by 9. Crow 6 and Trieste 6 measure the same genes here."} {
		if !strings.Contains(one.Markup, want) {
			t.Errorf("the person's report lacks %q", want)
		}
	}
	if i := slices.IndexFunc(one.Items, func(x report.Item) bool { return x.Key == "clin.diagnosis" }); i < 0 || one.Items[i].Value != told["clin.diagnosis"] {
		t.Error("the checklist lacks what was told")
	}
	if r := c.try(job.Request{Sheet: &job.Sheet{Sample: "nobody"}}); r.Error == nil || !strings.Contains(r.Error.Text, "nobody") {
		t.Errorf("nobody's report is %+v", r)
	}
	f := c.do(job.Request{Export: &job.Export{Kind: "report", Sheet: job.Sheet{Sample: "SLE01_V1"}}}).File
	if f.Name != "ifnscope-report-sample.html" || strings.Contains(f.Name, "SLE01") || !strings.Contains(string(f.Data), "<title>ISG expression report: SLE01_V1</title>") {
		t.Errorf("the file is %s", f.Name)
	}
}

// TestRunDate prints when a plate was measured, as its file tells, and no date of
// sampling in its place.
func TestRunDate(t *testing.T) {
	for _, head := range []string{"", "* Experiment Run End Time = 2025-11-21 11:09:19 AM CET\n"} {
		var b strings.Builder
		b.WriteString("* Instrument Type = QuantStudio 5\n" + head + "\n[Results]\nWell\tSample Name\tTarget Name\tTask\tCT\n")
		well := 0
		for i, name := range []string{"HC1", "HC2", "HC3", "HC4", "HC5", "P1"} {
			for k, g := range []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1", "HPRT1"} {
				well++
				fmt.Fprintf(&b, "%d\t%s\t%s\tUNKNOWN\t%.2f\n", well, name, g, 24+float64(i*(k+3)%5)/10)
			}
		}
		c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
		plate, samples := file("plate.txt", []byte(b.String())), file("samples.tsv", []byte("sample\tgroup\tsampling date\nHC1\tHC\t2020-01-01\nHC2\tHC\t2020-01-01\nHC3\tHC\t2020-01-01\nHC4\tHC\t2020-01-01\nHC5\tHC\t2020-01-01\nP1\tSLE\t2020-01-02\n"))
		c.do(opening(false, plate, samples), plate, samples)
		c.do(job.Request{Score: &job.Score{}})
		m := c.do(job.Request{Sheet: &job.Sheet{Sample: "P1", Signature: "crow6"}}).Sheet.Markup
		run := "<dt>Run date (from the file)</dt><dd>2025-11-21 11:09:19 AM CET</dd>"
		if strings.Contains(m, run) != (head != "") || strings.Contains(m, "Run date (from the file)") != (head != "") || !strings.Contains(m, "<dt>sampling date</dt><dd>2020-01-02</dd>") {
			t.Errorf("with %q the report is\n%s", head, m)
		}
		if !strings.Contains(m, "signatures need genes that this panel does not have") {
			t.Error("the signatures of other genes are not folded")
		}
	}
}

// TestWorkbook reads a workbook of scores back as a person may bring it.
func TestWorkbook(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	c.do(job.Request{Open: &job.Open{Example: true}})
	c.do(job.Request{Score: &job.Score{}})
	f := file("scores.xlsx", c.do(job.Request{Export: &job.Export{Kind: "xlsx"}}).File.Data)
	check := c.do(opening(false, f), f).Check
	if got := check.Files[0].Summary.Sheets; !slices.Equal(got, []string{"Scores by sample", "All scores", "Where from"}) {
		t.Errorf("the sheets are %q", got)
	}
	if got := check.Files[0].Summary.Preview[1][0]; got != "HC01" {
		t.Errorf("the first sample is %q", got)
	}
}
