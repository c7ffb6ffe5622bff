package geo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"ifnscope/score/note"
	"ifnscope/score/read"
)

// Look-alikes of GPL570.annot, of GPL10558.soft, of the full table of GPL6244
// and of an Agilent array.
const (
	annot = "^Annotation\n!Annotation_date = Aug 31 2018\n!Annotation_platform = GPL570\n!Annotation_platform_title = [HG-U133_Plus_2] Affymetrix Human Genome U133 Plus 2.0 Array\n" +
		"#ID = ID from Platform data table\n#Gene title = Entrez Gene name\n!platform_table_begin\nID\tGene title\tGene symbol\tGene ID\n" +
		"1007_s_at\tmicroRNA 4640///discoidin 5\" domain\tMIR4640///DDR1\t100616237///780\n202411_at\tinterferon alpha inducible protein 27\tIFI27\t3429\nAFFX-BioB-3_at\t\t\t\n!platform_table_end\n"
	soft = "^DATABASE = GeoMiame\n!Database_name = Gene Expression Omnibus (GEO)\n^PLATFORM = GPL10558\n!Platform_title = Illumina HumanHT-12 V4.0 expression beadchip\n!Platform_manufacturer = Illumina Inc.\n" +
		"#ID = Illumina ID\n!platform_table_begin\nID\tSpecies\tILMN_Gene\tEntrez_Gene_ID\tSymbol\n" +
		"ILMN_1723912\tHomo sapiens\tIFI44L\t10964\tIFI44L\nILMN_2058782\tHomo sapiens\tIFI27\t3429\tIFI27\n!platform_table_end\n"
	full = "#ID = \n#GB_LIST = accessions\n#gene_assignment = genes\nID\tGB_LIST\tSPOT_ID\tgene_assignment\n" +
		"7896736\t\tchr1:53049\t---\n7902541\tNM_006820\tchr1\tNM_006820 // IFI44L // interferon-induced protein 44-like // 1p31.1 // 10964 /// ENST00000370751 // IFI44L // x // 1p31.1 // 10964\n" +
		"7902553\tNM_006417\tchr1\tNM_006417 // IFI44 // y // 1p31.1 // 10561 /// NM_1 // MIFF // z // 1 // 2\n"
	agilent = "!Platform_title = Agilent\n#ID = Agilent feature number\n!platform_table_begin\nID\tCOL\tNAME\tGENE\tGENE_SYMBOL\n12\t1\tA_23_P45871\t10964\t\"IFI44L\"\n13\t1\tDarkCorner\t\n!platform_table_end\n"
)

func platformFile(s string) read.File {
	return read.File{Name: "GPL.txt", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func readPlatformFile(s string, opt read.Options) (*read.Content, error) {
	f := platformFile(s)
	p, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, p, nil)
}

func TestPlatform(t *testing.T) {
	for _, x := range []struct{ name, content, column, want string }{
		{"annot", annot, "Gene symbol", "map[1007_s_at:MIR4640///DDR1 202411_at:IFI27]"},
		{"soft", soft, "Symbol", "map[ILMN_1723912:IFI44L ILMN_2058782:IFI27]"},
		{"full table", full, "gene_assignment", "map[7902541:IFI44L 7902553:IFI44 /// MIFF]"},
		{"agilent", agilent, "GENE_SYMBOL", "map[12:IFI44L]"},
		{"windows", strings.ReplaceAll(soft, "\n", "\r\n"), "Symbol", "map[ILMN_1723912:IFI44L ILMN_2058782:IFI27]"},
	} {
		c, err := readPlatformFile(x.content, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if got := fmt.Sprint(c.Probes); got != x.want || c.Options.Column != x.column || c.Options.Kind != read.Platform {
			t.Errorf("%s: %s by %q, want %s by %q", x.name, got, c.Options.Column, x.want, x.column)
		}
		if c.Matrix != nil || c.Table != nil || c.Notes.Has(note.PlatformOnly) {
			t.Errorf("%s: more than a platform: %v", x.name, c.Notes)
		}
	}
	c, err := readPlatformFile(soft, read.Options{Column: "Entrez_Gene_ID"})
	if err != nil || c.Probes["ILMN_2058782"] != "3429" {
		t.Errorf("another column: %v, %v", c, err)
	}
	c, err = readPlatformFile(soft+"^SAMPLE = GSM1\n!sample_table_begin\n", read.Options{})
	if err != nil || !c.Notes.Has(note.PlatformOnly) {
		t.Errorf("a family file: %v, %v", c, err)
	}
}

// The list of samples of a platform can be longer than the head that is looked
// at first.
func TestPlatformLongList(t *testing.T) {
	s := strings.Replace(soft, "!Platform_manufacturer", strings.Repeat("!Platform_sample_id = GSM1234567\n", read.HeadSize/30)+"!Platform_manufacturer", 1)
	c, err := readPlatformFile(s, read.Options{})
	if err != nil || len(c.Probes) != 2 || c.Options.Column != "Symbol" {
		t.Errorf("%v, %v", c, err)
	}
}

func TestPlatformErrors(t *testing.T) {
	for _, x := range []struct {
		name, content string
		code          read.Code
		message       string
	}{
		{"cut", strings.Split(soft, "!platform_table_end")[0], read.Truncated, "ends before !platform_table_end"},
		{"no symbols", strings.NewReplacer("ILMN_Gene", "x", "Entrez_Gene_ID", "y", "Symbol", "z").Replace(soft), read.NoTable, "line 8: no column of the platform names genes (it has ID, Species, x"},
		{"samples only", "^SAMPLE = GSM1\n!Sample_title = x\n", read.NoTable, "no table of a platform"},
		{"nothing named", strings.NewReplacer("IFI44L\n", "\n", "IFI27\n", "\n").Replace(soft), read.Empty, `no probe has a gene in the column "Symbol"`},
		{"one column", "#ID = x\nID\n1\n", read.Malformed, "only one column"},
	} {
		_, err := readPlatformFile(x.content, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Error(), x.message) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q with %q", x.name, err, x.code, x.message)
		}
	}
}

func FuzzPlatform(f *testing.F) {
	for _, s := range []string{annot, soft, full, agilent} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if sniffSoft([]byte(s)) == 0 {
			return
		}
		c, err := readPlatformFile(s, read.Options{})
		if err != nil {
			var e *read.Error
			if !errors.As(err, &e) {
				t.Errorf("%v is no *read.Error", err)
			}
			return
		}
		if c.Probes != nil && len(c.Probes) == 0 {
			t.Error("a platform without a gene was read")
		}
	})
}
