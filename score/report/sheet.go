package report

import (
	_ "embed" // for Style
	"fmt"
	"io"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/markup"
	"ifnscope/score/read"
)

// Style is the style sheet of a report, on a page as in a file. Every rule of it
// lies below the class report.
//
//go:embed report.css
var Style string

// Sheet is a report made for paper: of one person where Person is set, else of
// the cohort. It is self-contained and has no script.
type Sheet struct {
	Report *Report
	// Told is what only the laboratory knows, by the keys of [Report.Checklist].
	Told map[string]string
	// Program is the sha256 of the program that computed, empty if not known.
	Program string
	// Figure is an SVG made by package chart, which escapes what it draws; empty
	// for none.
	Figure string
	Groups []Group // of the cohort
	Person *Person
}

// Group is one line of a cohort's report: a group by one signature, one value a
// person.
type Group struct {
	Signature                string // short name
	Label                    string
	N                        int         // people with a score
	Median, Q1, Q3           expr.Number // Q1 and Q3 are missing of too few people
	High, Indeterminate, Low int
}

// Person is what is told of one sample beside its scores.
type Person struct {
	Sample      int         // index in Report.Samples
	Agreed      string      // how far the clinical scores agree, in words
	Signature   string      // id of the signature whose genes are shown
	Method      string      // id of its method
	Meaning     string      // of a contribution
	Genes       []Gene      // of that signature
	Run         string      // when it was measured, as the file tells; empty if it does not
	Clinical    []read.Fact // its row of the sample table
	Confounders []string    // what else may have moved the score
}

// Gene is what one gene adds to a score.
type Gene struct {
	Symbol         string
	Value, Z, Adds expr.Number // log2, against the controls, in units of the score
}

// WriteHTML writes the sheet as a document of its own, for A4 and Letter. Where
// nobody has said anything a person can write into it before it is printed.
func (s *Sheet) WriteHTML(w io.Writer) error {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n" +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` + "\n")
	markup.Write(&b, "<title>?</title>\n", s.Title())
	b.WriteString("<style>\nbody { margin: 0; background: #fff; }\n" + Style + "</style>\n</head>\n<body>\n")
	b.WriteString(s.markup(true))
	b.WriteString("</body>\n</html>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Markup returns the sheet as an element of a page that has [Style].
func (s *Sheet) Markup() string { return s.markup(false) }

// Title names the sheet.
func (s *Sheet) Title() string {
	if s.Person != nil {
		return "ISG expression report: " + s.Report.Samples[s.Person.Sample].Name
	}
	return "ISG expression report of a cohort"
}

func (s *Sheet) markup(editable bool) string {
	var b strings.Builder
	r := s.Report
	b.WriteString(`<article class="report">`)
	use := Disclaimer
	if r.Synthetic {
		use += " SYNTHETIC example cohort: computed people, nobody's data."
	}
	markup.Write(&b, `<header><h1>?</h1><p class="use">?</p></header>`, s.Title(), use)
	if s.Person != nil {
		s.person(&b)
	} else {
		s.cohort(&b)
	}
	b.WriteString(`<section class="leaf"><h2>How it was done</h2>`)
	for _, p := range r.MethodsText(s.Program) {
		markup.Write(&b, `<p>?</p>`, p)
	}
	b.WriteString(`<h3>References</h3><ol class="small">`)
	for _, c := range r.Citations(s.Program) {
		markup.Write(&b, `<li>?</li>`, c.String())
	}
	b.WriteString(`</ol></section>`)
	s.checklist(&b, editable)
	s.provenance(&b)
	b.WriteString("</article>\n")
	return b.String()
}

// checklist writes what EULAR asks to be reported.
func (s *Sheet) checklist(b *strings.Builder, editable bool) {
	b.WriteString(`<section class="leaf"><h2>Reporting checklist</h2><p class="small">By the EULAR points to consider (doi:10.1136/ard-2022-223628), and MIQE for qPCR. What the files do not tell is the laboratory's to say.</p><table class="checklist"><tbody>`)
	part := ""
	for _, it := range s.Report.Checklist(s.Told) {
		if it.Part != part {
			part = it.Part
			markup.Write(b, `<tr class="part"><th colspan="2" scope="colgroup">?</th></tr>`, part)
		}
		markup.Write(b, `<tr><th scope="row">?</th>`, it.Title)
		switch {
		case it.Value != "":
			markup.Write(b, `<td>?`, it.Value)
		case it.Asked && editable:
			markup.Write(b, `<td><span class="blank" contenteditable="true" role="textbox" aria-label="?">?</span>`, it.Title, NotReported)
		default:
			markup.Write(b, `<td><span class="blank">?</span>`, NotReported)
		}
		if it.Answer != "" {
			markup.Write(b, ` <strong>?</strong>`, it.Answer)
		}
		b.WriteString(`</td></tr>`)
	}
	b.WriteString(`</tbody></table></section>`)
}

// provenance writes what repeats the run.
func (s *Sheet) provenance(b *strings.Builder) {
	r := s.Report
	b.WriteString(`<section class="leaf"><h2>Provenance</h2><dl class="small">`)
	put := func(term, text string) { markup.Write(b, `<div><dt>?</dt><dd>?</dd></div>`, term, text) }
	put("Program", "IFNscope "+r.Version)
	program := s.Program
	if program == "" {
		program = NotReported
	}
	put("sha256 of the program", program)
	for _, f := range r.Files {
		put("Input", fmt.Sprintf("%s, %d bytes, read as %s, sha256 %s", f.Name, f.Size, f.Format, f.SHA256))
	}
	if f := r.Reference; f != nil {
		put("Reference file", fmt.Sprintf("%s, assay %s, lot %s, date %s, sha256 %s", f.Name, told(f.Assay), told(f.Lot), told(f.Date), f.SHA256))
	}
	for _, t := range r.Matrix.Trail {
		put("Step", t)
	}
	put("Settings", r.settings())
	b.WriteString(`</dl></section>`)
	if len(r.Notes) > 0 {
		b.WriteString(`<section class="leaf"><h2>Notes</h2>`)
		notes(b, r.Notes)
		b.WriteString(`</section>`)
	}
}

func told(s string) string {
	if s == "" {
		return NotReported
	}
	return s
}

// settings writes the choices of the run on one line.
func (r *Report) settings() string {
	t := r.Settings
	return fmt.Sprintf("unit %s; identifiers %s; several rows of a gene: %s; normalisation %s; cut-off %s; least coverage %g %%; signatures %s; methods %s",
		t.Unit, t.Namespace, t.Collapse, t.Normalisation, t.Cutoff, 100*t.MinCoverage, strings.Join(t.Signatures, ", "), strings.Join(t.Methods, ", "))
}
