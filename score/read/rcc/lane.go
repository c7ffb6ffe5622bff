package rcc

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// lane is one RCC file.
type lane struct {
	name                                 string // of the sample
	version, software, system            string
	id, owner, comments, date            string
	panel, apf, assay                    string
	number, scanner, stage               string
	cartridge, barcode                   string
	fovCount, fovCounted, bindingDensity string
	fov, counted, density                float64 // the same as numbers, NaN if empty
	probes                               []probe
	line                                 map[*string]int // where an attribute stands
}

// probe is one line of the code summary.
type probe struct {
	class, name, accession string
	count                  float64
}

// attributes are the keys of the sections before the code summary.
func (l *lane) attributes(section string) map[string]*string {
	switch section {
	case "Header":
		return map[string]*string{"FileVersion": &l.version, "SoftwareVersion": &l.software, "SystemType": &l.system}
	case "Sample_Attributes":
		return map[string]*string{"ID": &l.id, "Owner": &l.owner, "Comments": &l.comments, "Date": &l.date, "GeneRLF": &l.panel, "SystemAPF": &l.apf, "AssayType": &l.assay}
	case "Lane_Attributes":
		return map[string]*string{"ID": &l.number, "FovCount": &l.fovCount, "FovCounted": &l.fovCounted, "ScannerID": &l.scanner, "StagePosition": &l.stage,
			"BindingDensity": &l.bindingDensity, "CartridgeID": &l.cartridge, "CartridgeBarcode": &l.barcode}
	}
	return nil
}

const again = "Export the file again from the instrument, or leave this lane out"

// parse reads a lane. Of a head that ends in the middle, whole is false and
// what was read so far is returned.
func parse(r io.Reader, whole bool) (*lane, error) {
	l := &lane{line: map[*string]int{}}
	lines := text.NewLines(r)
	section, ended := "", false
	var last *string // the attribute whose value may go on in the next line
	for {
		b, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: again}
		}
		s := strings.TrimSpace(string(b))
		switch {
		case s == "":
		case section == "" && opens(s):
			if section, last = s[1:len(s)-1], nil; ended && section == "Code_Summary" && whole {
				return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: "the counts of a second lane begin here", WayOut: "Open the files of the lanes as they are, each by itself"}
			}
		case section != "" && s == "</"+section+">":
			ended = ended || section == "Code_Summary"
			section = ""
		case section == "Code_Summary":
			if err := l.probe(s, lines.Number()); err != nil && whole {
				return nil, err
			}
		case section != "":
			last = l.attribute(section, s, last, lines.Number())
		}
	}
	switch {
	case !whole:
	case len(l.probes) == 0:
		return nil, &read.Error{Line: lines.Number(), Code: read.Empty, What: "the file has no counts", WayOut: again}
	case !ended:
		return nil, &read.Error{Line: lines.Number(), Code: read.Truncated, What: "the file ends before </Code_Summary>", WayOut: again}
	}
	if whole {
		return l, l.numbers()
	}
	return l, nil
}

// numbers reads the attributes that are numbers.
func (l *lane) numbers() error {
	for _, a := range []struct {
		name string
		text *string
		to   *float64
	}{
		{"FovCount", &l.fovCount, &l.fov},
		{"FovCounted", &l.fovCounted, &l.counted},
		{"BindingDensity", &l.bindingDensity, &l.density},
	} {
		*a.to = math.NaN()
		if *a.text == "" {
			continue
		}
		v, err := strconv.ParseFloat(strings.Replace(*a.text, ",", ".", 1), 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || v < 0 {
			return &read.Error{Line: l.line[a.text], Column: 2, Code: read.NotNumber, What: fmt.Sprintf("%s is %q, not a number", a.name, *a.text), WayOut: again}
		}
		*a.to = v
	}
	return nil
}

// opens reports whether a line is an opening tag.
func opens(s string) bool {
	return len(s) > 2 && s[0] == '<' && s[1] != '/' && s[len(s)-1] == '>'
}

// attribute keeps one "key,value" line and returns where its value is. A line
// without a known key goes on with the last value, as a wrapped comment does.
func (l *lane) attribute(section, s string, last *string, line int) *string {
	key, value, _ := strings.Cut(s, ",")
	at, known := l.attributes(section)[strings.TrimSpace(key)]
	if !known {
		if last != nil && section == "Sample_Attributes" {
			*last = strings.TrimSpace(*last + " " + s)
		}
		return last
	}
	*at = strings.TrimSpace(value)
	l.line[at] = line
	return at
}

// probe keeps one line of counts: class, name, accession, count. A name may
// hold commas, so the line is read from both ends.
func (l *lane) probe(s string, line int) error {
	f := strings.Split(s, ",")
	if f[0] == "CodeClass" {
		return nil
	}
	if len(f) < 4 {
		return &read.Error{Line: line, Code: read.Ragged, What: fmt.Sprintf("the line of counts has %d fields where CodeClass,Name,Accession,Count are due", len(f)), WayOut: again}
	}
	n := len(f) - 1
	count, err := strconv.ParseFloat(strings.TrimSpace(f[n]), 64)
	if err != nil || math.IsInf(count, 0) || math.IsNaN(count) || count < 0 {
		return &read.Error{Line: line, Column: n + 1, Code: read.NotNumber, What: fmt.Sprintf("%q is not a count", f[n]), WayOut: again}
	}
	p := probe{strings.TrimSpace(f[0]), strings.TrimSpace(strings.Join(f[1:n-1], ",")), strings.TrimSpace(f[n-1]), count}
	if p.name == "" {
		return &read.Error{Line: line, Column: 2, Code: read.Malformed, What: "a count has no probe name", WayOut: again}
	}
	if rest, ok := strings.CutPrefix(p.class, read.Endogenous); ok && strings.HasSuffix(rest, "s") {
		return &read.Error{Line: line, Column: 1, Code: read.NotData, What: fmt.Sprintf("this is a PlexSet lane (code class %s), which holds eight samples", p.class),
			WayOut: "Separate the samples with nSolver and bring its table of counts"}
	}
	l.probes = append(l.probes, p)
	return nil
}

// ownName names a sample whose file has no name: by its ID or, without one, by
// where it lay.
func (l *lane) ownName() string {
	if l.id != "" {
		return l.id
	}
	return strings.TrimSpace(fmt.Sprintf("cartridge %s lane %s", l.cartridge, l.number))
}
