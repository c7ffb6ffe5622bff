package desk

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// cohort shows what follows from the scores of all people. Of thousands that takes
// seconds, most of them for the intervals of the rules.
func (d *Desk) cohort(ctx context.Context, req job.Cohort, emit Emit) (*job.CohortView, error) {
	s, err := d.choose(job.View{Signature: req.Signature, Method: req.Method, Visit: job.VisitFirst})
	if err != nil {
		return nil, err
	}
	controls, err := d.highControls(ctx, s, emit)
	if err != nil {
		return nil, err
	}
	ids := stratify.Judged(s.rep)
	visits := stratify.Follow(s.rep, s.result, logScale(s.method.ID), d.result.Within(s.sig.ID, s.method.ID))
	// a step for every rule and for each of what comes after them
	steps, done := int64(len(compared))+4, int64(0)
	step := func() error {
		done++
		emit(job.Progress{Step: "Comparing", Done: min(done, steps), Total: steps})
		return ctx.Err()
	}
	rules, same, err := s.rules(d.result.ControlScores(s.sig.ID, s.method.ID), d.result.Within(s.sig.ID, s.method.ID), d.result.Published(s.sig.ID, s.method.ID), visits, step)
	if err != nil {
		return nil, err
	}
	v := &job.CohortView{
		Signature: s.sig.ID, Method: s.method.ID, Title: s.sig.Title,
		Groups:      s.test(),
		Rules:       rules,
		SameByAll:   same,
		Controls:    controls,
		Replicates:  stratify.Replicate(s.rep, s.result, logScale(s.method.ID)),
		Sensitivity: stratify.Sense(s.rep, s.result),
		Visits:      visits,
	}
	if err := step(); err != nil {
		return nil, err
	}
	v.Agreement = stratify.Agree(s.rep, ids)
	if err := step(); err != nil {
		return nil, err
	}
	for _, p := range d.result.Presets(s.sig.ID, s.method.ID) {
		x := job.Preset{Title: p.Preset.Title, Source: p.Preset.Source, Rule: p.Fit.Preset, Why: p.Fit.Why}
		if p.Fit.Cutoff {
			x.Cutoff = p.Preset.Cutoff
		}
		v.Presets = append(v.Presets, x)
	}
	for _, id := range v.Agreement.Signatures {
		sg, _ := s.rep.Signature(id)
		v.Shorts = append(v.Shorts, sg.Short)
	}
	judges := stratify.TypeI(s.rep)
	for _, id := range judges {
		sg, _ := s.rep.Signature(id)
		v.Judges = append(v.Judges, sg.Short)
	}
	for _, p := range stratify.Patients(s.rep, judges) {
		v.Patients++
		if p.Discordant {
			v.Discordant = append(v.Discordant, p)
		}
	}
	slices.SortStableFunc(v.Discordant, func(a, b stratify.Patient) int { return cmp.Compare(min(b.High, b.Low), min(a.High, a.Low)) })
	if err := step(); err != nil {
		return nil, err
	}
	a := s.rep.Settings.Assignment
	for _, t := range d.columnTracks(s) {
		v.Columns = append(v.Columns, t.Label)
	}
	for _, t := range d.tracks(s, "")[2:] { // after group and class
		v.Above = append(v.Above, t.Label)
	}
	v.Clinical = stratify.Associate(s.rep, s.result, d.clinical(s.design.Samples), logScale(s.method.ID), a.GroupColumn, a.SubjectColumn, a.VisitColumn)
	return v, step()
}

// clinical returns the rows of the open sample table for the samples that were
// scored; nil if there is no table, or if other files have been opened since.
func (d *Desk) clinical(samples []string) *sample.Table {
	if d.table == nil || d.matrix == nil {
		return nil
	}
	row := map[string]int{}
	for j, s := range d.matrix.Samples() {
		row[s] = j
	}
	rows := make([]int, len(samples))
	for k, s := range samples {
		j, ok := row[s]
		if !ok {
			return nil
		}
		rows[k] = j
	}
	return d.table.Select(rows)
}

// test compares the groups at the first visit of each person, those with enough
// people; nil if there are not two groups.
func (s *selection) test() *job.GroupTest {
	labels, _, js := s.grouped()
	g := &job.GroupTest{}
	var enough []string
	var values [][]float64
	for i := range labels {
		var x []float64
		for _, j := range js[i] {
			if v := s.value(j); !math.IsNaN(v) {
				x = append(x, v)
			}
		}
		if len(x) == 0 {
			continue
		}
		g.Labels, g.N = append(g.Labels, labels[i]), append(g.N, len(x))
		if len(x) >= stratify.MinPeople {
			enough, values = append(enough, labels[i]), append(values, x)
		}
	}
	if len(g.Labels) < 2 {
		return nil
	}
	switch len(values) {
	case 0, 1:
	case 2:
		t := cohort.MannWhitney(values[1], values[0])
		g.Test, g.P, g.Exact = "Mann-Whitney", expr.Number(t.P), t.Exact
		e := cohort.AUCInterval(values[1], values[0])
		g.AUC = []expr.Number{expr.Number(e.Value), expr.Number(e.Lower), expr.Number(e.Upper)}
	default:
		g.Test, g.P = "Kruskal-Wallis", expr.Number(cohort.KruskalWallis(values).P)
		for _, p := range cohort.Dunn(values) {
			e := cohort.AUCInterval(values[p.A], values[p.B])
			g.Pairs = append(g.Pairs, job.PairTest{A: enough[p.A], B: enough[p.B], P: expr.Number(p.P), Adjusted: expr.Number(p.Adjusted),
				AUC: [3]expr.Number{expr.Number(e.Value), expr.Number(e.Lower), expr.Number(e.Upper)}})
		}
	}
	return g
}

// compared are the rules that are shown side by side.
var compared = []ref.Rule{
	{Kind: ref.MeanSD}, {Kind: ref.MeanSD, K: 3}, {Kind: ref.MeanSD, Log: true}, {Kind: ref.MedianMAD}, {Kind: ref.Percentile}, {Kind: ref.Fold},
	{Kind: ref.Specificity}, {Kind: ref.Youden}, {Kind: ref.Mixture}, {Kind: ref.Literature}, {Band: ref.Repeats},
}

// rules derives every rule from the same scores, the one in force among them. Rules on a logarithm are left
// out where scores are no ratios, and the band from repeats where no control
// has any. It also returns how many patients have the same class by every rule with
// a cut-off. step is called before each.
func (s *selection) rules(controls []float64, within float64, published ref.Published, visits stratify.Visits, step func() error) (out []job.RuleView, same int, err error) {
	scores := ref.Scores{Controls: controls, Ratio: logScale(s.method.ID), Within: within, Most: s.method.Most, Published: published}
	repeated := within > 0
	for _, js := range s.design.BySubject(s.design.With(sample.Control)) {
		var x []float64
		for _, j := range js {
			x = append(x, s.value(j))
		}
		scores.Repeats, repeated = append(scores.Repeats, x), repeated || len(x) > 1
	}
	for _, j := range s.design.First(s.design.With(sample.Patient)) {
		scores.Patients = append(scores.Patients, s.value(j))
	}
	all := compared
	force := s.rep.Settings.Rule(s.sig.ID, s.method.ID)
	if !slices.ContainsFunc(all, func(r ref.Rule) bool { return r.String() == force.String() }) {
		all = append([]ref.Rule{force}, all...) // with a person's own number or value
	}
	seen := make([]map[ref.Class]bool, len(scores.Patients))
	for i := range seen {
		seen[i] = map[ref.Class]bool{}
	}
	for _, r := range all {
		if err := step(); err != nil {
			return nil, 0, err
		}
		if r.Log && !scores.Ratio || r.Band == ref.Repeats && !repeated {
			continue
		}
		v := job.RuleView{Rule: r, Cutoff: r.Derive(scores)}
		v.InUse = v.Cutoff.Rule == s.result.Cutoff.Rule
		v.Visits = visits.Under(v.Cutoff)
		for i, x := range scores.Patients {
			c, now := v.Cutoff.Class(x), s.result.Cutoff.Class(x)
			if c != ref.NotClassed {
				seen[i][c] = true
				if now != ref.NotClassed && c != now {
					v.Other++
				}
			}
			switch c {
			case ref.High:
				v.High++
			case ref.Indeterminate:
				v.Band++
			case ref.Low:
				v.Low++
			}
		}
		out = append(out, v)
	}
	for _, classes := range seen {
		if len(classes) == 1 {
			same++
		}
	}
	return out, same, nil
}
