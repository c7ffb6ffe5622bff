package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
)

// endless gives lines without end and without memory.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '\n'
	}
	return len(p), nil
}

func TestGuard(t *testing.T) {
	for _, x := range []struct {
		name   string
		stored int64
		want   string
		most   int64
	}{
		{"a bomb", 1000, "grows to more than 250 times", freeContent + 1<<20},
		{"a file that is not compressed", 0, "holds more than 4 GB", MaxContent + 1<<20},
	} {
		g := &guard{r: endless{}, stored: x.stored}
		if x.stored == 0 {
			g.n = MaxContent - 1<<20 // as if so much had been read
		}
		_, err := io.Copy(io.Discard, g)
		var e *Error
		if !errors.As(err, &e) || e.Code != TooLarge || !strings.Contains(e.Error(), x.want) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
		if g.n > x.most {
			t.Errorf("%s: %d bytes were read", x.name, g.n)
		}
	}
}

// Tables that compress well are no bombs.
func TestGuardLetsTablesPass(t *testing.T) {
	g := &guard{r: io.LimitReader(endless{}, freeContent+1<<20), stored: freeContent / 100}
	if n, err := io.Copy(io.Discard, g); err != nil || n != freeContent+1<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// The guard stands before every reader of a compressed file, and what it says
// names the file.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.CopyN(z, endless{}, freeContent+1<<20)
	z.Close()
	f := File{Name: "x.gz", Size: int64(b.Len()), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil },
		Gunzip: func() (io.ReadCloser, error) { return io.NopCloser(endless{}), nil }}
	for _, fast := range []bool{true, false} {
		rc, err := f.content(fast)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, rc)
		var e *Error
		if !errors.As(f.explain(err), &e) || e.Code != TooLarge || e.File != "x.gz" || n > freeContent+1<<20 {
			t.Errorf("fast %v: %d bytes and then %v", fast, n, err)
		}
	}
}

func TestAll(t *testing.T) {
	if b, err := All(strings.NewReader("abc"), 3); err != nil || string(b) != "abc" {
		t.Errorf("%q, %v", b, err)
	}
	var e *Error
	if _, err := All(strings.NewReader("abcd"), 3); !errors.As(err, &e) || e.Code != TooLarge {
		t.Errorf("%v", err)
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(n); got != want {
			t.Errorf("ColumnName(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestErrorOfSheet(t *testing.T) {
	e := &Error{File: "x.xlsx", Sheet: "S1", Line: 3, Column: 28, What: "it is wrong", WayOut: "Correct it"}
	if got := e.Error(); got != `x.xlsx, sheet "S1", cell AB3: it is wrong. Correct it.` {
		t.Error(got)
	}
	e.Column = 0
	if got := e.Error(); got != `x.xlsx, sheet "S1", row 3: it is wrong. Correct it.` {
		t.Error(got)
	}
}
