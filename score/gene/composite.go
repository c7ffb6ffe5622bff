package gene

import (
	"slices"
	"strconv"
	"strings"
)

// composite resolves cells that hold more than one name: ENSG…|IFI44L,
// IFI44L_ENSG…, IFI44L|10964 (symbol and Entrez), HLA-A /// HLA-B. A number
// outranks a name beside it, since names change their meaning and numbers do
// not; what is left must agree.
func (r *resolver) composite(m *Match, s string) bool {
	var byID, byName []string
	for _, p := range parts(s) {
		if sym, ok := r.number(p); ok {
			byID = appendNew(byID, sym)
		} else if r.table.Approved(p) {
			byName = appendNew(byName, p)
		} else if al := r.table.Alias(p); len(al) == 1 {
			byName = appendNew(byName, al[0])
		}
	}
	found := byID
	if len(found) == 0 {
		found = byName
	}
	switch len(found) {
	case 0:
		return false
	case 1:
		m.Symbol, m.How = found[0], Composite
	default:
		m.How, m.Candidates = Ambiguous, found
	}
	return true
}

// number returns the gene of an Ensembl or Entrez number.
func (r *resolver) number(s string) (string, bool) {
	if n, _, ok := parseEnsembl(s); ok {
		return r.table.ByEnsembl(n)
	}
	if n, err := strconv.Atoi(s); err == nil {
		return r.table.ByEntrez(n)
	}
	return "", false
}

// parts returns the names in a cell that holds several, or nil.
func parts(s string) []string {
	var p []string
	switch i := strings.Index(s, "ENSG"); {
	case strings.Contains(s, "///"):
		p = strings.Split(s, "///")
	case strings.ContainsAny(s, "|;"):
		p = strings.FieldsFunc(s, func(c rune) bool { return c == '|' || c == ';' })
	case i >= 0:
		end := i + len("ENSG")
		for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
			end++
		}
		p = []string{s[i:end], strings.Trim(s[:i], "_;:, "), strings.Trim(s[end:], "_;:, ")}
	}
	for k := range p {
		p[k] = strings.TrimSpace(p[k])
	}
	return p
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
