package norm

import (
	"math"
	"testing"
)

func TestDigamma(t *testing.T) {
	// R 4.2.2
	for x, want := range map[float64]float64{
		0.1: -10.423754940411076, 0.5: -1.9635100260214231, 1.3: -0.16919088886679923, 6.9: 1.8573109513316872,
		11.5: 2.3982391295357814, 100.1: 4.6011663647175327, 1234.5: 7.1180162318279976,
	} {
		if got := digamma(x); math.Abs(got-want) > 1e-14*math.Abs(want) {
			t.Errorf("digamma(%g) = %.17g, want %.17g", x, got, want)
		}
	}
}
