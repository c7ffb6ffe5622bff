package page

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
)

// drawing is a figure that is shown, or was on the page before.
type drawing struct {
	figure  *job.Figure
	svg     string
	rings   []job.Place // of the sample that is chosen
	rows    *job.RowsView
	version int // counts what changed
}

// showFigures draws the figures of a page, and draws them again whenever what
// they show, or the width of the page, is another.
func (s *session) showFigures(names ...string) {
	s.showing = names
	s.drawFigures()
}

// drawFigures draws those of the figures of the page that are not as they
// should be.
func (s *session) drawFigures() {
	if app.IsServer {
		return
	}
	for _, name := range s.showing {
		ask, ok := s.asks(name)
		if d := s.drawings[name]; !ok || d != nil && d.figure.Draw == ask || slices.Contains(s.pending, name) {
			continue
		}
		s.pending = append(s.pending, name)
		s.quietly(job.Request{Draw: &ask}, func(r job.Reply) {
			s.pending = slices.DeleteFunc(s.pending, func(x string) bool { return x == name })
			if r.Error != nil {
				r.Figure = &job.Figure{Draw: ask, Why: r.Error.Text}
			}
			s.took(r.Figure)
			if s.view.Outline != "" {
				s.locate(s.view.Outline)
			}
			s.drawFigures() // another may be asked for by now
		})
	}
}

// took takes a figure that was drawn.
func (s *session) took(f *job.Figure) {
	d := s.drawing(f.Draw.Figure)
	d.figure, d.svg, d.rows, d.rings = f, string(f.SVG), nil, nil
	f.SVG = nil
	d.version++
}

// drawing is the figure of a name, made when it is first asked for.
func (s *session) drawing(name string) *drawing {
	if s.drawings == nil {
		s.drawings = map[string]*drawing{}
	}
	if s.drawings[name] == nil {
		s.drawings[name] = &drawing{figure: &job.Figure{}}
	}
	return s.drawings[name]
}

// asks returns what a figure shows now, false if there is nothing to show.
func (s *session) asks(name string) (job.Draw, bool) {
	ask := job.Draw{Figure: name, Width: figureWidth()}
	switch name {
	case job.FigureSamples, job.FigureBoxes:
		return ask, s.quality != nil
	case job.FigureOverlap:
		ask.Other = strings.Join(s.library.asked.Overlap, " ")
		return ask, ask.Other != ""
	case job.FigureContributions, job.FigureCourse:
		if s.person == nil {
			return ask, false
		}
		ask.Signature, ask.Method, ask.Sample = s.person.Signature, s.person.Method, s.person.Sample.Name
		ask.Width = halfWidth()
		return ask, true
	case job.FigureStrip:
		if s.result == nil {
			return ask, false
		}
		ask.Signature, ask.Method, ask.Visit = s.result.Signature, s.result.Method, s.result.Visit
		return ask, true
	}
	switch name {
	case job.FigurePathwayMap, job.FigurePathwayStrip, job.FigurePathwayPlane, job.FigurePathwayAxes:
		if s.pathway == nil {
			return ask, false
		}
		if name != job.FigurePathwayAxes {
			ask.Sample = profiled(s.pathway)
		}
		if name == job.FigurePathwayMap {
			ask.Node = s.pathway.Node
		}
		return ask, true
	}
	if s.cohort == nil {
		return ask, false
	}
	ask.Signature, ask.Method, ask.Visit = s.cohort.Signature, s.cohort.Method, job.VisitFirst
	switch name {
	case job.FigurePair:
		ask.Other = s.other
	case job.FigureGenes, job.FigureSignatures:
		ask.Above = s.above
	case job.FigureROC, job.FigureComponents:
		ask.Width = halfWidth()
	}
	return ask, true
}

// forget puts figures away whose values are no longer those that are shown.
func (s *session) forget(names ...string) {
	for name, d := range s.drawings {
		if len(names) == 0 || slices.Contains(names, name) {
			d.figure, d.svg, d.rows, d.rings = &job.Figure{}, "", nil, nil
			d.version++
		}
	}
}

// locate rings a sample in the figures that are shown.
func (s *session) locate(name string) {
	s.quietly(job.Request{Find: &job.Find{Sample: name}}, func(r job.Reply) {
		if r.Error == nil && r.Found.Sample == s.view.Outline {
			s.ring(r.Found.Places)
		}
	})
}

// ring rings places, and nothing else.
func (s *session) ring(places []job.Place) {
	for name, d := range s.drawings {
		of := slices.DeleteFunc(slices.Clone(places), func(p job.Place) bool { return p.Figure != name })
		if !slices.Equal(of, d.rings) {
			d.rings = of
			d.version++
		}
	}
}

// choose opens the sample that a mark is of. Before there are scores of it, it
// is ringed in the figures.
func (s *session) choose(name string) {
	switch {
	case s.result == nil || s.stale:
		s.change(func() { s.view.Outline = name })
		s.locate(name)
	case slices.Contains(s.showing, job.FigureBoxes):
		s.look(name)
		s.change(func() { s.goTo = "/results" })
	default:
		s.look(name)
	}
}

// comparePair shows the scores of two of the compared signatures, by index.
func (s *session) comparePair(row, column int) {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	ids := s.cohort.Agreement.Signatures
	if row < 0 || row >= len(ids) || column >= len(ids) || row == column {
		return
	}
	s.other = ids[row]
	if s.other == s.cohort.Signature {
		s.other = ids[column]
	}
	s.drawFigures()
	app.Window().Get("ifnscope").Call("arrived", "figure-"+job.FigurePair)
}

// figureWidth is the width that a figure has on this screen, in steps, so that
// a scroll bar does not draw it anew.
func figureWidth() float64 {
	if app.IsServer {
		return 0
	}
	const margin, widest = 76, 1060 // of the page and the card; as in app.css
	w := int(app.Window().Get("ifnscope").Get("width").Float())
	return float64(max(260, min(w-margin, widest)) / 20 * 20)
}

// halfWidth is that of a figure which stands beside another where there is
// room; as in app.css.
func halfWidth() float64 {
	w := figureWidth()
	if w < 860 {
		return w
	}
	return w/2 - 30
}

// takeFigure saves a figure: as "figure", an SVG; as "png", a picture; as
// "values", the table behind it.
func (s *session) takeFigure(name, form string) {
	kind := form
	if form == "png" {
		kind = "figure"
	}
	ask := s.drawing(name).figure.Draw
	s.do("", job.Request{Export: &job.Export{Kind: kind, Draw: ask}}, nil, func(r job.Reply) {
		if form != "png" {
			save(r.File)
			return
		}
		picture(r.File, func(f *job.File, err string) {
			if err != "" {
				s.change(func() {
					s.failure = &job.Error{Kind: job.ErrorUser, Text: "The picture could not be made (" + err + "). The SVG holds the same."}
				})
				return
			}
			save(f)
		})
	})
}
