package pathway

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data
var files embed.FS

// Marker is a gene set, or a single gene, that makes an axis.
type Marker struct {
	ID       string
	Parts    []int // of the profile, see Parts
	Title    string
	Short    string
	Genes    []string // approved symbols
	Coherent bool     // the genes must go together; else one gene
	Counts   string   // the measured count that overrides the axis, see clinical keys
	Caveat   string
	Source   string
}

// Sensor is a gene of sensing or clearance, for context.
type Sensor struct {
	Gene   string `json:"gene"`
	Group  string `json:"group"`
	Role   string `json:"role"`
	Source string `json:"source"`
}

// Regulator is a negative regulator of the pathway.
type Regulator struct {
	Gene   string `json:"gene"`
	Level  string `json:"level"` // "response" or "production"
	Action string `json:"action"`
	ISG    bool   `json:"isg,omitempty"` // interferon-stimulated itself
	Shown  bool   `json:"shown,omitempty"`
	Local  string `json:"local"` // what we measured of it
	Source string `json:"source"`
}

// Finding is a published relation of an interferon score with a feature.
type Finding struct {
	Key       string `json:"key"` // see clinical keys
	Feature   string `json:"feature"`
	Axis      string `json:"axis"` // "isg" for interferon scores and activities
	Direction string `json:"direction"`
	Effect    string `json:"effect"`
	N         string `json:"n"`
	Source    string `json:"source"`
}

// Therapy is a drug that acts on the pathway, as knowledge.
type Therapy struct {
	Drug   string   `json:"drug"`
	Target string   `json:"target"`
	Class  string   `json:"class"`
	Nodes  []string `json:"nodes"`
	Status string   `json:"status"`
	Result string   `json:"result"`
	High   string   `json:"high"` // in those whose signature was high
	Low    string   `json:"low"`
	Source string   `json:"source"`
}

// Question is an issue that is not resolved.
type Question struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Source string `json:"source"`
}

// Place is a node of the pathway as it is drawn.
type Place struct {
	ID      string   `json:"id"`
	Stage   string   `json:"stage"` // see Stages
	Title   string   `json:"title"`
	Measure string   `json:"measure"` // kind of what colours it
	Of      string   `json:"of"`      // and its name
	Genes   []string `json:"genes,omitempty"`
	To      []string `json:"to,omitempty"`     // nodes that it acts on
	Blocks  []string `json:"blocks,omitempty"` // nodes that it inhibits
	Text    string   `json:"text,omitempty"`
	Source  string   `json:"source"`
}

// Stages are the stages of the pathway in order.
var Stages = []struct{ ID, Title string }{
	{"inducer", "Inducers"}, {"sensor", "Sensors"}, {"producer", "Cells"}, {"interferon", "Interferons"}, {"receptor", "Receptors"},
	{"signal", "Signalling"}, {"isg", "Stimulated genes"}, {"consequence", "Consequences"}, {"organ", "Organs"},
}

// known is what the data files hold.
type known struct {
	markers    []Marker
	sensors    []Sensor
	regulators []Regulator
	findings   []Finding
	therapies  []Therapy
	questions  []Question
	places     []Place
}

var (
	once sync.Once
	data known
)

// knowledge reads the data files when they are first asked for, so that a
// program that only names the types of this package does not carry them.
func knowledge() *known {
	once.Do(func() {
		for _, r := range rows("markers", "id parts title short genes gate counts caveat source") {
			m := Marker{r[0], nil, r[2], r[3], strings.Fields(r[4]), r[5] == "coherent", r[6], r[7], r[8]}
			for _, p := range strings.Fields(r[1]) {
				m.Parts = append(m.Parts, int(p[0]-'0'))
			}
			data.markers = append(data.markers, m)
		}
		for _, r := range rows("sensing", "gene group node role source") {
			data.sensors = append(data.sensors, Sensor{r[0], r[1], r[3], r[4]})
		}
		for _, r := range rows("feedback", "gene level action isg shown local source") {
			data.regulators = append(data.regulators, Regulator{r[0], r[1], r[2], r[3] == "yes", r[4] == "residual", r[5], r[6]})
		}
		for _, r := range rows("associations", "key feature axis direction effect n source") {
			data.findings = append(data.findings, Finding{r[0], r[1], r[2], r[3], r[4], r[5], r[6]})
		}
		for _, r := range rows("therapies", "drug target class nodes status result high low source") {
			data.therapies = append(data.therapies, Therapy{r[0], r[1], r[2], strings.Fields(r[3]), r[4], r[5], r[6], r[7], r[8]})
		}
		for _, r := range rows("issues", "id question source") {
			data.questions = append(data.questions, Question{r[0], r[1], r[2]})
		}
		for _, r := range rows("nodes", "id stage title measure of genes to blocks text source") {
			data.places = append(data.places, Place{r[0], r[1], r[2], r[3], r[4], strings.Fields(r[5]), strings.Fields(r[6]), strings.Fields(r[7]), r[8], r[9]})
		}
	})
	return &data
}

// rows returns the rows of a data file below its header of comment lines and
// the names of its columns. It panics on a damaged file: a test opens all.
func rows(name, columns string) [][]string {
	b, err := files.ReadFile("data/" + name + ".tsv")
	if err != nil {
		panic(err)
	}
	want := strings.Fields(columns)
	var out [][]string
	head := false
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "# "):
		case !head:
			if head = slices.Equal(cells, want); !head {
				panic(fmt.Sprintf("pathway: %s has the columns %q", name, cells))
			}
		case len(cells) != len(want):
			panic(fmt.Sprintf("pathway: %s has a row of %d cells: %q", name, len(cells), cells))
		default:
			out = append(out, cells)
		}
	}
	return out
}

// Markers returns the cell and single-gene axes. What is returned by this and
// the next functions may not be changed.
func Markers() []Marker { return knowledge().markers }

// Sensors returns the genes of sensing and clearance.
func Sensors() []Sensor { return knowledge().sensors }

// Regulators returns the negative regulators.
func Regulators() []Regulator { return knowledge().regulators }

// Findings returns the published relations.
func Findings() []Finding { return knowledge().findings }

// Therapies returns the drugs.
func Therapies() []Therapy { return knowledge().therapies }

// Questions returns what is not resolved.
func Questions() []Question { return knowledge().questions }

// Places returns the nodes of the pathway.
func Places() []Place { return knowledge().places }

// Genes returns every symbol that a profile looks for beside those of the
// published signatures, sorted.
func Genes() []string {
	var g []string
	for _, m := range Markers() {
		g = append(g, m.Genes...)
	}
	for _, s := range Sensors() {
		g = append(g, s.Gene)
	}
	for _, r := range Regulators() {
		g = append(g, r.Gene)
	}
	for _, p := range Places() {
		g = append(g, p.Genes...)
	}
	slices.Sort(g)
	return slices.Compact(g)
}
