package score_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

func (c gse49454) inspect(t *testing.T) *qc.Inspection {
	t.Helper()
	in, err := score.Inspect(context.Background(), c.in, c.opt, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// flagged lists the checks that are of the grade or worse, as "sample: figure".
func flagged(in *qc.Inspection, g qc.Grade) []string {
	var out []string
	for _, c := range in.Checks {
		if c.Grade >= g {
			out = append(out, c.Sample+": "+c.Figure)
		}
	}
	return out
}

// TestInspectGSE49454 judges the main real cohort, as the committed extract and
// in full: the recorded sex is that of the genes in all 177 samples, nobody was
// measured twice under two names, chips and groups are spread evenly, and one
// healthy control is high.
func TestInspectGSE49454(t *testing.T) {
	extract := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	const high = "GSM1199418: mean z of the four IFNGS genes against the other healthy controls"
	// the extract holds more genes of interferon and neutrophils than others, so
	// that the most active patients lie farther out
	const far = ": distance from the middle of the samples in 5 principal components"
	asPublished(t, "extract", extract.inspect(t), "GSM1199459"+far, high, "GSM1199416"+far)
	if path := shared(t, "gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", ""); path != "" {
		asPublished(t, "full table", open49454(t, path, "testdata/gse49454_samples.tsv").inspect(t), high)
	}
}

// asPublished fails unless exactly the checks want are bad, and the other
// figures are those of the cohort.
func asPublished(t *testing.T, what string, in *qc.Inspection, want ...string) {
	t.Helper()
	sexes := map[string]int{}
	for _, s := range in.Sexes {
		sexes[s.Recorded+", "+s.Told]++
	}
	if len(sexes) != 2 || sexes["female, female"] != 148 || sexes["male, male"] != 29 {
		t.Errorf("%s: recorded and told sexes are %v, want 148 female and 29 male, all the same", what, sexes)
	}
	if bad := flagged(in, qc.Bad); !slices.Equal(bad, want) {
		t.Errorf("%s: bad are %q, want %q", what, bad, want)
	}
	c := in.Controls
	if c.People != 20 || !slices.Equal(c.High, []string{"C3VS1n1"}) || c.With.N != 20 || c.Without.N != 19 || c.Patients != 62 {
		t.Errorf("%s: the controls are %+v", what, c)
	}
	for _, s := range in.Summaries() {
		switch {
		case s.Figure == "highest correlation with a sample of another person":
			if s.High > 0.6 || s.Samples != 177 {
				t.Errorf("%s: the most alike samples of two people correlate %.2f, of %d", what, float64(s.High), s.Samples)
			}
		case strings.HasPrefix(s.Figure, "batch"):
			if s.Low < 0.05 {
				t.Errorf("%s: %s has P %v", what, s.Figure, s.Low)
			}
		}
	}
	if n := len(in.Undone); n > 0 {
		t.Errorf("%s: not judged: %q", what, in.Undone)
	}
}

// TestInspectPlanted plants faults in the real cohort: the labels of a man and
// a woman exchanged, and one sample under a second name.
func TestInspectPlanted(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	m := c.in.Matrix
	rows, samples := m.Dims()
	sex, _ := qc.RecordedSex(c.in.Table)
	woman, man := slices.Index(sex, qc.Female), slices.Index(sex, qc.Male)
	const from, to = 100, 50
	order := make([]int, samples)
	for j := range order {
		order[j] = j
	}
	order[woman], order[man], order[to] = man, woman, from
	data := make([]float64, 0, rows*samples)
	for i := range rows {
		for _, j := range order {
			data = append(data, m.At(i, j))
		}
	}
	planted, err := expr.New(m.Genes(), m.Samples(), m.Unit(), m.Namespace(), data)
	if err != nil {
		t.Fatal(err)
	}
	c.in.Matrix = planted
	bad := flagged(c.inspect(t), qc.Bad)
	for what, want := range map[string]string{
		"the woman": m.Samples()[woman] + ": sex by genes (1 female, -1 male), recorded as female",
		"the man":   m.Samples()[man] + ": sex by genes (1 female, -1 male), recorded as male",
		"the copy":  m.Samples()[to] + ": highest correlation with a sample of another person",
		"its twin":  m.Samples()[from] + ": highest correlation with a sample of another person",
	} {
		if !slices.Contains(bad, want) {
			t.Errorf("%s is not flagged; bad are %q", what, bad)
		}
	}

	// left out, the copy is judged no more, and the scores say why
	copied := m.Samples()[to]
	c.opt.Assignment.ByHand = map[string]sample.Role{copied: sample.Excluded}
	c.opt.Assignment.Reason = map[string]string{copied: "a copy"}
	if left := flagged(c.inspect(t), qc.Bad); slices.ContainsFunc(left, func(s string) bool { return strings.Contains(s, "another person") }) {
		t.Errorf("without the copy, bad are %q", left)
	}
	r := c.run(t, c.opt)
	if !slices.ContainsFunc(r.Notes, func(n note.Note) bool {
		return n.Code == note.SampleExcluded && n.Subject == copied && n.Text == "excluded by hand: a copy"
	}) {
		t.Error("the report does not say why a sample was left out")
	}
}

// TestInspectCounts judges counts by their library size.
func TestInspectCounts(t *testing.T) {
	m := load(t, "testdata/hppt_counts_extract.tsv.gz")
	in, err := score.Inspect(context.Background(), score.Input{Matrix: m}, score.Options{Unit: expr.Counts}, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	var figures []string
	for _, s := range in.Summaries() {
		figures = append(figures, s.Figure)
	}
	if len(figures) == 0 || figures[0] != "library size (log2)" || slices.Contains(figures, "median of the values") {
		t.Errorf("figures are %q", figures)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := score.Inspect(ctx, score.Input{Matrix: m}, score.Options{Unit: expr.Counts}, func(string, int, int) {}); fmt.Sprint(err) != context.Canceled.Error() {
		t.Errorf("cancelled, it returns %v", err)
	}
}
