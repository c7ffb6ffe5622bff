package delim_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
)

// open reads a text with corrections.
func open(s string, opt read.Options) (*read.Content, error) {
	f := read.File{Name: "f.txt", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
	sum, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, sum, nil)
}

// The four genes in three samples, as every layout below writes them.
var (
	genes   = []string{"IFI27", "IFI44", "IFI44L", "RSAD2"}
	samples = []string{"HC01", "SLE01", "SLE02"}
	values  = [][]float64{{4.5, 12.25, 1234.5}, {7, 9.125, 8}, {math.NaN(), 10.5, 0.001}, {-0.5, 8.75, 6}}
)

const plain = "gene\tHC01\tSLE01\tSLE02\nIFI27\t4.5\t12.25\t1234.5\nIFI44\t7\t9.125\t8\nIFI44L\tNA\t10.5\t0.001\nRSAD2\t-0.5\t8.75\t6\n"

// layouts are the ways in which laboratories write one table.
var layouts = map[string]struct {
	text  string
	table []string // columns of the clinical table, if there is one
	notes []note.Code
}{
	"tab":            {text: plain},
	"comma":          {text: "gene,HC01,SLE01,SLE02\nIFI27,4.5,12.25,1234.5\nIFI44,7,9.125,8\nIFI44L,,10.5,0.001\nRSAD2,-0.5,8.75,6"},
	"pipe":           {text: strings.ReplaceAll(plain, "\t", "|")},
	"semicolon":      {text: strings.ReplaceAll(plain, "\t", ";")},
	"German":         {text: "Gen;HC01;SLE01;SLE02\r\nIFI27;4,5;12,25;1234,5\r\nIFI44;7,0;9,125;8,0\r\nIFI44L;;10,5;0,001\r\nRSAD2;-0,5;8,75;6,0\r\n"},
	"German tab":     {text: "Gen\tHC01\tSLE01\tSLE02\nIFI27\t4,5\t12,25\t1.234,5\nIFI44\t7\t9,125\t8\nIFI44L\t#NV\t10,5\t0,001\nRSAD2\t-0,5\t8,75\t6\n"},
	"German quoted":  {text: "\"Gen\",\"HC01\",\"SLE01\",\"SLE02\"\n\"IFI27\",\"4,5\",\"12,25\",\"1234,5\"\n\"IFI44\",\"7\",\"9,125\",\"8\"\n\"IFI44L\",NA,\"10,5\",\"0,001\"\n\"RSAD2\",\"-0,5\",\"8,75\",\"6\"\n"},
	"quoted":         {text: "\"gene\",\"HC01\",\"SLE01\",\"SLE02\"\n\"IFI27\",\"4.5\",\"12.25\",\"1,234.5\"\n\"IFI44\",7,9.125,8\n\"IFI44L\",\"NA\",10.5,0.001\n\"RSAD2\",-0.5,8.75,6\n"},
	"R tab":          {text: strings.TrimPrefix(plain, "gene\t")},
	"R csv":          {text: "\"\",\"HC01\",\"SLE01\",\"SLE02\"\n\"IFI27\",4.5,12.25,1234.5\n\"IFI44\",7,9.125,8\n\"IFI44L\",NA,10.5,0.001\n\"RSAD2\",-0.5,8.75,6\n"},
	"comments":       {text: "# normalised in 2024, by hand\n!version 2\n\n#\n" + plain},
	"header with #":  {text: "# made by hand\n#" + plain},
	"blank lines":    {text: "\n\n" + strings.Replace(plain, "\nIFI44L", "\n\n\t\t\t\nIFI44L", 1) + "\n\n"},
	"trailing tab":   {text: "gene\tHC01\tSLE01\tSLE02\nIFI27\t4.5\t12.25\t1234.5\t\nIFI44\t7\t9.125\t8\t\nIFI44L\t\t10.5\t0.001\t\nRSAD2\t-0.5\t8.75\t6\t\n"},
	"trailing comma": {text: "gene,HC01,SLE01,SLE02,\nIFI27,4.5,12.25,1234.5,\nIFI44,7,9.125,8,\nIFI44L,,10.5,0.001,\nRSAD2,-0.5,8.75,6,\n,,,,\n", notes: []note.Code{note.RowUnnamed}},
	"old Mac":        {text: strings.ReplaceAll(plain, "\n", "\r")},
	"UTF-8 BOM":      {text: "\ufeff" + plain},
	"UTF-16":         {text: utf16le(plain)},
	"unnamed row":    {text: strings.Replace(plain, "\nIFI44L", "\n\t1\t2\t3\nIFI44L", 1), notes: []note.Code{note.RowUnnamed}},
	"annotated": {text: "Chr\tStart\tgene_name\tdescription\tHC01\tSLE01\tSLE02\tLength\n14\t94110731\tIFI27\tinterferon, alpha-inducible\t4.5\t12.25\t1234.5\t670\n1\t78649796\tIFI44\tinterferon-induced\t7\t9.125\t8\t1890\n1\t78620381\tIFI44L\tlike 44\t\t10.5\t0.001\t5800\n2\t6877665\tRSAD2\tviperin\t-0.5\t8.75\t6\t3500\n",
		notes: []note.Code{note.ColumnsLeft}},
	"detection": {text: "ID_REF\tHC01\tHC01.Detection Pval\tSLE01\tSLE01.Detection Pval\tSLE02\tSLE02.Detection Pval\nIFI27\t4.5\t0\t12.25\t0\t1234.5\t0.01\nIFI44\t7\t0\t9.125\t0\t8\t0.3\nIFI44L\t\t0\t10.5\t0\t0.001\t0\nRSAD2\t-0.5\t0\t8.75\t0\t6\t0\n",
		notes: []note.Code{note.ColumnsLeft}},
	"genes in columns": {text: "sample\tIFI27\tIFI44\tIFI44L\tRSAD2\nHC01\t4.5\t7\t\t-0.5\nSLE01\t12.25\t9.125\t10.5\t8.75\nSLE02\t1234.5\t8\t0.001\t6\n", table: []string{"sample"}},
	"genes in columns, clinical": {text: "group,patient,age,IFI27,IFI44,IFI44L,RSAD2,sex\nHC,HC01,31,4.5,7,,-0.5,female\nSLE,SLE01,45,12.25,9.125,10.5,8.75,male\nSLE,SLE02,28,1234.5,8,0.001,6,female\n",
		table: []string{"group", "patient", "age", "sex"}},
	"means beside": {text: "gene\tHC01\tMean HC\tSLE01\tSLE02\tMean\tSD\nIFI27\t4.5\t4.5\t12.25\t1234.5\t1\t1\nIFI44\t7\t7\t9.125\t8\t1\t1\nIFI44L\t\t\t10.5\t0.001\t1\t1\nRSAD2\t-0.5\t-0.5\t8.75\t6\t1\t1\n",
		notes: []note.Code{note.ColumnsLeft}},
	"means below": {text: "sample\tIFI27\tIFI44\tIFI44L\tRSAD2\nHC01\t4.5\t7\t\t-0.5\nSLE01\t12.25\t9.125\t10.5\t8.75\nSLE02\t1234.5\t8\t0.001\t6\nMean\t1\t2\t3\t4\nSEM\t1\t#DIV/0!\t3\t4\n",
		table: []string{"sample"}, notes: []note.Code{note.RowsLeft}},
	"remark below":         {text: plain + "\t\t\t\nn = 8\t\t\t\nValues are log2\t\t\t\n", notes: []note.Code{note.RowsLeft}},
	"undetermined":         {text: strings.Replace(plain, "NA", "Undetermined", 1), notes: []note.Code{note.CtUndetermined}},
	"above the last cycle": {text: strings.Replace(plain, "NA", "> 40", 1), notes: []note.Code{note.CtUndetermined}},
	"corner named sample":  {text: strings.Replace(plain, "gene", "Sample", 1)},
	"rows numbered by R":   {text: "\"\",\"gene\",\"HC01\",\"SLE01\",\"SLE02\"\n\"1\",\"IFI27\",4.5,12.25,1234.5\n\"2\",\"IFI44\",7,9.125,8\n\"3\",\"IFI44L\",NA,10.5,0.001\n\"4\",\"RSAD2\",-0.5,8.75,6\n"},
	"people numbered by R": {text: "\"sample\",\"IFI27\",\"IFI44\",\"IFI44L\",\"RSAD2\"\n\"1\",\"HC01\",4.5,7,NA,-0.5\n\"2\",\"SLE01\",12.25,9.125,10.5,8.75\n\"3\",\"SLE02\",1234.5,8,0.001,6\n", table: []string{"sample"}},
	"rows numbered from 0": {text: ",patient,IFI27,IFI44,IFI44L,RSAD2\n0,HC01,4.5,7,,-0.5\n1,SLE01,12.25,9.125,10.5,8.75\n2,SLE02,1234.5,8,0.001,6\n", table: []string{"patient"}},
	"long, numbered by R":  {text: "\"\",\"Patient\",\"Gene\",\"log2\"\n" + numberedLong, table: nil},
	"probe numbers":        {text: "gene\tprobe_id\tHC01\tSLE01\tSLE02\nIFI27\t11\t4.5\t12.25\t1234.5\nIFI44\t12\t7\t9.125\t8\nIFI44L\t13\t\t10.5\t0.001\nRSAD2\t14\t-0.5\t8.75\t6\n", notes: []note.Code{note.ColumnsLeft}},
}

// numberedLong has the four genes one value a row, behind the number of the row.
var numberedLong = func() string {
	var b strings.Builder
	for j, s := range samples {
		for i, g := range genes {
			v := fmt.Sprint(values[i][j])
			if v == "NaN" {
				v = "NA"
			}
			fmt.Fprintf(&b, "%d,%s,%s,%s\n", j*len(genes)+i+1, s, g, v)
		}
	}
	return b.String()
}()

func utf16le(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestLayouts(t *testing.T) {
	for what, l := range layouts {
		c, err := open(l.text, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if c.Matrix == nil {
			t.Errorf("%s: read as %s", what, c.Options.Kind)
			continue
		}
		if !slices.Equal(c.Matrix.Genes(), genes) || !slices.Equal(c.Matrix.Samples(), samples) {
			t.Errorf("%s: genes %q and samples %q", what, c.Matrix.Genes(), c.Matrix.Samples())
			continue
		}
		for i, want := range values {
			if got := c.Matrix.Row(i); !slices.EqualFunc(got, want, same) {
				t.Errorf("%s: %s is %v, want %v", what, genes[i], got, want)
			}
		}
		var codes []note.Code
		for _, n := range c.Notes {
			codes = append(codes, n.Code)
		}
		if !slices.Equal(codes, l.notes) {
			t.Errorf("%s: notes %v, want codes %q", what, c.Notes, l.notes)
		}
		var columns []string
		if c.Table != nil {
			columns = c.Table.Columns()
		}
		if !slices.Equal(columns, l.table) {
			t.Errorf("%s: the clinical table has columns %q, want %q", what, columns, l.table)
		}
		if c.Matrix.Unit() != expr.Unknown {
			t.Errorf("%s: the reader decided for the unit %v", what, c.Matrix.Unit())
		}
	}
}

func same(a, b float64) bool { return a == b || a != a && b != b }

// Commas may separate decimals or thousands; the cells tell which.
func TestCommas(t *testing.T) {
	for what, c := range map[string]struct {
		cells [4]string
		want  []float64
	}{
		"counts":                 {[4]string{"1,234", "56", "12,345,678", "7"}, []float64{1234, 56, 12345678, 7}},
		"three decimals":         {[4]string{"7,869", "8,775", "10,226", "9,015"}, []float64{7.869, 8.775, 10.226, 9.015}},
		"below one":              {[4]string{"0,869", "12", "3", "4"}, []float64{0.869, 12, 3, 4}},
		"large wholes":           {[4]string{"1,234", "1500", "2,345", "7"}, []float64{1.234, 1500, 2.345, 7}},
		"mixed":                  {[4]string{"1,234.5", "56.1", "7.0", "1,111.0"}, []float64{1234.5, 56.1, 7, 1111}},
		"points":                 {[4]string{"1.234", "12.345", "345", "7"}, []float64{1234, 12345, 345, 7}},
		"many points":            {[4]string{"1.234", "2.345", "12.345.678", "7.891"}, []float64{1234, 2345, 12345678, 7891}},
		"three decimals, points": {[4]string{"1.234", "7.345", "12.345", "7.125"}, []float64{1.234, 7.345, 12.345, 7.125}},
		"points and wholes":      {[4]string{"1.234", "12.345", "2000", "7"}, []float64{1.234, 12.345, 2000, 7}},
		"points and zeros":       {[4]string{"1.234", "12.345", "0", "0"}, []float64{1.234, 12.345, 0, 0}},
		"points, some not":       {[4]string{"1.234", "7", "12.5", "8"}, []float64{1.234, 7, 12.5, 8}},
		"blanks":                 {[4]string{"1 234,5", "7,5", "12\u00a0345,0", "8,1"}, []float64{1234.5, 7.5, 12345, 8.1}},
		"apostrophes":            {[4]string{"1'234.5", "7.5", "12’345", "8"}, []float64{1234.5, 7.5, 12345, 8}},
	} {
		for _, sep := range []string{"\t", ";"} {
			text := strings.Join([]string{"gene", "A1", "B1"}, sep) + "\n" +
				strings.Join([]string{"IFI27", c.cells[0], c.cells[1]}, sep) + "\n" +
				strings.Join([]string{"IFI44", c.cells[2], c.cells[3]}, sep) + "\n"
			got, err := open(text, read.Options{})
			if err != nil {
				t.Errorf("%s: %v", what, err)
				continue
			}
			if v := append(slices.Clone(got.Matrix.Row(0)), got.Matrix.Row(1)...); !slices.Equal(v, c.want) {
				t.Errorf("%s, %q: read as %v, want %v", what, sep, v, c.want)
			}
		}
	}
	// what cannot be told has evidence
	told, err := open("gene\tA1\tB1\nIFI27\t1.234\t95.678\nIFI44\t2.345\t6.789\n", read.Options{})
	if err != nil || told.Matrix.At(0, 0) != 1.234 || !slices.ContainsFunc(told.Evidence, func(e read.Evidence) bool { return e.What == "decimal separator" && e.Guess == "point" }) {
		t.Errorf("three digits behind every point: %+v, %v", told, err)
	}
	// values on log2 need none
	if log2, err := open("gene\tA1\tB1\nIFI27\t1.234\t15.678\nIFI44\t2.345\t6.789\n", read.Options{}); err != nil || log2.Matrix.At(0, 1) != 15.678 || slices.ContainsFunc(log2.Evidence, func(e read.Evidence) bool { return e.What == "decimal separator" }) {
		t.Errorf("three digits behind every point of log2: %+v, %v", log2, err)
	}
	// a person may know better
	got, err := open("gene\tA1\tB1\nIFI27\t1,234\t5\nIFI44\t2,345\t6\n", read.Options{DecimalComma: "yes"})
	if err != nil || got.Matrix.At(0, 0) != 1.234 {
		t.Errorf("with decimal commas by hand: %v, %v", got, err)
	}
}

// wide is a table of 80 genes in 60 samples with one odd cell, in line 72 and
// column 52.
func wide(cell string) string {
	var b strings.Builder
	b.WriteString("gene")
	for j := range 60 {
		fmt.Fprintf(&b, "\tS%d", j+1)
	}
	for i := range 80 {
		fmt.Fprintf(&b, "\n%s", genes[i%4])
		for j := range 60 {
			if i == 70 && j == 50 {
				b.WriteString("\t" + cell)
			} else {
				b.WriteString("\t7.5")
			}
		}
	}
	return b.String()
}

// TestMistakes drops what is no table of measurements: one message with the
// place and the way out.
func TestMistakes(t *testing.T) {
	for what, c := range map[string]struct {
		text         string
		code         read.Code
		line, column int
		says         string
	}{
		"limma":           {"\tlogFC\tAveExpr\tt\tP.Value\tadj.P.Val\tB\nIFI27\t5.1\t8\t9\t1e-9\t1e-6\t11\n", read.NotData, 1, 0, `"logFC"`},
		"DESeq2":          {"# DESeq2\ngene,baseMean,log2FoldChange,lfcSE,stat,pvalue,padj\nIFI27,100,5.1,0.2,9,1e-9,1e-6\n", read.NotData, 2, 0, `"padj"`},
		"edgeR":           {"\"\",\"logFC\",\"logCPM\",\"F\",\"PValue\",\"FDR\"\n\"IFI27\",5.1,8,9,1e-9,1e-6\n", read.NotData, 1, 0, "table of results"},
		"Seurat":          {"\"\",\"p_val\",\"avg_log2FC\",\"pct.1\",\"pct.2\",\"p_val_adj\"\n\"IFI27\",0,5.1,0.8,0.9,0\n", read.NotData, 1, 0, "table of results"},
		"fold change":     {"gene,logFC\nIFI27,5.1\nMX1,3\n", read.NotData, 1, 0, `"logFC"`},
		"fold and t":      {"\tlogFC\tAveExpr\tt\nIFI27\t5.1\t8\t9\n", read.NotData, 1, 0, `"logFC"`},
		"volcano":         {"gene,log2FC,minusLog10P\nIFI27,5.1,8\n", read.NotData, 1, 0, `"minusLog10P"`},
		"limma F":         {"gene,HCvsSLE,AveExpr,F,P.Value,adj.P.Val\nIFI27,5,5.1,8,1e-9,1e-6\n", read.NotData, 1, 0, `"adj.P.Val"`},
		"probes":          {"probe_id\tsymbol\n7896759\tIFI27\n7896761\tIFI44\n7896779\tISG15\n", read.NotData, 1, 0, "no measurements"},
		"transcripts":     {"refseq\tsymbol\nNM_000014\tA2M\nNM_000015\tNAT2\nNM_000016\tACADM\nNM_000017\tACADS\n", read.NotData, 1, 0, `names genes (column "refseq")`},
		"aliases":         {"alias\tentrez\tsymbol\n(FM-3)\t10316\tNMUR1\nI-309\t6346\tCCL1\np56\t3434\tIFIT1\nG10P1\t3434\tIFIT1\nIFI-78K\t4599\tMX1\nMXA\t4599\tMX1\n", read.NotData, 1, 0, "no measurements"},
		"genes of a set":  {"\"value\"\t\"L1\"\n\"1\"\t\"IFIT3\"\t\"IFNa\"\n\"2\"\t\"ISG15\"\t\"IFNa\"\n\"3\"\t\"OAS2\"\t\"IFNa\"\n\"4\"\t\"MX1\"\t\"IFNa\"\n", read.NotData, 1, 0, `names genes (column "value")`},
		"prose":           {"# GSE1\n20 SLE + 10 healthy each, about 1300 genes (all key ISGs), log2, gene symbols.\ndataset1 = GSE65391 (30 GSM verified), dataset2 = GSE61635 (platform GPL570, anti-RNP), range 0 to 18.\n", read.NotData, 2, 0, "a text of sentences"},
		"one sentence":    {"The values are those that the core facility sent us in May.\n", read.NotData, 1, 0, "a text of sentences"},
		"columns: words":  {"sample\tIFI27\tIFI44\nA\t1\t2\nB\tlow\t2\nC\tlow\t3\nD\t4\t5\nE\t4\t5\n", read.NotNumber, 3, 2, `"low" of gene IFI27`},
		"header only":     {"gene\tS1\tS2\n", read.Empty, 1, 0, "no row below"},
		"only comments":   {"# a\n# b\n", read.Empty, 0, 0, "no rows"},
		"one column":      {"IFI27\nIFI44\nRSAD2\n", read.Malformed, 1, 0, "only one field"},
		"no header":       {"IFI27\t8.5\t9.25\nIFI44\t7\t6.5\nRSAD2\t5.5\t6\n", read.Malformed, 1, 0, "names of the samples"},
		"ragged short":    {"gene\tS1\tS2\nIFI27\t1\t2\nIFI44\t1\nRSAD2\t3\t4\n", read.Ragged, 3, 0, "2 cells where the header has 3"},
		"ragged long":     {"# c\n\ngene\tS1\tS2\nIFI27\t1\t2\nIFI44\t1\t2\t3\nRSAD2\t3\t4\n", read.Ragged, 5, 0, "4 cells where the header has 3"},
		"duplicates":      {"gene\tS1\tS2\tS1\nIFI27\t1\t2\t3\nIFI44\t1\t2\t3\n", read.DuplicateName, 1, 4, `columns 2 and 4 are both named "S1"`},
		"unnamed sample":  {"gene\tS1\t\tS3\nIFI27\t1\t2\t3\nIFI44\t1\t2\t3\n", read.DuplicateName, 1, 3, "no name"},
		"not a number":    {wide("high"), read.NotNumber, 72, 52, `"high" of sample S51`},
		"Excel error":     {wide("#DIV/0!"), read.NotNumber, 72, 52, "#DIV/0!"},
		"long cell":       {wide(strings.Repeat("x", 300)), read.NotNumber, 72, 52, strings.Repeat("x", 40) + "...\""},
		"other decimals":  {wide("0,823"), read.NotNumber, 72, 52, "0,823"},
		"infinite":        {wide("Inf"), read.NotNumber, 72, 52, "Inf"},
		"stray quote":     {"gene\tS1\nIFI27\t1\n\"IFI44\t1\nRSAD2\t2\n", read.Malformed, 3, 0, "quotation mark"},
		"people twice":    {"sample\tIFI27\tIFI44\tRSAD2\nA\t1\t2\t3\n\nB\t1\t2\t3\nA\t1\t2\t3\n", read.DuplicateName, 5, 0, `"A" stands in lines 2 and 5`},
		"person unnamed":  {"sample\tIFI27\tIFI44\tRSAD2\nA\t1\t2\t3\n\t1\t2\t3\n", read.DuplicateName, 3, 0, "no name"},
		"columns: cell":   {"sample\tIFI27\tIFI44\tRSAD2\n" + strings.Repeat("A\t1\t2\t3\n", 12) + "B\t1\tx\t3\n", read.NotNumber, 14, 3, `"x" of gene IFI44`},
		"columns: ragged": {"sample\tIFI27\tIFI44\tRSAD2\nA\t1\t2\t3\nB\t1\t2\n", read.Ragged, 3, 0, "3 cells"},
		"clinical ragged": {"sample\tgroup\tsex\nA\tSLE\tf\nB\tHC\n", read.Ragged, 3, 0, "2 cells"},
	} {
		_, err := open(c.text, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v, want an error of type *read.Error", what, err)
			continue
		}
		if e.Code != c.code || e.Line != c.line || e.Column != c.column {
			t.Errorf("%s: %s at line %d, column %d (%v), want %s at %d, %d", what, e.Code, e.Line, e.Column, e, c.code, c.line, c.column)
		}
		if !strings.Contains(e.What, c.says) || e.WayOut == "" || e.File != "f.txt" {
			t.Errorf("%s: %q does not say %q, the file and the way out", what, e, c.says)
		}
	}
}

// A mistake in a line that is read only after the layout was decided has the
// same message.
func TestMistakeFarDown(t *testing.T) {
	var b strings.Builder
	b.WriteString("gene\tS1\tS2\n")
	for range 200_000 {
		b.WriteString("IFI44L\t8.25\t9.5\n")
	}
	for _, bad := range []struct {
		line string
		code read.Code
	}{{"IFI27\t8", read.Ragged}, {"IFI27\t8\tx", read.NotNumber}, {"\"IFI27\t8\t9", read.Malformed}} {
		_, err := open(b.String()+bad.line+"\n", read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != bad.code || e.Line != 200_002 {
			t.Errorf("%q in line 200002: %v", bad.line, err)
		}
	}
}

// TestClinical reads what is a clinical table and no expression.
func TestClinical(t *testing.T) {
	for what, text := range map[string]string{
		"mixed":     "sample\tgroup\tage\tANA\nS1\tSLE\t31\t1:640\nS2\tHC\t45\t-\n",
		"numbers":   "sample\tage\tSLEDAI\tC3\nS1\t31\t4\t0.8\nS2\t45\t0\t1.1\n",
		"gene-like": "gsm\tsex\tset\tmax\nGSM1\tf\ta\tx\nGSM2\tm\tb\ty\n",
		"group SLE": "id,diagnosis\n1,SLE\n2,SLE\n3,HC\n4,HC\n", // SLE and HC are aliases of genes
		"alias":     clinicalNames(),
		"S":         people("Sample\tGroup\tAge", "S%d\tSLE\t3%d\n"),
		"H":         people("id\tGroup\tAge", "H%d\tSLE\t3%d\n"),
		"C":         people("ID\tAge\tgroup", "C%d\t3%d\tSLE\n"),
		"A":         people("Sample\tAge\tSLEDAI", "A%d\t3%d\t2\n"),
		"HC and P":  people("Sample\tGroup\tAge", "HC%[1]d\tHC\t3%[1]d\nP%[1]d\tSLE\t4%[1]d\n"),
		"UniProt":   people("patient\tGroup\tAge", "P1000%d\tSLE\t3%d\n"),
		"mutations": "sample\tmutation\tage\nA\tTREX1\t3\nB\tSAMHD1\t4\nC\tADAR\t5\nD\tIFIH1\t6\n",
		"design":    "sample\tIntercept\tAge\tSLEDAI\nX1\t1\t30\t4\nX2\t1\t40\t5\nX3\t1\t50\t6\n",
	} {
		c, err := open(text, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if c.Matrix != nil || c.Table == nil {
			t.Errorf("%s: read as %s", what, c.Options.Kind)
		}
	}
	c, err := open("sample\tANA\tage\tage\t\nS1\t-\tNA\t31\tx\nS2\tND\t45\t46\t\n", read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"sample", "ANA", "age", "age (2)", "column 5"}; !slices.Equal(c.Table.Columns(), want) {
		t.Errorf("columns %q, want %q", c.Table.Columns(), want)
	}
	// - and ND are results of a test, NA is not
	if got := append(c.Table.Column("ANA"), c.Table.Column("age")...); !slices.Equal(got, []string{"-", "ND", "", "45"}) {
		t.Errorf("cells %q", got)
	}
	if !c.Notes.Has(note.ColumnRenamed) {
		t.Error("a repeated column is renamed without a note")
	}
}

// people writes rows of ten people whose names are genes by chance.
func people(header, row string) string {
	header += "\n"
	for i := range 9 {
		if strings.Contains(row, "[1]") {
			header += fmt.Sprintf(row, i+1)
		} else {
			header += fmt.Sprintf(row, i+1, i+1)
		}
	}
	return header
}

// clinicalNames is a clinical table some of whose samples have the names of
// aliases of genes: HC11, HC14 and HC21 are.
func clinicalNames() string {
	var b strings.Builder
	b.WriteString("id\tgroup\tage\n")
	for i := range 40 {
		fmt.Fprintf(&b, "HC%02d\tHC\t%d\nSLE%02d\tSLE\t%d\n", i, 30+i, i, 25+i)
	}
	return b.String()
}

// People may be numbered, and then the numbers are not measurements.
func TestNumberedPeople(t *testing.T) {
	c, err := open("patient\tIFI27\tIFI44\tRSAD2\tage\n101\t1\t2\t3\t40\n102\t4\t5\t6\t50\n", read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Matrix.Samples(), []string{"101", "102"}) || !slices.Equal(c.Matrix.Genes(), []string{"IFI27", "IFI44", "RSAD2"}) {
		t.Errorf("samples %q, genes %q", c.Matrix.Samples(), c.Matrix.Genes())
	}
	if age := c.Table.Column("age"); !slices.Equal(age, []string{"40", "50"}) {
		t.Errorf("age %q", age)
	}
}

// Samples may have numbers for names, 1.2 for visit 2 of person 1.
func TestNumberedSamples(t *testing.T) {
	for _, first := range []string{"gene", "", "Symbol"} {
		c, err := open(first+"\t1.1\t1.2\t2.1\nIFI27\t8.5\t9\t7\nIFI44\t7\t6.5\t6\n", read.Options{})
		if err != nil || !slices.Equal(c.Matrix.Samples(), []string{"1.1", "1.2", "2.1"}) {
			t.Errorf("below %q: %v, %v", first, c, err)
		}
	}
}

// Dates that a spreadsheet made of names reach the mapping as they are.
func TestDates(t *testing.T) {
	c, err := open("gene\tS1\tS2\nIFI27\t1\t2\n2-Sep\t3\t4\nIFI44\t5\t6\n45171\t7\t8\nRSAD2\t1\t2\n", read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g := c.Matrix.Genes(); g[1] != "2-Sep" || g[3] != "45171" {
		t.Errorf("genes %q", g)
	}
}

// TestCorrections reads one table as a person says instead.
func TestCorrections(t *testing.T) {
	const text = "id\tname\tS1\tS2\nIFI27\tENSG00000165949\t1\t2\nIFI44\tENSG00000137965\t3\t4\n"
	for what, c := range map[string]struct {
		opt   read.Options
		check func(c *read.Content) bool
	}{
		"id column": {read.Options{IDColumn: "name"}, func(c *read.Content) bool { return c.Matrix.Genes()[1] == "ENSG00000137965" }},
		"kind":      {read.Options{Kind: read.Samples}, func(c *read.Content) bool { return c.Matrix == nil && c.Table.Len() == 2 }},
		"genes in":  {read.Options{GenesIn: "columns"}, func(c *read.Content) bool { return slices.Equal(c.Matrix.Samples(), []string{"IFI27", "IFI44"}) }},
		"decimal":   {read.Options{DecimalComma: "yes"}, func(c *read.Content) bool { return c.Options.DecimalComma == "yes" }},
	} {
		got, err := open(text, c.opt)
		if err != nil || !c.check(got) {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
	if _, err := open(text, read.Options{Delimiter: "semicolon"}); err == nil {
		t.Error("a delimiter that is not there is accepted")
	}
}

// The samples of a wide table are as many as its rows, whatever the head of
// the file holds of them.
func TestWide(t *testing.T) {
	const n = 50_000
	var b strings.Builder
	b.WriteString("sample")
	for i := range n {
		fmt.Fprintf(&b, ",ENSG%011d", i)
	}
	for j := range 3 {
		fmt.Fprintf(&b, "\nP%d", j)
		for i := range n {
			fmt.Fprintf(&b, ",%d.%d", i%15, j)
		}
	}
	c, err := open(b.String(), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g, s := c.Matrix.Dims(); g != n || s != 3 || c.Matrix.At(16, 2) != 1.2 {
		t.Errorf("%d genes, %d samples, value %v; want %d, 3, 1.2", g, s, c.Matrix.At(16, 2), n)
	}
}

// The preview shows the first cells, and the evidence what was judged.
func TestPeek(t *testing.T) {
	f := read.File{Name: "f", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(layouts["German tab"].text)), nil
	}}
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := read.Options{Kind: read.Expression, Delimiter: "tab", DecimalComma: "yes", GenesIn: "rows", IDColumn: "Gen"}
	if s.Options != want {
		t.Errorf("options %+v, want %+v", s.Options, want)
	}
	if len(s.Preview) != 5 || s.Preview[1][3] != "1.234,5" {
		t.Errorf("preview %q", s.Preview)
	}
	var about []string
	for _, e := range s.Evidence {
		if e.Guess == "" || e.Why == "" {
			t.Errorf("evidence without a guess or a reason: %+v", e)
		}
		about = append(about, e.What)
	}
	if !slices.Equal(about, []string{"delimiter", "decimal separator", "content"}) {
		t.Errorf("evidence about %q", about)
	}
}

// FuzzLoad checks that no text makes the reader panic, that every refusal is an
// error with a way out, and that what is read has the shape that it says.
func FuzzLoad(f *testing.F) {
	for _, l := range layouts {
		f.Add(l.text)
	}
	f.Add("sample\tgroup\tage\nS1\tSLE\t31\nS2\tHC\t45\n")
	f.Add("\tlogFC\tpadj\nIFI27\t5\t0.1\n")
	f.Add("gene,S1,S1\nIFI27,1,2\n")
	f.Add("#ID,a\n#ID,a\nx,1")
	f.Add("a\tb\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		for _, opt := range []read.Options{{}, {Kind: read.Samples}, {Kind: read.Expression, GenesIn: "columns"}, {Kind: read.Expression, GenesIn: "rows", IDColumn: "b", DecimalComma: "yes"}} {
			c, err := open(text, opt)
			if err != nil {
				var e *read.Error
				if !errors.As(err, &e) || e.What == "" || e.WayOut == "" || e.Code == read.Unreadable {
					t.Fatalf("%+v: the error %v has no way out", opt, err)
				}
				continue
			}
			if (c.Matrix == nil) != (c.Options.Kind == read.Samples) {
				t.Fatalf("%+v: kind %q and matrix %v", opt, c.Options.Kind, c.Matrix != nil)
			}
			if c.Matrix == nil {
				if c.Table.Len() == 0 {
					t.Fatalf("%+v: a clinical table without rows", opt)
				}
				continue
			}
			g, s := c.Matrix.Dims()
			if g == 0 || s == 0 || g != len(c.Matrix.Genes()) || s != len(c.Matrix.Samples()) {
				t.Fatalf("%+v: %d genes, %d samples", opt, g, s)
			}
			for i := range g {
				if slices.ContainsFunc(c.Matrix.Row(i), func(v float64) bool { return math.IsInf(v, 0) }) {
					t.Fatalf("%+v: a value is infinite", opt)
				}
			}
			if c.Table != nil && c.Table.Len() != s {
				t.Fatalf("%+v: the clinical table has %d rows for %d samples", opt, c.Table.Len(), s)
			}
		}
	})
}
