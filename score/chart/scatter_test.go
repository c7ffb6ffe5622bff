package chart

import (
	"math"
	"os"
	"strings"
	"testing"
)

// spots is a fixed scatter plot with every shape, missing values and names that
// try to break out.
func spots() Scatter {
	p := Scatter{ID: "map", Title: "Samples <by> two components", Desc: "One mark a sample.", XLabel: "PC1 (32 %)", YLabel: "PC2 (12 %)", Marks: marks, Footer: "SYNTHETIC."}
	for i, name := range hostile {
		p.Spots = append(p.Spots, Spot{Sample: name, Label: name + ": patient", X: float64(i) - 3, Y: 4 - 0.5*float64(i*i), Mark: i % 5})
	}
	p.Spots[0].Name, p.Spots[len(p.Spots)-1].Name = hostile[0], "at the right end"
	p.Spots = append(p.Spots, Spot{Sample: "lost", X: math.NaN(), Y: 1}, Spot{Sample: "endless", X: 1, Y: math.Inf(-1)}, Spot{Sample: "no mark", X: 0.5, Y: 1, Mark: -1})
	return p
}

func TestScatter(t *testing.T) {
	for name, p := range map[string]Scatter{"scatter.svg": spots(), "scatter-empty.svg": {ID: "e"}} {
		got := p.SVG() + "\n"
		path := "testdata/" + name
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from the golden file; look at it and run with -update", name)
		}
		if strings.Contains(got, "NaN") || strings.Contains(got, "Inf") || strings.Contains(got, "<script") {
			t.Errorf("%s holds what it must not: %s", name, got)
		}
	}
	svg := spots().SVG()
	for text, n := range map[string]int{`class="c-point`: len(hostile) + 1, "2 without a value": 1, "PC1 (32 %)": 1, ">at the right end<": 1} {
		if got := strings.Count(svg, text); got != n {
			t.Errorf("%d of %s, want %d", got, text, n)
		}
	}
	// the picture is in the right place: more to the right is a larger X
	two := Scatter{Spots: []Spot{{Sample: "a", X: 0, Y: 0, Mark: -1}, {Sample: "b", X: 1, Y: 1, Mark: -1}}, Width: 400, Height: 300}.SVG()
	if a, b := strings.Index(two, `cx="68.3" cy="245.8"`), strings.Index(two, `cx="375.7" cy="40.2"`); a < 0 || b < a {
		t.Errorf("two spots are not at the lower left and the upper right: %s", two)
	}
}
