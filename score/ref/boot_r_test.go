//go:build r

package ref

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// TestBootInR runs boot.R with the resamples of this package: make test-r. It
// needs R and its recommended package boot, and must return boot.tsv.
func TestBootInR(t *testing.T) {
	want, err := os.ReadFile("testdata/boot.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Rscript", "testdata/boot.R")
	cmd.Stdin, cmd.Stderr = bootInput(), os.Stderr
	got, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("R says\n%s\nand not\n%s", got, want)
	}
}
