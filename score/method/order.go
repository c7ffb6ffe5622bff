package method

import "math"

// sorter sorts numbers by their bits. Its zero value is ready for use; its
// buffers grow to the longest slice.
type sorter struct {
	key, other []uint64
	idx        []int32
	count      [6][1 << 11]int32
}

// order returns the indices of x by value, the lowest first, equal values by
// index, missing values left out; it appends to dst[:0].
//
// A radix sort of the float bits in six digits of 11 bits: 20,000 genes take a
// quarter of the time of a comparing sort, in every sample.
func (s *sorter) order(dst []int32, x []float64) []int32 {
	dst = dst[:0]
	s.key = s.key[:0]
	s.count = [6][1 << 11]int32{}
	for i, v := range x {
		if math.IsNaN(v) {
			continue
		}
		k := bits(v)
		dst = append(dst, int32(i))
		s.key = append(s.key, k)
		for d := range s.count {
			s.count[d][k>>(11*d)&(1<<11-1)]++
		}
	}
	n := len(dst)
	if cap(s.other) < n {
		s.other, s.idx = make([]uint64, n), make([]int32, n)
	}
	from, to := s.key, s.other[:n]
	at, next := dst, s.idx[:n]
	for d := range s.count {
		count := &s.count[d]
		if n == 0 || int(count[from[0]>>(11*d)&(1<<11-1)]) == n {
			continue // all numbers share the digit
		}
		var sum int32
		for b, c := range count {
			count[b] = sum
			sum += c
		}
		for i, k := range from {
			b := k >> (11 * d) & (1<<11 - 1)
			to[count[b]], next[count[b]] = k, at[i]
			count[b]++
		}
		from, to = to, from
		at, next = next, at
	}
	if n > 0 && &at[0] != &dst[0] {
		copy(dst, at)
	}
	return dst
}

// bits returns a number whose unsigned order is that of v. Negative zero is
// zero.
func bits(v float64) uint64 {
	b := math.Float64bits(v + 0)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}
