package pcr

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// place is a gene of a sample.
type place struct{ gene, sample string }

// content turns the wells into a matrix and judges the plate.
func (p *plate) content(s read.Summary) (*read.Content, error) {
	unit := expr.Ct
	if p.header != nil {
		unit = p.header.unit()
	}
	split := p.split()
	genes, samples, values := p.group()
	if len(samples) == 0 && p.dyes > 0 {
		return nil, p.noTargets()
	}
	if len(samples) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "no well belongs to a sample", WayOut: "Name the samples and give their wells the task UNKNOWN"}
	}
	classes, guessed := p.classes(genes)
	a := &read.Assay{Classes: classes, Facts: p.facts, Calibrators: p.calibrators, Cycles: p.cycles, Unsure: p.unsure, Replicates: make([]read.Replicate, len(genes)*len(samples))}
	data := make([]float64, len(genes)*len(samples))
	c := &read.Content{Summary: s, Assay: a}
	wells := pool{unit: unit}
	var none, some []string
	for i, g := range genes {
		for j, smp := range samples {
			mean, r := wells.value(place{g, smp}, i, j, values[place{g, smp}])
			data[i*len(samples)+j], a.Replicates[i*len(samples)+j] = mean, r
			switch {
			case r.Undetermined == 0:
			case r.Undetermined == r.Wells:
				none = append(none, g+" in "+smp)
			default:
				some = append(some, g+" in "+smp)
			}
		}
	}
	m, err := expr.New(genes, samples, unit, gene.Namespace{}, data)
	if err != nil {
		panic("pcr: " + err.Error()) // names are distinct and not empty
	}
	c.Matrix, c.Table = m, p.table(samples, split)
	a.Checks = wells.checks
	wells.tell(c, p.header)
	if len(split) > 0 {
		c.Notes.Warnf(note.SamplesSplit, "", "one name stands for wells that differ in %s: each is a sample of its own, named by both, such as %q", strings.Join(split, " and "), samples[0])
	}
	if len(guessed) > 0 {
		c.Notes.Infof(note.ReferencesGuess, "", "taken for reference genes by their names, the file telling none: %s", note.Names(guessed, 8))
	}
	noteAssays(&c.Notes, genes)
	if unit == expr.Ct {
		p.judge(c)
	}
	p.tell(&c.Notes, none, some)
	p.flagged(c)
	return c, nil
}

// group returns the genes and samples in the order of the file and their wells,
// plate by plate.
func (p *plate) group() (genes, samples []string, values map[place][]onPlate) {
	values = map[place][]onPlate{}
	seenGene, seenSample := map[string]bool{}, map[string]bool{}
	wells := slices.DeleteFunc(slices.Clone(p.wells), func(w wellRow) bool { return w.kind != unknown || w.omitted })
	for _, w := range wells {
		if !seenGene[w.target] {
			seenGene[w.target] = true
			genes = append(genes, w.target)
		}
		if !seenSample[w.sample] {
			seenSample[w.sample] = true
			samples = append(samples, w.sample)
		}
	}
	slices.SortStableFunc(wells, func(v, w wellRow) int { return v.plate - w.plate })
	for _, w := range wells {
		at := place{w.target, w.sample}
		if on := values[at]; len(on) == 0 || on[len(on)-1].plate != w.plate {
			values[at] = append(on, onPlate{plate: w.plate})
		}
		on := &values[at][len(values[at])-1]
		on.values = append(on.values, w.value)
	}
	return genes, samples, values
}

// replicates returns the mean of the wells that have a value, NaN of none, and
// what stands behind it. Relative quantities are averaged on the log scale.
func replicates(v []float64, unit expr.Unit) (float64, read.Replicate) {
	r := read.Replicate{Wells: len(v), SD: expr.Number(math.NaN())}
	var known []float64
	for _, x := range v {
		switch {
		case math.IsNaN(x), unit == expr.RQ && x <= 0:
			r.Undetermined++
		case unit == expr.RQ:
			known = append(known, math.Log2(x))
		default:
			known = append(known, x)
		}
	}
	if len(known) == 0 {
		return math.NaN(), r
	}
	mean, sd := qc.MeanSD(known)
	r.SD = expr.Number(sd)
	if unit == expr.RQ {
		mean = math.Exp2(mean)
	}
	return mean, r
}

func notGood(checks []qc.Check) []qc.Check {
	return slices.DeleteFunc(checks, func(c qc.Check) bool { return c.Grade <= qc.Good })
}

// usual are folded names of genes that a plate has as references and for
// nothing else (Vandesompele J et al., Genome Biol 2002,
// doi:10.1186/gb-2002-3-7-research0034, and those of the interferon assays).
// B2M is left out: interferon raises it.
var usual = map[string]bool{
	"18s": true, "18srrna": true, "rn18s": true, "rna18s": true, "rna18s5": true, "eukaryotic18srrna": true, "actb": true, "gapdh": true, "gusb": true,
	"hmbs": true, "hprt": true, "hprt1": true, "pgk1": true, "ppia": true, "rplp0": true, "rpl13a": true, "sdha": true, "tbp": true, "tfrc": true, "ubc": true, "ywhaz": true,
}

// classes tells the reference genes from the others: those that the file names
// as such, else those of the usual names, which are returned as guessed.
func (p *plate) classes(genes []string) (classes, guessed []string) {
	named := slices.ContainsFunc(genes, func(g string) bool { return p.references[g] })
	for _, g := range genes {
		class := read.Endogenous
		switch {
		case named && p.references[g]:
			class = read.Housekeeping
		case !named && usual[text.FoldLatin(geneOf(g))]:
			class = read.Housekeeping
			guessed = append(guessed, g)
		}
		classes = append(classes, class)
	}
	return classes, guessed
}

// judge adds the figures of the whole plate: wells without template, standard
// curves, efficiencies and the stability of the reference genes.
func (p *plate) judge(c *read.Content) {
	a, genes := c.Assay, c.Matrix.Genes()
	var measured []string
	for i, g := range genes {
		var empty []float64
		var curve qc.Curve
		for _, w := range p.wells {
			switch {
			case w.target != g || w.omitted:
			case w.kind == noTemplate:
				empty = append(empty, w.value)
			case w.kind == standard && w.quantity > 0:
				curve.Quantity, curve.Cq = append(curve.Quantity, w.quantity), append(curve.Cq, w.value)
			}
		}
		if len(empty) > 0 {
			weakest := math.NaN()
			for _, x := range c.Matrix.Row(i) {
				if !(x <= weakest) && !math.IsNaN(x) {
					weakest = x
				}
			}
			a.Checks = append(a.Checks, qc.NoTemplate(g, empty, weakest)...)
		}
		if len(curve.Quantity) > 0 {
			a.Checks = append(a.Checks, curve.Checks(g)...)
			measured = append(measured, g)
		} else if e, told := p.efficiency[g]; told {
			a.Checks = append(a.Checks, qc.Efficiency(g, e))
			measured = append(measured, g)
		}
	}
	if len(measured) > 0 {
		c.Notes.Infof(note.Efficiency, "", "amplification efficiencies are told or measured of %s. %s", note.Names(measured, 8), qc.EfficiencyUnused)
	}
	rows := a.Rows(read.Housekeeping)
	if len(rows) > 1 {
		names, cq := make([]string, len(rows)), make([][]float64, len(rows))
		for k, i := range rows {
			names[k], cq[k] = genes[i], c.Matrix.Row(i)
		}
		a.Checks = append(a.Checks, qc.References(names, cq)...)
	}
}

// tell notes what became of the wells.
func (p *plate) tell(notes *note.Log, none, some []string) {
	if p.header != nil && p.header.at[target] < 0 {
		notes.Warnf(note.TargetGuessed, p.guessed, "no column names the targets; all wells are taken for %q: %s. If they are not, add a column Target to the file", p.guessed, p.why)
	} else if p.dyes > 0 {
		notes.Warnf(note.WellUnnamed, "", "wells without a target, left out, a dye (%s) being no gene: %d. Name their targets in the plate setup of the instrument's software and export again", p.dye, p.dyes)
	}
	if len(none) > 0 {
		limit := ""
		if p.cycles > 0 {
			limit = fmt.Sprintf(" of %d", p.cycles)
		}
		notes.Warnf(note.CtUndetermined, "", "no well with a Ct, so that the gene is below what could be seen by the last cycle%s: %s (%d in all). Such a value is missing here, and never the last cycle", limit, note.Names(none, 8), len(none))
	}
	if len(some) > 0 {
		notes.Warnf(note.CtPartly, "", "some wells without a Ct: %s (%d in all). The value is the mean of the others, which is too early a Ct", note.Names(some, 8), len(some))
	}
	if p.lastCycle > 0 {
		notes.Infof(note.CtUndetermined, "", "wells with the last cycle for a Ct, taken as undetermined: %d", p.lastCycle)
	}
	var controls [other + 1]int
	omitted := 0
	for _, w := range p.wells {
		if w.omitted {
			omitted++
		} else {
			controls[w.kind]++
		}
	}
	if omitted > 0 {
		notes.Infof(note.WellsOmitted, "", "wells that the operator omitted, left out here: %d", omitted)
	}
	if controls[noTemplate]+controls[standard]+controls[other] > 0 {
		notes.Infof(note.WellsControl, "", "wells that are no samples: %d without template, %d standards, %d other controls", controls[noTemplate], controls[standard], controls[other])
	}
	if p.unnamed > 0 {
		notes.Warnf(note.WellUnnamed, "", "wells without a sample or a target, left out: %d", p.unnamed)
	}
}

// flagged notes the figures that are not good, those of single values in one
// note a figure, and the instrument's own flags. Values without a Ct have
// their notes already.
func (p *plate) flagged(c *read.Content) {
	var figures []string
	values := map[string][]string{}
	for _, k := range c.Assay.Checks {
		switch {
		case k.Grade <= qc.Good || k.Figure == qc.WellsWithoutCt:
		case k.Sample != "":
			if values[k.Figure] == nil {
				figures = append(figures, k.Figure)
			}
			values[k.Figure] = append(values[k.Figure], fmt.Sprintf("%s %.2f", k.Of(), float64(k.Value)))
		case k.Grade == qc.Borderline:
			c.Notes.Infof(note.QualityFlag, k.Gene, "%s", k)
		default:
			c.Notes.Warnf(note.QualityFlag, k.Gene, "%s", k)
		}
	}
	for _, f := range figures {
		c.Notes.Warnf(note.QualityFlag, f, "out of the range: %s (%d in all)", note.Names(values[f], 8), len(values[f]))
	}
	for _, f := range slices.Sorted(maps.Keys(p.flags)) {
		c.Notes.Infof(note.QualityFlag, f, "wells that the instrument flagged, and whose values are used: %d", p.flags[f])
	}
}
