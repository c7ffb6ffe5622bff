package qc

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// controlSignature is the signature by which healthy controls are looked
// through: the four genes that respond to type I interferon most in blood.
const controlSignature = "ifngs4"

// highControl is the mean z from which a healthy control is pointed out.
const highControl = 2

var highLimit = Limit{Figure: "mean z of the four IFNGS genes against the other healthy controls", Unit: "SD", Good: AtMost(highControl),
	Source: "2 SD, the published cut-off of ISG scores (Rice GI et al., J Clin Immunol 2017, doi:10.1007/s10875-016-0359-1), each control left out of the mean and the SD"}

// Controls are the healthy controls of a table against each other, and what
// those that are high do to the cut-off.
type Controls struct {
	Genes  []string `json:"genes,omitempty"` // found of the signature
	People int      `json:"people"`
	High   []string `json:"high,omitempty"` // people
	// With is the cut-off by all controls, and Without by those that are not
	// high; Patients are those above it at their first visit.
	With            ref.Cutoff `json:"with"`
	Without         ref.Cutoff `json:"without"`
	PatientsWith    int        `json:"patientsWith"`
	PatientsWithout int        `json:"patientsWithout"`
	Patients        int        `json:"patients"`
}

// LeaveOneOut returns the mean z of the genes for every control person, against
// the mean and the standard deviation (n-1) of the other control people. A gene
// that a person lacks, or that does not vary among the others, is left out; NaN
// if all are. The values are genes x people.
func LeaveOneOut(values [][]float64) []float64 {
	if len(values) == 0 {
		return nil
	}
	out := make([]float64, len(values[0]))
	for k := range out {
		var sum float64
		n := 0
		for _, row := range values {
			others := slices.Delete(slices.Clone(row), k, k+1)
			if z := zOf(row[k], others); !math.IsNaN(z) {
				sum += z
				n++
			}
		}
		out[k] = sum / float64(n)
	}
	return out
}

// zOf is the z of a value against others, NaN if it is missing or they do not
// vary.
func zOf(x float64, others []float64) float64 {
	st := ref.Describe(others)
	if !(st.SD > 0) {
		return math.NaN()
	}
	return (x - st.Mean) / st.SD
}

// controls looks for healthy controls that are high by interferon-stimulated
// genes.
func (in *Inspection) controls(log2 *expr.Matrix, d *sample.Design) {
	r := ref.New(log2, d)
	if r == nil || len(r.People()) <= ref.MinControls {
		in.undone(fmt.Sprintf("IFN-high controls are not looked for: more than %d healthy control people are needed.", ref.MinControls))
		return
	}
	s, _ := sig.ByID(controlSignature)
	c := Controls{People: len(r.People())}
	var values [][]float64
	for _, g := range s.Symbols() {
		if v, ok := r.Values(g); ok {
			c.Genes, values = append(c.Genes, g), append(values, v)
		}
	}
	if 2*len(c.Genes) < len(s.Symbols()) {
		in.undone("IFN-high controls are not looked for: fewer than half of " + strings.Join(s.Symbols(), ", ") + " are in the table.")
		return
	}
	z := LeaveOneOut(values)
	at := map[string]int{}
	for k, name := range r.People() {
		at[name] = k
		if z[k] > highControl {
			c.High = append(c.High, name)
		}
	}
	for _, j := range d.With(sample.Control) {
		in.Checks = append(in.Checks, highLimit.Check(d.Samples[j], "", z[at[d.Subject[j]]]))
	}
	c.With, c.PatientsWith, c.Patients = cutoff(c.Genes, log2, d)
	if len(c.High) > 0 {
		var kept []int
		for j := range d.Samples {
			if d.Role[j] != sample.Control || !slices.Contains(c.High, d.Subject[j]) {
				kept = append(kept, j)
			}
		}
		rest, err := log2.SelectSamples(kept)
		if err != nil {
			panic(err) // samples of a matrix have names of their own
		}
		c.Without, c.PatientsWithout, _ = cutoff(c.Genes, rest, d.Select(kept))
	}
	in.Controls = c
}

// cutoff derives mean + 2 SD of the mean z of the genes against the controls of
// a design, and counts the patients above it at their first visit.
func cutoff(genes []string, log2 *expr.Matrix, d *sample.Design) (c ref.Cutoff, above, patients int) {
	r := ref.New(log2, d)
	var rows []int
	for _, g := range genes {
		rows = append(rows, slices.Index(log2.Genes(), g))
	}
	score := func(value func(k int) float64) float64 {
		var sum float64
		n := 0
		for k, g := range genes {
			others, _ := r.Values(g)
			if z := zOf(value(k), others); !math.IsNaN(z) {
				sum += z
				n++
			}
		}
		return sum / float64(n)
	}
	var controls []float64
	for p := range r.People() {
		controls = append(controls, score(func(k int) float64 {
			v, _ := r.Values(genes[k])
			return v[p]
		}))
	}
	c = ref.Rule{}.Derive(ref.Scores{Controls: controls})
	first := d.First(d.With(sample.Patient))
	for _, j := range first {
		if score(func(k int) float64 { return log2.At(rows[k], j) }) > float64(c.Value) {
			above++
		}
	}
	return c, above, len(first)
}
