package method

import (
	"slices"
	"strings"

	"ifnscope/score/sig"
)

// All returns every method in the order in which a person is shown them:
// single samples first, then those that need controls, then those that need a
// cohort. The settings are the published ones.
func All() []Method {
	return []Method{
		// the sample alone
		MeanLog2{},
		MedianLog2{},
		SumLog2{},
		HousekeepingRatio{},
		HousekeepingRatio{Linear: true},
		Singscore{},
		Singscore{Undirected: true},
		SingscoreStable{},
		SSGSEA{},
		UCell{},
		AUCell{},
		// healthy controls
		MeanZ{},
		SumZ{},
		MeanZ{Linear: true},
		SumZ{Linear: true},
		ZScore{Reference: true},
		MedianFC{},
		GeomeanFC{},
		SumLog2FC{},
		DDCt{},
		ModuleResponse{},
		Chiche{},
		GSVA{Reference: true},
		// the samples of the run
		GSVA{},
		GSVA{Kernel: ECDF},
		GSVA{Kernel: Poisson},
		SSGSEA{Range: true},
		ZScore{},
		PLAGE{},
		PC1{},
	}
}

// usual are the methods that every signature is scored by unless a person
// chooses others.
var usual = []string{"mean-log2", "singscore", "mean-z", "sum-z", "median-fc"}

// Default returns the methods that are used when nobody chooses: the usual
// ones, and those in which the signatures of tier core were published. None
// depends on the other samples of the run.
func Default() []Method {
	ids := slices.Clone(usual)
	for _, s := range sig.Core() {
		ids = append(ids, s.Method)
	}
	return slices.DeleteFunc(All(), func(m Method) bool { return m.Needs().Cohort || !slices.Contains(ids, name(m)) })
}

// ByID returns the method of All with the given id, with or without its
// version.
func ByID(id string) (Method, bool) {
	for _, m := range All() {
		if id == m.ID() || id == name(m) {
			return m, true
		}
	}
	return nil, false
}

// name returns the id without the version.
func name(m Method) string {
	n, _, _ := strings.Cut(m.ID(), "/")
	return n
}
