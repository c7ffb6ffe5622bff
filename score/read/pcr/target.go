package pcr

import (
	"fmt"
	"path"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// theTarget returns the target of a file that has no column for it, as a
// LightCycler 480 writes one file a target, and what it was judged by: the one
// gene in its title or, where the title has none or several, in the name of the
// file; else the title, which is then unsure. An approved symbol in the file
// name is before another name in the title.
func (t *table) theTarget(file string) (name, why string, unsure bool) {
	title := ""
	for _, r := range t.rows {
		if len(r) > 0 {
			title = r[0]
			break
		}
	}
	title, ok := strings.CutPrefix(title, "Experiment:")
	if !ok {
		title = ""
	}
	title, _, _ = strings.Cut(title, "Selected Filter:")
	title = strings.TrimSpace(title)
	base := strings.TrimSuffix(file, path.Ext(file))
	for _, approved := range []bool{true, false} {
		if g := onlyGene(title, approved); g != "" {
			return g, fmt.Sprintf("the title %q has its name", title), false
		}
		if g := onlyGene(base, approved); g != "" {
			return g, fmt.Sprintf("the file name %q has it, the title %q none that is clear", file, title), false
		}
	}
	return title, "the title of the experiment; neither it nor the name of the file has one gene", title != ""
}

// shortest is the length of the shortest name that is taken for a gene in a
// title, if it is no approved symbol: IFN, AGS and Mar are also said of other
// things.
const shortest = 4

// onlyGene returns the word of a text that is a gene, empty if none is, or
// several are. Approved says that only the symbols of today count.
func onlyGene(s string, approved bool) string {
	found := ""
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" _,;()[]+&", r) }) {
		if len(w) < 2 || w == found {
			continue
		}
		switch m := gene.Resolve(w, gene.Namespace{Kind: gene.Symbol}, gene.Core()); {
		case m.How == gene.Approved:
		case !m.Mapped(), approved, m.How == gene.Repaired, len(w) < shortest:
			continue
		}
		if found != "" {
			return ""
		}
		found = w
	}
	return found
}

// dyes are folded names of what a channel of an instrument measures. Some are
// other names of genes, as FAM is of USP9X and VIC of EDN2, and none is meant
// as one. JUN, which is a dye and a gene, is left out.
var dyes = map[string]bool{
	"fam": true, "sybr": true, "sybrgreen": true, "sybrgreeni": true, "evagreen": true, "hex": true, "vic": true, "joe": true, "tet": true, "ned": true, "tamra": true,
	"cy3": true, "cy5": true, "cy55": true, "rox": true, "tex615": true, "texasred": true, "texasredx": true, "quasar670": true, "quasar705": true, "calorange560": true, "calred610": true,
}

func isDye(name string) bool { return dyes[text.FoldLatin(name)] }

// dyed counts a well that only its dye names.
func (p *plate) dyed(by string, line int) {
	if p.dyes == 0 {
		p.dye, p.dyeLine = by, line
	}
	p.dyes++
}

// noTargets says that the wells have dyes and no targets.
func (p *plate) noTargets() error {
	e := &read.Error{Line: p.dyeLine, Code: read.Malformed, What: fmt.Sprintf("the wells have no target, only the dye (%s), which is no gene", p.dye),
		WayOut: "Name the targets in the plate setup of the instrument's software and export again, or write the gene of every well into the column of the targets"}
	if p.header != nil {
		e.Column = p.header.at[target] + 1
	}
	return e
}

// geneOf returns a target without the id of an assay beside its gene.
func geneOf(target string) string {
	if _, name := gene.Assay(target); name != "" {
		return name
	}
	return target
}

// noteAssays says of which targets the id of an assay was set aside, and which
// are nothing else. The targets stay as they are: two assays of one gene are
// two rows.
func noteAssays(notes *note.Log, targets []string) {
	var with, bare []string
	for _, g := range targets {
		switch id, name := gene.Assay(g); {
		case name != "":
			with = append(with, g+" as "+name)
		case id != "" && !gene.Resolve(id, gene.Namespace{Kind: gene.Symbol}, gene.Core()).Mapped():
			bare = append(bare, g)
		}
	}
	if len(with) > 0 {
		notes.Infof(note.TargetAssay, "", "targets with the id of an assay beside their gene: %s (%d in all)", note.Names(with, 8), len(with))
	}
	if len(bare) > 0 {
		notes.Warnf(note.TargetAssay, "", "targets that are the id of an assay, which is no gene, and are not used: %s (%d in all). Name them by their genes in the instrument's software and export again", note.Names(bare, 8), len(bare))
	}
}
