package pathway_test

import (
	"context"
	"io"
	"math"
	"os"
	"testing"

	"ifnscope/score"
	"ifnscope/score/gene/human"
	"ifnscope/score/oracle"
	"ifnscope/score/pathway"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	"ifnscope/score/sample"
)

// scored reads an expression table and, if it is named, a sample table, and
// scores them as a person would who corrects nothing but what set does.
func scored(t *testing.T, set func(*score.Input, *score.Options), names ...string) (*score.Scored, *sample.Table) {
	t.Helper()
	in := score.Input{Genes: human.Table()}
	var table *sample.Table
	for _, name := range names {
		f := read.File{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Matrix != nil {
			in.Matrix = c.Matrix
		} else {
			table = c.Table
		}
	}
	if table != nil {
		var err error
		if in.Table, _, _, err = table.Join(in.Matrix.Samples()); err != nil {
			t.Fatal(err)
		}
	}
	opt := score.Options{Assignment: sample.Recognise(in.Matrix.Samples(), in.Table).Assignment}
	if set != nil {
		set(&in, &opt)
	}
	s, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, in.Table
}

func profile(t *testing.T, s *score.Scored, table *sample.Table) *pathway.Profile {
	t.Helper()
	p, err := s.Pathway(table)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	t.Logf("%s: %.3f", what, got)
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s is %.3f, want %.3g +- %g", what, got, want, by)
	}
}

// gse49454 returns the profile of the main real cohort, from the extract and,
// where they are, the full tables.
func gse49454(t *testing.T) map[string]*pathway.Profile {
	out := map[string]*pathway.Profile{}
	s, table := scored(t, nil, "testdata/gse49454.tsv.gz", "../testdata/gse49454_samples.tsv")
	out["extract"] = profile(t, s, table)
	if dir := oracle.Shared(t, "data/gse49454_sle_wb", ""); dir != "" {
		s, table := scored(t, nil, dir+"/GSE49454_log2_probes.tsv.gz", dir+"/samples.tsv")
		out["full"] = profile(t, s, table)
	}
	return out
}

func TestLook(t *testing.T) {
	for name, p := range gse49454(t) {
		t.Log(name, p.Against, p.Patients, p.Controls)
		for _, a := range p.Axes {
			t.Logf("%-12s %d/%d coh %.2f n %d why %q med %.2f AUC %.2f", a.ID, len(a.Genes), a.Of(), float64(a.Coherence.Rho), a.Coherence.People, a.Why, float64(a.Patients.Median), float64(a.AUC[0]))
		}
		for _, m := range p.Measured {
			t.Logf("%s %s axis %s n %d rho %.3f", m.Column, m.Key, m.Axis, m.N, float64(m.Rho[0]))
		}
		for _, a := range p.Associations {
			if a.Axis == "isg" || a.Axis == "ldg" || a.Key == "renal" {
				t.Logf("%s %s %s n %d %.3f (%.2f %.2f) p %.4f q %.4f %s", a.Axis, a.Column, a.Kind, a.N, float64(a.Effect), float64(a.Lower), float64(a.Upper), float64(a.P), float64(a.Adjusted), a.Why)
			}
		}
		for _, s := range p.Stability {
			t.Logf("%s ICC %.2f n %d", s.Axis, float64(s.ICC[0]), s.People)
		}
		t.Log(p.Feedback.Why, len(p.Feedback.Rows))
		for _, s := range p.Sensing {
			t.Logf("%s %.2f", s.Gene, float64(s.Rho))
		}
		for _, i := range p.Issues {
			t.Log(i.Text, "::", i.Here)
		}
		for _, c := range p.Columns {
			t.Log(c)
		}
		t.Log(p.Left)
		t.Log(p.Summary(5))
		t.Log(p.Composition.By, p.Composition.Rho)
		for _, l := range p.Composition.Rows {
			t.Logf("%+v", l)
		}
	}
}
