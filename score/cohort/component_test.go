package cohort

import (
	"math"
	"testing"
)

// TestComponentsAsR compares with R 4.2.2: prcomp(m, scale. = TRUE) of eight
// points, its signs turned so that the weights add up to more than 0.
func TestComponentsAsR(t *testing.T) {
	m := [][]float64{{0.22, 1.9, 1.17}, {-0.54, 1.78, -0.04}, {0.89, 0.57, -0.1}, {0.6, 0.02, -0.28}, {1.64, 0.38, 1.54}, {0.69, -0.05, 0.17}, {-1.28, 0.03, 1.31}, {-0.21, 0.17, 1.29}}
	got := Components(m, 3)
	if len(got) != 3 {
		t.Fatalf("%d components", len(got))
	}
	for k, want := range []Component{
		{[]float64{1.20979398482204514, 1.08591232834362472, -0.92577860909096454, -1.16926838831396429, -0.77659055910376118, -1.04789573802030311, 1.19757726917181984, 0.42624971219150382},
			[]float64{-0.73134273536354577, 0.54649478689714037, 0.40802114078220947}, 0.38972000831198078},
		{[]float64{-0.471584014689780839, -1.593097865654311107, -0.750781025670286151, -0.492034675028143409, 1.056978947303817140, 0.022107730015913318, 1.198263260178175305, 1.030147643544616187},
			[]float64{-0.031770967494583219, -0.624912661778822875, 0.780047928510142929}, 0.34194546749348198},
		{[]float64{1.2264811277300751158, -0.1806420671038734271, -0.0019318422272083802, -0.7174777444802835635, 1.4482840270506671665, -0.4185163239339731445, -1.1202758839841671090, -0.2359212930512363804},
			[]float64{0.68126970360894878, 0.55751915935038099, 0.47438800353910676}, 0.26833452419453735},
	} {
		near(t, "share", got[k].Share, want.Share, 1e-12)
		for i, w := range want.Weights {
			near(t, "weight", got[k].Weights[i], w, 1e-12)
		}
		for i, w := range want.Scores {
			near(t, "score", got[k].Scores[i], w, 1e-12)
		}
	}
}

// What is missing stands in the middle, what does not vary has no weight, and of
// one observation there is nothing to say.
func TestComponentsMissing(t *testing.T) {
	got := Components([][]float64{{1, 5, 1}, {2, 5, nan}, {3, 5, 3}}, 5)
	if len(got) != 1 || math.Abs(got[0].Weights[1]) > 1e-12 || math.Abs(got[0].Scores[1]) > 1e-12 || got[0].Scores[2] <= 0 {
		t.Errorf("components %+v", got)
	}
	if Components([][]float64{{1, 2}}, 2) != nil || Components(nil, 2) != nil {
		t.Error("one observation has components")
	}
}
