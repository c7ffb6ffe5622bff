package job

import (
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// Pathway asks for the profile of the interferon pathway: of one sample, or of
// all patients where none is named.
type Pathway struct {
	Sample string `json:"sample,omitempty"`
	Node   string `json:"node,omitempty"` // of the map, that is opened
}

// PathwayView shows a profile. What the profile holds by sample is cut to the
// sample that is shown: one value, none for the cohort.
type PathwayView struct {
	Sample   *report.Sample `json:"sample,omitempty"`
	Against  string         `json:"against"`
	Relative bool           `json:"relative,omitempty"`
	Patients int            `json:"patients"`
	Controls int            `json:"controls"`
	Summary  string         `json:"summary,omitempty"`

	Axes    []pathway.Axis `json:"axes"`
	Nodes   []pathway.Node `json:"nodes"`
	Node    string         `json:"node,omitempty"`  // that is opened
	Genes   []PathwayGene  `json:"genes,omitempty"` // of the node
	Samples []PathwayRow   `json:"samples"`         // of patients

	Card         *pathway.Card         `json:"card,omitempty"`
	Confounders  []stratify.Confounder `json:"confounders,omitempty"`
	Types        []PathwayType         `json:"types,omitempty"` // of the cohort
	Measured     []pathway.Measured    `json:"measured,omitempty"`
	Composition  pathway.Composition   `json:"composition"`
	Feedback     pathway.Feedback      `json:"feedback"`
	Sensing      []pathway.Context     `json:"sensing"`
	Associations []pathway.Association `json:"associations,omitempty"`
	Left         []string              `json:"left,omitempty"`
	Stability    []pathway.Stability   `json:"stability,omitempty"`
	Visits       []PathwayVisit        `json:"visits,omitempty"` // of the person
	Issues       []pathway.Issue       `json:"issues"`
	Findings     []pathway.Finding     `json:"findings"`
	Therapies    []pathway.Therapy     `json:"therapies"`
}

// PathwayGene is a gene of a node.
type PathwayGene struct {
	Symbol string      `json:"symbol"`
	Value  expr.Number `json:"value"` // log2, of the sample, or the median of the patients
	Z      expr.Number `json:"z"`
	Rho    expr.Number `json:"rho"` // with the ISG score, over the patients
	Role   string      `json:"role,omitempty"`
	Source string      `json:"source,omitempty"`
}

// PathwayRow is a patient's sample in the list.
type PathwayRow struct {
	Sample string        `json:"sample"`
	Label  string        `json:"label"`
	Values []expr.Number `json:"values"` // of the measurable axes, in order
	Type   string        `json:"type,omitempty"`
}

// PathwayType counts the patients with a type of inducer card.
type PathwayType struct {
	Type   string `json:"type"`
	People int    `json:"people"`
}

// PathwayVisit is another sample of the person.
type PathwayVisit struct {
	Sample string        `json:"sample"`
	Label  string        `json:"label"`
	Values []expr.Number `json:"values"` // of the measurable axes, in order
}
