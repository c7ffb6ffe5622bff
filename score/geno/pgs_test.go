package geno

import (
	"bytes"
	"math"
	"os"
	"strings"
	"testing"
)

// pgs makes a scoring file; "|" stands for a tab.
func pgs(header string, rows ...string) string {
	s := "###PGS CATALOG SCORING FILE - see the website\n#format_version=2.0\n#pgs_id=PGS999999\n#pgs_name=test\n#trait_reported=none\n" + header + "\n"
	return s + strings.ReplaceAll(strings.Join(rows, "\n"), "|", "\t") + "\n"
}

func readPGS(t *testing.T, text string) *Panel {
	t.Helper()
	if !SniffPGS([]byte(text)) {
		t.Errorf("not recognised: %.100s", text)
	}
	p, err := ReadPGS(strings.NewReader(text), "test.txt")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPGS reads a real harmonised scoring file (PGS000001, as in the tests of
// pygscatalog, Apache-2.0) and scores a person who carries
// every effect allele once.
func TestPGS(t *testing.T) {
	b, err := os.ReadFile("testdata/PGS000001_hmPOS_GRCh38.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPGS(bytes.NewReader(b), "x")
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "PGS000001" || len(p.Variants) != 77 || p.Build != GRCh38 || !strings.Contains(p.Citation, "Mavaddat") {
		t.Errorf("%s, %d variants, %s, %s", p.ID, len(p.Variants), p.Build, p.Citation)
	}
	if v := p.Variants[0]; v.RSID != "rs78540526" || v.Chrom != "11" || v.Pos38 != 69516650 || v.Pos37 != 0 || v.Effect != "T" || v.Other != "C" || v.Weight != 0.16220387987485377 {
		t.Errorf("first variant %+v", v)
	}
	who := person{map[string]int{}, Female}
	sum, palindromes := 0.0, 0.0
	count := 0
	for i := range p.Variants {
		v := &p.Variants[i]
		who.copies[v.RSID] = 1
		if v.Palindromic() {
			palindromes += math.Abs(v.Weight)
			count++
		} else {
			sum += v.Weight
		}
	}
	r := p.Score(load(t, writing{build: GRCh38, chr: "chr"}.vcf(p, who), p), 0, Options{Ancestry: EUR})
	if r.Sum.Loci != 77 || r.Sum.Observed != 77-count || math.Abs(r.Sum.Found-sum) > 1e-12 || !math.IsNaN(r.Sum.Score) {
		t.Errorf("sum %+v, want %v from %d variants and no full score, because %d palindromes are left out", r.Sum, sum, 77-count, count)
	}
	var n int
	for _, m := range r.Matches() {
		n += m.Variants
		if m.Status == LeftOut && m.Variants != count {
			t.Errorf("%d excluded, want the %d palindromes", m.Variants, count)
		}
	}
	if n != 77 {
		t.Errorf("the match report counts %d variants", n)
	}
}

// TestPGSRows reads every kind of row.
func TestPGSRows(t *testing.T) {
	p := readPGS(t, pgs("#genome_build=hg19\n#weight_type=beta",
		"rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|is_dominant|is_recessive|is_interaction|is_haplotype|allelefrequency_effect",
		"rs1|1|101|A|G|0.5||||False|0.25",
		"rs2|1|102|A|G|1|True||||0.5",
		"rs3|1|103|A|G|1||True|||0.5",
		"rs4_x_rs5|1|104|A_x_C|G|1|||True||",
		"|6|105|HLA-DRB1*03:01||1|||||",
		"rs6|1|106|A|G|1||||True|",
		"rs7|X|50000000|A|G|-1|||||",
	))
	if p.Build != GRCh37 || p.Variants[0].Pos37 != 101 || p.Variants[0].AF != 0.25 {
		t.Errorf("%s, %+v", p.Build, p.Variants[0])
	}
	for i, complex := range []bool{false, false, false, true, true, true, false} {
		if (p.Variants[i].Complex != "") != complex {
			t.Errorf("row %d: %q", i, p.Variants[i].Complex)
		}
	}
	for _, x := range []struct {
		copies                        int
		additive, dominant, recessive float64
	}{{0, 0, 0, 0}, {1, 0.5, 1, 0}, {2, 1, 1, 1}} {
		who := person{map[string]int{"rs1": x.copies, "rs2": x.copies, "rs3": x.copies, "rs6": 2, "rs7": 1}, Male}
		r := p.Score(load(t, writing{build: GRCh37}.vcf(&Panel{Variants: append(p.Variants[:3:3], p.Variants[5:]...)}, who), p), 0, Options{Sex: Male})
		for i, want := range []float64{x.additive, x.dominant, x.recessive} {
			if got := r.Findings[i].Adds; got != want {
				t.Errorf("%d copies, %q: adds %v, want %v", x.copies, p.Variants[i].Mode, got, want)
			}
		}
		if h := r.Findings[5]; h.How != LeftOut || !math.IsNaN(h.Copies) {
			t.Errorf("a haplotype was read from a genotype: %+v", h)
		}
		if r.X.Single.Found != -1 || r.X.Double.Found != -2 {
			t.Errorf("X %+v", r.X)
		}
		if !math.IsNaN(r.Sum.Score) || r.Sum.Share != 2.5/5.5 {
			t.Errorf("three rows that cannot be scored: %+v", r.Sum)
		}
	}
	// filled by the frequency of the file, where an ancestry is stated
	text := "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n1\t5\t.\tA\tG\t.\t.\t.\tGT\t0/0\n"
	r := p.Score(load(t, text, p), 0, Options{Ancestry: EUR})
	for i, want := range []float64{0.25, 0.75, 0.25} {
		if got := r.Findings[i].Adds; got != want || r.Findings[i].How != Filled {
			t.Errorf("row %d is %s and adds %v, want filled with %v", i, r.Findings[i].How, got, want)
		}
	}
	if r := p.Score(load(t, text, p), 0, Options{}); r.Findings[0].How != Missing {
		t.Error("filled without a stated ancestry")
	}
}

// TestPGSInterval lets a missing variant of negative weight lower the sum.
func TestPGSInterval(t *testing.T) {
	p := readPGS(t, pgs("#genome_build=GRCh37", "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|is_recessive",
		"rs1|1|101|A|G|4|", "rs2|1|102|A|G|-0.5|", "rs3|1|103|A|G|0.25|1"))
	w := writing{build: GRCh37, missing: map[string]bool{"rs2": true, "rs3": true}}
	r := p.Score(load(t, w.vcf(p, person{map[string]int{"rs1": 1}, Female}), p), 0, Options{})
	if s := r.Sum; s.Found != 4 || s.Low != 3 || s.High != 4.25 || !math.IsNaN(s.Score) {
		t.Errorf("%+v, want 4 found and 3 to 4.25", s)
	}
}

// TestPGSBuilds takes harmonised positions where there are any, and none whose
// build is not known.
func TestPGSBuilds(t *testing.T) {
	columns := "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|hm_chr|hm_pos"
	p := readPGS(t, pgs("#genome_build=NR\n#HmPOS_build=GRCh38", columns, "rs1|1|101|A|G|1|1|201"))
	if v := p.Variants[0]; v.Pos37 != 0 || v.Pos38 != 201 {
		t.Errorf("%+v", v)
	}
	p = readPGS(t, pgs("#genome_build=GRCh37\n#HmPOS_build=GRCh38", columns, "rs1|1|101|A|G|1|1|201", "rs2|1|102|A|G|1||"))
	if v := p.Variants[0]; v.Pos37 != 101 || v.Pos38 != 201 {
		t.Errorf("%+v", v)
	}
	if w := readPGS(t, pgs("#weight_type=OR", columns, "rs1|1|101|A|G|1.2|1|201")).Warning; !strings.Contains(w, "logarithm") {
		t.Errorf("odds ratios as weights: %q", w)
	}
}

// TestPGSErrors wants an error with its line.
func TestPGSErrors(t *testing.T) {
	columns := "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight"
	for text, want := range map[string]string{
		pgs("", "rsID|chr_name|beta", "rs1|1|2"):               "line 7: the scoring file has no columns",
		pgs("", columns):                                       "the scoring file lists no variant",
		pgs("", columns, "rs1|1|5|A|G|x"):                      "line 8: the weight \"x\" is no number",
		pgs("", columns, "rs1|1|5|A|G|NaN"):                    "line 8: the weight",
		pgs("", columns, "rs1|1|5|A|G"):                        "line 8: the variant rs1 has no weight",
		pgs("#genome_build=GRCh37", columns, "rs1|1|-5|A|G|1"): "line 8: the position",
	} {
		if _, err := ReadPGS(strings.NewReader(text), "x"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// TestEffectAlleleOnly matches variants of which only the effect allele is
// known: its complement alone could be the other allele.
func TestEffectAlleleOnly(t *testing.T) {
	v := Variant{Effect: "A"}
	for _, x := range []struct {
		alleles string
		ref     bool
		how     How
		effect  int
	}{
		{"A G", false, Found, 0}, {"G", false, Found, -1}, {"A", false, Found, 0}, {"C T", false, Flipped, 1},
		{"T", false, LeftOut, -1}, {"A T", false, LeftOut, -1},
		{"G A", true, Found, 1}, {"A G", true, Swapped, 0}, {"T C", true, FlippedSwapped, 0}, {"C T", true, Flipped, 1},
		{"T A", true, LeftOut, -1}, {"G C", true, LeftOut, -1}, {"G A <NON_REF>", true, Found, 1},
	} {
		m := match(&v, &Record{Alleles: strings.Fields(x.alleles), Ref: x.ref}, true)
		if m.how != x.how || m.effect != x.effect {
			t.Errorf("%s, REF %v: %s, effect allele %d; want %s, %d", x.alleles, x.ref, m.how, m.effect, x.how, x.effect)
		}
	}
}

// TestBCell scores the 20 variants by name and by position.
func TestBCell(t *testing.T) {
	p := BCell()
	var b strings.Builder
	b.WriteString("# build 37, forward strand\nrsid\tchromosome\tposition\tgenotype\n")
	want := 0.0
	for _, v := range p.Variants {
		chrom := v.Chrom
		if chrom == "" {
			chrom = "0"
		}
		b.WriteString(v.RSID + "\t" + chrom + "\t" + position(v.Pos37) + "\t" + v.Effect + v.Effect + "\n")
		want += v.Weight * 2
	}
	r := p.Score(load(t, b.String(), p), 0, Options{})
	if len(p.Variants) != 20 || r.Sum.Observed != 20 || math.Abs(r.Sum.Score-want) > 1e-12 || r.X != nil || len(r.Nodes) != 2 {
		t.Errorf("%+v in %d nodes, want %v from 20", r.Sum, len(r.Nodes), want)
	}
}

func FuzzPGS(f *testing.F) {
	b, err := os.ReadFile("testdata/PGS000001_hmPOS_GRCh38.txt.gz")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(pgs("#genome_build=GRCh37", "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|is_recessive", "rs1|1|5|A|G|1|True")))
	f.Add([]byte("effect_allele\teffect_weight\nA\t1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ReadPGS(bytes.NewReader(b), "fuzz")
		if err != nil {
			return
		}
		for _, v := range p.Variants {
			if math.IsNaN(v.Weight) || math.IsInf(v.Weight, 0) || v.Pos37 < 0 || v.Pos38 < 0 {
				t.Errorf("%+v", v)
			}
		}
	})
}
