package pathway

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/sample"
)

// State is what a serological finding says.
type State string

const (
	NotStated State = "not stated"
	NotJudged State = "not judged" // a number without a limit
	Negative  State = "negative"
	Positive  State = "positive"
	Low       State = "low"
	Normal    State = "normal"
)

// Serology is one line of a card.
type Serology struct {
	Key    string      `json:"key"`
	Title  string      `json:"title"`
	Column string      `json:"column,omitempty"`
	Value  string      `json:"value,omitempty"`
	State  State       `json:"state"`
	Ratio  expr.Number `json:"ratio"` // to the limit of the normal range
}

// Card says what a patient's serology tells of the inducer. No weights are
// fitted and nothing is added up but the number of antibodies to proteins that
// bind RNA.
type Card struct {
	Lines  []Serology `json:"lines"`
	RBP    int        `json:"rbp"`    // positive of Ro60, La, Sm and U1 RNP
	Stated int        `json:"stated"` // of these four
	Type   string     `json:"type"`   // see typeOf
	Low    []string   `json:"low,omitempty"`
	// Antibodies against interferon qualify a low score.
	AntiIFN State `json:"antiIFN"`
}

// cardLines are the lines of a card in order.
var cardLines = []string{"ro60", "ro52", "la", "sm", "rnp", "dsdna", "c3", "c4", "c1q", "antiifn", "cgamp"}

// rbp are the antibodies to proteins that bind RNA. Ro52 binds none.
var rbp = []string{"ro60", "la", "sm", "rnp"}

// Types of an inducer card.
const (
	TypeRNA   = "RNA-type"
	TypeDNA   = "DNA-type"
	TypeMixed = "mixed"
	TypeNone  = "none"
)

// cardOf reads the serology of one row of a clinical table.
func cardOf(t *sample.Table, all []Column, row int) Card {
	c := Card{AntiIFN: NotStated}
	states := map[string]State{}
	for _, key := range cardLines {
		s := Serology{Key: key, State: NotStated, Ratio: expr.Number(math.NaN())}
		for _, x := range clinical {
			if x.key == key {
				s.Title = x.title
			}
		}
		for _, col := range all {
			if col.Key != key || col.Kind == Limit {
				continue
			}
			// of several columns of one thing the first that is judged counts
			if x := serology(t, col, all, row); s.State == NotStated || s.State == NotJudged && x.State != NotStated {
				x.Title = s.Title
				s = x
			}
		}
		states[key] = s.State
		if s.State == Low {
			c.Low = append(c.Low, s.Title)
		}
		c.Lines = append(c.Lines, s)
	}
	for _, k := range rbp {
		switch states[k] {
		case Positive:
			c.RBP++
			c.Stated++
		case Negative:
			c.Stated++
		}
	}
	c.AntiIFN = states["antiifn"]
	c.Type = typeOf(c, states["dsdna"])
	return c
}

// typeOf names the kind of nucleic acid that the antibodies speak for.
func typeOf(c Card, dna State) string {
	switch {
	case c.RBP > 0 && dna == Positive:
		return TypeMixed
	case c.RBP > 0:
		return TypeRNA
	case dna == Positive:
		return TypeDNA
	case c.Stated > 0 && dna == Negative:
		return TypeNone
	}
	return string(NotStated)
}

// serology reads one cell.
func serology(t *sample.Table, c Column, all []Column, row int) Serology {
	cell := strings.TrimSpace(t.Column(c.Name)[row])
	s := Serology{Key: c.Key, Column: c.Name, Value: cell, State: NotStated, Ratio: expr.Number(math.NaN())}
	if cell == "" {
		return s
	}
	v := number(cell)
	lower, upper := normal(t, c, all, row)
	low := c.Kind == Complement
	switch {
	case low && !math.IsNaN(v) && !math.IsNaN(lower) && !c.low:
		s.Ratio, s.State = expr.Number(v/lower), Normal
		if v < lower {
			s.State = Low
		}
	case !low && !math.IsNaN(v) && !math.IsNaN(upper):
		s.Ratio, s.State = expr.Number(v/upper), Negative
		if v > upper {
			s.State = Positive
		}
	case math.IsNaN(v) || c.low || twoAnswers(t.Column(c.Name)):
		yes, known := answer(cell)
		switch {
		case !known:
			s.State = NotJudged
		case low && yes && (c.low || sample.Answered(cell) == sample.Low):
			s.State = Low
		case low && !yes:
			s.State = Normal
		case low:
			s.State = NotJudged
		case yes:
			s.State = Positive
		default:
			s.State = Negative
		}
	default:
		s.State = NotJudged
	}
	return s
}

// twoAnswers reports whether a column of numbers holds 0 and 1 alone.
func twoAnswers(cells []string) bool {
	seen := false
	for _, c := range cells {
		switch strings.TrimSpace(c) {
		case "0", "1":
			seen = true
		case "":
		default:
			return false
		}
	}
	return seen
}

// Text is the card in a few words: "RBP 3/4, dsDNA positive, C3 low".
func (c Card) Text() string {
	var out []string
	if c.Stated > 0 {
		out = append(out, fmt.Sprintf("RBP %d/%d", c.RBP, c.Stated))
	} else {
		out = append(out, "RBP not stated")
	}
	for _, s := range c.Lines {
		switch {
		case s.Key == "dsdna" && s.State == Positive && !s.Ratio.Missing():
			out = append(out, fmt.Sprintf("dsDNA %.1f x ULN", float64(s.Ratio)))
		case s.Key == "dsdna" && s.State != NotStated:
			out = append(out, "dsDNA "+string(s.State))
		case s.State == Low:
			out = append(out, s.Title+" low")
		case s.Key == "antiifn" && s.State == Positive:
			out = append(out, "antibodies against interferon")
		}
	}
	return strings.Join(out, ", ")
}
