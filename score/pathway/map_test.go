package pathway_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/pathway"
)

// TestMap reads the nodes of single patients and of the cohort.
func TestMap(t *testing.T) {
	in, opt := defects(t)
	p := profile(t, run(t, in, opt), in.Table)
	node := func(name, id string) pathway.Node {
		j := pathway.Cohort
		if name != "" {
			j = slices.Index(in.Matrix.Samples(), name)
		}
		nodes := p.Map(j)
		return nodes[slices.IndexFunc(nodes, func(n pathway.Node) bool { return n.ID == id })]
	}
	for _, c := range []struct {
		sample, id, text string
		measured         bool
		level            int
	}{
		{"D01", "rna", "RBP 3/4", true, 2},
		{"D12", "rna", "RBP 0/4", true, 0},
		{"D02", "dna", "4.0 x ULN", true, 2},
		{"D02", "complement", "C3, C4 low", true, 2},
		{"D04", "complement", "C1q low", true, 2},
		{"D12", "complement", "normal", true, 0},
		{"D05", "kidney", "yes", true, 2},
		{"D07", "ifna", "900 fg/ml", true, 2},
		{"D06", "ifng", "40.0 pg/ml", true, 0},
		{"D05", "ifnl", "not callable", false, 0},
		{"D05", "pdc", "not measurable", false, 0},
		{"D05", "tlr7", "context only", false, 0},
		{"D05", "tissue", "not in blood", false, 0},
		{"D05", "cytosol", "not stated", false, 0},
		{"", "rna", "positive in 4 of 42", true, 0},
		{"", "complement", "low in 2 of 42", true, 0},
		{"", "feedback", "by patient", false, 0},
	} {
		n := node(c.sample, c.id)
		if n.Text != c.text || n.Measured != c.measured || n.Level != c.level {
			t.Errorf("%s of %q: %q, measured %v, level %d; want %q, %v, %d", c.id, c.sample, n.Text, n.Measured, n.Level, c.text, c.measured, c.level)
		}
		if !n.Measured && n.Why == "" {
			t.Errorf("%s of %q is not measured, and nothing says why", c.id, c.sample)
		}
	}
	if n := node("D05", "net"); n.Level != 3 || !strings.HasPrefix(n.Text, "+8") {
		t.Errorf("NETs of D05: %q, level %d", n.Text, n.Level)
	}
	if n := node("D09", "t"); n.Level != -2 {
		t.Errorf("T cells of D09: %q, level %d", n.Text, n.Level)
	}
	if n := node("D10", "feedback"); !n.Measured || n.Level != 0 || !strings.Contains(n.Text, "exploratory") {
		t.Errorf("feedback of D10: %q, level %d: it is no verdict", n.Text, n.Level)
	}
	if n := node("", "ifnar"); !slices.ContainsFunc(n.Drugs, func(d pathway.Therapy) bool { return strings.HasPrefix(d.Drug, "anifrolumab") }) {
		t.Error("anifrolumab is not shown at its receptor")
	}
}

func TestTSV(t *testing.T) {
	in, opt := defects(t)
	p := profile(t, run(t, in, opt), in.Table)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"axes":         func(b *bytes.Buffer) error { return p.WriteTSV(b) },
		"associations": func(b *bytes.Buffer) error { return p.WriteAssociationsTSV(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		for _, want := range []string{"Research use only. Not for diagnostic procedures.", "not to be added up", "# axis: pdc ", "not measurable: its genes do not go together"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the header lacks %q", name, want)
			}
		}
		r := csv.NewReader(&b)
		r.Comma, r.Comment, r.LazyQuotes = '\t', '#', true
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if name == "axes" && len(rows) != 1+62 || name == "associations" && len(rows) != 1+len(p.Associations) {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
}
