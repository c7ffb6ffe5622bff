package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// figures are figures of every kind, by the name of their golden file.
func figures() map[string]Figure {
	log := small()
	log.Log, log.Cutoff, log.Footer, log.Legend, log.Width, log.Height = true, &Band{Value: 2, Lower: 0, Upper: 3, Label: "cut-off"}, "", false, 400, 300
	long := Frame{ID: "x", Title: "A <title>", Desc: "A & description.", Footer: strings.Repeat("A footer that needs more than one line. ", 8)}
	all := map[string]Figure{
		"strip": small(), "strip-log": log, "strip-empty": Strip{Frame: Frame{ID: "e"}}, "violin": crowd(),
		"scatter": spots(), "scatter-empty": Scatter{Frame: Frame{ID: "e"}},
		"heat": heatmap(long, 12, 30), "heat-wide": heatmap(Frame{ID: "w", Width: 300}, 5, 900), "heat-empty": Heatmap{Frame: Frame{ID: "e"}},
		"boxes": boxPlot(long, 24), "ribbons": boxPlot(long, 900), "boxes-empty": Boxes{Frame: Frame{ID: "e"}},
		"roc": roc(long), "roc-empty": ROC{Frame: Frame{ID: "e"}},
		"courses": courses(long, 9), "courses-empty": Courses{Frame: Frame{ID: "e"}},
		"bars": bars(long), "bars-empty": Bars{Frame: Frame{ID: "e"}},
		"agreement": agreement(),
		"pathway":   pathwayMap(long, 1000), "pathway-narrow": pathwayMap(Frame{ID: "n"}, 300), "pathway-empty": Pathway{Frame: Frame{ID: "e"}},
		"pathwaystrip": pathwayStrip(long, "S001"), "pathwaystrip-empty": PathwayStrip{Frame: Frame{ID: "e"}},
	}
	return all
}

// crowd is a strip plot with more points than fit side by side.
func crowd() Strip {
	r := rand.New(rand.NewPCG(1, 2))
	p := small()
	p.ID, p.Log = "violin", true
	g := Group{Label: "many"}
	for i := range 900 {
		g.Points = append(g.Points, Point{Sample: fmt.Sprint("S", i), Label: fmt.Sprint("S", i), Value: math.Exp2(r.NormFloat64() + float64(i%2)*3), Mark: 1 + i%3})
	}
	p.Groups = append(p.Groups, g)
	return p
}

// heatmap is a map with trees, tracks and missing values.
func heatmap(f Frame, rows, columns int) Heatmap {
	r := rand.New(rand.NewPCG(3, 4))
	f.Title, f.Desc = "Genes <by> sample", "Colours"
	p := Heatmap{Frame: f, Scale: Scale{Low: -3, High: 3, Diverging: true}, Unit: "z against controls"}
	group, activity := Track{Label: "Group", Levels: []string{"SLE", "healthy <control>"}}, Track{Label: "SLEDAI"}
	class := Track{Label: "Class", Levels: []string{"low", "high", "nobody"}, Colors: []string{"#1f6fa8", "#b8431f", "#000000"}}
	for j := range columns {
		name := fmt.Sprintf("S%03d", j)
		if j < len(hostile) {
			name = hostile[j]
		}
		p.Columns = append(p.Columns, name)
		group.Level, class.Level = append(group.Level, j%3-1), append(class.Level, j/2%2)
		v := float64(j % 20)
		if j%7 == 0 {
			v = math.NaN()
		}
		activity.Values = append(activity.Values, v)
	}
	p.Samples = p.Columns
	for i := range rows {
		p.Rows = append(p.Rows, fmt.Sprint("GENE", i))
		var row []float64
		for j := range columns {
			v := 2*math.Sin(float64(i)) + r.NormFloat64() + float64(j%2)
			if (i+j)%17 == 0 {
				v = math.NaN()
			}
			row = append(row, v)
		}
		p.Values = append(p.Values, row)
	}
	p.Tracks = []Track{group, class, activity}
	p.RowOrder, p.RowTree = chain(rows)
	p.ColumnOrder, p.ColumnTree = chain(columns)
	return p
}

// chain is a tree that adds one leaf after the other, from the last down.
func chain(n int) ([]int, []Merge) {
	var m []Merge
	o := []int{}
	for i := n - 1; i >= 0; i-- {
		o = append(o, i)
	}
	for i := range n - 1 {
		a := n - 1
		if i > 0 {
			a = n + i - 1
		}
		m = append(m, Merge{a, n - 2 - i, float64(i + 1)})
	}
	m[len(m)-1].Height = math.Inf(1) // of what shares nothing
	return o, m
}

func boxPlot(f Frame, n int) Boxes {
	r := rand.New(rand.NewPCG(5, 6))
	p := Boxes{Frame: f, YLabel: "log2", Marks: marks}
	for i := range n {
		m := 6 + 0.2*r.NormFloat64()
		if i == n/3 {
			m = 4
		}
		b := Box{Sample: fmt.Sprint("S", i), Low: m - 3, Q1: m - 1, Median: m, Q3: m + 1.2, High: m + 4, Mark: i * 4 / n, Named: i == n/3}
		b.Label = b.Sample + " <median>"
		p.Boxes = append(p.Boxes, b)
	}
	p.Boxes = append(p.Boxes, Box{Sample: "none", Median: math.NaN()})
	return p
}

func roc(f Frame) ROC {
	p := ROC{Frame: f, Note: "AUC 0.93 (0.88 to 0.98), 95 % by DeLong; 58 patients against 20 controls."}
	for k, name := range []string{"IFNGS 4", "Crow <6>"} {
		c := Curve{Label: name, Class: "low", Color: categories[k], Marked: 3 - 4*k, Name: "cut-off 1.60"}
		for i := range 11 {
			t := float64(i) / 10
			o := Operating{Cutoff: t * 5, Sensitivity: 1 - t*t, Specificity: math.Sqrt(t) * (1 - 0.1*float64(k))}
			if i == 0 {
				o.Cutoff, o.Specificity = math.Inf(-1), 0
			}
			c.Points = append(c.Points, o)
		}
		p.Curves = append(p.Curves, c)
	}
	return p
}

func courses(f Frame, n int) Courses {
	p := Courses{Frame: f, Visits: []string{"V1", "V2", "V3 <late>"}, YLabel: "score", Log: true, Marks: marks, Cutoff: &Band{Value: 2, Lower: 1.5, Upper: 3, Label: "cut-off 2"}, Strong: "P1"}
	for i := range n {
		c := Course{Name: fmt.Sprint("P", i)}
		for v := range 3 {
			x := math.Exp2(float64((i*5+v*3)%7) - 2)
			if i == 2 && v == 1 {
				x = math.NaN()
			}
			c.Steps = append(c.Steps, Step{Visit: v, Value: x, Sample: fmt.Sprint("P", i, "V", v), Label: "value", Mark: 1 + (i+v)%3})
		}
		p.Courses = append(p.Courses, c)
	}
	return p
}

func bars(f Frame) Bars {
	p := Bars{Frame: f, XLabel: "contribution", Most: 6}
	for i, v := range []float64{3, 2.2, 0.001, 0, -1.5, math.NaN(), -2} {
		p.Bars = append(p.Bars, Bar{Name: fmt.Sprint("GENE", i), Value: v, Label: fmt.Sprint("GENE", i, " <", v)})
	}
	return p
}

func agreement() Heatmap {
	p := Heatmap{Frame: Frame{ID: "a", Title: "Agreement", Desc: "rho"}, Scale: Scale{Low: 0, High: 1}, Unit: "Spearman's rho", Write: true}
	p.Rows = []string{"IFNGS 4", "Crow 6", "NIH 28", "M1.2"}
	p.Columns = p.Rows
	p.Values = [][]float64{{1, 0.93, 0.88, math.NaN()}, {0.93, 1, 0.4, 0.2}, {0.88, 0.4, 1, 0.05}, {math.NaN(), 0.2, 0.05, 1}}
	return p
}

// Every figure has the bytes of its golden file, is well-formed, and holds no
// number that is none, no script and no address.
func TestFigures(t *testing.T) {
	for name, f := range figures() {
		d := f.Draw()
		got := d.SVG + "\n"
		if d.SVG != f.Draw().SVG {
			t.Errorf("%s: two drawings of one figure differ", name)
		}
		path := "testdata/" + name + ".svg"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from the golden file; look at it and run with -update", name)
		}
		es := parse(t, d.SVG)
		for _, e := range es {
			if !slices.Contains([]string{"svg", "title", "desc", "line", "text", "rect", "g", "circle", "path", "defs", "pattern", "tspan"}, e.name) {
				t.Errorf("%s: there is an element %q", name, e.name)
			}
			for a, v := range e.attrs {
				if strings.HasPrefix(a, "on") || a == "style" || a == "href" || strings.Contains(v, "NaN") || strings.Contains(v, "Inf") {
					t.Errorf("%s: %s has the attribute %s=%s", name, e.name, a, v)
				}
			}
		}
		role := "img"
		if _, ok := f.(Pathway); ok {
			role = "group" // of buttons
		}
		if es[0].attrs["role"] != role || es[1].name != "title" || es[2].name != "desc" {
			t.Errorf("%s has no role, title and description", name)
		}
		if es[0].attrs["width"] != px(d.Width) || es[0].attrs["height"] != px(d.Height) || d.Width < 100 || d.Height < 40 {
			t.Errorf("%s is %v x %v", name, d.Width, d.Height)
		}
		values := f.Table()
		for i, row := range values.Rows {
			if len(row) != len(values.Columns) {
				t.Fatalf("%s: row %d of the table has %d cells, the head %d", name, i, len(row), len(values.Columns))
			}
		}
	}
}

// What is pointed at is found again, the keys reach every mark and none beyond,
// and a sample is found in every figure that shows it.
func TestPlaces(t *testing.T) {
	for name, f := range figures() {
		d := f.Draw()
		if strings.HasSuffix(name, "-empty") {
			if _, ok := d.Step(-1, Right); ok || d.Len() != 0 {
				t.Errorf("%s has marks", name)
			}
			continue
		}
		p, ok := d.Step(-1, Right)
		if !ok || p.Index != 0 {
			t.Fatalf("%s has no first mark", name)
		}
		seen := 0
		for i := range d.Len() {
			q := d.places.place(i)
			if q.Index != i || q.Label == "" || q.X < 0 || q.X > d.Width || q.Y < 0 || q.Y > d.Height {
				t.Fatalf("%s: mark %d is %+v", name, i, q)
			}
			at, ok := d.At(q.X, q.Y)
			if !ok || math.Hypot(at.X-q.X, at.Y-q.Y) > 3.7 && at.Index != i {
				t.Fatalf("%s: at mark %d %+v is %+v", name, i, q, at)
			}
			if q.Sample != "" && len(d.Of(q.Sample)) == 0 {
				t.Fatalf("%s: the sample %q is not found", name, q.Sample)
			}
			for k := Right; k <= End; k++ {
				if n, ok := d.Step(i, k); !ok || n.Index < 0 || n.Index >= d.Len() {
					t.Fatalf("%s: key %d leads from %d to %d", name, k, i, n.Index)
				}
			}
			seen++
		}
		if last, _ := d.Step(0, End); last.Index != d.Len()-1 || seen != d.Len() {
			t.Errorf("%s: the last mark is %d of %d", name, last.Index, d.Len())
		}
		if _, ok := d.At(-50, -50); ok {
			t.Errorf("%s has a mark outside", name)
		}
		if d.Of("") != nil || d.Of("nobody at all") != nil {
			t.Errorf("%s has a mark of nobody", name)
		}
	}
}

// A map of 2,000 samples stays small: colours are paths, and there are no more
// columns than pixels.
func TestLargeHeatmap(t *testing.T) {
	p := heatmap(Frame{ID: "l", Width: 1100}, 40, 2000)
	d := p.Draw()
	es := parse(t, d.SVG)
	t.Logf("40 x 2,000 cells: %d bytes, %d elements", len(d.SVG), len(es))
	if len(d.SVG) > 400_000 || len(es) > 250 {
		t.Errorf("40 x 2,000 cells are %d bytes and %d elements", len(d.SVG), len(es))
	}
	// the cell of a sample shows its own value, not the mean of its column of pixels
	q := d.Of("S1234")
	if len(q) != 1 {
		t.Fatalf("a sample has %d columns", len(q))
	}
	at, ok := d.At(q[0].X, q[0].Y)
	if !ok || at.Sample != "S1234" || !strings.HasPrefix(at.Label, "S1234, GENE") {
		t.Errorf("in the column of S1234 there is %+v", at)
	}
	if got := strip2000().Draw(); len(got.SVG) > 300_000 || len(parse(t, got.SVG)) > 120 {
		t.Errorf("a strip plot of 2,000 is %d bytes", len(got.SVG))
	}
	if got := boxPlot(Frame{ID: "b", Width: 1100}, 2000).Draw(); len(got.SVG) > 200_000 {
		t.Errorf("the distributions of 2,000 samples are %d bytes", len(got.SVG))
	}
}

func strip2000() Strip {
	p := crowd()
	for i := range 1100 {
		p.Groups[2].Points = append(p.Groups[2].Points, Point{Sample: fmt.Sprint("T", i), Label: "T", Value: math.Exp2(float64(i%40) / 8), Mark: 1})
	}
	return p
}

// Hatched is what is missing, and only that.
func TestHeatmapMissing(t *testing.T) {
	p := Heatmap{Frame: Frame{ID: "h"}, Rows: []string{"a"}, Columns: []string{"x", "y"}, Values: [][]float64{{1, 2}}, Scale: Scale{Low: 0, High: 2}}
	if svg := p.Draw().SVG; strings.Contains(svg, "pattern") {
		t.Error("nothing is missing and something is hatched")
	}
	p.Values[0][1] = math.NaN()
	svg := p.Draw().SVG
	if !strings.Contains(svg, `id="h-missing"`) || strings.Count(svg, `fill="url(#h-missing)"`) != 2 || !strings.Contains(svg, ">missing<") {
		t.Errorf("a missing value is not hatched and explained: %s", svg)
	}
}

// BenchmarkHeatmap draws 40 genes of 2,000 samples.
func BenchmarkHeatmap(b *testing.B) {
	p := heatmap(Frame{ID: "l", Width: 1100}, 40, 2000)
	for b.Loop() {
		p.Draw()
	}
}
