package desk

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// workbook returns the markup of the sheets of a workbook, by name.
func workbook(t *testing.T, b []byte) (names []string, sheets map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	part := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		b, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(part("xl/workbook.xml"), &book); err != nil {
		t.Fatal(err)
	}
	sheets = map[string]string{}
	for i, s := range book.Sheets {
		names = append(names, s.Name)
		sheets[s.Name] = string(part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)))
	}
	return names, sheets
}

// The workbook of the cohort page holds every row of its tables, of which the
// page shows the first, and no cell is a formula.
func TestCohortTables(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := gse49454(t)
	c.do(opening(false, fs...), fs...)
	c.do(job.Request{Score: &job.Score{}})
	ask := job.Cohort{Signature: "crow6", Method: "median-fc/1"}
	v := c.do(job.Request{Cohort: &ask}).Cohort
	f := c.do(job.Request{Export: &job.Export{Kind: "cohort", Cohort: ask}}).File
	names, sheets := workbook(t, f.Data)
	want := []string{"What is shown", "Groups", "Group tests", "Cut-off rules", "Cut-off moved", "Published assays", "IFN-high controls", "Agreement, rho", "Agreement, kappa", "Intervals of kappa", "Discordant", "Visits", "Classes over visits", "Clinical columns", "Where from"}
	if f.Name != "ifnscope-cohort.xlsx" || !slices.Equal(names, want) {
		t.Fatalf("%s has the sheets %q", f.Name, names)
	}
	visits := 0
	for _, p := range v.Visits.People {
		visits += len(p.Points)
	}
	if visits <= firstPoints || len(v.Discordant) < 1 {
		t.Fatalf("%d visits, %d discordant samples: too few to tell a part from the whole", visits, len(v.Discordant))
	}
	for sheet, rows := range map[string]int{"Discordant": len(v.Discordant), "Visits": visits, "Cut-off rules": len(v.Rules), "Cut-off moved": len(v.Sensitivity.Steps),
		"Agreement, kappa": len(v.Agreement.Order), "Intervals of kappa": len(v.Agreement.Order) * (len(v.Agreement.Order) - 1) / 2, "Clinical columns": len(v.Clinical)} {
		if got := strings.Count(sheets[sheet], "<row ") - 1; got != rows {
			t.Errorf("%s has %d rows, want %d", sheet, got, rows)
		}
	}
	for name, s := range sheets {
		if strings.Contains(s, "<f>") || strings.Contains(s, "<f ") {
			t.Errorf("%s holds a formula", name)
		}
	}
	for _, say := range []string{"Research use only", "sha256", "cut-off rule"} {
		if !strings.Contains(sheets["Where from"], say) {
			t.Errorf("the last sheet does not say %q", say)
		}
	}

	// only clinical type I scores contradict each other, the most split first
	if slices.Contains(v.Judges, "Aybey II") || len(v.Judges) < 5 {
		t.Errorf("asked are %q", v.Judges)
	}
	before := 1 << 30
	for _, p := range v.Discordant {
		split := min(p.High, p.Low)
		if len(p.Classes) != len(v.Judges) || split == 0 || split > before {
			t.Errorf("%s: high by %d, low by %d, after %d", p.Name, p.High, p.Low, before)
		}
		before = split
	}
	for _, p := range v.Visits.People {
		first := p.Points[0]
		for _, x := range p.Points[1:] {
			above := first.Value > inForce(v)
			if !x.Neutralised.Missing() && !above {
				t.Errorf("%s: %v is neutralised from %v", p.Subject, x.Neutralised, first.Value)
			}
			if x.Neutralised.Missing() && above && !x.Value.Missing() {
				t.Errorf("%s: nothing is said of the fall from %v to %v", p.Subject, first.Value, x.Value)
			}
		}
	}
}

// firstPoints is more visits than the page shows people at first.
const firstPoints = 30

// inForce returns the cut-off in force.
func inForce(v *job.CohortView) expr.Number {
	i := slices.IndexFunc(v.Rules, func(r job.RuleView) bool { return r.InUse })
	return v.Rules[i].Cutoff.Value
}

// TestFewPeople asks for figures of one patient, and of four, against ten
// controls: none is given, and it is said why.
func TestFewPeople(t *testing.T) {
	for _, patients := range []int{1, 4, 5} {
		var b strings.Builder
		b.WriteString("gene")
		for i := range 10 {
			fmt.Fprintf(&b, "\tHC%02d", i)
		}
		for i := range patients {
			fmt.Fprintf(&b, "\tSLE%02d", i)
		}
		b.WriteString("\n")
		for k, g := range []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1", "IFI44", "MX1", "OAS1", "ACTB"} {
			b.WriteString(g)
			for i := range 10 + patients {
				fmt.Fprintf(&b, "\t%.2f", 5+float64((i*7+k*3)%11)/10+float64(i/10*3))
			}
			b.WriteString("\n")
		}
		c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
		f := file("small.tsv", []byte(b.String()))
		c.do(opening(false, f), f)
		unit := expr.Log2
		c.do(job.Request{Correct: &job.Correct{Unit: &unit}})
		c.do(job.Request{Assign: &job.Assign{Assignment: sample.Assignment{GroupPrefix: true, Roles: map[string]sample.Role{"HC": sample.Control, "SLE": sample.Patient}}}})
		c.do(job.Request{Score: &job.Score{}})
		v := c.do(job.Request{Cohort: &job.Cohort{Signature: "crow6"}}).Cohort
		enough := patients >= stratify.MinPeople
		if v.Groups == nil || len(v.Groups.Labels) != 2 || (v.Groups.Test != "") != enough || (len(v.Groups.AUC) == 3) != enough {
			t.Errorf("%d patients: %+v", patients, v.Groups)
		}
		if rho := v.Agreement.Rho[0][1]; rho.Missing() == enough {
			t.Errorf("%d patients: a correlation of %v", patients, rho)
		}
		for _, name := range []string{job.FigureROC, job.FigureAgreement} {
			why := c.do(job.Request{Draw: &job.Draw{Figure: name, Signature: "crow6", Width: 600}}).Figure.Why
			if (why == "") != enough || !enough && !strings.Contains(why, "at least 5") || strings.Contains(why, "1 patients") {
				t.Errorf("%d patients: of %s it is said %q", patients, name, why)
			}
		}
		sheet := c.do(job.Request{Sheet: &job.Sheet{}}).Sheet.Markup
		if strings.Contains(sheet, "NaN") || strings.Contains(sheet, "Inf ") {
			t.Errorf("%d patients: the report holds a number that is none", patients)
		}
		names, _ := workbook(t, c.do(job.Request{Export: &job.Export{Kind: "cohort", Cohort: job.Cohort{Signature: "crow6"}}}).File.Data)
		if slices.Contains(names, "Group tests") != enough || slices.Contains(names, "Agreement, kappa") != enough || !slices.Contains(names, "Cut-off rules") {
			t.Errorf("%d patients: the sheets are %q", patients, names)
		}
	}
}
