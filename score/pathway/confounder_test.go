package pathway_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// kinds names what is noted of a sample without a clinical table.
func kinds(s *score.Scored, j int) string {
	var out []string
	for _, c := range s.Confounders(nil, nil, j) {
		out = append(out, strings.Fields(c.What)[0]+" "+c.Value)
	}
	return strings.Join(out, ", ")
}

// genesOf returns the genes of a marker set.
func genesOf(id string) []string {
	for _, m := range pathway.Markers() {
		if m.ID == id {
			return m.Genes
		}
	}
	return nil
}

// shifted returns a matrix in which some genes of one sample are moved by a number
// of log2, or taken out of all samples where they are missing.
func shifted(t *testing.T, m *expr.Matrix, j int, genes []string, by float64) *expr.Matrix {
	t.Helper()
	var names []string
	var data []float64
	for i, g := range m.Genes() {
		row := slices.Clone(m.Row(i))
		if slices.Contains(genes, g) {
			if math.IsNaN(by) {
				continue
			}
			row[j] += by
		}
		names, data = append(names, g), append(data, row...)
	}
	out, err := expr.New(names, m.Samples(), m.Unit(), m.Namespace(), data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestConfoundedByCells moves the genes of neutrophils in the synthetic cohort,
// of which D05 has many immature ones.
func TestConfoundedByCells(t *testing.T) {
	in, opt := defects(t)
	opt.Signatures, opt.Methods = []string{"ifngs4"}, []string{"mean-z"}
	whole := run(t, in, opt)
	at := func(name string) int { return slices.Index(in.Matrix.Samples(), name) }
	for j, s := range whole.Report.Samples {
		want := ""
		if s.Name == "D05" {
			want = "Immature +8.3 SD"
		}
		if got := kinds(whole, j); got != want && (s.Role == sample.Control || strings.HasPrefix(s.Name, "D")) {
			t.Errorf("of %s is noted %q, want %q", s.Name, got, want)
		}
	}
	c := whole.Confounders(nil, nil, at("D05"))[0]
	for _, say := range []string{"more than 2 SD above the healthy controls by 14 of 14 genes (module M5.15)", "the limit is ours", "Hallmark set of IFN-gamma fell"} {
		if !strings.Contains(c.Text, say) {
			t.Errorf("the note does not say %q: %s", say, c.Text)
		}
	}

	mature, matrix := genesOf("neutrophil"), in.Matrix
	for _, x := range []struct {
		what, sample string
		genes        []string
		by           float64
		want         string
	}{
		{"many mature neutrophils", "D11", mature, 3, "Mature +"},
		{"few mature neutrophils", "D11", mature, -3, "Mature -"},
		{"few immature neutrophils", "D11", genesOf("ldg"), -5, ""}, // which healthy people hardly have
		{"a little more", "D11", mature, 0.3, ""},
		{"without more than half of the genes", "D05", genesOf("ldg")[:8], math.NaN(), ""},
	} {
		in.Matrix = shifted(t, matrix, at(x.sample), x.genes, x.by)
		got := kinds(run(t, in, opt), at(x.sample))
		if !strings.HasPrefix(got, x.want) || x.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
	in.Matrix = matrix

	// against the controls of a reference file the same is said of one patient
	file, err := whole.Reference(ref.About{Name: "controls"})
	if err != nil {
		t.Fatal(err)
	}
	alone, one := in, opt
	if alone.Matrix, err = matrix.SelectSamples([]int{at("D05")}); err != nil {
		t.Fatal(err)
	}
	alone.Table, alone.Reference = nil, file
	one.Assignment = sample.Assignment{ByHand: map[string]sample.Role{"D05": sample.Patient}}
	if got := run(t, alone, one).Confounders(nil, nil, 0); !slices.Equal(got, whole.Confounders(nil, nil, at("D05"))) {
		t.Errorf("alone: %+v", got)
	}

	// and nothing where nobody is healthy: the middle of a cohort is no measure
	none := opt
	none.Methods, none.Assignment = []string{"mean-log2"}, sample.Assignment{}
	if got := kinds(run(t, in, none), at("D05")); got != "" {
		t.Errorf("without controls: %q", got)
	}
	// what the table says comes first
	table, err := sample.NewTable([]string{"infection"}, [][]string{slices.Repeat([]string{"yes"}, len(matrix.Samples()))})
	if err != nil {
		t.Fatal(err)
	}
	if got := whole.Confounders(table, nil, at("D05")); len(got) != 2 || got[0].What != "infection" || got[1] != c {
		t.Errorf("with a table: %+v", got)
	}
}

// TestNeutrophils holds the figures that the notes tell, and asks how often they
// stand beside a real patient.
func TestNeutrophils(t *testing.T) {
	s, table := scored(t, nil, "testdata/gse49454.tsv.gz", "../testdata/gse49454_samples.tsv")
	p := profile(t, s, table)
	rho := func(axis, signature string) float64 {
		sg, _ := s.Report.Signature(signature)
		res, ok := s.Report.Result(signature, sg.Method)
		if !ok {
			t.Fatalf("there is no score of %s", signature)
		}
		var x, y []float64
		for _, j := range p.First() {
			x, y = append(x, float64(p.Axis(axis).Values[j].Value)), append(y, float64(res.Scores[j].Value))
		}
		return cohort.Spearman(x, y).Value
	}
	near(t, "mature neutrophils and the four-gene score", rho("neutrophil", "ifngs4"), 0.29, 0.005)
	near(t, "mature neutrophils and M5.12", rho("neutrophil", "chiche-m5.12"), 0.50, 0.005)
	near(t, "immature neutrophils and the four-gene score", rho("ldg", "ifngs4"), 0.09, 0.005)
	near(t, "immature neutrophils and Hallmark IFN-gamma", rho("ldg", "hallmark-ifng"), -0.41, 0.005)
	var dose, ldg []float64
	for _, j := range p.First() {
		if v, err := strconv.ParseFloat(table.Column("cs mg/d")[j], 64); err == nil {
			dose, ldg = append(dose, v), append(ldg, float64(p.Axis("ldg").Values[j].Value))
		}
	}
	near(t, "immature neutrophils and the dose of glucocorticoid", cohort.Spearman(ldg, dose).Value, 0.41, 0.005)

	// no control has a note, and of 62 patients a third: of many immature
	// neutrophils in 23, of many mature ones in one
	noted := map[string]int{}
	share := map[bool][]float64{} // of neutrophils counted, by note
	counts := slices.IndexFunc(p.Measured, func(m pathway.Measured) bool { return m.Key == "neutrophils" })
	for j, x := range p.Samples {
		all := s.Confounders(nil, nil, j)
		if x.Role == sample.Control && len(all) > 0 {
			t.Errorf("the control %s: %+v", x.Name, all)
		}
		if slices.Contains(p.First(), j) {
			for _, c := range all {
				noted[c.What]++
			}
		}
		if v := float64(p.Measured[counts].Share[j]); v == v {
			high := slices.ContainsFunc(all, func(c stratify.Confounder) bool { return strings.HasPrefix(c.Value, "+") })
			share[high] = append(share[high], v)
		}
	}
	if len(noted) != 2 || noted[p.Axis("ldg").Title] != 23 || noted[p.Axis("neutrophil").Title] != 1 {
		t.Errorf("notes at the first visit: %v", noted)
	}
	with, without := ref.Describe(share[true]), ref.Describe(share[false])
	t.Logf("neutrophils counted: %.0f %% of leukocytes in %d samples with a note, %.0f %% in %d without", with.Mean, with.N, without.Mean, without.N)
	if with.N < 20 || with.Mean < without.Mean+3 {
		t.Errorf("neutrophils counted: %+v with a note, %+v without", with, without)
	}
}
