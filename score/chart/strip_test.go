package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files; only with -tags noasm")

var marks = []Mark{
	{Class: "low", Shape: Circle, Color: "#1f6fa8", Label: "low"},
	{Class: "indeterminate", Shape: Diamond, Color: "#a06800", Label: "indeterminate"},
	{Class: "high", Shape: TriangleUp, Color: "#b8431f", Label: "high"},
	{Class: "control", Shape: Ring, Color: "#3d4b57", Label: "healthy control"},
	{Class: "unclassed", Shape: Square, Color: "#5b6873", Label: "not classed"},
}

// hostile are names that a file may hold.
var hostile = []string{
	`<script>alert(1)</script>`, `"onload="alert(1)`, "a\tb\nc\r\x00d", "=1+1", "x\u202eevil\u2066", "שלום", "é漢😀", `</title></svg>`, "]]>", "&amp;", "bad\xffutf8",
}

// small is a fixed plot with every shape, ties, missing values and names that
// try to break out.
func small() Strip {
	p := Strip{
		Frame:  Frame{ID: "strip", Title: "Four genes by group: mean z <of> & \"co\"", Desc: "One mark a sample.", Footer: "SYNTHETIC. Research use only. Not for diagnostic procedures."},
		YLabel: "IFNGS 4, mean z", Marks: marks,
		Cutoff: &Band{Value: 2, Lower: 1.4, Upper: 2.9, Label: "cut-off 2.00"}, Outline: hostile[0], Legend: true,
	}
	controls := Group{Label: "healthy control"}
	for i := range 12 {
		controls.Points = append(controls.Points, Point{Sample: fmt.Sprintf("HC%02d", i+1), Label: "HC", Value: float64(i%4) * 0.4, Mark: 3})
	}
	sle := Group{Label: "SLE <a very long label of a group that is clipped>"}
	for i, name := range hostile {
		sle.Points = append(sle.Points, Point{Sample: name, Label: name + ": 1.00, low", Value: 0.5 * float64(i), Mark: i % 5})
	}
	sle.Points = append(sle.Points, Point{Sample: "none", Value: math.NaN()}, Point{Sample: "endless", Value: math.Inf(1)}, Point{Sample: "no mark", Value: 3, Mark: 17})
	p.Groups = []Group{controls, sle, {Label: "nobody"}}
	return p
}

// element is what a reader of the SVG sees.
type element struct {
	name  string
	attrs map[string]string
	text  string
}

// parse returns the elements of a figure, which must be well-formed XML.
func parse(t *testing.T, svg string) []element {
	t.Helper()
	var out []element
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			out = append(out, e)
		case xml.CharData:
			out[len(out)-1].text += string(x)
		}
	}
}

// Names that try to break out stay text, and what cannot be shown is gone.
func TestHostileNames(t *testing.T) {
	svg := small().Draw().SVG
	samples := map[string]bool{}
	for _, e := range parse(t, svg) {
		switch e.name {
		case "svg", "title", "desc", "line", "text", "rect", "g", "circle", "path":
		default:
			t.Errorf("there is an element %q", e.name)
		}
		for a := range e.attrs {
			if strings.HasPrefix(a, "on") || a == "style" || a == "href" {
				t.Errorf("%s has the attribute %s", e.name, a)
			}
		}
		if s, ok := e.attrs["data-sample"]; ok {
			samples[s] = true
		}
	}
	for _, want := range []string{`<script>alert(1)</script>`, `"onload="alert(1)`, "a bcd", "=1+1", "xevil", "שלום", "é漢😀", "bad\ufffdutf8"} {
		if !samples[want] {
			t.Errorf("no mark is of sample %q: %v", want, samples)
		}
	}
	for _, bad := range []string{"\u202e", "\u2066", "\x00", "\n", "NaN", "Inf"} {
		if strings.Contains(svg, bad) {
			t.Errorf("the figure holds %q", bad)
		}
	}
	if !strings.Contains(svg, "n = 12") || !strings.Contains(svg, ">2 without a score<") || !strings.Contains(svg, "n = 0") {
		t.Error("the groups are not counted: 12, 12 with 2 missing, 0")
	}
}

// TestMarks draws random groups: every point inside the plot, at the height of
// its value, and none on another while there is room.
func TestMarks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for run := range 60 {
		log := run%2 == 1
		var pts []Point
		for range 1 + r.IntN(60) {
			v := 4 * r.NormFloat64()
			if log {
				v = math.Exp2(v)
			}
			pts = append(pts, Point{Value: v})
		}
		values := make([]float64, len(pts))
		for i := range pts {
			values[i] = pts[i].Value
		}
		y := newAxis(values, 300, 20, log)
		const radius = 3.6
		off, crowded := swarm(pts, y, radius, 150)
		if crowded {
			t.Fatalf("%d points fill a column of 300 pixels", len(pts))
		}
		for i := range pts {
			yi := y.at(pts[i].Value)
			if yi < 20 || yi > 300 || math.Abs(off[i]) > 150 || math.IsNaN(off[i]) {
				t.Fatalf("point %d of %v lies at %v, %v", i, pts[i].Value, off[i], yi)
			}
			for k := range i {
				dx, dy := off[i]-off[k], yi-y.at(pts[k].Value)
				if math.Hypot(dx, dy) < 2*radius {
					t.Fatalf("points %d and %d cover each other", i, k)
				}
				if pts[i].Value > pts[k].Value && yi > y.at(pts[k].Value) {
					t.Fatalf("%v lies below %v", pts[i].Value, pts[k].Value)
				}
			}
		}
	}
	// more points than the column holds: they are drawn all the same
	many := make([]Point, 200)
	y := newAxis([]float64{0, 1}, 300, 20, false)
	full, crowded := swarm(many, y, 3.6, 20)
	if !crowded {
		t.Error("200 points find room in a column of 40 pixels")
	}
	for i, x := range full {
		if math.IsNaN(x) || math.Abs(x) > 20 {
			t.Fatalf("point %d of a full column lies at %v", i, x)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		values []float64
		log    bool
		want   string
	}{
		{[]float64{0, 10}, false, "0 2 4 6 8 10"},
		{[]float64{-1, 9}, false, "0 2 4 6 8"},
		{[]float64{-0.3, 0.3}, false, "-0.2 0.0 0.2"},
		{[]float64{5, 5}, false, "4.6 4.8 5.0 5.2 5.4"},
		{nil, false, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{[]float64{0.5, 32}, true, "1 4 16"},
		{[]float64{1, 1024}, true, "1 4 16 64 256 1024"},
		{[]float64{1.1, 1.4}, true, "1.1 1.2 1.3 1.4"}, // within one octave
		{[]float64{-1, 0, 2, 8}, true, "2 4 8"},
		{[]float64{1e-8, 2e-8}, false, ""},
	} {
		a := newAxis(c.values, 300, 20, c.log)
		var got []string
		for _, x := range a.ticks(6) {
			got = append(got, x.label)
			if y := a.at(x.value); y < 20 || y > 300 {
				t.Errorf("%v: the tick %s lies at %v", c.values, x.label, y)
			}
		}
		if s := strings.Join(got, " "); s != c.want && c.want != "" {
			t.Errorf("%v, log %v: ticks %q, want %q", c.values, c.log, s, c.want)
		}
		if len(got) < 2 || len(got) > 12 {
			t.Errorf("%v, log %v: %d ticks", c.values, c.log, len(got))
		}
	}
}

// FuzzSVG checks that any name makes a well-formed figure.
func FuzzSVG(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 1.5)
	}
	f.Fuzz(func(t *testing.T, s string, v float64) {
		p := Strip{Frame: Frame{ID: "x", Title: s, Desc: s, Footer: s}, YLabel: s, Marks: marks, Groups: []Group{{Label: s, Points: []Point{{Sample: s, Label: s, Value: v}, {Value: 1}}}}, Cutoff: &Band{Value: 1, Lower: v, Upper: v, Label: s}}
		if math.Abs(v) > 1e300 {
			return // the span of the axis has no number
		}
		f1 := Frame{ID: "x", Title: s, Desc: s, Footer: s}
		for _, log := range []bool{false, true} {
			p.Log = log
			for _, f := range []Figure{
				p,
				Scatter{Frame: f1, XLabel: s, YLabel: s, XLog: log, Note: s, Spots: []Spot{{Sample: s, Label: s, Name: s, X: v, Y: 1}}, YLine: p.Cutoff},
				Heatmap{Frame: f1, Rows: []string{s}, Columns: []string{s, "b"}, Samples: []string{s, "b"}, Values: [][]float64{{v, 1}}, Scale: Scale{Low: 0, High: v}, Unit: s, Write: log,
					Tracks: []Track{{Label: s, Levels: []string{s}, Level: []int{0, -1}}, {Label: s, Values: []float64{v, 1}}}},
				Boxes{Frame: f1, YLabel: s, Marks: marks, Boxes: []Box{{Sample: s, Label: s, Low: v, Q1: v, Median: v, Q3: v, High: v, Named: log}}},
				Courses{Frame: f1, Visits: []string{s}, YLabel: s, Log: log, Marks: marks, Courses: []Course{{Name: s, Steps: []Step{{Value: v, Sample: s, Label: s}}}}, Strong: s},
				ROC{Frame: f1, Note: s, Curves: []Curve{{Label: s, Class: s, Color: ink, Name: s, Points: []Operating{{v, 1, 0}}}}},
				Bars{Frame: f1, XLabel: s, Bars: []Bar{{s, v, s}}},
			} {
				d := f.Draw()
				parse(t, d.SVG)
				d.At(v, 1)
				for _, q := range d.Of(s) {
					d.At(q.X, q.Y)
				}
				f.Table()
			}
		}
	})
}
