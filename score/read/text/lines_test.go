package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// readAll returns the lines of r.
func readAll(t testing.TB, r io.Reader) []string {
	t.Helper()
	l := NewLines(r)
	var out []string
	for {
		b, err := l.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("line %d: %v", l.Number()+1, err)
		}
		out = append(out, string(b))
		if l.Number() != len(out) {
			t.Fatalf("line %d has number %d", len(out), l.Number())
		}
	}
}

// reference splits at \n, \r\n and \r; what follows the last end is a line if
// it is not empty.
func reference(s string) []string {
	s = strings.TrimPrefix(s, "\ufeff")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

var texts = []string{
	"", "a", "a\n", "a\nb", "a\r\nb\r\n", "a\rb\r", "a\n\nb", "a\r\rb", "a\r\n\r\nb", "a\r\r\nb", "a\n\rb", "\n", "\r", "\r\n",
	"mixed\nends\r\nof\rlines\n", "\ufeffgene\tS1\nIFI27\t8.5\n", "\ufeff", "é\nü\r漢字\r\n😀",
}

func TestLines(t *testing.T) {
	for _, s := range texts {
		want := reference(s)
		if got := readAll(t, strings.NewReader(s)); !slices.Equal(got, want) {
			t.Errorf("%q: lines %q, want %q", s, got, want)
		}
		if got := readAll(t, iotest.OneByteReader(strings.NewReader(s))); !slices.Equal(got, want) {
			t.Errorf("%q byte by byte: lines %q, want %q", s, got, want)
		}
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			b := encode16(s, order)
			if got := readAll(t, bytes.NewReader(b)); !slices.Equal(got, want) {
				t.Errorf("%q in UTF-16 %v: lines %q, want %q", s, order, got, want)
			}
		}
	}
}

// A line end may fall on the edge of the buffer, and a line may be longer.
func TestLinesAcrossBuffers(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		for _, n := range []int{256<<10 - 2, 256<<10 - 1, 256 << 10, 600 << 10} {
			s := strings.Repeat("x", n) + end + "y" + end + end + "z"
			got := readAll(t, strings.NewReader(s))
			if !slices.Equal(got, []string{strings.Repeat("x", n), "y", "", "z"}) {
				t.Errorf("a line of %d bytes that ends with %q: %d lines", n, end, len(got))
			}
		}
	}
}

func TestLinesTooLong(t *testing.T) {
	l := NewLines(io.LimitReader(forever('x'), MaxLine+1))
	if _, err := l.Next(); !errors.Is(err, ErrLongLine) {
		t.Errorf("a line of %d bytes: %v, want ErrLongLine", MaxLine+1, err)
	}
}

type forever byte

func (c forever) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c)
	}
	return len(p), nil
}

// Half a surrogate pair becomes a replacement character and takes nothing with
// it; half a unit at the end is an error.
func TestUTF16Damaged(t *testing.T) {
	b := []byte{0xff, 0xfe, 'a', 0, 0x3d, 0xd8, '\n', 0, 'b', 0, 0x00, 0xdc, 'c', 0}
	if got := readAll(t, bytes.NewReader(b)); !slices.Equal(got, []string{"a\ufffd", "b\ufffdc"}) {
		t.Errorf("lone surrogates: %q", got)
	}
	for _, b := range [][]byte{{0xff, 0xfe, 'a'}, {0xfe, 0xff, 0, 'a', 0xd8, 0x3d}} {
		l := NewLines(bytes.NewReader(b))
		if line, err := l.Next(); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("% x: %q, %v; want unexpected EOF", b, line, err)
		}
	}
}

func TestLinesError(t *testing.T) {
	broken := errors.New("broken")
	l := NewLines(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)))
	if b, err := l.Next(); err != nil || string(b) != "a" {
		t.Fatalf("first line %q, %v", b, err)
	}
	if b, err := l.Next(); err != broken {
		t.Errorf("half a line before an error is returned as %q, %v", b, err)
	}
}

// encode16 writes s in UTF-16 with a byte order mark.
func encode16(s string, order binary.AppendByteOrder) []byte {
	b := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(strings.TrimPrefix(s, "\ufeff"))) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// FuzzLines compares with the reference splitter, in one piece and in pieces.
func FuzzLines(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
			l := NewLines(strings.NewReader(s))
			for range len(s) + 1 {
				if _, err := l.Next(); err != nil {
					return
				}
			}
			t.Fatalf("%d bytes of UTF-16 have more lines than bytes", len(s))
		}
		want := reference(s)
		if got := readAll(t, strings.NewReader(s)); !slices.Equal(got, want) {
			t.Fatalf("lines %q, want %q", got, want)
		}
		if got := readAll(t, iotest.HalfReader(strings.NewReader(s))); !slices.Equal(got, want) {
			t.Fatalf("read by halves: lines %q, want %q", got, want)
		}
	})
}
