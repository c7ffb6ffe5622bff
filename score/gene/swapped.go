package gene

import "strings"

// swapped are symbols that were taken from one gene and given to another. A
// file that names the gene of today by the name it had before uses the symbol
// in the old sense: where there is RFWD2, the symbol COP1 is CARD16, as in the
// annotation of the Illumina arrays.
var swapped = []struct{ symbol, before, meant string }{
	{"COP1", "RFWD2", "CARD16"},
}

// look notes which approved symbols the names of a file hold, and which
// symbols it uses as they were used before.
func (r *resolver) look(ids []string) {
	r.present = make(map[string]bool, len(ids))
	names := make(map[string]bool, len(swapped))
	for _, id := range ids {
		id = strings.TrimSpace(id)
		if r.table.Approved(id) {
			r.present[id] = true
		}
		for _, w := range swapped {
			if id == w.before {
				names[id] = true
			}
		}
	}
	r.old = map[string]bool{}
	for _, w := range swapped {
		if names[w.before] && r.present[w.symbol] && !r.present[w.meant] {
			r.old[w.symbol] = true
			delete(r.present, w.symbol)
			r.present[w.meant] = true
		}
	}
}

// former returns what a symbol meant to a file that uses it in the old sense.
func (r *resolver) former(s string) string {
	for _, w := range swapped {
		if w.symbol == s && r.old[s] {
			return w.meant
		}
	}
	return ""
}
