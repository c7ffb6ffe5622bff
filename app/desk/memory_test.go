package desk

import (
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
)

// wide is a table of log2 values that is written while it is read: genes x
// samples, the first tenth of the samples healthy controls.
type wide struct {
	genes   []string
	samples int
	row     int // of the next line, 0 is the header
	buf     []byte
	rest    []byte
}

func (w *wide) Read(p []byte) (int, error) {
	if len(w.rest) == 0 {
		if w.row > len(w.genes) {
			return 0, io.EOF
		}
		w.buf = w.buf[:0]
		if w.row == 0 {
			w.buf = append(w.buf, "gene"...)
			for j := range w.samples {
				name := "\tSLE"
				if 10*j < w.samples {
					name = "\tHC"
				}
				w.buf = strconv.AppendInt(append(w.buf, name...), int64(j+1), 10)
			}
		} else {
			w.buf = append(w.buf, w.genes[w.row-1]...)
			for j := range w.samples {
				x := (w.row*7919 + j*104729) % 9973
				w.buf = strconv.AppendFloat(append(w.buf, '\t'), 4+float64(x)/997, 'f', 4, 64)
			}
		}
		w.buf = append(w.buf, '\n')
		w.rest = w.buf
		w.row++
	}
	n := copy(p, w.rest)
	w.rest = w.rest[n:]
	return n, nil
}

// TestMemory opens and scores a table of 20,000 genes x 500 samples, ten
// million cells, and asserts what it took from the system: in WebAssembly that
// is the size of its memory, of which a browser gives 4 GB. SAMPLES, in the
// environment, is another number of samples: 6,000 make the largest table that
// is read.
func TestMemory(t *testing.T) {
	const genes = 20_000
	samples, most := 500, uint64(1500<<20)
	if n, err := strconv.Atoi(os.Getenv("SAMPLES")); err == nil {
		samples, most = n, 4<<30-1
	}
	w := wide{samples: samples}
	w.genes = human.Table().Symbols()[:genes]
	for i, s := range gene.Core().Symbols() { // those of the signatures
		if !slices.Contains(w.genes, s) {
			w.genes[i] = s
		}
	}
	f := read.File{Name: "wide.tsv", Open: func() (io.ReadCloser, error) {
		again := wide{genes: w.genes, samples: samples}
		return io.NopCloser(&again), nil
	}}
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	check := c.do(opening(false, f), f).Check
	if check.Table == nil || check.Table.Rows != genes || check.Table.Samples != samples {
		t.Fatalf("read as %+v", check.Table)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	read := mem.Sys
	c.do(job.Request{Score: &job.Score{}})
	runtime.ReadMemStats(&mem)
	t.Logf("%d MB after reading, %d MB after scoring", read>>20, mem.Sys>>20)
	if mem.Sys > most {
		t.Errorf("%d MB were taken from the system, want less than %d", mem.Sys>>20, most>>20)
	}
}
