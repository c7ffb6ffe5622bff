package method

import (
	"cmp"
	"math"
	"slices"
)

// sorter sorts the genes of a sample. Its zero value is ready for use; its
// buffers grow to the longest slice.
type sorter struct {
	packed, other []uint64
	key           []uint32
	count         [3][1 << 11]int32
}

// order returns the indices of x by value, the lowest first, equal values by
// index, missing values left out; it appends to dst[:0].
//
// Numbers are sorted by the upper half of their bits, in which a gene in a
// million is like another, and those that are alike in it by all of them.
func (s *sorter) order(dst []int32, x []float64) []int32 {
	s.key = s.key[:0]
	for _, v := range x {
		k := uint32(noKey)
		if !math.IsNaN(v) {
			k = uint32(bits(v) >> 32)
		}
		s.key = append(s.key, k)
	}
	dst = s.orderKeys(dst, s.key)
	for lo := 0; lo < len(dst); {
		hi := lo + 1
		k := s.key[dst[lo]]
		for hi < len(dst) && s.key[dst[hi]] == k {
			hi++
		}
		if hi > lo+1 {
			byValue(dst[lo:hi], x)
		}
		lo = hi
	}
	return dst
}

// byValue sorts indices of x that are in ascending order.
func byValue(at []int32, x []float64) {
	less := func(a, b int32) int { return cmp.Or(cmp.Compare(x[a], x[b]), cmp.Compare(a, b)) }
	if !slices.IsSortedFunc(at, less) {
		slices.SortFunc(at, less)
	}
}

// noKey is the key of what has no place in an order.
const noKey = math.MaxUint32

// orderKeys returns the indices of keys, the lowest first, equal keys by
// index, those that are noKey left out; it appends to dst[:0].
//
// It is a radix sort in three digits of 11 bits: 20,000 genes take a fraction
// of the time of a comparing sort, in every sample.
func (s *sorter) orderKeys(dst []int32, keys []uint32) []int32 {
	const mask = 1<<11 - 1
	s.packed = s.packed[:0]
	s.count = [3][1 << 11]int32{}
	for i, k := range keys {
		if k == noKey {
			continue
		}
		s.packed = append(s.packed, uint64(k)<<32|uint64(uint32(i)))
		s.count[0][k&mask]++
		s.count[1][k>>11&mask]++
		s.count[2][k>>22&mask]++
	}
	n := len(s.packed)
	s.other = grow(s.other, n)
	from, to := s.packed, s.other
	for d := range s.count {
		count, shift := &s.count[d], 32+11*d
		if n == 0 || int(count[from[0]>>shift&mask]) == n {
			continue // all keys share the digit
		}
		var sum int32
		for b, c := range count {
			count[b] = sum
			sum += c
		}
		for _, p := range from {
			b := p >> shift & mask
			to[count[b]] = p
			count[b]++
		}
		from, to = to, from
	}
	dst = grow(dst, n)
	for i, p := range from {
		dst[i] = int32(uint32(p))
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
