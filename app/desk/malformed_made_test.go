package desk

import (
	"bytes"
	"fmt"
	"strings"
)

// damage is one way in which a file is not as it should be.
type damage struct {
	name string
	do   func(b base) []byte
}

// plain returns a damage that looks at the text alone.
func plain(name string, do func(s string) []byte) damage {
	return damage{name, func(b base) []byte { return do(b.text) }}
}

// instead puts something in the place of the measured value.
func instead(name, with string) damage {
	return damage{"value " + name, func(b base) []byte { return []byte(strings.Replace(b.text, b.value, with, 1)) }}
}

// named calls a sample, or where a file has one sample a gene, otherwise.
func named(name string, as func(b base) string) damage {
	return damage{"name " + name, func(b base) []byte { return []byte(strings.ReplaceAll(b.text, b.name, as(b))) }}
}

// damages are done to every base.
var damages = []damage{
	plain("as it is", func(s string) []byte { return []byte(s) }),
	plain("first quarter", func(s string) []byte { return []byte(s[:len(s)/4]) }),
	plain("first half", func(s string) []byte { return []byte(s[:len(s)/2]) }),
	plain("last bytes cut", func(s string) []byte { return []byte(s[:len(s)-4]) }),
	plain("first line only", func(s string) []byte { return []byte(s[:strings.IndexByte(s, '\n')+1]) }),
	plain("without the first line", func(s string) []byte { return []byte(s[strings.IndexByte(s, '\n')+1:]) }),
	plain("twice", func(s string) []byte { return []byte(s + s) }),
	plain("line ends CR", func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r")) }),
	plain("line ends mixed", func(s string) []byte {
		var b strings.Builder
		for i, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
			b.WriteString(l + []string{"\n", "\r\n", "\r"}[i%3])
		}
		return []byte(b.String())
	}),
	plain("UTF-8 with BOM", func(s string) []byte { return []byte("\ufeff" + s) }),
	plain("UTF-16 LE", func(s string) []byte { return utf16of(s, false) }),
	plain("UTF-16 BE cut in a unit", func(s string) []byte { b := utf16of(s, true); return b[:len(b)-1] }),
	plain("UTF-16 without BOM", func(s string) []byte { return utf16of(s, false)[2:] }),
	plain("Latin-1 in the middle", func(s string) []byte { return []byte(s[:len(s)/2] + "\xe9\xff" + s[len(s)/2:]) }),
	plain("NUL in the middle", func(s string) []byte { return []byte(s[:len(s)/2] + "\x00" + s[len(s)/2:]) }),
	plain("stray quotation mark", func(s string) []byte {
		i := strings.LastIndexAny(s[:len(s)-1], "\t,;\n") + 1
		return []byte(s[:i] + `"` + s[i:])
	}),
	plain("gzip", func(s string) []byte { return gz([]byte(s)) }),
	plain("gzip cut", func(s string) []byte { b := gz([]byte(s)); return b[:len(b)/2] }),
	plain("gzip with a wrong sum", func(s string) []byte { b := gz([]byte(s)); b[len(b)-6] ^= 0xff; return b }),
	plain("gzip of gzip", func(s string) []byte { return gz(gz([]byte(s))) }),
	{"zip", func(b base) []byte { return zipOf([2]string{b.file, b.text}) }},
	{"zip in zip", func(b base) []byte { return zipOf([2]string{"inner.zip", string(zipOf([2]string{b.file, b.text}))}) }},
	{"zip cut", func(b base) []byte { z := zipOf([2]string{b.file, b.text}); return z[:len(z)/2] }},
	{"tar", func(b base) []byte { return tarred(b.file, []byte(b.text)) }},
	{"tar.gz", func(b base) []byte { return gz(tarred(b.file, []byte(b.text))) }},
	instead("NaN", "NaN"), instead("infinite", "Inf"), instead("1e400", "1e400"), instead("negative", "-7"), instead("a word", "high"), instead("empty", ""), instead("a formula", "=1+1"),
	named("empty", func(base) string { return "" }),
	named("twice", func(b base) string { return b.other }),
	named("of 1 MB", func(b base) string { return strings.Repeat("x", 1<<20) }),
	named("with marks", func(b base) string { return "<img src=x>\u202e\u200b" + b.name }),
}

// made is one file of the corpus.
type made struct {
	damage, file string
	bytes        []byte
}

// corpus is every base with every damage, and what has no base.
func corpus(controls base) []made {
	var all []made
	for _, b := range append(bases, controls) {
		for _, d := range damages {
			all = append(all, made{d.name, b.file, d.do(b)})
		}
	}
	return append(all, others()...)
}

// others are files that are no damaged layout: binary things, workbooks,
// archives, and dimensions that no experiment has.
func others() []made {
	var all []made
	add := func(name, file string, b []byte) { all = append(all, made{name, file, b}) }
	add("nothing", "x.tsv", nil)
	add("one byte", "x.tsv", []byte{0})
	add("blanks", "x.tsv", bytes.Repeat([]byte(" \n"), 1000))
	add("separators", "x.tsv", bytes.Repeat([]byte("\t\t\t\n"), 1000))
	add("line ends", "x.tsv", bytes.Repeat([]byte("\r"), 100_000))
	add("marks of comments", "x.tsv", bytes.Repeat([]byte("#\n"), 100_000))
	add("quotation marks", "x.csv", bytes.Repeat([]byte(`"`), 100_000))
	add("a byte order mark alone", "x.tsv", []byte("\ufeff"))
	add("UTF-16 mark alone", "x.tsv", []byte("\xff\xfe"))
	add("gzip of nothing", "x.gz", gz(nil))
	add("zip of nothing", "x.zip", zipOf())
	add("tar of nothing", "x.tar", make([]byte, 1024))
	add("random bytes", "x.tsv", scrambled(1<<16))

	good := []string{"gene|S1|S2", "IFI27|8.5|9", "IFI44L|7|6", "RSAD2|6|5.5"}
	w := xlsx(sheetOf(good...))
	add("workbook", "x.xlsx", w)
	for _, n := range []int{40, len(w) / 4, len(w) / 2, len(w) - 10} {
		add(fmt.Sprintf("workbook, cut after %d bytes", n), "x.xlsx", w[:n])
	}
	sheet := sheetOf(good...)
	for name, s := range map[string]string{
		"no cells":                "<worksheet><sheetData/></worksheet>",
		"not XML":                 "gene\tS1\n",
		"XML cut":                 sheet[:len(sheet)/2],
		"an entity":               `<!DOCTYPE x [<!ENTITY a "aaaa">]>` + strings.Replace(sheet, "IFI27", "&a;", 1),
		"a cell far right":        strings.Replace(sheet, `r="B2"`, `r="XFE2"`, 1),
		"a cell far down":         strings.Replace(sheet, `<row r="3">`, `<row r="99999999">`, 1),
		"rows in disorder":        strings.Replace(sheet, `<row r="3">`, `<row r="1">`, 1),
		"cells in disorder":       strings.Replace(sheet, `r="C2"`, `r="A2"`, 1),
		"a text that is nowhere":  strings.Replace(sheet, `<c r="B2"><v>8.5`, `<c r="B2" t="s"><v>77`, 1),
		"an infinite value":       strings.Replace(sheet, "8.5", "1e400", 1),
		"an error":                strings.Replace(sheet, `<c r="B2"><v>8.5`, `<c r="B2" t="e"><v>#DIV/0!`, 1),
		"a formula without value": strings.Replace(sheet, `<v>8.5</v>`, `<f>WEBSERVICE("http://a.example")</f>`, 1),
	} {
		add("workbook, "+name, "x.xlsx", xlsx(s))
	}
	deep := strings.Repeat("<a>", 200_000)
	add("workbook, 200,000 levels", "x.xlsx", xlsx(deep))
	add("workbook without its sheet", "x.xlsx", zipOf([2]string{"xl/workbook.xml", `<workbook><sheets><sheet name="S" id="rId1"/></sheets></workbook>`}))
	add("workbook that points at itself", "x.xlsx", zipOf([2]string{"xl/workbook.xml", `<workbook><sheets><sheet name="S" id="rId1"/></sheets></workbook>`},
		[2]string{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="workbook.xml"/></Relationships>`}))
	add("zip with paths out of it", "x.zip", zipOf([2]string{"../../P1.RCC", lane}, [2]string{"/etc/P2.RCC", strings.Replace(lane, "ID,P1", "ID,P2", 1)}))
	add("zip with one name twice", "x.zip", zipOf([2]string{"P1.RCC", lane}, [2]string{"P1.RCC", lane}))
	add("zip of lanes, one damaged", "x.zip", zipOf([2]string{"P1.RCC", lane}, [2]string{"P2.RCC", lane[:400]}))
	add("zip of lanes of other panels", "x.zip", zipOf([2]string{"P1.RCC", lane}, [2]string{"P2.RCC", strings.NewReplacer("IFI27", "CD3E", "IFI44L", "CD19", "ID,P1", "ID,P2").Replace(lane)}))
	add("zip of 10,001 files", "x.zip", crowd(10_001))
	add("tar that says a file has 8 GB", "x.tar", bytes.Replace(tarred("P1.RCC", []byte(lane)), []byte("00000001446"), []byte("77777777777"), 1))

	add("50,000 columns of one name", "x.tsv", []byte("gene"+strings.Repeat("\tS", 50_000)+"\nIFI27"+strings.Repeat("\t1", 50_000)+"\nIFI44L"+strings.Repeat("\t2", 50_000)+"\n"))
	add("5,000 clinical columns of one name", "x.csv", []byte("sample"+strings.Repeat(",a", 5_000)+"\nP1"+strings.Repeat(",x", 5_000)+"\nP2"+strings.Repeat(",y", 5_000)+"\n"))
	add("5,000 samples of one name in rows", "x.csv", []byte("sample,IFI27,IFI44L,RSAD2\n"+strings.Repeat("P1,1,2,3\n", 5_000)))
	add("20,000 genes of one name", "x.tsv", []byte("gene\tS1\tS2\n"+strings.Repeat("IFI27\t1\t2\n", 20_000)))
	add("a cell of 2 MB", "x.tsv", []byte("gene\tS1\tS2\nIFI27\t"+strings.Repeat("9", 2<<20)+"\t1\nIFI44L\t1\t2\n"))
	add("a line of 65 MB", "x.tsv", []byte("gene\tS1\tS2\nIFI27\t1\t2\n"+strings.Repeat("9", 65<<20)+"\n"))
	add("GCT that says a billion rows", "x.gct", []byte("#1.2\n1000000000\t1000000000\nNAME\tDescription\tP1\nx\tIFI27\t1\n"))
	add("GCT that says minus one", "x.gct", []byte("#1.2\n-1\t-1\nNAME\tDescription\tP1\nx\tIFI27\t1\n"))
	add("GCT 1.3 that says a billion fields", "x.gct", []byte("#1.3\n1\t1\t1000000000\t1000000000\nid\tP1\nx\t1\n"))
	add("VCF of 100,000 samples", "x.vcf", []byte("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT"+numberedCells(100_000)+"\n2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT"+strings.Repeat("\t0/1", 100_000)+"\n"))
	add("VCF with an allele of 1 MB", "x.vcf", []byte("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\n2\t163124051\trs1990760\t"+strings.Repeat("C", 1<<20)+"\tT\t.\t.\t.\tGT\t0/1\n"))
	add("VCF with allele 4,000,000,000", "x.vcf", []byte("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\n2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT\t0/4000000000\n"))
	add("VCF with a ploidy of 100,000", "x.vcf", []byte("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\n2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT\t0"+strings.Repeat("/1", 100_000)+"\n"))
	add("scoring file with infinite weights", "x.txt", []byte("###PGS CATALOG SCORING FILE\n#pgs_id=PGS000000\n#genome_build=GRCh37\nrsID\teffect_allele\tother_allele\teffect_weight\nrs1\tC\tA\tInf\nrs2\tC\tA\t1e400\n"))
	add("reference file of another version", "x.json", []byte(`{"format":"ifnscope-reference","formatVersion":99}`))
	add("JSON of 100,000 levels", "x.json", []byte(strings.Repeat("[", 100_000)))
	return all
}

// scrambled are n bytes of no order, the same on every run.
func scrambled(n int) []byte {
	b, x := make([]byte, n), uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

// crowd is an archive of many empty lanes.
func crowd(n int) []byte {
	parts := make([][2]string, n)
	for i := range parts {
		parts[i] = [2]string{fmt.Sprintf("P%d.RCC", i), ""}
	}
	return zipOf(parts...)
}

func numberedCells(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "\tP%d", i)
	}
	return b.String()
}
