package read_test

import (
	"strings"
	"testing"

	"ifnscope/score/read"
)

// More kinds of files that are dropped by mistake, each answered with what to
// bring instead.
func TestMoreRefused(t *testing.T) {
	tar := "GSM1_a.CEL.gz" + strings.Repeat("\x00", 244) + "ustar\x0000" + strings.Repeat("\x00", 300)
	for what, c := range map[string]struct{ head, says string }{
		"IDAT":    {"IDAT\x03\x00\x00\x00\x00\x00\x00\x00", "GenomeStudio"},
		"CEL 5":   {";\x01\x00\x00\x00\x01", "RMA"},
		"MTX":     {"%%MatrixMarket matrix coordinate integer general\n", "pseudobulk"},
		"Parquet": {"PAR1\x15\x04\x15\x00", "Parquet"},
		"Feather": {"ARROW1\x00\x00\xff", "Feather"},
		"ods":     {"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"},
		"docx":    {"PK\x03\x04\x14\x00word/document.xml", "Word document"},
		"eds":     {"PK\x03\x04\x14\x00apldbio/sds/plate_setup.xml", "export the results as text"},
		"zip":     {"PK\x03\x04\x14\x00counts.csv", "Unpack it"},
		"SPSS":    {"$FL2@(#) SPSS DATA FILE MS Windows 26\x00", "SPSS"},
		"zsav":    {"$FL3@(#) SPSS DATA FILE MS Windows 26\x00", "SPSS"},
		"Stata":   {"<stata_dta><header><release>118</release>", "Save it as csv"},
		"Stata 8": {"q\x02\x01\x00\x05\x00", "Save it as csv"},
		"SAS":     {strings.Repeat("\x00", 12) + "\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c\x18\x1f\x10\x11", "SAS"},
		"xpt":     {"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000000000000000000000000000  ", "SAS"},
		"rds":     {"X\n\x00\x00\x00\x03\x00\x04\x01\x02\x00", "write.table"},
		"RData":   {"RDX3\nX\n\x00\x00\x00\x03", "write.table"},
		"tar":     {tar, "series matrix"},
		"FASTQ":   {"@A00:1:1 1:N:0\nACGTNACGT\n+\nIIIIIIIII\n@A00:1:2\n", "raw reads"},
		"results": {"gene\tbaseMean\tlog2FoldChange\tlfcSE\tstat\tpvalue\tpadj\nIFI27\t9\t3\t1\t3\t0.01\t0.02\nMX1\t9\t3\t1\t3\t0.01\t0.02\n", "not of measurements"},
		"limma":   {"\"\",\"logFC\",\"AveExpr\",\"t\",\"P.Value\",\"adj.P.Val\",\"B\"\n\"IFI27\",3,9,3,0.01,0.02,1\n\"MX1\",3,9,3,0.01,0.02,1\n", "not of measurements"},
		"edgeR":   {"gene,logFC,logCPM,F,PValue,FDR\nIFI27,3,9,3,0.01,0.02\nMX1,3,9,3,0.01,0.02\n", "not of measurements"},
	} {
		_, err := read.Peek(file("f", []byte(c.head)), read.Options{})
		if err == nil {
			t.Errorf("%s: not refused", what)
			continue
		}
		if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q does not say %q", what, err, c.says)
		}
	}
	// names of genes that begin as such files do
	for _, s := range []string{"PAR1\tS1\nIFI27\t1\nMX1\t2\nIFI44\t3\n", "IDAT\tS1\nIFI27\t1\nMX1\t2\nIFI44\t3\n"} {
		if _, err := read.Peek(file("f", []byte(s)), read.Options{}); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}
