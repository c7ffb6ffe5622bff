package desk

import (
	"context"
	"reflect"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/stratify"
)

// highControls looks for IFN-high controls and scores again without them. What was
// found for a score is kept until the next run.
func (d *Desk) highControls(ctx context.Context, s *selection, emit Emit) (stratify.Controls, error) {
	key := [2]string{s.sig.ID, s.method.ID}
	if c, ok := d.without[key]; ok {
		return c, nil
	}
	c := stratify.HighControls(s.rep, s.result, logScale(s.method.ID))
	names := c.Moving(s.rep, s.result)
	if len(names) == 0 {
		return c, nil
	}
	in := d.input()
	if d.problem != "" || !reflect.DeepEqual(in.Files, s.rep.Files) {
		c.Undone = "the files that are open, or how they are read, have changed since these scores: score again"
		return c, nil
	}
	in.Reference = nil // these scores are against controls of their own
	if d.exam.Namespace != s.rep.Settings.Namespace {
		in.Known = nil // it is of the rows as they are read now
	}
	again, err := score.Without(ctx, in, s.rep, names, s.sig.ID, s.method.ID, func(step string, done, total int) {
		emit(job.Progress{Step: "Scoring without the IFN-high controls: " + step, Done: int64(done), Total: int64(total)})
	})
	switch {
	case ctx.Err() != nil:
		return c, err
	case err != nil:
		c.Undone = strings.TrimSuffix(err.Error(), ".")
		return c, nil
	}
	c.LeaveOut(again, s.sig.ID, s.method.ID)
	if d.without == nil {
		d.without = map[[2]string]stratify.Controls{}
	}
	d.without[key] = c
	return c, nil
}
