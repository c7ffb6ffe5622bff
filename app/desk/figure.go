package desk

import (
	"fmt"

	"ifnscope/score/chart"
	"ifnscope/score/method"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Marks of the strip plot, by class; controls are rings whatever their class.
var marks = []chart.Mark{
	{Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "not classed"},
	{Class: "low", Shape: chart.Circle, Color: "#1f6fa8", Label: "low"},
	{Class: "indeterminate", Shape: chart.Diamond, Color: "#a06800", Label: "indeterminate"},
	{Class: "high", Shape: chart.TriangleUp, Color: "#b8431f", Label: "high"},
	{Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
}

const controlMark = 4

// figure draws the view. The page has a legend of its own; a figure that is
// taken away needs one inside.
func (s *selection) figure(legend bool) string {
	p := chart.Strip{
		Frame: chart.Frame{
			ID:     "strip",
			Title:  fmt.Sprintf("%s by group: %s", s.sig.Title, s.method.Name),
			Width:  s.view.Width,
			Footer: fmt.Sprintf("IFNscope %s. %s", s.rep.Version, report.Disclaimer),
		},
		YLabel:  s.sig.Short + ", " + s.method.Name,
		Log:     logScale(s.method.ID),
		Marks:   marks,
		Legend:  legend,
		Outline: s.view.Outline,
	}
	if s.view.Width > 0 { // on a page, which says the rest
		p.Footer = ""
		p.Height = min(max(360, 0.44*s.view.Width), 480)
	}
	if s.rep.Synthetic {
		p.Footer = "SYNTHETIC example. " + p.Footer
	}
	if c := s.result.Cutoff; !c.Value.Missing() {
		p.Cutoff = &chart.Band{Value: float64(c.Value), Lower: float64(c.Lower), Upper: float64(c.Upper), Label: "cut-off " + report.Short(c.Value)}
	}
	labels, _, js := s.grouped()
	p.Desc = "One mark a sample."
	for i, g := range s.groups() {
		cg := chart.Group{Label: labels[i]}
		for _, j := range js[i] {
			x := s.result.Scores[j]
			pt := chart.Point{Sample: s.design.Samples[j], Value: float64(x.Value), Mark: int(x.Class)}
			pt.Label = fmt.Sprintf("%s: %s, %s", s.design.Samples[j], report.Short(x.Value), x.Class)
			if s.design.Role[j] == sample.Control {
				pt.Mark = controlMark
			}
			cg.Points = append(cg.Points, pt)
		}
		p.Groups = append(p.Groups, cg)
		p.Desc += fmt.Sprintf(" %s: median %s of %d samples.", labels[i], report.Short(g.Median), g.Samples)
	}
	return p.Draw().SVG
}

// logScale reports whether the scores of a method are ratios.
func logScale(id string) bool {
	m, ok := method.ByID(id)
	return ok && m.Info().Ratio
}
