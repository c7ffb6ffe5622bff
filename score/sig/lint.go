package sig

import (
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/note"
)

// Lint checks the genes of a set that a person brought against a gene table.
// It returns a copy with approved symbols and a note for every name that was
// not plain: previous and alias symbols, dates of spreadsheets, clones, names
// of several genes, names of none, and genes that are listed twice, of which
// the first is kept. The set may be of symbols, Ensembl, Entrez or RefSeq
// numbers, which is recognised.
//
// A name that cannot be settled stays in the set as it is written, so that it
// counts as missing wherever the set is scored.
func Lint(s *Signature, t *gene.Table) (*Signature, note.Log) {
	var log note.Log
	names := s.Symbols()
	ns := gene.Namespace{Kind: gene.Symbol}
	if g := gene.Recognise(names, t); len(g) > 0 {
		ns = g[0].Namespace
	}
	out := *s
	out.Genes = nil
	at := map[string]int{} // symbol: index in out.Genes
	for i, m := range gene.Map(names, ns, t).Rows {
		g := s.Genes[i]
		if g.Published == "" {
			g.Published = g.Symbol
		}
		tell(&log, s.ID, m)
		switch {
		case m.Mapped():
			g.Symbol = m.Symbol
		case m.How == gene.Shadowed && len(m.Candidates) == 1:
			g.Symbol = m.Candidates[0] // an old name beside the new one
		}
		if k, ok := at[g.Symbol]; ok {
			first := out.Genes[k]
			switch {
			case first.Weight*g.Weight < 0:
				log.Warnf(note.NameRepeated, s.ID, "%s goes both up and down; the first entry (%s) is kept", g.Symbol, first.Published)
			case first.Weight != g.Weight:
				log.Warnf(note.NameRepeated, s.ID, "%s has the weights %g and %g; the first is kept", g.Symbol, first.Weight, g.Weight)
			case first.Published == g.Published:
				log.Infof(note.NameRepeated, s.ID, "%s is listed twice; it counts once", g.Published)
			default:
				log.Infof(note.NameRepeated, s.ID, "%s is listed as %s and as %s; it counts once", g.Symbol, first.Published, g.Published)
			}
			continue
		}
		at[g.Symbol] = len(out.Genes)
		out.Genes = append(out.Genes, g)
	}
	return &out, log
}

// tell notes what became of one name.
func tell(log *note.Log, set string, m gene.Match) {
	candidates := strings.Join(m.Candidates, " or ")
	switch m.How {
	case gene.Alias:
		log.Infof(note.NameAlias, set, "%s is read as %s, the approved symbol", m.ID, m.Symbol)
	case gene.Curated:
		log.Infof(note.NameCurated, set, "%s is read as %s", m.ID, m.Symbol)
	case gene.Folded:
		log.Infof(note.NameFolded, set, "%s is read as %s, without regard to case and punctuation", m.ID, m.Symbol)
	case gene.Composite:
		log.Infof(note.NameAlias, set, "%s is read as %s", m.ID, m.Symbol)
	case gene.Repaired:
		log.Warnf(note.NameRepaired, set, "%s is a date made by a spreadsheet and is read as %s", m.ID, m.Symbol)
	case gene.Date:
		if candidates == "" {
			log.Warnf(note.NameDate, set, "%s is a date and no gene", m.ID)
		} else {
			log.Warnf(note.NameDate, set, "%s is a date made by a spreadsheet of %s; write the one that is meant", m.ID, candidates)
		}
	case gene.Clone:
		if candidates == "" {
			log.Warnf(note.NameClone, set, "%s is the name of a clone and no gene symbol", m.ID)
		} else {
			log.Warnf(note.NameClone, set, "%s is the name of a clone that stands in MSigDB 7.0 where %s is meant; write %s if the set comes from there", m.ID, candidates, candidates)
		}
	case gene.Ambiguous:
		log.Warnf(note.NameAmbiguous, set, "%s can be %s; write the one that is meant", m.ID, candidates)
	case gene.NotFound, gene.Control:
		log.Warnf(note.NameUnknown, set, "%s is no human gene that is known here, perhaps a withdrawn name", m.ID)
	}
}
