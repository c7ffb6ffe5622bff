package method

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// TestKeysAreLogits compares the order of genes by keys with that by the exact
// sums, which is that of the published program, in data in which many genes
// are told apart by rounding or not at all.
func TestKeysAreLogits(t *testing.T) {
	for _, samples := range []int{manySamples, 101, 258} {
		rng := rand.New(rand.NewPCG(5, uint64(samples)))
		var rows [][]float64
		add := func(x func(j int) float64) {
			row := make([]float64, samples)
			for j := range row {
				row[j] = x(j)
			}
			rows = append(rows, row)
		}
		for i := range 300 {
			base := 2 + 12*rng.Float64()
			add(func(int) float64 { return base + rng.NormFloat64() })
			last := rows[len(rows)-1]
			switch i % 6 {
			case 0: // the same distribution in other units
				add(func(j int) float64 { return 3*last[j] - 2 })
			case 1: // and in other samples
				add(func(j int) float64 { return last[(j+7)%samples] })
			case 2: // values cut to few digits
				add(func(j int) float64 { return math.Round(last[j]*4) / 4 })
			case 3: // a floor, with few above it
				add(func(j int) float64 {
					if j%50 == i%50 {
						return last[j] + 8
					}
					return math.Log2(10)
				})
			case 4: // missing values, and a far one
				add(func(j int) float64 {
					if (i+j)%9 == 0 {
						return nan
					}
					if j == i%samples {
						return 500
					}
					return last[j]
				})
			case 5: // two groups, half and half
				add(func(j int) float64 { return float64(j % 2) })
			}
		}
		rows = append(rows, make([]float64, samples)) // constant
		genes, people := make([]string, len(rows)), make([]string, samples)
		for i := range genes {
			genes[i] = fmt.Sprint("G", i)
		}
		for j := range people {
			people[j] = fmt.Sprint("S", j)
		}
		m, err := expr.New(genes, people, expr.Log2, gene.Namespace{}, slices.Concat(rows...))
		if err != nil {
			t.Fatal(err)
		}
		orders := func(by func(*gsva, *expr.Matrix, func(int, []int32) error) error) (all [][]int32, constant int) {
			s := &gsva{f: &Frame{Matrix: m}}
			if err := by(s, m, func(_ int, order []int32) error {
				all = append(all, slices.Clone(order))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all, s.constant
		}
		got, dropped := orders((*gsva).byKeys)
		want, constant := orders((*gsva).byLogits)
		if dropped != constant || constant == 0 {
			t.Errorf("%d samples: %d constant genes by keys, %d by logits", samples, dropped, constant)
		}
		for j := range want {
			if !slices.Equal(got[j], want[j]) {
				t.Fatalf("%d samples: sample %d: genes lie in another order than by their exact sums", samples, j)
			}
		}
	}
}

// crowd is a pool of as many as it counts, who finish in whatever order.
type crowd int

func (c crowd) Rank(n int, part func(k int) Part, done func(k int, r Ranked) error) error {
	type result struct {
		k int
		r Ranked
	}
	todo, results := make(chan func() result, n), make(chan result, n)
	for k := range n {
		p := part(k)
		todo <- func() result { return result{k, p.Rank()} }
	}
	close(todo)
	for range int(c) {
		go func() {
			for do := range todo {
				results <- do()
			}
		}()
	}
	for range n {
		r := <-results
		if err := done(r.k, r.r); err != nil {
			return err
		}
	}
	return nil
}

func TestPoolChangesNothing(t *testing.T) {
	s := newSynthetic(2000, 300) // several parts
	f := s.frame(t, s.matrix(t), s.reference(t))
	want := scores(t, GSVA{}, f)
	for _, n := range []crowd{1, 2, 4} {
		f.Pool = n
		for i, row := range scores(t, GSVA{}, f) {
			for j, x := range row {
				if math.Float64bits(x.Value) != math.Float64bits(want[i][j].Value) || x.Used != want[i][j].Used {
					t.Fatalf("%d workers: %s has another score in %s", n, s.sigs[i].ID, s.samples[j])
				}
			}
		}
	}
}
