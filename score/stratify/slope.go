package stratify

import (
	"math"
	"slices"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// Slope is a coefficient, of a regression or a correlation, with its 95 %
// interval.
type Slope struct {
	N      int         `json:"n"`                // measurements used
	People int         `json:"people,omitempty"` // of whom they are, where repeated
	Value  expr.Number `json:"value"`
	Lower  expr.Number `json:"lower"`
	Upper  expr.Number `json:"upper"`
	P      expr.Number `json:"p"`
	// For names the columns that are held equal.
	For []string `json:"for,omitempty"`
}

func slope(n int, c cohort.Coefficient) *Slope {
	return &Slope{N: n, Value: expr.Number(c.Value), Lower: expr.Number(c.Lower), Upper: expr.Number(c.Upper), P: expr.Number(c.P)}
}

func correlation(c cohort.Correlation) *Slope {
	return &Slope{N: c.N, Value: expr.Number(c.Value), Lower: expr.Number(c.Lower), Upper: expr.Number(c.Upper), P: expr.Number(c.P)}
}

// partial returns the correlation of the ranks of score and column at the same age
// and sex, of as many patients as a regression would need; else nil.
func partial(scores, column []float64, covariates []cohort.Variable) *Slope {
	if len(covariates) == 0 {
		return nil
	}
	var names []string
	var others [][]float64
	for _, c := range covariates {
		names, others = append(names, c.Name), append(others, c.Values)
	}
	c := cohort.PartialSpearman(scores, column, others...)
	if c.N < 2*perVariable*(1+len(covariates)) || math.IsNaN(c.Value) {
		return nil
	}
	s := correlation(c)
	s.For = names
	return s
}

// mixed relates the scores of all visits to a column, with an intercept of
// every person's own: the change of the score for one unit of the column, or
// from no to yes. It is nil where nobody has both twice, or where fewer than
// minNumbers people have both.
func mixed(scores, column []float64, person []string) *Slope {
	m, err := cohort.Mixed(scores, person, cohort.Variable{Name: "column", Values: column})
	if err != nil || m.People < minNumbers {
		return nil
	}
	s := slope(m.N, m.Coefficients[1])
	s.People = m.People
	return s
}

// perVariable is the least number of patients a variable of a regression, of a
// yes-or-no outcome on the rarer side: 5, from which intervals are about right
// (Vittinghoff & McCulloch 2007, doi:10.1093/aje/kwk052).
const perVariable = 5

// adjusted relates the score to a column at the same age and sex: of numbers the
// change of the score for one unit of the column (linear regression), of yes and
// no the odds ratio of yes for one standard deviation of the score (logistic).
// It is nil where there is no age or sex, or too few patients.
func adjusted(scores, column []float64, yesNo bool, covariates []cohort.Variable) *Slope {
	if len(covariates) == 0 {
		return nil
	}
	var names []string
	for _, c := range covariates {
		names = append(names, c.Name)
	}
	need := perVariable * (1 + len(covariates))
	if !yesNo {
		m, err := cohort.Linear(scores, append([]cohort.Variable{{Name: "column", Values: column}}, covariates...)...)
		if err != nil || m.N < 2*need {
			return nil
		}
		s := slope(m.N, m.Coefficients[1])
		s.For = names
		return s
	}
	count := [2]int{}
	for i, y := range column {
		if !math.IsNaN(y) && !math.IsNaN(scores[i]) {
			count[int(y)]++
		}
	}
	if min(count[0], count[1]) < need {
		return nil
	}
	m, err := cohort.Logistic(column, append([]cohort.Variable{{Name: "score", Values: standardised(scores)}}, covariates...)...)
	if err != nil {
		return nil
	}
	s := slope(m.N, m.Coefficients[1])
	s.For = names
	for _, v := range []*expr.Number{&s.Value, &s.Lower, &s.Upper} {
		*v = expr.Number(math.Exp2(float64(*v) / math.Ln2)) // e to the v
	}
	return s
}

// covariates returns the age and sex of the patients js, as far as the table
// has columns of these names that vary.
func covariates(t *sample.Table, js []int) []cohort.Variable {
	var out []cohort.Variable
	for _, names := range [][]string{{"age", "age years", "age (years)", "age at sampling", "age at visit", "alter", "edad", "âge", "ålder"}, {"sex", "gender", "geschlecht", "sexe", "sexo", "kön"}} {
		for _, c := range t.Columns() {
			if !slices.Contains(names, strings.ToLower(strings.ReplaceAll(c, "_", " "))) {
				continue
			}
			cells := at(t.Column(c), js)
			if positive, ok := yesOrNo(cells); ok {
				out = append(out, cohort.Variable{Name: c, Values: zeroOne(cells, positive)})
			} else if x, ok := numeric(cells); ok {
				out = append(out, cohort.Variable{Name: c, Values: x})
			}
			break
		}
	}
	return out
}

// at returns the cells of the samples js without blanks around them.
func at(column []string, js []int) []string {
	cells := make([]string, len(js))
	for i, j := range js {
		cells[i] = strings.TrimSpace(column[j])
	}
	return cells
}

// zeroOne returns 1 for the cells that are positive, 0 for others, and NaN for
// empty ones.
func zeroOne(cells []string, positive string) []float64 {
	x := make([]float64, len(cells))
	for i, c := range cells {
		switch c {
		case "":
			x[i] = math.NaN()
		case positive:
			x[i] = 1
		}
	}
	return x
}

// standardised returns x less its mean in standard deviations, missing values
// left as they are.
func standardised(x []float64) []float64 {
	s := ref.Describe(x)
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = (v - s.Mean) / s.SD
	}
	return out
}
