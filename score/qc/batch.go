package qc

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sync"

	"ifnscope/score/cohort"
	"ifnscope/score/sample"
)

// batchWords are the names of columns that tell which samples were measured
// together.
var batchWords = []string{"batch", "plate", "run", "chip", "lot", "array", "slide", "lane", "sentrix", "cartridge"}

const (
	// most is the number of batches from which a column is taken for something
	// else, such as the place of every sample.
	most = 50

	batchSource = "P of 0.05; Fisher's exact test of every batch against the others, adjusted by Benjamini and Hochberg; people at their first visit"
	axisSource  = "P of 0.05; Mann-Whitney for two batches, Kruskal-Wallis for more"
)

// Batch says which samples were measured together.
type Batch struct {
	Name  string
	Of    []string // by sample, empty if it is not told
	names []string
}

// Batches returns the columns of a clinical table that are named as a batch and
// group its samples, and the chips of a column of Illumina's names of arrays,
// such as 6303299028_G: at least two batches, not one a sample. What a person said
// of a column, by its name, counts in place of what its name says: "batch" or any
// other key of pathway.Choices.
func Batches(t *sample.Table, said map[string]string) []Batch {
	if t == nil {
		return nil
	}
	var out []Batch
	for _, name := range t.Columns() {
		b := Batch{Name: name, Of: t.Column(name)}
		chips := sentrix(b.Of)
		switch key, told := said[name]; {
		case told && key != "batch":
			continue
		case chips != nil:
			b.Name, b.Of = name+" (chip)", chips
		case !told && !named(name, batchWords...):
			continue
		}
		b.names = levels(b.Of)
		if n := len(b.names); n > 1 && n <= most && n <= t.Len()/2 {
			out = append(out, b)
		}
	}
	return out
}

// position is Illumina's name of an array: the number of its chip and its place
// on it.
var position = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{10,12})_[A-L]$`) })

// sentrix returns the chips of names of arrays; nil if a cell is none.
func sentrix(cells []string) []string {
	var chips []string
	for _, c := range cells {
		m := position().FindStringSubmatch(c)
		if m == nil {
			return nil
		}
		chips = append(chips, m[1])
	}
	return chips
}

// levels returns the different values that are not empty, in the order in which
// they first appear.
func levels(cells []string) []string {
	var out []string
	for _, c := range cells {
		if c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// Confounding is how patients and controls are spread over the batches of a
// column.
type Confounding struct {
	Batch              string  // the one with the smallest P
	Controls, Patients int     // in that batch
	P                  float64 // adjusted for the number of batches; NaN if there are no two groups
}

// Confound compares, batch by batch, how many of its samples are of patients.
// Samples without a batch, and of other roles, are left out.
func Confound(batch []string, role []sample.Role) Confounding {
	out := Confounding{P: math.NaN()}
	names := levels(batch)
	count := func(name string, r sample.Role) (in, others int) {
		for j, b := range batch {
			switch {
			case role[j] != r || b == "":
			case b == name:
				in++
			default:
				others++
			}
		}
		return in, others
	}
	p := make([]float64, len(names))
	for i, name := range names {
		p[i] = math.NaN()
		inPatients, otherPatients := count(name, sample.Patient)
		inControls, otherControls := count(name, sample.Control)
		if inPatients+otherPatients > 0 && inControls+otherControls > 0 {
			p[i] = cohort.TwoByTwo{BothYes: inPatients, FirstOnly: inControls, SecondOnly: otherPatients, Neither: otherControls}.Fisher().P
		}
	}
	for i, q := range cohort.Adjust(p) {
		if !math.IsNaN(q) && !(q >= out.P) {
			out.P, out.Batch = q, names[i]
			out.Patients, _ = count(names[i], sample.Patient)
			out.Controls, _ = count(names[i], sample.Control)
		}
	}
	return out
}

// batches judges every batch column against the groups and against the
// principal components.
func (in *Inspection) batches(d *sample.Design, t *sample.Table, said map[string]string) {
	all := Batches(t, said)
	if len(all) == 0 {
		in.undone("Batches are not judged: no column of the sample table that is named batch, plate, run, chip, lot or array, or said under Check to hold the batch, groups the samples.")
		return
	}
	first := d.First(append(d.With(sample.Control), d.With(sample.Patient)...))
	for _, b := range all {
		var of []string
		var role []sample.Role
		for _, j := range first {
			of, role = append(of, b.Of[j]), append(role, d.Role[j])
		}
		c := Confound(of, role)
		l := Limit{Figure: fmt.Sprintf("batch %q against group", b.Name), Unit: "P", Good: AtLeast(0.05), Source: batchSource}
		if !math.IsNaN(c.P) {
			l.Figure += fmt.Sprintf(" (%s holds %d controls and %d patients)", c.Batch, c.Controls, c.Patients)
		}
		in.Checks = append(in.Checks, l.Check("", "", c.P))
		in.axes(b)
	}
}

// axes judges whether batches lie apart on the first two principal components.
func (in *Inspection) axes(b Batch) {
	if in.Map.Points == nil {
		return
	}
	for k, axis := range []string{"first", "second"} {
		groups := make([][]float64, len(b.names))
		for j, p := range in.Map.Points {
			if i := slices.Index(b.names, b.Of[j]); i >= 0 {
				groups[i] = append(groups[i], [...]float64{p.X, p.Y}[k])
			}
		}
		var test cohort.Test
		if len(groups) == 2 {
			test = cohort.MannWhitney(groups[0], groups[1])
		} else {
			test = cohort.KruskalWallis(groups)
		}
		l := Limit{Figure: fmt.Sprintf("batch %q against the %s principal component", b.Name, axis), Unit: "P", Good: AtLeast(0.05), Source: axisSource}
		in.Checks = append(in.Checks, l.Check("", "", test.P))
	}
}
