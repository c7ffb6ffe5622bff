package rcc

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// content joins lanes: the rows are the probes of the first lane, then those
// that other lanes add; a probe that a lane does not have is NaN.
func content(lanes []*lane, s read.Summary) (*read.Content, error) {
	type key struct{ class, name string }
	var keys []key
	row := map[key]int{}
	for _, l := range lanes {
		// one panel names a probe twice at times: the first one counts
		for _, p := range l.probes {
			k := key{p.class, p.name}
			if _, known := row[k]; !known {
				row[k] = len(keys)
				keys = append(keys, k)
			}
		}
	}
	if len(keys)*len(lanes) > read.MaxCells {
		return nil, &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the lanes have more than %d million values together", read.MaxCells/1_000_000), WayOut: "Open fewer lanes at a time"}
	}
	data := make([]float64, len(keys)*len(lanes))
	for i := range data {
		data[i] = math.NaN()
	}
	for j, l := range lanes {
		for _, p := range l.probes {
			if at := row[key{p.class, p.name}]*len(lanes) + j; math.IsNaN(data[at]) {
				data[at] = p.count
			}
		}
	}
	genes, classes := make([]string, len(keys)), make([]string, len(keys))
	for i, k := range keys {
		genes[i], classes[i] = k.name, k.class
	}
	samples := make([]string, len(lanes))
	for j, l := range lanes {
		samples[j] = l.name
	}
	m, err := expr.New(genes, samples, expr.Counts, gene.Namespace{}, data)
	if err != nil {
		return nil, &read.Error{Code: read.DuplicateName, What: err.Error(), WayOut: "Give every lane a file name of its own"}
	}
	c := &read.Content{Summary: s, Matrix: m, Assay: &read.Assay{Classes: classes, Facts: facts(lanes)}}
	for j, l := range lanes {
		l.judge(c)
		lacks := 0
		for i := range keys {
			if math.IsNaN(data[i*len(lanes)+j]) {
				lacks++
			}
		}
		if lacks > 0 || len(l.probes) != len(lanes[0].probes) || l.panel != lanes[0].panel {
			c.Notes.Warnf(note.ProbesDiffer, l.name, "panel %s with %d probes, where %s has %s with %d; what a lane lacks is missing",
				l.panel, len(l.probes), lanes[0].name, lanes[0].panel, len(lanes[0].probes))
		}
	}
	c.Table = table(lanes)
	return c, nil
}

// judge adds the quality figures of the lane.
func (l *lane) judge(c *read.Content) {
	// the fifth character of the serial number is the model: P is a SPRINT
	// (NanoStringNCTools, setQCFlags)
	x := qc.Lane{Sample: l.name, FovCount: l.fov, Counted: l.counted, BindingDensity: l.density, Sprint: len(l.scanner) > 4 && l.scanner[4] == 'P'}
	for _, p := range l.probes {
		switch p.class {
		case read.Positive:
			x.Positive = append(x.Positive, qc.Spike{Concentration: qc.Concentration(p.name), Count: p.count})
		case read.Negative:
			x.Negative = append(x.Negative, p.count)
		case read.Housekeeping:
			x.Housekeeping = append(x.Housekeeping, p.count)
		}
	}
	checks := x.Checks()
	c.Assay.Checks = append(c.Assay.Checks, checks...)
	for _, k := range checks {
		switch k.Grade {
		case qc.Bad:
			c.Notes.Warnf(note.QualityFlag, l.name, "%s", k)
		case qc.Borderline:
			c.Notes.Infof(note.QualityFlag, l.name, "%s", k)
		}
	}
}

// facts are what all lanes tell alike of their run.
func facts(lanes []*lane) []read.Fact {
	var f []read.Fact
	for _, a := range []struct {
		key string
		of  func(*lane) string
	}{
		{"FileVersion", func(l *lane) string { return l.version }},
		{"SoftwareVersion", func(l *lane) string { return l.software }},
		{"SystemType", func(l *lane) string { return l.system }},
		{"GeneRLF", func(l *lane) string { return l.panel }},
		{"SystemAPF", func(l *lane) string { return l.apf }},
		{"AssayType", func(l *lane) string { return l.assay }},
		{"ScannerID", func(l *lane) string { return l.scanner }},
	} {
		var values []string
		seen := map[string]bool{}
		for _, l := range lanes {
			if v := a.of(l); v != "" && !seen[v] {
				seen[v] = true
				values = append(values, v)
			}
		}
		if len(values) > 0 {
			f = append(f, read.Fact{Key: a.key, Value: strings.Join(values, ", ")})
		}
	}
	return f
}

// table is what the lanes tell of their samples. The owner, who is a person of
// the laboratory, is left out.
func table(lanes []*lane) *sample.Table {
	var names []string
	var cells [][]string
	for _, a := range []struct {
		name string
		of   func(*lane) string
	}{
		{"sample id", func(l *lane) string { return l.id }},
		{"comments", func(l *lane) string { return l.comments }},
		{"run date", func(l *lane) string { return l.date }},
		{"cartridge", func(l *lane) string { return l.cartridge }},
		{"lane", func(l *lane) string { return l.number }},
	} {
		column, any := make([]string, len(lanes)), false
		for j, l := range lanes {
			column[j] = a.of(l)
			any = any || column[j] != ""
		}
		if any {
			names, cells = append(names, a.name), append(cells, column)
		}
	}
	if len(names) == 0 {
		return nil
	}
	t, err := sample.NewTable(names, cells)
	if err != nil {
		panic("rcc: " + err.Error()) // the names are ours
	}
	return t
}

// leftOut notes the files of an archive that are no lanes.
func leftOut(notes *note.Log, others []string) {
	if len(others) > 0 {
		notes.Infof(note.EntriesLeft, "", "files of the archive that are no RCC files, left out: %d (for example %s)", len(others), others[0])
	}
}
