package method

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/score/sig"
)

func TestAll(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range All() {
		id, i := m.ID(), m.Info()
		if seen[id] || strings.Contains(id, " ") {
			t.Errorf("the id %q is repeated or of other than published settings", id)
		}
		seen[id] = true
		if x, ok := ByID(id); !ok || x.ID() != id {
			t.Errorf("ByID(%q) finds %v", id, x)
		}
		if x, ok := ByID(name(m)); !ok || x.ID() != id {
			t.Errorf("ByID(%q) finds %v", name(m), x)
		}
		for what, text := range map[string]string{"name": i.Name, "sentence": i.Sentence, "formula": i.Formula, "scale": i.Scale, "contribution": i.Contribution, "source": i.Source, "R": i.R} {
			if text == "" {
				t.Errorf("%s has no %s", id, what)
			}
		}
		if !strings.HasSuffix(i.Sentence, ".") {
			t.Errorf("the sentence of %s is none: %q", id, i.Sentence)
		}
		if i.DOI == "" && !strings.Contains(i.Source, "US ") {
			t.Errorf("%s has neither a DOI nor a patent", id)
		}
		if seen[i.Name] {
			t.Errorf("two methods are named %q", i.Name)
		}
		seen[i.Name] = true
		for _, p := range i.Parameters {
			if p.Name == "" || p.Value == "" || p.Meaning == "" {
				t.Errorf("%s: the parameter %+v is not complete", id, p)
			}
		}
	}
}

// TestSettings shows that an id carries what is not as published.
func TestSettings(t *testing.T) {
	for _, c := range []struct {
		method Method
		id     string
	}{
		{GSVA{}, "gsva/1"},
		{GSVA{Tau: 1}, "gsva/1"},
		{GSVA{Tau: 0.25, AbsRanking: true}, "gsva/1 tau=0.25 abs-ranking"},
		{GSVA{Kernel: ECDF, MaxDeviation: true}, "gsva-ecdf/1 max-deviation"},
		{SSGSEA{Alpha: 0.75}, "ssgsea/1 alpha=0.75"},
		{Singscore{Ties: TiesAverage, Uncentred: true}, "singscore/1 ties=average uncentred"},
		{SingscoreStable{Genes: []string{"ACTB", "GAPDH"}}, "singscore-stable/1 genes=ACTB,GAPDH"},
		{UCell{MaxRank: 100, Down: 0.5, Impute: true}, "ucell/1 max-rank=100 down=0.5 impute"},
		{AUCell{Top: 0.1, MaxRank: 50}, "aucell/1 top=0.1 max-rank=50"},
		{MedianFC{MeanCalibrator: true, LinearCalibrator: true}, "median-fc/1 mean-calibrator linear-calibrator"},
		{ModuleResponse{Response{FoldChange: 2}}, "module-response/1 fold-change=2"},
		{Chiche{Response{Difference: 5}, 20}, "chiche/1 difference=5 active=20"},
	} {
		if got := c.method.ID(); got != c.id {
			t.Errorf("the id of %+v is %q, want %q", c.method, got, c.id)
		}
	}
}

func TestDefault(t *testing.T) {
	var got []string
	for _, m := range Default() {
		got = append(got, name(m))
		if m.Needs().Cohort {
			t.Errorf("%s depends on the cohort and is a default", m.ID())
		}
	}
	want := []string{"mean-log2", "singscore", "mean-z", "sum-z", "median-fc", "geomean-fc", "sum-log2fc", "module-response", "chiche"}
	if !slices.Equal(got, want) {
		t.Errorf("the default methods are %v, want %v", got, want)
	}
	for _, s := range sig.All() {
		if _, ok := ByID(s.Method); !ok {
			t.Errorf("%s is scored by %q, which is no method", s.ID, s.Method)
		}
	}
}
