package pcr

import (
	"bytes"
	"fmt"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// table is a text as rows of cells, see text.Rows.
type table struct {
	rows      [][]string
	delimiter string
}

var delimiters = []struct {
	name string
	sep  byte
}{{"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}}

// split cuts a text by the named delimiter or, where none is named, by the
// first that shows a header of results, else the one with the most cells.
func split(b []byte, delimiter string) *table {
	var best *table
	most := -1
	for _, d := range delimiters {
		if delimiter != "" && delimiter != d.name {
			continue
		}
		if best != nil && bytes.IndexByte(b, d.sep) < 0 {
			continue
		}
		t := &table{text.Rows(b, d.sep), d.name}
		if _, ok := t.find(""); ok {
			return t
		}
		cells := 0
		for _, r := range t.rows {
			cells += len(r)
		}
		if cells > most {
			best, most = t, cells
		}
	}
	if best == nil { // a delimiter that is none of ours
		return &table{}
	}
	return best
}

// filled counts the cells of a row that are not empty.
func filled(row []string) int {
	n := 0
	for _, c := range row {
		if c != "" {
			n++
		}
	}
	return n
}

// begins reports whether the first cell of the text is s, in lower case.
func (t *table) begins(s string) bool {
	for _, r := range t.rows {
		if len(r) > 0 {
			return strings.ToLower(r[0]) == s
		}
	}
	return false
}

// block returns the row of the line [name] of an instrument's export, or -1.
func (t *table) block(name string) int {
	for i, r := range t.rows {
		if opensBlock(r) && r[0] == "["+name+"]" {
			return i
		}
	}
	return -1
}

func opensBlock(row []string) bool {
	return filled(row) == 1 && strings.HasPrefix(row[0], "[") && strings.HasSuffix(row[0], "]")
}

// rotorGene returns the row of the header that a Rotor-Gene writes, or -1: the
// tubes are numbered and coloured, and have a name, a type and a Ct.
func (t *table) rotorGene() int {
	for i, r := range t.rows {
		has := map[string]bool{}
		for _, c := range r[:min(len(r), 12)] {
			has[text.FoldLatin(c)] = true
		}
		if (has["no"] || has["nr"]) && (has["colour"] || has["color"] || has["farbe"]) && has["name"] && (has["type"] || has["typ"]) && has["ct"] {
			return i
		}
	}
	return -1
}

// exportType returns what a Biomark calls its export, empty if this is none.
func (t *table) exportType() string {
	if t.begins("chip run info") {
		for _, r := range t.rows {
			if text.FoldLatin(text.Cell(r, 0)) == "exporttype" {
				return text.Cell(r, 1)
			}
		}
	}
	return ""
}

// noResults says that no table of results was found.
func (t *table) noResults() error {
	if len(t.rows) == 0 {
		return &read.Error{Code: read.Empty, What: "the file has no rows", WayOut: exportAgain}
	}
	if i := t.rotorGene(); i >= 0 {
		return &read.Error{Line: i + 1, Code: read.Malformed, What: "this is an export of a Rotor-Gene, in which no column names the genes", WayOut: "Put the results of all genes into one table with the columns Sample, Target and Ct, one row a tube"}
	}
	if kind := t.exportType(); kind != "" && text.FoldLatin(kind) != "tableresults" {
		return &read.Error{Code: read.Malformed, What: fmt.Sprintf("this export of a Biomark (%q) has no row for each chamber", kind), WayOut: "In the Real-Time PCR Analysis software, export again as Table Results (csv), which names the sample, the assay and the Ct of every chamber"}
	}
	if i := t.block("Results"); i >= 0 && i+1 < len(t.rows) {
		return &read.Error{Line: i + 2, Code: read.Malformed, What: "the results have no columns of a sample, a target and a Ct; this may be a genotyping or a melt curve run", WayOut: exportAgain}
	}
	return &read.Error{Code: read.Malformed, What: "no line names the columns of a sample, a target and a Ct", WayOut: exportAgain}
}

const exportAgain = "Export the results again with the columns of the sample name, the target name and the Ct"
