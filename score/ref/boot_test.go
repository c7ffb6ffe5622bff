package ref

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Twenty controls and as many patients, without equal values.
var (
	bootControls = []float64{0.83, 1.12, 0.61, 1.47, 0.95, 2.06, 0.72, 1.31, 1.04, 0.56, 1.78, 0.89, 1.23, 0.67, 1.01, 0.78, 3.15, 1.39, 0.92, 1.18}
	bootPatients = []float64{1.52, 4.41, 0.98, 7.73, 2.84, 1.07, 5.36, 3.92, 0.74, 6.28, 2.21, 9.04, 1.66, 3.37, 4.85, 0.87, 2.59, 1.95, 6.91, 3.08}
)

// bootInput is what boot.R reads: the scores, then who is drawn, by the very
// generator of the bootstrap, controls alone and controls with patients.
func bootInput() io.Reader {
	var b bytes.Buffer
	line := func(x []float64) {
		for _, v := range x {
			fmt.Fprintf(&b, " %v", v)
		}
		b.WriteByte('\n')
	}
	line(bootControls)
	line(bootPatients)
	alone := people(len(bootControls))
	both := rand.New(rand.NewPCG(seed1, seed2))
	for i := range resamples {
		for _, who := range alone[i*20 : (i+1)*20] {
			fmt.Fprintf(&b, " %d", who)
		}
		for range 40 {
			fmt.Fprintf(&b, " %d", both.IntN(20))
		}
		b.WriteByte('\n')
	}
	return &b
}

// TestBootAsR compares the intervals with those of boot.ci, R 4.2.2 with boot
// 1.3-28.1, of the same resamples: boot.tsv is what boot.R says of them. At the
// same order statistics they are equal. The usual level of boot takes 2.5 % of
// 2,001 in place of 2,000, and its BCa counts resamples that equal the value as
// above it and moves between neighbours along a normal curve: that makes less
// than a hundredth of the interval.
func TestBootAsR(t *testing.T) {
	b, err := os.ReadFile("testdata/boot.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]Rule{"fold": {Kind: Fold}, "youden": {Kind: Youden}, "mean-sd": {}, "median-mad": {Kind: MedianMAD}}
	compared := 0
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		f := strings.Split(l, "\t")
		rule, ok := rules[f[0]]
		if !ok || len(f) != 4 {
			t.Fatalf("boot.tsv has %q", l)
		}
		// the doubled median is a rule of ratios
		c := rule.Derive(Scores{Controls: bootControls, Patients: bootPatients, Ratio: rule.Kind == Fold})
		by := 1e-12
		if f[1] == "95" {
			by = float64(c.Upper-c.Lower) / 100
		}
		for k, got := range []float64{float64(c.Lower), float64(c.Upper)} {
			want, err := strconv.ParseFloat(f[2+k], 64)
			if err != nil {
				t.Fatal(err)
			}
			if !(math.Abs(got-want) <= by) {
				t.Errorf("%s: an end of the interval is %v, boot says %v (%s)", f[0], got, want, f[1])
			}
			compared++
		}
	}
	if compared != 16 {
		t.Errorf("%d ends were compared, 16 are expected", compared)
	}
}
