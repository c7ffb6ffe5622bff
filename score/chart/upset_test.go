package chart_test

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"ifnscope/score/chart"
)

// wellFormed fails if a figure is not XML.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
}

func TestUpSet(t *testing.T) {
	u := chart.UpSet{
		Frame: chart.Frame{ID: "u", Title: "Overlap", Desc: "Three sets"}, Unit: "genes", Most: 3,
		Sets: []chart.SetBar{{"Crow 6", 6}, {"NIH <28>", 28}, {"Empty", 0}},
		Groups: []chart.SetGroup{
			{[]int{1}, 22, "22 genes in NIH only"}, {[]int{0, 1}, 5, "IFI27 & others"}, {[]int{0}, 1, "SIGLEC1"}, {[]int{7}, 1, "nobody"},
		},
	}
	svg := u.Draw().SVG
	wellFormed(t, svg)
	for text, n := range map[string]int{
		`class="c-group"`: 3, `class="c-dot"`: 4, `class="c-dot-off"`: 5, `class="c-dot-line"`: 1, `class="c-set"`: 3,
		"NIH &lt;28&gt;: 28 genes": 1, "<title>IFI27 &amp; others</title>": 1, "Smaller groups that are not drawn: 1.": 1,
		`height="150" fill`: 1, // the largest group has the highest bar
		"NaN":               0,
	} {
		if got := strings.Count(svg, text); got != n {
			t.Errorf("%d of %s, want %d", got, text, n)
		}
	}
	if u.Draw().SVG != svg {
		t.Error("drawn twice, the figure differs")
	}
	empty := chart.UpSet{}.Draw().SVG
	wellFormed(t, empty)
	if strings.Contains(empty, "NaN") || strings.Contains(empty, "Inf") {
		t.Error(empty)
	}
}
