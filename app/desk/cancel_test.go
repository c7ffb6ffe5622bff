package desk

import (
	"context"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene/human"
)

// TestCancelled cancels what takes long for thousands of people, at its first
// step and at its last: it ends, and the same is done when it is asked for again.
func TestCancelled(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	c.do(job.Request{Open: &job.Open{Example: true}})
	c.do(job.Request{Score: &job.Score{}})
	for name, req := range map[string]job.Request{
		"the cohort":         {Cohort: &job.Cohort{Signature: "crow6"}},
		"the cohort's table": {Export: &job.Export{Kind: "cohort", Cohort: job.Cohort{Signature: "crow6"}}},
		"the workbook":       {Export: &job.Export{Kind: "xlsx"}},
		"the scores":         {Export: &job.Export{Kind: "tsv"}},
	} {
		steps := 0
		if r := c.desk.Do(context.Background(), req, nil, func(p job.Progress) {
			if steps++; p.Done > p.Total {
				t.Errorf("%s: step %d of %d", name, p.Done, p.Total)
			}
		}); r.Error != nil || steps == 0 {
			t.Fatalf("%s: %d steps, %+v", name, steps, r.Error)
		}
		for _, at := range []int{1, steps} {
			ctx, cancel := context.WithCancel(context.Background())
			n := 0
			r := c.desk.Do(ctx, req, nil, func(job.Progress) {
				if n++; n == at {
					cancel()
				}
			})
			cancel()
			if r.Error == nil || r.Error.Kind != job.ErrorCancelled {
				t.Errorf("%s, cancelled at step %d of %d: %+v", name, at, steps, r.Error)
			}
			if n != at {
				t.Errorf("%s, cancelled at step %d, goes on to %d", name, at, n)
			}
		}
		if r := c.desk.Do(context.Background(), req, nil, func(job.Progress) {}); r.Error != nil {
			t.Errorf("%s, asked for again: %+v", name, r.Error)
		}
	}
}
