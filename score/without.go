package score

import (
	"context"
	"slices"

	"ifnscope/score/method"
	"ifnscope/score/report"
)

// Without repeats a run for one signature and one method with people left out, as
// if they had been excluded by hand: their samples take no part in the
// normalisation, the choice of rows, the reference or the cut-off. In and r are
// the input and the report of the run. The errors are those of Score.
func Without(ctx context.Context, in Input, r *report.Report, people []string, signature, methodID string, progress Progress) (*report.Report, error) {
	opt := r.Settings
	// a method whose scores depend on the other signatures keeps them
	if m, ok := method.ByID(methodID); !ok || !m.Needs().Sets {
		opt.Signatures = []string{signature}
	}
	opt.Methods = []string{methodID}
	for _, s := range r.Samples {
		if slices.Contains(people, s.Subject) {
			opt.Assignment = opt.Assignment.LeaveOut(s.Name, "IFN-high control")
		}
	}
	return Run(ctx, in, opt, progress)
}
