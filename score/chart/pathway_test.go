package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"testing"
)

// pathwayMap is a map with a stage of more nodes than fit in a line, feedback,
// nodes without a value, and names that try to break out.
func pathwayMap(f Frame, width float64) Pathway {
	f.Width = width
	p := Pathway{Frame: f, Chosen: "n3", Scale: "SD above the healthy controls; a scale with a name that is longer than a phone is wide"}
	for i, n := range []int{7, 2, 3} {
		st := PathwayStage{Title: fmt.Sprintf("Stage <%d>", i)}
		for k := range n {
			x := PathwayNode{ID: fmt.Sprintf("n%d", 10*i+k), Title: hostile[(i+k)%len(hostile)], Text: fmt.Sprintf("%+.1f SD", float64(k)-2), Measured: k != 1, Level: k - 2}
			if k == 2 {
				x.Badge = "2 drugs"
			}
			st.Nodes = append(st.Nodes, x)
		}
		p.Stages = append(p.Stages, st)
	}
	p.Stages[0].Nodes[3].To = []string{"n10", "n11"}
	p.Stages[1].Nodes[0].To, p.Stages[1].Nodes[1].Blocks = []string{"n22", "nobody"}, []string{"n10"}
	p.Stages[2].Nodes[2].Blocks = []string{"n10"}
	return p
}

func pathwayStrip(f Frame, person string) PathwayStrip {
	nan := math.NaN()
	none := [3]float64{nan, nan, nan}
	return PathwayStrip{Frame: f, Person: person, Scale: "SD", Rows: []PathwayRow{
		{Group: "Expression", Label: "I", Value: 4.2, Lower: 3, Upper: 5.4, Text: "+4.2", Healthy: [3]float64{-1, 0, 1}, Patients: [3]float64{0, 4, 7}},
		{Group: "Expression", Label: hostile[0], Value: nan, Lower: nan, Upper: nan, Healthy: [3]float64{-1, 0, 1}, Patients: none},
		{Group: "Cells", Label: "pDC", Why: "not measurable: its genes do not go together " + hostile[1], Value: nan, Lower: nan, Upper: nan, Healthy: none, Patients: none},
		{Group: "Cells", Label: "BAFF", Value: -3, Lower: nan, Upper: nan, Text: "-3.0", Healthy: none, Patients: [3]float64{-2, 0, 2}},
	}}
}

// TestPathwayNodes holds the nodes of a map apart from each other and on the
// figure, at every width, and each of them within reach of the keyboard.
func TestPathwayNodes(t *testing.T) {
	for _, width := range []float64{260, 390, 799, 800, 1060} {
		p := pathwayMap(Frame{ID: "m"}, width)
		d := p.Draw()
		var places []Place
		for i := range d.Len() {
			q, _ := d.Step(i-1, Right)
			if q.X-q.W/2 < 0 || q.X+q.W/2 > d.Width || q.Y-q.H/2 < 0 || q.Y+q.H/2 > d.Height {
				t.Errorf("at %v node %d is beyond the figure: %+v", width, i, q)
			}
			for _, o := range places {
				if math.Abs(o.X-q.X) < (o.W+q.W)/2 && math.Abs(o.Y-q.Y) < (o.H+q.H)/2 {
					t.Errorf("at %v nodes %d and %d cover each other", width, o.Index, i)
				}
			}
			places = append(places, q)
			if hit, ok := d.At(q.X, q.Y); !ok || hit.Index != i {
				t.Errorf("at %v in the middle of node %d there is %+v", width, i, hit)
			}
		}
		if n := strings.Count(d.SVG, `tabindex="0" role="button"`); n != 12 || len(places) != 12 || len(p.Table().Rows) != 12 {
			t.Errorf("at %v the keyboard reaches %d nodes", width, n)
		}
		if err := xml.Unmarshal([]byte(d.SVG), new(struct{})); err != nil {
			t.Errorf("at %v: %v", width, err)
		}
	}
}

// Dark text stands on every shade with a contrast of 4.5 at least.
func TestShades(t *testing.T) {
	for _, s := range Shades {
		if inkOn(s.Color) != ink {
			t.Errorf("%s is too dark for dark text", s.Color)
		}
	}
	if Shade(-9) != Shades[0].Color || Shade(9) != Shades[len(Shades)-1].Color || Shade(0) != "#ffffff" {
		t.Error("a level beyond the scale has a colour of its own")
	}
}
