package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

// quality compares the samples of what is open with each other.
func (d *Desk) quality(ctx context.Context, emit Emit) (*job.QualityView, error) {
	if d.matrix == nil {
		return nil, errNoTable
	}
	if d.problem != "" {
		return nil, errors.New(d.problem)
	}
	in, err := score.Inspect(ctx, d.input(), d.options(), func(step string, done, total int) {
		emit(job.Progress{Step: "Comparing the samples: " + step, Done: int64(done), Total: int64(total)})
	})
	if err != nil {
		return nil, err
	}
	v := &job.QualityView{
		Flagged: in.Flagged(), Summaries: in.Summaries(), Undone: in.Undone, Controls: in.Controls,
		Sexes: countSexes(in.Sexes), LeftOut: d.leftOut(),
	}
	v.Samples = d.design.Len() - len(v.LeftOut)
	d.inspection = in
	return v, nil
}

// leftOut lists the samples that a person excluded, with the reasons.
func (d *Desk) leftOut() []job.LeftOut {
	var out []job.LeftOut
	for _, j := range d.design.With(sample.Excluded) {
		l := job.LeftOut{Sample: d.design.Samples[j]}
		l.Reason, l.ByHand = d.assignment.Out(l.Sample)
		switch {
		case l.Reason != "":
		case l.ByHand:
			l.Reason = "no reason was given"
		default:
			l.Reason = fmt.Sprintf("the group %q is left out", d.design.Group[j])
		}
		out = append(out, l)
	}
	return out
}

// countSexes counts the samples by both sexes, in the order in which they first
// appear.
func countSexes(sexes []qc.Sex) []job.SexCount {
	var out []job.SexCount
	for _, s := range sexes {
		i := slices.IndexFunc(out, func(c job.SexCount) bool { return c.Told == s.Told && c.Recorded == s.Recorded })
		if i < 0 {
			i = len(out)
			out = append(out, job.SexCount{Told: s.Told, Recorded: s.Recorded})
		}
		out[i].Samples++
	}
	return out
}

// mapMarks are the marks of the roles, in their order.
var mapMarks = []chart.Mark{
	sample.Unassigned: {Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "not assigned"},
	sample.Control:    {Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
	sample.Patient:    {Class: "patient", Shape: chart.Circle, Color: "#1f6fa8", Label: "patient"},
}

// mostNamed is how many outliers are named in the figure.
const mostNamed = 12

// sampleMap shows the first two principal components.
func (d *Desk) sampleMap(req job.Draw) (chart.Figure, error) {
	if d.inspection == nil || len(d.inspection.Map.Points) == 0 {
		return nil, noFigure("The samples are not compared by their genes: too few genes vary.")
	}
	m := d.inspection.Map
	p := chart.Scatter{
		Frame: d.frame(req, "Samples by the first two principal components", fmt.Sprintf("One mark a sample, by the %d most variable genes.", m.Genes),
			fmt.Sprintf("PCA of the %d most variable genes", m.Genes), 720),
		XLabel: fmt.Sprintf("PC1 (%.0f %% of the variance)", 100*m.ShareX),
		YLabel: fmt.Sprintf("PC2 (%.0f %%)", 100*m.ShareY),
		Marks:  mapMarks,
	}
	far := 0
	for _, x := range m.Points {
		if x.Grade > qc.Good {
			far++
		}
	}
	for _, x := range m.Points {
		s := chart.Spot{Sample: x.Sample, Label: x.Sample + ": " + mapMarks[x.Role].Label, X: x.X, Y: x.Y, Mark: int(x.Role)}
		if x.Grade > qc.Good {
			s.Label += ", far from the others"
			if far <= mostNamed {
				s.Name = x.Sample
			}
		}
		p.Spots = append(p.Spots, s)
	}
	return p, nil
}

// boxes shows the distribution of the values of every sample, in the order of
// the file; named are those whose distribution is flagged.
func (d *Desk) boxes(req job.Draw) (chart.Figure, error) {
	if d.inspection == nil || len(d.inspection.Spreads) == 0 {
		return nil, noFigure("There are no samples to compare.")
	}
	flagged := map[string]bool{}
	for _, c := range d.inspection.Checks {
		flagged[c.Sample] = flagged[c.Sample] || c.Grade > qc.Good && c.Distribution()
	}
	p := chart.Boxes{
		Frame:  d.frame(req, "Distribution of the values of every sample", fmt.Sprintf("%d samples in the order of the file, as they are scored.", len(d.inspection.Spreads)), "Values as they are scored", 720),
		YLabel: "log2", Marks: mapMarks,
	}
	for _, x := range d.inspection.Spreads {
		b := chart.Box{Sample: x.Sample, Low: x.Low, Q1: x.Q1, Median: x.Median, Q3: x.Q3, High: x.High, Mark: int(x.Role), Named: flagged[x.Sample]}
		b.Label = fmt.Sprintf("%s, %s: median %.2f, middle half %.2f to %.2f", x.Sample, mapMarks[x.Role].Label, x.Median, x.Q1, x.Q3)
		p.Boxes = append(p.Boxes, b)
	}
	return p, nil
}
