package desk

import (
	"fmt"
	"math"

	"ifnscope/app/job"
	"ifnscope/score/chart"
	"ifnscope/score/pathway"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// pathwayOf returns the profile and the sample of a figure of it.
func (d *Desk) pathwayOf(req job.Draw) (*pathway.Profile, int, error) {
	p, err := d.profile()
	if err != nil {
		return nil, 0, err
	}
	j, err := sampleOf(p, req.Sample)
	return p, j, err
}

// scale says what the values of a profile are.
func scale(p *pathway.Profile) string {
	if p.Relative {
		return "SD from the middle of this cohort (no healthy controls)"
	}
	return "SD above the healthy controls"
}

func whom(p *pathway.Profile, j int) string {
	if j == pathway.Cohort {
		return fmt.Sprintf("%d patients", p.Patients)
	}
	return job.PersonOf(p.Samples[j])
}

// pathwayMap draws the map of a sample or of the cohort.
func (d *Desk) pathwayMap(req job.Draw) (chart.Figure, error) {
	p, j, err := d.pathwayOf(req)
	if err != nil {
		return nil, err
	}
	c := chart.Pathway{
		Frame:  d.frame(req, "Interferon pathway, "+whom(p, j), "Stages from inducers to organs. Hatched is what is not measured.", scale(p), 960),
		Scale:  scale(p) + "; what is there or not counts as 2 to 4 where it is there",
		Chosen: req.Node,
	}
	nodes := p.Map(j)
	for _, st := range pathway.Stages {
		s := chart.PathwayStage{Title: st.Title}
		for _, n := range nodes {
			if n.Stage != st.ID {
				continue
			}
			x := chart.PathwayNode{ID: n.ID, Title: n.Title, Text: n.Text, Measured: n.Measured, Level: n.Level, To: n.To, Blocks: n.Blocks}
			if k := len(n.Drugs); k == 1 {
				x.Badge = "1 drug"
			} else if k > 1 {
				x.Badge = fmt.Sprintf("%d drugs", k)
			}
			s.Nodes = append(s.Nodes, x)
		}
		c.Stages = append(c.Stages, s)
	}
	return c, nil
}

// pathwayStrip draws every axis of a sample on the ranges of healthy people and
// of patients.
func (d *Desk) pathwayStrip(req job.Draw) (chart.Figure, error) {
	p, j, err := d.pathwayOf(req)
	if err != nil {
		return nil, err
	}
	c := chart.PathwayStrip{Frame: d.frame(req, "Axes of the interferon pathway, "+whom(p, j), "One line an axis.", scale(p), 960), Scale: scale(p)}
	if j != pathway.Cohort {
		c.Person = whom(p, j)
	}
	for _, part := range pathway.Parts {
		for i := range p.Axes {
			a := &p.Axes[i]
			if a.Parts[0] != part.N {
				continue
			}
			nan := math.NaN()
			r := chart.PathwayRow{Group: part.Title, Label: a.Short, Value: nan, Lower: nan, Upper: nan, Healthy: span(a.Controls), Patients: span(a.Patients)}
			switch {
			case !a.Measurable():
				r.Why = "not measurable: " + a.Why
			case j != pathway.Cohort:
				x := a.Values[j]
				r.Value, r.Lower, r.Upper = float64(x.Value), float64(x.Lower), float64(x.Upper)
				r.Text = fmt.Sprintf("%+.1f", r.Value)
			}
			c.Rows = append(c.Rows, r)
		}
	}
	return c, nil
}

func span(x ref.Distribution) [3]float64 {
	return [3]float64{float64(x.P5), float64(x.Median), float64(x.P95)}
}

// pathwayPlane draws type I against type II, one mark a sample; that of the
// patient is named.
func (d *Desk) pathwayPlane(req job.Draw) (chart.Figure, error) {
	p, j, err := d.pathwayOf(req)
	if err != nil {
		return nil, err
	}
	one, two := p.Axis("isg"), p.Axis("typeII")
	if !one.Measurable() || !two.Measurable() {
		return nil, noFigure("The scores of type I and type II are not both measurable.")
	}
	c := chart.Scatter{
		Frame:  d.frame(req, "Type I against type II, "+whom(p, j), "One mark a sample; "+scale(p)+".", scale(p), 720),
		XLabel: one.Title, YLabel: two.Title,
		Marks: []chart.Mark{
			{Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "sample"},
			{Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
			{Class: "high", Shape: chart.TriangleUp, Color: "#b8431f", Label: "this sample"},
		},
	}
	c.Height = 380
	for k, s := range p.Samples {
		spot := chart.Spot{Sample: s.Name, X: float64(one.Values[k].Value), Y: float64(two.Values[k].Value)}
		spot.Label = fmt.Sprintf("%s: type I %+.1f, type II %+.1f", job.PersonOf(s), spot.X, spot.Y)
		switch {
		case k == j:
			spot.Mark, spot.Name = 2, job.PersonOf(s)
		case s.Role == sample.Control:
			spot.Mark = 1
		}
		c.Spots = append(c.Spots, spot)
	}
	return c, nil
}

// findingTracks returns manifestations, activity, antibodies and complement of
// the shown samples as tracks, organs first.
func (d *Desk) findingTracks(p *pathway.Profile, s *selection) []chart.Track {
	t := d.clinical(s.design.Samples)
	var out []chart.Track
	for _, kind := range []pathway.Kind{pathway.Manifestation, pathway.Activity, pathway.Antibody, pathway.Complement} {
		for _, c := range p.Columns {
			if c.Kind != kind || len(out) == mostTracks || t == nil {
				continue
			}
			cells := make([]string, len(s.shown))
			for k, j := range s.shown {
				cells[k] = t.Column(c.Name)[j]
			}
			if track, ok := trackOf(c.Name, cells); ok {
				out = append(out, track)
			}
		}
	}
	return out
}

// pathwayHeat draws the measurable axes of every person at the first visit,
// clustered, with what is known of them above.
func (d *Desk) pathwayHeat(req job.Draw) (chart.Figure, error) {
	p, _, err := d.pathwayOf(job.Draw{})
	if err != nil {
		return nil, err
	}
	s, err := d.chosen(job.Draw{Visit: job.VisitFirst})
	if err != nil {
		return nil, err
	}
	var names []string
	var values [][]float64
	for i := range p.Axes {
		a := &p.Axes[i]
		if !a.Measurable() {
			continue
		}
		var row []float64
		for _, j := range s.shown {
			row = append(row, float64(a.Values[j].Value))
		}
		names, values = append(names, a.Short), append(values, row)
	}
	c, err := d.heatmap(req, s, names, values)
	if err != nil {
		return nil, err
	}
	c.Tracks = append(c.Tracks[:min(2, len(c.Tracks))], d.findingTracks(p, s)...)
	c.Title, c.Unit = "Axes of the interferon pathway by person", scale(p)
	c.Desc = fmt.Sprintf("%d axes by %d people at their first visit; alike stand together.", len(names), len(s.shown))
	return c, nil
}
