package demo

import (
	"math"
	"math/rand/v2"
)

// source draws the same numbers on every machine: only math functions whose
// last bit does not depend on the processor are used.
type source struct{ r *rand.Rand }

func newSource() *source { return &source{rand.New(rand.NewPCG(20191, 270))} }

// uniform returns a number in (0, 1).
func (s *source) uniform() float64 { return (float64(s.r.Uint64()>>12) + 0.5) / (1 << 52) }

// normal returns a standard normal deviate by inversion.
func (s *source) normal() float64 { return math.Sqrt2 * math.Erfinv(2*s.uniform()-1) }

// chance returns true with probability p.
func (s *source) chance(p float64) bool { return s.uniform() < p }

// below returns a whole number from 0 to n-1.
func (s *source) below(n int) int { return s.r.IntN(n) }
