package gene

// ProbesOf returns how many probes of a platform each gene has.
func (t *Table) ProbesOf(platform string) map[string]int {
	n := map[string]int{}
	for id, p := range t.byProbe {
		if _, ok := t.ByProbe(platform, id); ok {
			n[t.symbols[p.gene]]++
		}
	}
	return n
}

// Aliases returns every alias of the table with its genes.
func (t *Table) Aliases() map[string][]string {
	m := map[string][]string{}
	for a := range t.byAlias {
		m[a] = t.Alias(a)
	}
	return m
}

// CuratedNames are the names of the tables of extras.
var CuratedNames = curated

// Retired are the Ensembl numbers of the tables of extras.
var Retired = retired

// ProbesOn returns the probes of a platform.
func (t *Table) ProbesOn(platform string) []string {
	var ids []string
	for id := range t.byProbe {
		if _, ok := t.ByProbe(platform, id); ok {
			ids = append(ids, id)
		}
	}
	return ids
}
