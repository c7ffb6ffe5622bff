package sig_test

import (
	"strings"
	"testing"

	"ifnscope/score/sig"
)

const tiny = `# id: tiny
# version: 2
# genes: 2
# title: Two genes
#   of a test
# reference-genes: ACTB GAPDH
symbol	weight	published
MX1	1	MxA
IL10	-0.5	IL10
`

func TestParse(t *testing.T) {
	s, err := sig.Parse("tiny", strings.NewReader(tiny))
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != "tiny" || s.Version != 2 || s.Title != "Two genes of a test" || len(s.References) != 2 || len(s.Genes) != 2 || s.Genes[1] != (sig.Gene{Symbol: "IL10", Weight: -0.5, Published: "IL10"}) {
		t.Errorf("%+v", s)
	}
	if up, down := s.Up(), s.Down(); len(up) != 1 || up[0] != "MX1" || len(down) != 1 || down[0] != "IL10" {
		t.Errorf("up %v, down %v", up, down)
	}
	for _, c := range []struct{ old, new, want string }{
		{"# id: tiny\n", "", "there is no id"},
		{"# genes: 2", "# genes: 3", "3 genes are declared and 2 listed"},
		{"# genes: 2", "# genes: many", "line 3: genes is not a number"},
		{"# version: 2", "# version: 0", "line 2: version is not a number"},
		{"# title:", "# titel:", "line 4: unknown key \"titel\""},
		{"# title: Two genes", "# id: other", "line 4: id appears twice"},
		{"# title: Two genes", "# title:", "line 4: want \"# key: value\""},
		{"# id: tiny", "#   tiny", "line 1: nothing to continue"},
		{"symbol\tweight", "symbol weight", "line 7: want a header line"},
		{"symbol\tweight\tpublished\nMX1\t1\tMxA\nIL10\t-0.5\tIL10\n", "", "there are no genes"},
		{"MX1\t1\tMxA", "MX1\t1", "line 8: want symbol, weight and published name"},
		{"MX1\t1\tMxA", "MX1\t0\tMxA", "line 8: the weight \"0\""},
		{"MX1\t1\tMxA", "MX1\tNaN\tMxA", "line 8: the weight \"NaN\""},
		{"MX1\t1\tMxA", "\t1\tMxA", "line 8: want symbol"},
	} {
		text := strings.Replace(tiny, c.old, c.new, 1)
		if _, err := sig.Parse("tiny", strings.NewReader(text)); text == tiny || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.new, err, c.want)
		}
	}
}

func TestGroups(t *testing.T) {
	n := map[sig.Group]int{}
	for _, s := range sig.All() {
		n[s.Group]++
	}
	for _, g := range sig.Groups() {
		if g.Title() == string(g) || g != sig.Own && n[g] == 0 {
			t.Errorf("%s: title %q, %d sets", g, g.Title(), n[g])
		}
	}
	for _, s := range sig.Core() {
		if s.Tier != sig.TierCore || s.Feature != "mRNA" {
			t.Errorf("%s is not of the core", s.ID)
		}
	}
}
