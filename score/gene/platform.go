package gene

import "strings"

// MapProbes maps the probes of a file by a platform table that a person
// brought: names holds what that table says of the gene of each probe, a
// symbol of any age, a number, or several names in one cell. A probe that the
// table does not have is not mapped; one whose gene has an approved symbol
// there is mapped by [ByID], any other by the rule that its name needed, which
// stands in Via.
func MapProbes(ids []string, names map[string]string, t *Table) *Mapping {
	m := &Mapping{Namespace: Namespace{Kind: Probe}, Rows: make([]Match, len(ids))}
	cells := make([]string, len(ids))
	for i, id := range ids {
		cells[i] = strings.TrimSpace(names[strings.TrimSpace(id)])
	}
	r := resolver{table: t, ns: Namespace{Kind: Symbol}}
	r.look(cells)
	for i, id := range ids {
		x := Match{ID: id}
		switch {
		case isControl(strings.TrimSpace(id)):
			x.How = Control
		case cells[i] != "":
			x = r.resolve(cells[i])
			x.ID, x.Via = id, cells[i]
			if x.How == Approved {
				x.How = ByID
			}
		}
		m.Rows[i] = x
		m.Counts[x.How]++
	}
	return m
}
