package ref

import (
	"math"
	"slices"
	"testing"
)

func TestHighControls(t *testing.T) {
	for _, c := range []struct {
		name   string
		scores []float64
		ratio  bool
		limit  float64
		high   []int
	}{
		{"one of eleven", []float64{1, 1, 2, 40, 2, 3, 3, 4, 4, 5, 5}, false, 7.4478, []int{3}}, // R: median(x) + 3 * mad(x)
		{"nobody", ten, false, 3 + 3*1.4826, nil},
		{"missing ones are nobody", append([]float64{math.NaN()}, ten...), false, 3 + 3*1.4826, nil},
		// log2 1 to 5: the same on its scale
		{"ratios", []float64{2, 2, 4, 4, 8, 8, 16, 16, 32, 32, 4096}, true, math.Exp2(3 + 3*1.4826), []int{10}},
		{"too few", ten[:4], false, math.NaN(), nil},
		{"most are one", []float64{2, 2, 2, 2, 2, 9}, false, math.NaN(), nil},
	} {
		limit, high := HighControls(c.scores, c.ratio)
		if !(math.Abs(limit-c.limit) < 1e-8) && !(math.IsNaN(limit) && math.IsNaN(c.limit)) || !slices.Equal(high, c.high) {
			t.Errorf("%s: %v above %v, want %v above %v", c.name, high, limit, c.high, c.limit)
		}
	}
}
