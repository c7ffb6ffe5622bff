package desk

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// Marks of samples, by class; controls are rings whatever their class.
var marks = []chart.Mark{
	{Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "not classed"},
	{Class: "low", Shape: chart.Circle, Color: "#1f6fa8", Label: "low"},
	{Class: "indeterminate", Shape: chart.Diamond, Color: "#a06800", Label: "indeterminate"},
	{Class: "high", Shape: chart.TriangleUp, Color: "#b8431f", Label: "high"},
	{Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
}

const controlMark = 4

// mark returns the mark of a sample.
func (s *selection) mark(j int) int {
	if s.design.Role[j] == sample.Control {
		return controlMark
	}
	return int(s.result.Scores[j].Class)
}

// says is the name, score and class of a sample in words.
func (s *selection) says(j int) string {
	x := s.result.Scores[j]
	return fmt.Sprintf("%s: %s, %s", s.design.Samples[j], report.Short(x.Value), x.Class)
}

// axis names the scores.
func (s *selection) axis() string { return s.sig.Short + ", " + s.method.Name }

// cutoff is the cut-off as a band, nil if there is none.
func (s *selection) cutoff(width float64) *chart.Band {
	c := s.result.Cutoff
	if c.Value.Missing() {
		return nil
	}
	b := &chart.Band{Value: float64(c.Value), Lower: float64(c.Lower), Upper: float64(c.Upper), Label: "cut-off " + report.Short(c.Value)}
	if (width == 0 || width > 520) && c.Banded() {
		b.Label += fmt.Sprintf(", indeterminate from %s to %s", report.Short(c.Lower), report.Short(c.Upper))
	}
	return b
}

// logScale reports whether the scores of a method are ratios.
func logScale(id string) bool {
	m, ok := method.ByID(id)
	return ok && m.Info().Ratio
}

// chosen works out the signature, method and visit of a figure.
func (d *Desk) chosen(req job.Draw) (*selection, error) {
	return d.choose(job.View{Signature: req.Signature, Method: req.Method, Visit: req.Visit})
}

// strip shows the scores by group.
func (d *Desk) strip(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	p := chart.Strip{
		Frame:  d.frame(req, fmt.Sprintf("%s by group: %s", s.sig.Title, s.method.Name), "One mark a sample.", s.axis(), 720),
		YLabel: s.axis(), Log: logScale(s.method.ID), Marks: marks, Legend: true, Cutoff: s.cutoff(req.Width), Outline: req.Sample,
	}
	if req.Width > 0 {
		p.Height = min(max(360, 0.44*req.Width), 480)
	}
	labels, _, js := s.grouped()
	for i, g := range s.groups() {
		cg := chart.Group{Label: labels[i]}
		for _, j := range js[i] {
			cg.Points = append(cg.Points, chart.Point{Sample: s.design.Samples[j], Value: s.value(j), Mark: s.mark(j), Label: s.says(j)})
		}
		p.Groups = append(p.Groups, cg)
		p.Desc += fmt.Sprintf(" %s: median %s of %d samples.", labels[i], report.Short(g.Median), g.Samples)
	}
	if f := s.rep.Reference; f != nil {
		saved := chart.Group{Label: f.Name}
		for k, v := range d.result.ControlScores(s.sig.ID, s.method.ID) {
			saved.Points = append(saved.Points, chart.Point{Value: v, Mark: controlMark, Label: fmt.Sprintf("control %d of the reference file: %s", k+1, report.Short(expr.Number(v)))})
		}
		p.Groups = slices.Insert(p.Groups, 0, saved)
		p.Desc += fmt.Sprintf(" %s: the %d healthy controls of the reference file.", f.Name, f.People)
	}
	return p, nil
}

// roc shows how the scores tell patients from controls, each person once.
func (d *Desk) roc(req job.Draw) (chart.Figure, error) {
	req.Visit = job.VisitFirst
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	high, low := cohort.Present(s.values(sample.Patient)), cohort.Present(s.values(sample.Control))
	if len(high) < stratify.MinPeople || len(low) < stratify.MinPeople {
		return nil, noFigure(fmt.Sprintf("A ROC curve needs scores of at least %d patients and %d healthy controls.", stratify.MinPeople, stratify.MinPeople))
	}
	if min(len(high), len(low)) < stratify.MinPeople {
		return nil, noFigure(fmt.Sprintf("%s at the first visit and %s; at least %d of each are needed for a ROC curve.",
			report.Plural(len(high), "patient", "patients"), report.Plural(len(low), "healthy control", "healthy controls"), stratify.MinPeople))
	}
	e := cohort.AUCInterval(high, low)
	c := chart.Curve{Label: s.sig.Short, Class: "low", Color: "#1f6fa8", Marked: -1, Name: "cut-off " + report.Short(s.result.Cutoff.Value)}
	nearest := math.Inf(1)
	for i, o := range cohort.ROC(high, low) {
		c.Points = append(c.Points, chart.Operating(o))
		// what a cut-off does is what the point below it does, up to the next value
		if v := float64(s.result.Cutoff.Value); o.Cutoff <= v && v-o.Cutoff < nearest {
			c.Marked, nearest = i, v-o.Cutoff
		}
	}
	p := chart.ROC{
		Frame:  d.frame(req, "ROC of "+s.axis(), fmt.Sprintf("Sensitivity and specificity of every cut-off, %d patients against %d healthy controls.", len(high), len(low)), s.axis(), 460),
		Curves: []chart.Curve{c},
		Note: fmt.Sprintf("AUC %.3f (%.3f to %.3f, 95 %% by DeLong on the logit scale): %d patients at their first visit against %d healthy controls.",
			e.Value, e.Lower, e.Upper, len(high), len(low)),
	}
	p.Width = min(p.Width, 480)
	return p, nil
}

// courses shows the scores of people over their visits, the person of a sample
// among them where one is named.
func (d *Desk) courses(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	v := stratify.Follow(s.rep, s.result, logScale(s.method.ID), d.result.Within(s.sig.ID, s.method.ID))
	if len(v.People) == 0 {
		return nil, noFigure("Nobody came more than once.")
	}
	p := chart.Courses{
		Frame:  d.frame(req, s.axis()+" over the visits", fmt.Sprintf("One line for each of %d people who came more than once.", len(v.People)), s.axis(), 720),
		Visits: s.visits, YLabel: s.axis(), Log: logScale(s.method.ID), Marks: marks, Cutoff: s.cutoff(req.Width),
	}
	if j := slices.Index(s.design.Samples, req.Sample); j >= 0 && req.Figure == job.FigureCourse {
		p.Strong = s.design.Subject[j]
		if !slices.ContainsFunc(v.People, func(x stratify.Trajectory) bool { return x.Subject == p.Strong }) {
			return nil, noFigure("This person came once.")
		}
		p.Title, p.Height = p.Strong+": "+p.Title, 280
		p.Desc = "The line of this person among those of the others who came more than once."
	}
	for _, x := range v.People {
		c := chart.Course{Name: x.Subject}
		for _, q := range x.Points {
			label := fmt.Sprintf("%s, %s: %s, %s", x.Subject, q.Visit, report.Short(q.Value), q.Class)
			if q.Beyond {
				label += ", changed by more than the reference change value"
			}
			c.Steps = append(c.Steps, chart.Step{Visit: slices.Index(s.visits, q.Visit), Value: float64(q.Value), Sample: q.Sample, Label: label, Mark: int(q.Class)})
		}
		p.Courses = append(p.Courses, c)
	}
	return p, nil
}

// contributions shows what every gene adds to the score of a sample.
func (d *Desk) contributions(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	genes, err := d.result.Contributions(req.Sample, s.sig.ID, s.method.ID)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(genes, func(a, b score.Contribution) int {
		switch am, bm := a.Adds.Missing(), b.Adds.Missing(); {
		case am || bm:
			return map[bool]int{true: 1}[am] - map[bool]int{true: 1}[bm]
		}
		return cmp.Compare(b.Adds, a.Adds)
	})
	m, _ := method.ByID(s.method.ID)
	p := chart.Bars{
		Frame:  d.frame(req, fmt.Sprintf("Genes of %s in %s", s.sig.Title, req.Sample), "What every gene adds to the score: "+m.Info().Contribution+".", s.axis(), 560),
		XLabel: "contribution to the score",
	}
	for _, g := range genes {
		label := g.Symbol + ": not measured"
		if !g.Adds.Missing() {
			label = fmt.Sprintf("%s: adds %s; log2 %s, z %s", g.Symbol, report.Short(g.Adds), report.Short(g.Value), report.Short(g.Z))
		}
		p.Bars = append(p.Bars, chart.Bar{Name: g.Symbol, Value: float64(g.Adds), Label: label})
	}
	return p, nil
}

// pair shows the scores of two signatures against each other, each by the method
// that it was published with, at the first visit of every person.
func (d *Desk) pair(req job.Draw) (chart.Figure, error) {
	req.Visit = job.VisitFirst
	x, err := d.chosen(job.Draw{Signature: req.Signature, Visit: req.Visit})
	if err != nil {
		return nil, err
	}
	other := req.Other
	if other == "" || other == x.sig.ID {
		for _, id := range stratify.Judged(x.rep) {
			if id != x.sig.ID {
				other = id
				break
			}
		}
	}
	if other == "" || other == x.sig.ID {
		return nil, noFigure("Another signature with scores is needed.")
	}
	y, err := d.chosen(job.Draw{Signature: other, Visit: req.Visit})
	if err != nil {
		return nil, err
	}
	p := chart.Scatter{
		Frame:  d.frame(req, x.sig.Short+" and "+y.sig.Short, "One mark a person at the first visit; lines are the cut-offs.", x.axis()+" and "+y.axis(), 560),
		XLabel: x.axis(), YLabel: y.axis(), XLog: logScale(x.method.ID), YLog: logScale(y.method.ID), Marks: marks,
		XLine: x.cutoff(1), YLine: y.cutoff(1),
	}
	p.Width = min(p.Width, 720)
	var xs, ys []float64
	for _, j := range x.shown {
		p.Spots = append(p.Spots, chart.Spot{Sample: x.design.Samples[j], X: x.value(j), Y: y.value(j), Mark: x.mark(j),
			Label: fmt.Sprintf("%s, %s: %s, %s", x.says(j), y.sig.Short, report.Short(y.result.Scores[j].Value), y.result.Scores[j].Class)})
		if x.design.Role[j] == sample.Patient {
			xs, ys = append(xs, x.value(j)), append(ys, y.value(j))
		}
	}
	switch c := cohort.Spearman(xs, ys); {
	case c.N < stratify.MinPeople:
		p.Note = fmt.Sprintf("%s with both scores; at least %d are needed for a correlation", report.Plural(c.N, "patient", "patients"), stratify.MinPeople)
	case !math.IsNaN(c.Value):
		p.Note = fmt.Sprintf("Spearman's rho of %d patients: %.2f", c.N, c.Value)
		if !math.IsNaN(c.Lower) {
			p.Note += fmt.Sprintf(" (%.2f to %.2f)", c.Lower, c.Upper)
		}
		p.Note += "; marks by class of " + x.sig.Short
	}
	return p, nil
}
