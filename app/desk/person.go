package desk

import (
	"fmt"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/pathway"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// person shows one sample.
func (d *Desk) person(req job.Person) (*job.PersonView, error) {
	shown, err := d.choose(job.View{Signature: req.Signature, Method: req.Method})
	if err != nil {
		return nil, err
	}
	rep := shown.rep
	j := slices.IndexFunc(rep.Samples, func(p report.Sample) bool { return p.Name == req.Sample })
	if j < 0 {
		return nil, fmt.Errorf("the run has no sample %q", req.Sample)
	}
	v := &job.PersonView{Sample: rep.Samples[j], Signature: shown.sig.ID, Method: shown.method.ID}
	for _, s := range rep.Signatures {
		res, ok := rep.Result(s.ID, s.Method)
		if !ok {
			continue
		}
		m, _ := method.ByID(s.Method)
		x := res.Scores[j]
		v.Scores = append(v.Scores, job.PersonScore{Signature: s.ID, Short: s.Short, Title: s.Title, Method: s.Method, Name: m.Info().Name,
			Value: x.Value, Class: x.Class, Cutoff: res.Cutoff, Distance: expr.Number(res.Cutoff.Distance(float64(x.Value))), Probability: x.Probability,
			Used: x.Used, Of: s.Of()})
	}
	v.Clinical = stratify.Judge(rep, pathway.Clinical(rep), j)
	v.Confounders = d.result.Confounders(d.clinical(names(rep)), d.holds, j)
	m, _ := method.ByID(v.Method)
	v.Meaning = m.Info().Contribution
	genes, err := d.result.Contributions(req.Sample, v.Signature, v.Method)
	if err != nil {
		return nil, err
	}
	for _, g := range genes {
		v.Genes = append(v.Genes, job.GeneView{Symbol: g.Symbol, Value: g.Value, Z: g.Z, Adds: g.Adds})
	}
	var others []report.Sample
	for _, p := range rep.Samples {
		if p.Subject == v.Sample.Subject && p.Name != v.Sample.Name {
			others = append(others, p)
		}
	}
	order := rep.Design().VisitOrder()
	slices.SortStableFunc(others, func(a, b report.Sample) int { return order(a.Visit, b.Visit) })
	for _, p := range others {
		v.Other = append(v.Other, p.Name)
	}
	return v, nil
}

// names returns the names of the samples of a report.
func names(r *report.Report) []string {
	var out []string
	for _, s := range r.Samples {
		out = append(out, s.Name)
	}
	return out
}
