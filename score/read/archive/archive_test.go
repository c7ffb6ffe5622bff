package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"testing"

	"ifnscope/score/read"
)

func all(string) bool { return true }

// zeros is an endless file of nothing, which compresses a thousandfold.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func bomb(t *testing.T, n int64) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.RCC")
	if err == nil {
		_, err = io.CopyN(w, zeros{}, n)
	}
	if err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

func TestBombs(t *testing.T) {
	var g bytes.Buffer
	z := gzip.NewWriter(&g)
	io.CopyN(z, zeros{}, MaxEntry+1)
	z.Close()
	var inTar bytes.Buffer
	w := tar.NewWriter(&inTar)
	w.WriteHeader(&tar.Header{Name: "a.RCC.gz", Mode: 0o644, Size: int64(g.Len())})
	w.Write(g.Bytes())
	w.Close()

	var many bytes.Buffer
	m := zip.NewWriter(&many)
	for range MaxEntries + 1 {
		m.CreateHeader(&zip.FileHeader{Name: "x"})
	}
	m.Close()

	for name, b := range map[string][]byte{"zip": bomb(t, MaxEntry+1), "gzip in tar": inTar.Bytes(), "many files": many.Bytes()} {
		_, _, err := Read(bytes.NewReader(b), all)
		var e *read.Error
		if !errors.As(err, &e) || e.Code != read.TooLarge {
			t.Errorf("%s of %d bytes: %v", name, len(b), err)
		}
	}
}

func TestDamaged(t *testing.T) {
	b := bomb(t, 1000)
	for n := range b {
		if n < 4 {
			continue // not a zip at all
		}
		_, _, err := Read(bytes.NewReader(b[:n]), all)
		var e *read.Error
		if !errors.As(err, &e) {
			t.Fatalf("cut after %d bytes: %v", n, err)
		}
	}
	es, _, err := Read(bytes.NewReader(b), all)
	if err != nil || len(es) != 1 || len(es[0].Data) != 1000 {
		t.Fatalf("%v %v", es, err)
	}
}

func TestPeek(t *testing.T) {
	b := bomb(t, 1<<20)
	es := Peek(b)
	if len(es) != 1 || es[0].Name != "a.RCC" || len(es[0].Data) != peekSize {
		t.Errorf("%d files", len(es))
	}
	for n := range b[:200] {
		Peek(b[:n]) // any beginning will do
	}
	if Peek([]byte("text")) != nil {
		t.Error("text is no archive")
	}
}
