package ref

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// Schema names the form of a reference file. Files of the one before, which had no
// MAD, technology and platform, are read; any other is refused.
const (
	Schema  = "ifnscope-reference/2"
	schema1 = "ifnscope-reference/1"
)

// maxFile is the largest reference file that is read: 60,000 genes of 50
// controls with 17 digits each take 60 MB.
const maxFile = 256 << 20

// File is a reference file: the healthy controls of a laboratory, saved once,
// against which single patients are scored later. It holds the controls' log2
// values, so that a patient has bit for bit the scores that they would have
// inside the cohort the controls came from. Control people are numbered, not
// named.
type File struct {
	Schema     string     `json:"schema"`
	Use        string     `json:"use"`     // research use only
	Version    string     `json:"version"` // of the program that wrote it
	About      About      `json:"about"`
	Conditions Conditions `json:"conditions"`
	Inputs     []Input    `json:"inputs"` // the files that the controls were read from
	People     int        `json:"people"`
	Genes      []GeneStat `json:"genes"`
	Scores     []Scored   `json:"scores"`
	// SHA256 is that of the file with this field empty.
	SHA256 string `json:"sha256"`
}

// About is what only the laboratory knows.
type About struct {
	Name  string `json:"name"`            // of the set of controls
	Assay string `json:"assay,omitempty"` // kit or platform, in the laboratory's words
	Lot   string `json:"lot,omitempty"`
	Date  string `json:"date,omitempty"` // of the controls, as the laboratory writes it
	Note  string `json:"note,omitempty"`
}

// Conditions are what a patient's file must share with the controls.
type Conditions struct {
	Unit          expr.Unit      `json:"unit"` // of the file as read
	Namespace     gene.Namespace `json:"namespace"`
	Normalisation string         `json:"normalisation"`
	References    []string       `json:"references,omitempty"` // genes that values were normalised to
	Collapse      string         `json:"collapse"`
	Kind          string         `json:"kind,omitempty"` // of assay, as the files show it
	// Technology is array, RNA-seq, qPCR or NanoString; empty where nothing tells.
	Technology string `json:"technology,omitempty"`
	// Platform is the GEO accession of the array, or what the files call the assay.
	Platform string `json:"platform,omitempty"`
}

// Input names a file by its content.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Distribution describes values of the controls, missing ones left out.
type Distribution struct {
	N      int         `json:"n"`
	Mean   expr.Number `json:"mean"`
	SD     expr.Number `json:"sd"`
	P5     expr.Number `json:"p5"`
	P25    expr.Number `json:"p25"`
	Median expr.Number `json:"median"`
	P75    expr.Number `json:"p75"`
	P95    expr.Number `json:"p95"`
	// MAD is 1.4826 times the median absolute deviation from the median, see
	// [Robust]; it is not written where it is 0.
	MAD expr.Number `json:"mad,omitempty"`
}

// GeneStat is one gene in the controls, log2.
type GeneStat struct {
	Symbol string `json:"symbol"`
	Row    string `json:"row,omitempty"` // that stands for a gene with several
	Distribution
	Values []expr.Number `json:"values"` // by person
}

// Scored is one score of the controls.
type Scored struct {
	Signature string `json:"signature"`
	Of        int    `json:"of"`   // version of the signature
	Used      int    `json:"used"` // genes found
	Method    string `json:"method"`
	Distribution
	Values []expr.Number `json:"values"` // by person
	// Within is the standard deviation of repeated measurements of a person, see
	// [Within]; 0 if nobody was measured twice.
	Within float64 `json:"within,omitempty"`
}

// DescribeValues returns the distribution of values.
func DescribeValues(values []float64) Distribution {
	s := Describe(values)
	q := func(p float64) expr.Number { return expr.Number(cohort.Quantile(values, p)) }
	spread := math.NaN()
	if s.N > 0 {
		_, spread = Robust(cohort.Present(values))
	}
	return Distribution{s.N, expr.Number(s.Mean), expr.Number(s.SD), q(0.05), q(0.25), expr.Number(s.Median), q(0.75), q(0.95), expr.Number(spread)}
}

// Table returns the genes of the controls as they stand in a file; rows holds,
// by symbol, the row that stands for a gene with several.
func (r *Reference) Table(rows map[string]string) []GeneStat {
	out := make([]GeneStat, 0, len(r.values.Genes()))
	for i, g := range r.values.Genes() {
		row := r.values.Row(i)
		out = append(out, GeneStat{g, rows[g], DescribeValues(row), Numbers(row)})
	}
	return out
}

// Rows returns, by symbol, the rows that stand for genes with several.
func (f *File) Rows() map[string]string {
	rows := map[string]string{}
	for _, g := range f.Genes {
		if g.Row != "" {
			rows[g.Symbol] = g.Row
		}
	}
	return rows
}

// Reference returns the controls of the file.
func (f *File) Reference() *Reference {
	names := make([]string, f.People)
	for k := range names {
		names[k] = fmt.Sprintf("control %d", k+1)
	}
	genes := make([]string, len(f.Genes))
	data := make([]float64, 0, len(f.Genes)*f.People)
	for i, g := range f.Genes {
		genes[i] = g.Symbol
		data = append(data, Floats(g.Values)...)
	}
	m, err := expr.New(genes, names, expr.Log2, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		panic(err) // ReadFile has checked the names
	}
	return Of(m)
}

// Score returns the scores of the controls by a version of a signature, of which
// used genes were found, and a method; nil if the file does not hold them.
func (f *File) Score(signature string, version, used int, method string) *Scored {
	for i := range f.Scores {
		if s := &f.Scores[i]; s.Signature == signature && s.Of == version && s.Used == used && s.Method == method {
			return s
		}
	}
	return nil
}

// Lacks says why the file holds no score of a version of a signature of which
// used genes were found; empty if it does.
func (f *File) Lacks(signature string, version, used int) string {
	why := "the reference file holds no scores of it"
	for _, s := range f.Scores {
		switch {
		case s.Signature != signature:
		case s.Of == version && s.Used == used:
			return ""
		case s.Of != version:
			why = fmt.Sprintf("the reference file holds version %d of it, and this is version %d", s.Of, version)
		default:
			why = fmt.Sprintf("%d of its genes are found here, %d in the reference file", used, s.Used)
		}
	}
	return why
}

// Fits returns an error that names everything in which a patient's file
// differs from the controls, so that its scores would mean nothing against
// them.
func (c Conditions) Fits(patient Conditions) error {
	var wrong []string
	differ := func(what, have, want string) {
		if have != want {
			wrong = append(wrong, fmt.Sprintf("%s: %s here, %s in the reference", what, cmp.Or(have, "none"), cmp.Or(want, "none")))
		}
	}
	if patient.Kind != "" && c.Kind != "" {
		differ("kind of assay", patient.Kind, c.Kind)
	}
	if patient.Technology != "" && c.Technology != "" {
		differ("technology", patient.Technology, c.Technology)
	}
	differ("unit", patient.Unit.Title(), c.Unit.Title())
	differ("names of rows", patient.Namespace.Title(), c.Namespace.Title())
	differ("normalisation", patient.Normalisation, c.Normalisation)
	differ("reference genes", strings.Join(patient.References, " "), strings.Join(c.References, " "))
	differ("several rows of a gene", patient.Collapse, c.Collapse)
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("the reference file does not fit this file (%s). Measure controls with the same assay, or read the file as the controls were read", strings.Join(wrong, "; "))
}

// leastShared is the share of genes that a patient's file and the controls must
// have in common: a few probes come and go between batches of one array or kit,
// another assay has other genes.
const leastShared = 0.95

// Covers returns an error unless the genes of a patient's file are those of the
// controls, but for a few: another panel or array is another assay.
func (f *File) Covers(genes []string) error {
	have := make(map[string]bool, len(genes))
	for _, g := range genes {
		have[g] = true
	}
	shared := 0
	for _, g := range f.Genes {
		if have[g.Symbol] {
			shared++
		}
	}
	if n := max(len(genes), len(f.Genes)); float64(shared) < leastShared*float64(n) {
		return fmt.Errorf("the reference file does not fit this file: of %d genes here and %d in the reference only %d are in both, so that it is another panel or array. Open the reference of this assay", len(genes), len(f.Genes), shared)
	}
	return nil
}

// WriteFile writes a reference file and fills in its hash.
func WriteFile(w io.Writer, f *File) error {
	f.Schema = Schema
	sum, err := f.sum()
	if err != nil {
		return err
	}
	f.SHA256 = sum
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// sum returns the hash of the file without its hash.
func (f File) sum() (string, error) {
	f.SHA256 = ""
	b, err := json.Marshal(f)
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), nil
}

// IsFile reports whether the first bytes of a file are those of a reference
// file.
func IsFile(head []byte) bool {
	s := strings.TrimLeft(string(head[:min(len(head), 256)]), " \t\r\n\ufeff")
	return strings.HasPrefix(s, "{") && strings.Contains(s, `"ifnscope-reference/`)
}

// ReadFile reads a reference file. The error says what is wrong with it: not
// such a file, another schema, changed after it was written, or values that do
// not fit together.
func ReadFile(r io.Reader) (*File, error) {
	d := json.NewDecoder(io.LimitReader(r, maxFile))
	var f File
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("not a whole reference file (%v)", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows it in the file")
	}
	if f.Schema != Schema && f.Schema != schema1 {
		return nil, fmt.Errorf("its schema is %q; this version of IFNscope reads %q", f.Schema, Schema)
	}
	sum, err := f.sum()
	if err != nil {
		return nil, err
	}
	if sum != f.SHA256 {
		return nil, errors.New("it was changed after it was written (its sha256 does not match)")
	}
	if f.People < MinControls || f.People > 1e6 || len(f.Genes) == 0 {
		return nil, fmt.Errorf("it has %d controls and %d genes; at least %d controls are needed", f.People, len(f.Genes), MinControls)
	}
	seen := map[string]bool{}
	for _, g := range f.Genes {
		if g.Symbol == "" || seen[g.Symbol] || len(g.Values) != f.People {
			return nil, fmt.Errorf("gene %q is repeated, or has not one value a control", g.Symbol)
		}
		seen[g.Symbol] = true
	}
	for _, s := range f.Scores {
		if len(s.Values) != f.People {
			return nil, fmt.Errorf("the score of %s by %s has %d values for %d controls", s.Signature, s.Method, len(s.Values), f.People)
		}
		if s.Within < 0 {
			return nil, fmt.Errorf("the score of %s by %s has a standard deviation below 0", s.Signature, s.Method)
		}
	}
	if f.Schema == schema1 {
		for i, g := range f.Genes {
			f.Genes[i].MAD = DescribeValues(Floats(g.Values)).MAD
		}
		for i, s := range f.Scores {
			f.Scores[i].MAD = DescribeValues(Floats(s.Values)).MAD
		}
	}
	return &f, nil
}

// Floats returns numbers as float64, missing ones as NaN.
func Floats(x []expr.Number) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v)
	}
	return out
}

// Numbers returns values as they are written, infinite ones as missing.
func Numbers(x []float64) []expr.Number {
	out := make([]expr.Number, len(x))
	for i, v := range x {
		if math.IsInf(v, 0) {
			v = math.NaN()
		}
		out[i] = expr.Number(v)
	}
	return out
}
