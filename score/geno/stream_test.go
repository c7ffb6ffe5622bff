package geno

import (
	"bytes"
	"io"
	"runtime"
	"strconv"
	"testing"
)

// TestStream reads a VCF of 200 MB that is made while it is read, and wants
// the heap to stay within 32 MB of where it began.
func TestStream(t *testing.T) {
	p := Interferon()
	g := &generator{size: 200 << 20}
	f, err := Read(g, NewPlaces(p), "big.vcf")
	if err != nil {
		t.Fatal(err)
	}
	if x := finding(t, p.Score(f, 0, Options{}), "rs1990760"); x.Copies != 1 {
		t.Errorf("rs1990760 at the end of the file: %+v", x)
	}
	if len(f.Records) != 1 || f.Sites < 3_000_000 {
		t.Errorf("%d records of %d lines were kept", len(f.Records), f.Sites)
	}
	t.Logf("%d lines, heap at most %.1f MB above the start", f.Sites, float64(g.most)/(1<<20))
	if g.most > 32<<20 {
		t.Errorf("the heap grew by %d bytes", g.most)
	}
}

// BenchmarkVCF reads a VCF of 16 MB with one sample, most lines of which stand
// outside the panel.
func BenchmarkVCF(b *testing.B) {
	places := NewPlaces(Interferon())
	b.ReportAllocs()
	b.SetBytes(16 << 20)
	for b.Loop() {
		if f, err := Read(&generator{size: 16 << 20}, places, "big.vcf"); err != nil || len(f.Records) != 1 {
			b.Fatal(err)
		}
	}
}

// TestVCFAllocations reads a VCF twice as long with as many allocations, but for
// a few: a line that stands outside the panel makes none.
func TestVCFAllocations(t *testing.T) {
	places := NewPlaces(Interferon())
	made := func(size int) float64 {
		var b bytes.Buffer
		if _, err := io.Copy(&b, &generator{size: size}); err != nil {
			t.Fatal(err)
		}
		return testing.AllocsPerRun(3, func() {
			if _, err := Read(bytes.NewReader(b.Bytes()), places, "x.vcf"); err != nil {
				t.Fatal(err)
			}
		})
	}
	one, two := made(1<<20), made(2<<20)
	if two > one+20 {
		t.Errorf("%v allocations of 1 MB, %v of 2 MB", one, two)
	}
}

// generator writes a VCF of a size, with a line of the panel at its end, and
// watches the heap meanwhile.
type generator struct {
	size, done int
	next       []byte
	line       int
	start      uint64
	most       int64
	ended      bool
}

func (g *generator) Read(b []byte) (int, error) {
	for len(g.next) < len(b) && !g.ended {
		switch {
		case g.line == 0:
			g.next = append(g.next, "##fileformat=VCFv4.2\n##contig=<ID=2,length=243199373>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n"...)
		case g.done+len(g.next) < g.size:
			g.next = append(g.next, "2\t"...)
			g.next = strconv.AppendInt(g.next, int64(g.line), 10)
			g.next = append(g.next, "\t.\tA\tG\t100\tPASS\tAC=1;AF=0.5\tGT:DP\t0/0:31\n"...)
		default:
			g.next = append(g.next, "2\t163124051\trs1990760\tC\tT\t100\tPASS\t.\tGT:DP\t0/1:30\n"...)
			g.ended = true
		}
		if g.line++; g.line%200_000 == 1 {
			g.watch()
		}
	}
	n := copy(b, g.next)
	g.next = append(g.next[:0], g.next[n:]...)
	g.done += n
	if n == 0 {
		g.watch()
		return 0, io.EOF
	}
	return n, nil
}

// watch remembers how far the heap was above where it began.
func (g *generator) watch() {
	var m runtime.MemStats
	if g.start == 0 {
		runtime.GC()
		runtime.ReadMemStats(&m)
		g.start = m.HeapInuse
	}
	runtime.ReadMemStats(&m)
	g.most = max(g.most, int64(m.HeapInuse)-int64(g.start))
}
