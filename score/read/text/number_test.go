package text

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	point, comma := Numbers{}, Numbers{Comma: true}
	for _, c := range []struct {
		n    Numbers
		s    string
		want float64
	}{
		{point, "0", 0},
		{point, "-0.15", -0.15},
		{point, "+5.83", 5.83},
		{point, ".5", 0.5},
		{point, "5.", 5},
		{point, "007", 7},
		{point, "1.5e-3", 0.0015},
		{point, "1E3", 1000},
		{point, "1,234", 1234},
		{point, "-1,234,567.25", -1234567.25},
		{point, "1 234", 1234},
		{point, "-12\u00a0345\u00a0678.5", -12345678.5},
		{point, "1\u202f234", 1234},
		{point, "1'234.5", 1234.5},
		{point, "1’234", 1234},
		{point, "1\xa0234", 1234},
		{comma, "1 234,5", 1234.5},
		{point, "9007199254740993", 9007199254740992}, // beyond 2^53: rounded once
		{point, "0.1234567890123456789", 0.12345678901234568},
		{point, "1e-400", 0},
		{comma, "5,83", 5.83},
		{comma, "-0,15", -0.15},
		{comma, "1.234,5", 1234.5},
		{comma, "1.234", 1234},
		{comma, "1,5e3", 1500},
	} {
		got, ok := c.n.Parse([]byte(c.s))
		if !ok || got != c.want {
			t.Errorf("%q (comma %v) is %v, %v; want %v", c.s, c.n.Comma, got, ok, c.want)
		}
	}
	if v, ok := point.Parse([]byte("-0")); !ok || !math.Signbit(v) {
		t.Errorf("-0 is %v, %v; want negative zero", v, ok)
	}
}

func TestNumbersRefused(t *testing.T) {
	for _, s := range []string{"abc", "1e", "1e400", "-1e400", "Inf", "-inf", "+Infinity", "0x1p-2", "0x10", "1_000", "1.2.3", "--1", "+-1", "1-2", "+", "e5", " 1", "1 23", "1 2345", "1234 567", "1 234 56", "1 234'567", "1 234,567", " 234", "0 000", "0 234", "-0 234", "1' 234", "1  234", "1 234 ",
		"0,823", "-0,823", "012,345", "1,2", "12,34", "1234,567", "1,2345", ",234", "-,234", "1,,234", "1,234,", "1,2e4", "1,-23", "1.5,234", "TRUE", "#DIV/0!", "#REF!", "<0.1", "1.5%", "٣", strings.Repeat("9", 400)} {
		if v, ok := (Numbers{}).Parse([]byte(s)); ok {
			t.Errorf("%q is read as %v, want no number", s, v)
		}
	}
	for _, s := range []string{"1.5", "1,234.5", "1.23,5", "1234.567,5", "1,2,3", "0.823", "0.823,5"} {
		if v, ok := (Numbers{Comma: true}).Parse([]byte(s)); ok {
			t.Errorf("%q with decimal commas is read as %v, want no number", s, v)
		}
	}
}

func TestMissing(t *testing.T) {
	for _, s := range []string{"", "NA", "N/A", "NaN", "nan", "null", "#N/A", "-", ".", "?", "ND"} {
		if v, ok := (Numbers{}).Parse([]byte(s)); !ok || !math.IsNaN(v) {
			t.Errorf("%q is %v, %v; want missing", s, v, ok)
		}
	}
	for _, s := range []string{"0", "Na", "none of them", "--"} {
		if Missing([]byte(s)) {
			t.Errorf("%q is taken for missing", s)
		}
	}
}

// TestNumbersBits compares the fast path with strconv, bit by bit, over
// decimals of every length and exponent.
func TestNumbersBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = '0' + byte(r.IntN(10))
		}
		return string(b)
	}
	for range 200_000 {
		s := []string{"", "-", "+"}[r.IntN(3)] + digits(1+r.IntN(20))
		if r.IntN(4) > 0 {
			s += "." + digits(r.IntN(25))
		}
		if r.IntN(5) == 0 {
			s += "e" + strconv.Itoa(r.IntN(60)-30)
		}
		check(t, s)
	}
}

func check(t *testing.T, s string) {
	t.Helper()
	want, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []Numbers{{}, {Comma: true}} {
		in := s
		if n.Comma {
			in = strings.ReplaceAll(s, ".", ",")
		}
		if got, ok := n.Parse([]byte(in)); !ok || math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("%s is %v (%v), strconv says %v", in, got, ok, want)
		}
	}
}

// FuzzNumbers compares with strconv: what has no thousand separator and no
// letter is a number here exactly if it is one there.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"8.78", "-0.15", "1,234", "1e400", "1e", "0x1p-2", "Inf", "9007199254740993", "1.7976931348623157e308", "5e-324", ".", "+", "1,2e4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, ok := (Numbers{}).Parse([]byte(s))
		if math.IsInf(v, 0) {
			t.Fatalf("%q is infinite", s)
		}
		if Missing([]byte(s)) {
			if !ok || !math.IsNaN(v) {
				t.Fatalf("%q is %v, want missing", s, v)
			}
			return
		}
		if strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789+-.eE", r) }) {
			if ok && !strings.Contains(s, ",") && string(Ungap([]byte(s))) == s {
				t.Fatalf("%q is read as %v", s, v)
			}
			return
		}
		want, err := strconv.ParseFloat(s, 64)
		if ok != (err == nil) || ok && math.Float64bits(v) != math.Float64bits(want) {
			t.Fatalf("%q is %v (%v), strconv says %v (%v)", s, v, ok, want, err)
		}
	})
}
