package norm

import (
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

func TestCollapse(t *testing.T) {
	nan := math.NaN()
	m, err := expr.New([]string{"p1", "p2", "ERCC-1", "p3", "other", "p4"}, []string{"a", "b"}, expr.Counts, gene.Namespace{}, []float64{
		1, nan,
		4, nan,
		900, 900,
		2, 3,
		7, 8,
		nan, nan,
	})
	if err != nil {
		t.Fatal(err)
	}
	mp := &gene.Mapping{Rows: []gene.Match{
		{ID: "p1", Symbol: "IFI27", How: gene.ByID},
		{ID: "p2", Symbol: "IFI27", How: gene.ByID},
		{ID: "ERCC-1", How: gene.Control},
		{ID: "p3", Symbol: "RSAD2", How: gene.ByID},
		{ID: "other"},
		{ID: "p4", Symbol: "RSAD2", How: gene.ByID},
	}}
	for rule, want := range map[Rule][]float64{
		HighestMean: {4, nan, 2, 3, 7, 8},
		Mean:        {2.5, nan, 2, 3, 7, 8},
		Sum:         {5, nan, 2, 3, 7, 8},
	} {
		c, joined, err := Collapse(m, mp, rule, Choice{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(c.Genes(), " "); got != "IFI27 RSAD2 other" {
			t.Errorf("%s: genes %s", rule, got)
		}
		for k, w := range want {
			if g := c.At(k/2, k%2); g != w && !(math.IsNaN(g) && math.IsNaN(w)) {
				t.Errorf("%s: %s of sample %d is %v, want %v", rule, c.Genes()[k/2], k%2+1, g, w)
			}
		}
		kept := []string{string(rule), string(rule)}
		if rule == HighestMean {
			kept = []string{"p2", "p3"}
		}
		if len(joined) != 2 || joined[0].Kept != kept[0] || joined[1].Kept != kept[1] || !slices.Equal(joined[0].Rows, []string{"p1", "p2"}) {
			t.Errorf("%s: joined %+v", rule, joined)
		}
	}
}

// TestCollapseAmongControls keeps the row that is highest in the controls,
// whatever the patients say.
func TestCollapseAmongControls(t *testing.T) {
	m, err := expr.New([]string{"a", "b"}, []string{"control", "patient"}, expr.Log2, gene.Namespace{}, []float64{5, 1, 4, 9})
	if err != nil {
		t.Fatal(err)
	}
	mp := &gene.Mapping{Rows: []gene.Match{{ID: "a", Symbol: "IFI27", How: gene.ByID}, {ID: "b", Symbol: "IFI27", How: gene.ByID}}}
	for _, c := range []struct {
		controls []int
		kept     string
	}{{nil, "b"}, {[]int{0}, "a"}, {[]int{1}, "b"}} {
		_, joined, err := Collapse(m, mp, HighestMean, Choice{Controls: c.controls})
		if err != nil || joined[0].Kept != c.kept {
			t.Errorf("among %v: %+v, %v; want %s", c.controls, joined, err, c.kept)
		}
	}
}

func TestCollapseWantsItsOwnMapping(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("the mapping of another matrix is taken")
		}
	}()
	Collapse(table(t, expr.Log2, 10, 2), &gene.Mapping{}, Mean, Choice{})
}
