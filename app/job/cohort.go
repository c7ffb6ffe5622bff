package job

import (
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// Cohort asks for what follows from the scores of all people: by one signature
// and method where one is named, the first otherwise.
type Cohort struct {
	Signature string `json:"signature,omitempty"`
	Method    string `json:"method,omitempty"`
}

// CohortView shows what follows from the scores.
type CohortView struct {
	Signature string   `json:"signature"`
	Method    string   `json:"method"`
	Title     string   `json:"title"`
	Shorts    []string `json:"shorts"` // of the signatures compared

	Groups      *GroupTest             `json:"groups,omitempty"`
	Rules       []RuleView             `json:"rules"`
	SameByAll   int                    `json:"sameByAll"` // patients whose class is the same by every rule with a cut-off
	Presets     []Preset               `json:"presets"`   // of the signature
	Controls    stratify.Controls      `json:"controls"`
	Replicates  stratify.Replicates    `json:"replicates"`
	Sensitivity stratify.Sensitivity   `json:"sensitivity"`
	Agreement   stratify.Agreement     `json:"agreement"`
	Judges      []string               `json:"judges"`     // short names of the clinical type I scores with a cut-off
	Discordant  []stratify.Patient     `json:"discordant"` // by those; on whom most of them disagree first
	Patients    int                    `json:"patients"`   // samples that were judged
	Visits      stratify.Visits        `json:"visits"`
	Clinical    []stratify.Association `json:"clinical"`
	// Columns are those of the sample table that can stand above a heat map, and
	// Above those that do where nobody chose others.
	Columns []string `json:"columns"`
	Above   []string `json:"above"`
}

// GroupTest compares groups of people at their first visit, those of
// stratify.MinPeople or more.
type GroupTest struct {
	Labels []string      `json:"labels"`
	N      []int         `json:"n"`
	Test   string        `json:"test"` // its name, empty where fewer than two groups are large enough
	P      expr.Number   `json:"p"`
	Exact  bool          `json:"exact,omitempty"`
	AUC    []expr.Number `json:"auc,omitempty"` // of two groups: value, lower, upper
	Pairs  []PairTest    `json:"pairs,omitempty"`
}

// PairTest compares two of several groups.
type PairTest struct {
	A, B     string
	P        expr.Number
	Adjusted expr.Number
	AUC      [3]expr.Number // that one of A is higher than one of B: value, lower, upper
}

// RuleView is one cut-off rule on the same scores.
type RuleView struct {
	Rule   ref.Rule   `json:"rule"`
	Cutoff ref.Cutoff `json:"cutoff"`
	High   int        `json:"high"` // patients above the interval, at their first visit
	Band   int        `json:"band"` // inside it
	Low    int        `json:"low"`
	InUse  bool       `json:"inUse,omitempty"`
	// Other counts patients with another class, of the three, than by the rule in
	// force, and Visits says how many would keep theirs over the visits.
	Other  int             `json:"other"`
	Visits stratify.Stable `json:"visits"`
}

// Preset is an assay that was published with the signature, and whether it
// holds for the data.
type Preset struct {
	Title  string   `json:"title"`
	Source string   `json:"source"`
	Rule   bool     `json:"rule"`             // its method and rule hold, on the person's own controls
	Cutoff float64  `json:"cutoff,omitempty"` // the published number, where it holds too
	Why    []string `json:"why,omitempty"`    // what stands against it
}

// PersonOf names a sample as it is shown.
func PersonOf(s report.Sample) string {
	if s.Visit != "" && s.Subject != s.Name {
		return s.Subject + " " + s.Visit
	}
	return s.Name
}
