package pcr

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// rdml is what is kept of a document while it is read.
type rdml struct {
	d       *xml.Decoder
	path    []string // the open elements
	text    strings.Builder
	samples map[string]*rdmlSample
	targets map[string]string // name by id
	p       *plate
	sample  *rdmlSample
	id      string // of the open sample or target of the list
	only    string // id of the target that a type or quantity is of, if of one
	react   string // sample id of the open reaction
	runs    int    // that were opened
	data    rdmlData
	wells   []rdmlData
}

// rdmlSample is what a sample is, by the id of the target: since version 1.3 it
// may be a standard of one target and nothing of the kind for the others. The
// empty id is that of all others.
type rdmlSample struct {
	name     string
	kind     map[string]string
	quantity map[string]float64
}

// of returns what is told for a target, or for all.
func of[T any](m map[string]T, target string) (T, bool) {
	v, ok := m[target]
	if !ok {
		v, ok = m[""]
	}
	return v, ok
}

type rdmlData struct {
	sample, target, cq string
	excluded           bool
	run, line, column  int
}

// maxDepth is more than any element of RDML is deep.
const maxDepth = 64

func parseRDML(b []byte) (*plate, error) {
	x := &rdml{
		d:       xml.NewDecoder(bytes.NewReader(b)),
		samples: map[string]*rdmlSample{}, targets: map[string]string{},
		p: &plate{ran: map[int]int{}, references: map[string]bool{}, efficiency: map[string]float64{}, flags: map[string]int{}},
	}
	for {
		t, err := x.d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, x.malformed(err.Error())
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(x.path) == maxDepth {
				return nil, x.malformed("the elements are nested too deep")
			}
			x.path = append(x.path, t.Name.Local)
			x.text.Reset()
			x.open(t)
		case xml.CharData:
			x.text.Write(t)
		case xml.EndElement:
			x.close()
			x.path = x.path[:len(x.path)-1]
			x.text.Reset()
		}
	}
	return x.plate()
}

func (x *rdml) malformed(what string) error {
	line, column := x.d.InputPos()
	return &read.Error{Line: line, Column: column, Code: read.Malformed, What: what, WayOut: "Export the run again as RDML, or as a table"}
}

// in reports whether the open elements end with the given ones.
func (x *rdml) in(end ...string) bool {
	if len(x.path) < len(end) {
		return false
	}
	for i, e := range end {
		if x.path[len(x.path)-len(end)+i] != e {
			return false
		}
	}
	return true
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (x *rdml) open(t xml.StartElement) {
	switch {
	case x.in("rdml", "sample"):
		x.id = attribute(t, "id")
		x.sample = &rdmlSample{name: x.id, kind: map[string]string{}, quantity: map[string]float64{}}
		x.samples[x.id] = x.sample
	case x.in("rdml", "sample", "type"), x.in("rdml", "sample", "quantity"):
		x.only = attribute(t, "targetId")
	case x.in("rdml", "target"):
		x.id = attribute(t, "id")
		x.targets[x.id] = x.id
	case x.in("experiment", "run"):
		x.runs++
	case x.in("run", "react"):
		x.react = ""
	case x.in("react", "sample"):
		x.react = attribute(t, "id")
	case x.in("react", "data"):
		x.data = rdmlData{sample: x.react, run: max(x.runs-1, 0)}
		x.data.line, x.data.column = x.d.InputPos()
	case x.in("data", "tar"):
		x.data.target = attribute(t, "id")
	}
}

func (x *rdml) close() {
	s := strings.TrimSpace(x.text.String())
	switch {
	case x.in("rdml", "sample", "type"):
		x.sample.kind[x.only] = s
	case x.in("rdml", "sample", "description"):
		if s != "" && isGUID(x.id) {
			x.sample.name = s
		}
	case x.in("rdml", "sample", "quantity", "value"):
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			x.sample.quantity[x.only] = v
		}
	case x.in("rdml", "target", "description"):
		if s != "" && isGUID(x.id) {
			x.targets[x.id] = s
		}
	case x.in("rdml", "target", "type"):
		if s == "ref" {
			x.p.references[x.id] = true
		}
	case x.in("rdml", "target", "amplificationEfficiency"):
		if e, ok := efficiencyOf(s); ok {
			x.p.efficiency[x.id] = e
		}
	case x.in("data", "cq"):
		x.data.cq = s
	case x.in("data", "excl"):
		x.data.excluded = true
	case x.in("adp", "cyc"):
		if n, err := strconv.ParseFloat(s, 64); err == nil && n <= latestCycle {
			x.p.cycles = max(x.p.cycles, int(n))
			x.p.ran[x.data.run] = max(x.p.ran[x.data.run], int(n))
		}
	case x.in("react", "data"):
		x.wells = append(x.wells, x.data)
	case x.in("run", "instrument"), x.in("run", "cqDetectionMethod"), x.in("run", "backgroundDeterminationMethod"),
		x.in("dataCollectionSoftware", "name"), x.in("dataCollectionSoftware", "version"):
		key := x.path[len(x.path)-1]
		if key == "name" || key == "version" {
			key = "software " + key
		}
		x.fact(read.Fact{Key: key, Value: s})
	}
}

// fact keeps what a run tells, once of several runs alike.
func (x *rdml) fact(f read.Fact) {
	if f.Value == "" {
		return
	}
	for _, g := range x.p.facts {
		if f == g {
			return
		}
	}
	x.p.facts = append(x.p.facts, f)
}

// targetName returns the name of a target: LightCycler 96 writes the dye and
// a GUID as its id.
func (x *rdml) targetName(id string) string {
	name, ok := x.targets[id]
	if !ok {
		name = id
	}
	if isGUID(name) {
		name, _, _ = strings.Cut(name, "@")
	}
	return name
}

// plate turns the reactions into wells.
func (x *rdml) plate() (*plate, error) {
	p := x.p
	references, efficiency := p.references, p.efficiency
	p.references, p.efficiency = map[string]bool{}, map[string]float64{}
	for id := range references {
		p.references[x.targetName(id)] = true
	}
	for _, id := range slices.Sorted(maps.Keys(efficiency)) { // two ids may have one name
		p.efficiency[x.targetName(id)] = efficiency[id]
	}
	for _, d := range x.wells {
		w := wellRow{sample: d.sample, target: x.targetName(d.target), value: math.NaN(), quantity: math.NaN(), plate: d.run, omitted: d.excluded}
		if s, ok := x.samples[d.sample]; ok {
			w.sample = s.name
			kind, _ := of(s.kind, d.target)
			w.kind = kindOf(kind)
			if q, told := of(s.quantity, d.target); told {
				w.quantity = q
			}
		}
		if w.kind == unknown && waters[text.FoldLatin(w.sample)] {
			w.kind = noTemplate
		}
		if !isUndetermined(d.cq) {
			v, err := strconv.ParseFloat(d.cq, 64)
			if err != nil || v > latestCycle || math.IsInf(v, 0) {
				return nil, &read.Error{Line: d.line, Column: d.column, Code: read.NotNumber, What: fmt.Sprintf("cq %q is not a cycle between 0 and %d", d.cq, latestCycle), WayOut: "Export the run again as RDML, or as a table"}
			}
			if v > 0 { // some software writes -1 for none
				w.value = v
			}
		}
		if w.sample == "" || w.target == "" {
			p.unnamed++
			continue
		}
		if isDye(w.target) {
			p.dyed(w.target, d.line)
			continue
		}
		p.wells = append(p.wells, w)
	}
	p.unjoin()
	p.censor()
	return p, nil
}

// unjoin undoes the sample names of StepOne, which joins them with the target:
// pop1_RNase P of target RNase P is pop1.
func (p *plate) unjoin() {
	for _, w := range p.wells {
		if name, joined := strings.CutSuffix(w.sample, "_"+w.target); name == "" || w.kind == unknown && !joined {
			return
		}
	}
	for i, w := range p.wells {
		p.wells[i].sample = strings.TrimSuffix(w.sample, "_"+w.target)
	}
}
