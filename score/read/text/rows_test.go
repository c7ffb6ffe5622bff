package text

import (
	"slices"
	"testing"
)

func TestRows(t *testing.T) {
	got := Rows([]byte("a\t\"b\tc\"\r\n\r\n the 5\" tube\t\"x\n 1 \t\t2"), '\t')
	want := [][]string{{"a", "b\tc"}, nil, {`the 5" tube`, `"x`}, {"1", "", "2"}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Rows(nil, ','); got != nil {
		t.Errorf("no text: %q", got)
	}
}
