//go:build !js

package client

import (
	"testing"

	"ifnscope/app/job"
	_ "ifnscope/score/read/delim" // the format of the example
)

// TestInProcess goes through the worker that tests and tools use.
func TestInProcess(t *testing.T) {
	c := New()
	got := make(chan job.Reply)
	do := func(r job.Request) job.Reply {
		c.Do(r, nil, func(r job.Reply) {
			if r.Last() {
				got <- r
			}
		})
		return <-got
	}
	if r := do(job.Request{Open: &job.Open{Example: true}}); r.Check == nil || !r.Check.Synthetic || r.Check.Table == nil {
		t.Fatalf("the example is opened as %+v", r)
	}
	if r := do(score); r.Result == nil || len(r.Result.Signatures) == 0 {
		t.Fatalf("the example is scored as %+v", r)
	}
	if r := do(job.Request{Export: &job.Export{Kind: "tsv"}}); r.File == nil || len(r.File.Data) == 0 {
		t.Fatalf("the export is %+v", r)
	}
}

// TestCancelledBeforeItCame cancels a request on its way to the worker.
func TestCancelledBeforeItCame(t *testing.T) {
	c := New()
	c.link.cancel(1)
	got := make(chan job.Reply, 1)
	c.Do(job.Request{Open: &job.Open{Example: true}}, nil, func(r job.Reply) {
		if r.Last() {
			got <- r
		}
	})
	if r := <-got; r.Error == nil || r.Error.Kind != job.ErrorCancelled {
		t.Errorf("the answer is %+v", r)
	}
}
