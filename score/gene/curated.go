package gene

import (
	"strconv"
	"strings"
)

// curated are names of the interferon literature that the gene table does not
// hold or that it gives to several genes, and approved symbols that are newer
// than the table.
var curated = map[string]string{
	// names of papers and kits without an entry in Entrez Gene
	"IP10": "CXCL10", "GIP2": "ISG15", "MXA1": "MX1", "TYKI": "CMPK2", "VIPERIN": "RSAD2", "FLJ20035": "DDX60",
	// the previous symbol of TYMP, which Entrez also gives to SCO2 and S1PR1
	"ECGF1": "TYMP",
	// approved by HGNC after September 2022, where the table still has the name before
	"TMT1B": "METTL7B", "TMT1A": "METTL7A",
	// 18S rRNA, a reference gene of qPCR that is five genes alike: HGNC calls the
	// group RNA18S; Hs99999901_s1 is the assay of it that is sold
	"RNA18S": "RNA18S", "18S": "RNA18S", "18SrRNA": "RNA18S", "rRNA18S": "RNA18S", "RN18S": "RNA18S", "RN18S1": "RNA18S", "Hs99999901_s1": "RNA18S",
}

// retired are Ensembl ids of catalogue genes that the table does not hold: those
// of GRCh37 that GRCh38 replaced, which older counts use, and two that Entrez
// has not joined to a gene.
var retired = map[uint64]string{
	161570: "CCL5", 129277: "CCL4", 117289: "TXNIP", 130489: "SCO2",
	206341: "HLA-H", 197536: "IRF1-AS1",
}

// curatedFolded is curated by folded name, so that IFI-78 and ifi78 are found.
var curatedFolded = func() map[string]string {
	m := make(map[string]string, len(curated))
	for k, v := range curated {
		m[fold(k)] = v
	}
	return m
}()

// clones are the clone names that the GMT files of MSigDB 7.0 hold in the
// place of two interferon genes; offered to the reader, never applied, since
// no other clone of that file can be undone.
var clones = map[string]string{"AC004551.1": "OAS1", "AC124319.1": "RNF213"}

// datePrefixes are the symbols that spreadsheets take for dates, by month. A
// symbol is the prefix followed by the number of the day. Abeysooriya et al.,
// PLoS Comput Biol 2021, doi:10.1371/journal.pcbi.1008984.
var datePrefixes = map[int][]string{
	3:  {"MARCH", "MARC"},
	4:  {"APR"},
	9:  {"SEPT"},
	10: {"OCT"},
	11: {"NOV"},
	12: {"DEC"},
}

// months are the short month names that spreadsheets write, in the languages
// of the hospitals that we know of.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	"mrz": 3, "mär": 3, "märz": 3, "maart": 3, "mars": 3, "abr": 4, "avr": 4, "mai": 5, "ago": 8, "sept": 9, "set": 9, "okt": 10, "dez": 12, "déc": 12, "dic": 12, "ott": 10,
}

// dateSymbols reports whether s looks like a date and returns the symbols that
// a spreadsheet turns into it: 2-Sep, Sep-02, 9/2, 2023-09-02, 45171 (days
// since 1899-12-30).
func dateSymbols(s string) (old []string, ok bool) {
	month, day, ok := parseDate(s)
	if !ok {
		return nil, false
	}
	for _, p := range datePrefixes[month] {
		old = append(old, p+strconv.Itoa(day))
	}
	return old, true
}

func parseDate(s string) (month, day int, ok bool) {
	if n, err := strconv.Atoi(s); err == nil {
		// A five-digit number among symbols is a serial date of 1995 to 2064.
		if n < 34700 || n > 60267 || len(s) != 5 {
			return 0, 0, false
		}
		month, day = serialDate(n)
		return month, day, true
	}
	f := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == '/' || r == '.' || r == ' ' })
	if len(f) < 2 || len(f) > 3 {
		return 0, 0, false
	}
	num := make([]int, len(f))
	for i, x := range f {
		if m, isMonth := months[x]; isMonth {
			// the other of the first two fields is the day: 2-Sep, Sep-02
			if i > 1 {
				return 0, 0, false
			}
			d, err := strconv.Atoi(f[1-i])
			if err != nil || d < 1 || d > 31 || len(f[1-i]) > 2 {
				return 0, 0, false
			}
			return m, d, true
		}
		n, err := strconv.Atoi(x)
		if err != nil {
			return 0, 0, false
		}
		num[i] = n
	}
	switch {
	case len(f) == 3 && len(f[0]) == 4: // 2023-09-02
		month, day = num[1], num[2]
	case strings.Contains(s, "/"): // 9/2 as a US spreadsheet writes it
		month, day = num[0], num[1]
	case len(f) == 3 && len(f[2]) == 4: // 02.09.2023
		month, day = num[1], num[0]
	default:
		return 0, 0, false
	}
	return month, day, month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// serialDate returns the month and day of a spreadsheet's day number.
func serialDate(n int) (month, day int) {
	// civil date from days, Howard Hinnant's algorithm
	// (howardhinnant.github.io/date_algorithms.html), epoch moved to 1899-12-30
	z := n - 25569 + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	return month, day
}
