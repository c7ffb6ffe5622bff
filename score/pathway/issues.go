package pathway

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// Issue is a question that is not resolved, with what these data say of it.
type Issue struct {
	Question
	Here string `json:"here"`
}

// issues answers every question from the profile.
func (p *Profile) issues() []Issue {
	say := map[string]func() string{
		"which": p.sayWhich, "cell": p.sayCell, "sensor": p.saySensor, "assay": p.sayAssay, "trait": p.sayTrait, "scale": p.sayScale, "low": p.sayLow,
		"organ": p.sayOrgan, "tissue": p.sayTissue, "person": p.sayPerson, "infection": p.sayInfection, "antibody": p.sayAntibody, "before": p.sayBefore,
	}
	var out []Issue
	for _, q := range Questions() {
		out = append(out, Issue{q, say[q.ID]()})
	}
	return out
}

func (p *Profile) sayWhich() string {
	i, ii := p.Axis("isg"), p.Axis("typeII")
	s := "The two scores could not be compared. "
	if i.Measurable() && ii.Measurable() {
		r := cohort.Spearman(i.at(p.first), ii.at(p.first))
		s = fmt.Sprintf("Scores of type I and type II genes of %d patients: rho %s. ", r.N, rho(r.Value))
	}
	var measured []string
	for _, m := range p.Measured {
		if m.Kind == Cytokine {
			measured = append(measured, m.Title)
		}
	}
	if len(measured) == 0 {
		return s + "No cytokine was measured. Subtypes, and type III, cannot be told from expression."
	}
	return s + strings.Join(measured, ", ") + " measured. Subtypes, and type III, cannot be told from expression."
}

func (p *Profile) sayCell() string {
	a := p.Axis("pdc")
	if a.Measurable() {
		return fmt.Sprintf("pDC genes go together here (rho %.2f), which tells how many there are, not what they make. Skin and kidney are not in blood.", float64(a.Coherence.Rho))
	}
	return "pDC are not measurable: " + a.Why + ". Skin and kidney are not in blood."
}

func (p *Profile) saySensor() string {
	var parts []string
	for _, c := range p.Sensing {
		switch c.Gene {
		case "TLR7", "TLR9", "CGAS", "STING1":
			if !c.Rho.Missing() {
				parts = append(parts, fmt.Sprintf("%s %s", c.Gene, rho(float64(c.Rho))))
			}
		}
	}
	s := "cGAMP is not stated."
	for _, m := range p.Measured {
		if m.Key == "cgamp" {
			s = "cGAMP was measured."
		}
	}
	if len(parts) == 0 {
		return "The genes of the sensors were not compared with the score. " + s
	}
	return "Rho of the sensors' genes with the ISG score: " + strings.Join(parts, ", ") + ". It does not tell which is at work. " + s
}

func (p *Profile) sayAssay() string {
	ids := stratify.TypeI(p.in.Report)
	if len(ids) < 2 {
		return "Fewer than two clinical type I scores have a cut-off here."
	}
	a := stratify.Agree(p.in.Report, ids)
	lowest, highest := math.Inf(1), math.Inf(-1)
	for i := range a.Kappa {
		for k := range i {
			if v := float64(a.Kappa[i][k]); v == v {
				lowest, highest = min(lowest, v), max(highest, v)
			}
		}
	}
	discordant, n := 0, 0
	for _, j := range p.first {
		n++
		if stratify.Judge(p.in.Report, ids, j).Discordant {
			discordant++
		}
	}
	if lowest > highest {
		return fmt.Sprintf("%d clinical type I scores; %d of %d patients are high by one and low by another.", len(ids), discordant, n)
	}
	return fmt.Sprintf("%d clinical type I scores: kappa of two of them %.2f to %.2f; %d of %d patients are high by one and low by another.", len(ids), lowest, highest, discordant, n)
}

func (p *Profile) sayTrait() string {
	var parts []string
	for _, s := range p.Stability {
		if s.Axis == "isg" {
			parts = append(parts, fmt.Sprintf("%d patients came more than once; %s of the variance of the ISG score lies between them (ICC)", s.People, report.Short(s.ICC[0])))
		}
	}
	if parts == nil {
		parts = append(parts, "nobody came more than once")
	}
	if a, ok := p.association("isg", "sledai"); ok {
		parts = append(parts, fmt.Sprintf("rho with SLEDAI %s (%s to %s)", rho(float64(a.Effect)), rho(float64(a.Lower)), rho(float64(a.Upper))))
	} else {
		parts = append(parts, "SLEDAI is not stated")
	}
	return sentence(strings.Join(parts, "; "))
}

func (p *Profile) sayScale() string {
	a := p.Axis("isg")
	if !a.Measurable() {
		return "The ISG score is not measurable."
	}
	m := cohort.Mixed2(a.at(p.first))
	switch {
	case m.N < 20:
		return fmt.Sprintf("%d patients are too few to tell two groups from one.", m.N)
	case m.Two():
		return fmt.Sprintf("The scores of %d patients are told better as two groups, parted at %.1f, than as one.", m.N, m.Boundary)
	}
	return fmt.Sprintf("The scores of %d patients are not told better as two groups than as one.", m.N)
}

func (p *Profile) sayLow() string {
	ids := Clinical(p.in.Report)
	low, n := 0, 0
	for _, j := range p.first {
		if x := stratify.Judge(p.in.Report, ids, j); x.High+x.Low+x.Indeterminate > 0 {
			n++
			if x.High == 0 && x.Indeterminate == 0 {
				low++
			}
		}
	}
	if n == 0 {
		return "Nobody is classed here."
	}
	return fmt.Sprintf("%d of %d patients are low by every clinical score. Whether they respond to a drug is not in these data.", low, n)
}

func (p *Profile) sayOrgan() string {
	if p.Associations == nil {
		return "There is no clinical table."
	}
	var found []string
	tests := 0
	for _, a := range p.Associations {
		if a.P.Missing() {
			continue
		}
		tests++
		if a.Of == Manifestation && a.Adjusted < 0.05 {
			found = append(found, fmt.Sprintf("%s with %s (%s %s)", p.Axis(a.Axis).Short, a.Column, effectName(a), report.Short(a.Effect)))
		}
	}
	if len(found) == 0 {
		return fmt.Sprintf("Of %d relations, none of an axis with a manifestation holds after adjustment for their number.", tests)
	}
	return fmt.Sprintf("Of %d relations these of an axis with a manifestation hold after adjustment for their number: %s.", tests, strings.Join(found, ", "))
}

func effectName(a Association) string {
	if a.Kind == "number" {
		return "rho"
	}
	return "AUC"
}

func (p *Profile) sayTissue() string {
	return "One tissue is in the file; another is not compared with it."
}

func (p *Profile) sayPerson() string {
	a := p.Axis("isg")
	var parts []string
	for _, c := range p.Columns {
		if c.Key == "age" && a.Measurable() {
			if r := cohort.Spearman(a.at(p.first), at(p.numbers(c.Name), p.first)); r.N > 7 {
				parts = append(parts, fmt.Sprintf("rho with age %s", rho(r.Value)))
			}
		}
	}
	var drugs, ancestry []string
	for _, c := range p.Columns {
		switch {
		case c.Kind == Treatment:
			drugs = append(drugs, c.Name)
		case c.Key == "ancestry":
			ancestry = append(ancestry, c.Name)
		}
	}
	parts = append(parts, stated("drugs", drugs), stated("ancestry", ancestry))
	return sentence(strings.Join(parts, "; "))
}

func stated(what string, columns []string) string {
	if len(columns) == 0 {
		return what + " not stated"
	}
	return what + " stated in " + strings.Join(columns, ", ")
}

func (p *Profile) sayInfection() string {
	infection, crp := "infections are not stated", "CRP is not stated"
	for _, c := range p.Columns {
		if c.Key == "infection" {
			infection = "infections are stated in " + c.Name
		}
	}
	if a, ok := p.association("isg", "crp"); ok {
		crp = "rho with CRP " + rho(float64(a.Effect)) + "; it is lower where the score is high in lupus, so that both high speak for an infection to be looked for"
	}
	return sentence(infection + "; " + crp)
}

func (p *Profile) sayAntibody() string {
	n, positive := 0, 0
	for _, j := range p.first {
		if p.Cards == nil {
			break
		}
		switch p.Cards[j].AntiIFN {
		case Positive:
			n, positive = n+1, positive+1
		case Negative:
			n++
		}
	}
	if n == 0 {
		return "Not stated. A low score of a patient who has them may be their work."
	}
	return fmt.Sprintf("%d of %d patients have them. A low score of a patient who has them may be their work.", positive, n)
}

func (p *Profile) sayBefore() string {
	return "The file has no follow-up of people before the diagnosis."
}

// association returns the relation of an axis with the first column of a key
// that could be told.
func (p *Profile) association(axis, key string) (Association, bool) {
	for _, a := range p.Associations {
		if a.Axis == axis && a.Key == key && !a.Effect.Missing() {
			return a, true
		}
	}
	return Association{Association: stratify.Association{Effect: expr.Number(math.NaN())}}, false
}

func rho(r float64) string { return fmt.Sprintf("%.2f", r) }

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }
