package norm

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
)

// VST returns counts in the variance-stabilised scale of DESeq2, log2 for high
// counts: size factors by [Ratio], dispersions gene by gene without regard to
// the design, their trend over the mean, and [Trend.Stabilise]. It is
// DESeq2::varianceStabilizingTransformation(blind = TRUE), doi:10.1186/s13059-014-0550-8.
// The errors are those of Ratio, [Dispersions] and [FitTrend].
func VST(m *expr.Matrix) (*expr.Matrix, error) {
	s, err := Ratio(m)
	if err != nil {
		return nil, err
	}
	mean, dispersion, err := Dispersions(m, s)
	if err != nil {
		return nil, err
	}
	t, err := FitTrend(mean, dispersion)
	if err != nil {
		return nil, err
	}
	step := fmt.Sprintf("variance-stabilised, dispersion %.4g + %.4g / mean, %s", t.Asymptotic, t.Extra, s)
	return m.Step(step, expr.Log2, each(m, func(x float64, j int) float64 { return t.Stabilise(x / s.Of[j]) })), nil
}

// Trend is a dispersion that falls with the mean: Asymptotic + Extra / mean.
type Trend struct {
	Asymptotic, Extra float64
}

// Stabilise returns the variance-stabilised value of a count divided by its
// size factor, the integral of one over the standard deviation that the trend
// expects, scaled to approach log2.
func (t Trend) Stabilise(q float64) float64 {
	a, b := t.Asymptotic, t.Extra
	return math.Log2((1 + b + 2*a*q + 2*math.Sqrt(a*q*(1+b+a*q))) / (4 * a))
}

// FitTrend returns the trend of gene-wise dispersions over means, by gamma
// regression with identity link, repeated without the genes far off the trend
// until it holds still: fitType "parametric" of DESeq2. Genes whose dispersion
// is NaN or within two orders of magnitude of the least one are left out. It
// returns an error if none is left or there is no such trend.
func FitTrend(mean, dispersion []float64) (Trend, error) {
	var x, y []float64
	for i, d := range dispersion {
		if d > 100*minDispersion {
			x = append(x, 1/mean[i])
			y = append(y, d)
		}
	}
	if len(x) < 2 {
		return Trend{}, fmt.Errorf("norm: the samples do not vary more than chance, so no dispersion can be fitted; choose another normalisation")
	}
	t := Trend{0.1, 1}
	var gx, gy []float64
	for range 11 {
		gx, gy = gx[:0], gy[:0]
		for i := range x {
			if r := y[i] / (t.Asymptotic + t.Extra*x[i]); r > 1e-4 && r < 15 {
				gx, gy = append(gx, x[i]), append(gy, y[i])
			}
		}
		old := t
		converged := t.regress(gx, gy)
		if !(t.Asymptotic > 0 && t.Extra > 0) {
			break
		}
		a, b := math.Log(t.Asymptotic/old.Asymptotic), math.Log(t.Extra/old.Extra)
		if a*a+b*b < 1e-6 && converged {
			return t, nil
		}
	}
	return Trend{}, fmt.Errorf("norm: the dispersions of these counts have no trend of the form a + b / mean; choose another normalisation")
}

// regress moves the trend to the gamma regression of y on x, identity link, by
// iteratively reweighted least squares as R's glm does it, and reports whether
// it converged. A step to a trend that is not positive at every x is halved.
func (t *Trend) regress(x, y []float64) bool {
	deviance := t.deviance(x, y)
	for range 25 {
		old := *t
		*t = t.weighted(x, y)
		d := t.deviance(x, y)
		for k := 0; math.IsNaN(d) && k < 25; k++ {
			t.Asymptotic, t.Extra = (t.Asymptotic+old.Asymptotic)/2, (t.Extra+old.Extra)/2
			d = t.deviance(x, y)
		}
		if math.IsNaN(d) {
			return false
		}
		if math.Abs(d-deviance)/(math.Abs(d)+0.1) < 1e-8 {
			return true
		}
		deviance = d
	}
	return false
}

// weighted returns the least-squares line through y over x with the weights of
// a gamma variance at the present trend.
func (t Trend) weighted(x, y []float64) Trend {
	var sum, mx, my float64
	w := make([]float64, len(x))
	for i := range x {
		mu := t.Asymptotic + t.Extra*x[i]
		w[i] = 1 / (mu * mu)
		sum += w[i]
		mx += w[i] * x[i]
		my += w[i] * y[i]
	}
	mx, my = mx/sum, my/sum
	var xx, xy float64
	for i := range x {
		xx += w[i] * (x[i] - mx) * (x[i] - mx)
		xy += w[i] * (x[i] - mx) * (y[i] - my)
	}
	b := xy / xx
	return Trend{my - b*mx, b}
}

// deviance returns the gamma deviance of y from the trend, NaN where the trend
// is not positive.
func (t Trend) deviance(x, y []float64) float64 {
	var sum float64
	for i := range x {
		mu := t.Asymptotic + t.Extra*x[i]
		if !(mu > 0) {
			return math.NaN()
		}
		sum -= 2 * (math.Log(y[i]/mu) - (y[i]-mu)/mu)
	}
	return sum
}
