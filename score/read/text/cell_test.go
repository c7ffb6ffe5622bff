package text

import (
	"io"
	"strings"
	"testing"
)

func TestCell(t *testing.T) {
	row := []string{"a", "b"}
	for i, want := range map[int]string{-1: "", 0: "a", 1: "b", 2: ""} {
		if got := Cell(row, i); got != want {
			t.Errorf("cell %d is %q, want %q", i, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	long := strings.Repeat("x", 41)
	for s, want := range map[string]string{"": "", "7,5": "7,5", long[:40]: long[:40], long: long[:40] + "..."} {
		if got := Clip([]byte(s)); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{"Code Class": "codeclass", "HC-01_a": "hc01a", "Größe (µm)": "größeµm", "...": ""} {
		if got := Fold(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

func TestNextFilled(t *testing.T) {
	l := NewLines(strings.NewReader("\n \t\na\n\r\nb\n  "))
	for _, want := range []struct {
		line   string
		number int
	}{{"a", 3}, {"b", 5}} {
		b, err := l.NextFilled()
		if err != nil || string(b) != want.line || l.Number() != want.number {
			t.Errorf("line %d is %q (%v), want line %d, %q", l.Number(), b, err, want.number, want.line)
		}
	}
	if b, err := l.NextFilled(); err != io.EOF {
		t.Errorf("%q (%v) after the last line", b, err)
	}
}

func TestUndetermined(t *testing.T) {
	for s, want := range map[string]bool{"Undetermined": true, "UNDET.": true, "N.D.": true, "nd": true, "No Ct": true, "Not detected": true, ">40": true, "> 37,5": true,
		"": false, "-": false, "NA": false, ">": false, "> many": false, "40": false, "<1": false, "high": false, "nd2": false} {
		if got := Undetermined(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

func TestFoldLatin(t *testing.T) {
	for s, want := range map[string]string{"ΔCт": "dct", "2^-∆∆Ct": "2ddct", "Ct (avg)": "ctavg"} {
		if got := FoldLatin(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}
