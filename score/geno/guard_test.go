package geno

import (
	"math"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// lines makes a VCF of GRCh37 with one sample of the given lines, "|" for tab.
func lines(text ...string) string {
	s := "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n"
	s += "1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/0\n"
	for _, l := range text {
		s += strings.Join(strings.Fields(l), "\t") + "\n"
	}
	return s
}

// TestOneVariant is a table of lines of a VCF and of what they say of a
// variant of the panel.
func TestOneVariant(t *testing.T) {
	const (
		ifih1 = "rs1990760" // 2:163124051, T counted, C the reference
		stat4 = "rs7574865" // 2:191964633, T counted and the reference
		tlr7  = "rs3853839" // X:12907658, G counted, C the reference
	)
	for _, x := range []struct {
		name, rsid string
		vcf        string
		opt        Options
		how        How
		copies     float64
	}{
		{"exact", ifih1, "2 163124051 rs1990760 C T . . . GT 0/1", Options{}, Found, 1},
		{"swapped", ifih1, "2 163124051 rs1990760 T C . . . GT 0/0", Options{}, Swapped, 2},
		{"risk is the reference", stat4, "2 191964633 rs7574865 T G . . . GT 0/0", Options{}, Found, 2},
		{"flipped", ifih1, "2 163124051 rs1990760 G A . . . GT 1/1", Options{}, Flipped, 2},
		{"flipped and swapped", ifih1, "2 163124051 rs1990760 A G . . . GT 0/1", Options{}, FlippedSwapped, 1},
		{"other alleles", ifih1, "2 163124051 rs1990760 C G . . . GT 0/1", Options{}, LeftOut, nan},
		{"reference called, no ALT", ifih1, "2 163124051 rs1990760 C . . . . GT 0/0", Options{}, Found, 0},
		{"risk reference, no ALT", stat4, "2 191964633 . T . . . . GT 0/0", Options{}, Found, 2},
		{"no ALT, no base", ifih1, "2 163124051 rs1990760 N . . . . GT 0/0", Options{}, LeftOut, nan},
		{"by index: the second ALT", ifih1, "2 163124051 rs1990760 C A,T . . . GT 0/2", Options{}, Found, 1},
		{"by index: the third allele is no risk", ifih1, "2 163124051 rs1990760 C A,T . . . GT 1/1", Options{}, Found, 0},
		{"by index: both", ifih1, "2 163124051 rs1990760 C A,T . . . GT 1/2", Options{}, Found, 1},
		{"half call", ifih1, "2 163124051 rs1990760 C T . . . GT 1/.", Options{}, Missing, nan},
		{"no call", ifih1, "2 163124051 rs1990760 C T . . . GT ./.", Options{}, Missing, nan},
		{"index beyond the alleles", ifih1, "2 163124051 rs1990760 C T . . . GT 0/2", Options{}, Missing, nan},
		{"three alleles", ifih1, "2 163124051 rs1990760 C T . . . GT 0/1/1", Options{}, Missing, nan},
		{"one allele on an autosome", ifih1, "2 163124051 rs1990760 C T . . . GT 1", Options{}, LeftOut, nan},
		{"dosage before genotype", ifih1, "2 163124051 rs1990760 C T . . . GT:DS:GP 0/1:1.75:0,1,0", Options{}, Found, 1.75},
		{"dosage of the reference", stat4, "2 191964633 . T G . . . GT:DS 0/1:0.25", Options{}, Found, 1.75},
		{"probabilities before genotype", ifih1, "2 163124051 rs1990760 C T . . . GT:GP 0/0:0,0.5,0.5", Options{}, Found, 1.5},
		{"impossible dosage", ifih1, "2 163124051 rs1990760 C T . . . GT:DS 0/1:3", Options{}, Found, 1},
		{"probabilities that are none", ifih1, "2 163124051 rs1990760 C T . . . GT:GP 0/1:3,4,5", Options{}, Found, 1},
		{"dosage alone", ifih1, "2 163124051 rs1990760 C T . . . DS 0.5", Options{}, Found, 0.5},
		{"another name at the position", ifih1, "2 163124051 rs99 C T . . . GT 0/1", Options{}, Found, 1},
		{"two names", ifih1, "2 163124051 rs99;rs1990760 C T . . . GT 0/1", Options{}, Found, 1},
		{"the name elsewhere", ifih1, "2 163124052 rs1990760 C T . . . GT 0/1", Options{}, LeftOut, nan},
		{"split alleles", ifih1, "2 163124051 . C A . . . GT 0/1\n2 163124051 . C T . . . GT 0/1", Options{}, Found, 1},
		{"twice the same", ifih1, "2 163124051 . C T . . . GT 0/1\n2 163124051 . C T . . . GT 0/1", Options{}, Found, 1},
		{"twice, and differently", ifih1, "2 163124051 . C T . . . GT 0/1\n2 163124051 . C T . . . GT 1/1", Options{}, LeftOut, nan},
		{"palindrome, REF as it is", tlr7, "X 12907658 . C G . . . GT 0/1", Options{Sex: Female}, Found, 1},
		{"palindrome, REF is another", tlr7, "X 12907658 . G C . . . GT 0/1", Options{Sex: Female}, LeftOut, nan},
		{"palindrome beside a flipped variant", tlr7, "X 12907658 . C G . . . GT 0/1\n2 163124051 . G A . . . GT 1/1", Options{Sex: Female}, LeftOut, nan},
		{"palindrome, no ALT, other base", tlr7, "X 12907658 . G . . . . GT 0/0", Options{Sex: Female}, LeftOut, nan},
		{"X, sex not known", tlr7, "X 12907658 . C G . . . GT 0/1", Options{}, LeftOut, nan},
		{"X, sex not known, twice the same", tlr7, "X 12907658 . C G . . . GT 1/1", Options{}, LeftOut, nan},
		{"X of a man", tlr7, "X 12907658 . C G . . . GT 1", Options{Sex: Male}, Found, 1},
		{"X of a man, twice", tlr7, "X 12907658 . C G . . . GT 1/1", Options{Sex: Male}, Found, 1},
		{"X of a man, heterozygous", tlr7, "X 12907658 . C G . . . GT 0/1", Options{Sex: Male}, LeftOut, nan},
		{"X of a woman, once", tlr7, "X 12907658 . C G . . . GT 1", Options{Sex: Female}, LeftOut, nan},
		{"X by number", tlr7, "23 12907658 . C G . . . GT 1/1", Options{Sex: Female}, Found, 2},
		{"build as stated", ifih1, "2 162267541 . C T . . . GT 0/1", Options{Build: GRCh38}, Found, 1},
		{"accession", ifih1, "NC_000002.11 163124051 . C T . . . GT 0/1", Options{}, Found, 1},
		{"proxy after no call", stat4, "2 191964633 . T G . . . GT ./.\n2 191943742 rs11889341 C T . . . GT 0/1", Options{}, ByProxy, 1},
		{"proxy, palindromic, REF as it is", stat4, "2 191970120 rs7582694 C G . . . GT 0/0", Options{}, ByProxy, 2},
		{"the variant before its proxy", stat4, "2 191964633 . T G . . . GT 1/1\n2 191943742 rs11889341 C T . . . GT 0/1", Options{}, Found, 0},
		{"filled", ifih1, "2 163124051 . C T . . . GT ./.", Options{Ancestry: EUR}, Filled, nan},
		{"no frequency there", ifih1, "2 163124051 . C T . . . GT ./.", Options{Ancestry: EAS}, Missing, nan},
		{"no frequency anywhere", ifih1, "2 163124051 . C T . . . GT ./.", Options{Ancestry: Other}, Missing, nan},
		{"TNPO3 in East Asians", "rs10488631", "7 128594183 . T C . . . GT 0/1", Options{Ancestry: EAS}, LeftOut, nan},
		{"TNPO3 in Europeans", "rs10488631", "7 128594183 . T C . . . GT 0/1", Options{Ancestry: EUR}, Found, 1},
		{"NCF1", "rs201802880", "7 74193642 . G A . . . GT 0/1", Options{}, LeftOut, nan},
		{"HLA, listed", "rs2187668", "6 32605884 . C T . . . GT 0/1", Options{}, Found, 1},
	} {
		p := Interferon()
		f := load(t, lines(strings.Split(x.vcf, "\n")...), p)
		got := finding(t, p.Score(f, 0, x.opt), x.rsid)
		if got.How != x.how || !same(got.Copies, x.copies) {
			t.Errorf("%s: %s with %v copies (%s), want %s with %v", x.name, got.How, got.Copies, got.Why, x.how, x.copies)
		}
	}
}

// TestApart wants HLA and NCF1 out of every sum.
func TestApart(t *testing.T) {
	p := Interferon()
	who := person{map[string]int{"rs2187668": 2, "rs3131379": 2, "rs1270942": 2, "rs201802880": 2, "rs1143679": 2}, Female}
	r := p.Score(load(t, writing{build: GRCh37}.vcf(p, who), p), 0, Options{Ancestry: EUR})
	if r.Sum.Score != 0 || r.Sum.Loci != 11 {
		t.Errorf("sum %v of %d loci in a person with no risk allele of the panel", r.Sum.Score, r.Sum.Loci)
	}
	if x := finding(t, r, "rs2187668"); x.Copies != 2 || !math.IsNaN(x.Adds) {
		t.Errorf("HLA: %+v", x)
	}
}

// TestEastAsian wants the TNPO3 haplotype out of the sum and its total.
func TestEastAsian(t *testing.T) {
	p := Interferon()
	who := person{map[string]int{"rs10488631": 2}, Female}
	f := load(t, writing{build: GRCh37}.vcf(p, who), p)
	if r := p.Score(f, 0, Options{Ancestry: EAS}); r.Sum.Loci != 10 || r.Sum.Score != 0 || r.Sum.Share != 1 {
		t.Errorf("East Asian: %+v", r.Sum)
	}
	if r := p.Score(f, 0, Options{Ancestry: EUR}); r.Sum.Loci != 11 || r.Sum.Score == 0 {
		t.Errorf("European: %+v", r.Sum)
	}
}

// TestVariantsOnly wants a file that lists only what differs to be recognised
// and asked about, and absence to be two risk alleles where the reference is
// the risk allele.
func TestVariantsOnly(t *testing.T) {
	p := Interferon()
	who := person{map[string]int{}, Female}
	for i := range p.Variants { // the reference everywhere, but for IFIH1
		if v := &p.Variants[i]; v.Ref == v.Effect {
			who.copies[v.RSID] = 2
		}
	}
	who.copies["rs1990760"] = 1
	f := load(t, writing{build: GRCh37, only: true}.vcf(p, who), p)
	if f.Kind != KindVariants {
		t.Fatalf("kind %s (%s)", f.Kind, f.KindWhy)
	}
	asked := p.Score(f, 0, Options{})
	if !asked.Notes.Has(note.GenotypeAbsent) || asked.Sum.Observed != 1 || !math.IsNaN(asked.Sum.Score) {
		t.Errorf("before the answer: %+v, notes %v", asked.Sum, asked.Notes)
	}
	no := p.Score(f, 0, Options{Absent: AbsentMissing})
	if no.Sum.Observed != 1 || no.Notes.Has(note.GenotypeAbsent) {
		t.Errorf("after no: %+v", no.Sum)
	}
	yes := p.Score(f, 0, Options{Absent: AbsentReference, Sex: Female})
	for rsid, copies := range map[string]float64{"rs7574865": 2, "rs280519": 2, "rs2431697": 2, "rs2230926": 0, "rs4728142": 0} {
		if x := finding(t, yes, rsid); x.How != FromReference || x.Copies != copies {
			t.Errorf("%s: %s with %v copies, want reference with %v", rsid, x.How, x.Copies, copies)
		}
	}
	if x := finding(t, yes, "rs2280381"); x.How != Missing {
		t.Errorf("rs2280381, whose reference allele is not known: %s", x.How)
	}
	// a file with calls of the reference is no such file, whatever is said
	f = load(t, lines("2 163124051 . C T . . . GT 0/1"), p)
	if x := finding(t, p.Score(f, 0, Options{Absent: AbsentReference}), "rs7574865"); f.Kind != KindSites || x.How != Missing {
		t.Errorf("%s file: rs7574865 is %s", f.Kind, x.How)
	}
}

// TestBlocks reads reference blocks of a gVCF.
func TestBlocks(t *testing.T) {
	p := Interferon()
	for _, x := range []struct {
		name, line string
		sex        Sex
		rsid       string
		how        How
		copies     float64
	}{
		{"covered, risk is the reference", "2 191964000 . A <NON_REF> . . END=191965000 GT:DP:GQ 0/0:30:90", Female, "rs7574865", FromReference, 2},
		{"covered", "2 163124000 . G <NON_REF> . . END=163124060 GT:DP:GQ 0/0:30:90", Female, "rs1990760", FromReference, 0},
		{"bcftools", "2 191964000 . A <*> . . DP=9;END=191965000 GT 0/0", Female, "rs7574865", FromReference, 2},
		{"no ALT", "2 191964000 . A . . . END=191965000 GT 0/0", Female, "rs7574865", FromReference, 2},
		{"the first base", "2 191964633 . T <NON_REF> . . END=191965000 GT:GQ 0/0:9", Female, "rs7574865", FromReference, 2},
		{"the last base", "2 191964000 . A <NON_REF> . . END=191964633 GT:GQ 0/0:9", Female, "rs7574865", FromReference, 2},
		{"one base short", "2 191964000 . A <NON_REF> . . END=191964632 GT:GQ 0/0:9", Female, "rs7574865", Missing, nan},
		{"not read", "2 191964000 . A <NON_REF> . . END=191965000 GT:DP:GQ 0/0:0:0", Female, "rs7574865", Missing, nan},
		{"not called", "2 191964000 . A <NON_REF> . . END=191965000 GT ./.", Female, "rs7574865", Missing, nan},
		{"a variant with NON_REF", "2 163124051 . C T,<NON_REF> . . . GT 0/1", Female, "rs1990760", Found, 1},
		{"X of a man", "X 153248000 . A <NON_REF> . . END=153249000 GT:GQ 0:50", Male, "rs13397", FromReference, 0},
	} {
		f := load(t, lines(x.line), p)
		if f.Kind != KindGVCF {
			t.Errorf("%s: kind %s", x.name, f.Kind)
		}
		got := finding(t, p.Score(f, 0, Options{Sex: x.sex}), x.rsid)
		if got.How != x.how || !same(got.Copies, x.copies) {
			t.Errorf("%s: %s with %v copies (%s), want %s with %v", x.name, got.How, got.Copies, got.Why, x.how, x.copies)
		}
	}
}

// TestForeignFlips lets a scoring file with letters of the minus strand spoil
// its own palindromes and not those of the interferon panel.
func TestForeignFlips(t *testing.T) {
	p := Interferon()
	other := readPGS(t, pgs("#genome_build=GRCh37", "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight", "rs1|2|30|G|A|1", "rs2|2|40|A|T|1"))
	f := load(t, lines("2 30 . C T . . . GT 0/1", "X 12907658 . C G . . . GT 0/1"), p, other)
	if x := finding(t, other.Score(f, 0, Options{}), "rs1"); x.How != FlippedSwapped && x.How != Flipped {
		t.Errorf("the scoring file: %+v", x)
	}
	if x := finding(t, p.Score(f, 0, Options{Sex: Female}), "rs3853839"); x.How != Found {
		t.Errorf("rs3853839: %+v", x)
	}
	if f.plus(other, Options{}) || !f.plus(p, Options{}) {
		t.Error("whose palindromes are trusted")
	}
	// what a built-in panel met on the minus strand is the file's own fault
	clean := readPGS(t, pgs("#genome_build=GRCh37", "rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight", "rs2|2|40|A|T|1"))
	f = load(t, lines("2 163124051 . G A . . . GT 0/1"), p, clean)
	if f.plus(clean, Options{}) || f.plus(p, Options{}) || f.plus(BCell(), Options{}) {
		t.Error("palindromes of a file with letters of the minus strand are trusted")
	}
}

// TestFilter keeps a call that the file distrusts, and says so.
func TestFilter(t *testing.T) {
	p := Interferon()
	f := load(t, lines("2 163124051 rs7 C T . LowQual . GT 0/1", "2 191964633 . T G . PASS . GT 0/1"), p)
	r := p.Score(f, 0, Options{})
	if x := finding(t, r, "rs1990760"); x.Copies != 1 || !strings.Contains(x.Why, "FILTER LowQual") || !strings.Contains(x.Why, "another name") {
		t.Errorf("%+v", x)
	}
	if x := finding(t, r, "rs7574865"); x.Why != "" {
		t.Errorf("%+v", x)
	}
}

// TestHalfCalls reads half a call of an array as none.
func TestHalfCalls(t *testing.T) {
	p := Interferon()
	for _, text := range []string{
		"# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t163124051\tC-\n",
		"# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t163124051\t--\n",
		"# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t163124051\tDI\n",
		"rsid\tchromosome\tposition\tallele1\tallele2\nrs1990760\t2\t163124051\tC\t0\n",
		"sample,rsid,genotype\nP,rs1990760,C/.\n",
	} {
		if x := finding(t, p.Score(load(t, text, p), 0, Options{Build: GRCh37}), "rs1990760"); x.How != Missing || x.Why != "no call" {
			t.Errorf("%q: %s (%s)", text, x.How, x.Why)
		}
	}
}

// TestPlaces keeps what covers or names a place, in either build.
func TestPlaces(t *testing.T) {
	p := NewPlaces(Interferon())
	for _, x := range []struct {
		pos, end int
		want     bool
	}{{163124051, 163124051, true}, {163124000, 163124051, true}, {163124051, 163124060, true}, {163124052, 163124060, false}, {162267541, 162267541, true}, {163124000, 163124050, false}} {
		if got := p.covered("2", x.pos, x.end); got != x.want {
			t.Errorf("2:%d-%d: %v, want %v", x.pos, x.end, got, x.want)
		}
	}
	if !p.wanted("9", 1, []byte("a;rs1990760")) || p.wanted("9", 1, []byte("rs19907600")) || p.wanted("3", 163124051, nil) {
		t.Error("names or chromosomes are mixed up")
	}
	for name, want := range map[string]string{"chr1": "1", "CHR7": "7", "chrX": "X", "23": "X", "24": "Y", "25": "XY", "26": "MT", "chrM": "MT", "NC_000002.12": "2", "NC_000023.10": "X", "07": "7", "chrUn_x": "Un_x", "22": "22"} {
		if got := chromName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// TestMaleCodings counts the one X of a man as two and as one.
func TestMaleCodings(t *testing.T) {
	p := Interferon()
	who := person{map[string]int{"rs3853839": 1, "rs13397": 1}, Male}
	r := p.Score(load(t, writing{build: GRCh38}.vcf(p, who), p), 0, Options{Sex: Male})
	const tlr7, irak1 = 0.223144, 0.336472 // ln 1.25, ln 1.40
	if got := r.X.Single.Score; math.Abs(got-(tlr7+irak1)) > 1e-12 {
		t.Errorf("one copy adds %v, want %v", got, tlr7+irak1)
	}
	if got := r.X.Double.Score; math.Abs(got-2*(tlr7+irak1)) > 1e-12 {
		t.Errorf("in the first coding it adds %v, want %v", got, 2*(tlr7+irak1))
	}
	if r.Sum.Score != 0 {
		t.Errorf("the sum of the autosomes is %v", r.Sum.Score)
	}
	// missing on X, filled where there is a frequency (TLR7 in East Asians)
	w := writing{build: GRCh38, missing: map[string]bool{"rs3853839": true}}
	r = p.Score(load(t, w.vcf(p, who), p), 0, Options{Sex: Male, Ancestry: EAS})
	if x := finding(t, r, "rs3853839"); x.How != Filled || math.Abs(x.Adds-2*0.69*tlr7) > 1e-12 {
		t.Errorf("filled on X: %+v", x)
	}
	if s := r.X.Single; math.Abs(s.High-s.Low-tlr7) > 1e-12 {
		t.Errorf("the interval of the second coding is %v wide, want %v", s.High-s.Low, tlr7)
	}
	if s := r.X.Double; math.Abs(s.High-s.Low-2*tlr7) > 1e-12 {
		t.Errorf("the interval of the first coding is %v wide, want %v", s.High-s.Low, 2*tlr7)
	}
}
