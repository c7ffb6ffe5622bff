package geno

import (
	"bufio"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/oracle"
)

// realFiles returns the real genotype files: the full ones beside the checkout,
// which CI must have, and the extract in testdata, the first blocks of a gVCF of
// the 1000 Genomes Project (from the tests of hail, MIT licence).
func realFiles(t *testing.T) []string {
	t.Helper()
	list, _ := filepath.Glob("testdata/*.vcf.gz")
	if shared := oracle.Shared(t, "data/genotype", "tested on the extract in testdata only"); shared != "" {
		full, _ := filepath.Glob(shared + "/*.vcf.gz")
		if len(full) == 0 {
			t.Fatal("the shared folder of genotypes holds no VCF")
		}
		list = append(list, full...)
	}
	return list
}

// plainCount is what plain text handling finds in a VCF: its lines, its
// samples, and of every 7th line of two single bases the copies of ALT, from
// DS where there is one.
func plainCount(t *testing.T, path string) (sites int, samples []string, variants []Variant, alt []float64) {
	t.Helper()
	r, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		switch {
		case strings.HasPrefix(c[0], "##"):
			continue
		case c[0] == "#CHROM":
			samples = c[9:]
			continue
		}
		sites++
		ref, as := c[3], strings.TrimSuffix(c[4], ",<NON_REF>")
		if len(ref) != 1 || len(as) != 1 || sites%7 != 1 && !strings.Contains(c[4], "NON_REF") {
			continue
		}
		v := Variant{RSID: "rs" + strconv.Itoa(sites), Chrom: strings.TrimPrefix(c[0], "chr"), Effect: as, Other: ref, Ref: ref, Use: Scored, Weight: 1, EUR: nan, EAS: nan, AF: nan}
		v.Pos37, _ = strconv.Atoi(c[1])
		v.Pos38 = v.Pos37
		n := 0.0
		for _, s := range c[9:] {
			f := strings.Split(s, ":")
			if keys := strings.Split(c[8], ":"); len(keys) > 1 && keys[1] == "DS" {
				d, _ := strconv.ParseFloat(f[1], 64)
				n += d
			} else {
				n += float64(strings.Count(f[0], "1"))
			}
		}
		variants, alt = append(variants, v), append(alt, n)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return sites, samples, variants, alt
}

// TestRealVCF reads real files in full and compares lines, samples and counts
// of alleles with those of plain text handling.
func TestRealVCF(t *testing.T) {
	want := map[string]struct {
		sites, samples int
		kind           Kind
		build          Build
	}{
		"1000G_chr22_VariantAnnotation.vcf.gz": {10376, 5, KindImputed, Unknown},
		"1kg_phase3_chr21_start.vcf.gz":        {600, 2504, KindSites, GRCh37},
		"HG00187.chr22.hg38.g.vcf.gz":          {1000, 1, KindGVCF, GRCh38},
		"tiny1000G.vcf.gz":                     {1004, 3202, KindSites, Unknown},
		"HG00187_head.g.vcf.gz":                {136, 1, KindGVCF, GRCh38},
	}
	for _, path := range realFiles(t) {
		name := filepath.Base(path)
		sites, samples, variants, alt := plainCount(t, path)
		panel := &Panel{ID: "test", Variants: variants}
		r, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Read(r, NewPlaces(panel), name)
		r.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		w := want[name]
		if f.Sites != sites || sites != w.sites || len(f.Samples) != len(samples) || len(samples) != w.samples || f.Kind != w.kind || f.Build != w.build {
			t.Errorf("%s: %d lines of %d samples, %s, %q; plain text has %d of %d; want %+v", name, f.Sites, len(f.Samples), f.Kind, f.Build, sites, len(samples), w)
		}
		got := make([]float64, len(variants))
		for i := range f.Samples {
			for j, x := range panel.Score(f, i, Options{Build: GRCh37}).Findings {
				if !math.IsNaN(x.Copies) {
					got[j] += x.Copies
				}
			}
		}
		wrong := 0
		for j := range variants {
			// on X a heterozygous man is no call, and palindromes need a panel
			// that knows their reference
			if math.Abs(got[j]-alt[j]) > 1e-9 && variants[j].Chrom != "X" {
				if wrong++; wrong < 4 {
					t.Errorf("%s: %s:%d has %v copies of %s, plain text counts %v", name, variants[j].Chrom, variants[j].Pos37, got[j], variants[j].Effect, alt[j])
				}
			}
		}
		t.Logf("%s: %d lines, %d samples, %d variants counted", name, f.Sites, len(f.Samples), len(variants))
	}
}

// TestRealBlocks takes the reference blocks of a real gVCF: a place inside a
// block of good quality is the reference twice, one in a block that no read
// covers is missing.
func TestRealBlocks(t *testing.T) {
	b, err := os.ReadFile("testdata/HG00187_head.g.vcf.gz")
	if err != nil {
		t.Fatal(err)
	}
	at := func(pos int) Variant {
		return Variant{RSID: "rs" + strconv.Itoa(pos), Chrom: "22", Pos38: pos, Effect: "A", Other: "C", Ref: "A", Use: Scored, Weight: 1, EUR: nan, EAS: nan, AF: nan}
	}
	// 22:10510001-10571575 has DP 0, 22:10571576-10571586 has DP 1 and GQ 3
	p := &Panel{ID: "blocks", Variants: []Variant{at(10_550_000), at(10_571_580)}}
	f := load(t, string(b), p)
	r := p.Score(f, 0, Options{})
	if x := r.Findings[0]; x.How != Missing {
		t.Errorf("a place without reads: %+v", x)
	}
	if x := r.Findings[1]; x.How != FromReference || x.Copies != 2 {
		t.Errorf("a place with reads: %+v", x)
	}
}

// TestRealFormats reads the little files of every company in the shared
// folder, and the same lines as they stand here.
func TestRealFormats(t *testing.T) {
	p := &Panel{ID: "test"}
	letters := []string{"AA", "CC", "GG", "TT", "--", "GC", "TC", "AT"}
	for i, g := range letters {
		v := Variant{RSID: "rs" + strconv.Itoa(i+1), Chrom: "1", Pos37: 101 + i, Effect: "C", Other: "T", Use: Scored, Weight: 1, EUR: nan, EAS: nan, AF: nan}
		switch g {
		case "AA":
			v.Effect, v.Other = "A", "G"
		case "GG", "GC":
			v.Effect, v.Other = "G", "C"
		case "AT":
			v.Effect, v.Other = "A", "T"
		}
		p.Variants = append(p.Variants, v)
	}
	want := []float64{2, 2, 2, 0, nan, 1, 1, 1}
	inline := map[string]string{
		"23andme.txt":                 "# 23andMe\n#\n# rsid\tchromosome\tposition\tgenotype\nrs1\t1\t101\tAA\nrs2\t1\t102\tCC\nrs3\t1\t103\tGG\nrs4\t1\t104\tTT\nrs5\t1\t105\t--\nrs6\t1\t106\tGC\nrs7\t1\t107\tTC\nrs8\t1\t108\tAT\nrs9\t--\t109\tAT\nrs10\t--\t--\tAT\n",
		"myheritage_extra_quotes.csv": "# MyHeritage\nRSID,CHROMOSOME,POSITION,RESULT\n\"rs1\"\",\"\"1\"\",\"\"101\"\",\"\"AA\"\n\"rs2\"\",\"\"1\"\",\"\"102\"\",\"\"CC\"\n\"rs3\"\",\"\"1\"\",\"\"103\"\",\"\"GG\"\n\"rs4\"\",\"\"1\"\",\"\"104\"\",\"\"TT\"\n\"rs5\"\",\"\"1\"\",\"\"105\"\",\"\"--\"\n\"rs6\"\",\"\"1\"\",\"\"106\"\",\"\"GC\"\n\"rs7\"\",\"\"1\"\",\"\"107\"\",\"\"TC\"\n\"rs8\"\",\"\"1\"\",\"\"108\"\",\"\"AT\"\n",
		"ancestry_multi_sep.txt":      "#AncestryDNA\r\nrsid\tchromosome\tposition\tallele1\tallele2\r\nrs1\t1\t101\tA\tA\r\nrs2\t\t1\t102\tC\tC\r\nrs3\t1\t\t103\tG\tG\r\nrs4\t1\t\t\t 104\tT\tT\r\nrs5\t1\t105\t0\t0\r\nrs6\t1\t106\tG\tC\r\nrs7\t1\t107\tT\tC\r\nrs8\t1\t108\tA\tT\r\n",
	}
	check := func(name, text string) {
		t.Helper()
		f := load(t, text, p)
		if f.Format != Array || f.Sites < 8 {
			t.Errorf("%s: %s, %d lines", name, f.Format, f.Sites)
		}
		for i, x := range p.Score(f, 0, Options{Build: GRCh37, Plus: true}).Findings {
			if !same(x.Copies, want[i]) {
				t.Errorf("%s: %s has %v copies (%s), want %v", name, x.Variant.RSID, x.Copies, x.Why, want[i])
			}
		}
	}
	for name, text := range inline {
		check(name, text)
	}
	formats := oracle.Shared(t, "data/formats", "only the files in this test were read")
	if formats == "" {
		return
	}
	paths, _ := filepath.Glob(formats + "/*")
	for _, path := range paths {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "testvcf") || strings.HasPrefix(name, "ancestry_mt") || !strings.Contains(name, "23andme") && !strings.Contains(name, "ancestry") && !strings.Contains(name, "myheritage") {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		check(name, string(b))
	}
}
