package score

import (
	"context"
	"slices"

	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

// Inspect judges the samples of a table against each other, prepared as they
// would be scored by opt. Samples that a person excluded are left out. The
// errors are those of Score, or that of ctx between the steps.
func Inspect(ctx context.Context, in Input, opt Options, progress Progress) (*qc.Inspection, error) {
	progress("genes", 0, 2)
	x, mp, err := Examine(in, opt)
	if err != nil {
		return nil, err
	}
	if opt, err = in.Settle(defaults(opt, x), mp); err != nil {
		return nil, err
	}
	all, _, err := sample.Assign(in.Matrix.Samples(), in.Table, opt.Assignment)
	if err != nil {
		return nil, err
	}
	var notes note.Log // those of the scores say the same
	raw, design, err := exclude(in.declared(opt, mp, &notes), all, opt.Assignment, &notes)
	if err != nil {
		return nil, err
	}
	p, err := prepare(raw, mp, opt, norm.Choice{Controls: design.With(sample.Control)}, &notes)
	if err != nil {
		return nil, err
	}
	progress("samples", 1, 2)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	table := in.Table
	if table != nil {
		var rows []int
		for _, s := range design.Samples {
			rows = append(rows, slices.Index(all.Samples, s))
		}
		table = table.Select(rows)
	}
	return qc.Inspect(raw, p.Log2, design, table, in.Said), nil
}
