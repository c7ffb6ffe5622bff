package pcr

import (
	"slices"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// kept are the folded keys of what a file tells of its run and a report needs
// (MIQE, Bustin SA et al., Clin Chem 2009, doi:10.1373/clinchem.2008.112797:
// instrument, chemistry, Cq method, software), and when the run ended, by which a
// report on paper is told from that of another run. Paths, other dates and the
// names of people are left where they are.
var kept = []string{
	"analysistype", "applicationversion", "baselinecorrectionmethod", "blocktype", "chemistry", "ctthresholdmethod", "endogenouscontrol",
	"experimentrunendtime", "experimenttype", "exporttype", "instrumenttype", "passivereference", "qualitythreshold", "quantificationcyclemethod", "referencesample",
	"rqminmaxconfidencelevel", "signalsmoothingon", "softwarenameandversion", "stagecyclewhereanalysisisperformed",
}

// fact keeps a line before or below the wells, "* Key = Value" or, in cells of
// their own, key and value, and reports whether it is one that is kept.
func (p *plate) fact(row []string) bool {
	if len(row) == 0 {
		return false
	}
	key, value, found := strings.Cut(strings.TrimPrefix(row[0], "*"), "=")
	if !found {
		key, value = strings.TrimSuffix(row[0], ":"), ""
		for _, c := range row[1:] {
			if c != "" {
				value = c
				break
			}
		}
	}
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !slices.Contains(kept, text.FoldLatin(key)) {
		return false
	}
	if value == "" || value == "NA" {
		return true
	}
	p.facts = append(p.facts, read.Fact{Key: key, Value: value})
	switch text.FoldLatin(key) {
	case "endogenouscontrol":
		for _, g := range strings.Split(value, ",") {
			p.references[strings.TrimSpace(g)] = true
		}
	case "referencesample":
		p.calibrators = append(p.calibrators, value)
	}
	return true
}
