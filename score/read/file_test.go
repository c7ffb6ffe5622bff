package read_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	_ "ifnscope/score/read/geo"
)

// file returns a file of the given stored bytes.
func file(name string, b []byte) read.File {
	return read.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b)), nil
	}}
}

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return z.Bytes()
}

// open reads a file as a person does who corrects nothing.
func open(f read.File) (*read.Content, error) {
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, s, nil)
}

// wantError checks that err is one sentence with a code, the file, what is
// wrong and the way out.
func wantError(t *testing.T, what string, err error, code read.Code) *read.Error {
	t.Helper()
	var e *read.Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: error %v, want one of type *read.Error", what, err)
	}
	if e.Code != code {
		t.Errorf("%s: code %q (%v), want %q", what, e.Code, e, code)
	}
	if e.File == "" || e.What == "" || e.WayOut == "" || strings.HasSuffix(e.WayOut, ".") {
		t.Errorf("%s: the message lacks a part: %+v", what, e)
	}
	if strings.Contains(e.Error(), "\n") {
		t.Errorf("%s: the message has several lines: %q", what, e)
	}
	return e
}

func TestRefused(t *testing.T) {
	zip := "PK\x03\x04" + strings.Repeat("\x00", 30)
	for what, c := range map[string]struct {
		head string
		code read.Code
		says string
	}{
		"empty":          {"", read.Empty, "the file is empty"},
		"blank":          {" \r\n\t\n", read.Empty, "the file is empty"},
		"PDF":            {"%PDF-1.7\n%\xe2\xe3\xcf\xd3", read.NotData, "a PDF"},
		"PNG":            {"\x89PNG\r\n\x1a\n\x00", read.NotData, "a picture"},
		"JPEG":           {"\xff\xd8\xff\xe0\x00\x10JFIF", read.NotData, "a picture"},
		"h5ad":           {"\x89HDF\r\n\x1a\n", read.NotData, "pseudobulk"},
		"BAM":            {"BAM\x01\x00", read.NotData, "aligned reads"},
		"SAM":            {"@HD\tVN:1.6\n", read.NotData, "aligned reads"},
		"CEL 3":          {"[CEL]\nVersion=3\n", read.NotData, "CEL"},
		"CEL 4":          {"@\x00\x00\x00\x04\x00", read.NotData, "CEL"},
		"xlsx":           {zip, read.NotData, "spreadsheet (.xlsx)"},
		"xls":            {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", read.NotData, "old Excel"},
		"R":              {"RDX3\nX\n\x00", read.NotData, "write.table"},
		"bzip2":          {"BZh91AY&SY", read.NotData, "bzip2"},
		"xz":             {"\xfd7zXZ\x00", read.NotData, "xz"},
		"VCF":            {"##fileformat=VCFv4.2\n#CHROM\tPOS\n", read.NotData, "genotypes"},
		"RTF":            {"{\\rtf1\\ansi", read.NotData, "RTF"},
		"web page":       {"<!DOCTYPE html>\n<html>", read.NotData, "login page"},
		"web page lower": {"\ufeff\n <HTML><head>", read.NotData, "login page"},
		"XML":            {"<?xml version=\"1.0\"?>\n<rdml>", read.NotData, "XML"},
		"other binary":   {"gene\x00\x01\x02", read.NotData, "binary"},
		"one column":     {"IFI27\nIFI44\n", read.Malformed, "only one field"},
	} {
		b := []byte(c.head)
		for _, b := range [][]byte{b, zipped(t, b)} {
			_, err := read.Peek(file("f.tsv", b), read.Options{})
			if e := wantError(t, what, err, c.code); !strings.Contains(e.Error(), c.says) {
				t.Errorf("%s: %q does not say %q", what, e, c.says)
			}
		}
	}
}

// What begins like a binary file in part only is not refused: names in Latin-1
// and UTF-16 text have bytes above 0x7f as well.
func TestNotRefused(t *testing.T) {
	for what, s := range map[string]string{
		"Latin-1": "\xe9\xe8\xe0\tS1\tS2\nIFI27\t1.5\t2\nIFI44L\t3\t4.5\n",
		"UTF-16":  "\xff\xfe\xe9\x00\t\x00S\x001\x00\t\x00S\x002\x00\n\x00A\x001\x00B\x00G\x00\t\x001\x00\t\x002\x00\n\x00",
		"symbols": "BZ\tPK\nRar\t1\nCRAB\t2\n",
	} {
		if _, err := read.Peek(file("f", []byte(s)), read.Options{}); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

const small = "gene\tS1\tS2\nIFI27\t8.5\t9\nIFI44L\t7.25\t\nRSAD2\t6\t5.5\n"

func TestGzip(t *testing.T) {
	plain, err := open(file("small.tsv", []byte(small)))
	if err != nil {
		t.Fatal(err)
	}
	z := zipped(t, []byte(small))
	// a file may be several gzip files one after the other, as bgzip writes
	two := append(zipped(t, []byte(small[:20])), zipped(t, []byte(small[20:]))...)
	for what, b := range map[string][]byte{"gzip": z, "two members": two} {
		c, err := open(file("small.tsv.gz", b))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		for i := range plain.Matrix.Genes() {
			if got, want := c.Matrix.Row(i), plain.Matrix.Row(i); !slices.EqualFunc(got, want, same) {
				t.Errorf("%s: row %d is %v, want %v", what, i, got, want)
			}
		}
	}
}

func same(a, b float64) bool { return a == b || a != a && b != b }

// A damaged gzip file is refused wherever the damage is, never scored in part.
func TestGzipDamaged(t *testing.T) {
	var long strings.Builder
	long.WriteString("gene\tS1\tS2\n")
	for i := range 100_000 { // more than is looked at first
		long.WriteString("IFI")
		long.WriteString(strings.Repeat("x", i%7))
		long.WriteString("\t8.5\t9\n")
	}
	z := zipped(t, []byte(long.String()))
	flipped := bytes.Clone(z)
	flipped[len(z)/2] ^= 0xff
	for what, b := range map[string][]byte{
		"header only": z[:5],
		"first block": z[:40],
		"half":        z[:len(z)/2],
		"last bytes":  z[:len(z)-4],
		"checksum":    append(bytes.Clone(z[:len(z)-8]), 0, 0, 0, 0, 0, 0, 0, 0),
		"no gzip":     []byte("\x1f\x8b and so on"),
	} {
		_, err := open(file("long.tsv.gz", b))
		wantError(t, what, err, read.Truncated)
	}
	// what flipped bits unpack to may be no table before the checksum is reached
	if c, err := open(file("long.tsv.gz", flipped)); err == nil {
		t.Errorf("flipped bits are read as %v", c.Summary)
	}
}

// The decompressor of the browser is tried first; where it fails, at once or
// half way, compress/gzip has the last word.
func TestGunzip(t *testing.T) {
	z := zipped(t, []byte(small))
	for what, c := range map[string]struct {
		stored []byte
		gunzip func() (io.ReadCloser, error)
		ok     bool
	}{
		"works":         {z, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(small)), nil }, true},
		"not there":     {z, func() (io.ReadCloser, error) { return nil, errors.New("no DecompressionStream") }, true},
		"fails midway":  {z, func() (io.ReadCloser, error) { return io.NopCloser(&failing{strings.NewReader(small[:30])}), nil }, true},
		"both fail":     {z[:len(z)-5], func() (io.ReadCloser, error) { return nil, errors.New("damaged") }, false},
		"not for plain": {[]byte(small), func() (io.ReadCloser, error) { panic("called for a plain file") }, true},
	} {
		f := file("small.tsv.gz", c.stored)
		s, err := read.Peek(file("small.tsv", []byte(small)), read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		f.Gunzip = c.gunzip
		got, err := read.Load(context.Background(), f, s, nil)
		if !c.ok {
			wantError(t, what, err, read.Truncated)
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if g, n := got.Matrix.Dims(); g != 3 || n != 2 {
			t.Errorf("%s: %d genes and %d samples, want 3 and 2", what, g, n)
		}
	}
}

type failing struct{ r io.Reader }

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err == io.EOF {
		err = errors.New("stream broke")
	}
	return n, err
}

func TestUnreadable(t *testing.T) {
	gone := errors.New("NotReadableError")
	f := read.File{Name: "moved.tsv", Open: func() (io.ReadCloser, error) { return nil, gone }}
	_, err := read.Peek(f, read.Options{})
	wantError(t, "peek", err, read.Unreadable)
	_, err = read.Load(context.Background(), f, read.Summary{Format: "delim"}, nil)
	if e := wantError(t, "load", err, read.Unreadable); !strings.Contains(e.Error(), gone.Error()) {
		t.Errorf("%v hides the reason", e)
	}
}

// big is a table of some megabytes.
func big() []byte {
	var b bytes.Buffer
	b.WriteString("gene\tS1\tS2\n")
	for range 200_000 {
		b.WriteString("IFI44L\t8.5\t9\n")
	}
	return b.Bytes()
}

func TestProgress(t *testing.T) {
	b := big()
	f := file("big.tsv.gz", zipped(t, b))
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told []int64
	if _, err := read.Load(context.Background(), f, s, func(n int64) { told = append(told, n) }); err != nil {
		t.Fatal(err)
	}
	if len(told) < 3 || !slices.IsSorted(told) || told[len(told)-1] != int64(len(b)) {
		t.Errorf("progress %v, want rising to %d", told, len(b))
	}
}

func TestCancel(t *testing.T) {
	f := file("big.tsv", big())
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c, err := read.Load(ctx, f, s, func(int64) { cancel() })
	if !errors.Is(err, context.Canceled) || c != nil {
		t.Errorf("cancelled while reading: %v, %v", c, err)
	}
	// the browser's decompressor is not a way round a cancellation
	f = file("big.tsv.gz", zipped(t, big()))
	f.Gunzip = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(big())), nil }
	if _, err := read.Load(ctx, f, s, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("already cancelled: %v", err)
	}
}

// A small file that unpacks to one endless line is stopped at the longest line
// that a table can have.
func TestBomb(t *testing.T) {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "gene\tS1\nIFI27\t1\n")
	chunk := bytes.Repeat([]byte("x"), 1<<20)
	for range 70 {
		w.Write(chunk)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = open(file("bomb.tsv.gz", z.Bytes()))
	if e := wantError(t, "bomb", err, read.Malformed); !strings.Contains(e.What, "longer than 64 MB") {
		t.Errorf("bomb: %v", e)
	}
}

func TestFormats(t *testing.T) {
	if got := read.Formats(); !slices.Equal(got, []string{"delim", "geo", "geo-platform"}) {
		t.Errorf("formats %q", got)
	}
	if _, err := read.Load(context.Background(), file("f", nil), read.Summary{Format: "sheet"}, nil); err == nil {
		t.Error("a format that is not linked is no error")
	}
	defer func() {
		if recover() == nil {
			t.Error("a second format of one name is accepted")
		}
	}()
	read.Register(read.Format{Name: "delim"})
}

func TestErrorText(t *testing.T) {
	for _, c := range []struct {
		e    read.Error
		want string
	}{
		{read.Error{File: "a.tsv", Line: 3, Column: 4, What: "bad cell", WayOut: "Mend it"}, "a.tsv, line 3, column 4: bad cell. Mend it."},
		{read.Error{File: "a.tsv", What: "empty"}, "a.tsv: empty."},
		{read.Error{What: "empty"}, "empty."},
	} {
		if got := c.e.Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
