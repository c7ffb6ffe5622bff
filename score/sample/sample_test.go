package sample

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// tableOf returns a table of rows of text, the first being the header.
func tableOf(t testing.TB, rows ...string) *Table {
	t.Helper()
	columns := strings.Split(rows[0], "\t")
	cells := make([][]string, len(columns))
	for _, r := range rows[1:] {
		for i, c := range strings.Split(r, "\t") {
			cells[i] = append(cells[i], c)
		}
	}
	tab, err := NewTable(columns, cells)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestNewTable(t *testing.T) {
	if _, err := NewTable([]string{"a", ""}, [][]string{{"1"}, {"2"}}); err == nil {
		t.Error("a column without a name is accepted")
	}
	if _, err := NewTable([]string{"a", "b", "a"}, [][]string{{"1"}, {"2"}, {"3"}}); err == nil || !strings.Contains(err.Error(), "columns 1 and 3") {
		t.Errorf("columns of one name: %v", err)
	}
	for what, cells := range map[string][][]string{"too few columns": {{"1"}}, "ragged": {{"1"}, {"1", "2"}}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", what)
				}
			}()
			NewTable([]string{"a", "b"}, cells)
		}()
	}
}

// TestCalibrators has samples that a file names as calibrators, and values that
// say so themselves: none is a person, but for the healthy control among others.
func TestCalibrators(t *testing.T) {
	for _, x := range []struct {
		name, samples, group, calibrator string
		reference                        bool // scored against the controls of a file
		want                             string
	}{
		{"a material of its own name", "HC1 HC2 P1 P2 Liver", "", "Liver", false, "control control patient patient unassigned"},
		{"one of the controls", "C25 C26 P1 P2", "HC HC SLE SLE", "C25", false, "control control patient patient"},
		{"called a control, and alone", "Control P1 P2", "", "Control", false, "unassigned patient patient"},
		{"the table says so, the file does not", "C1 C2 X1 P1 P2", "HC HC Calibrator SLE SLE", "", false, "control control unassigned patient patient"},
		{"one of the patients", "HC1 HC2 P1 P2", "", "P1", false, "control control patient patient"},
		{"not among the samples", "HC1 HC2 P1 P2", "", "Liver", false, "control control patient patient"},
		{"beside a reference file", "P1 HC1", "", "HC1", true, "patient unassigned"},
		{"no group is known", "A B", "", "B", false, "unassigned unassigned"},
	} {
		samples := strings.Fields(x.samples)
		var tab *Table
		if x.group != "" {
			var err error
			if tab, err = NewTable([]string{"group"}, [][]string{strings.Fields(x.group)}); err != nil {
				t.Fatal(err)
			}
		}
		r := Recognise(samples, tab)
		if x.reference {
			r.Assignment.Roles = nil
			r.AllPatients(samples)
		}
		r.Calibrators(samples, tab, []string{x.calibrator})
		d, _, err := Assign(samples, tab, r.Assignment)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, role := range d.Role {
			got = append(got, role.String())
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
		if dropped := strings.Contains(x.want, "unassigned") && d.With(Patient) != nil; dropped != strings.Contains(r.Group, "neither") {
			t.Errorf("%s: the evidence is %q", x.name, r.Group)
		}
	}
}

func TestJoin(t *testing.T) {
	samples := []string{"S-01", "S-02", "S-03"}
	for what, c := range map[string]struct {
		rows  []string
		key   string
		group []string
		notes []note.Code
		says  string // of the error
	}{
		"exact":       {rows: []string{"id\tgroup", "S-03\tHC", "S-01\tSLE", "S-02\tSLE"}, key: "id", group: []string{"SLE", "SLE", "HC"}},
		"blanks":      {rows: []string{"id\tgroup", " S-01\tSLE", "S-02 \tSLE", "S-03\tHC"}, key: "id", group: []string{"SLE", "SLE", "HC"}},
		"best column": {rows: []string{"a\tgroup\tb", "S-01\tSLE\tS-01", "x\tSLE\tS-02", "y\tHC\tS-03"}, key: "b", group: []string{"SLE", "SLE", "HC"}},
		"folded":      {rows: []string{"id\tgroup", "s.01\tSLE", "S_02\tSLE", "s03\tHC"}, key: "id", group: []string{"SLE", "SLE", "HC"}, notes: []note.Code{note.JoinFolded}},
		"missing row": {rows: []string{"id\tgroup", "S-01\tSLE", "S-03\tHC"}, key: "id", group: []string{"SLE", "", "HC"}, notes: []note.Code{note.SampleNotInTable}},
		"extra row":   {rows: []string{"id\tgroup", "S-01\tSLE", "S-02\tSLE", "S-03\tHC", "S-04\tHC"}, key: "id", group: []string{"SLE", "SLE", "HC"}, notes: []note.Code{note.TableRowUnused}},
		"duplicate":   {rows: []string{"id\tgroup", "S-01\tSLE", "S-02\tSLE", "S-01\tHC"}, says: `names "S-01" in rows 2 and 4 of column "id"`},
		"nothing":     {rows: []string{"id\tgroup", "A\tSLE", "B\tSLE"}, says: "S-01, S-02, S-03"},
		// an exact match of as many is better than a folded one
		"exact wins": {rows: []string{"a\tgroup\tb", "s01\tSLE\tS-01", "s02\tSLE\tS-02", "s03\tHC\tS-03"}, key: "b", group: []string{"SLE", "SLE", "HC"}},
	} {
		j, key, notes, err := tableOf(t, c.rows...).Join(samples)
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: error %v, want one that says %q", what, err, c.says)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if key.Column != c.key || !slices.Equal(j.Column("group"), c.group) || j.Len() != len(samples) {
			t.Errorf("%s: joined by %s to %q, want by %q to %q", what, key, j.Column("group"), c.key, c.group)
		}
		var codes []note.Code
		for _, n := range notes {
			codes = append(codes, n.Code)
		}
		if !slices.Equal(codes, c.notes) {
			t.Errorf("%s: notes %v, want %q", what, notes, c.notes)
		}
	}
	// R puts X before a name that begins with a digit
	j, _, _, err := tableOf(t, "id\tgroup", "101-a\tHC", "102-a\tSLE").Join([]string{"X101.a", "X102.a"})
	if err != nil || !slices.Equal(j.Column("group"), []string{"HC", "SLE"}) {
		t.Errorf("names changed by R: %v, %v", j, err)
	}
	// one sample in ten is enough, less is a coincidence
	many := make([]string, 21)
	for i := range many {
		many[i] = fmt.Sprintf("S%d", i)
	}
	if _, _, _, err := tableOf(t, "id", "S1", "S2", "x").Join(many); err == nil || !strings.Contains(err.Error(), "names 2 of 21") {
		t.Errorf("2 of 21 samples: %v", err)
	}
}

func TestLooksControl(t *testing.T) {
	for _, v := range []string{"healthy", "Healthy control", "healthy_volunteer", "HC", "HC01", "control", "Controls", "Control_sample", "ctrl", "unaffected", "Healthy control of SLE", "healthy, no disease", "gesund", "Gesunde Kontrolle", "Kontrollen", "témoin", "Témoins sains", "Contrôle", "controles", "sano", "frisk kontroll", "Friska"} {
		if !looksControl(v, false) {
			t.Errorf("%q is not taken for a healthy control", v)
		}
	}
	for _, v := range []string{"normal", "NC", "CON"} {
		if !looksControl(v, true) || looksControl(v, false) {
			t.Errorf("%q is a control where groups are named and only there", v)
		}
	}
	for _, v := range []string{"", "SLE", "non-healthy", "not healthy", "disease control", "Disease_sample", "vehicle control", "control, SLE", "abnormal", "patient", "MS pretreatment", "second", "hcq", "uncontrolled", "nicht gesund", "non sain", "no sano", "Patienten", "kranke Kontrolle", "LES con nefritis", "con nefritis", "Patient (Kontrolle)", "ej frisk"} {
		if looksControl(v, true) {
			t.Errorf("%q is taken for a healthy control", v)
		}
	}
}

func TestRecogniseGroup(t *testing.T) {
	names := []string{"A1", "A2", "A3", "A4"}
	for what, c := range map[string]struct {
		samples []string
		table   *Table
		want    Assignment
		says    string
	}{
		"column": {names, tableOf(t, "sex\tgroup", "f\tSLE", "m\tHC", "f\tHC", "f\tSLE"),
			Assignment{GroupColumn: "group", Roles: map[string]Role{"SLE": Patient, "HC": Control}}, `column "group"; "SLE": patients (2); "HC": controls (2)`},
		"group before others": {names, tableOf(t, "arm\tdiagnosis", "control\tSLE", "drug\tSLE", "control\thealthy", "drug\thealthy"),
			Assignment{GroupColumn: "diagnosis", Roles: map[string]Role{"SLE": Patient, "healthy": Control}}, "diagnosis"},
		"blank cells": {names, tableOf(t, "group", "SLE", "", "Control", "SLE"),
			Assignment{GroupColumn: "group", Roles: map[string]Role{"SLE": Patient, "Control": Control}}, "controls (1)"},
		"normal C3 is no control": {names, tableOf(t, "C3\tsmoker", "normal\tND", "low\tyes", "normal\tno", "low\tND"), Assignment{}, "no column"},
		"by name": {[]string{"HC_1", "HC_2", "SLE_1", "SLE_2"}, nil,
			Assignment{GroupPrefix: true, Roles: map[string]Role{"HC": Control, "SLE": Patient}}, "the beginning of the sample names"},
		"normal by name": {[]string{"NC1", "NC2", "P1", "P2"}, nil,
			Assignment{GroupPrefix: true, Roles: map[string]Role{"NC": Control, "P": Patient}}, "controls (2)"},
		"names are no group": {names, tableOf(t, "Sample\tDiagnose", "HC1\tgesund", "HC2\tgesund", "P1\tSLE", "P2\tSLE"),
			Assignment{GroupColumn: "Diagnose", Roles: map[string]Role{"gesund": Control, "SLE": Patient}}, `column "Diagnose"; "gesund": controls (2)`},
		"the key is no group": {[]string{"hc-1.CEL", "hc-2.CEL", "hc-2.CEL", "p-1.CEL"}, tableOf(t, "file", "HC_1", "HC_2", "HC_2", "P_1"),
			Assignment{GroupPrefix: true, Roles: map[string]Role{"hc": Control, "p": Patient}}, "the beginning of the sample names"},
		"each its own": {names, tableOf(t, "code", "HC1", "HC2", "P1", "P2"), Assignment{}, "no column"},
		"two samples": {names[:2], tableOf(t, "Groupe", "Témoin", "LED"),
			Assignment{GroupColumn: "Groupe", Roles: map[string]Role{"Témoin": Control, "LED": Patient}}, `"Témoin": controls (1)`},
		"people are no group": {names, tableOf(t, "patient\tGrupo", "HC1\tsano", "HC1\tsano", "P1\tLES con nefritis", "P2\tLES"),
			Assignment{GroupColumn: "Grupo", SubjectColumn: "patient", Roles: map[string]Role{"sano": Control, "LES con nefritis": Patient, "LES": Patient}}, `column "Grupo"`},
		"a visit is no group": {names, tableOf(t, "Visite", "Erstvisite", "Kontrolle", "Kontrolle", "Kontrolle"), Assignment{}, "no column"},
		"a person's table before the file's": {names, tableOf(t, "HC or SLE", "HC", "HC", "SLE", "SLE").Beside(tableOf(t, "group", "control", "SLE", "SLE", "SLE")),
			Assignment{GroupColumn: "HC or SLE", Roles: map[string]Role{"HC": Control, "SLE": Patient}}, "HC or SLE"},
		"the file's where a person's says nothing": {names, tableOf(t, "age", "31", "40", "50", "40").Beside(tableOf(t, "group", "control", "SLE", "SLE", "SLE")),
			Assignment{GroupColumn: "group", Roles: map[string]Role{"control": Control, "SLE": Patient}}, `column "group"`},
		"only patients": {[]string{"SLE1", "SLE2"}, tableOf(t, "group", "SLE", "RA"), Assignment{}, "no column and no sample name speaks of healthy controls"},
	} {
		r := Recognise(c.samples, c.table)
		if !reflect.DeepEqual(r.Assignment, c.want) {
			t.Errorf("%s: %+v, want %+v", what, r.Assignment, c.want)
		}
		if !strings.Contains(r.Group, c.says) {
			t.Errorf("%s: evidence %q does not say %q", what, r.Group, c.says)
		}
	}
}

// TestCandidates offers what may mean controls and assigns nobody by it; one
// beginning of all names is no group.
func TestCandidates(t *testing.T) {
	samples := []string{"GSM1", "GSM2", "GSM3"}
	r := Recognise(samples, tableOf(t, "treatment\tC3", "IFN\tlow", "untreated\tnormal", "untreated\thigh"))
	if want := []Candidate{{"treatment", "untreated", 2}}; !slices.Equal(r.Candidates, want) || !reflect.DeepEqual(r.Assignment, Assignment{}) {
		t.Errorf("%+v and %+v, want %+v and nobody assigned", r.Candidates, r.Assignment, want)
	}
	if r := Recognise(samples, tableOf(t, "group\ttreatment", "HC\tuntreated", "SLE\tIFN", "SLE\tuntreated")); r.Candidates != nil {
		t.Errorf("beside healthy controls %+v are offered", r.Candidates)
	}
	if n, m := Prefixes(samples), Prefixes([]string{"HC1", "SLE1", "SLE2"}); n != 1 || m != 2 {
		t.Errorf("%d and %d beginnings, want 1 and 2", n, m)
	}
}

func TestRecogniseSubject(t *testing.T) {
	// the titles of GSE49454: person and visit in patients, a number in controls
	titles := []string{"C2PL15V2", "C2PL15V1", "C1PL02V1", "C1PL02V3", "C2PL27V1", "M1", "M2"}
	table := []string{"gsm\tSample_title\tgroup"}
	samples := make([]string, len(titles))
	for i, title := range titles {
		samples[i] = fmt.Sprintf("GSM%d", 100+i)
		table = append(table, samples[i]+"\t"+title+"\t"+map[bool]string{true: "SLE", false: "healthy"}[i < 5])
	}
	for what, c := range map[string]struct {
		samples                []string
		table                  *Table
		column, pattern, visit string
		says                   string
	}{
		"titles":         {samples, tableOf(t, table...), "Sample_title", "{subject}V{visit}", "", "5 of 7 samples: 3 people"},
		"names":          {[]string{"P1_V1", "P1_V2", "P2_V1", "P2_V2"}, nil, "", "{subject}_V{visit}", "", "2 people"},
		"columns":        {[]string{"a", "b", "c"}, tableOf(t, "patient id\tvisit", "P1\t1", "P1\t2", "P2\t1"), "patient id", "", "visit", "2 people; visits from column"},
		"yes and no":     {[]string{"a", "b", "c", "d", "e", "f", "g"}, tableOf(t, "patient", "yes", "no", "yes", "yes", "no", "no", "yes"), "", "", "", "one sample a person"},
		"visit alone":    {[]string{"a", "b"}, tableOf(t, "visit", "1", "2"), "", "", "", "one sample a person"},
		"one each":       {[]string{"P1_V1", "P2_V1", "P3_V1"}, nil, "", "", "", "one sample a person"},
		"visit repeated": {[]string{"P1_V1", "P1_V1b", "P2_V1", "P2_V2", "P1_V2"}, nil, "", "{subject}_V{visit}", "", "4 of 5"},
		"trial day":      {[]string{"a", "b", "c"}, tableOf(t, "subject\ttreatment day", "P1\t1", "P1\t15", "P2\t1"), "subject", "", "treatment day", "2 people"},
	} {
		r := Recognise(c.samples, c.table)
		a := r.Assignment
		if a.SubjectColumn != c.column || a.SubjectPattern != c.pattern || a.VisitColumn != c.visit {
			t.Errorf("%s: column %q, pattern %q, visits %q; want %q, %q, %q", what, a.SubjectColumn, a.SubjectPattern, a.VisitColumn, c.column, c.pattern, c.visit)
		}
		if !strings.Contains(r.Subject, c.says) {
			t.Errorf("%s: evidence %q does not say %q", what, r.Subject, c.says)
		}
		if _, _, err := Assign(c.samples, c.table, a); err != nil {
			t.Errorf("%s: what is proposed cannot be assigned: %v", what, err)
		}
	}
}

func TestPattern(t *testing.T) {
	for _, c := range []struct{ pattern, name, subject, visit string }{
		{"{subject}V{visit}", "C2PL15V2", "C2PL15", "V2"},
		{"{subject}V{visit}", "VV12V3", "VV12", "V3"}, // as much as possible is the person
		{"{subject}_V{visit}", " P1_V10 ", "P1", "V10"},
		{"{subject}-{visit}", "A-B-2", "A-B", "2"},
		{"RNA_{subject}_d{visit}_rep1", "RNA_7_d15_rep1", "7", "d15"},
		{"{subject}_Tempus", "44_Tempus", "44", ""},
		{"{subject}", "x", "x", ""},
	} {
		p, err := ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if s, v, ok := p.Match(c.name); !ok || s != c.subject || v != c.visit {
			t.Errorf("%s reads %q as %q, %q, %v; want %q, %q", c.pattern, c.name, s, v, ok, c.subject, c.visit)
		}
	}
	for pattern, name := range map[string]string{"{subject}V{visit}": "C2PL15", "{subject}_V{visit}": "_V2", "{subject}-V{visit}": "a-V", "a{subject}": "b", "{subject}x": "x", "{subject}V{visit}b": "P1V2"} {
		p, err := ParsePattern(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if s, v, ok := p.Match(name); ok {
			t.Errorf("%s reads %q as %q, %q", pattern, name, s, v)
		}
	}
	for _, bad := range []string{"", "V{visit}", "{subject}{visit}", "{visit}{subject}", "{subject}{subject}", "{subject}V{visit}W{visit}"} {
		if p, err := ParsePattern(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, p)
		}
	}
}

func TestAssign(t *testing.T) {
	samples := []string{"s1", "s2", "s3", "s4", "s5"}
	tab := tableOf(t, "group\tperson\tday", "SLE\tP1-V1\t1", "SLE\tP1-V2\t15", "HC\tH1\t1", "RA\t\t1", "\tP1-V2\t")
	a := Assignment{
		GroupColumn: "group", Roles: map[string]Role{"SLE": Patient, "HC": Control},
		SubjectColumn: "person", SubjectPattern: "{subject}-V{visit}",
		ByHand: map[string]Role{"s2": Excluded, "s5": Control, "nobody": Patient},
	}
	d, notes, err := Assign(samples, tab, a)
	if err != nil {
		t.Fatal(err)
	}
	want := &Design{
		Samples: samples,
		Role:    []Role{Patient, Excluded, Control, Unassigned, Control}, // by hand before the column
		Group:   []string{"SLE", "SLE", "HC", "RA", ""},
		Subject: []string{"P1", "P1", "H1", "s4", "P1"}, // no name: the sample's own
		Visit:   []string{"V1", "V2", "", "", "V2"},
	}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("design %+v\nwant   %+v", d, want)
	}
	if len(notes) != 1 || !notes.Has(note.SubjectInBothRoles) || !strings.Contains(notes[0].Text, "P1") {
		t.Errorf("notes %v, want that P1 is control and patient", notes)
	}
	// a visit column is before the visit of the pattern
	a.VisitColumn, a.ByHand = "day", nil
	d, notes, err = Assign(samples, tab, a)
	if err != nil || !slices.Equal(d.Visit, []string{"1", "15", "1", "1", ""}) || len(notes) != 1 || !notes.Has(note.VisitsUnplaced) {
		t.Errorf("visits %q, notes %v, %v", d.Visit, notes, err)
	}
	for what, a := range map[string]Assignment{
		"group": {GroupColumn: "x"}, "person": {SubjectColumn: "x"}, "visit": {VisitColumn: "x"}, "pattern": {SubjectPattern: "x"}} {
		for _, tab := range []*Table{tab, nil} {
			if _, _, err := Assign(samples, tab, a); err == nil || !strings.Contains(err.Error(), what) {
				t.Errorf("an unknown %s: %v", what, err)
			}
		}
	}
	// the zero value assigns nothing
	d, notes, err = Assign(samples, nil, Assignment{})
	if err != nil || len(notes) != 0 || len(d.With(Unassigned)) != 5 || !slices.Equal(d.Subject, samples) {
		t.Errorf("the zero value: %+v, %v, %v", d, notes, err)
	}
}

// TestLeaveOut leaves samples out and takes them back: each has the role that it
// had, by its group, by hand or none, and nobody else's decision is changed.
func TestLeaveOut(t *testing.T) {
	samples := []string{"s1", "s2", "s3", "s4"}
	tab := tableOf(t, "group", "SLE", "SLE", "HC", "")
	a := Assignment{GroupColumn: "group", Roles: map[string]Role{"SLE": Patient, "HC": Excluded}, ByHand: map[string]Role{"s2": Control}}
	roles := func(a Assignment) []Role {
		t.Helper()
		d, _, err := Assign(samples, tab, a)
		if err != nil {
			t.Fatal(err)
		}
		return d.Role
	}
	before := roles(a)
	for i, s := range samples {
		out := a.LeaveOut(s, "haemolysed")
		if got := roles(out); got[i] != Excluded || slices.Compare(got[:i], before[:i]) != 0 || slices.Compare(got[i+1:], before[i+1:]) != 0 {
			t.Errorf("%s is left out: %v, before %v", s, got, before)
		}
		if why, hand := out.Out(s); why != "haemolysed" || !hand {
			t.Errorf("%s is left out for %q", s, why)
		}
		if got := roles(out.TakeBack(s)); !slices.Equal(got, before) {
			t.Errorf("%s is taken back: %v, before %v", s, got, before)
		}
		given := out.Give(s, Patient)
		if _, hand := given.Out(s); hand || roles(given)[i] != Patient {
			t.Errorf("%s is given a role: %v", s, roles(given))
		}
		if why, hand := a.Give(s, Excluded).Out(s); why != "" || !hand {
			t.Errorf("%s is left out by its role, for %q", s, why)
		}
	}
	if _, hand := a.Out("s3"); hand || a.Reason != nil || !maps.Equal(a.ByHand, map[string]Role{"s2": Control}) {
		t.Errorf("the assignment itself is changed: %+v", a)
	}
	// as sessions of before have it
	a.ByHand["s1"] = Excluded
	if _, hand := a.Out("s1"); !hand || roles(a.TakeBack("s1"))[0] != Patient {
		t.Error("a sample that was excluded as a role by hand is not taken back")
	}
}

func TestAssignNotes(t *testing.T) {
	tab := tableOf(t, "group\tperson", "SLE\tA", "SLE\tA", "SLE\tA", "\tB", "SLE\tB", "HC\tB")
	_, notes, err := Assign([]string{"1", "2", "3", "4", "5", "6"}, tab, Assignment{GroupColumn: "group", SubjectColumn: "person", Roles: map[string]Role{"SLE": Patient, "HC": Control}})
	if err != nil {
		t.Fatal(err)
	}
	if !notes.Has(note.ReplicateArrays) || !notes.Has(note.SubjectInBothRoles) || !strings.Contains(notes[0].Text, "2 people have several samples at one visit: A, B") {
		t.Errorf("notes %v", notes)
	}
}

func TestDesign(t *testing.T) {
	d := &Design{
		Samples: []string{"a2", "b1", "a1", "c", "b1r"},
		Role:    []Role{Patient, Patient, Patient, Control, Patient},
		Group:   []string{"SLE", "SLE", "SLE", "HC", "SLE"},
		Subject: []string{"A", "B", "A", "C", "B"},
		Visit:   []string{"V2", "V1", "V1", "", "V1"},
	}
	patients := d.With(Patient)
	if got := d.First(patients); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("first visits are samples %v, want b1 and a1", got)
	}
	if got := d.BySubject(patients); !reflect.DeepEqual(got, [][]int{{0, 2}, {1, 4}}) {
		t.Errorf("by person %v", got)
	}
	if n := d.People(patients); n != 2 {
		t.Errorf("%d people, want 2", n)
	}
	s := d.Select([]int{3, 0})
	if s.Len() != 2 || !slices.Equal(s.Samples, []string{"c", "a2"}) || s.Role[0] != Control || s.Visit[1] != "V2" || s.Group[0] != "HC" || s.Subject[1] != "A" {
		t.Errorf("selected %+v", s)
	}
}

// An assignment is a record: written as JSON it reads back as it was.
func TestAssignmentJSON(t *testing.T) {
	a := Assignment{GroupColumn: "group", Roles: map[string]Role{"SLE": Patient, "HC": Control, "": Excluded}, SubjectPattern: "{subject}V{visit}",
		ByHand: map[string]Role{"s1": Unassigned}, Reason: map[string]string{"s1": "haemolysed"}}
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var back Assignment
	if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(a, back) {
		t.Errorf("%s reads back as %+v (%v)", b, back, err)
	}
	if err := json.Unmarshal([]byte(`{"roles":{"a":"healthy"}}`), &back); err == nil {
		t.Error("an unknown role is accepted")
	}
	names := map[Role]string{Unassigned: "unassigned", Control: "control", Patient: "patient", Excluded: "excluded", 9: "role(9)"}
	for r := range maps.Keys(names) {
		if r.String() != names[r] {
			t.Errorf("role %d is called %q", r, r)
		}
	}
}

// FuzzPattern checks that what a pattern reads out of a name stands in it.
func FuzzPattern(f *testing.F) {
	for _, c := range [][2]string{{"{subject}V{visit}", "C2PL15V2"}, {"{subject}_V{visit}", "P1_V1"}, {"a{subject}b", "ab"}, {"{visit}", "1"}, {"{subject}-{visit}x", "p-1x"}} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		p, err := ParsePattern(pattern)
		if err != nil {
			return
		}
		if s, v, ok := p.Match(name); ok && (s == "" || !strings.Contains(name, s) || !strings.Contains(name, v)) {
			t.Fatalf("%q reads %q as %q, %q", pattern, name, s, v)
		}
	})
}
