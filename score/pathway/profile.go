package pathway

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Input is what a profile is made of.
type Input struct {
	Report *report.Report
	// Matrix holds log2 expression by approved symbol in the samples of the
	// report, in its order.
	Matrix *expr.Matrix
	// Controls are the healthy controls, of the samples or of a reference file;
	// nil if there are none.
	Controls *ref.Reference
	// Clinical has one row a sample, nil if there is no table. Columns in Skip
	// name people, visits and groups. Said is what a person says that columns
	// hold, see Columns.
	Clinical *sample.Table
	Skip     []string
	Said     map[string]string
}

// Profile is the interferon pathway of every sample of a report.
type Profile struct {
	Samples  []report.Sample `json:"samples"`
	Patients int             `json:"patients"` // people
	Controls int             `json:"controls"` // people
	// Against says what the axes are measured against. Where there are no
	// healthy controls they are measured against all people of the file, and
	// Relative is set: then 0 is the middle of the cohort and nothing is healthy.
	Against  string `json:"against"`
	Relative bool   `json:"relative,omitempty"`

	Axes    []Axis   `json:"axes"`
	Cards   []Card   `json:"cards,omitempty"` // by sample, none without a table
	Columns []Column `json:"columns,omitempty"`

	Measured     []Measured    `json:"measured,omitempty"`
	Composition  Composition   `json:"composition"`
	Feedback     Feedback      `json:"feedback"`
	Sensing      []Context     `json:"sensing"`
	Associations []Association `json:"associations,omitempty"`
	Left         []string      `json:"left,omitempty"` // columns that are not recognised
	Stability    []Stability   `json:"stability,omitempty"`
	Issues       []Issue       `json:"issues"`

	in     Input
	design *sample.Design
	row    map[string]int // of the matrix, by symbol
	ref    *ref.Reference
	first  []int // patients at their first visit
}

// New makes the profile of a report. It returns an error if there is no
// sample.
func New(in Input) (*Profile, error) {
	p := begin(in)
	if p.design.Len() == 0 {
		return nil, errors.New("there is no sample")
	}
	p.Columns = Columns(in.Clinical, in.Said, in.Skip...)
	p.Axes = axes()
	for i := range p.Axes {
		p.measure(&p.Axes[i])
	}
	if in.Clinical != nil {
		for j := range p.Samples {
			p.Cards = append(p.Cards, cardOf(in.Clinical, p.Columns, j))
		}
	}
	p.Measured = p.measured()
	p.Composition = p.composition()
	p.Feedback = p.feedback()
	p.Sensing = p.sensing()
	p.Associations, p.Left = p.associate()
	p.Stability = p.stability()
	p.Issues = p.issues()
	return p, nil
}

// begin returns a profile in which nothing is measured yet.
func begin(in Input) *Profile {
	p := &Profile{in: in, Samples: in.Report.Samples, row: map[string]int{}, design: in.Report.Design(), ref: in.Controls}
	if !slices.Equal(in.Matrix.Samples(), p.design.Samples) {
		panic("pathway: the matrix is of other samples than the report")
	}
	for i, g := range in.Matrix.Genes() {
		if _, dup := p.row[g]; !dup {
			p.row[g] = i
		}
	}
	p.first = p.design.First(p.design.With(sample.Patient))
	p.Patients = len(p.first)
	p.against()
	return p
}

// against settles what the axes are measured against.
func (p *Profile) against() {
	switch {
	case p.in.Report.Reference != nil && p.ref != nil:
		p.Controls = len(p.ref.People())
		p.Against = "the healthy control people of the reference file " + p.in.Report.Reference.Name
	case p.ref != nil && len(p.ref.People()) > 1:
		p.Controls = len(p.ref.People())
		p.Against = "the healthy control people of this file"
	default:
		p.ref = nil
		if everybody := p.everybody(); len(p.design.BySubject(everybody)) >= minPeople {
			d := p.design.Select(everybody)
			for j := range d.Role {
				d.Role[j] = sample.Control
			}
			p.ref, p.Relative = ref.New(p.in.Matrix, d), true
			p.Against = "all people of this file, since there are no healthy controls: 0 is the middle of this cohort, and nothing tells what is healthy"
			return
		}
		p.Against = "nothing: there are no healthy controls, and fewer than 10 people"
	}
}

// everybody returns all samples.
func (p *Profile) everybody() []int {
	js := make([]int, p.design.Len())
	for j := range js {
		js[j] = j
	}
	return js
}

// z returns a gene in all samples, in SD above the mean of the controls; nil
// if it was not measured, or does not vary among the controls.
func (p *Profile) z(symbol string) []float64 {
	i, ok := p.row[symbol]
	if !ok || p.ref == nil {
		return nil
	}
	s, ok := p.ref.Gene(symbol)
	if !ok || !(s.SD > 0) {
		return nil
	}
	out := make([]float64, p.design.Len())
	for j, x := range p.in.Matrix.Row(i) {
		out[j] = (x - s.Mean) / s.SD
	}
	return out
}

// controlZ returns a gene of z in the control people.
func (p *Profile) controlZ(symbol string) []float64 {
	s, _ := p.ref.Gene(symbol)
	v, _ := p.ref.Values(symbol)
	out := make([]float64, len(v))
	for k, x := range v {
		out[k] = (x - s.Mean) / s.SD
	}
	return out
}

// measure fills in the values of an axis, or says why there are none.
func (p *Profile) measure(a *Axis) {
	symbols := a.Genes
	a.Genes = nil
	var zs, controls, people [][]float64
	for _, g := range symbols {
		z := p.z(g)
		if z == nil {
			a.Missing = append(a.Missing, g)
			continue
		}
		a.Genes = append(a.Genes, g)
		zs, controls = append(zs, z), append(controls, p.controlZ(g))
		people = append(people, p.once(z, controls[len(controls)-1]))
	}
	a.Coherence = coherence(people)
	a.AUC = [3]expr.Number{expr.Number(math.NaN()), expr.Number(math.NaN()), expr.Number(math.NaN())}
	a.Controls, a.Patients = ref.DescribeValues(nil), ref.DescribeValues(nil)
	if p.ref == nil {
		a.Why = "there are no healthy controls to measure it against, and fewer than 10 people"
		return
	}
	if a.Why = gate(len(a.Genes), len(symbols), gated(a.ID), a.Coherence); a.Why != "" {
		return
	}
	if c := a.Coherence; !gated(a.ID) && c.Genes > 1 && c.People >= minPeople && float64(c.Rho) < minCoherence {
		a.Caveat = strings.TrimSpace(fmt.Sprintf("%s Its genes hardly go together in these people (mean rank correlation %.2f): read it with care.", a.Caveat, float64(c.Rho)))
	}
	a.Values = make([]Value, p.design.Len())
	for j := range a.Values {
		a.Values[j] = mean(zs, j, len(symbols))
	}
	if !p.Relative {
		var healthy []float64
		for k := range p.ref.People() {
			healthy = append(healthy, float64(mean(controls, k, len(symbols)).Value))
		}
		a.Controls = ref.DescribeValues(healthy)
		slices.Sort(healthy)
		a.People = ref.Numbers(healthy)
	}
	patients := a.at(p.first)
	a.Patients = ref.DescribeValues(patients)
	e := cohort.AUCInterval(patients, ref.Floats(a.People))
	a.AUC = [3]expr.Number{expr.Number(e.Value), expr.Number(e.Lower), expr.Number(e.Upper)}
}

// once returns one value a person: all people of the file at their first
// sample, and the people of a reference file.
func (p *Profile) once(z, controls []float64) []float64 {
	var out []float64
	for _, j := range p.design.First(p.everybody()) {
		out = append(out, z[j])
	}
	if p.in.Report.Reference != nil {
		out = append(out, controls...)
	}
	return out
}

// mean returns the mean of a set in sample j, with Student's interval over its
// genes. It is missing where under half of them were measured.
func mean(zs [][]float64, j, of int) Value {
	var x []float64
	for _, z := range zs {
		if z[j] == z[j] {
			x = append(x, z[j])
		}
	}
	nan := expr.Number(math.NaN())
	v := Value{nan, nan, nan, len(x)}
	if len(x) == 0 || float64(len(x)) < minShare*float64(of) {
		return v
	}
	s := ref.Describe(x)
	v.Value = expr.Number(s.Mean)
	if s.N > 1 {
		half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(s.N - 1)}.Quantile(0.975) * s.SD / math.Sqrt(float64(s.N))
		v.Lower, v.Upper = expr.Number(s.Mean-half), expr.Number(s.Mean+half)
	}
	return v
}

// at returns the values of an axis in samples; missing ones if it is not
// measurable.
func (a *Axis) at(js []int) []float64 {
	out := make([]float64, len(js))
	for i, j := range js {
		if out[i] = math.NaN(); a.Measurable() {
			out[i] = float64(a.Values[j].Value)
		}
	}
	return out
}

// First returns the samples of patients at their first visit. The slice may not
// be changed.
func (p *Profile) First() []int { return p.first }

// Axis returns the axis with the given id, nil if there is none.
func (p *Profile) Axis(id string) *Axis {
	for i := range p.Axes {
		if p.Axes[i].ID == id {
			return &p.Axes[i]
		}
	}
	return nil
}

// result presents an axis as a result of the report, for what compares people
// by a score.
func (p *Profile) result(a *Axis) *report.Result {
	r := &report.Result{Signature: a.ID, Scores: make([]report.Score, len(p.Samples))}
	for j := range r.Scores {
		r.Scores[j] = report.Score{Value: a.Values[j].Value, Used: a.Values[j].Used}
	}
	r.Cutoff.Value = expr.Number(math.NaN())
	return r
}
