package pathway_test

import (
	"bytes"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/demo"
	"ifnscope/score/gene/human"
	"ifnscope/score/method"
	"ifnscope/score/pathway"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// defects opens the synthetic cohort of known defects.
func defects(t *testing.T) (score.Input, score.Options) {
	t.Helper()
	in := score.Input{Genes: human.Table()}
	for _, f := range demo.DefectFiles() {
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Matrix != nil {
			in.Matrix = c.Matrix
		} else if in.Table, _, _, err = c.Table.Join(in.Matrix.Samples()); err != nil {
			t.Fatal(err)
		}
	}
	return in, score.Options{Assignment: sample.Recognise(in.Matrix.Samples(), in.Table).Assignment}
}

func run(t *testing.T, in score.Input, opt score.Options) *score.Scored {
	t.Helper()
	s, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestDefects reads every known defect of the synthetic cohort.
func TestDefects(t *testing.T) {
	in, opt := defects(t)
	p := profile(t, run(t, in, opt), in.Table)
	at := map[string]int{}
	for j, s := range p.Samples {
		at[s.Name] = j
	}
	// axes that are above 3 SD, and below -3
	high := func(name string) (up, down []string) {
		for i := range p.Axes {
			a := &p.Axes[i]
			switch v := a.Values; {
			case !a.Measurable():
			case v[at[name]].Value > 3:
				up = append(up, a.ID)
			case v[at[name]].Value < -3:
				down = append(down, a.ID)
			}
		}
		return up, down
	}
	isg := []string{"isg", "m1.2", "m3.4", "m5.12"}
	single := []string{"cxcl10", "baff"} // genes of type I in this cohort, of one measurement each
	for _, c := range []struct {
		sample   string
		up, down []string
		typ      string
		text     string
	}{
		{"D01", isg, nil, pathway.TypeRNA, "RBP 3/4, dsDNA negative"},
		{"D02", isg, nil, pathway.TypeDNA, "RBP 0/4, dsDNA 4.0 x ULN, C3 low, C4 low"},
		{"D03", isg, nil, pathway.TypeMixed, "RBP 1/4, dsDNA 3.0 x ULN"},
		{"D04", isg, nil, pathway.TypeRNA, "RBP 1/4, dsDNA negative, C1q low"},
		{"D05", []string{"ldg"}, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D06", []string{"typeII"}, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D07", isg, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D08", []string{"plasmablast"}, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D09", nil, []string{"b", "nk", "t"}, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D10", isg, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
		{"D11", nil, nil, pathway.TypeRNA, "RBP 1/4, dsDNA negative, antibodies against interferon"},
		{"D12", nil, nil, pathway.TypeNone, "RBP 0/4, dsDNA negative"},
	} {
		up, down := high(c.sample)
		up = slices.DeleteFunc(up, func(id string) bool { return slices.Contains(single, id) })
		// genes of one axis stand in the modules of another
		if c.sample == "D06" {
			up = slices.DeleteFunc(up, func(id string) bool { return id == "m5.12" || id == "m3.4" })
		}
		slices.Sort(up)
		slices.Sort(down)
		want := slices.Clone(c.up)
		slices.Sort(want)
		if !slices.Equal(up, want) || !slices.Equal(down, c.down) {
			t.Errorf("%s: high %v, low %v; want %v and %v", c.sample, up, down, want, c.down)
		}
		card := p.Cards[at[c.sample]]
		if card.Type != c.typ || card.Text() != c.text {
			t.Errorf("%s: card %s, %q; want %s, %q", c.sample, card.Type, card.Text(), c.typ, c.text)
		}
		t.Logf("%s: %s", c.sample, p.Summary(at[c.sample]))
	}

	// the one without feedback is the lowest of all by the residual of USP18
	f := p.Feedback
	if f.Why != "" || f.N != 42 {
		t.Fatalf("feedback: %q, %d patients", f.Why, f.N)
	}
	i := slices.IndexFunc(f.Rows, func(r pathway.Residual) bool { return r.Gene == "USP18" })
	for j, v := range f.Rows[i].Values {
		if j != at["D10"] && v <= f.Rows[i].Values[at["D10"]] {
			t.Errorf("%s has a residual of %v, D10 of %v", p.Samples[j].Name, v, f.Rows[i].Values[at["D10"]])
		}
	}
	if r := f.Rows[i]; float64(r.Values[at["D10"]]) > -3*float64(r.Deviation) {
		t.Errorf("residual of D10 %v, deviation %v", r.Values[at["D10"]], r.Deviation)
	}
	if !f.Rows[i].ICC[0].Missing() {
		t.Error("nobody came twice, yet the residual has a reliability")
	}

	if a := p.Axis("pdc"); a.Measurable() {
		t.Error("genes that share nothing pass the gate")
	}
	for _, m := range p.Measured {
		v := float64(m.Values[at["D07"]])
		switch m.Key {
		case "ifna":
			if g := pathway.SimoaGroup(v, m.Unit); g != "above 300 fg/ml" {
				t.Errorf("%v %s is %q", v, m.Unit, g)
			}
		case "ifng":
			if pathway.SimoaGroup(v, "") != "" {
				t.Error("a value without a unit has a Simoa group")
			}
		}
	}
}

// TestMeanZ compares the axes with the scoring method of the same name.
func TestMeanZ(t *testing.T) {
	in, opt := defects(t)
	opt.Signatures, opt.Methods = []string{"ifngs4", "aybey-ifn2", "chiche-m1.2"}, []string{"mean-z"}
	s := run(t, in, opt)
	p := profile(t, s, nil)
	for axis, signature := range map[string]string{"isg": "ifngs4", "typeII": "aybey-ifn2", "m1.2": "chiche-m1.2"} {
		res, ok := s.Report.Result(signature, method.MeanZ{}.ID())
		if !ok {
			t.Fatalf("there is no mean z of %s", signature)
		}
		for j, x := range res.Scores {
			if got := p.Axis(axis).Values[j].Value; math.Abs(float64(got-x.Value)) > 1e-12 {
				t.Errorf("%s of %s is %v, the score %v", axis, p.Samples[j].Name, got, x.Value)
			}
		}
	}
}

// TestOnePatient profiles one patient against a reference file, and sees the
// very axes of the cohort that the controls came from.
func TestOnePatient(t *testing.T) {
	in, opt := defects(t)
	whole := run(t, in, opt)
	cohort := profile(t, whole, in.Table)
	file, err := whole.Reference(ref.About{Name: "controls"})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ref.WriteFile(&b, file); err != nil {
		t.Fatal(err)
	}
	if in.Reference, err = ref.ReadFile(&b); err != nil {
		t.Fatal(err)
	}
	j := slices.Index(in.Matrix.Samples(), "D05")
	if in.Matrix, err = in.Matrix.SelectSamples([]int{j}); err != nil {
		t.Fatal(err)
	}
	in.Table = in.Table.Select([]int{j})
	opt.Assignment = sample.Assignment{ByHand: map[string]sample.Role{"D05": sample.Patient}}
	p := profile(t, run(t, in, opt), in.Table)
	if p.Controls != 20 || p.Relative || !strings.Contains(p.Against, "reference file controls") {
		t.Errorf("measured against %s (%d)", p.Against, p.Controls)
	}
	shown := 0
	for i := range p.Axes {
		a, b := &p.Axes[i], &cohort.Axes[i]
		if a.Coherence.Genes > 1 && a.Coherence.People != 21 {
			t.Errorf("the gate of %s looks at %d people", a.ID, a.Coherence.People)
		}
		if !a.Measurable() {
			continue
		}
		shown++
		// the gate may open among the few and close among the many
		if b.Measurable() && a.Values[0].Value != b.Values[j].Value {
			t.Errorf("%s is %v alone and %v in the cohort", a.ID, a.Values[0].Value, b.Values[j].Value)
		}
	}
	if shown < 15 || p.Axis("pdc").Measurable() {
		t.Errorf("%d axes are shown", shown)
	}
	if s := p.Summary(0); !strings.Contains(s, "LDG +") || !strings.Contains(s, "RBP 0/4") {
		t.Error(s)
	}
}

// TestFew says what it cannot tell where there is little: expression of a few
// people, no table, no controls.
func TestFew(t *testing.T) {
	in, _ := defects(t)
	few, err := in.Matrix.SelectSamples([]int{0, 1, 2, 3, 4, 5, 50, 51})
	if err != nil {
		t.Fatal(err)
	}
	in.Matrix, in.Table = few, nil
	role := map[string]sample.Role{}
	for j, name := range few.Samples() {
		if role[name] = sample.Control; j > 5 {
			role[name] = sample.Patient
		}
	}
	p := profile(t, run(t, in, score.Options{Assignment: sample.Assignment{ByHand: role}}), nil)
	for _, a := range p.Axes {
		switch a.ID {
		case "isg", "typeII":
			if !a.Measurable() {
				t.Errorf("%s: %s", a.ID, a.Why)
			}
		case "ldg", "b", "t":
			if !strings.Contains(a.Why, "could not be tested with 8 people") {
				t.Errorf("%s passes a gate that could not be tested: %q", a.ID, a.Why)
			}
		}
	}
	if p.Cards != nil || p.Associations != nil || p.Feedback.Why == "" {
		t.Error("something is told of a table that is not there")
	}
	for j := range p.Samples {
		if s := p.Summary(j); !strings.Contains(s, "LDG not measurable") || strings.Contains(s, "RBP") {
			t.Error(s)
		}
	}

	none := profile(t, run(t, in, score.Options{Assignment: sample.Assignment{}}), nil)
	for _, a := range none.Axes {
		if a.Measurable() || a.Values != nil {
			t.Errorf("%s is measurable against nothing", a.ID)
		}
	}
	for _, i := range none.Issues {
		if i.Here == "" {
			t.Errorf("nothing is said of %q", i.Text)
		}
	}
}

// TestPermuted shuffles the clinical table among the patients, so that nothing
// goes with anything: about one relation in twenty has P below 0.05, and few
// tables have one that holds after adjustment.
func TestPermuted(t *testing.T) {
	in, opt := defects(t)
	s := run(t, in, opt)
	patients := s.Report.Design().With(sample.Patient)
	r := rand.New(rand.NewPCG(3, 5))
	const times = 24
	tests, below, tables := 0, 0, 0
	for range times {
		order := make([]int, in.Table.Len())
		for j := range order {
			order[j] = j
		}
		for i, k := range r.Perm(len(patients)) {
			order[patients[i]] = patients[k]
		}
		any := false
		for _, a := range profile(t, s, in.Table.Select(order)).Associations {
			if a.P.Missing() {
				continue
			}
			tests++
			if a.P < 0.05 {
				below++
			}
			any = any || a.Adjusted < 0.05
		}
		if any {
			tables++
		}
	}
	share := float64(below) / float64(tests)
	t.Logf("%d relations in %d tables: %.3f have P below 0.05; %d tables have one that holds", tests, times, share, tables)
	if tests < 100*times || share < 0.035 || share > 0.065 {
		t.Errorf("%.3f of the relations have P below 0.05", share)
	}
	if tables > 5 { // of 24, 1.2 are expected at most; 6 has a probability below 0.002
		t.Errorf("%d of %d tables have a relation that holds", tables, times)
	}
}

// TestHalfFilled blanks half of the clinical table: what is left is told, what is
// not is not stated.
func TestHalfFilled(t *testing.T) {
	in, opt := defects(t)
	cells := make([][]string, len(in.Table.Columns()))
	for c, name := range in.Table.Columns() {
		cells[c] = slices.Clone(in.Table.Column(name))
		for j := range cells[c] {
			if name != "group" && name != "sample" && (j+c)%2 == 0 {
				cells[c][j] = ""
			}
		}
	}
	half, err := sample.NewTable(in.Table.Columns(), cells)
	if err != nil {
		t.Fatal(err)
	}
	p := profile(t, run(t, in, opt), half)
	var lines, stated int
	for _, j := range p.First() {
		c := p.Cards[j]
		if c.Stated > 4 || c.RBP > c.Stated {
			t.Errorf("%s: %+v", p.Samples[j].Name, c)
		}
		for _, l := range c.Lines {
			lines++
			if l.State != pathway.NotStated {
				stated++
				if l.Value == "" {
					t.Errorf("%s: %s is %s without a value", p.Samples[j].Name, l.Title, l.State)
				}
			}
		}
	}
	if stated == 0 || stated > 3*lines/5 {
		t.Errorf("%d of %d lines are stated", stated, lines)
	}
	for _, a := range p.Associations {
		if a.N > 21 {
			t.Errorf("%s was held against %d values", a.Column, a.N)
		}
	}
}

// Clinical signatures are those that the summary counts.
func TestClinical(t *testing.T) {
	in, opt := defects(t)
	s := run(t, in, opt)
	ids := pathway.Clinical(s.Report)
	if len(ids) < 5 {
		t.Errorf("%d clinical scores", len(ids))
	}
	for _, id := range ids {
		if x, ok := sig.ByID(id); !ok || x.Group != sig.Clinical {
			t.Errorf("%s is no clinical score", id)
		}
	}
	if (&report.Report{}).Design().Len() != 0 {
		t.Error("a report without samples has some")
	}
}
