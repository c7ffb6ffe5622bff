package cohort

import "testing"

// R: sqrt(exp((0.4 * log(2))^2) - 1)
func TestCV(t *testing.T) {
	near(t, "CV of log2 values with SD 0.4", CV(0.4), 0.28267359376667822, 1e-12)
	near(t, "CV of equal values", CV(0), 0, 0)
}
