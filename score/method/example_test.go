package method

import (
	"math"
	"testing"
)

// exampleScores are the scores of the worked example, computed apart from this
// package by a plain reading of the definitions.
var exampleScores = []struct {
	name  string
	score float64
}{
	{"mean-log2", 8.75},
	{"median-log2", 8.5},
	{"sum-log2", 43.75},
	{"housekeeping-ratio", 2.6328125},
	{"housekeeping-geomean", 6.20233951074},
	{"singscore", 0.121818181818},
	{"singscore-undirected", 0.453571428571},
	{"singscore-stable", 0.442857142857},
	{"ssgsea", 9.12571349101},
	{"ucell", 0.635087719298},
	{"aucell", 0.666666666667}, // ranks 1 and 13, 25, 34, 46 of 60, of which 3 count: 2 of at most 2 + 1
	{"mean-z", 5.18979768392},
	{"sum-z", 25.9489884196},
	{"mean-z-linear", 19.9075990469},
	{"sum-z-linear", 99.5379952347},
	{"zscore-reference", 11.6047404107},
	{"median-fc", 3.08442165082},
	{"geomean-fc", 3.19319354543},
	{"sum-log2fc", 8.375},
	{"ddct", 1.675},
	{"module-response", 60}, // IFI44L, IFIT1 and STAT1 are up
	{"chiche", 2},           // M1.2 with 2 of 3 and M3.4 with 1 of 1, not M5.12 with 0 of 1
	{"gsva-reference", 0.769911504425},
	{"gsva", 0.769911504425}, // the same places as against controls
	{"gsva-ecdf", 0.873692679002},
	{"gsva-poisson", 0.706999195495},
	{"ssgsea-range", 0.813443339953},
	{"zscore", 2.33946320748},
	{"plage", 0.801246366159},
	{"pc1", 3.47082680379},
}

// exampleAdds are the contributions of the genes where they are not in plain
// sight.
var exampleAdds = map[string][]float64{
	"singscore":       {0.12, 0.0436363636364, 0.207272727273, 0.163636363636, 0.0872727272727},
	"ucell":           {0.122807017544, 0.0491228070175, 0.20701754386, 0.164912280702, 0.0912280701754},
	"sum-z":           {10.457055034760026, 0.3872983346207417, 11.231651704001509, 5.034878350069642, -1.161895003862225},
	"median-fc":       {10.374716437208077, 1.0905077326652577, 12.337686603263526, 3.0844216508158815, 0.7711054127039704},
	"sum-log2fc":      {3.375, 0.125, 3.625, 1.625, -0.375},
	"pc1":             {0.9378567541718963, 0.1591574204235423, 0.9411430856912182, 0.9698192349496645, 0.46285030855608356},
	"module-response": {20, 0, 20, 20, 0},
	"chiche":          {100.0 / 3, 0, 100.0 / 3, 100, 0},
	"mean-log2":       {1.7, 0.9, 2.65, 2.15, 1.35},
	"aucell":          {0, 0, 2.0 / 3, 0, 0},
}

func TestExample(t *testing.T) {
	all := All()
	if len(exampleScores) != len(all) {
		t.Fatalf("%d scores for %d methods", len(exampleScores), len(all))
	}
	for i, want := range exampleScores {
		m := all[i]
		if name(m) != want.name {
			t.Fatalf("method %d is %s, want %s", i, name(m), want.name)
		}
		w, err := Work(m)
		if err != nil {
			t.Errorf("%s: %v", want.name, err)
			continue
		}
		if math.Abs(w.Score.Value-want.score) > 1e-10*max(1, math.Abs(want.score)) {
			t.Errorf("%s: the score is %.12g, want %.12g", want.name, w.Score.Value, want.score)
		}
		if w.Score.Used != 5 {
			t.Errorf("%s: %d genes used, want 5", want.name, w.Score.Used)
		}
		for k, x := range exampleAdds[want.name] {
			if got := w.Genes[k].Adds; math.Abs(got-x) > 1e-9 {
				t.Errorf("%s: %s adds %.12g, want %.12g", want.name, w.Genes[k].Symbol, got, x)
			}
		}
	}
}

// TestExampleSpread checks what a score says beside its value.
func TestExampleSpread(t *testing.T) {
	w, err := Work(Singscore{})
	if err != nil {
		t.Fatal(err)
	}
	if d := w.Score.Dispersion; math.Abs(d-17.7912) > 1e-9 { // ranks 36, 15, 60, 48, 27
		t.Errorf("the dispersion of singscore is %v, want 17.7912", d)
	}
	s, err := PC1{}.Fit(Example(PC1{}))
	if err != nil {
		t.Fatal(err)
	}
	if e := s.(Explainer).Explained(0); math.Abs(e-0.7505743708125178) > 1e-12 {
		t.Errorf("PC1 explains %v, want 0.75057437", e)
	}
}
