package tsv

import (
	"bufio"
	"strings"
	"testing"
)

func TestInert(t *testing.T) {
	for s, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "#1": "'#1", "+x": "'+x", "-x": "'-x", "-": "'-", " =1": "' =1", "-0.5": "-0.5", "+3": "+3", "-1e-7": "-1e-7", "": "", "a=1": "a=1", "'=": "'="} {
		if got := inert(s); got != want {
			t.Errorf("%q is written as %q, want %q", s, got, want)
		}
	}
}

func TestWriteRow(t *testing.T) {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	WriteRow(w, "=1+1", "a\tb\nc", "-0.5", "\u202eabc")
	WriteRow(w)
	w.Flush()
	if want := "'=1+1\ta b c\t-0.5\t abc\n\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestWriteCSV(t *testing.T) {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	WriteCSV(w, `=HYPERLINK("x","y")`, "a,b", " c", "-1.5", "d\re")
	w.Flush()
	want := `"'=HYPERLINK(""x"",""y"")","a,b"," c",-1.5,d e` + "\r\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
