package quant

import (
	"fmt"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

const again = "Copy the file again, or run the program again"

// table grows by rows.
type table struct {
	columns int
	genes   []string
	values  []float64
	at      map[string]int // by gene, of rows that are added up
}

// add adds a row, or, if added is set, adds it to the row of the same name.
func (t *table) add(id []byte, v []float64, added bool) *read.Error {
	if len(id) == 0 {
		return &read.Error{Column: 1, Code: read.Malformed, What: "the row names no gene", WayOut: again}
	}
	if added {
		if i, ok := t.at[string(id)]; ok {
			for j := range v {
				t.values[i*t.columns+j] += v[j]
			}
			return nil
		}
		if t.at == nil {
			t.at = map[string]int{}
		}
		t.at[string(id)] = len(t.genes)
	}
	t.genes = append(t.genes, string(id))
	if t.values = append(t.values, v...); len(t.values) > read.MaxCells {
		return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the table has more than %d million values", read.MaxCells/1_000_000), WayOut: "Split the samples"}
	}
	return nil
}

func (t *table) content(s read.Summary, samples []string, u expr.Unit) (*read.Content, error) {
	if len(t.genes) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "no row names a gene", WayOut: again}
	}
	m, err := expr.New(t.genes, samples, u, gene.Namespace{}, t.values)
	if err != nil {
		return nil, &read.Error{Line: 1, Code: read.DuplicateName, What: err.Error(), WayOut: "Give every sample a name of its own"}
	}
	return &read.Content{Summary: s, Matrix: m}, nil
}

func ragged(line, got, want int) error {
	return &read.Error{Line: line, Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the first has %d", got, want), WayOut: again}
}

func lineError(err error, lines *text.Lines) error {
	if err == text.ErrQuote || err == text.ErrLongLine {
		return &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: again}
	}
	return err
}
