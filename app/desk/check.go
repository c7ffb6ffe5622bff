package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/norm"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// check shows how what is open is understood.
func (d *Desk) check() *job.Check {
	c := &job.Check{Synthetic: d.synthetic, Notes: d.notes, Problem: d.problem}
	for _, o := range d.files {
		v := job.FileView{Name: o.file.Name, Size: o.file.Size, SHA256: o.sha256}
		switch {
		case o.err != nil:
			v.Error = errorOf(o.err).Text
		case o.reference != nil:
			referenceFile(&v, o.reference)
		case o.content == nil:
			geneticFile(&v, o.genetic)
		case o.content.Matrix != nil:
			v.Summary, v.Notes = o.content.Summary, o.content.Notes
			v.Rows, v.Columns = o.content.Matrix.Dims()
			v.Identifiers = identifiers(o.content.Table)
		case o.content.Probes != nil:
			v.Summary, v.Notes = o.content.Summary, o.content.Notes
			v.Rows, v.Columns = len(o.content.Probes), 1
		default:
			v.Identifiers = identifiers(o.content.Table)
			v.Summary, v.Notes = o.content.Summary, o.content.Notes
			v.Rows, v.Columns = o.content.Table.Len(), len(o.content.Table.Columns())
		}
		c.Files = append(c.Files, v)
	}
	if d.matrix == nil {
		return c
	}
	c.Table = &job.TableView{
		Rows: d.exam.Rows, Samples: d.exam.Samples, Missing: d.exam.Missing,
		Unit: d.currentUnit(), UnitGuess: d.exam.Unit, UnitSure: d.unit != expr.Unknown || d.exam.Unit.Sure,
		Namespace: d.exam.Namespace, Namespaces: d.exam.Namespaces,
		Mapped: d.exam.Mapped, GeneTable: d.geneTable().Source(),
		Signatures:     coverage(d.mapping),
		Normalisations: normalisations(d.currentUnit()),
		Normalisation:  d.settled.Normalisation,
		References:     d.settled.References,
		Tissue:         cmp.Or(d.tissue, score.Tissue(d.table)),
		TissueTable:    score.Tissue(d.table),
		Tissues:        score.Tissues(),
	}
	for _, r := range d.exam.Counts {
		c.Table.Rules = append(c.Table.Rules, job.RuleRows{Rule: r.Rule.String(), Rows: r.Rows})
	}
	c.Samples = d.samples()
	if f := d.controls; f != nil {
		c.Reference = fmt.Sprintf("%s, %d healthy controls", f.About.Name, f.People)
	}
	if d.assay != nil {
		c.Quality = score.Quality(d.matrix, d.assay)
	}
	return c
}

// identifiers returns the columns of a table, which may be nil, that seem to
// identify a person.
func identifiers(t *sample.Table) []string {
	if t == nil {
		return nil
	}
	var names []string
	for _, id := range sample.Identifiers(t) {
		names = append(names, id.Column)
	}
	return names
}

func (d *Desk) geneTable() *gene.Table {
	if d.Genes != nil {
		return d.Genes
	}
	return gene.Core()
}

// normalisations returns the ways to make samples of a unit comparable.
func normalisations(u expr.Unit) []job.NormalisationView {
	var out []job.NormalisationView
	for _, n := range norm.Choices(u) {
		out = append(out, job.NormalisationView{ID: n.ID, Title: n.Title, Sentence: n.Sentence, Source: n.Source, Cohort: n.Cohort, References: n.References})
	}
	return out
}

// coverage says how much of every signature is among the mapped rows.
func coverage(mp *gene.Mapping) []job.Coverage {
	have := map[string]bool{}
	for _, r := range mp.Rows {
		if r.Mapped() {
			have[r.Symbol] = true
		}
	}
	var out []job.Coverage
	for _, s := range sig.Core() {
		c := job.Coverage{ID: s.ID, Title: s.Title, Short: s.Short}
		for _, g := range s.Symbols() {
			c.Of++
			if have[g] {
				c.Found++
			} else {
				c.Missing = append(c.Missing, g)
			}
		}
		out = append(out, c)
	}
	return out
}

func (d *Desk) samples() job.SampleView {
	v := job.SampleView{Assignment: d.assignment, GroupWhy: d.recognised.Group, SubjectWhy: d.recognised.Subject, Key: d.key,
		Proposed: d.recognised.Assignment, Candidates: d.recognised.Candidates, Prefixes: sample.Prefixes(d.design.Samples)}
	v.Columns = d.columns()
	n := map[string]int{}
	for _, g := range d.design.Group {
		if n[g] == 0 {
			v.Groups = append(v.Groups, job.GroupView{Value: g, Role: d.assignment.Roles[g]})
		}
		n[g]++
	}
	for i := range v.Groups {
		v.Groups[i].Samples = n[v.Groups[i].Value]
	}
	// many groups are no groups: one a sample name
	if len(v.Groups) > 30 {
		v.Groups = v.Groups[:30]
	}
	for _, label := range d.design.Visits() {
		k := 0
		for _, x := range d.design.Visit {
			if x == label {
				k++
			}
		}
		v.Visits = append(v.Visits, job.VisitView{Label: label, Samples: k})
	}
	for _, r := range []sample.Role{sample.Control, sample.Patient, sample.Unassigned, sample.Excluded} {
		js := d.design.With(r)
		v.Counts = append(v.Counts, job.RoleCount{Role: r, Samples: len(js), People: d.design.People(js)})
	}
	return v
}

// people returns a part of the table of samples.
func (d *Desk) people(req job.People) (*job.PeoplePage, error) {
	if d.design == nil {
		return nil, errNoTable
	}
	var rows []report.Sample
	for j, s := range d.design.Samples {
		p := report.Sample{Name: s, Role: d.design.Role[j], Group: d.design.Group[j], Subject: d.design.Subject[j], Visit: d.design.Visit[j]}
		if matches(p, req.Query) {
			rows = append(rows, p)
		}
	}
	page := &job.PeoplePage{Total: len(rows)}
	page.Offset, rows = part(rows, req.Offset, req.Limit)
	page.Rows = slices.Clone(rows)
	return page, nil
}

// matches reports whether any text of a sample contains the query, without
// regard to case.
func matches(p report.Sample, query string) bool {
	q := strings.ToLower(strings.TrimSpace(query))
	if q == "" {
		return true
	}
	for _, s := range []string{p.Name, p.Group, p.Subject, p.Visit, p.Role.String()} {
		if strings.Contains(strings.ToLower(s), q) {
			return true
		}
	}
	return false
}

// part returns the rows from offset on, at most limit of them, and the offset
// moved to where there are rows.
func part[T any](rows []T, offset, limit int) (int, []T) {
	if limit <= 0 || limit > 500 {
		limit = 50
	}
	offset = max(0, offset)
	if offset >= len(rows) {
		offset = max(0, (len(rows)-1)/limit*limit)
	}
	return offset, rows[offset:min(len(rows), offset+limit)]
}
