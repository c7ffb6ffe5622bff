package sample

import (
	"fmt"
	"slices"
)

// Role is the part that a sample plays.
type Role uint8

const (
	Unassigned Role = iota
	Control         // healthy control
	Patient         // everybody who is judged against the controls
	Excluded        // left out by a person, with a reason
)

var roles = [...]string{"unassigned", "control", "patient", "excluded"}

// String returns "unassigned", "control", "patient" or "excluded".
func (r Role) String() string {
	if int(r) < len(roles) {
		return roles[r]
	}
	return fmt.Sprintf("role(%d)", uint8(r))
}

// MarshalText writes the role as String does.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (r *Role) UnmarshalText(b []byte) error {
	for i, s := range roles {
		if s == string(b) {
			*r = Role(i)
			return nil
		}
	}
	return fmt.Errorf("sample: unknown role %q", b)
}

// Design says who every sample is. Its slices have one entry a sample.
type Design struct {
	Samples []string
	Role    []Role
	Group   []string // the value that the role follows from, for labels
	Subject []string // the person; never empty
	Visit   []string // empty where there is one sample a person
}

// Len returns the number of samples.
func (d *Design) Len() int { return len(d.Samples) }

// With returns the indices of the samples that have role r.
func (d *Design) With(r Role) []int {
	var js []int
	for j, x := range d.Role {
		if x == r {
			js = append(js, j)
		}
	}
	return js
}

// Select returns the design of the samples js, in their order.
func (d *Design) Select(js []int) *Design {
	s := &Design{}
	for _, j := range js {
		s.Samples = append(s.Samples, d.Samples[j])
		s.Role = append(s.Role, d.Role[j])
		s.Group = append(s.Group, d.Group[j])
		s.Subject = append(s.Subject, d.Subject[j])
		s.Visit = append(s.Visit, d.Visit[j])
	}
	return s
}

// People returns the number of different subjects among the samples js.
func (d *Design) People(js []int) int {
	seen := map[string]bool{}
	for _, j := range js {
		seen[d.Subject[j]] = true
	}
	return len(seen)
}

// BySubject returns the samples of js by person, in the order in which the
// people first appear.
func (d *Design) BySubject(js []int) [][]int {
	at := map[string]int{}
	var groups [][]int
	for _, j := range js {
		k, ok := at[d.Subject[j]]
		if !ok {
			k = len(groups)
			at[d.Subject[j]] = k
			groups = append(groups, nil)
		}
		groups[k] = append(groups[k], j)
	}
	return groups
}

// Visits returns the different visit labels in order, see [Design.VisitOrder].
func (d *Design) Visits() []string {
	var v []string
	for _, s := range d.Visit {
		if s != "" && !slices.Contains(v, s) {
			v = append(v, s)
		}
	}
	slices.SortFunc(v, d.VisitOrder())
	return v
}

// First returns one sample a person of js: the one with the earliest visit,
// and of several with the same visit the first in the file.
func (d *Design) First(js []int) []int {
	compare := d.VisitOrder()
	var first []int
	for _, g := range d.BySubject(js) {
		best := g[0]
		for _, j := range g[1:] {
			if compare(d.Visit[j], d.Visit[best]) < 0 {
				best = j
			}
		}
		first = append(first, best)
	}
	slices.Sort(first)
	return first
}
