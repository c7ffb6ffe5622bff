package sample

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// TestJoinThrough joins by what names a sample beside its own name, and says by
// which rule.
func TestJoinThrough(t *testing.T) {
	lanes := []string{"20200101_run_01.RCC", "20200101_run_02.RCC", "20200101_run_03.RCC", "20200101_run_04.RCC"}
	own := tableOf(t, "sample id\tcartridge\tlane", "L-A\tc1\t1", "L-B\tc1\t2", "L-C\tc2\t1", "L-D\tc2\t2")
	for what, c := range map[string]struct {
		samples []string
		own     *Table
		rows    []string
		group   string
		key     string
		code    note.Code
	}{
		"exact": {lanes, own, []string{"file\tgroup", "20200101_run_02.RCC\tSLE", "20200101_run_01.RCC\tHC"}, "HC|SLE||",
			`column "file", compared as it is: it names 2 of 4 samples`, ""},
		"ending of the samples": {lanes, own, []string{"file\tgroup", "20200101_run_01\tHC", "20200101_run_02\tSLE", "20200101-run-03\tSLE", "20200101_run_04\tRA"}, "HC|SLE|SLE|RA",
			`column "file", compared without the ending of a file: it names 4 of 4 samples`, note.JoinEnding},
		"ending of the table":  {[]string{"a1", "a2"}, nil, []string{"file\tgroup", "C:\\cel files\\a1.CEL.gz\tHC", "raw/a2.cel\tSLE"}, "HC|SLE", "ending of a file", note.JoinEnding},
		"version is no ending": {[]string{"a.1", "a.2"}, nil, []string{"file\tgroup", "a.2\tHC", "a.1\tSLE"}, "SLE|HC", "as it is", ""},
		"sample id of the file": {lanes, own, []string{"patient\tgroup", "L-A\tHC", "L-B\tSLE", "L-C\tSLE", "L-D\tRA"}, "HC|SLE|SLE|RA",
			`column "patient", compared as it is with the column "sample id" of the expression file: it names 4 of 4 samples`, note.JoinThrough},
		"folded sample id":              {lanes, own, []string{"group\tID", "HC\tl_a", "SLE\tl_b", "SLE\tl_c"}, "HC|SLE|SLE|", `punctuation with the column "sample id"`, note.JoinThrough},
		"the name before the sample id": {lanes, own, []string{"file\tid\tgroup", "20200101_run_01\tL-B\tHC", "20200101_run_02\tL-A\tSLE", "20200101_run_03\tL-C\tRA"}, "HC|SLE|RA|", `column "file"`, note.JoinEnding},
		"a column that is no name":      {lanes, own, []string{"cartridge\tfile\tgroup", "c1\t20200101_run_02\tHC", "c2\t20200101_run_03\tSLE"}, "|HC|SLE|", `column "file"`, note.JoinEnding},
		"numbers of a spreadsheet":      {[]string{"200.0", "201.0", "2000"}, nil, []string{"id\tgroup", "200\tHC", "201\tSLE", "2000\tRA"}, "HC|SLE|RA", "as whole numbers: it names 3 of 3", note.JoinNumber},
		"numbers of the table":          {[]string{"200", "201", "2000"}, nil, []string{"id\tgroup", "200.0\tHC", "201.0\tSLE", "3.5\tRA"}, "HC|SLE|", "as whole numbers: it names 2 of 3", note.JoinNumber},
		"zeros lost":                    {[]string{"007", "012"}, nil, []string{"id\tgroup", "7\tHC", "12\tSLE"}, "HC|SLE", "whole numbers", note.JoinNumber},
		"accession":                     {[]string{"GSM3308226_20160715_a.RCC", "GSM3308227_20170504_a.RCC", "own.RCC"}, nil, []string{"GEO\tgroup", "GSM3308227\tHC", "GSM3308226\tSLE", "own\tRA"}, "SLE|HC|RA", "by the GEO accession", note.JoinAccession},
		"accession of two files":        {[]string{"GSM3308226_a.RCC", "GSM3308226_b.RCC", "GSM1_a.RCC", "GSM2.RCC"}, nil, []string{"GEO\tgroup", "GSM3308226\tHC", "GSM1\tSLE", "GSM2\tRA"}, "||SLE|RA", "names 2 of 4", note.JoinAccession},
		// what is the same but for the rule names neither
		"two samples of one name": {[]string{"1-11", "11-1", "B-2", "C-3"}, nil, []string{"id\tgroup", "1_11\tHC", "b_2\tSLE", "c_3\tRA"}, "||SLE|RA", "it names 2 of 4", note.JoinFolded},
		// a column that names a sample twice gives way to one that does not
		"repeated": {[]string{"1", "2", "3"}, nil, []string{"visit\tid\tgroup", "1\t3\tHC", "2\t2\tSLE", "3\t1\tRA", "1\t9\tRA"}, "RA|SLE|HC", `column "id"`, ""},
	} {
		j, key, notes, err := tableOf(t, c.rows...).JoinThrough(c.samples, c.own)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := strings.Join(j.Column("group"), "|"); got != c.group || !strings.Contains(key.String(), c.key) {
			t.Errorf("%s: joined by %s to %s, want %s to %s", what, key, got, c.key, c.group)
		}
		for _, code := range []note.Code{note.JoinEnding, note.JoinFolded, note.JoinNumber, note.JoinThrough, note.JoinAccession} {
			if notes.Has(code) != (code == c.code) {
				t.Errorf("%s: notes %v, want %q", what, notes, c.code)
			}
		}
		if i := slices.IndexFunc(notes, func(n note.Note) bool { return n.Code == c.code }); i >= 0 && !strings.Contains(notes[i].Text, key.String()) {
			t.Errorf("%s: %q does not say %s", what, notes[i].Text, key)
		}
	}
}

// TestJoinFailed shows names of both sides, shortened, and refuses what is a
// coincidence.
func TestJoinFailed(t *testing.T) {
	lanes := []string{"20200101_a_very_long_name_of_a_lane_01.RCC", "w.RCC", "x.RCC", "y.RCC"}
	own := tableOf(t, "sample id\tlane", "31\t1", "32\t2", "33\t3", "34\t4")
	for what, c := range map[string]struct {
		rows []string
		says []string
	}{
		"nothing in common": {[]string{"group\tID", "HC\tA", "SLE\tB", "HC\tC", "SLE\tD"},
			[]string{"20200101_a_very_long_na…, w.RCC, x.RCC and 1 more", `has A, B, C and 1 more in its column "ID"`, "endings of files", "Give the sample table a column"}},
		// ages are no sample ids
		"ages":    {[]string{"ID\tage", "A\t31", "B\t45", "C\t52", "D\t60"}, []string{"A, B, C and 1 more"}},
		"no rows": {[]string{"ID\tage"}, []string{"the sample table has no rows"}},
		"repeats": {[]string{"ID", "w.RCC", "w.RCC", "y.RCC"}, []string{`names "w.RCC" in rows 2 and 3 of column "ID"`, "Keep the one"}},
	} {
		_, _, _, err := tableOf(t, c.rows...).JoinThrough(lanes, own)
		for _, s := range c.says {
			if err == nil || !strings.Contains(err.Error(), s) {
				t.Errorf("%s: error %v does not say %q", what, err, s)
			}
		}
	}
}
