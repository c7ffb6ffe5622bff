//go:build r

package score_test

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score"
)

// TestRepeatInR runs the script of the export with R and the packages that are
// installed: make test-r. GSVA is needed, and what is compared with base R or
// GSVA must agree.
func TestRepeatInR(t *testing.T) {
	cmd := exec.Command("Rscript", "repeat.R")
	cmd.Dir = unpacked(t, score.Options{Methods: []string{"mean-log2", "median-log2", "sum-log2", "mean-z", "sum-z", "median-fc", "geomean-fc", "sum-log2fc", "gsva", "ssgsea", "zscore", "plage", "singscore"}})
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("\n%s", out)
	compared := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 || f[0] == "method" || f[3] == "" {
			continue
		}
		compared++
		if d, err := strconv.ParseFloat(f[3], 64); err != nil || d > 1e-10 || f[2] == "0" {
			t.Errorf("%s differs: %s of %s scores, by %s", f[0], f[3], f[2], f[4])
		}
	}
	if compared < 12 {
		t.Errorf("%d methods were compared, 12 are expected", compared)
	}
}
