package pcr

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
	"ifnscope/score/read"
)

// TestTheTarget finds the gene of a file without a column of targets.
func TestTheTarget(t *testing.T) {
	for _, c := range []struct {
		title, file, want string
		unsure            bool
	}{
		{"2024-01-01 IFI27 plate 3", "x.txt", "IFI27", false},
		{"20230101", "IFI27.txt", "IFI27", false},
		{"20230101", "plate 2_HPRT1 (copy).txt", "HPRT1", false},
		{"20230101", "HPRT.txt", "HPRT", false},
		{"20230101", "run.txt", "20230101", true},
		{"IFI27 and HPRT1", "HPRT1.txt", "HPRT1", false}, // one experiment, exported gene by gene
		{"IFI27 and HPRT1", "run.txt", "IFI27 and HPRT1", true},
		{"IFI27 and HPRT1", "IFI27 HPRT1.txt", "IFI27 and HPRT1", true},
		{"IFI27 run, IFI27", "MX1.txt", "IFI27", false},
		{"20230101", "hprt1.txt", "hprt1", false},
		{"IFN 12 Mar 2023 AGS", "x.txt", "IFN 12 Mar 2023 AGS", true}, // aliases of genes, and not meant as such
		{"9-Mar 2023", "x.txt", "9-Mar 2023", true},
		{"20230101 HPRT", "IFI27.txt", "IFI27", false}, // a symbol of today before another name
	} {
		s := "Experiment: " + c.title + "  Selected Filter: SYBR\nInclude\tColor\tPos\tName\tCp\nTrue\t255\tA1\tHC1\t27.5\n"
		x := mustOpen(t, c.file, s)
		if got := x.Matrix.Genes()[0]; got != c.want || x.Assay.Unsure != c.unsure || !x.Notes.Has(note.TargetGuessed) {
			t.Errorf("%q in %q: %q, unsure %t, want %q, %t", c.title, c.file, got, x.Assay.Unsure, c.want, c.unsure)
		}
		var told []string
		for _, e := range x.Evidence {
			if e.What == "target" {
				told = append(told, e.Guess)
			}
		}
		if !slices.Equal(told, []string{c.want}) {
			t.Errorf("%q in %q: evidence of the targets %q", c.title, c.file, told)
		}
	}
}

// TestPlatesUnsure refuses to average two files that may be of two genes.
func TestPlatesUnsure(t *testing.T) {
	s := strings.Replace(lightCycler480, "2024-01-01 IFI27 plate 3", "20230101", 1)
	a, b := mustOpen(t, "a.txt", s), mustOpen(t, "b.txt", s)
	_, err := read.JoinPlates([]*read.Content{a, b})
	var e *read.Error
	if !errors.As(err, &e) || e.File != "b.txt" || e.Code != read.DuplicateName || e.WayOut == "" {
		t.Errorf("two files of %q: %v", a.Matrix.Genes(), err)
	}
	c, err := read.JoinPlates([]*read.Content{mustOpen(t, "IFI27.txt", s), mustOpen(t, "HPRT1.txt", s), a})
	if err != nil || !slices.Equal(c.Matrix.Genes(), []string{"IFI27", "HPRT1", "20230101"}) {
		t.Errorf("named after their genes: %v", err)
	}
	// two plates of one gene that is told are one
	if c, err := read.JoinPlates([]*read.Content{mustOpen(t, "a.txt", lightCycler480), mustOpen(t, "b.txt", lightCycler480)}); err != nil || len(c.Matrix.Genes()) != 1 {
		t.Errorf("two plates of IFI27: %v", err)
	}
}

// TestDyes never takes a dye for a gene, in the column of the dye or of the
// target, or as a target of RDML.
func TestDyes(t *testing.T) {
	table := func(target string) string {
		return ",Well,Fluor,Target,Content,Sample,Cq\n,A01,FAM," + target + ",Unkn-01,HC1,27.5\n,A02,HEX,,Unkn-01,HC1,24\n,A03,FAM,,NTC,,NaN\n"
	}
	for name, c := range map[string]struct {
		text         string
		line, column int
	}{
		"CFX":           {table(""), 2, 4},
		"dyes as names": {"Sample,Target,Ct\nHC1,FAM,27\nHC1,SYBR Green I,24\nHC1,Tex 615,24\nHC1,Cy5,24\nHC1,ROX,24\nHC1,vic,24\n", 2, 2},
		"RDML":          {strings.NewReplacer("<description>IFI27</description>", "", "<description>HPRT1</description>", "").Replace(rdml13), 8, 0},
	} {
		_, err := open("x", c.text, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Line != c.line || e.Column != c.column || !strings.Contains(e.What, "no gene") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := mustOpen(t, "x.csv", table("IFI27"))
	if got := shape(c.Matrix); got != "IFI27 HC1 27.5" || !c.Notes.Has(note.WellUnnamed) {
		t.Errorf("some of the wells with a target: %s, %v", got, c.Notes)
	}
	// JUN is a gene, and a dye of other instruments
	if c := mustOpen(t, "x.csv", "Sample,Target,Ct\nHC1,JUN,27\n"); shape(c.Matrix) != "JUN HC1 27" {
		t.Errorf("JUN: %s", shape(c.Matrix))
	}
}

// TestAssays keeps targets with the id of an assay as they are, so that two
// assays of a gene are two rows, and knows the reference genes among them.
func TestAssays(t *testing.T) {
	c := mustOpen(t, "x.csv", "Sample,Target,Ct\nHC1,IFI27-Hs01086370_m1,27.5\nHC1,IFI27_Hs00271467_m1,28\nHC1,HPRT1-Hs02800695_m1,24\nHC1,Hs00158122_m1,30\nHC1,Hs99999901_s1,12\n")
	if genes, _ := c.Matrix.Dims(); genes != 5 {
		t.Errorf("%d rows", genes)
	}
	if got := c.Assay.Rows(read.Housekeeping); !slices.Equal(got, []int{2}) {
		t.Errorf("reference genes in rows %v", got)
	}
	said := ""
	for _, n := range c.Notes {
		if n.Code == note.TargetAssay {
			said += n.Text + "\n"
		}
	}
	for _, want := range []string{"IFI27-Hs01086370_m1 as IFI27", "are not used: Hs00158122_m1 (1 in all)"} {
		if !strings.Contains(said, want) {
			t.Errorf("the notes do not say %q:\n%s", want, said)
		}
	}
}
