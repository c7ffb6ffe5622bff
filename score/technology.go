package score

import (
	"cmp"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read/text"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// array and sequencing are the kinds of assay beside those of presets.
const (
	array      = "array"
	sequencing = "RNA-seq"
)

// technologies are the kinds of assay, whose values are no measure for each other,
// and the words by which a laboratory or a table tells of them, folded by fold.
var technologies = []struct {
	name  string
	words []string
}{
	{array, []string{"array", "ageod", "ht12", "affymetrix", "u133", "hugene", "beadchip", "agilent"}},
	{sequencing, []string{"rnaseq", "mrnaseq", "transcriptomesequencing", "novaseq", "nextseq", "hiseq", "truseq"}},
	{sig.QPCR, []string{"qpcr", "rtpcr", "taqman", "quantstudio", "lightcycler"}},
	{sig.NanoString, []string{"nanostring", "ncounter"}},
}

// assayColumns are the names, folded, of columns and facts that name the assay.
var assayColumns = []string{"platform", "platformid", "arraydesignref", "assay", "assaytype", "kit", "technology", "librarystrategy"}

// inWords returns the kind of assay that words tell of; empty if none, or several.
func inWords(texts ...string) string {
	found := ""
	for _, t := range texts {
		words := text.Fold(platformOf(t))
		for _, x := range technologies {
			if x.name == found || !slices.ContainsFunc(x.words, func(w string) bool { return strings.Contains(words, w) }) {
				continue
			}
			if found != "" {
				return ""
			}
			found = x.name
		}
	}
	return found
}

// platformOf names an array of which s is the accession, and returns s otherwise.
func platformOf(s string) string {
	s = strings.TrimSpace(s)
	if n, ok := strings.CutPrefix(s, "A-GEOD-"); ok {
		s = "GPL" + n // as ArrayExpress writes it
	}
	if p, ok := gene.PlatformByID(s); ok {
		return p.ID + ", " + p.Name + " array"
	}
	return s
}

// evident returns the kind of assay that the unit and the rows tell of; empty
// where they could be of several, as log2 values by symbol.
func evident(c ref.Conditions, rows int) string {
	switch {
	case c.Kind == sig.NanoString, c.Kind == sig.QPCR:
		return c.Kind
	case c.Namespace.Kind == gene.Probe:
		return array
	case rows >= panel && slices.Contains([]expr.Unit{expr.Counts, expr.CPM, expr.TPM, expr.FPKM}, c.Unit):
		return sequencing
	}
	return ""
}

// Technology returns the kind of assay by which the controls of a reference file
// were measured, as far as it tells: empty if not. Files of before do not state it.
func Technology(f *ref.File) string {
	return cmp.Or(f.Conditions.Technology, evident(f.Conditions, len(f.Genes)), inWords(f.About.Assay))
}

// Fits returns an error that names everything in which the input, read by options
// in which nothing is left open, differs from the controls of its reference file.
func (in Input) Fits(opt Options) error {
	c := in.Reference.Conditions
	c.Technology = Technology(in.Reference)
	return c.Fits(in.Conditions(opt))
}

// assays returns what the files say of the assay, each value once.
func (in Input) assays() []string {
	var out []string
	add := func(key, value string) {
		if v := strings.TrimSpace(value); v != "" && slices.Contains(assayColumns, text.Fold(key)) && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	if in.Assay != nil {
		for _, f := range in.Assay.Facts {
			add(f.Key, f.Value)
		}
	}
	if in.Table != nil {
		for _, name := range in.Table.Columns() {
			for _, v := range in.Table.Column(name) {
				add(name, v)
			}
		}
	}
	return out
}

// sameAssay notes where the kind of assay of the samples or of the controls of the
// reference file is not known, so that nothing says that they are the same, and
// where the files and the laboratory call the assay otherwise.
func (in Input) sameAssay(here ref.Conditions, notes *note.Log) {
	f := in.Reference
	if there := Technology(f); here.Technology == "" || there == "" {
		notes.Warnf(note.ReferenceAssay, f.About.Name, "nothing tells whether the samples and the controls of the reference file were measured by the same kind of assay (array, RNA-seq, qPCR, NanoString), which %s: values of another kind are no measure for them. "+
			"State it as the assay of the reference file, and in a column platform of the sample table", lacking(here.Technology != "", there != ""))
	}
	if f.About.Assay == "" && f.Conditions.Platform == "" {
		return
	}
	other := slices.DeleteFunc(in.assays(), func(v string) bool {
		if text.Fold(v) == text.Fold(inWords(v)) {
			return true // no more than the kind, which is compared as such
		}
		x := text.Fold(platformOf(v))
		return slices.ContainsFunc([]string{f.About.Assay, f.Conditions.Platform}, func(there string) bool {
			y := text.Fold(platformOf(there))
			return y != "" && (strings.Contains(x, y) || strings.Contains(y, x))
		})
	})
	if len(other) > 0 {
		there := cmp.Or(f.About.Assay, f.Conditions.Platform)
		notes.Warnf(note.ReferenceAssay, f.About.Name, "assay %s here, %s in the reference file: if they are two, the scores of one are no measure for the other", strings.Join(other, ", "), there)
	}
}
