package job

// The figures that can be drawn.
const (
	FigureStrip         = "strip"         // scores by group
	FigureROC           = "roc"           // of patients against controls
	FigureGenes         = "genes"         // heat map of the genes of the signature by sample
	FigureSignatures    = "signatures"    // heat map of all signatures by sample
	FigureAgreement     = "agreement"     // rank correlation of the signatures
	FigurePair          = "pair"          // scores of two signatures
	FigureComponents    = "components"    // samples by the principal components of their scores
	FigureVisits        = "visits"        // scores of every patient over the visits
	FigureContributions = "contributions" // what the genes of a sample add to its score
	FigureCourse        = "course"        // the visits of one person among the others
	FigureSamples       = "samples"       // samples by the principal components of all genes
	FigureBoxes         = "boxes"         // distribution of the values of every sample
	FigureOverlap       = "overlap"       // genes that signatures share

	FigurePathwayMap   = "pathway-map"   // the interferon pathway of a sample or of the cohort
	FigurePathwayStrip = "pathway-strip" // its axes on the ranges of healthy people and patients
	FigurePathwayPlane = "pathway-plane" // type I against type II
	FigurePathwayAxes  = "pathway-axes"  // heat map of the axes by patient
)

// Draw asks for a figure of the result, or of the quality of the samples.
type Draw struct {
	Figure    string  `json:"figure"`
	Signature string  `json:"signature,omitempty"`
	Method    string  `json:"method,omitempty"`
	Visit     string  `json:"visit,omitempty"`
	Other     string  `json:"other,omitempty"`  // second signature of a pair; those of an overlap, a blank between them
	Sample    string  `json:"sample,omitempty"` // whose figure it is
	Node      string  `json:"node,omitempty"`   // of a map, that is outlined
	Above     string  `json:"above,omitempty"`  // columns that stand above a heat map, a tab between them; empty for the first
	Width     float64 `json:"width,omitempty"`  // in pixels; 0 for a figure that is taken away, which explains itself
}

// Figure is a figure on the page. It stays known to the worker until another of
// its name is drawn: marks and rows are asked for.
type Figure struct {
	Draw   Draw    `json:"draw"`
	Title  string  `json:"title"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Marks  int     `json:"marks"`
	Rows   int     `json:"rows"`          // of the table of its values
	Why    string  `json:"why,omitempty"` // there is none
	SVG    []byte  `json:"-"`             // travels beside the reply
}

// Mark asks what stands at a point of a figure, or where a key leads from one
// of its marks.
type Mark struct {
	Figure string  `json:"figure"`
	X      float64 `json:"x"` // pixels of the figure
	Y      float64 `json:"y"`
	Key    string  `json:"key,omitempty"`  // as the browser names it: "ArrowRight"
	From   int     `json:"from,omitempty"` // mark that the key leads from, -1 for none
}

// Find asks where a sample stands in every figure.
type Find struct {
	Sample string `json:"sample"`
}

// Found are marks: one at most that was asked for, or all of a sample.
type Found struct {
	Sample string  `json:"sample,omitempty"`
	Places []Place `json:"places"`
}

// Place is a mark of a figure: a point, or a cell with its extent.
type Place struct {
	Figure string  `json:"figure"`
	Index  int     `json:"index"`
	X      float64 `json:"x"` // middle, in pixels
	Y      float64 `json:"y"`
	W      float64 `json:"w,omitempty"`
	H      float64 `json:"h,omitempty"`
	Sample string  `json:"sample,omitempty"`
	Label  string  `json:"label"`
	Row    int     `json:"row"` // of a cell of a heat map
	Column int     `json:"column"`
}

// Rows asks for a part of the values behind a figure.
type Rows struct {
	Figure string `json:"figure"`
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"`
}

// RowsView is a part of the values behind a figure.
type RowsView struct {
	Figure  string     `json:"figure"`
	Columns []string   `json:"columns"`
	Numbers []bool     `json:"numbers"` // columns of numbers
	Offset  int        `json:"offset"`
	Total   int        `json:"total"`
	Rows    [][]string `json:"rows"`
}
