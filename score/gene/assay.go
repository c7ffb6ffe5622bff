package gene

import "strings"

// separators are what stands between a name and the id of an assay.
const separators = " -_:;,/|()[]"

// Assay returns the id of a human TaqMan assay in a cell, Hs, eight digits, _
// and two characters, and the name beside it: IFI27-Hs01086370_m1 holds IFI27.
// Either is empty if there is none. The id by itself is no name of a gene: which
// it measures stands in the table of the seller.
func Assay(s string) (id, name string) {
	const length = len("Hs01086370_m1")
	for i := 0; i+length <= len(s); i++ {
		if !isAssay(s[i:i+length]) || i > 0 && !strings.ContainsRune(separators, rune(s[i-1])) {
			continue
		}
		before, after := s[:i], s[i+length:]
		if after != "" && !strings.ContainsRune(separators, rune(after[0])) {
			continue
		}
		if name = strings.Trim(before, separators); name == "" {
			name = strings.Trim(after, separators)
		}
		return s[i : i+length], name
	}
	return "", ""
}

func isAssay(s string) bool {
	if s[0] != 'H' || s[1] != 's' || s[10] != '_' || !isNumber(s[2:10]) {
		return false
	}
	for _, c := range s[11:] {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}
