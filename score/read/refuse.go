package read

import "bytes"

// refused are the files that are dropped by mistake, by their first bytes, and
// what to bring instead.
var refused = []struct {
	magic, what, wayOut string
}{
	{"%PDF", "this is a PDF", "Bring the table itself, as text or from the supplementary data of the paper"},
	{"\x89PNG", "this is a picture", "Bring the table itself as text"},
	{"\xff\xd8\xff", "this is a picture", "Bring the table itself as text"},
	{"\x89HDF\r\n", "this is an HDF5 file (h5ad, loom, 10x)", "Sum the cells of each sample first (pseudobulk) and save genes x samples as text"},
	{"BAM\x01", "these are aligned reads (BAM)", "Count them first, for example with featureCounts, and bring the table of counts"},
	{"CRAM", "these are aligned reads (CRAM)", "Count them first, for example with featureCounts, and bring the table of counts"},
	{"@HD\t", "these are aligned reads (SAM)", "Count them first, for example with featureCounts, and bring the table of counts"},
	{"[CEL]", "this is a raw Affymetrix CEL file", "Normalise the arrays first (RMA) and bring the table of log2 values"},
	{"@\x00\x00\x00", "this is a raw Affymetrix CEL file", "Normalise the arrays first (RMA) and bring the table of log2 values"},
	{"\xd0\xcf\x11\xe0", "this is an old Excel file (.xls), one with a password, or a Word file", "Save the sheet as .xlsx without a password, or as text (tab or comma separated)"},
	{"IDAT\x03\x00", "this is a raw Illumina file (IDAT)", "Export the table of expression values from GenomeStudio, or bring the series matrix"},
	{";\x01\x00\x00", "this is a raw Affymetrix CEL file", "Normalise the arrays first (RMA) and bring the table of log2 values"},
	{"%%MatrixMarket", "this is a sparse matrix of single cells (MTX)", "Sum the cells of each sample first (pseudobulk) and save genes x samples as text"},
	{"PAR1\x15", "this is a Parquet file", "Save the table as text (tab or comma separated)"},
	{"ARROW1\x00\x00", "this is a Feather file", "Save the table as text (tab or comma separated)"},
	{"RDX3", "this is an R data file", saveR},
	{"RDX2", "this is an R data file", saveR},
	{"X\n\x00\x00\x00\x02\x00", "this is an R object (.rds)", saveR},
	{"X\n\x00\x00\x00\x03\x00", "this is an R object (.rds)", saveR},
	{"$FL2@(#)", "this is an SPSS file (.sav)", saveCSV},
	{"$FL3@(#)", "this is an SPSS file (.zsav)", saveCSV},
	{"<stata_dta>", "this is a Stata file (.dta)", saveCSV},
	{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c", "this is a SAS file (.sas7bdat)", saveCSV},
	{"HEADER RECORD*******LIB", "this is a SAS transport file (.xpt)", saveCSV},
	{"BZh9", "this is a file compressed with bzip2", "Decompress it, or compress it with gzip"},
	{"\xfd7zXZ\x00", "this is a file compressed with xz", "Decompress it, or compress it with gzip"},
	{"\x28\xb5\x2f\xfd", "this is a file compressed with zstd", "Decompress it, or compress it with gzip"},
	{"7z\xbc\xaf", "this is a 7-Zip archive", "Unpack it and bring the table in it"},
	{"Rar!", "this is a RAR archive", "Unpack it and bring the table in it"},
	{"##fileformat=VCF", "these are genotypes (VCF) that cannot be read", "Bring the VCF as it was written, plain or compressed with gzip"},
	{"SQLite format 3", "this is a database", "Export the table as text"},
	{"{\\rtf", "this is a text document (RTF)", "Save the table as plain text"},
	{"<?xml", "this is an XML file", "Save the table as text (tab or comma separated) and bring that"},
	{"<!doctype", "this is a web page", "The download was probably a login page; download the file again"},
	{"<html", "this is a web page", "The download was probably a login page; download the file again"},
}

const (
	saveR   = "In R, write.table(x, \"x.tsv\", sep = \"\\t\", col.names = NA) and bring x.tsv"
	saveCSV = "Save it as csv, one row a person, with the codes written out as words"
)

// zips are the zip archives that are dropped by mistake, by a piece of the name
// of a file in them, and what to bring instead.
var zips = []struct {
	holds, what, wayOut string
}{
	{"apldbio/sds/", "this is the run file of a qPCR instrument (.eds)", "Open it in the instrument's software and export the results as text, csv or xlsx"},
	{"word/document.xml", "this is a Word document (.docx)", "Save the table in it as .xlsx or as text"},
	{"ppt/presentation.xml", "this is a presentation (.pptx)", "Save the table in it as .xlsx or as text"},
	{"vnd.oasis.opendocument", "this is a file of LibreOffice (.ods, .odt)", "Save the sheet as .xlsx or as text"},
	{"Index/Document.iwa", "this is a file of Numbers or Pages", "Save the sheet as .xlsx or as text"},
	{".csv", "this is a zip archive of text files", "Unpack it and open the tables in it"},
	{".tsv", "this is a zip archive of text files", "Unpack it and open the tables in it"},
	{".txt", "this is a zip archive of text files", "Unpack it and open the tables in it"},
}

// zipped says what a zip archive is that no format reads.
func zipped(head []byte) error {
	for _, z := range zips {
		if bytes.Contains(head, []byte(z.holds)) {
			return &Error{Code: NotData, What: z.what, WayOut: z.wayOut}
		}
	}
	return &Error{Code: NotData, What: "this is a zip archive and no spreadsheet (.xlsx)", WayOut: "Unpack it and bring the table in it"}
}

// isStata reports whether the content is a Stata file of before version 13:
// the release, the order of bytes, and a 1.
func isStata(head []byte) bool {
	return len(head) > 4 && head[0] >= 105 && head[0] <= 115 && (head[1] == 1 || head[1] == 2) && head[2] == 1 && head[3] == 0
}

// textHead is how far a binary file goes without a zero byte, at most.
const textHead = 4096

// refuse returns an error for content that no format can read.
func refuse(head []byte) error {
	if len(bytes.TrimSpace(head)) == 0 {
		return &Error{Code: Empty, What: "the file is empty", WayOut: "Bring a table of genes x samples"}
	}
	// a page may begin with a byte order mark, blank lines and either case
	page := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	page = bytes.ToLower(page[:min(len(page), 16)])
	for _, r := range refused {
		if bytes.HasPrefix(head, []byte(r.magic)) || bytes.HasPrefix(page, []byte(r.magic)) {
			return &Error{Code: NotData, What: r.what, WayOut: r.wayOut}
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return zipped(head)
	}
	if isStata(head) {
		return &Error{Code: NotData, What: "this is a Stata file (.dta)", WayOut: saveCSV}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return &Error{Code: NotData, What: "this is an archive (.tar), such as the raw files of a GEO series", WayOut: "Unpack it and bring the table in it; of raw array files, bring the series matrix instead"}
	}
	if isFASTQ(head) {
		return &Error{Code: NotData, What: "these are raw reads (FASTQ)", WayOut: "Count them first, for example with Salmon, and bring the table of counts or TPM by gene"}
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		if line := 1 + bytes.Count(head[:i], []byte{'\n'}); i >= textHead {
			return &Error{Line: line, Code: Malformed, What: "the line has a byte that no text has (NUL)", WayOut: "The file is damaged: copy or download it again"}
		}
		return &Error{Code: NotData, What: "this is a binary file of no known kind", WayOut: "Bring a table of genes x samples as text"}
	}
	return nil
}

// isFASTQ reports whether the content begins with a read: @name, the bases, +
// and the qualities.
func isFASTQ(head []byte) bool {
	lines := bytes.SplitN(head[:min(len(head), 4096)], []byte{'\n'}, 4)
	return len(lines) == 4 && bytes.HasPrefix(lines[0], []byte{'@'}) && bytes.HasPrefix(lines[2], []byte{'+'}) &&
		len(bytes.Trim(bytes.TrimSpace(lines[1]), "ACGTNacgtn")) == 0 && len(lines[1]) > 1
}
