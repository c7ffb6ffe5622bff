package stratify

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// first returns the samples of the given roles at the first visit of each
// person.
func first(d *sample.Design, roles ...sample.Role) []int {
	var js []int
	for _, r := range roles {
		js = append(js, d.With(r)...)
	}
	return d.First(js)
}

// Judged returns the signatures whose score by the method that is shown first
// has a cut-off, in order.
func Judged(r *report.Report) []string {
	var ids []string
	for _, s := range r.Signatures {
		if res, ok := r.Result(s.ID, s.Method); ok && !res.Cutoff.Value.Missing() {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// MinPeople is the least number of people on a side from which an area under
// the curve, a correlation, a kappa or a range of the middle half is given: of
// fewer, each of them says more about who happened to come than about a group.
const MinPeople = 5

// TypeI returns those of [Judged] that are used on patients and are of class I,
// as their sources say. A sample that one of them calls high and
// another low is judged against itself; that a type II set says something else
// is no contradiction.
func TypeI(r *report.Report) []string {
	var ids []string
	for _, id := range Judged(r) {
		s, _ := r.Signature(id)
		if s.Group == "clinical" && (s.Class == "I" || strings.HasPrefix(s.Class, "I (")) {
			ids = append(ids, id)
		}
	}
	return ids
}

// results returns the results of signatures by the method that is shown first;
// those that the report does not have are left out.
func results(r *report.Report, ids []string) []*report.Result {
	var out []*report.Result
	for _, id := range ids {
		if s, ok := r.Signature(id); ok {
			if res, ok := r.Result(id, s.Method); ok {
				out = append(out, res)
			}
		}
	}
	return out
}

// values returns the scores of the samples js.
func values(res *report.Result, js []int) []float64 {
	out := make([]float64, len(js))
	for i, j := range js {
		out[i] = float64(res.Scores[j].Value)
	}
	return out
}

// linearised returns scores as they enter a regression: ratios as their log2,
// those of 0 or less missing.
func linearised(scores []float64, ratio bool) []float64 {
	if !ratio {
		return scores
	}
	out := make([]float64, len(scores))
	for i, v := range scores {
		if out[i] = math.NaN(); v > 0 {
			out[i] = math.Log2(v)
		}
	}
	return out
}

// means returns the mean score of every person, missing scores left out.
func means(res *report.Result, people [][]int) []float64 {
	out := make([]float64, len(people))
	for k, js := range people {
		out[k] = ref.Describe(values(res, js)).Mean
	}
	return out
}

// Patient says how the signatures judge one sample.
type Patient struct {
	report.Sample
	High          int `json:"high"` // signatures by which it is high
	Indeterminate int `json:"indeterminate"`
	Low           int `json:"low"`
	// Discordant says that one signature calls it high and another low.
	Discordant bool        `json:"discordant,omitempty"`
	Classes    []ref.Class `json:"classes"` // by signature
	// Same names the judging signatures of which the same genes were found, so
	// that they count one measurement several times: "Crow 6 and Trieste 6".
	Same []string `json:"same,omitempty"`
}

// Agreement says in a sentence how far the signatures agree; empty if none of
// them judges the sample.
func (p Patient) Agreement() string {
	n := p.High + p.Indeterminate + p.Low
	if n == 0 {
		return ""
	}
	scores := "clinical scores"
	if n == 1 {
		scores = "clinical score"
	}
	s := fmt.Sprintf("High by %d of %d %s", p.High, n, scores)
	if p.Indeterminate > 0 {
		s += fmt.Sprintf(", indeterminate by %d", p.Indeterminate)
	}
	switch {
	case p.Discordant:
		s += fmt.Sprintf(", low by %d: they disagree", p.Low)
	case p.Low > 0:
		s += fmt.Sprintf(", low by %d", p.Low)
	}
	s += "."
	for _, same := range p.Same {
		s += " " + same + " measure the same genes here."
	}
	return s
}

// Patients judges every patient sample by the given signatures, each by the
// method that is shown first.
func Patients(r *report.Report, ids []string) []Patient {
	var out []Patient
	for j, s := range r.Samples {
		if s.Role == sample.Patient {
			out = append(out, Judge(r, ids, j))
		}
	}
	return out
}

// Judge judges sample j of a report, a patient's or not, by the given
// signatures, each by the method that is shown first.
func Judge(r *report.Report, ids []string, j int) Patient {
	p := Patient{Sample: r.Samples[j]}
	var keys []string
	judging := map[string][]string{} // by the genes that were found
	for _, res := range results(r, ids) {
		c := res.Scores[j].Class
		p.Classes = append(p.Classes, c)
		if sg, ok := r.Signature(res.Signature); ok && c != ref.NotClassed {
			key := strings.Join(slices.Sorted(slices.Values(sg.Genes)), " ")
			if judging[key] == nil {
				keys = append(keys, key)
			}
			judging[key] = append(judging[key], sg.Short)
		}
		switch c {
		case ref.High:
			p.High++
		case ref.Indeterminate:
			p.Indeterminate++
		case ref.Low:
			p.Low++
		}
	}
	p.Discordant = p.High > 0 && p.Low > 0
	for _, k := range keys {
		if names := judging[k]; len(names) > 1 {
			p.Same = append(p.Same, strings.Join(names[:len(names)-1], ", ")+" and "+names[len(names)-1])
		}
	}
	return p
}
