package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/norm"
	"ifnscope/score/qc"
	"ifnscope/score/tsv"
)

// WriteTSV writes every score on a line of its own, below a header of comment
// lines that say where they come from. Missing numbers are written as NA. A
// name that a spreadsheet would compute, =1+1, has a ' before it, and what
// would leave its cell is a blank.
func (r *Report) WriteTSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	r.WriteHeader(b)
	r.Long(func(cells ...Cell) { tsv.WriteRow(b, texts(cells)...) })
	return b.Flush()
}

// WriteWideTSV writes one line a sample with, for every signature, the score
// by the method that is shown first and its class, below the same header.
func (r *Report) WriteWideTSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	r.WriteHeader(b)
	r.Wide(func(cells ...Cell) { tsv.WriteRow(b, texts(cells)...) })
	return b.Flush()
}

// WriteCSV writes what WriteTSV does, with commas. The lines of the header have
// one cell each.
func (r *Report) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	var head strings.Builder
	h := bufio.NewWriter(&head)
	r.WriteHeader(h)
	h.Flush() // into a Builder, which does not fail
	for line := range strings.Lines(head.String()) {
		b.WriteString(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `""`) + "\"\r\n")
	}
	r.Long(func(cells ...Cell) { tsv.WriteCSV(b, texts(cells)...) })
	return b.Flush()
}

// Cell is a text or a number of an export.
type Cell struct {
	Text   string
	Number expr.Number
	Is     bool // a number
}

// Text returns a cell of text.
func Text(s string) Cell { return Cell{Text: s} }

// Num returns a cell of a number.
func Num(x expr.Number) Cell { return Cell{Number: x, Is: true} }

// Whole returns a cell of a whole number.
func Whole(n int) Cell { return Num(expr.Number(n)) }

func cellsOf(s []string) []Cell {
	out := make([]Cell, len(s))
	for i := range s {
		out[i] = Text(s[i])
	}
	return out
}

func texts(cells []Cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = c.Text; c.Is {
			out[i] = number(c.Number)
		}
	}
	return out
}

// Long gives every score with its cut-off to row, heads first.
func (r *Report) Long(row func(...Cell)) {
	row(cellsOf([]string{"sample", "subject", "visit", "group", "role", "signature", "method", "score", "class", "cutoff", "cutoff_lower", "cutoff_upper", "dispersion", "genes_used", "genes_of"})...)
	for i := range r.Results {
		res := &r.Results[i]
		s, _ := r.Signature(res.Signature)
		for j, x := range res.Scores {
			p := r.Samples[j]
			row(Text(p.Name), Text(p.Subject), Text(p.Visit), Text(p.Group), Text(p.Role.String()), Text(res.Signature), Text(res.Method), Num(x.Value), Text(x.Class.String()),
				Num(res.Cutoff.Value), Num(res.Cutoff.Lower), Num(res.Cutoff.Upper), Num(x.Dispersion), Whole(x.Used), Whole(s.Of()))
		}
	}
}

// Wide gives every sample with its scores to row, heads first.
func (r *Report) Wide(row func(...Cell)) {
	head := []string{"sample", "subject", "visit", "group", "role"}
	var results []*Result
	for _, s := range r.Signatures {
		if res, ok := r.Result(s.ID, s.Method); ok {
			results = append(results, res)
			head = append(head, s.ID+" "+s.Method, s.ID+" class")
		}
	}
	row(cellsOf(head)...)
	for j, p := range r.Samples {
		cells := []Cell{Text(p.Name), Text(p.Subject), Text(p.Visit), Text(p.Group), Text(p.Role.String())}
		for _, res := range results {
			cells = append(cells, Num(res.Scores[j].Value), Text(res.Scores[j].Class.String()))
		}
		row(cells...)
	}
}

// WriteHeader writes the comment lines that stand above every export: what the
// numbers of the run rest on. Errors are those of b, which keeps them for Flush.
func (r *Report) WriteHeader(b *bufio.Writer) {
	r.Provenance(func(key, value string) { fmt.Fprintf(b, "# %s: %s\n", key, tsv.Clean(value)) })
}

// Provenance gives what the numbers rest on to line.
func (r *Report) Provenance(line func(key, value string)) {
	put := func(key, format string, args ...any) { line(key, fmt.Sprintf(format, args...)) }
	put("IFNscope", "%s", r.Version)
	put("use", "%s", Disclaimer)
	if r.Synthetic {
		put("data", "SYNTHETIC example cohort, no real people")
	}
	for _, f := range r.Files {
		put("input", "%s, %d bytes, sha256 %s, read as %s", f.Name, f.Size, f.SHA256, f.Format)
	}
	put("matrix", "%d rows, %d mapped to approved symbols, %d samples scored, identifiers %s", r.Matrix.Rows, r.Matrix.Mapped, r.Matrix.Samples, r.Settings.Namespace)
	put("unit", "%s", r.Settings.Unit)
	put("normalisation", "%s", r.normalisation())
	if len(r.Settings.References) > 0 {
		put("reference genes", "%s", strings.Join(r.Settings.References, " "))
	}
	for _, s := range r.Matrix.Trail {
		put("step", "%s", s)
	}
	put("gene table", "%s", r.Matrix.GeneTable)
	if f := r.Reference; f != nil {
		put("controls", "%s of the reference file %s, assay %s, lot %s, date %s, sha256 %s", Plural(f.People, "person", "people"), f.Name, cmp.Or(f.Assay, "not told"), cmp.Or(f.Lot, "not told"), cmp.Or(f.Date, "not told"), f.SHA256)
	} else {
		put("controls", "%s of %s", Plural(r.controls(), "sample", "samples"), Plural(r.controlPeople(), "person", "people"))
	}
	put("cut-off rule", "%s", r.cutoffText())
	put("text", "a name that begins with = + - @ or # has a ' before it, so that no spreadsheet computes it and no line is lost as a comment")
	put("coverage", "a score is withheld where under %g %% of the genes of a signature were measured", 100*r.Settings.MinCoverage)
	for _, s := range r.Signatures {
		missing := "none missing"
		if len(s.Missing) > 0 {
			missing = "missing " + strings.Join(s.Missing, " ")
		}
		put("signature", "%s version %d, %d of %d genes, %s; %s", s.ID, s.Version, len(s.Genes), s.Of(), missing, s.Citation)
	}
	for _, m := range r.Methods {
		cohort := ""
		if m.Cohort {
			cohort = "; a score depends on the other samples of the run"
		}
		put("method", "%s %s, %s%s", m.ID, m.Name, m.Scale, cohort)
	}
	for _, f := range r.Assay {
		put("assay", "%s: %s", f.Key, f.Value)
	}
	for _, k := range r.Quality {
		if k.Grade > qc.Good {
			put("quality", "%s: %s, %s; %s", k.Of(), k, k.Grade, k.Source)
		}
	}
	for _, n := range r.Notes {
		put("note", "%s", n)
	}
}

// normalisation says how samples were made comparable, and by whom that is
// described.
func (r *Report) normalisation() string {
	n, _ := norm.ByID(r.Settings.Normalisation)
	s := n.ID + " " + n.Title
	if n.Cohort {
		s += "; a value depends on the other samples of the run"
	}
	if n.Source != "" {
		s += "; " + n.Source
	}
	return s
}

func (r *Report) controls() int {
	n := 0
	for _, s := range r.Samples {
		if s.Role.String() == "control" {
			n++
		}
	}
	return n
}

func (r *Report) controlPeople() int {
	seen := map[string]bool{}
	for _, s := range r.Samples {
		if s.Role.String() == "control" {
			seen[s.Subject] = true
		}
	}
	return len(seen)
}

func number(x expr.Number) string {
	if x.Missing() {
		return "NA"
	}
	return strconv.FormatFloat(float64(x), 'g', -1, 64)
}
