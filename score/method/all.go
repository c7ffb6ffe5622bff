package method

import "strings"

// All returns every method in the order in which a person is shown them:
// single samples first, then those that need controls, then those that need a
// cohort. The settings are the published ones.
func All() []Method {
	return []Method{
		MeanLog2{},
		Singscore{},
		MeanZ{},
		SumZ{},
		MedianFC{},
	}
}

// ByID returns the method with the given id, with or without its version.
func ByID(id string) (Method, bool) {
	for _, m := range All() {
		name, _, _ := strings.Cut(m.ID(), "/")
		if id == m.ID() || id == name {
			return m, true
		}
	}
	return nil, false
}
