package norm

import (
	"fmt"
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// FuzzCounts normalises small tables of counts, zeros and missing values: no
// normalisation panics, and what one returns is a number wherever it was given
// one, unless the sample lost its reference genes.
func FuzzCounts(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, uint8(3))
	f.Add([]byte{0, 0, 0, 0, 9, 0, 0, 7, 0, 255, 255, 255}, uint8(2))
	f.Add([]byte{200, 200, 200, 200, 200, 200, 200, 200, 100, 100, 100, 100}, uint8(4))
	f.Add([]byte{240, 1, 241, 2, 242, 3, 243, 4, 244, 5, 245, 6, 246, 7, 247, 8}, uint8(2))
	f.Fuzz(func(t *testing.T, b []byte, samples uint8) {
		n := int(samples%6) + 1
		genes := len(b) / n
		if genes < 5 || genes > 60 {
			return
		}
		names := append(append([]string{}, controls...), references...)
		for i := 4; i < genes; i++ {
			names = append(names, fmt.Sprintf("G%d", i))
		}
		var people []string
		for j := range n {
			people = append(people, fmt.Sprintf("S%d", j))
		}
		data := make([]float64, genes*n)
		for k := range data {
			switch c := float64(b[k]); {
			case c == 255:
				data[k] = math.NaN()
			case c > 200:
				data[k] = math.Exp2(c - 200) // up to 1e16
			default:
				data[k] = c
			}
		}
		m, err := expr.New(names, people, expr.Counts, gene.Namespace{}, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, choice := range Choices(expr.Counts) {
			got, err := apply(choice, m)
			if err != nil {
				continue // told, not computed
			}
			for i := range names {
				for j, x := range got.Row(i) {
					lost := choice.ID == "housekeeping" && !(m.At(2, j) > 0 && m.At(3, j) > 0)
					if math.IsInf(x, 0) || math.IsNaN(x) != (math.IsNaN(m.At(i, j)) || lost) {
						t.Fatalf("%s: %s of %s is %v, from %v", choice.ID, names[i], people[j], x, m.At(i, j))
					}
				}
			}
		}
	})
}
