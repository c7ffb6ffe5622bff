package desk

import (
	"encoding/json"
	"slices"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/sig"
)

// TestCatalogue looks for signatures by their short name, a gene and an author,
// hides the others without losing them, and takes the whole catalogue away.
func TestCatalogue(t *testing.T) {
	c := &clerk{t: t}
	all := len(sig.All())
	for query, want := range map[string]string{"": "crow6", "CROW6": "crow6", "siglec1 rice": "crow6", "ifngs 4": "ifngs4"} {
		var shown []string
		n := 0
		for _, g := range c.do(job.Request{Catalogue: &job.Catalogue{Query: query}}).Catalogue.Groups {
			for _, e := range g.Entries {
				n++
				if e.Short == "" {
					t.Errorf("%s has no short name", e.ID)
				}
				if !e.Hidden {
					shown = append(shown, e.ID)
				}
			}
		}
		if n != all || !slices.Contains(shown, want) || (query == "") != (len(shown) == all) {
			t.Errorf("%q shows %d of %d (%q), want %s among them", query, len(shown), n, shown, want)
		}
	}
	var back []sig.Signature
	if err := json.Unmarshal(c.do(job.Request{Export: &job.Export{Kind: "catalogue"}}).File.Data, &back); err != nil || len(back) != all || back[0].Citation == "" || len(back[0].Genes) == 0 {
		t.Errorf("the catalogue as JSON: %d signatures, %v", len(back), err)
	}
}
