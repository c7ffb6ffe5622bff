package score

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/sig"
)

// panel is the number of rows below which counts are taken for those of a
// panel, whose sum is no measure of the sample: a panel of interferon genes
// has more of everything in an active patient. nCounter panels have up to some
// 800 genes, transcriptomes more than 10,000.
const panel = 1000

// fromPanel reports whether a table is of counts of a panel: by its size, or,
// whatever the unit was taken for, by the positive controls of nCounter.
func fromPanel(u expr.Unit, mp *gene.Mapping) bool {
	if u == expr.Counts && len(mp.Rows)-mp.Count(gene.Control) < panel {
		return true
	}
	return (u == expr.Counts || u == expr.Intensity) && slices.ContainsFunc(mp.Rows, func(r gene.Match) bool { return norm.Positive(r.ID) })
}

// Settle fills in how rows of a gene are joined, the normalisation and the
// reference genes that opt leaves open, and checks those that it names against
// the table whose rows were mapped by mp. Its error says why the table cannot
// be scored by opt, and what a person can do about it.
func Settle(opt Options, mp *gene.Mapping) (Options, error) {
	opt = joining(opt)
	if opt.Unit == expr.Unknown {
		return opt, errors.New("The unit of the values is not clear. Choose it under Values.")
	}
	if rule, only := onlyRule[opt.Unit]; only && opt.Collapse != rule {
		return opt, fmt.Errorf("The rows of one gene cannot be joined by %s where the values are %s: choose %s.", opt.Collapse, opt.Unit.Title(), rule)
	}
	found := map[string]bool{}
	for _, r := range mp.Rows {
		switch {
		case r.Mapped():
			found[r.Symbol] = true
		case r.How != gene.Control:
			found[r.ID] = true // 18S rRNA has no symbol of its own
		}
	}
	for _, g := range opt.References {
		if !found[g] {
			return opt, fmt.Errorf("The reference gene %s is not in the table. Choose one that is.", g)
		}
	}
	if len(opt.References) == 0 {
		opt.References = references(opt.Unit, found)
	}
	if opt.Normalisation == "" {
		n, _ := norm.Default(opt.Unit)
		opt.Normalisation = n.ID
		if len(opt.References) > 0 && fromPanel(opt.Unit, mp) {
			opt.Normalisation = "housekeeping"
		}
	}
	choices := norm.Choices(opt.Unit)
	k := slices.IndexFunc(choices, func(n norm.Normalisation) bool { return n.ID == opt.Normalisation })
	if k < 0 {
		var ids []string
		for _, n := range choices {
			ids = append(ids, n.ID)
		}
		return opt, fmt.Errorf("There is no normalisation %q of %s. Choose one of %s.", opt.Normalisation, opt.Unit.Title(), strings.Join(ids, ", "))
	}
	if choices[k].References && len(opt.References) == 0 {
		return opt, fmt.Errorf("%s need a reference gene, and none of the usual ones (%s) is in the table. Choose the reference genes of the assay, or bring dCt values.",
			opt.Unit.Title(), strings.Join(usualReferences(), ", "))
	}
	return opt, nil
}

// onlyRule holds the one way in which rows of a gene can be joined before they
// are normalised: counts of parts of a gene add up, and wells of a gene are
// replicates, of which the highest mean Ct would be the faintest.
var onlyRule = map[expr.Unit]norm.Rule{expr.Counts: norm.Sum, expr.Ct: norm.Mean}

// references returns the genes of a table to measure others against. In qPCR,
// every known reference gene: an assay has them for no other reason. Else the
// largest known set that is there in full, the first of equals.
func references(u expr.Unit, found map[string]bool) []string {
	missing := func(g string) bool { return !found[g] }
	if u == expr.Ct {
		return slices.DeleteFunc(usualReferences(), missing)
	}
	var best []string
	for _, r := range sig.Housekeeping() {
		if len(r.Genes) > len(best) && !slices.ContainsFunc(r.Genes, missing) {
			best = r.Genes
		}
	}
	return best
}

// usualReferences returns every gene of the known sets once, in their order,
// after 18S rRNA, which qPCR alone measures.
func usualReferences() []string {
	genes := []string{"RNA18S"}
	for _, r := range sig.Housekeeping() {
		for _, g := range r.Genes {
			if !slices.Contains(genes, g) {
				genes = append(genes, g)
			}
		}
	}
	return genes
}

// joining fills in how the rows of one gene are joined.
func joining(opt Options) Options {
	if opt.Collapse == "" {
		opt.Collapse = norm.HighestMean
		if rule, only := onlyRule[opt.Unit]; only {
			opt.Collapse = rule
		}
	}
	return opt
}

// prepared is a table that is ready to be scored, one row a gene.
type prepared struct {
	Log2   *expr.Matrix
	Counts *expr.Matrix // before normalisation; nil if the table is not of counts
	Joined []norm.Collapsed
	// Housekeeping are the rows of the reference genes.
	Housekeeping []int
}

// prepare brings a table to one row a gene and to log2 by the normalisation
// that opt names. The row that stands for a gene of several is chosen by choice.
func prepare(m *expr.Matrix, mp *gene.Mapping, opt Options, choice norm.Choice, notes *note.Log) (*prepared, error) {
	n, ok := norm.ByID(opt.Normalisation)
	if !ok {
		return nil, fmt.Errorf("there is no normalisation %q", opt.Normalisation)
	}
	m, err := n.Rows(m)
	if err != nil {
		return nil, err
	}
	genes, joined, err := norm.Collapse(m, mp, opt.Collapse, choice)
	if err != nil {
		return nil, err
	}
	if opt.Collapse == norm.HighestMean && len(joined) > 0 && len(choice.Controls) == 0 && len(choice.Kept) == 0 {
		notes.Infof(note.RowsChosen, "", "%d genes have several rows; the one with the highest mean of all samples stands for each, and may be another in another run. With healthy controls it is chosen among them and stays", len(joined))
	}
	p := &prepared{Joined: joined}
	if genes.Unit() == expr.Counts {
		p.Counts = genes
	}
	if m, err = n.Genes(genes, opt.References); err != nil {
		return nil, err
	}
	if p.Log2, err = norm.Log2(m); err != nil {
		return nil, err
	}
	for _, g := range opt.References {
		if i := slices.Index(p.Log2.Genes(), g); i >= 0 {
			p.Housekeeping = append(p.Housekeeping, i)
		}
	}
	if p.Counts != nil && n.ID == "cpm" {
		noteLibrary(p.Counts, notes)
	}
	if n.References {
		noteReferences(p, opt.References, notes)
	}
	return p, nil
}

// noteLibrary notes that counts per million are of a panel.
func noteLibrary(counts *expr.Matrix, notes *note.Log) {
	if rows, _ := counts.Dims(); rows < panel {
		notes.Warnf(note.PanelLibrary, "", "the counts are divided by the sum of only %d genes, which rises with the genes of interest; choose reference genes and the normalisation to them", rows)
	}
}

// noteReferences notes the samples that lost their values because a reference
// gene was not measured in them.
func noteReferences(p *prepared, references []string, notes *note.Log) {
	for j, s := range p.Log2.Samples() {
		for _, i := range p.Housekeeping {
			if math.IsNaN(p.Log2.At(i, j)) {
				notes.Severef(note.ReferenceMissing, s, "not scored: not all of the reference genes (%s) were measured", strings.Join(references, ", "))
				break
			}
		}
	}
}
