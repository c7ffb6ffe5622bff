package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestEstimate says how many cells a table has from its first megabyte, as text
// and compressed, and refuses one that is far too large before it is read.
func TestEstimate(t *testing.T) {
	const rows, samples = 9000, 100
	var b strings.Builder
	b.WriteString("# a title\ngene")
	for j := range samples {
		fmt.Fprintf(&b, "\tS%d", j)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range rows {
		fmt.Fprintf(&b, "\nG%d", i)
		for range samples {
			fmt.Fprintf(&b, "\t%.3f", 16*r.Float64())
		}
	}
	content := []byte(b.String())
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(content)
	w.Close()
	for name, stored := range map[string][]byte{"text": content, "gzip": z.Bytes()} {
		f := File{Name: name, Size: int64(len(stored)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(stored)), nil }}
		got := estimate(content[:HeadSize], f.contentSize(content[:HeadSize]))
		if math.Abs(float64(got)/(rows*samples)-1) > 0.02 {
			t.Errorf("%s: about %d cells, want %d", name, got, rows*samples)
		}
		f.Size *= 400 // as if it went on like that
		s := Summary{Cells: estimate(content[:HeadSize], f.contentSize(content[:HeadSize]))}
		var e *Error
		if err := s.tooMany(); !errors.As(err, &e) || e.Code != TooLarge || !strings.Contains(e.What, "million cells") {
			t.Errorf("%s: %d cells are held: %v", name, s.Cells, err)
		}
	}
	if n := estimate([]byte("one line"), 1<<30); n != 0 {
		t.Errorf("of one line, about %d cells", n)
	}
}
