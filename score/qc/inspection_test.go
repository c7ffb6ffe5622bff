package qc_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

const (
	women    = 24
	made     = 48 // samples, one a person; the first 16 are healthy controls
	controls = 16
	genes    = 400
)

// cohort is a made table: 48 people, women first of every two, in three
// batches, with interferon in the patients.
type cohort struct {
	genes []string
	x     [][]float64 // genes x samples, log2
	raw   expr.Unit
	d     *sample.Design
	sex   []string
	batch []string
}

func newCohort() *cohort {
	r := rand.New(rand.NewPCG(7, 11))
	c := &cohort{raw: expr.Log2, d: &sample.Design{}}
	for j := range made {
		c.d.Samples = append(c.d.Samples, fmt.Sprintf("S%02d", j))
		c.d.Subject = append(c.d.Subject, fmt.Sprintf("P%02d", j))
		c.d.Visit = append(c.d.Visit, "")
		role, group := sample.Patient, "SLE"
		if j < controls {
			role, group = sample.Control, "HC"
		}
		c.d.Role, c.d.Group = append(c.d.Role, role), append(c.d.Group, group)
		c.sex = append(c.sex, []string{"F", "male"}[j%2])
		c.batch = append(c.batch, fmt.Sprintf("b%d", j%3))
	}
	interferon := make([]float64, made)
	for j := controls; j < made; j++ {
		interferon[j] = 2 + 0.8*r.NormFloat64()
	}
	for i := range genes {
		name, responds := fmt.Sprintf("G%03d", i), 0.0
		switch {
		case i < 4:
			name, responds = []string{"IFI27", "IFI44", "IFI44L", "RSAD2"}[i], 1
		case i < 7:
			name = []string{"XIST", "RPS4Y1", "DDX3Y"}[i-4]
		case i < 40:
			responds = 0.5
		}
		row := make([]float64, made)
		base := 6 + 2*r.NormFloat64()
		for j := range row {
			row[j] = base + 0.5*r.NormFloat64() + responds*interferon[j]
			if i >= 4 && i < 7 {
				row[j] = 4 + 0.3*r.NormFloat64()
				if woman := j%2 == 0; woman == (i == 4) {
					row[j] += 5
				}
			}
		}
		c.genes, c.x = append(c.genes, name), append(c.x, row)
	}
	return c
}

// inspect judges the cohort; counts are made of the log2 values if its raw
// unit is counts.
func (c *cohort) inspect(t testing.TB) *qc.Inspection {
	t.Helper()
	var values, raw []float64
	for _, row := range c.x {
		values = append(values, row...)
	}
	raw = values
	if c.raw == expr.Counts {
		raw = nil
		for _, x := range values {
			raw = append(raw, math.Round(math.Exp2(x)))
		}
	}
	build := func(u expr.Unit, data []float64) *expr.Matrix {
		m, err := expr.New(c.genes, c.d.Samples, u, gene.Namespace{Kind: gene.Symbol}, data)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	table, err := sample.NewTable([]string{"Gender", "Plate no", "platelets"}, [][]string{c.sex, c.batch, c.d.Samples})
	if err != nil {
		t.Fatal(err)
	}
	return qc.Inspect(build(c.raw, raw), build(expr.Log2, values), c.d, table, nil)
}

// copySample gives sample b the values of a, and noise of the given SD.
func (c *cohort) copySample(a, b int, sd float64) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, row := range c.x {
		row[b] = row[a] + sd*r.NormFloat64()
	}
}

// found returns the samples whose check of a figure that contains the text is of
// the grade or worse, "whole table" for a check of none.
func found(in *qc.Inspection, figure string, g qc.Grade) []string {
	var out []string
	for _, k := range in.Checks {
		if strings.Contains(k.Figure, figure) && k.Grade >= g {
			if k.Sample == "" {
				k.Sample = "whole table"
			}
			out = append(out, k.Sample)
		}
	}
	return out
}

// TestPlanted plants one fault at a time: that is flagged, with the sample, and
// the same table without it has no bad figure.
func TestPlanted(t *testing.T) {
	for _, k := range newCohort().inspect(t).Checks {
		if k.Grade == qc.Bad {
			t.Errorf("without a fault, %s is flagged: %s", k.Sample, k)
		}
	}
	for _, tt := range []struct {
		what   string
		plant  func(c *cohort)
		figure string
		grade  qc.Grade
		want   []string
	}{
		{"outlier", func(c *cohort) {
			for i, row := range c.x {
				row[20] += 3 * float64(i%3-1)
			}
		}, "distance from the middle", qc.Bad, []string{"S20"}},
		{"brighter array", func(c *cohort) {
			for _, row := range c.x {
				row[21] += 4
			}
		}, "median of the values", qc.Bad, []string{"S21"}},
		{"wider array", func(c *cohort) {
			for _, row := range c.x {
				row[22] = 6 + 3*(row[22]-6)
			}
		}, "interquartile range", qc.Bad, []string{"S22"}},
		{"missing", func(c *cohort) {
			for i := 60; i < 160; i++ {
				c.x[i][23] = math.NaN()
			}
		}, "missing", qc.Borderline, []string{"S23"}},
		{"floor", func(c *cohort) {
			for i := 60; i < 160; i++ {
				c.x[i][24] = -3
			}
		}, "floor", qc.Borderline, []string{"S24"}},
		{"small library", func(c *cohort) {
			c.raw = expr.Counts
			for _, row := range c.x {
				row[25] -= 3
			}
		}, "library size", qc.Borderline, []string{"S25"}},
		{"copy", func(c *cohort) { c.copySample(30, 33, 0) }, "another person", qc.Bad, []string{"S30", "S33"}},
		{"replicate under another name", func(c *cohort) { c.copySample(31, 35, 0.1) }, "another person", qc.Bad, []string{"S31", "S35"}},
		{"copy of the same person", func(c *cohort) {
			c.copySample(31, 35, 0.1)
			c.d.Subject[35] = c.d.Subject[31]
		}, "another person", qc.Bad, nil},
		{"sex swap", func(c *cohort) { c.sex[18], c.sex[19] = c.sex[19], c.sex[18] }, "recorded as", qc.Bad, []string{"S18", "S19"}},
		{"both expressed", func(c *cohort) { c.x[4][27] += 5 }, "recorded as male", qc.Borderline, []string{"S27"}},
		{"neither expressed", func(c *cohort) { c.x[4][28] -= 5 }, "recorded as female", qc.Borderline, []string{"S28"}},
		{"one person of two sexes", func(c *cohort) { c.d.Subject[41] = c.d.Subject[40] }, "the other sex", qc.Bad, []string{"S40", "S41"}},
		{"confounded batch", func(c *cohort) {
			for j := range c.batch {
				c.batch[j] = "b2"
				if j < controls {
					c.batch[j] = "b1"
				}
			}
		}, `batch "Plate no" against group`, qc.Bad, []string{"whole table"}},
		{"batch effect", func(c *cohort) {
			for i, row := range c.x {
				for j := range row {
					if j%3 == 1 {
						row[j] += 1.5 * float64(i%3-1)
					}
				}
			}
		}, `batch "Plate no" against the first principal component`, qc.Bad, []string{"whole table"}},
		{"IFN-high control", func(c *cohort) {
			for i := range 4 {
				c.x[i][5] += 3
			}
		}, "against the other healthy controls", qc.Bad, []string{"S05"}},
	} {
		c := newCohort()
		tt.plant(c)
		if got := found(c.inspect(t), tt.figure, tt.grade); !slices.Equal(got, tt.want) {
			t.Errorf("%s: flagged are %q, want %q", tt.what, got, tt.want)
		}
	}
}

// TestVisits gives people two visits each, and swaps the second visits of two.
func TestVisits(t *testing.T) {
	plant := func() *cohort {
		c := newCohort()
		for j := 1; j < made; j += 2 {
			c.copySample(j-1, j, 0.4)
			c.d.Subject[j] = c.d.Subject[j-1]
		}
		return c
	}
	const figure = "another sample of the same person"
	if got := found(plant().inspect(t), figure, qc.Borderline); got != nil {
		t.Errorf("flagged are %q, want none", got)
	}
	c := plant()
	c.d.Subject[21], c.d.Subject[31] = c.d.Subject[31], c.d.Subject[21]
	if got, want := found(c.inspect(t), figure, qc.Borderline), []string{"S20", "S21", "S30", "S31"}; !slices.Equal(got, want) {
		t.Errorf("flagged are %q, want %q", got, want)
	}
}

// TestHighControl asserts what a high control does to the cut-off.
func TestHighControl(t *testing.T) {
	c := newCohort()
	for i := range 4 {
		c.x[i][5] += 3
		for j := controls; j < made; j++ {
			c.x[i][j] -= 1 // patients near the cut-off, so that it matters
		}
	}
	k := c.inspect(t).Controls
	if k.People != controls || !slices.Equal(k.High, []string{"P05"}) || len(k.Genes) != 4 || k.Patients != made-controls {
		t.Fatalf("the controls are %+v", k)
	}
	if k.With.N != controls || k.Without.N != controls-1 || k.PatientsWith >= k.PatientsWithout {
		t.Errorf("with the high control %d of %d patients lie above the cut-off of %d, without it %d of %d", k.PatientsWith, k.Patients, k.With.N, k.PatientsWithout, k.Without.N)
	}
}

// TestLeaveOneOut checks the arithmetic: 10 against 1, 2, 3 is (10-2)/1.
func TestLeaveOneOut(t *testing.T) {
	z := qc.LeaveOneOut([][]float64{{1, 2, 3, 10}, {5, 5, 5, 7}, {math.NaN(), 1, 2, math.NaN()}})
	if z[3] != 8 { // the second gene does not vary among the others, the third is missing
		t.Errorf("z of the last is %v, want 8", z[3])
	}
}

// TestMap asserts that the picture does not depend on the order of genes, that
// its first axis is interferon, and that a missing value is no reason to fail.
func TestMap(t *testing.T) {
	c := newCohort()
	a := c.inspect(t).Map
	slices.Reverse(c.genes)
	slices.Reverse(c.x)
	b := c.inspect(t).Map
	if len(a.Points) != made || a.Genes != genes || a.ShareX < a.ShareY {
		t.Fatalf("the map has %d samples by %d genes, shares %v and %v", len(a.Points), a.Genes, a.ShareX, a.ShareY)
	}
	for j := range a.Points {
		if math.Abs(a.Points[j].X-b.Points[j].X) > 1e-9 || math.Abs(a.Points[j].Y-b.Points[j].Y) > 1e-9 {
			t.Fatalf("%s moves from %v to %v when the genes are turned round", a.Points[j].Sample, a.Points[j], b.Points[j])
		}
	}
	c.x[100][3] = math.NaN()
	for _, p := range c.inspect(t).Map.Points {
		if math.IsNaN(p.X + p.Y) {
			t.Errorf("%s has no place", p.Sample)
		}
	}
}

// TestUndone names what small and poor tables do not allow.
func TestUndone(t *testing.T) {
	c := newCohort()
	c.genes, c.x = c.genes[:4], c.x[:4]
	in := c.inspect(t)
	if s := strings.Join(in.Undone, "\n"); !strings.Contains(s, "The sex cannot be told") || !strings.Contains(s, "4 genes vary") || len(in.Map.Points) > 0 {
		t.Errorf("of four genes it is said: %s", s)
	}
	for _, k := range in.Checks {
		if strings.Contains(k.Figure, "distance") || strings.Contains(k.Figure, "sex") {
			t.Errorf("judged by four genes: %s", k)
		}
	}
}

// TestBatches recognises the columns that tell what was measured together.
func TestBatches(t *testing.T) {
	names := []string{"platelets", "RNA batch", "run", "Description", "array design", "batch.date"}
	cells := make([][]string, len(names))
	for j := range 8 {
		half := fmt.Sprint(j % 2)
		for i, v := range []string{half, half, fmt.Sprint(j), fmt.Sprintf("630329900%d_%c", j%2, 'A'+j), "HT-12", ""} {
			cells[i] = append(cells[i], v)
		}
	}
	table, err := sample.NewTable(names, cells)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range qc.Batches(table, nil) {
		got = append(got, b.Name+": "+b.Of[3])
	}
	if want := []string{"RNA batch: 1", "Description (chip): 6303299001"}; !slices.Equal(got, want) {
		t.Errorf("batches are %q, want %q", got, want)
	}
	// what a person says counts: of a column that is named otherwise, against a name,
	// and a column of one batch a sample stays none
	said := map[string]string{"platelets": "batch", "RNA batch": "age", "run": "batch", "Description": ""}
	if all := qc.Batches(table, said); len(all) != 1 || all[0].Name != "platelets" {
		t.Errorf("batches as a person says are %+v", all)
	}
	if all := qc.Batches(table, map[string]string{"Description": "batch"}); len(all) != 2 || all[1].Name != "Description (chip)" {
		t.Errorf("the chips of arrays are %+v", all)
	}
	if qc.Batches(nil, nil) != nil {
		t.Error("no table has batches")
	}
}

// BenchmarkInspect judges the made table of 400 genes and 48 people.
func BenchmarkInspect(b *testing.B) {
	c := newCohort()
	b.ReportAllocs()
	for b.Loop() {
		c.inspect(b)
	}
}
