package report

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"ifnscope/score/norm"
)

// Citation is a source that a report rests on: a paper, or a program.
type Citation struct {
	Key  string // of the signature or method
	For  string // what it is the source of, in words
	Text string // authors, journal, year; of a program its name
	DOI  string
	// Version is that of a program, empty for a paper.
	Version string
}

// String returns the citation with its DOI.
func (c Citation) String() string {
	if c.Version != "" {
		return fmt.Sprintf("%s, version %s. %s.", c.Text, c.Version, strings.TrimSuffix(c.For, "."))
	}
	s := strings.TrimSuffix(c.Text, ".") + "."
	if c.DOI != "" {
		s += " doi:" + c.DOI
	}
	return s
}

// always are the sources that every report rests on.
var always = []Citation{
	{Key: "ronnblom2019", For: "review that the program follows", Text: "Rönnblom L, Leonard D. Lupus Sci Med 2019;6:e000270", DOI: "10.1136/lupus-2018-000270"},
	{Key: "eular", For: "EULAR points to consider: terms and checklist", Text: "Rodríguez-Carrio J, Burska A, Conaghan PG, et al. Ann Rheum Dis 2023;82:754", DOI: "10.1136/ard-2022-223628"},
}

// software is the program itself. It has no paper, no DOI and no named authors,
// and gets none here: what identifies it is its version and the sha256 of the
// program that computed, empty if that is not known.
func (r *Report) software(program string) Citation {
	c := Citation{Key: "ifnscope", For: "Computer program, Apache-2.0 licence", Text: "IFNscope", Version: r.Version}
	if program != "" {
		c.For += "; score.wasm, sha256 " + program
	}
	return c
}

// Citations returns the sources of the report: the program, whose sha256 is
// given where it is known, the sources of its words, of the signatures, of the
// methods by which they are shown, and of the normalisation. A source that
// several of them share is there once, under the key of the first.
func (r *Report) Citations(program string) []Citation {
	var out []Citation
	seen := map[string]bool{}
	add := func(c Citation) {
		if c.Text == "" {
			return
		}
		same := c.DOI
		if same == "" {
			same = c.Text
		}
		if !seen[same] {
			seen[same] = true
			out = append(out, c)
		}
	}
	add(r.software(program))
	for _, c := range always {
		add(c)
	}
	for _, s := range r.Signatures {
		add(Citation{Key: s.ID, For: s.Title, Text: s.Citation, DOI: s.DOI})
	}
	for _, m := range r.shown() {
		add(Citation{Key: m.ID, For: "method " + m.Name, Text: m.Source, DOI: m.DOI})
	}
	if n, ok := norm.ByID(r.Settings.Normalisation); ok {
		add(Citation{Key: "norm " + n.ID, For: "normalisation " + n.Title, Text: n.Source, DOI: n.DOI})
	}
	return out
}

// printed are the ways in which the sources of the catalogue and of the methods
// are written: "Rice GI, Melki I, et al. J Clin Immunol 2017;37:123" and
// "Tomfohr J et al., BMC Bioinformatics 2005".
var printed = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^(.+?)\. (.+?) (\d{4})(?:;([^:]+?)(?::(.+?))?)?\.?$`),
		regexp.MustCompile(`^(.+), ([^,]+?) (\d{4})()()$`),
	}
})

// fields are the parts of a citation; only text is there if it is written in
// another way.
type fields struct {
	people                            []string
	journal, year, volume, page, text string
}

func (c Citation) fields() fields {
	for _, p := range printed() {
		m := p.FindStringSubmatch(c.Text)
		if m == nil {
			continue
		}
		if people := people(m[1]); people != nil {
			return fields{people, m[2], m[3], m[4], m[5], c.Text}
		}
	}
	return fields{text: c.Text}
}

// author is a name as the catalogue writes it: "van Helden-Meeuwsen CG".
var author = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^((?:\p{L}[\p{L}\x27’-]*)(?: \p{L}[\p{L}\x27’-]*){0,2}) (\p{Lu}{1,4})$`)
})

// people returns the authors, "Rice, GI", and "others" for those who were left
// out; nil if these are no names.
func people(s string) []string {
	var out []string
	for a := range strings.SplitSeq(s, ",") {
		a = strings.TrimSpace(a)
		head, short := strings.CutSuffix(strings.TrimSuffix(a, "."), "et al")
		if head = strings.TrimSpace(head); head != "" {
			m := author().FindStringSubmatch(head)
			if m == nil {
				return nil
			}
			out = append(out, m[1]+", "+m[2])
		}
		if short {
			out = append(out, "others")
		}
	}
	return out
}

// BibTeX returns the citations for LaTeX. The titles of the papers are not
// known here: a reference manager completes an entry from its DOI.
func BibTeX(all []Citation) string {
	var b strings.Builder
	for _, c := range all {
		f := c.fields()
		kind := "article"
		switch {
		case c.Version != "":
			kind = "software"
		case f.journal == "":
			kind = "misc"
		}
		fmt.Fprintf(&b, "@%s{%s,\n", kind, key(c.Key))
		put := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&b, "  %s = {%s},\n", name, value)
			}
		}
		if c.Version != "" {
			put("title", braced(c.Text))
			put("version", braced(c.Version))
		}
		put("author", braced(strings.Join(f.people, " and ")))
		put("journal", braced(f.journal))
		put("year", f.year)
		put("volume", f.volume)
		put("pages", f.page)
		put("doi", c.DOI)
		if kind == "misc" {
			put("howpublished", braced(f.text))
		}
		put("note", braced(c.For))
		b.WriteString("}\n\n")
	}
	return b.String()
}

// RIS returns the citations for a reference manager.
func RIS(all []Citation) string {
	var b strings.Builder
	for _, c := range all {
		f := c.fields()
		kind := "JOUR"
		switch {
		case c.Version != "":
			kind = "COMP"
		case f.journal == "":
			kind = "GEN"
		}
		put := func(tag, value string) {
			if value != "" {
				b.WriteString(tag + "  - " + strings.Join(strings.Fields(value), " ") + "\r\n")
			}
		}
		put("TY", kind)
		put("ID", key(c.Key))
		for _, a := range f.people {
			if a != "others" {
				put("AU", a)
			}
		}
		put("JO", f.journal)
		put("PY", f.year)
		put("VL", f.volume)
		put("SP", f.page)
		put("DO", c.DOI)
		if f.journal == "" {
			put("TI", f.text)
		}
		put("ET", c.Version)
		put("N1", c.For)
		b.WriteString("ER  - \r\n\r\n")
	}
	return b.String()
}

// key is a citation key that every program takes.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, s)
}

// braced keeps a value within the braces of BibTeX and on its line.
func braced(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\textbackslash `, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "$", `\$`).Replace(s)
}
