package page

import (
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/sample"
)

// TestProposal says whether what is proposed is in force, in whole sentences,
// and offers what may be controls without taking it.
func TestProposal(t *testing.T) {
	none := job.SampleView{GroupWhy: "no column and no sample name speaks of healthy controls",
		Candidates: []sample.Candidate{{Column: "treatment", Value: "untreated", Samples: 3}}}
	s := text(groupWhy(none))
	if !strings.Contains(s, "No column and no sample name speaks of healthy controls.") || strings.Contains(s, "Proposed from") {
		t.Errorf("without a proposal: %s", s)
	}
	if !strings.Contains(s, "Take &#34;untreated&#34; of &#34;treatment&#34; as controls (3)") {
		t.Errorf("untreated samples are not offered: %s", s)
	}
	found := job.SampleView{GroupWhy: `column "group"`, SubjectWhy: `column "donor": 3 people`,
		Proposed: sample.Assignment{GroupColumn: "group", SubjectColumn: "donor"}}
	for _, x := range []struct {
		in    sample.Assignment
		other bool
	}{{found.Proposed, false}, {sample.Assignment{}, true}} {
		found.Assignment = x.in
		for _, s := range []string{text(groupWhy(found)), text(subjectWhy(found))} {
			if !strings.Contains(s, "Proposed") || strings.Contains(s, "Not in force") != x.other || strings.Contains(s, "<button") != x.other {
				t.Errorf("with %+v in force: %s", x.in, s)
			}
		}
	}
}

// TestPrefixChoice offers the beginning of the names only where it parts the
// samples.
func TestPrefixChoice(t *testing.T) {
	for n, offered := range map[int]bool{1: false, 2: true, 15: true, 200: false} {
		if s := text(groupColumn(job.SampleView{Prefixes: n})); strings.Contains(s, "the beginning of the sample names") != offered {
			t.Errorf("with %d beginnings: %s", n, s)
		}
	}
}

// TestUnsure asks about a unit that could be another, beside its evidence and again
// where a person goes on, until it is confirmed.
func TestUnsure(t *testing.T) {
	c := &job.Check{Table: &job.TableView{Unit: expr.Linear, UnitGuess: expr.UnitGuess{Unit: expr.Linear, Evidence: []string{"counts that were normalised already"}}}}
	for sure, want := range map[bool]bool{false: true, true: false} {
		c.Table.UnitSure = sure
		if s := text(values(c)); strings.Contains(s, "This is a guess") != want || strings.Contains(s, "They are linear expression values") != want || !strings.Contains(s, "normalised already.") {
			t.Errorf("sure %v: beside the unit stands %s", sure, s)
		}
		if s := text(goOn(c)); strings.Contains(s, "That the values are linear expression values is a guess") != want {
			t.Errorf("sure %v: where to go on stands %s", sure, s)
		}
	}
	// where no unit was recognised, the choice itself is the question
	if s := text(unsure(&job.TableView{})); strings.Contains(s, "guess") {
		t.Errorf("without a unit: %s", s)
	}
}

// TestMapped does not let the probes of an array that measure no gene of the
// catalogue sound like a failure.
func TestMapped(t *testing.T) {
	array := &job.TableView{Rows: 33998, Mapped: 1378, Namespace: gene.Namespace{Kind: gene.Probe}, Rules: []job.RuleRows{{Rule: "not found", Rows: 32620}}}
	if s := text(mapped(array, false)); strings.Contains(s, "not found") || !strings.Contains(s, "measure genes of the catalogue") {
		t.Errorf("of an array: %s", s)
	}
	table := &job.TableView{Rows: 100, Mapped: 90, Namespace: gene.Namespace{Kind: gene.Symbol}, Rules: []job.RuleRows{{Rule: "not found", Rows: 10}}}
	if s := text(mapped(table, false)); !strings.Contains(s, "90 of 100 rows") || !strings.Contains(s, "10 not found") {
		t.Errorf("of a table: %s", s)
	}
}

// TestColumns shows what every column is taken for and offers to say otherwise;
// what was said can be taken back.
func TestColumns(t *testing.T) {
	s := text(columns(job.SampleView{Assignment: sample.Assignment{GroupColumn: "Diagnose"}, Columns: []job.ColumnView{
		{Name: "Diagnose", Values: 2, Filled: 4},
		{Name: "nieren", Values: 2, Filled: 4, Holds: "renal", Title: "Kidney", Why: `its name holds "niere"`},
	}}))
	for _, want := range []string{"Known by name: 1 of 2 columns", "the group", "Kidney", "its name holds &#34;niere&#34;", "SLEDAI (activity)", "none of these"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not in %s", want, s)
		}
	}
	if strings.Contains(s, "what its name tells") {
		t.Error("what nobody said can be taken back")
	}
	if s = text(columns(job.SampleView{Columns: []job.ColumnView{{Name: "x", Said: true, Why: "as you said"}}})); !strings.Contains(s, "what its name tells") {
		t.Errorf("what was said cannot be taken back: %s", s)
	}
	if s = text(columns(job.SampleView{})); strings.Contains(s, "<select") {
		t.Errorf("without a table: %s", s)
	}
}
