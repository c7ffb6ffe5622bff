package job

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"ifnscope/score/chart"
	"ifnscope/score/cohort"
	"ifnscope/score/demo"
	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

var errNoResult = errors.New("nothing has been scored yet")

// selection is a view worked out: one result and the samples that it shows.
type selection struct {
	rep    *report.Report
	sig    report.Signature
	method report.Method
	result *report.Result
	design *sample.Design
	visits []string
	shown  []int // samples of the selected visits
	view   View
}

// choose works out a view, with defaults for what it leaves open. A signature,
// method or visit that the result does not have is replaced by the default, so
// that a view outlives a new run.
func (d *Desk) choose(v View) (*selection, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
	if len(rep.Signatures) == 0 || len(rep.Methods) == 0 {
		return nil, errors.New("the run has no scores: no method applies to this table")
	}
	s := &selection{rep: rep, view: v, design: &sample.Design{}}
	for _, p := range rep.Samples {
		s.design.Samples = append(s.design.Samples, p.Name)
		s.design.Role = append(s.design.Role, p.Role)
		s.design.Group = append(s.design.Group, p.Group)
		s.design.Subject = append(s.design.Subject, p.Subject)
		s.design.Visit = append(s.design.Visit, p.Visit)
	}
	var ok bool
	if s.sig, ok = rep.Signature(v.Signature); !ok {
		s.sig = rep.Signatures[0]
	}
	id := v.Method
	if s.result, ok = rep.Result(s.sig.ID, id); !ok {
		id = s.sig.Method
		if s.result, ok = rep.Result(s.sig.ID, id); !ok {
			return nil, fmt.Errorf("the run has no score of %s", s.sig.Title)
		}
	}
	s.method = rep.Methods[slices.IndexFunc(rep.Methods, func(m report.Method) bool { return m.ID == id })]
	s.visits = s.design.Visits()
	if v.Visit != VisitFirst && !slices.Contains(s.visits, v.Visit) {
		s.view.Visit = VisitAll
	}
	for j := range rep.Samples {
		// controls and everybody who came once have no visit label
		if s.view.Visit == VisitAll || s.view.Visit == VisitFirst || s.design.Visit[j] == s.view.Visit || s.design.Visit[j] == "" {
			s.shown = append(s.shown, j)
		}
	}
	if s.view.Visit == VisitFirst {
		s.shown = s.design.First(s.shown)
	}
	return s, nil
}

func (s *selection) value(j int) float64 { return float64(s.result.Scores[j].Value) }

// view shows a result.
func (d *Desk) view(v View) (*Result, error) {
	s, err := d.choose(v)
	if err != nil {
		return nil, err
	}
	r := &Result{
		Synthetic:  s.rep.Synthetic,
		Signatures: s.rep.Signatures, Methods: s.rep.Methods, Visits: s.visits,
		Signature: s.sig.ID, Method: s.method.ID, Visit: s.view.Visit,
		Cutoff: s.result.Cutoff,
		Figure: s.figure(),
		Groups: s.groups(),
		AUC:    expr.Number(cohort.AUC(s.values(sample.Patient), s.values(sample.Control))),
		Table:  s.table(),
		Notes:  s.rep.Notes,
		Trail:  s.rep.Matrix.Trail,
	}
	return r, nil
}

// values returns the scores of the shown samples of a role.
func (s *selection) values(r sample.Role) []float64 {
	var v []float64
	for _, j := range s.shown {
		if s.design.Role[j] == r {
			v = append(v, s.value(j))
		}
	}
	return v
}

// grouped returns the shown samples by role and group label, controls first.
func (s *selection) grouped() (labels []string, roles []sample.Role, js [][]int) {
	type key struct {
		role  sample.Role
		label string
	}
	at := map[key]int{}
	order := []sample.Role{sample.Control, sample.Patient, sample.Unassigned}
	for _, role := range order {
		for _, j := range s.shown {
			if s.design.Role[j] != role {
				continue
			}
			label := s.design.Group[j]
			if label == "" {
				label = role.String() + "s"
				if role == sample.Unassigned {
					label = "not assigned"
				}
			}
			k := key{role, label}
			i, ok := at[k]
			if !ok {
				i = len(js)
				at[k] = i
				labels, roles, js = append(labels, label), append(roles, role), append(js, nil)
			}
			js[i] = append(js[i], j)
		}
	}
	return labels, roles, js
}

func (s *selection) groups() []GroupStat {
	labels, roles, js := s.grouped()
	out := make([]GroupStat, len(labels))
	for i := range out {
		g := &out[i]
		g.Label, g.Role = labels[i], roles[i]
		var v []float64
		var with []int
		for _, j := range js[i] {
			if math.IsNaN(s.value(j)) {
				continue
			}
			v, with = append(v, s.value(j)), append(with, j)
			switch s.result.Scores[j].Class {
			case ref.High:
				g.High++
			case ref.Indeterminate:
				g.Indeterminate++
			case ref.Low:
				g.Low++
			}
		}
		g.Samples, g.People = len(v), s.design.People(with)
		g.Median = expr.Number(cohort.Quantile(v, 0.5))
		g.Q1, g.Q3 = expr.Number(cohort.Quantile(v, 0.25)), expr.Number(cohort.Quantile(v, 0.75))
	}
	return out
}

// Marks of the strip plot, by class; controls are rings whatever their class.
var marks = []chart.Mark{
	{Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "not classed"},
	{Class: "low", Shape: chart.Circle, Color: "#1f6fa8", Label: "low"},
	{Class: "indeterminate", Shape: chart.Diamond, Color: "#a06800", Label: "indeterminate"},
	{Class: "high", Shape: chart.TriangleUp, Color: "#b8431f", Label: "high"},
	{Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
}

const controlMark = 4

func (s *selection) figure() string {
	p := chart.Strip{
		ID:      "strip",
		Title:   fmt.Sprintf("%s by group: %s", s.sig.Title, s.method.Name),
		YLabel:  s.sig.Short + ", " + s.method.Name,
		Log:     logScale(s.method.ID),
		Marks:   marks,
		Width:   s.view.Width,
		Outline: s.view.Outline,
		Footer:  fmt.Sprintf("IFNscope %s. %s", s.rep.Version, report.Disclaimer),
	}
	if s.rep.Synthetic {
		p.Footer = "SYNTHETIC example. " + p.Footer
	}
	if c := s.result.Cutoff; !c.Value.Missing() {
		p.Cutoff = &chart.Band{Value: float64(c.Value), Lower: float64(c.Lower), Upper: float64(c.Upper), Label: "cut-off " + Short(c.Value)}
	}
	labels, _, js := s.grouped()
	p.Desc = "One mark a sample."
	for i, g := range s.groups() {
		cg := chart.Group{Label: labels[i]}
		for _, j := range js[i] {
			x := s.result.Scores[j]
			pt := chart.Point{Sample: s.design.Samples[j], Value: float64(x.Value), Mark: int(x.Class)}
			pt.Label = fmt.Sprintf("%s: %s, %s", s.design.Samples[j], Short(x.Value), x.Class)
			if s.design.Role[j] == sample.Control {
				pt.Mark = controlMark
			}
			cg.Points = append(cg.Points, pt)
		}
		p.Groups = append(p.Groups, cg)
		p.Desc += fmt.Sprintf(" %s: median %s of %d samples.", labels[i], Short(g.Median), g.Samples)
	}
	return p.SVG()
}

// logScale reports whether the scores of a method are ratios.
func logScale(id string) bool {
	m, ok := method.ByID(id)
	return ok && m.Info().Ratio
}

// Short writes a number for reading: three significant digits, no exponent
// where one can be done without.
func Short(x expr.Number) string {
	v := float64(x)
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return "–"
	case a == 0:
		return "0"
	case a >= 1e6 || a < 1e-4:
		return strconv.FormatFloat(v, 'g', 3, 64)
	case a >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case a >= 0.1:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

// table returns a part of the shown samples, sorted.
func (s *selection) table() ScoreTable {
	results := make([]*report.Result, len(s.rep.Signatures))
	t := ScoreTable{}
	for i, sg := range s.rep.Signatures {
		t.Columns = append(t.Columns, sg.ID)
		id := sg.Method
		if s.view.Method != "" {
			id = s.method.ID
		}
		results[i], _ = s.rep.Result(sg.ID, id)
	}
	var js []int
	for _, j := range s.shown {
		if matches(s.rep.Samples[j], s.view.Query) {
			js = append(js, j)
		}
	}
	s.sort(js, results)
	t.Total = len(js)
	t.Offset, js = part(js, s.view.Offset, s.view.Limit)
	for _, j := range js {
		row := ScoreRow{Sample: s.rep.Samples[j]}
		for _, r := range results {
			row.Cells = append(row.Cells, Cell{r.Scores[j].Value, r.Scores[j].Class})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sort orders samples by the selected column; missing scores come last.
func (s *selection) sort(js []int, results []*report.Result) {
	byText := func(text func(report.Sample) string) func(a, b int) int {
		return func(a, b int) int { return cmp.Compare(text(s.rep.Samples[a]), text(s.rep.Samples[b])) }
	}
	var compare func(a, b int) int
	switch s.view.Sort {
	case "sample":
		compare = byText(func(p report.Sample) string { return p.Name })
	case "subject":
		compare = byText(func(p report.Sample) string { return p.Subject })
	case "group":
		compare = byText(func(p report.Sample) string { return p.Group })
	case "visit":
		compare = func(a, b int) int { return sample.CompareVisits(s.rep.Samples[a].Visit, s.rep.Samples[b].Visit) }
	default:
		r := s.result
		if i := slices.IndexFunc(s.rep.Signatures, func(x report.Signature) bool { return x.ID == s.view.Sort }); i >= 0 {
			r = results[i]
		}
		slices.SortStableFunc(js, func(a, b int) int {
			x, y := r.Scores[a].Value, r.Scores[b].Value
			switch {
			case x.Missing() || y.Missing():
				return boolCompare(x.Missing(), y.Missing())
			case s.view.Ascending:
				return cmp.Compare(x, y)
			}
			return cmp.Compare(y, x)
		})
		return
	}
	slices.SortStableFunc(js, func(a, b int) int {
		if s.view.Ascending {
			return compare(a, b)
		}
		return compare(b, a)
	})
}

// boolCompare puts false before true.
func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// person shows one sample.
func (d *Desk) person(req Person) (*PersonView, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
	j := slices.IndexFunc(rep.Samples, func(p report.Sample) bool { return p.Name == req.Sample })
	if j < 0 {
		return nil, fmt.Errorf("the run has no sample %q", req.Sample)
	}
	v := &PersonView{Sample: rep.Samples[j], Signature: req.Signature, Method: req.Method}
	for _, s := range rep.Signatures {
		res, ok := rep.Result(s.ID, s.Method)
		if !ok {
			continue
		}
		if v.Signature == "" {
			v.Signature = s.ID
		}
		if v.Signature == s.ID && v.Method == "" {
			v.Method = s.Method
		}
		m, _ := method.ByID(s.Method)
		x := res.Scores[j]
		v.Scores = append(v.Scores, PersonScore{Signature: s.ID, Short: s.Short, Title: s.Title, Method: s.Method, Name: m.Info().Name,
			Value: x.Value, Class: x.Class, Cutoff: res.Cutoff, Used: x.Used, Of: s.Of()})
	}
	m, ok := method.ByID(v.Method)
	if !ok {
		return nil, fmt.Errorf("there is no method %q", v.Method)
	}
	v.Method, v.Meaning = m.ID(), m.Info().Contribution
	genes, err := d.result.Contributions(req.Sample, v.Signature, v.Method)
	if err != nil {
		return nil, err
	}
	for _, g := range genes {
		v.Genes = append(v.Genes, GeneView{g.Symbol, g.Value, g.Z, g.Adds})
	}
	var others []report.Sample
	for _, p := range rep.Samples {
		if p.Subject == v.Sample.Subject && p.Name != v.Sample.Name {
			others = append(others, p)
		}
	}
	slices.SortStableFunc(others, func(a, b report.Sample) int { return sample.CompareVisits(a.Visit, b.Visit) })
	for _, p := range others {
		v.Other = append(v.Other, p.Name)
	}
	return v, nil
}

// export returns a file to download.
func (d *Desk) export(req Export) (*File, error) {
	if req.Kind == "example expression" || req.Kind == "example samples" {
		fs := demo.Files()
		f := fs[0]
		if req.Kind == "example samples" {
			f = fs[1]
		}
		return &File{Name: f.Name, Type: "text/tab-separated-values", Data: demo.Bytes(f.Name)}, nil
	}
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
	var b bytes.Buffer
	switch req.Kind {
	case "tsv":
		err := rep.WriteTSV(&b)
		return &File{Name: "ifnscope-scores.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	case "wide":
		err := rep.WriteWideTSV(&b)
		return &File{Name: "ifnscope-scores-by-sample.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	case "json":
		err := rep.WriteJSON(&b)
		return &File{Name: "ifnscope-report.json", Type: "application/json", Data: b.Bytes()}, err
	case "svg":
		s, err := d.choose(req.View)
		if err != nil {
			return nil, err
		}
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + s.figure() + "\n")
		return &File{Name: "ifnscope-" + s.sig.ID + ".svg", Type: "image/svg+xml", Data: b.Bytes()}, nil
	}
	return nil, fmt.Errorf("there is no export %q", req.Kind)
}
