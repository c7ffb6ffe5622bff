package text

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		line string
		sep  byte
		want []string
	}{
		{"", '\t', []string{""}},
		{"a\tb\t", '\t', []string{"a", "b", ""}},
		{"\t\t", '\t', []string{"", "", ""}},
		{"a,b;c", ';', []string{"a,b", "c"}},
		{`"a,b",c`, ',', []string{"a,b", "c"}},
		{`"say ""IFN""",x`, ',', []string{`say "IFN"`, "x"}},
		{`"",""`, ',', []string{"", ""}},
		{`""""`, ',', []string{`"`}},
		{`  "a" , b `, ',', []string{"a", "b"}},
		{`5'-"UTR",x`, ',', []string{`5'-"UTR"`, "x"}}, // a quote inside is a character
		{"\u00a01.5\u00a0\t\u00a0", '\t', []string{"1.5", ""}},
		{"\" a\u00a0\"|b", '|', []string{"a", "b"}},
		{"é\u00a0ü\t漢", '\t', []string{"é\u00a0ü", "漢"}},
		{"\u00a0\u00a0x", '\t', []string{"x"}},
	} {
		got, err := split(c.line, c.sep)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is split into %q, want %q", c.line, got, c.want)
		}
	}
}

func TestSplitRefusesStrayQuotes(t *testing.T) {
	for _, line := range []string{`"`, `a,"b`, `"a""`, `"a"b,c`, `"1"2`, `a,"b" c,d`} {
		if got, err := split(line, ','); !errors.Is(err, ErrQuote) {
			t.Errorf("%q is split into %q, want ErrQuote", line, got)
		}
	}
}

// A field can be written over a previous line's fields without damage.
func TestSplitReusesFields(t *testing.T) {
	dst, _ := Split(nil, []byte("a,b,c"), ',')
	dst, err := Split(dst, []byte("d"), ',')
	if err != nil || len(dst) != 1 || string(dst[0]) != "d" {
		t.Errorf("the second line is %q, want d", dst)
	}
}

func split(line string, sep byte) ([]string, error) {
	f, err := Split(nil, []byte(line), sep)
	s := make([]string, len(f))
	for i := range f {
		s[i] = string(f[i])
	}
	return s, err
}

// FuzzNext checks that a field that Next knows is what Cut and Parse make of it.
func FuzzNext(f *testing.F) {
	for _, s := range []string{"8.78\t9", "-0.15", "1,234,5", "1.5,2", ".5;", "+;", "1e5|", "12345678901234567890\t", "-1,5;2", "7 \t"} {
		for _, sep := range []byte{',', '\t', ';', '|'} {
			f.Add(s, sep, sep == ';')
		}
	}
	f.Fuzz(func(t *testing.T, line string, sep byte, comma bool) {
		if !slices.Contains([]byte{',', '\t', ';', '|'}, sep) {
			return
		}
		n := Numbers{Comma: comma}
		v, rest, more, ok := n.Next([]byte(line), sep)
		if !ok {
			return
		}
		field, after, further, err := Cut([]byte(line), sep)
		want, is := n.Parse(field)
		if err != nil || !is || math.Float64bits(v) != math.Float64bits(want) || more != further || !bytes.Equal(rest, after) {
			t.Fatalf("%q is %v before %q, want %v before %q", line, v, rest, want, after)
		}
	})
}

// FuzzSplit checks that fields without quotes are those of bytes.Split, and
// that what is quoted comes back.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "ILMN_1723912\t8.78\t\t9.1", `"IFI44L";"5,83";"-0,15"`, `a,"b""c",d`, `"`, `"a"b`, "\u00a0x\u00a0,", `"",`} {
		f.Add(s, byte(','))
		f.Add(s, byte('\t'))
		f.Add(s, byte(';'))
	}
	f.Fuzz(func(t *testing.T, line string, sep byte) {
		if !slices.Contains([]byte{',', '\t', ';', '|'}, sep) {
			return
		}
		got, err := split(line, sep)
		if cells, e := Cells(line, sep); e != err || err == nil && !slices.Equal(cells, got) {
			t.Fatalf("the cells are %q (%v), want %q (%v)", cells, e, got, err)
		}
		if !strings.Contains(line, `"`) {
			parts := bytes.Split([]byte(line), []byte{sep})
			if err != nil || len(got) != len(parts) {
				t.Fatalf("%d fields (%v), want %d", len(got), err, len(parts))
			}
			for i, p := range parts {
				if got[i] != string(Trim(p)) {
					t.Fatalf("field %d is %q, want %q", i, got[i], Trim(p))
				}
			}
		}
		if err != nil {
			return
		}
		// written with quotes and read again, the fields are the same
		quoted := make([]string, len(got))
		for i, g := range got {
			quoted[i] = `"` + strings.ReplaceAll(g, `"`, `""`) + `"`
		}
		again, err := split(strings.Join(quoted, string(sep)), sep)
		if err != nil || !slices.Equal(again, got) {
			t.Fatalf("%q is read back as %q (%v)", got, again, err)
		}
	})
}
