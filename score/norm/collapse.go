package norm

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// Rule says which row stands for a gene that has several.
type Rule string

const (
	// HighestMean keeps the row with the highest mean, the first of equals:
	// WGCNA::collapseRows, method MaxMean (Miller 2011,
	// doi:10.1186/1471-2105-12-322). It is usual for arrays and log values.
	HighestMean Rule = "highest-mean"
	// Mean averages the rows: limma::avereps.
	Mean Rule = "mean"
	// Sum adds the rows, for counts of parts of one gene.
	Sum Rule = "sum"
)

// Collapsed is a gene of which several rows were found.
type Collapsed struct {
	Symbol string   `json:"symbol"`
	Kept   string   `json:"kept"` // the row that stands for it, or the rule
	Rows   []string `json:"rows"`
}

// Choice says where the row with the highest mean is looked for, so that it does
// not change when a patient is added. The zero value looks at all samples.
type Choice struct {
	Controls []int             // indices of the healthy controls
	Kept     map[string]string // by symbol, the row that was chosen before, in a reference file
}

// row returns the row that stands for a gene of several.
func (c Choice) row(m *expr.Matrix, symbol string, rows []int) int {
	best := rows[0]
	for _, i := range rows {
		if m.Genes()[i] == c.Kept[symbol] {
			return i
		}
		if higher(meanAmong(m.Row(i), c.Controls), meanAmong(m.Row(best), c.Controls)) {
			best = i
		}
	}
	return best
}

// Collapse returns the matrix of genes by approved symbol. Rows of the same
// symbol are joined by rule; the genes stand in the order of their first row.
// A row without a symbol keeps its own name and stays, as background for the
// methods that rank; control probes and spike-ins are left out.
//
// The row with the highest mean is chosen as choice says.
//
// Missing values are left out of a mean and of a sum; of nothing but missing
// values the outcome is missing. Collapse panics if mp has another length than
// the matrix has rows.
func Collapse(m *expr.Matrix, mp *gene.Mapping, rule Rule, choice Choice) (*expr.Matrix, []Collapsed, error) {
	p, n := m.Dims()
	if len(mp.Rows) != p {
		panic("norm: the mapping is of another matrix")
	}
	names := make([]string, 0, p)
	rows := make([][]int, 0, p)
	at := make(map[string]int, p)
	for i, r := range mp.Rows {
		switch {
		case r.How == gene.Control:
		case !r.Mapped():
			names = append(names, r.ID)
			rows = append(rows, []int{i})
		default:
			k, ok := at[r.Symbol]
			if !ok {
				k = len(names)
				at[r.Symbol] = k
				names = append(names, r.Symbol)
				rows = append(rows, nil)
			}
			rows[k] = append(rows[k], i)
		}
	}
	var joined []Collapsed
	values := make([][]float64, len(rows))
	for k, is := range rows {
		if len(is) == 1 {
			values[k] = m.Row(is[0])
			continue
		}
		c := Collapsed{Symbol: names[k], Kept: string(rule)}
		for _, i := range is {
			c.Rows = append(c.Rows, m.Genes()[i])
		}
		if rule == HighestMean {
			best := choice.row(m, names[k], is)
			c.Kept = m.Genes()[best]
			values[k] = m.Row(best)
		} else {
			values[k] = make([]float64, n)
			for j := range n {
				values[k][j] = join(m, is, j, rule)
			}
		}
		joined = append(joined, c)
	}
	how := string(rule)
	switch {
	case rule == HighestMean && len(choice.Kept) > 0:
		how += ", as in the reference file"
	case rule == HighestMean && len(choice.Controls) > 0:
		how += fmt.Sprintf(" among %d samples of healthy controls", len(choice.Controls))
	}
	step := fmt.Sprintf("%d rows to %d genes and unmapped rows; %d genes of several rows joined by %s", p, len(names), len(joined), how)
	out, err := m.DeriveRows(step, m.Unit(), gene.Namespace{Kind: gene.Symbol}, names, values)
	if err != nil {
		return nil, nil, err
	}
	return out, joined, nil
}

// higher reports whether a is above b; a missing mean is below every other.
func higher(a, b float64) bool { return a > b || math.IsNaN(b) && !math.IsNaN(a) }

// meanAmong returns the mean of the values at the given indices, of all if
// there are none.
func meanAmong(x []float64, among []int) float64 {
	if len(among) == 0 {
		return rowMean(x)
	}
	y := make([]float64, len(among))
	for k, j := range among {
		y[k] = x[j]
	}
	return rowMean(y)
}

// rowMean returns the mean of the values that are not missing.
func rowMean(x []float64) float64 {
	var sum float64
	n := 0
	for _, v := range x {
		if !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	return sum / float64(n)
}

func join(m *expr.Matrix, is []int, j int, rule Rule) float64 {
	var sum float64
	n := 0
	for _, i := range is {
		if v := m.At(i, j); !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	switch {
	case n == 0:
		return math.NaN()
	case rule == Sum:
		return sum
	}
	return sum / float64(n)
}
