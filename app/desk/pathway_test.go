package desk

import (
	"io"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/gene/human"
	"ifnscope/score/pathway"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

func node(t *testing.T, v *job.PathwayView, id string) pathway.Node {
	t.Helper()
	i := slices.IndexFunc(v.Nodes, func(n pathway.Node) bool { return n.ID == id })
	if i < 0 {
		t.Fatalf("there is no node %s", id)
	}
	return v.Nodes[i]
}

// TestPathway profiles the cohort of known defects as a whole and one by one.
func TestPathway(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	if r := c.try(job.Request{Pathway: &job.Pathway{}}); r.Error == nil {
		t.Error("there is a profile of nothing")
	}
	fs := demo.DefectFiles()
	c.do(opening(false, fs...), fs...)
	c.do(job.Request{Score: &job.Score{}})
	v := c.do(job.Request{Pathway: &job.Pathway{}}).Pathway
	if v.Sample != nil || v.Summary != "" || v.Patients != 42 || v.Controls != 20 || len(v.Samples) != 42 || len(v.Axes[0].Values) != 0 {
		t.Errorf("cohort: %d patients, %d controls, %d rows, %q", v.Patients, v.Controls, len(v.Samples), v.Summary)
	}
	people := 0
	for _, x := range v.Types {
		people += x.People
	}
	if people != 42 {
		t.Errorf("%d patients have a type", people)
	}
	if len(v.Findings) == 0 || len(v.Therapies) == 0 || len(v.Issues) == 0 || len(v.Associations) == 0 {
		t.Error("what is known is not shown")
	}

	v = c.do(job.Request{Pathway: &job.Pathway{Sample: "D05", Node: "net"}}).Pathway
	if v.Sample.Name != "D05" || !strings.Contains(v.Summary, "LDG +8") || len(v.Axes[0].Values) != 1 || v.Card == nil || len(v.Types) != 0 {
		t.Errorf("D05: %q", v.Summary)
	}
	// its immature neutrophils are a note on the profile, beside the scores of the
	// person and in the report; of D01 there is no such note
	if n := len(v.Confounders); n == 0 || v.Confounders[n-1].Value != "+8.3 SD" {
		t.Errorf("of D05 is noted %+v", v.Confounders)
	}
	if p := c.do(job.Request{Person: &job.Person{Sample: "D05"}}).Person; !slices.Equal(p.Confounders, v.Confounders) {
		t.Errorf("beside the scores of D05 is noted %+v", p.Confounders)
	}
	if p := c.do(job.Request{Person: &job.Person{Sample: "D01"}}).Person; slices.ContainsFunc(p.Confounders, func(x stratify.Confounder) bool { return strings.HasSuffix(x.Value, " SD") }) {
		t.Errorf("of D01 is noted %+v", p.Confounders)
	}
	if s := c.do(job.Request{Sheet: &job.Sheet{Sample: "D05"}}).Sheet; !strings.Contains(s.Markup, "<li>Immature neutrophils (low-density granulocytes, NETs) +8.3 SD: more than 2 SD above the healthy controls by 14 of 14 genes") {
		t.Error("the report of D05 does not note its immature neutrophils")
	}
	if n := node(t, v, "net"); !n.Measured || n.Level != 3 || len(v.Genes) != 14 {
		t.Errorf("NETs of D05: %+v, %d genes", n, len(v.Genes))
	}
	for _, g := range v.Genes {
		if g.Z < 3 {
			t.Errorf("%s of D05 has z %v", g.Symbol, g.Z)
		}
	}
	drawn := c.do(job.Request{Draw: &job.Draw{Figure: job.FigurePathwayMap, Sample: "D05", Node: "net", Width: 900}}).Figure
	if svg := string(drawn.SVG); !strings.Contains(svg, `data-node="net"`) || strings.Count(svg, `role="button"`) != len(v.Nodes) || drawn.Marks != len(v.Nodes) || strings.Contains(svg, " style=") {
		t.Error("the map lacks nodes that can be chosen")
	}
	// a mark of the map is the node of its row
	for k := range v.Nodes {
		m := c.do(job.Request{Mark: &job.Mark{Figure: job.FigurePathwayMap, Key: "ArrowRight", From: k - 1}}).Found.Places[0]
		if m.Row != k || !strings.HasPrefix(m.Label, v.Nodes[k].Title+": ") {
			t.Fatalf("mark %d of the map is %q of row %d, the node %s", k, m.Label, m.Row, v.Nodes[k].Title)
		}
	}
	if r := c.try(job.Request{Pathway: &job.Pathway{Sample: "nobody"}}); r.Error == nil {
		t.Error("a sample that is not there has a profile")
	}

	for kind, want := range map[string]string{"pathway": "D05\t", "pathway-associations": "ldg\trenal\t", "figure": "Interferon pathway, D05", "values": "NETs, low-density granulocytes\t"} {
		f := c.do(job.Request{Export: &job.Export{Kind: kind, Draw: job.Draw{Figure: job.FigurePathwayMap, Sample: "D05"}}}).File
		if text := string(f.Data); !strings.Contains(text, want) || !strings.Contains(text, "Not for diagnostic procedures.") {
			t.Errorf("%s lacks %q", f.Name, want)
		}
	}
}

// TestPathwayOfOne profiles a single patient against a reference file, without a
// clinical table.
func TestPathwayOfOne(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := demo.DefectFiles()
	c.do(opening(false, fs...), fs...)
	c.do(job.Request{Score: &job.Score{}})
	saved := c.do(job.Request{Export: &job.Export{Kind: "reference", About: ref.About{Name: "lab"}}}).File
	whole := c.do(job.Request{Pathway: &job.Pathway{Sample: "D05"}}).Pathway

	r, err := fs[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var one strings.Builder
	column := 0
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if column == 0 {
			column = slices.Index(cells, "D05")
		}
		one.WriteString(cells[0] + "\t" + cells[column] + "\n")
	}
	patient := []read.File{textFile("one.tsv", one.String()), file("lab.json", saved.Data)}
	c.do(opening(false, patient...), patient...)
	c.do(job.Request{Assign: &job.Assign{Assignment: sample.Assignment{ByHand: map[string]sample.Role{"D05": sample.Patient}}}})
	c.do(job.Request{Score: &job.Score{}})
	v := c.do(job.Request{Pathway: &job.Pathway{Sample: "D05"}}).Pathway
	if !strings.Contains(v.Against, "reference file lab") || v.Controls != 20 {
		t.Errorf("measured against %s (%d)", v.Against, v.Controls)
	}
	for _, id := range []string{"net", "isg"} {
		if got, want := node(t, v, id), node(t, whole, id); got.Value != want.Value || !got.Measured {
			t.Errorf("%s is %v alone and %v in the cohort", id, got.Text, want.Text)
		}
	}
	if v.Card != nil || len(v.Associations) != 0 {
		t.Error("something is told of a table that is not there")
	}
}
