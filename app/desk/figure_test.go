package desk

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
)

// TestFigures draws every figure of the real cohort, points at it, walks through
// it, finds a patient in it and takes it away.
func TestFigures(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	if r := c.try(job.Request{Draw: &job.Draw{Figure: job.FigureStrip}}); r.Error == nil || r.Error.Kind != job.ErrorUser {
		t.Errorf("before anything is scored a figure is %+v", r)
	}
	fs := gse49454(t)
	c.do(opening(false, fs...), fs...)
	c.do(job.Request{Score: &job.Score{}})
	c.do(job.Request{Quality: &job.Quality{}})
	const patient = "GSM1199511" // came more than once
	marks := map[string]int{
		job.FigureStrip: 177, job.FigureROC: 58 + 20 + 1, job.FigureGenes: (4 + 6) * 78, job.FigurePair: 62 + 20,
		job.FigureComponents: 62 + 20, job.FigureContributions: 4, job.FigureSamples: 177, job.FigureBoxes: 177,
	}
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		req := job.Draw{Figure: name, Signature: "ifngs4", Sample: patient, Width: 640}
		if name == job.FigureOverlap {
			req.Other = "ifngs4 crow6 trieste6"
		}
		if name == job.FigureGenes || name == job.FigureSignatures || name == job.FigureROC {
			req.Visit = "V1"
		}
		f := c.do(job.Request{Draw: &req}).Figure
		if f.Why != "" || f.Title == "" || f.Width > 640 || f.Height < 100 || f.Marks == 0 || f.Rows == 0 || !strings.HasPrefix(string(f.SVG), "<svg ") {
			t.Errorf("%s: %d x %d, %d marks, %d rows: %s %s", name, int(f.Width), int(f.Height), f.Marks, f.Rows, f.Title, f.Why)
			continue
		}
		if strings.Contains(string(f.SVG), "Research use only") {
			t.Errorf("%s: the footer of a file stands on the page", name)
		}
		if n, ok := marks[name]; ok && name != job.FigureROC && f.Marks != n {
			t.Errorf("%s has %d marks, want %d", name, f.Marks, n)
		}
		first := c.do(job.Request{Mark: &job.Mark{Figure: name, Key: "ArrowRight", From: -1}}).Found.Places
		if len(first) != 1 || first[0].Index != 0 || first[0].Label == "" {
			t.Fatalf("%s begins with %+v", name, first)
		}
		at := c.do(job.Request{Mark: &job.Mark{Figure: name, X: first[0].X, Y: first[0].Y}}).Found.Places
		if len(at) != 1 || math.Hypot(at[0].X-first[0].X, at[0].Y-first[0].Y) > 4 {
			t.Errorf("%s: where the first mark is, %+v, there is %+v", name, first, at)
		}
		if off := c.do(job.Request{Mark: &job.Mark{Figure: name, X: -99, Y: -99}}).Found.Places; len(off) != 0 {
			t.Errorf("%s: outside there is %+v", name, off)
		}
		v := c.do(job.Request{Rows: &job.Rows{Figure: name, Offset: 1, Limit: 2}}).Rows
		if v.Total != f.Rows || len(v.Rows) > 2 || len(v.Columns) != len(v.Numbers) || len(v.Rows[0]) != len(v.Columns) {
			t.Errorf("%s: rows %+v", name, v)
		}
		svg := c.do(job.Request{Export: &job.Export{Kind: "figure", Draw: req}}).File
		if s := string(svg.Data); !strings.HasSuffix(svg.Name, ".svg") || !strings.Contains(s, "Research") || !strings.Contains(s, score.Version) || name != job.FigureOverlap && !strings.Contains(s, "sha256") {
			t.Errorf("%s: the file %s does not say where it comes from", name, svg.Name)
		}
		tsv := c.do(job.Request{Export: &job.Export{Kind: "values", Draw: req}}).File
		if lines := strings.Count(string(tsv.Data), "\n"); lines != f.Rows+2 || !strings.HasPrefix(string(tsv.Data), "# ") {
			t.Errorf("%s: the values have %d lines, want %d", name, lines, f.Rows+2)
		}
	}
	in := map[string]int{}
	for _, p := range c.do(job.Request{Find: &job.Find{Sample: patient}}).Found.Places {
		if p.Sample != patient {
			t.Errorf("asked for %s, found %+v", patient, p)
		}
		in[p.Figure]++
	}
	want := map[string]int{job.FigureStrip: 1, job.FigureVisits: 1, job.FigureCourse: 1, job.FigureSamples: 1, job.FigureBoxes: 1}
	for name, n := range want {
		if in[name] != n {
			t.Errorf("%s stands %d times in %s", patient, in[name], name)
		}
	}
	if r := c.try(job.Request{Draw: &job.Draw{Figure: "pie"}}); r.Error == nil {
		t.Error("there is a figure of no name")
	}
	if r := c.try(job.Request{Rows: &job.Rows{Figure: "pie"}}); r.Error == nil {
		t.Error("there are values of a figure of no name")
	}
}

// The area that the ROC curve encloses is the AUC that stands below it, and the
// marked point is what the cut-off in force does.
func TestROCFigure(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := gse49454(t)
	c.do(opening(false, fs...), fs...)
	r := c.do(job.Request{Score: &job.Score{View: job.View{Signature: "ifngs4", Visit: job.VisitFirst}}}).Result
	f := c.do(job.Request{Draw: &job.Draw{Figure: job.FigureROC, Signature: "ifngs4"}}).Figure
	if !strings.Contains(string(f.SVG), fmt.Sprintf("AUC %.3f", float64(r.AUC))) {
		t.Errorf("the curve does not say AUC %.3f", float64(r.AUC))
	}
	var area, x0, y0 float64
	rows := c.do(job.Request{Rows: &job.Rows{Figure: job.FigureROC, Limit: 1000}}).Rows.Rows
	for i := len(rows) - 1; i >= 0; i-- {
		var se, sp float64
		if _, err := fmt.Sscan(rows[i][2], &se); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(rows[i][3], &sp); err != nil {
			t.Fatal(err)
		}
		x := 1 - sp
		area += (x - x0) * (se + y0) / 2
		x0, y0 = x, se
	}
	if math.Abs(area-float64(r.AUC)) > 1e-5 {
		t.Errorf("the curve encloses %.6f, the AUC is %.6f", area, float64(r.AUC))
	}
}

// Where there is nothing to draw it is said why.
func TestNoFigure(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	f := textFile("panel.tsv", "gene\tSLE1\tSLE2\nIFI27\t9.5\t8\nIFI44L\t8.5\t7\nRSAD2\t9.25\t9\nIFI44\t9\t8.5\n")
	c.do(opening(false, f), f)
	unit := expr.Log2
	c.do(job.Request{Correct: &job.Correct{Unit: &unit}})
	c.do(job.Request{Score: &job.Score{}})
	for _, name := range []string{job.FigureROC, job.FigureVisits, job.FigureComponents} {
		r := c.do(job.Request{Draw: &job.Draw{Figure: name, Width: 640}})
		if r.Figure.Why == "" || len(r.Figure.SVG) > 0 {
			t.Errorf("%s of two patients alone is drawn: %+v", name, r.Figure)
		}
		if places := c.do(job.Request{Mark: &job.Mark{Figure: name}}).Found.Places; len(places) != 0 {
			t.Errorf("%s has marks: %+v", name, places)
		}
	}
}

// TestAbove lets the columns that stand above a heat map be chosen.
func TestAbove(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	c.do(job.Request{Open: &job.Open{Example: true}})
	c.do(job.Request{Score: &job.Score{}})
	v := c.do(job.Request{Cohort: &job.Cohort{}}).Cohort
	labels := func(above string) (out []string) {
		f, err := c.desk.compose(job.Draw{Figure: job.FigureGenes, Visit: job.VisitFirst, Above: above, Width: 800})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range f.(chart.Heatmap).Tracks[2:] {
			out = append(out, x.Label)
		}
		return out
	}
	n := len(v.Columns)
	if n < 2 || !slices.Equal(labels(""), v.Above) {
		t.Fatalf("%v stand above, of %v: %v", labels(""), v.Columns, v.Above)
	}
	two := []string{v.Columns[0], v.Columns[n-1]}
	if got := labels(strings.Join(two, "\t")); !slices.Equal(got, two) {
		t.Errorf("%v were chosen, %v stand above", two, got)
	}
}
