package score

import (
	"fmt"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/method"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// Version is the version of the program.
const Version = report.Version

// Input is what is scored.
type Input struct {
	Matrix *expr.Matrix // as read
	// Table is the clinical table joined to the samples of the matrix, nil if
	// there is none.
	Table *sample.Table
	// Said is what a person says that columns of the table hold, by their names, see
	// pathway.Choices. No score depends on it; Inspect looks for batches by it.
	Said map[string]string
	// Genes is the table that rows are mapped by; nil stands for gene.Core.
	Genes *gene.Table
	// Probes is a person's own table of an array, the gene of every probe. It
	// is used in place of the built-in ones where it names half of the rows.
	Probes map[string]string
	// Own are gene sets that a person brought, checked by sig.Lint. They are
	// scored beside those of tier core, or where opt names them.
	Own []*sig.Signature
	// Reference holds a laboratory's healthy controls, against which the samples
	// are scored in place of controls of their own; nil if there is none.
	Reference *ref.File
	// Assay is what a targeted assay tells beside the values; its reference
	// genes are used where a person names none. It is nil for others.
	Assay *read.Assay
	// Files, Synthetic and Notes, those of the reading, go to the report as
	// they are.
	Files     []report.File
	Synthetic bool
	Notes     note.Log
	// Known is what Examine said of this very input and the options, for a
	// caller that has asked; nil if nobody has.
	Known *Known
	// Pool does the parts of long fits side by side, nil if there is nobody.
	// The scores are the same.
	Pool method.Pool
}

// Known is what was found out of an input by Examine.
type Known struct {
	Examination *Examination
	Mapping     *gene.Mapping
}

// examine is Examine, unless the caller knows.
func (in Input) examine(opt Options) (*Examination, *gene.Mapping, error) {
	if in.Known != nil {
		return in.Known.Examination, in.Known.Mapping, nil
	}
	return Examine(in, opt)
}

// Options are the choices of a run. A zero field is decided by the program:
// unit and namespace are guessed, everything else is the published default.
type Options = report.Settings

// Progress is told what is being done, and how much of it. It may stop the run
// by ending the context.
type Progress func(step string, done, total int)

// minCoverage is the share of a signature's genes below which a score is
// withheld unless a person decides otherwise; warnCoverage is the share below
// which it is shown with a warning, and smallSet the size up to which every
// missing gene is warned of.
const (
	minCoverage  = 0.5
	warnCoverage = 0.7
	smallSet     = 6
)

// Examination says how a table would be understood.
type Examination struct {
	Rows       int
	Samples    int
	Unit       expr.UnitGuess
	Namespaces []gene.Guess // the likeliest first
	Namespace  gene.Namespace
	Counts     []RuleCount // rows by the rule that mapped them
	Mapped     int
	Missing    int // missing values
	Notes      note.Log
}

// RuleCount is the number of rows that a rule decided.
type RuleCount struct {
	Rule gene.How
	Rows int
}

// Examine says how the matrix would be understood with the unit and namespace
// of opt, or guessed where opt leaves them open. It returns an error if not
// one row is a gene that is known here.
func Examine(in Input, opt Options) (*Examination, *gene.Mapping, error) {
	m := in.Matrix
	rows, samples := m.Dims()
	x := &Examination{Rows: rows, Samples: samples, Namespace: opt.Namespace}
	x.Namespaces = gene.Recognise(m.Genes(), in.genes())
	if x.Namespace.Kind == gene.Unknown && len(x.Namespaces) > 0 {
		x.Namespace = x.Namespaces[0].Namespace
	}
	mp := x.mapRows(in, opt)
	x.Unit = in.unit(x.Namespace)
	for _, h := range gene.Hows() {
		if n := mp.Count(h); n > 0 {
			x.Counts = append(x.Counts, RuleCount{h, n})
		}
	}
	x.Mapped = mp.Mapped()
	for i := range rows {
		for _, v := range m.Row(i) {
			if v != v {
				x.Missing++
			}
		}
	}
	if x.Mapped == 0 {
		return x, mp, &NoGenesError{Rows: rows, First: m.Genes()[0], Namespace: x.Namespace}
	}
	x.noteNames(mp)
	return x, mp, nil
}

// mapRows maps the rows, by the person's own table of probes if there is one
// that fits and no other namespace was chosen.
func (x *Examination) mapRows(in Input, opt Options) *gene.Mapping {
	ids := in.Matrix.Genes()
	if in.Probes == nil {
		return gene.Map(ids, x.Namespace, in.genes())
	}
	named := 0
	for _, id := range ids {
		if in.Probes[id] != "" {
			named++
		}
	}
	own := gene.Namespace{Kind: gene.Probe}
	if 2*named < len(ids) || opt.Namespace != (gene.Namespace{}) && opt.Namespace != own {
		x.Notes.Warnf(note.PlatformUnused, "", "the platform table names the gene of %d of %d rows and is not used: it is of another array, or the rows were chosen to be %s", named, len(ids), x.Namespace.Title())
		return gene.Map(ids, x.Namespace, in.genes())
	}
	x.Namespace = own
	x.Namespaces = append([]gene.Guess{{Namespace: own, Hits: named, Known: named, Of: len(ids), Evidence: fmt.Sprintf("the platform table that was opened names the gene of %d of %d", named, len(ids))}}, x.Namespaces...)
	x.Notes.Infof(note.PlatformUsed, "", "%d of %d rows are named by the platform table that was opened, in place of the built-in ones", named, len(ids))
	return gene.MapProbes(ids, in.Probes, in.genes())
}

// unit returns the unit that the file tells, or guesses it. A panel of genes
// that may be of qPCR has no unit until a person says so, unless its values are
// like nothing else: taken for log2, dCt would turn the scores upside down, and
// taken for intensities, relative quantities below 1 would all be one. The
// probes of an array and the lanes of an nCounter are not of qPCR.
func (in Input) unit(ns gene.Namespace) expr.UnitGuess {
	if u := in.Matrix.Unit(); u != expr.Unknown {
		return expr.UnitGuess{Unit: u, Evidence: []string{"the format of the file says so"}, Sure: true}
	}
	g := expr.GuessUnit(in.Matrix)
	rows, _ := in.Matrix.Dims()
	if rows > expr.PanelRows || ns.Kind == gene.Probe || g.Sure || g.Unit == expr.Ct {
		return g
	}
	if lanes := in.Assay != nil && in.Assay.Replicates == nil; lanes && g.Unit != expr.Log2 {
		return g
	}
	g.Unit = expr.Unknown
	return g
}

func (in Input) genes() *gene.Table {
	if in.Genes != nil {
		return in.Genes
	}
	return gene.Core()
}

// NoGenesError says that no row of a table is a gene that is known here.
type NoGenesError struct {
	Rows      int
	First     string
	Namespace gene.Namespace
}

func (e *NoGenesError) Error() string {
	if id, name := gene.Assay(e.First); id != "" && name == "" {
		return fmt.Sprintf("none of the %d rows is a human gene that is known here: the first is named %q, which is the id of an assay and no gene. "+
			"Name the targets by their genes in the instrument's software and export again, or put a column with the names of the genes into the file in place of the ids", e.Rows, e.First)
	}
	return fmt.Sprintf("none of the %d rows is a human gene that is known here (the first is named %q, read as %s). "+
		"Bring rows named by gene symbol, Ensembl or Entrez id, or by the probes of one of the arrays listed under Signatures; "+
		"if another column of the file has the gene names, choose it at the file, below \"Read it differently\"", e.Rows, e.First, e.Namespace.Title())
}

// noteNames notes what became of names that are not plain.
func (x *Examination) noteNames(mp *gene.Mapping) {
	example := func(h gene.How) string {
		for _, r := range mp.Rows {
			if r.How == h {
				switch {
				case r.Symbol != "":
					return fmt.Sprintf("%s as %s", r.ID, r.Symbol)
				case len(r.Candidates) > 0:
					return fmt.Sprintf("%s: %v", r.ID, r.Candidates)
				}
				return r.ID
			}
		}
		return ""
	}
	tell := func(level note.Level, code note.Code, h gene.How, text string) {
		if n := mp.Count(h); n > 0 {
			x.Notes = append(x.Notes, note.Note{Level: level, Code: code, Text: fmt.Sprintf("%d rows %s (for example %s)", n, text, example(h))})
		}
	}
	tell(note.Info, note.NameAlias, gene.Alias, "were found by a previous or alias symbol")
	tell(note.Info, note.NameCurated, gene.Curated, "were found by a name from the table of names used in papers")
	tell(note.Warning, note.NameFolded, gene.Folded, "match a symbol only without regard to case and punctuation")
	tell(note.Warning, note.NameRepaired, gene.Repaired, "were turned into dates by a spreadsheet and could be turned back")
	tell(note.Warning, note.NameDate, gene.Date, "were turned into dates by a spreadsheet and could mean several genes; they are not used")
	tell(note.Info, note.NameAmbiguous, gene.Ambiguous, "name several genes and are not used")
	tell(note.Info, note.NameShadowed, gene.Shadowed, "are other names of genes that have a row of their own, and are not used")
	tell(note.Warning, note.NameClone, gene.Clone, "are names of clones, not genes")
	tell(note.Info, note.RowControl, gene.Control, "are controls, spike-ins or summaries and are left out")
}

// defaults fills in what a person left open.
func defaults(opt Options, x *Examination) Options {
	if opt.Unit == expr.Unknown {
		opt.Unit = x.Unit.Unit
	}
	opt.Namespace = x.Namespace
	if opt.MinCoverage == 0 {
		opt.MinCoverage = minCoverage
	}
	if opt.Cutoff == (ref.Rule{}) {
		opt.Cutoff = ref.Rule{K: 2}
	}
	return opt
}
