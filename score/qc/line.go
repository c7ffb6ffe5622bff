package qc

import "math"

// MeanSD returns the mean and the standard deviation (n-1); the deviation of
// one value and both of none are NaN.
func MeanSD(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x
	}
	mean /= float64(len(v))
	if len(v) < 2 {
		return mean, math.NaN()
	}
	for _, x := range v {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(v)-1))
}

// line fits y = intercept + slope x by least squares and returns R2, the share
// of the variance of y that it explains. All three are NaN if x or y does not
// vary.
func line(x, y []float64) (slope, intercept, r2 float64) {
	mx, _ := MeanSD(x)
	my, _ := MeanSD(y)
	var xx, xy, yy float64
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		xy += (x[i] - mx) * (y[i] - my)
		yy += (y[i] - my) * (y[i] - my)
	}
	if xx == 0 || yy == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	slope = xy / xx
	return slope, my - slope*mx, xy * xy / (xx * yy)
}
