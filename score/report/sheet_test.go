package report

import (
	"bytes"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// sheets are a report of a person and one of the cohort, of names that try to
// become markup.
func sheets() map[string]*Sheet {
	r := small()
	r.Signatures[0].Group = "clinical"
	told := map[string]string{"question.context": "diagnosis of <b>lupus</b>", "sample.material": "whole blood, PAXgene"}
	return map[string]*Sheet{
		"person.html": {Report: r, Told: told, Program: "0123", Figure: `<svg role="img"></svg>`, Person: &Person{Sample: 3, Agreed: "High by 1 of 1 clinical score.",
			Signature: "ifngs4", Method: "mean-z/1", Meaning: "share of the mean", Run: "2025-11-21 11:09 <b>", Genes: []Gene{{"IFI27", 1, 2, 0.5}, {"<i>", 1, 2, 0.5}},
			Clinical: []read.Fact{{Key: "age", Value: "34"}, {Key: "\"onload=x", Value: "<img src=x>"}}, Confounders: []string{"infection yes: <script>"}}},
		"cohort.html": {Report: r, Groups: []Group{{Signature: "IFNGS 4", Label: "</td>", N: 3, Median: 1, Q1: 0.5, Q3: 2, High: 1, Indeterminate: 1, Low: 1}}},
	}
}

func TestSheetGolden(t *testing.T) {
	for name, s := range sheets() {
		var got bytes.Buffer
		if err := s.WriteHTML(&got); err != nil {
			t.Fatal(err)
		}
		golden(t, name, got.Bytes())
	}
}

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from the golden file; look at it and run with -update:\n%s", name, got)
	}
}

// A report holds no script and nothing from elsewhere, whatever the names are.
func TestSheetInert(t *testing.T) {
	allowed := regexp.MustCompile(`^/?(?:!doctype|html|head|meta|title|style|body|article|header|section|div|dl|dt|dd|p|b|strong|span|h1|h2|h3|ol|ul|li|table|thead|tbody|tr|th|td|figure|figcaption|svg|details|summary)\b`)
	active := regexp.MustCompile(`\s(?:on\w+|src|href|style)=`)
	tag := regexp.MustCompile(`<([^<>]*)>`)
	for name, s := range sheets() {
		var b bytes.Buffer
		if err := s.WriteHTML(&b); err != nil {
			t.Fatal(err)
		}
		html := b.String()
		for _, m := range tag.FindAllStringSubmatch(html, -1) {
			if !allowed.MatchString(m[1]) || active.MatchString(m[1]) {
				t.Errorf("%s holds <%s>", name, m[1])
			}
		}
		for _, want := range []string{Disclaimer, "SYNTHETIC", "not reported", "sha256 abc", "cannot currently be recommended for diagnostic purposes"} {
			if !strings.Contains(html, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if page := s.Markup(); strings.Contains(page, "contenteditable") || strings.Contains(page, "<style") {
			t.Errorf("%s on a page can be written into or has a style sheet", name)
		}
	}
}

// Signatures of which too few genes were measured stand in one line, and the lines
// to be filled in by hand are for paper: no field takes a name.
func TestSheetFolds(t *testing.T) {
	for name, s := range sheets() {
		s.Report.Settings.MinCoverage = 0.5
		if m := s.Markup(); strings.Contains(m, "this panel does not have") {
			t.Errorf("%s folds signatures that have their genes", name)
		}
		s.Report.Settings.MinCoverage = 0.75
		m := s.Markup()
		if !strings.Contains(m, "<summary>1 signature needs genes that this panel does not have</summary><p>Genes found: IFNGS 4 2 of 4.</p>") || strings.Contains(m, `<th scope="row">IFNGS 4</th><td class="num">2.25`) || strings.Contains(m, `<th scope="row">IFNGS 4</th><td>mean-z/1`) {
			t.Errorf("%s does not fold the signature of too few genes:\n%s", name, m)
		}
		hand, _, _ := strings.Cut(m[strings.Index(m, "<article"):], "columns")
		if is := strings.Contains(hand, `<dl class="byhand">`); is != (s.Person != nil) {
			t.Errorf("%s has lines to fill in: %v", name, is)
		}
		if strings.Contains(m, "<input") || strings.Contains(m, "<textarea") {
			t.Errorf("%s has a field", name)
		}
	}
}

func TestChecklist(t *testing.T) {
	r := small()
	keys := map[string]bool{}
	for _, it := range r.Checklist(map[string]string{"repeats": " CV 4 % ", "clin.activity": ""}) {
		if keys[it.Key] {
			t.Errorf("%s is there twice", it.Key)
		}
		keys[it.Key] = true
		switch it.Key {
		case "repeats":
			if it.Value != "CV 4 %" {
				t.Errorf("what was told is %q", it.Value)
			}
		case "clin.activity", "sample.material":
			if it.Value != "" || !it.Asked {
				t.Errorf("%s is %q", it.Key, it.Value)
			}
		case "panel.coverage":
			if it.Value != "IFNGS 4 2 of 4 (missing IFI44, RSAD2); MxA 1 of 1" {
				t.Errorf("coverage: %q", it.Value)
			}
		case "controls.number":
			if it.Value != "2 people of these files" {
				t.Errorf("controls: %q", it.Value)
			}
		case "norm.efficiency":
			t.Error("log2 values are asked for an efficiency")
		}
	}
	for _, it := range r.Checklist(map[string]string{"question.context": "Diagnostic work-up"}) {
		if it.Key == "question.context" && !strings.Contains(it.Answer, "cannot currently be recommended") {
			t.Error("a diagnostic question is not answered")
		}
	}
}

// TestChecklistPlate fills the lines of qPCR from what the files tell, and asks
// for the efficiency where they do not.
func TestChecklistPlate(t *testing.T) {
	r := small()
	r.Settings.Unit = expr.Ct
	item := func(key string) Item {
		for _, it := range r.Checklist(nil) {
			if it.Key == key {
				return it
			}
		}
		return Item{}
	}
	r.Quality = []qc.Check{{Gene: "IFI27", Figure: qc.AmplificationEfficiency, Value: expr.Number(math.NaN())}}
	if it := item("norm.efficiency"); it.Value != "" || !it.Asked {
		t.Errorf("not told: %+v", it)
	}
	if it := item("norm.calibrator"); it.Key != "" {
		t.Errorf("no calibrator: %+v", it)
	}
	r.Quality = append(r.Quality, qc.Efficiency("RSAD2", 0.939), qc.Efficiency("HPRT1", 1.25))
	want := "as the files tell or by their standard curves, 100 % being a doubling in every cycle: RSAD2 93.9 %, HPRT1 125.0 %. Nothing is computed with them: every cycle is taken for a doubling, of each gene alike."
	if it := item("norm.efficiency"); it.Value != want || it.Asked {
		t.Errorf("told: %+v", it)
	}
	r.Notes.Infof(note.Calibrator, "C25", "the calibrator of the run")
	if it := item("norm.calibrator"); it.Value != "C25: the calibrator of the run" || it.Asked {
		t.Errorf("calibrator: %+v", it)
	}
}

func TestCitations(t *testing.T) {
	all := append(small().Citations("0123abcd"),
		Citation{Key: "crow6", For: "a", Text: "Rice GI, Melki I, Fremond ML, et al. J Clin Immunol 2017;37:123", DOI: "10.1007/s10875-016-0359-1"},
		Citation{Key: "plage/1", For: "b", Text: "Tomfohr J et al., BMC Bioinformatics 2005", DOI: "10.1/x_y"},
		Citation{Key: "ddct", For: "c", Text: "Livak KJ, Schmittgen TD, Methods 2001"},
		Citation{Key: "x", For: "d", Text: "A definition; {summed} as in claim 1 of US 12,009,079 B2"},
		Citation{Key: "brkic", For: "e", Text: "Brkic Z, Maria NI, van Helden-Meeuwsen CG, et al. Ann Rheum Dis 2013;72:728"},
	)
	golden(t, "citations.bib", []byte(BibTeX(all)))
	golden(t, "citations.ris", []byte(RIS(all)))
	golden(t, "methods.txt", []byte(small().WriteMethods("0123abcd")))
}
