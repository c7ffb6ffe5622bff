package desk

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/ref"
)

// base is a small file as a program writes it, and the places in it that are
// damaged: a measured value, the name of a sample, and that of another.
type base struct {
	file, text         string
	value, name, other string
}

// bases are one file of every layout that is read.
var bases = []base{
	{"rows.tsv", "gene\tS1\tS2\tS3\nIFI27\t8.5\t9\t7.25\nIFI44L\t7.75\t6\t5\nRSAD2\t6\t5.5\t4\nISG15\t9\t8\t7\nMX1\t5\t6\t7\n", "7.75", "S2", "S1"},
	{"rows.csv", "gene;S1;S2;S3\nIFI27;8,5;9,1;7,25\nIFI44L;7,75;6,2;5,3\nRSAD2;6,5;5,5;4,5\nISG15;9,1;8,1;7,1\n", "7,75", "S2", "S1"},
	{"columns.csv", "sample,group,IFI27,IFI44L,RSAD2,ISG15\nP1,SLE,8.5,7.75,6,9\nP2,SLE,9,6,5.5,8\nHC1,healthy,7.25,5,4,7\n", "7.75", "P2", "P1"},
	{"clinical.csv", "sample,group,age,sledai\nP1,SLE,31,7.75\nP2,SLE,40,4\nHC1,healthy,45,0\n", "7.75", "P2", "P1"},
	{"v12.gct", "#1.2\n3 3\nNAME\tDescription\tP1\tP2\tHC1\n1053_at\tIFI27\t9.5\t-2\t1\n204439_at\tIFI44L\t7.75\t1\t2\n202411_at\tRSAD2\t3\t4\t5\n", "7.75", "P2", "P1"},
	{"v13.gct", "#1.3\n3\t2\t1\t2\nid\tpr_gene_symbol\tP1\tP2\ndiagnosis\tna\tSLE\thealthy\nage\tna\t-666\t44\nA1\tIFI27\t7.75\t2\nA2\tIFI44\t3\t4\nA3\tMX1\t5\t6\n", "7.75", "P2", "P1"},
	{"series_matrix.txt", "!Series_title\t\"Whole blood\"\n!Series_platform_id\t\"GPL10558\"\n\n!Sample_title\t\"SLE 1\"\t\"Control 1\"\n!Sample_geo_accession\t\"GSM1\"\t\"GSM2\"\n" +
		"!Sample_characteristics_ch1\t\"disease state: SLE\"\t\"disease state: healthy\"\n!series_matrix_table_begin\n\"ID_REF\"\t\"GSM1\"\t\"GSM2\"\n\"ILMN_1723912\"\t7.75\t9.25\n\"ILMN_2058782\"\t7\t6.5\n!series_matrix_table_end\n", "7.75", "\t\"GSM2\"\n\"ILMN", "\t\"GSM1\"\n\"ILMN"},
	{"GPL.annot", "^Annotation\n!Annotation_platform = GPL570\n#ID = ID from Platform data table\n!platform_table_begin\nID\tGene title\tGene symbol\tGene ID\n" +
		"1007_s_at\tdiscoidin\tDDR1\t780\n202411_at\tinterferon alpha inducible protein 27\tIFI27\t3429\n!platform_table_end\n", "3429", "202411_at", "1007_s_at"},
	{"P1ReadsPerGene.out.tab", "N_unmapped\t700\t700\t700\nN_multimapping\t50\t50\t50\nN_noFeature\t20\t900\t30\nN_ambiguous\t9\t1\t4\nENSG00000165949\t100\t2\t98\nENSG00000137959\t2000\t30\t1970\nENSG00000134321\t7\t0\t7\n", "1970", "ENSG00000137959", "ENSG00000165949"},
	{"P1.htseq.txt", "ENSG00000165949.12\t100\nENSG00000137959.16\t2000\nENSG00000134321.13\t0\n__no_feature\t31\n__ambiguous\t4\n__too_low_aQual\t0\n__not_aligned\t12\n__alignment_not_unique\t9\n", "2000", "ENSG00000137959.16", "ENSG00000165949.12"},
	{"quant.genes.sf", "Name\tLength\tEffectiveLength\tTPM\tNumReads\nENSG00000165949.12\t656.2\t480.1\t12.75\t100.5\nENSG00000137959.16\t2000\t1800\t99.25\t2000\n", "99.25", "ENSG00000137959.16", "ENSG00000165949.12"},
	{"abundance.tsv", "target_id\tlength\teff_length\test_counts\ttpm\nENSG00000165949\t656\t480.1\t100.5\t12.75\nENSG00000137959\t2000\t1800\t2000\t99.25\n", "99.25", "ENSG00000137959", "ENSG00000165949"},
	{"P3.genes.results", "gene_id\ttranscript_id(s)\tlength\teffective_length\texpected_count\tTPM\tFPKM\nENSG00000165949_IFI27\tENST00000621160\t656.00\t480.10\t100.50\t12.75\t8.10\nENSG00000137959_IFI44L\tENST00000370751\t2000\t1800\t2000\t99.25\t60\n", "99.25", "ENSG00000137959_IFI44L", "ENSG00000165949_IFI27"},
	{"featurecounts.txt", "# Program:featureCounts v2.0.1; Command:\"featureCounts\" \"p1.bam\"\nGeneid\tChr\tStart\tEnd\tStrand\tLength\tp1.bam\tp2.bam\nENSG00000165949\t14\t94104836\t94104990\t+\t656\t100\t3\nENSG00000137959\t1\t78619922\t78646145\t+\t5900\t1970\t4\n", "1970", "p2.bam\n", "p1.bam\n"},
	{"salmon.merged.gene_counts.tsv", "gene_id\tgene_name\tX1\tP2\nENSG00000165949\tIFI27\t100.25\t0\nENSG00000137959\tIFI44L\t1970\t4\nENSG00000134321\tRSAD2\t7\t5\n", "1970", "P2", "X1"},
	{"quantstudio.txt", "* Block Type = 96-Well Block (0.2mL)\n* Experiment Type = Comparative Cт (ΔΔCт)\n* Instrument Type = QuantStudio(TM) 7 Flex System\n\n[Results]\n" +
		"Well\tWell Position\tOmit\tSample Name\tTarget Name\tTask\tCT\tCt Mean\n1\tA1\tfalse\tHC1\tIFI27\tUNKNOWN\t27.750\t27.7\n2\tA2\tfalse\tHC1\tHPRT1\tUNKNOWN\t24.000\t24\n3\tA3\tfalse\tP1\tIFI27\tUNKNOWN\t22.000\t22\n4\tA4\tfalse\tP1\tHPRT1\tUNKNOWN\t24.250\t24\n\nEndogenous Control = HPRT1\n", "27.750", "P1", "HC1"},
	{"lightcycler.txt", "Experiment: IFI27 plate 3  Selected Filter: SYBR Green I / HRM Dye (465-510)\nInclude\tColor\tPos\tName\tCp\tConcentration\tStandard\tStatus\nTrue\t255\tA1\tHC1\t27.50\t\t0\t\nTrue\t255\tA2\tP1\t22.00\t\t0\t\n", "27.50", "P1", "HC1"},
	{"cfx.csv", ",Well,Fluor,Target,Content,Sample,Biological Set Name,Cq,Cq Mean,Cq Std. Dev\n,A01,FAM,IFI27,Unkn-01,HC1,controls,27.5,27.5,0\n,A02,VIC,HPRT1,Unkn-01,HC1,controls,24,24,0\n,A03,FAM,IFI27,Unkn-02,P1,patients,22.1,22.1,0\n,A04,VIC,HPRT1,Unkn-02,P1,patients,24.25,24.25,0\n", "22.1,22.1", "P1", "HC1"},
	{"biomark.csv", "Chip Run Info,ChipRun.bml,1131312108,48.48 (113x),GE 48x48 Standard v1\nApplication Version,4.0.1\nExport Type,Table Results\n\n\n" +
		"Experiment Information,Experiment Information,Experiment Information,Experiment Information,Experiment Information,Experiment Information,FAM-MGB,FAM-MGB,FAM-MGB,FAM-MGB,User\nChamber,Sample,Sample,Sample,FAM-MGB,FAM-MGB,Ct,Ct,Ct,Ct,Defined\nID,Name,Type,rConc,Name,Type,Value,Quality,Call,Threshold,Comments\n" +
		"S01-A01,HC1,Unknown,1,IFI27,Test,14.5,0.98,Pass,0.0055,\nS01-A02,HC1,Unknown,1,HPRT1,Reference,11,0.98,Pass,0.0055,\nS02-A01,P1,Unknown,1,IFI27,Test,12.5,0.9,Pass,0.0055,\nS02-A02,P1,Unknown,1,HPRT1,Reference,11.25,0.98,Pass,0.0055,\n", "14.5", "P1", "HC1"},
	{"long.csv", "Patient;Gene;Ct\nHC1;IFI27;27,5\nHC1;HPRT1;24,0\nP1;IFI27;22,1\nP1;HPRT1;24,25\n", "22,1", "P1", "HC1"},
	{"plate.rdml.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdml xmlns=\"http://www.rdml.org\" version=\"1.0\">\n<sample id=\"HC1\"><type>unkn</type></sample>\n<sample id=\"P1\"><type>unkn</type></sample>\n<target id=\"IFI27\"><type>toi</type></target>\n<target id=\"HPRT1\"><type>ref</type></target>\n<experiment id=\"e\"><run id=\"r\">\n" +
		"<react id=\"A1\"><sample id=\"HC1\"/><data><tar id=\"IFI27\"/><cq>27.5</cq></data></react>\n<react id=\"A2\"><sample id=\"HC1\"/><data><tar id=\"HPRT1\"/><cq>24</cq></data></react>\n<react id=\"A3\"><sample id=\"P1\"/><data><tar id=\"IFI27\"/><cq>22.1</cq></data></react>\n<react id=\"A4\"><sample id=\"P1\"/><data><tar id=\"HPRT1\"/><cq>24.25</cq></data></react>\n</run></experiment></rdml>\n", "22.1", "P1", "HC1"},
	{"lane.RCC", lane, "1970", "P1", ""},
	{"nsolver.csv", "Probe Name,Annotation,Accession #,NS Probe ID,Class Name,Analyte Type,% Samples above Threshold,L01.RCC,L02.RCC\nIFI27,,NM_005532.3,1,Endogenous,mRNA,100,10.5,1001.25\nHPRT1,,NM_000194.1,2,Housekeeping,mRNA,100,500.5,500.25\n", "500.25", "L02.RCC", "L01.RCC"},
	{"variants.vcf", "##fileformat=VCFv4.2\n##contig=<ID=2,length=243199373>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\tP2\n2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT\t0/1\t0/0\n2\t30479857\trs17321999\tA\tC\t.\t.\t.\tGT\t1/1\t0/0\n", "163124051", "P2", "P1"},
	{"array.txt", "# This data file generated by 23andMe at: Mon Jan 01 2024\n# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t163124051\tCT\nrs17321999\t2\t30479857\tAC\nrs10488631\t7\t128594183\tTC\n", "163124051", "rs1990760", "rs17321999"},
	{"score.txt", "###PGS CATALOG SCORING FILE\n#pgs_id=PGS000000\n#genome_build=GRCh37\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\nrs17321999\t2\t30479857\tC\tA\t0.125\nrs1990760\t2\t163124051\tT\tC\t0.25\n", "0.125", "rs1990760", "rs17321999"},
}

// lane is an RCC file of few probes.
const lane = `<Header>
FileVersion,1.7
SoftwareVersion,4.0.0.3
</Header>

<Sample_Attributes>
ID,P1
Owner,
Comments,
Date,20240102
GeneRLF,ISG_C1
SystemAPF,n6_vDV1
</Sample_Attributes>

<Lane_Attributes>
ID,1
FovCount,555
FovCounted,550
ScannerID,1207C0049
StagePosition,1
BindingDensity,0.71
CartridgeID,x
CartridgeBarcode,
</Lane_Attributes>

<Code_Summary>
CodeClass,Name,Accession,Count
Positive,POS_A(128),ERCC_00117.1,9917
Positive,POS_E(0.5),ERCC_00035.1,38
Negative,NEG_A(0),ERCC_00096.1,2
Endogenous,IFI27,NM_005532.3,1970
Endogenous,IFI44L,NM_006820.1,300
Housekeeping,HPRT1,NM_000194.1,500
</Code_Summary>

<Messages>
</Messages>
`

// controlsFile is a reference file of six controls and two genes.
func controlsFile(t *testing.T) base {
	t.Helper()
	m, err := expr.New([]string{"IFI27", "RSAD2"}, []string{"a", "b", "c", "d", "e", "f"}, expr.Log2, gene.Namespace{Kind: gene.Symbol},
		[]float64{1.1, 2.2, 3.3, 0.3, 5, 6, 2, math.NaN(), 4, 8, 1e-9, 3})
	if err != nil {
		t.Fatal(err)
	}
	score := []float64{0.5, -0.25, 1, 2, math.NaN(), 3}
	f := &ref.File{Version: "test", About: ref.About{Name: "six"}, People: 6, Genes: ref.Of(m).Table(nil),
		Conditions: ref.Conditions{Unit: expr.Counts, Namespace: gene.Namespace{Kind: gene.Ensembl}, Normalisation: "log2cpm", Collapse: "sum"},
		Scores:     []ref.Scored{{Signature: "crow6", Of: 1, Used: 2, Method: "mean-z/1", Distribution: ref.DescribeValues(score), Values: ref.Numbers(score)}}}
	var b bytes.Buffer
	if err := ref.WriteFile(&b, f); err != nil {
		t.Fatal(err)
	}
	return base{"controls.ifnref.json", b.String(), "-0.25", "RSAD2", "IFI27"}
}

// xlsx is a workbook of one sheet; extra are more parts of its archive.
func xlsx(sheet string, extra ...[2]string) []byte {
	parts := append([][2]string{
		{"[Content_Types].xml", "<Types/>"},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet},
	}, extra...)
	return zipOf(parts...)
}

// sheetOf writes rows of cells, numbers as numbers.
func sheetOf(rows ...string) string {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for i, r := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, c := range strings.Split(r, "|") {
			ref := string(rune('A'+j)) + fmt.Sprint(i+1)
			if i > 0 && j > 0 {
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, ref, c)
			} else {
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, c)
			}
		}
		b.WriteString("</row>")
	}
	return b.String() + "</sheetData></worksheet>"
}

func zipOf(parts ...[2]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, _ := z.Create(p[0]) // a bytes.Buffer does not fail
		w.Write([]byte(p[1]))
	}
	z.Close()
	return b.Bytes()
}

func tarred(name string, data []byte) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data))})
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func gz(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	z.Write(b)
	z.Close()
	return out.Bytes()
}

func utf16of(s string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}
