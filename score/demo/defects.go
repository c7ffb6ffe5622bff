package demo

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"ifnscope/score/pathway"
	"ifnscope/score/read"
	"ifnscope/score/sig"
)

// Defect is a synthetic patient with one thing that is known to be wrong.
type Defect struct {
	Sample string
	What   string
	shift  map[string]float64 // of axes, in log2
	cells  map[string]string  // of the clinical table
}

// Names of the files of the cohort of defects.
const (
	DefectExpression = "SYNTHETIC-defects-expression.tsv"
	DefectSamples    = "SYNTHETIC-defects-samples.tsv"
)

// Defects are the patients of the cohort of defects who have one, each their
// own. A shift of 1 is four to five standard deviations of the controls.
var Defects = []Defect{
	{"D01", "RNA-binding proteins", map[string]float64{"isg": 2}, map[string]string{"anti-Ro60": "positive", "anti-La": "positive", "anti-RNP": "positive"}},
	{"D02", "DNA, complement consumed", map[string]float64{"isg": 1.5}, map[string]string{"anti-dsDNA (IU/mL, ULN 15)": "60", "C3 (g/L, 0.9-1.8)": "0.5", "C4 (g/L, 0.1-0.4)": "0.04"}},
	{"D03", "both nucleic acids", map[string]float64{"isg": 2}, map[string]string{"anti-Sm": "positive", "anti-dsDNA (IU/mL, ULN 15)": "45"}},
	{"D04", "C1q deficiency", map[string]float64{"isg": 1.5}, map[string]string{"C1q (mg/L, 100-250)": "4", "anti-Ro60": "positive"}},
	{"D05", "NETs, low-density granulocytes", map[string]float64{"ldg": 2}, map[string]string{"renal": "yes"}},
	{"D06", "type II", map[string]float64{"typeII": 2}, map[string]string{"IFN-gamma (pg/mL)": "40"}},
	{"D07", "type I", map[string]float64{"isg": 2.5}, map[string]string{"IFN-alpha (fg/mL)": "900"}},
	{"D08", "plasmablasts", map[string]float64{"plasmablast": 2}, nil},
	{"D09", "lymphopenia", map[string]float64{"t": -1.5, "b": -1.5, "nk": -1.2}, map[string]string{"lymphocytes (10^9/L)": "0.3"}},
	{"D10", "negative feedback", map[string]float64{"isg": 2, "USP18": -1.5}, nil},
	{"D11", "antibodies against interferon", map[string]float64{"isg": -0.1}, map[string]string{"anti-IFN antibodies": "positive", "anti-Ro60": "positive"}},
	{"D12", "nothing", nil, nil},
}

// DefectFiles returns the cohort of defects as files to be opened: 20 healthy
// controls, 30 patients without a defect and those of Defects, each once. Every
// axis of the profile has an activity of its own that its genes share; the genes
// of pDC share none. It is for tests of what is read out of a profile.
func DefectFiles() []read.File {
	var fs []read.File
	f := defective()
	for _, x := range []struct {
		name string
		b    []byte
	}{{DefectExpression, f.expression}, {DefectSamples, f.samples}} {
		fs = append(fs, read.File{Name: x.name, Size: int64(len(x.b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(x.b)), nil }})
	}
	return fs
}

// axisGenes are the genes of the axes that have an activity of their own.
func axisGenes() (order []string, of map[string]string) {
	of = map[string]string{}
	if set, ok := sig.ByID("aybey-ifn2"); ok {
		for _, g := range set.Symbols() {
			of[g] = "typeII"
		}
	}
	for _, s := range sig.Core() {
		for _, g := range s.Symbols() {
			if of[g] == "" {
				of[g] = "isg"
			}
		}
	}
	for _, m := range pathway.Markers() {
		for _, g := range m.Genes {
			switch {
			case of[g] != "":
			case m.ID == "pdc":
				of[g] = "none"
			case m.Coherent:
				of[g] = m.ID
			default:
				of[g] = "isg"
			}
		}
	}
	for _, g := range pathway.Genes() {
		if of[g] == "" {
			of[g] = "none"
		}
	}
	for g := range of {
		order = append(order, g)
	}
	slices.Sort(order)
	return order, of
}

var defective = sync.OnceValue(func() files {
	r := newSource()
	genes, axis := axisGenes()
	type one struct {
		name, group string
		defect      Defect
		activity    map[string]float64
	}
	var people []one
	for i := range 20 {
		people = append(people, one{name: fmt.Sprintf("HC%02d", i+1), group: "healthy control"})
	}
	for i := range 30 {
		people = append(people, one{name: fmt.Sprintf("P%02d", i+1), group: "SLE"})
	}
	for _, d := range Defects {
		people = append(people, one{name: d.Sample, group: "SLE", defect: d})
	}
	var ids []string
	for _, g := range genes {
		if a := axis[g]; a != "none" && !slices.Contains(ids, a) {
			ids = append(ids, a)
		}
	}
	for i := range people {
		p := &people[i]
		p.activity = map[string]float64{}
		for _, id := range ids {
			p.activity[id] = 0.2 * r.normal()
		}
		if p.group == "SLE" && p.defect.Sample == "" {
			p.activity["isg"] += 1.2 * r.uniform()
		}
		for _, id := range ids {
			if s := p.defect.shift[id]; s != 0 {
				p.activity[id] = s
			} else if p.defect.Sample != "" {
				p.activity[id] = 0.3 * p.activity[id]
			}
		}
	}
	var e bytes.Buffer
	e.WriteString("gene")
	for _, p := range people {
		e.WriteString("\t" + p.name)
	}
	e.WriteByte('\n')
	for _, g := range genes {
		base := 5 + 5*r.uniform()
		e.WriteString(g)
		for _, p := range people {
			y := base + p.activity[axis[g]] + p.defect.shift[g] + 0.15*r.normal()
			e.WriteString("\t" + strconv.FormatFloat(y, 'f', 3, 64))
		}
		e.WriteByte('\n')
	}

	columns := []string{"group", "skin", "joints", "renal", "haematological", "SLEDAI", "anti-Ro60", "anti-Ro52", "anti-La", "anti-Sm", "anti-RNP", "anti-dsDNA (IU/mL, ULN 15)",
		"C3 (g/L, 0.9-1.8)", "C4 (g/L, 0.1-0.4)", "C1q (mg/L, 100-250)", "anti-IFN antibodies", "IFN-alpha (fg/mL)", "IFN-gamma (pg/mL)", "lymphocytes (10^9/L)"}
	var b bytes.Buffer
	b.WriteString("sample")
	for _, c := range columns {
		b.WriteString("\t" + c)
	}
	b.WriteByte('\n')
	for _, p := range people {
		b.WriteString(p.name + "\t" + p.group)
		for _, c := range columns[1:] {
			var v string
			switch {
			case p.group != "SLE":
			case c == "skin", c == "joints", c == "renal", c == "haematological":
				v = yes(r.chance(0.3))
			case c == "SLEDAI":
				v = strconv.Itoa(r.below(13))
			case c == "anti-dsDNA (IU/mL, ULN 15)":
				v = strconv.Itoa(3 + r.below(10))
			case c == "C3 (g/L, 0.9-1.8)":
				v = strconv.FormatFloat(round2(1+0.3*r.uniform()), 'f', -1, 64)
			case c == "C4 (g/L, 0.1-0.4)":
				v = strconv.FormatFloat(round2(0.15+0.1*r.uniform()), 'f', -1, 64)
			case c == "C1q (mg/L, 100-250)":
				v = strconv.Itoa(130 + r.below(80))
			case c == "IFN-alpha (fg/mL)":
				v = strconv.Itoa(1 + r.below(60))
			case c == "IFN-gamma (pg/mL)":
				v = strconv.Itoa(1 + r.below(8))
			case c == "lymphocytes (10^9/L)":
				v = strconv.FormatFloat(round2(1.2+r.uniform()), 'f', -1, 64)
			default:
				v = "negative"
			}
			if own := p.defect.cells[c]; own != "" {
				v = own
			}
			b.WriteString("\t" + v)
		}
		b.WriteByte('\n')
	}
	return files{e.Bytes(), b.Bytes()}
})
