package method

// Part is a part of a fit that needs nothing else, so that parts can be done
// side by side: genes to be ranked by their Gaussian kernel estimates.
type Part struct {
	Samples int
	Values  []float64 // genes x samples, log2; NaN is missing
}

// Ranked is what becomes of a part.
type Ranked struct {
	Keys     []uint32 // genes x samples, as gaussianKeys gives them
	Constant int      // genes that do not vary
}

// Rank ranks the genes of a part. The same part gives the same keys wherever
// it is done.
func (p Part) Rank() Ranked {
	r := Ranked{Keys: make([]uint32, len(p.Values))}
	var g gaussianKeys
	for lo := 0; lo < len(p.Values); lo += p.Samples {
		if !g.row(r.Keys[lo:lo+p.Samples], p.Values[lo:lo+p.Samples]) {
			r.Constant++
		}
	}
	return r
}

// Pool ranks parts side by side.
type Pool interface {
	// Rank ranks what part returns for every k below n and hands each result
	// to done once, in any order. It calls both from the caller's goroutine,
	// and returns the first error of done.
	Rank(n int, part func(k int) Part, done func(k int, r Ranked) error) error
}

// alone is the pool of one who has no help.
type alone struct{}

func (alone) Rank(n int, part func(k int) Part, done func(k int, r Ranked) error) error {
	for k := range n {
		if err := done(k, part(k).Rank()); err != nil {
			return err
		}
	}
	return nil
}

// partGenes returns how many genes of so many samples are a part: some 40 ms
// of work in WebAssembly, most of which goes into the pairs of samples.
func partGenes(samples int) int { return max(1, 6e7/(samples*samples)) }
