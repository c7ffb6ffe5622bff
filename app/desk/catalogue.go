package desk

import (
	"encoding/json"
	"fmt"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/method"
	"ifnscope/score/sig"
)

// catalogue shows the published signatures and the person's own.
func (d *Desk) catalogue(req job.Catalogue) (*job.CatalogueView, error) {
	v := &job.CatalogueView{Data: d.mapping != nil, Notes: d.ownNotes}
	rows := d.rowsBySymbol()
	for _, g := range sig.Groups() {
		group := job.SignatureGroup{Title: g.Title()}
		for _, s := range d.signatures() {
			if s.Group == g {
				e := entry(s, rows)
				e.Hidden = !fits(s, req.Query)
				group.Entries = append(group.Entries, e)
			}
		}
		if len(group.Entries) > 0 {
			v.Groups = append(v.Groups, group)
		}
	}
	if req.Signature != "" {
		s, ok := d.signature(req.Signature)
		if !ok {
			return nil, fmt.Errorf("there is no signature %q", req.Signature)
		}
		v.Detail = d.detail(s, rows)
	}
	if len(req.Overlap) > 1 {
		o, err := d.overlap(req)
		if err != nil {
			return nil, err
		}
		v.Overlap = o
	}
	return v, nil
}

// fits reports whether a signature is what a person looks for: every word
// stands in its names, source, tissue or genes, without regard to case.
func fits(s *sig.Signature, query string) bool {
	if query == "" {
		return true
	}
	about := strings.ToLower(strings.Join(append(s.Symbols(), s.ID, s.Short, s.Title, s.Class, s.Citation, s.Tissue), " "))
	for _, w := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(about, w) {
			return false
		}
	}
	return true
}

// exportCatalogue returns every published signature with its provenance.
func exportCatalogue() (*job.File, error) {
	b, err := json.MarshalIndent(sig.All(), "", " ")
	return &job.File{Name: "ifnscope-catalogue.json", Type: "application/json", Data: append(b, '\n')}, err
}

// signatures returns the catalogue and the person's own sets.
func (d *Desk) signatures() []*sig.Signature { return append(sig.All(), d.own...) }

func (d *Desk) signature(id string) (*sig.Signature, bool) {
	for _, s := range d.signatures() {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}

// rowsBySymbol returns the rows of the open table that were mapped to each
// symbol, as indices into the mapping.
func (d *Desk) rowsBySymbol() map[string][]int {
	rows := map[string][]int{}
	if d.mapping != nil {
		for i, r := range d.mapping.Rows {
			if r.Mapped() {
				rows[r.Symbol] = append(rows[r.Symbol], i)
			}
		}
	}
	return rows
}

func entry(s *sig.Signature, rows map[string][]int) job.SignatureEntry {
	e := job.SignatureEntry{ID: s.ID, Title: s.Title, Short: s.Short, Class: s.Class, Tissue: s.Tissue, Genes: len(s.Genes), Own: s.Group == sig.Own,
		Scored: s.Feature == "mRNA", Warning: s.Warning}
	e.Default = s.Tier == sig.TierCore && e.Scored || e.Own
	for _, g := range s.Genes {
		if len(rows[g.Symbol]) > 0 {
			e.Found++
		}
	}
	return e
}

// detail shows one signature in full.
func (d *Desk) detail(s *sig.Signature, rows map[string][]int) *job.SignatureDetail {
	v := &job.SignatureDetail{ID: s.ID, Title: s.Title, DOI: s.DOI, About: about(s)}
	for _, g := range s.Genes {
		x := job.GeneDetail{Symbol: g.Symbol, Down: g.Weight < 0}
		if g.Published != g.Symbol {
			x.Published = g.Published
		}
		for _, i := range rows[g.Symbol] {
			r := d.mapping.Rows[i]
			x.Rows, x.How = append(x.Rows, r.ID), r.How.String()
		}
		v.Genes = append(v.Genes, x)
	}
	var b strings.Builder
	if err := sig.WriteGMT(&b, s); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	v.GMT = strings.TrimSpace(b.String())
	return v
}

// about lists what is known of where a signature comes from.
func about(s *sig.Signature) []job.Fact {
	arithmetic := s.Method
	if m, ok := method.ByID(s.Method); ok {
		arithmetic = m.Info().Name
	}
	var out []job.Fact
	for _, f := range []job.Fact{
		{Name: "Warning", Text: s.Warning},
		{Name: "Interferon", Text: s.Class},
		{Name: "Assay", Text: s.Assay},
		{Name: "Tissue", Text: s.Tissue},
		{Name: "Published arithmetic", Text: s.Formula},
		{Name: "Scored here by", Text: arithmetic},
		{Name: "Reference genes", Text: strings.Join(s.References, ", ")},
		{Name: "Calibrator", Text: s.Calibrator},
		{Name: "Published cut-off", Text: s.Cutoff},
		{Name: "Source", Text: s.Citation},
		{Name: "DOI", Text: s.DOI},
		{Name: "PMID", Text: s.PMID},
		{Name: "Patent", Text: s.Patent},
		{Name: "List read in", Text: s.Seen},
		{Name: "Changed", Text: s.Changed},
		{Name: "Licence of the copy", Text: s.Licence},
		{Name: "Confidence", Text: s.Confidence},
		{Name: "Note", Text: s.Note},
	} {
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}
