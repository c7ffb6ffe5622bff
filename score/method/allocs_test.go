package method

import "testing"

// TestAllocations scores sample after sample without allocating, once the buffers
// of a scorer have grown. Those that take medians copy the genes of every set,
// singscore twice those of a direction.
func TestAllocations(t *testing.T) {
	copies := map[string]float64{"median-log2": 1, "median-fc": 1, "singscore": 4, "singscore-undirected": 2, "singscore-stable": 4}
	s := newSynthetic(150, 12)
	f := s.frame(t, s.matrix(t), s.reference(t))
	_, samples := f.Matrix.Dims()
	for _, m := range All() {
		sc, err := m.Fit(f)
		if err != nil {
			t.Fatalf("%s: %v", name(m), err)
		}
		dst := make([]Score, len(f.Sets))
		var c Column
		j := 0
		next := func() {
			c.Load(f.Matrix, j%samples)
			sc.Score(dst, &c)
			j++
		}
		for range samples {
			next()
		}
		if got, want := testing.AllocsPerRun(samples, next), copies[name(m)]*float64(len(f.Sets)); got > want {
			t.Errorf("%s allocates %v times a sample, want at most %v", name(m), got, want)
		}
	}
}
