package sig_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/sig"
)

// show writes the genes of a set on one line: MX1, IL10*-1, CCL5*0.5.
func show(s *sig.Signature) string {
	var b strings.Builder
	for i, g := range s.Genes {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.Symbol)
		switch g.Weight {
		case 1:
		case -1:
			b.WriteByte('-')
		default:
			b.WriteString("*")
			b.WriteString(strconv.FormatFloat(g.Weight, 'g', -1, 64))
		}
	}
	return b.String()
}

func TestReadGMT(t *testing.T) {
	text := "\ufeffIFN set\tmy own\tMX1\tISG15\t\tIL10-\r\n\n# a comment\nIFN  SET\thttp://example.org\tCCL5,0.5\tCCL4,-2\tMX1+\t\n"
	sets, err := sig.ReadGMT(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(sets) != 2 {
		t.Fatalf("%d sets", len(sets))
	}
	a, b := sets[0], sets[1]
	if a.ID != "own-ifn-set" || b.ID != "own-ifn-set-2" || a.Title != "IFN set" || a.Note != "my own" || a.Group != sig.Own || a.Short != "IFN set" {
		t.Errorf("%+v and %+v", a, b)
	}
	if show(a) != "MX1 ISG15 IL10-" || show(b) != "CCL5*0.5 CCL4*-2 MX1" {
		t.Errorf("%s and %s", show(a), show(b))
	}
	for text, want := range map[string]string{
		"":                             "no gene sets",
		"a b c\n":                      "GMT line 1: want a name",
		"a\tb\n":                       "GMT line 1: want a name",
		"a\tb\tMX1\na\tb\tMX2\n":       "GMT line 2: the set \"a\" appears twice",
		"\tb\tMX1\n":                   "GMT line 1: a set has no name",
		"a\tb\t\t\n":                   "the set \"a\" has no genes",
		"a\tb\tMX1\nc\td\tMX1,heavy\n": "GMT line 2: the weight \"heavy\" of MX1",
		"a\tb\tMX1,0\n":                "the weight \"0\"",
		"a\tb\tMX1,NaN\n":              "the weight \"NaN\"",
	} {
		if _, err := sig.ReadGMT(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	// sets of the same id are told apart
	sets, err = sig.ReadGMT(strings.NewReader("A 1\t\tMX1\nA-1\t\tMX2\n"))
	if err != nil || sets[0].ID == sets[1].ID {
		t.Errorf("%v, %v", sets, err)
	}
}

func TestReadGMX(t *testing.T) {
	sets, err := sig.ReadGMX(strings.NewReader("up\t\tdown\nfirst\t\n\tna\t\nMX1\t\tIL10-\nISG15\n\t\tCCL5\n"))
	if err == nil {
		t.Errorf("genes without a name: %v", sets)
	}
	sets, err = sig.ReadGMX(strings.NewReader("up\t\tdown\nfirst\nMX1\t\tIL10-\nISG15\n\t\tCCL5\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(sets) != 2 || show(sets[0]) != "MX1 ISG15" || show(sets[1]) != "IL10- CCL5" || sets[0].Note != "first" || sets[1].Note != "" {
		t.Errorf("%v", sets)
	}
	for text, want := range map[string]string{
		"":                      "no gene sets",
		"a\n":                   "no gene sets",
		"a\nb\n":                "the set \"a\" has no genes",
		"a\nb\nMX1\tMX2\n":      "GMX line 3: 2 columns, 1 in the first line",
		"a\ta\nb\tc\nMX1\tMX2":  "GMX column 2: the set \"a\" appears twice",
		"a\nb\nMX1\nMX2,light":  "GMX line 4: the weight",
		"a\t\nb\t\nMX1\tMX2\n ": "GMX line 3: column 2 has genes and no name",
	} {
		if _, err := sig.ReadGMX(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestParseList(t *testing.T) {
	for text, want := range map[string]string{
		"MX1 ISG15\tRSAD2\n":               "MX1 ISG15 RSAD2",
		"MX1, ISG15; RSAD2":                "MX1 ISG15 RSAD2",
		"\ufeff# mine\r\nMX1\r\nISG15\r\n": "MX1 ISG15",
		"MX1+\nIL10-\nCCL5\u2212":          "MX1 IL10- CCL5-",
		"MX1\t0.5\nIL10 -2\nISG15,1e1":     "MX1*0.5 IL10*-2 ISG15*10",
		"\"MX1\",\"ISG15\"":                "MX1 ISG15",
		"HLA-DRB1 HLA-A":                   "HLA-DRB1 HLA-A",
		"4599 10964":                       "4599 10964", // two Entrez numbers, not a gene and its weight
		"4-Sep":                            "4-Sep",
		"MX1 - ISG15":                      "MX1 ISG15",
	} {
		s, err := sig.ParseList("my list", text)
		if err != nil || show(s) != want {
			t.Errorf("%q: %v, %v, want %s", text, s, err, want)
		}
	}
	for _, text := range []string{"", " \n", "# nothing", "MX1 0", "+ -"} {
		if s, err := sig.ParseList("my list", text); err == nil {
			t.Errorf("%q was read as %s", text, show(s))
		}
	}
	s, _ := sig.ParseList("  A very  long title of a list ", "MX1")
	if s.Title != "A very long title of a list" || len([]rune(s.Short)) != 16 || s.ID != "own-a-very-long-title-of-a-list" {
		t.Errorf("%+v", s)
	}
}

func TestLint(t *testing.T) {
	for _, c := range []struct {
		text, want string
		codes      []note.Code
	}{
		{"MX1 ISG15", "MX1 ISG15", nil},
		{"DDX58 G1P2-", "RIGI ISG15-", []note.Code{note.NameAlias, note.NameAlias}},
		{"MX1 MX1 mx1", "MX1", []note.Code{note.NameRepeated, note.NameRepeated}},
		{"DDX58 RIGI", "RIGI", []note.Code{note.NameRepeated}},
		{"MX1 MX1-", "MX1", []note.Code{note.NameRepeated}},
		{"MX1 AC004551.1 AL390728.4", "MX1 AC004551.1 AL390728.4", []note.Code{note.NameClone, note.NameClone}},
		{"MX1 4-Sep 1-Mar 31-Jan", "MX1 SEPTIN4 1-Mar 31-Jan", []note.Code{note.NameRepaired, note.NameDate, note.NameDate}},
		{"MX1 SN FLJ99999", "MX1 SN FLJ99999", []note.Code{note.NameAmbiguous, note.NameUnknown}},
		{"MX1 IP10 LOC129607", "MX1 CXCL10 CMPK2", []note.Code{note.NameCurated}},
		{"COP1 RFWD2", "CARD16 COP1", []note.Code{note.NameCurated, note.NameAlias}},
		{"ENSG00000137959.2 ENSG00000157601", "IFI44L MX1", nil},
		{"4599 10964", "MX1 IFI44L", nil},
	} {
		s, err := sig.ParseList("mine", c.text)
		if err != nil {
			t.Fatal(err)
		}
		before := show(s)
		got, log := sig.Lint(s, human.Table())
		var codes []note.Code
		for _, n := range log {
			codes = append(codes, n.Code)
			if strings.Contains(n.Text, "as MX1 and as MX1") {
				t.Errorf("%s: %s", c.text, n.Text)
			}
			if n.Subject != s.ID {
				t.Errorf("%s: a note of %q", c.text, n.Subject)
			}
		}
		if show(got) != c.want || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: %s, %v, want %s, %v", c.text, show(got), log, c.want, c.codes)
		}
		if show(s) != before {
			t.Errorf("%s: the set given was changed", c.text)
		}
	}
	// what is shipped has nothing to remark
	for _, s := range sig.All() {
		if got, log := sig.Lint(s, human.Table()); len(log) > 0 || show(got) != show(s) {
			t.Errorf("%s: %v", s.ID, log)
		}
	}
}

func TestWriteGMT(t *testing.T) {
	var b strings.Builder
	two, _ := sig.ParseList("two", "MX1 IL10- ISG15")
	down, _ := sig.ParseList("down", "IL10-")
	crow, _ := sig.ByID("crow6")
	if err := sig.WriteGMT(&b, crow, two, down); err != nil {
		t.Fatal(err)
	}
	want := "crow6\tSix-ISG score of Rice and Crow; Rice GI, Melki I, Fremond ML, et al. J Clin Immunol 2017;37:123; 10.1007/s10875-016-0359-1\tIFI27\tIFI44L\tIFIT1\tISG15\tRSAD2\tSIGLEC1\n" +
		"own-two_UP\ttwo\tMX1\tISG15\nown-two_DN\ttwo\tIL10\nown-down_DN\tdown\tIL10\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	// everything that ships comes back
	b.Reset()
	if err := sig.WriteGMT(&b, sig.Core()...); err != nil {
		t.Fatal(err)
	}
	sets, err := sig.ReadGMT(strings.NewReader(b.String()))
	if err != nil || len(sets) != len(sig.Core()) {
		t.Fatalf("%d sets, %v", len(sets), err)
	}
	for i, s := range sig.Core() {
		if sets[i].Title != s.ID || !slices.Equal(sets[i].Symbols(), s.Symbols()) {
			t.Errorf("%s came back as %s: %v", s.ID, sets[i].Title, sets[i].Symbols())
		}
	}
}

// A file is an error or sets with genes, each with a name and an id of its
// own, and what is written of them is read again.
func FuzzReadGMT(f *testing.F) {
	f.Add("a\tb\tMX1\tISG15\n")
	f.Add("\ufeffHALLMARK\thttp://x\tMX1,0.5\tIL10-\r\n# c\n\nB\t\tMX2\n")
	f.Add("up\tdown\nna\tna\nMX1\tIL10\nISG15\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(string) ([]*sig.Signature, error){
			func(s string) ([]*sig.Signature, error) { return sig.ReadGMT(strings.NewReader(s)) },
			func(s string) ([]*sig.Signature, error) { return sig.ReadGMX(strings.NewReader(s)) },
			func(s string) ([]*sig.Signature, error) {
				x, err := sig.ParseList("list", s)
				return []*sig.Signature{x}, err
			},
		} {
			sets, err := read(text)
			if err != nil {
				continue
			}
			ids := map[string]bool{}
			for _, s := range sets {
				if len(s.Genes) == 0 || s.Title == "" || ids[s.ID] {
					t.Fatalf("%+v", s)
				}
				ids[s.ID] = true
				for _, g := range s.Genes {
					if g.Symbol == "" || g.Weight == 0 || g.Weight != g.Weight {
						t.Fatalf("%+v", g)
					}
				}
				checked, _ := sig.Lint(s, human.Table())
				if len(checked.Genes) == 0 || len(checked.Genes) > len(s.Genes) {
					t.Fatalf("%d genes became %d", len(s.Genes), len(checked.Genes))
				}
			}
			var b strings.Builder
			if err := sig.WriteGMT(&b, sets...); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A signature file is an error that names the file, or a signature with an id.
func FuzzParse(f *testing.F) {
	f.Add(tiny)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := sig.Parse("x", strings.NewReader(text))
		if err != nil && !strings.HasPrefix(err.Error(), "x") || err == nil && s.ID == "" {
			t.Fatalf("%+v, %v", s, err)
		}
	})
}

// TestNamesThatAreNone refuses names of sets and genes that no browser lays out.
func TestNamesThatAreNone(t *testing.T) {
	giant := strings.Repeat("x", 1<<20)
	read := func(name, text string) error {
		_, err := sig.ParseList(name, text)
		return err
	}
	gmt := func(text string) error {
		_, err := sig.ReadGMT(strings.NewReader(text))
		return err
	}
	gmx := func(text string) error {
		_, err := sig.ReadGMX(strings.NewReader(text))
		return err
	}
	for what, err := range map[string]error{
		"list, name": read(giant, "IFI27"), "list, gene": read("mine", "IFI27\n"+giant),
		"GMT, name": gmt(giant + "\tabout\tIFI27\n"), "GMT, gene": gmt("mine\tabout\tIFI27\t" + giant + "\n"),
		"GMX, name": gmx("mine\t" + giant + "\nna\tna\nIFI27\tIFI27\n"), "GMX, gene": gmx("mine\nna\n" + giant + "\n"),
	} {
		if err == nil || !strings.Contains(err.Error(), `begins with "xxxxxxxxxxxxxxxxxxxxxxxx" has 1048576 bytes`) || len(err.Error()) > 200 {
			t.Errorf("%s: %.200v", what, err)
		}
	}
	if err := read("mine", strings.Repeat("y", 1000)); err != nil {
		t.Error(err)
	}
}
