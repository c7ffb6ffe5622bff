package read

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

// Plate reports whether the content is a plate of qPCR wells.
func (c *Content) Plate() bool {
	return c.Matrix != nil && c.Assay != nil && c.Assay.Replicates != nil
}

// well is a gene of a sample.
type well struct{ gene, sample string }

// JoinPlates puts qPCR plates together by the names of genes and samples, each
// in the order of its first appearance: plates of other samples, or of other
// genes of the same samples, as an instrument that writes a file for every
// target has. What no plate has is missing (NaN).
//
// A gene of a sample that is on several plates, as a calibrator is, has the
// mean of all of its wells, and the difference between the plates becomes a
// quality figure. What each plate has is kept, so that its dCt can be made of it
// where the reference genes are known. JoinPlates returns an error of type *Error if the plates are
// of different units, or two do not tell their target and have one name for it,
// and panics if there is no plate or a content is none.
func JoinPlates(files []*Content) (*Content, error) {
	first := files[0]
	joined := &Content{Summary: first.Summary, Assay: &Assay{}}
	joined.File = ""
	var genes, samples []string
	isGene, isSample := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if !f.Plate() {
			panic("read: JoinPlates of a content that is no plate")
		}
		if f.Matrix.Unit() != first.Matrix.Unit() {
			return nil, &Error{File: f.File, Code: Malformed, What: fmt.Sprintf("the values are %s, those of %q %s", f.Matrix.Unit().Title(), first.File, first.Matrix.Unit().Title()),
				WayOut: "Choose the same column of values in every file under Check"}
		}
		if g := f.Matrix.Genes()[0]; f.Assay.Unsure && isGene[g] {
			return nil, &Error{File: f.File, Code: DuplicateName, What: fmt.Sprintf("neither this file nor another one tells which gene it measured: both would be %q, and their values averaged", g),
				WayOut: "Name each file after its gene (IFI27.txt), or add a column Target to each"}
		}
		genes = appendNew(genes, isGene, f.Matrix.Genes())
		samples = appendNew(samples, isSample, f.Matrix.Samples())
	}
	a := joined.Assay
	a.Classes = make([]string, len(genes))
	a.Replicates = make([]Replicate, len(genes)*len(samples))
	data := make([]float64, len(genes)*len(samples))
	on := map[well][]*Content{}
	for _, f := range files {
		a.addPlate(f.Assay)
		for i, g := range f.Matrix.Genes() {
			if at := slices.Index(genes, g); a.Classes[at] != Housekeeping {
				a.Classes[at] = f.Assay.Classes[i]
			}
			for j, s := range f.Matrix.Samples() {
				if f.replicate(i, j).Wells > 0 {
					on[well{g, s}] = append(on[well{g, s}], f)
				}
			}
		}
	}
	shared := 0
	for j, s := range samples {
		for i, g := range genes {
			plates := on[well{g, s}]
			data[i*len(samples)+j], a.Replicates[i*len(samples)+j] = pool(plates, g, s, a)
			if len(plates) > 1 {
				shared++
			}
		}
	}
	for _, f := range files {
		a.Plates = append(a.Plates, f.on(genes, samples)...)
	}
	m, err := expr.New(genes, samples, first.Matrix.Unit(), first.Matrix.Namespace(), data)
	if err != nil {
		panic("read: " + err.Error()) // the plates had these names, here each is once
	}
	joined.Matrix, joined.Table = m, plateTable(files, samples)
	joined.Notes.Infof(note.FilesJoined, "", "%d plates were put together by gene and sample; %d genes of samples are on several of them", len(a.Plates), shared)
	return joined, nil
}

// appendNew appends the names that are not known yet.
func appendNew(list []string, known map[string]bool, names []string) []string {
	for _, n := range names {
		if !known[n] {
			known[n] = true
			list = append(list, n)
		}
	}
	return list
}

// replicate returns what stands behind a value of a plate.
func (c *Content) replicate(i, j int) Replicate {
	_, samples := c.Matrix.Dims()
	return c.Assay.Replicates[i*samples+j]
}

// on returns the values of a plate, or of the plates of a file, in a joined
// table of the given genes and samples.
func (c *Content) on(genes, samples []string) []Plate {
	row, column := places(c.Matrix.Genes(), genes), places(c.Matrix.Samples(), samples)
	var plates []Plate
	for _, own := range c.Assay.Plates {
		var p Plate
		for _, v := range own.Values {
			v.Row, v.Column = row[v.Row], column[v.Column]
			p.Values = append(p.Values, v)
		}
		plates = append(plates, p)
	}
	if plates != nil {
		return plates
	}
	var p Plate
	for i := range row {
		for j, v := range c.Matrix.Row(i) {
			if r := c.replicate(i, j); !math.IsNaN(v) {
				p.Values = append(p.Values, PlateValue{Row: row[i], Column: column[j], Value: v, Wells: r.Wells - r.Undetermined})
			}
		}
	}
	return []Plate{p}
}

// places returns where in all each of the names stands.
func places(names, all []string) []int {
	at := make([]int, len(names))
	for k, n := range names {
		at[k] = slices.Index(all, n)
	}
	return at
}

// addPlate adds what a plate tells of its run.
func (a *Assay) addPlate(p *Assay) {
	a.Checks = append(a.Checks, p.Checks...)
	for _, f := range p.Facts {
		if !slices.Contains(a.Facts, f) {
			a.Facts = append(a.Facts, f)
		}
	}
	a.addCalibrators(p)
	a.Cycles = max(a.Cycles, p.Cycles)
}

// addCalibrators adds the calibrators of another file that are not known yet.
func (a *Assay) addCalibrators(b *Assay) {
	for _, c := range b.Calibrators {
		if !slices.Contains(a.Calibrators, c) {
			a.Calibrators = append(a.Calibrators, c)
		}
	}
}

// pool returns the value of a gene in a sample from the plates that it is on,
// weighted by their wells, relative quantities on the log scale, and what stands behind it. Of several plates the
// spread of their means goes to the checks of a.
func pool(plates []*Content, g, s string, a *Assay) (float64, Replicate) {
	r := Replicate{SD: expr.Number(math.NaN())}
	if len(plates) == 0 {
		return math.NaN(), r
	}
	to, from := func(x float64) float64 { return x }, func(x float64) float64 { return x }
	if plates[0].Matrix.Unit() == expr.RQ {
		to, from = math.Log2, math.Exp2
	}
	sum, n := 0.0, 0
	var means []float64
	for _, p := range plates {
		i, j := slices.Index(p.Matrix.Genes(), g), slices.Index(p.Matrix.Samples(), s)
		x, v := p.replicate(i, j), p.Matrix.At(i, j)
		r.Wells, r.Undetermined = r.Wells+x.Wells, r.Undetermined+x.Undetermined
		if len(plates) == 1 {
			return v, x
		}
		if !math.IsNaN(v) {
			known := x.Wells - x.Undetermined
			sum, n = sum+to(v)*float64(known), n+known
			means = append(means, v)
		}
	}
	if plates[0].Matrix.Unit() == expr.Ct && len(means) > 1 {
		a.Checks = append(a.Checks, qc.Plates(s, g, means))
	}
	return from(sum / float64(n)), r
}

// plateTable puts together what the plates tell of their samples; nil if they
// tell nothing.
func plateTable(files []*Content, samples []string) *sample.Table {
	var names []string
	cells := map[string][]string{}
	for _, f := range files {
		if f.Table == nil {
			continue
		}
		for _, name := range f.Table.Columns() {
			if cells[name] == nil {
				names = append(names, name)
				cells[name] = make([]string, len(samples))
			}
			for j, v := range f.Table.Column(name) {
				if at := slices.Index(samples, f.Matrix.Samples()[j]); cells[name][at] == "" {
					cells[name][at] = v
				}
			}
		}
	}
	return tableOf(names, cells)
}
