package chart

import (
	"math"
	"strings"
	"testing"
)

// spots is a fixed scatter plot with every shape, missing values and names that
// try to break out.
func spots() Scatter {
	p := Scatter{Frame: Frame{ID: "map", Title: "Samples <by> two components", Desc: "One mark a sample.", Footer: "SYNTHETIC."}, XLabel: "PC1 (32 %)", YLabel: "PC2 (12 %)", Marks: marks, Note: "rho 0.82 (0.70 to 0.90)"}
	for i, name := range hostile {
		p.Spots = append(p.Spots, Spot{Sample: name, Label: name + ": patient", X: float64(i) - 3, Y: 4 - 0.5*float64(i*i), Mark: i % 5})
	}
	p.Spots[0].Name, p.Spots[len(p.Spots)-1].Name = hostile[0], "at the right end"
	p.Spots = append(p.Spots, Spot{Sample: "lost", X: math.NaN(), Y: 1}, Spot{Sample: "endless", X: 1, Y: math.Inf(-1)}, Spot{Sample: "no mark", X: 0.5, Y: 1, Mark: -1})
	return p
}

func TestScatter(t *testing.T) {
	svg := spots().Draw().SVG
	for text, n := range map[string]int{`class="c-point`: len(hostile) + 1, "2 without a value": 1, "PC1 (32 %)": 1, ">at the right end<": 1} {
		if got := strings.Count(svg, text); got != n {
			t.Errorf("%d of %s, want %d", got, text, n)
		}
	}
	// the picture is in the right place: more to the right is a larger X
	two := Scatter{Spots: []Spot{{Sample: "a", X: 0, Y: 0, Mark: -1}, {Sample: "b", X: 1, Y: 1, Mark: -1}}, Frame: Frame{Width: 400, Height: 300}}.Draw()
	if a, b := two.Of("a")[0], two.Of("b")[0]; a.X > 80 || a.Y < 230 || b.X < 360 || b.Y > 40 {
		t.Errorf("two spots are not at the lower left and the upper right: %+v %+v", a, b)
	}
}
