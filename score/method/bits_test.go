package method

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file; use -tags noasm")

const bitsFile = "testdata/bits.txt"

// TestBits compares the bits of every score and dispersion of every method
// with those of a golden file, so that a browser and a server give the same.
func TestBits(t *testing.T) {
	s := newSynthetic(150, 12)
	// some values are missing, and some tied
	for i := range s.rows {
		s.rows[i][i%12] = math.Floor(4*s.rows[i][i%12]) / 4
		if i%17 == 3 {
			s.rows[i][5+i%7] = nan
		}
	}
	var b bytes.Buffer
	for _, m := range All() {
		f := s.frame(t, s.matrix(t), s.reference(t))
		for i, row := range scores(t, m, f) {
			for j, x := range row {
				fmt.Fprintf(&b, "%s\t%s\t%s\t%016x\t%016x\t%d\n", m.ID(), s.sigs[i].ID, s.samples[j], hex(x.Value), hex(x.Dispersion), x.Used)
			}
		}
	}
	if *update {
		if !exact {
			t.Fatal("the golden file is made with -tags noasm")
		}
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(bitsFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile(bitsFile)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(golden), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d scores, want %d: make the golden file anew with -update", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] && (exact || !near(got[i], want[i])) {
			t.Errorf("got %s\nwant %s", got[i], want[i])
		}
	}
}

// hex returns the bits of a number, those of one NaN for all of them.
func hex(x float64) uint64 {
	if math.IsNaN(x) {
		return math.Float64bits(nan)
	}
	return math.Float64bits(x)
}

// near reports whether two lines differ only in the last bits of their numbers.
func near(a, b string) bool {
	f, g := strings.Split(a, "\t"), strings.Split(b, "\t")
	for k := range f {
		x, err1 := strconv.ParseUint(f[k], 16, 64)
		y, err2 := strconv.ParseUint(g[k], 16, 64)
		if k < 3 || k > 4 || err1 != nil || err2 != nil {
			if f[k] != g[k] {
				return false
			}
			continue
		}
		v, w := math.Float64frombits(x), math.Float64frombits(y)
		if x != y && !(math.Abs(v-w) <= 1e-12*max(1, math.Abs(w))) {
			return false
		}
	}
	return true
}
