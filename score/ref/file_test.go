package ref

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// made returns a reference file of six controls and two genes, one of them
// missing in one control.
func made(t testing.TB) *File {
	t.Helper()
	m, err := expr.New([]string{"IFI27", "RSAD2"}, []string{"a", "b", "c", "d", "e", "f"}, expr.Log2, gene.Namespace{Kind: gene.Symbol},
		[]float64{1.1, 2.2, 3.3, 0.1 + 0.2, 5, 6, 2, math.NaN(), 4, 8, 1e-9, 3})
	if err != nil {
		t.Fatal(err)
	}
	score := []float64{0.5, -0.25, 1, 2, math.NaN(), 3}
	return &File{Version: "test", About: About{Name: "six"}, People: 6, Genes: Of(m).Table(map[string]string{"RSAD2": "ILMN_1657871"}),
		Conditions: Conditions{Kind: "counts", Unit: expr.Counts, Namespace: gene.Namespace{Kind: gene.Ensembl}, Normalisation: "log2cpm", Collapse: "sum"},
		Scores:     []Scored{{Signature: "crow6", Of: 1, Used: 2, Method: "mean-z/1", Distribution: DescribeValues(score), Values: Numbers(score), Within: 0.125}}}
}

func written(t testing.TB, f *File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteFile(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFileRoundTrip writes a file and reads it back: every value has the same
// bits, and so have the statistics that are computed from them.
func TestFileRoundTrip(t *testing.T) {
	f := made(t)
	b := written(t, f)
	if !IsFile(b) || IsFile([]byte(`{"schema":"other"}`)) || IsFile([]byte("gene\ta\n")) {
		t.Error("reference files are not told from others")
	}
	g, err := ReadFile(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written(t, g), b) {
		t.Error("a file that is read and written is another")
	}
	for _, s := range []string{"IFI27", "RSAD2"} {
		want, _ := f.Reference().Gene(s)
		got, ok := g.Reference().Gene(s)
		if !ok || got != want {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
	if st, _ := g.Reference().Gene("RSAD2"); st.N != 5 || st.Median != 3 {
		t.Errorf("a missing value counts: %+v", st)
	}
	if rows := g.Rows(); len(rows) != 1 || rows["RSAD2"] != "ILMN_1657871" {
		t.Errorf("rows that stand for genes: %v", rows)
	}
	v := g.Score("crow6", 1, 2, "mean-z/1")
	if v == nil || len(v.Values) != 6 || v.Values[1] != -0.25 || !v.Values[4].Missing() || v.Within != 0.125 {
		t.Errorf("scores of the controls: %v", v)
	}
	for _, c := range []struct {
		version, used int
		method        string
	}{{1, 2, "singscore/1"}, {2, 2, "mean-z/1"}, {1, 1, "mean-z/1"}} {
		if g.Score("crow6", c.version, c.used, c.method) != nil {
			t.Errorf("a score that the file does not hold is found: %v", c)
		}
	}
}

// TestFileBefore reads a file that the program wrote before there was a MAD, a
// technology and a platform in it: it is whole, says nothing of the kind of assay,
// and its MAD is that of its values (R: mad(c(1.1, 2.2, 3.3, 0.3, 5, 6)) and so on).
func TestFileBefore(t *testing.T) {
	b, err := os.ReadFile("testdata/reference-1.ifnref.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadFile(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	now := made(t)
	if f.Schema == Schema || f.Conditions.Technology != "" || f.Conditions.Platform != "" || f.Scores[0].Within != now.Scores[0].Within {
		t.Errorf("%+v", f)
	}
	for i, g := range f.Genes {
		if want := []float64{2.89107, 1.4826}[i]; math.Abs(float64(g.MAD)-want) > 1e-12 || g.MAD != now.Genes[i].MAD {
			t.Errorf("MAD of %s is %v, want %v", g.Symbol, g.MAD, want)
		}
	}
	if s := f.Scores[0]; s.MAD != now.Scores[0].MAD || !(s.MAD > 0) {
		t.Errorf("MAD of the score is %v, of a new file %v", s.MAD, now.Scores[0].MAD)
	}
	if err := now.Conditions.Fits(f.Conditions); err != nil {
		t.Errorf("its conditions are others: %v", err)
	}
	// a score that nobody has, and one that all have
	for _, x := range [][]float64{{math.NaN()}, {2, 2, 2}} {
		if d := DescribeValues(x); d.MAD.Missing() != (d.N == 0) || d.N > 0 && d.MAD != 0 {
			t.Errorf("of %v: %+v", x, d)
		}
	}
}

func TestFileRefused(t *testing.T) {
	b := string(written(t, made(t)))
	other := made(t)
	other.People = 3
	for _, c := range []struct{ name, text, want string }{
		{"changed value", strings.Replace(b, "3.3", "3.4", 1), "changed after it was written"},
		{"another schema", strings.Replace(b, Schema, "ifnscope-reference/9", 1), `schema is "ifnscope-reference/9"`},
		{"cut off", b[:len(b)/2], "not a whole"},
		{"not JSON", "gene\ta\tb", "not a whole"},
		{"empty", "", "not a whole"},
		{"too few", string(written(t, other)), "3 controls"},
	} {
		if _, err := ReadFile(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want an error that says %q", c.name, err, c.want)
		}
	}
	twice := made(t)
	twice.Genes[1].Symbol = "IFI27"
	if _, err := ReadFile(bytes.NewReader(written(t, twice))); err == nil {
		t.Error("a repeated gene is read")
	}
	short := made(t)
	short.Scores[0].Values = short.Scores[0].Values[:2]
	if _, err := ReadFile(bytes.NewReader(written(t, short))); err == nil {
		t.Error("a score of two of six controls is read")
	}
}

func TestFits(t *testing.T) {
	c := made(t).Conditions
	c.Technology = "RNA-seq"
	unknown := c
	unknown.Technology = ""
	for _, p := range []Conditions{c, unknown} {
		if err := c.Fits(p); err != nil {
			t.Error(err)
		}
	}
	for what, change := range map[string]func(*Conditions){
		"kind of assay":   func(c *Conditions) { c.Kind = "NanoString" },
		"technology":      func(c *Conditions) { c.Technology = "array" },
		"unit":            func(c *Conditions) { c.Unit = expr.Log2 },
		"names of rows":   func(c *Conditions) { c.Namespace = gene.Namespace{Kind: gene.Symbol} },
		"normalisation":   func(c *Conditions) { c.Normalisation = "" },
		"reference genes": func(c *Conditions) { c.References = []string{"HPRT1"} },
		"several rows":    func(c *Conditions) { c.Collapse = "highest-mean" },
	} {
		p := c
		change(&p)
		if err := c.Fits(p); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("another %s: %v", what, err)
		}
	}
}

func TestCovers(t *testing.T) {
	f := &File{}
	var genes []string
	for i := range 100 {
		g := fmt.Sprintf("G%d", i)
		f.Genes, genes = append(f.Genes, GeneStat{Symbol: g}), append(genes, g)
	}
	if err := f.Covers(genes[:96]); err != nil {
		t.Error(err)
	}
	for _, other := range [][]string{genes[:90], append(genes[:100:100], "a", "b", "c", "d", "e", "f"), {"IFI27"}, nil} {
		if err := f.Covers(other); err == nil || !strings.Contains(err.Error(), "another panel") {
			t.Errorf("%d genes: %v", len(other), err)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	f.Add(written(f, made(f)))
	f.Add([]byte(`{"schema":"ifnscope-reference/1","people":5,"genes":[]}`))
	f.Add([]byte(`{"schema":"ifnscope-reference/1","people":-1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := ReadFile(bytes.NewReader(b))
		if err == nil && len(g.Reference().People()) != g.People {
			t.Errorf("%d of %d controls", len(g.Reference().People()), g.People)
		}
	})
}
