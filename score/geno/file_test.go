package geno

import (
	"bytes"
	"errors"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestSniff tells genotype files from expression tables and their like.
func TestSniff(t *testing.T) {
	p := Interferon()
	who := simulate(rand.New(rand.NewPCG(7, 7)), p, Female)
	w := writing{build: GRCh37}
	for _, x := range []struct {
		name, head string
		want       Format
	}{
		{"VCF", w.vcf(p, who), VCF},
		{"VCF with a byte order mark", "\ufeff" + w.vcf(p, who), VCF},
		{"VCF without its first line", "##source=x\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n", VCF},
		{"23andMe", w.array(p, who, "23andMe"), Array},
		{"AncestryDNA", w.array(p, who, "AncestryDNA"), Array},
		{"MyHeritage", w.array(p, who, "MyHeritage"), Array},
		{"FTDNA", w.array(p, who, "FTDNA"), Array},
		{"plink", w.raw(p, who), Raw},
		{"long", w.table(p, "long", who), Table},
		{"wide", w.table(p, "samples in rows", who), Table},
		{"wide the other way", w.table(p, "variants in rows", who), Table},
		{"digits, to be refused", "id,rs1990760\nP1,2\n", Table},
		{"expression", "gene\tA\tB\nIFI44L\t5.1\t6\nMX1\t2\t3\n", ""},
		{"clinical table", "sample\tgroup\tage\nA\tSLE\t40\n", ""},
		{"a gene named like a variant", "gene\tA\nRSAD2\t5\n", ""},
		{"a GEO series", "!Series_title\t\"x\"\n!Sample_title\t\"a\"\n", ""},
		{"a table of positions", "chromosome\tposition\tscore\n1\t5\t0.1\n", ""},
		{"PGS", pgs("", "rsID|chr_name|effect_allele|effect_weight", "rs1|1|A|1"), ""},
		{"binary", "BAM\x01\x00\x00", ""},
		{"nothing", "", ""},
	} {
		if got := Sniff([]byte(x.head)); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}

// TestErrors wants files that are not as they should be to be refused with the
// line.
func TestErrors(t *testing.T) {
	p := Interferon()
	vcf := "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\tQ\n"
	for _, x := range []struct{ name, text, want string }{
		{"no genotype file", "gene\tA\nMX1\t5\n", "this is no genotype file"},
		{"no sample", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n", "line 2: the VCF has no sample"},
		{"no header", "##fileformat=VCFv4.2\n1\t5\t.\tA\tG\t.\t.\t.\tGT\t0/0\n", "line 2: the line #CHROM"},
		{"short line", vcf + "1\t5\t.\tA\n", "line 3: the line ends before its genotypes"},
		{"no position", vcf + "1\tx\t.\tA\tG\t.\t.\t.\tGT\t0/0\t0/0\n", "line 3: the position \"x\""},
		{"a sample too few", vcf + "2\t163124051\t.\tC\tT\t.\t.\t.\tGT\t0/0\n", "line 3: the line has 1 genotypes and the header names 2 samples"},
		{"no lines", vcf, "the file has no genotypes"},
		{"array, short line", "# rsid\tchromosome\tposition\tgenotype\nrs1\t1\n", "line 2: the line has fewer columns"},
		{"plink, short line", "FID IID PAT MAT SEX PHENOTYPE rs1990760_T\nF P 0 0 1\n", "line 2: the line has another number of columns"},
		{"digits without their allele", "id,rs1990760\nP1,2\n", "line 2: the genotypes are numbers"},
		{"table, short line", "id,rs1990760,rs1\nP1,CT,AA\nP2,CT\n", "line 3: the line has another number of columns"},
		{"a genotype twice", "sample,rsid,genotype\nP,rs1990760,CT\nP,rs1990760,CC\n", "line 3: the genotype of rs1990760 in P is given twice"},
		{"half an archive", archive(t, writing{build: GRCh37}.vcf(p, person{map[string]int{}, Female}))[:900], "the compressed file is damaged"},
		{"a header of an archive", archive(t, "x")[:35], "the compressed file is damaged"},
		{"a spreadsheet", archive(t, "<?xml version=\"1.0\"?><Types/>"), "this is no genotype file"},
		{"half a file", zip(t, writing{build: GRCh37}.vcf(p, person{map[string]int{}, Female}))[:900], "the compressed file is damaged"},
	} {
		_, err := Read(strings.NewReader(x.text), NewPlaces(p), "x")
		var e *Error
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), x.want) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q and a way out", x.name, err, x.want)
		}
	}
}

// TestManySamples keeps samples apart and joins them to expression samples.
func TestManySamples(t *testing.T) {
	p := Interferon()
	a, b := person{map[string]int{"rs1990760": 1}, Female}, person{map[string]int{"rs1990760": 2}, Female}
	w := writing{build: GRCh37}
	for name, text := range map[string]string{"vcf": w.vcf(p, a, b), "raw": w.raw(p, a, b), "long": w.table(p, "long", a, b), "rows": w.table(p, "samples in rows", a, b), "columns": w.table(p, "variants in rows", a, b)} {
		f := load(t, text, p)
		if !slices.Equal(f.Samples, []string{"S1", "S2"}) {
			t.Errorf("%s: samples %q", name, f.Samples)
			continue
		}
		var sums bytes.Buffer
		if err := WriteSums(&sums, []*Result{p.Score(f, 0, Options{}), p.Score(f, 1, Options{})}, []string{"E1", ""}); err != nil {
			t.Fatal(err)
		}
		if got := sums.String(); !strings.Contains(got, "S1\tE1\tifn\tNA\t") || !strings.Contains(got, "S2\tNA\tifn\t") || !strings.Contains(got, "response 2 of 2;") || !strings.Contains(got, "0.314008\t0.314008\t0.314008\t0.314008\t11\t0\t11\t1\t") {
			t.Errorf("%s: sums by sample:\n%s", name, got)
		}
		for i, want := range []float64{1, 2} {
			if x := finding(t, p.Score(f, i, Options{}), "rs1990760"); x.Copies != want {
				t.Errorf("%s: sample %d has %v copies, want %v", name, i, x.Copies, want)
			}
		}
	}
}

// A sample whose name is a formula is a name in the spreadsheet that opens the
// sums.
func TestSumsAreText(t *testing.T) {
	p := Interferon()
	f := load(t, strings.Replace(writing{build: GRCh37}.vcf(p, person{map[string]int{}, Female}), "\tS1\n", "\t=1+1\n", 1), p)
	var sums bytes.Buffer
	if err := WriteSums(&sums, []*Result{p.Score(f, 0, Options{})}, []string{"@E1"}); err != nil {
		t.Fatal(err)
	}
	if f.Samples[0] != "=1+1" || !strings.Contains(sums.String(), "\n'=1+1\t'@E1\tifn\t") {
		t.Errorf("sample %q:\n%s", f.Samples[0], sums.String())
	}
}

func TestJoin(t *testing.T) {
	names := []string{"SLE-01 V1", "SLE-01 V2", "hc2", "HC 2", "X", "P7"}
	people := []string{"SLE-01", "SLE-01", "A", "B", "C", "D"}
	for _, x := range []struct {
		sample string
		want   []int
	}{{"SLE-01", []int{0, 1}}, {"sle01", []int{0, 1}}, {"SLE-01_SLE-01", []int{0, 1}}, {"hc2", []int{2}}, {"HC-2", nil}, {"P7", []int{5}}, {"D", []int{5}}, {"nobody", nil}, {"", nil}} {
		if got := Join([]string{x.sample}, names, people)[0]; !slices.Equal(got, x.want) {
			t.Errorf("%q: %v, want %v", x.sample, got, x.want)
		}
	}
}

var update = flag.Bool("update", false, "write testdata/report.tsv anew")

// TestReport writes the table of a result that has something of everything and
// reads it again by eye: the golden file.
func TestReport(t *testing.T) {
	p := Interferon()
	who := simulate(rand.New(rand.NewPCG(11, 12)), p, Male)
	w := writing{build: GRCh37, missing: map[string]bool{"rs7574865": true, "rs2230926": true, "rs280519": true}}
	f := load(t, w.array(p, who, "FTDNA"), p)
	results := []*Result{p.Score(f, 0, Options{Ancestry: EUR, Sex: Male, Antibodies: AntibodiesPresent})}
	var b bytes.Buffer
	if err := WriteTSV(&b, f, []*Panel{p}, results); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/report.tsv"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the report is not that of %s:\n%s", golden, b.Bytes())
	}
	for _, s := range []string{"Research use only. Not for diagnostic procedures.", "never blended into an expression score", "not a percentile", "\tproxy\t", "\tfilled\t", "\texcluded\t", "PMC3096827"} {
		if !strings.Contains(b.String(), s) {
			t.Errorf("the report does not say %q", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	p := Interferon()
	who := simulate(rand.New(rand.NewPCG(8, 8)), p, Male)
	w := writing{build: GRCh37}
	f.Add([]byte(w.vcf(p, who, who)))
	f.Add([]byte(writing{build: GRCh38, chr: "chr", format: "GT:DS", flip: true}.vcf(p, who)))
	for _, company := range []string{"23andMe", "AncestryDNA", "MyHeritage", "FTDNA"} {
		f.Add([]byte(w.array(p, who, company)))
	}
	f.Add([]byte(w.raw(p, who)))
	for _, how := range []string{"long", "samples in rows", "variants in rows"} {
		f.Add([]byte(w.table(p, how, who, who)))
	}
	b, err := os.ReadFile("testdata/HG00187_head.g.vcf.gz")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(lines("2 191964000 . A <NON_REF> . . END=191965000 GT:DP:GQ 0/0:30:90")))
	places := NewPlaces(p, BCell())
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Read(bytes.NewReader(b), places, "fuzz")
		if err != nil {
			return
		}
		for i := range min(len(file.Samples), 3) {
			for _, opt := range []Options{{}, {Ancestry: EUR, Sex: Male, Absent: AbsentReference, Plus: true}} {
				for _, panel := range []*Panel{p, BCell()} {
					r := panel.Score(file, i, opt)
					if s := r.Sum; s.Low > s.High+1e-9 || s.Share < 0 || s.Share > 1+1e-9 || !math.IsNaN(s.Score) && (s.Score < s.Low-1e-9 || s.Score > s.High+1e-9) {
						t.Errorf("%s: %+v", panel.ID, s)
					}
					for _, x := range r.Findings {
						if x.Copies < 0 || x.Copies > 2 {
							t.Errorf("%s: %v copies", x.Variant.RSID, x.Copies)
						}
					}
				}
			}
		}
	})
}
