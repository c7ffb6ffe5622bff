package pathway

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

// Node is a node of the pathway with what a sample, or the patients of a cohort,
// show of it.
type Node struct {
	Place
	// Measured reports whether it has a value; else Text says why it has none.
	Measured bool        `json:"measured"`
	Value    expr.Number `json:"value"` // of an axis, SD above the controls
	Text     string      `json:"text"`
	Level    int         `json:"level"` // of colour, see Level
	// Why is the whole reason where Text is short.
	Why   string    `json:"why,omitempty"`
	Drugs []Therapy `json:"drugs,omitempty"`
}

// Level is how far a value is from the middle: -2 below -2, -1 below -1, 0, 1
// above 1, 2 above 2, 3 above 4 SD of the controls.
func Level(v float64) int {
	switch {
	case v < -2:
		return -2
	case v < -1:
		return -1
	case v > 4:
		return 3
	case v > 2:
		return 2
	case v > 1:
		return 1
	}
	return 0
}

// Cohort stands for all patients at their first visit, in place of a sample.
const Cohort = -1

// Map returns the nodes of the pathway for sample j, or for the Cohort.
func (p *Profile) Map(j int) []Node {
	var out []Node
	for _, place := range Places() {
		n := Node{Place: place, Value: expr.Number(math.NaN())}
		for _, t := range Therapies() {
			for _, id := range t.Nodes {
				if id == place.ID {
					n.Drugs = append(n.Drugs, t)
				}
			}
		}
		switch place.Measure {
		case "axis":
			p.axisNode(&n, j)
		case "card":
			p.cardNode(&n, j)
		case "cytokine", "count":
			p.measuredNode(&n, j)
		case "feedback":
			p.feedbackNode(&n, j)
		case "organ":
			p.organNode(&n, j)
		case "genes":
			n.Text, n.Why = "context only", "The expression of its genes in blood is no measure of it."
		default:
			n.Text, n.Why = "not in blood", "Nothing in the file measures it."
		}
		out = append(out, n)
	}
	return out
}

func (p *Profile) axisNode(n *Node, j int) {
	a := p.Axis(n.Of)
	n.Genes = append(append([]string(nil), a.Genes...), a.Missing...)
	if n.ID == "pdc" {
		n.Genes = n.Place.Genes // the published list, of which the axis is a part
	}
	if !a.Measurable() {
		n.Text, n.Why = "not measurable", a.Why
		return
	}
	n.Value = a.Patients.Median
	if j != Cohort {
		n.Value = a.Values[j].Value
	}
	if n.Value.Missing() {
		n.Text, n.Why = "not measured", "Too few of its genes were measured in this sample."
		return
	}
	n.Measured, n.Level = true, Level(float64(n.Value))
	n.Text = fmt.Sprintf("%+.1f SD", float64(n.Value))
}

// cardNode shows a line of the card: of a cohort how many patients have it.
func (p *Profile) cardNode(n *Node, j int) {
	n.Text, n.Why = "not stated", "The clinical table does not tell it."
	if p.Cards == nil {
		n.Why = "There is no clinical table."
		return
	}
	js := p.first
	if j != Cohort {
		js = []int{j}
	}
	there, known := 0, 0
	var texts []string
	for _, k := range js {
		c := p.Cards[k]
		state, text := NotStated, ""
		switch n.Of {
		case "rna":
			if c.Stated > 0 {
				state, text = Negative, fmt.Sprintf("RBP %d/%d", c.RBP, c.Stated)
				if c.RBP > 0 {
					state = Positive
				}
			}
		case "dna":
			state, text = c.line("dsdna")
		case "complement":
			for _, key := range []string{"c1q", "c3", "c4"} {
				if s, _ := c.line(key); s == Low || s == Normal && state == NotStated {
					state, text = s, string(s)
				}
			}
			if len(c.Low) > 0 {
				text = strings.Join(c.Low, ", ") + " low"
			}
		case "cgamp":
			state, text = c.line("cgamp")
		}
		switch state {
		case Positive, Low:
			there, known = there+1, known+1
		case Negative, Normal:
			known++
		case NotJudged:
			n.Why = "There is a value, and no limit of the normal range is told; write it into the name of the column, as in \"anti-dsDNA (IU/mL, ULN 15)\"."
		}
		if state != NotStated {
			texts = append(texts, text)
		}
	}
	if known == 0 {
		if len(texts) > 0 {
			n.Text = string(NotJudged)
		}
		return
	}
	n.Measured, n.Why = true, ""
	switch {
	case j == Cohort:
		what := "positive"
		if n.Of == "complement" {
			what = "low"
		}
		n.Text = fmt.Sprintf("%s in %d of %d", what, there, known)
	default:
		n.Text = texts[0]
	}
	if there > 0 && (j != Cohort || 2*there >= known) {
		n.Level = 2
	}
}

// line returns the state of a line of the card, and its words.
func (c Card) line(key string) (State, string) {
	for _, s := range c.Lines {
		if s.Key == key {
			if s.State == Positive && !s.Ratio.Missing() {
				return s.State, fmt.Sprintf("%.1f x ULN", float64(s.Ratio))
			}
			return s.State, string(s.State)
		}
	}
	return NotStated, ""
}

// measuredNode shows a cytokine or a count. It is coloured where the file has
// controls with values of their own.
func (p *Profile) measuredNode(n *Node, j int) {
	n.Text, n.Why = "not measured", "The clinical table has no value of it."
	if n.Of == "ifnl1" {
		n.Text, n.Why = "not callable", "Type III cannot be told from expression, and the clinical table has no value of it."
	}
	for _, m := range p.Measured {
		if m.Key != n.Of {
			continue
		}
		values := ref.Floats(m.Values)
		v := cohort.Quantile(at(values, p.first), 0.5)
		if j != Cohort {
			v = values[j]
		}
		if v != v {
			continue
		}
		n.Measured, n.Why = true, ""
		n.Text = strings.TrimSpace(report.Short(expr.Number(v)) + " " + m.Unit)
		if g := SimoaGroup(v, m.Unit); m.Key == "ifna" && g != "" {
			n.Why = "Serum IFN-alpha " + g + ", by the groups of PMC5413335."
			n.Level = map[string]int{"10 to 300 fg/ml": 1, "above 300 fg/ml": 2}[g]
		}
		if s := ref.Describe(at(values, p.controls())); s.N >= ref.MinControls && s.SD > 0 {
			n.Level = Level((v - s.Mean) / s.SD)
			n.Text += fmt.Sprintf(" (%+.1f SD)", (v-s.Mean)/s.SD)
		}
		return
	}
}

func (p *Profile) feedbackNode(n *Node, j int) {
	n.Text, n.Why = "not shown", "Exploratory: what is left of USP18 after the ISG score. "
	if p.Feedback.Why != "" {
		n.Why += sentence(p.Feedback.Why)
		return
	}
	for _, r := range p.Feedback.Rows {
		if r.Gene != n.Of || j == Cohort || r.Values[j].Missing() {
			continue
		}
		v := float64(r.Values[j] / r.Deviation)
		n.Measured, n.Value, n.Text = true, expr.Number(v), fmt.Sprintf("%+.1f, exploratory", v)
		n.Why += "In standard deviations of the residuals; no verdict."
		return
	}
	n.Text = "by patient"
}

// organNode shows a manifestation: of a cohort how many patients have it.
func (p *Profile) organNode(n *Node, j int) {
	n.Text, n.Why = "not stated", "The clinical table does not tell it."
	js := p.first
	if j != Cohort {
		js = []int{j}
	}
	for _, c := range p.Columns {
		if c.Key != n.Of {
			continue
		}
		cells := p.in.Clinical.Column(c.Name)
		there, known := 0, 0
		for _, k := range js {
			if yes, ok := answer(cells[k]); ok {
				known++
				if yes {
					there++
				}
			}
		}
		if known == 0 {
			continue
		}
		n.Measured, n.Why = true, ""
		switch {
		case j == Cohort:
			n.Text = fmt.Sprintf("%d of %d", there, known)
		case there > 0:
			n.Text, n.Level = "yes", 2
		default:
			n.Text = "no"
		}
		return
	}
}
