package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/note"
	"ifnscope/score/report"
	"ifnscope/score/sig"
)

// ownSets adds a person's own gene sets, or puts one away, and shows the
// catalogue with them. A set of a name that is there already replaces it.
func (d *Desk) ownSets(req job.OwnSets) (*job.CatalogueView, error) {
	own := slices.Clone(d.own)
	var notes note.Log
	switch {
	case req.Remove != "":
		own = slices.DeleteFunc(own, func(s *sig.Signature) bool { return s.ID == req.Remove })
	default:
		sets, err := parseSets(req.Name, req.Text)
		if err != nil {
			return nil, err
		}
		for _, s := range sets {
			checked, log := sig.Lint(s, d.geneTable())
			for _, n := range log {
				if n.Subject == "" {
					n.Subject = checked.Title
				}
				notes = append(notes, n)
			}
			if i := slices.IndexFunc(own, func(o *sig.Signature) bool { return o.ID == checked.ID }); i >= 0 {
				own[i] = checked
			} else {
				own = append(own, checked)
			}
		}
	}
	d.own, d.ownNotes, d.brought = own, notes, append(slices.Clip(d.brought), req)
	return d.catalogue(job.Catalogue{})
}

// parseSets reads text as GMT or GMX where its lines have several fields, and
// as one plain list otherwise.
func parseSets(name, text string) ([]*sig.Signature, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("The box is empty. Paste genes, one a line, or the text of a GMT or GMX file.")
	}
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	switch fields := strings.Split(strings.TrimRight(first, "\r"), "\t"); {
	case len(fields) > 2 && strings.Count(text, "\n") > 1 && sameFields(text, len(fields)):
		return sig.ReadGMX(strings.NewReader(text))
	case len(fields) > 2:
		return sig.ReadGMT(strings.NewReader(text))
	}
	if strings.TrimSpace(name) == "" {
		name = "My set"
	}
	s, err := sig.ParseList(name, text)
	if err != nil {
		return nil, err
	}
	return []*sig.Signature{s}, nil
}

// sameFields reports whether every line has n fields, as in a GMX file of n
// sets.
func sameFields(text string, n int) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && strings.Count(line, "\t") != n-1 {
			return false
		}
	}
	return true
}

// maxCompared bounds a comparison: what more sets share cannot be read.
const maxCompared = 30

// overlap compares signatures.
func (d *Desk) overlap(req job.Catalogue) (*job.OverlapView, error) {
	if len(req.Overlap) > maxCompared {
		return nil, fmt.Errorf("At most %d signatures can be compared at once.", maxCompared)
	}
	sets, err := d.named(req.Overlap)
	if err != nil {
		return nil, err
	}
	v := &job.OverlapView{IDs: req.Overlap}
	for _, s := range sets {
		v.Shorts = append(v.Shorts, s.Short)
	}
	o := sig.Compare(sets...)
	v.Shared = o.Shared
	for _, x := range o.Exclusive {
		part := job.OverlapSet{Genes: x.Genes}
		for _, i := range x.In {
			part.In = append(part.In, sets[i].Short)
		}
		v.Parts = append(v.Parts, part)
		v.Symbols += len(x.Genes)
	}
	return v, nil
}

// named returns signatures by their ids.
func (d *Desk) named(ids []string) ([]*sig.Signature, error) {
	var out []*sig.Signature
	for _, id := range ids {
		s, ok := d.signature(id)
		if !ok {
			return nil, fmt.Errorf("there is no signature %q", id)
		}
		out = append(out, s)
	}
	return out, nil
}

// upset shows which genes signatures share.
func (d *Desk) upset(req job.Draw) (chart.Figure, error) {
	sets, err := d.named(strings.Fields(req.Other))
	if err != nil {
		return nil, err
	}
	if len(sets) < 2 {
		return nil, noFigure("Two signatures are needed.")
	}
	u := chart.UpSet{Frame: chart.Frame{ID: req.Figure, Title: "Genes that signatures share", Desc: "A column for every group of genes that are in exactly the same signatures."}, Unit: "genes"}
	if req.Width == 0 { // it is of no data
		u.Footer = "IFNscope " + score.Version + ". " + report.Disclaimer
	}
	for _, s := range sets {
		u.Sets = append(u.Sets, chart.SetBar{Label: s.Short, Size: len(s.Symbols())})
	}
	for _, x := range sig.Compare(sets...).Exclusive {
		u.Groups = append(u.Groups, chart.SetGroup{In: x.In, Size: len(x.Genes), Label: strings.Join(x.Genes, " ")})
	}
	if req.Width > 0 {
		// the column that fills the width, not wider than it reads well
		u.Columns = min(24, max(14, (req.Width-220)/float64(min(max(len(u.Groups), 1), 24))))
	}
	return u, nil
}
