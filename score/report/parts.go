package report

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/markup"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/ref"
)

// person writes the page of one sample.
func (s *Sheet) person(b *strings.Builder) {
	r, p := s.Report, s.Person
	x := r.Samples[p.Sample]
	b.WriteString(`<dl class="facts">`)
	put := func(term, text string) {
		if text != "" {
			markup.Write(b, `<div><dt>?</dt><dd>?</dd></div>`, term, text)
		}
	}
	put("Sample", x.Name)
	if x.Subject != x.Name {
		put("Person", x.Subject)
	}
	put("Visit", x.Visit)
	put("Group", x.Group)
	put("Taken as", x.Role.String())
	put("Run date (from the file)", p.Run)
	put("Healthy controls", r.controlsText())
	put("Cut-off", r.cutoffFact())
	for _, c := range p.Clinical {
		put(c.Key, c.Value)
	}
	b.WriteString(`</dl>`)
	byHand(b)
	if p.Agreed != "" {
		markup.Write(b, `<p class="lead">?</p>`, p.Agreed)
	}
	b.WriteString(`<div class="columns"><div><section><h2>Scores</h2><div class="wide" tabindex="0" role="region" aria-label="Scores"><table><thead><tr><th scope="col">Signature</th><th scope="col" class="num">Score</th><th scope="col">Class</th><th scope="col" class="num">Cut-off (95 %)</th><th scope="col" class="num">Controls</th><th scope="col" class="num">Genes</th></tr></thead><tbody>`)
	var others []string
	for _, sg := range r.Signatures {
		res, ok := r.Result(sg.ID, sg.Method)
		if !ok || r.withheld(sg) {
			continue
		}
		v := res.Scores[p.Sample]
		if sg.Group != "clinical" {
			others = append(others, strings.TrimSpace(sg.Short+" "+Short(v.Value)+" "+signs[v.Class]+v.Class.String()))
			continue
		}
		markup.Write(b, `<tr><th scope="row">?</th><td class="num">?</td>`, sg.Short, Short(v.Value))
		class(b, v.Class)
		markup.Write(b, `<td class="num">?</td><td class="num">?</td><td class="num">?</td></tr>`, Interval(res.Cutoff.Value, res.Cutoff.Lower, res.Cutoff.Upper), spread(res.Cutoff), fmt.Sprintf("%d/%d", v.Used, sg.Of()))
	}
	b.WriteString(`</tbody></table></div>`)
	if len(others) > 0 {
		markup.Write(b, `<p class="small others"><b>Other sets:</b> ?.</p>`, strings.Join(others, "; "))
	}
	s.lacking(b)
	b.WriteString(`</section>`)
	if len(p.Confounders) > 0 {
		b.WriteString(`<section><h2>What else may have moved the scores</h2><ul class="small">`)
		for _, c := range p.Confounders {
			markup.Write(b, `<li>?</li>`, c)
		}
		b.WriteString(`</ul></section>`)
	}
	s.sampleQuality(b, x.Name)
	b.WriteString(`</div><div>`)
	if s.Figure != "" {
		b.WriteString(`<figure>` + inBox(s.Figure) + `<figcaption class="small">○ healthy control, ` + signs[ref.Low] + `low, ` + signs[ref.Indeterminate] + `indeterminate, ` + signs[ref.High] + `high; this sample is ringed.</figcaption></figure>`)
	}
	s.genes(b)
	b.WriteString(`</div></div>`)
	classes := "A class is high or low relative to them; indeterminate is what lies inside the interval of the cut-off."
	if have, _ := r.underived(); have == 0 {
		classes = "No cut-off was derived, so that no score is called high or low."
	} else if r.band() == "" {
		classes = "A class is high above the cut-off and low below it."
	}
	markup.Write(b, `<p class="small">Controls: mean (SD) of their scores. ? EULAR: these assays cannot currently be recommended for diagnostic purposes. A low score is no evidence that a treatment will not work. Infection, vaccination and treatment move the score.</p>`, classes)
}

// inBox puts a figure into a box of its own, in which it scrolls on a phone
// rather than shrink until nobody can read it.
func inBox(svg string) string {
	return `<div class="wide" tabindex="0" role="region" aria-label="Figure">` + svg + `</div>`
}

// byHand writes the lines that are filled in by hand, on paper alone: what names
// a person is never typed into the program.
func byHand(b *strings.Builder) {
	b.WriteString(`<dl class="byhand">`)
	for _, term := range []string{"Name / record number", "Sampling date", "Requested by"} {
		markup.Write(b, `<div><dt>?</dt><dd></dd></div>`, term)
	}
	b.WriteString(`</dl>`)
}

// lacking folds the signatures into a line of which too few genes were measured.
func (s *Sheet) lacking(b *strings.Builder) {
	var names []string
	for _, sg := range s.Report.Signatures {
		if s.Report.withheld(sg) {
			names = append(names, fmt.Sprintf("%s %d of %d", sg.Short, len(sg.Genes), sg.Of()))
		}
	}
	if len(names) == 0 {
		return
	}
	text := "1 signature needs"
	if len(names) > 1 {
		text = fmt.Sprintf("%d signatures need", len(names))
	}
	markup.Write(b, `<details class="small"><summary>? genes that this panel does not have</summary><p>Genes found: ?.</p></details>`, text, strings.Join(names, "; "))
}

// genes writes what every gene adds to the score that is shown.
func (s *Sheet) genes(b *strings.Builder) {
	p := s.Person
	if len(p.Genes) == 0 {
		return
	}
	title := p.Signature
	if sg, ok := s.Report.Signature(p.Signature); ok {
		title = sg.Title
	}
	markup.Write(b, `<section><h2>Genes: ?</h2><div class="wide" tabindex="0" role="region" aria-label="Genes"><table><thead><tr><th scope="col">Gene</th><th scope="col" class="num">log2</th><th scope="col" class="num">z</th><th scope="col" class="num">Adds</th></tr></thead><tbody>`, title)
	const most = 10
	for _, g := range p.Genes[:min(len(p.Genes), most)] {
		markup.Write(b, `<tr><th scope="row">?</th><td class="num">?</td><td class="num">?</td><td class="num">?</td></tr>`, g.Symbol, Short(g.Value), Short(g.Z), Short(g.Adds))
	}
	b.WriteString(`</tbody></table></div><p class="small">`)
	if n := len(p.Genes); n > most {
		markup.Write(b, `The first ? of ? genes. `, fmt.Sprint(most), fmt.Sprint(n))
	}
	markup.Write(b, `z is measured against the controls. Adds: ?.</p></section>`, p.Meaning)
}

// sampleQuality writes the figures of a sample that are out of range, and the
// notes on it.
func (s *Sheet) sampleQuality(b *strings.Builder, name string) {
	judged := 0
	var flagged []qc.Check
	for _, k := range s.Report.Quality {
		if k.Sample == name {
			judged++
			if k.Grade > qc.Good {
				flagged = append(flagged, k)
			}
		}
	}
	var own note.Log
	for _, n := range s.Report.Notes {
		if n.Subject == name {
			own = append(own, n)
		}
	}
	b.WriteString(`<section><h2>Quality</h2>`)
	switch {
	case judged == 0:
		b.WriteString(`<p class="small">No figure of the assay was judged for this sample.</p>`)
	case len(flagged) == 0:
		markup.Write(b, `<p class="small">All ? figures of the assay are in their range.</p>`, fmt.Sprint(judged))
	default:
		b.WriteString(`<ul class="small">`)
		for _, k := range flagged {
			markup.Write(b, `<li>? (?; ?)</li>`, strings.TrimSpace(k.Gene+" "+k.String()), k.Grade.String(), k.Source)
		}
		b.WriteString(`</ul>`)
	}
	if len(own) > 0 {
		notes(b, own)
	}
	b.WriteString(`</section>`)
}

// cohort writes the page of all people.
func (s *Sheet) cohort(b *strings.Builder) {
	r := s.Report
	b.WriteString(`<dl class="facts">`)
	put := func(term, text string) {
		if text != "" {
			markup.Write(b, `<div><dt>?</dt><dd>?</dd></div>`, term, text)
		}
	}
	put("Samples", fmt.Sprint(len(r.Samples)))
	put("Healthy controls", r.controlsText())
	put("Cut-off", r.cutoffFact())
	for _, f := range r.Files {
		put("File", f.Name)
	}
	b.WriteString(`</dl>`)
	if s.Figure != "" {
		b.WriteString(`<figure>` + inBox(s.Figure) + `</figure>`)
	}
	b.WriteString(`<section><h2>Cut-offs</h2><div class="wide" tabindex="0" role="region" aria-label="Cut-offs"><table><thead><tr><th scope="col">Signature</th><th scope="col">Method</th><th scope="col" class="num">Genes</th><th scope="col" class="num">Cut-off (95 %)</th><th scope="col" class="num">Controls, mean (SD)</th><th scope="col" class="num">People</th></tr></thead><tbody>`)
	for _, sg := range r.Signatures {
		res, ok := r.Result(sg.ID, sg.Method)
		if !ok || r.withheld(sg) {
			continue
		}
		kind, cut := "num", Interval(res.Cutoff.Value, res.Cutoff.Lower, res.Cutoff.Upper)
		if res.Cutoff.Value.Missing() && res.Cutoff.Why != "" {
			kind, cut = "none", "none: "+res.Cutoff.Why
		}
		markup.Write(b, `<tr><th scope="row">?</th><td>?</td><td class="num">?</td><td class="?">?</td><td class="num">?</td><td class="num">?</td></tr>`,
			sg.Short, sg.Method, fmt.Sprintf("%d of %d", len(sg.Genes), sg.Of()), kind, cut, spread(res.Cutoff), fmt.Sprint(res.Cutoff.N))
	}
	b.WriteString(`</tbody></table></div>`)
	s.lacking(b)
	b.WriteString(`</section>`)
	if len(s.Groups) > 0 {
		b.WriteString(`<section><h2>Groups</h2><p class="small">One value a person, of the first visit.</p><div class="wide" tabindex="0" role="region" aria-label="Groups"><table><thead><tr><th scope="col">Signature</th><th scope="col">Group</th><th scope="col" class="num">People</th><th scope="col" class="num">Median (IQR)</th><th scope="col" class="num">High</th><th scope="col" class="num">Indeterminate</th><th scope="col" class="num">Low</th></tr></thead><tbody>`)
		for _, g := range s.Groups {
			markup.Write(b, `<tr><th scope="row">?</th><td>?</td><td class="num">?</td><td class="num">?</td><td class="num">?</td><td class="num">?</td><td class="num">?</td></tr>`, g.Signature, g.Label, fmt.Sprint(g.N),
				Interval(g.Median, g.Q1, g.Q3), fmt.Sprint(g.High), fmt.Sprint(g.Indeterminate), fmt.Sprint(g.Low))
		}
		b.WriteString(`</tbody></table></div></section>`)
	}
}

// signs tell the classes apart without colour, as in the figures.
var signs = map[ref.Class]string{ref.High: "▲ ", ref.Indeterminate: "◆ ", ref.Low: "● "}

// class writes a class as a word with its sign.
func class(b *strings.Builder, c ref.Class) {
	markup.Write(b, `<td class="?">?</td>`, strings.ReplaceAll(c.String(), " ", "-"), signs[c]+c.String())
}

// spread writes the scores of the controls. A mean that is nothing but rounding
// beside the SD, as that of z-scores of themselves, is 0.
func spread(c ref.Cutoff) string {
	if math.IsNaN(float64(c.Mean)) || c.N == 0 {
		return "–"
	}
	mean := c.Mean
	if math.Abs(float64(mean)) < 1e-9*float64(c.SD) {
		mean = 0
	}
	return fmt.Sprintf("%s (%s)", Short(mean), Short(c.SD))
}

// notes writes notes, the severest first.
func notes(b *strings.Builder, log note.Log) {
	b.WriteString(`<ul class="small">`)
	for l := note.Severe; ; l-- {
		for _, n := range log {
			if n.Level != l {
				continue
			}
			subject := ""
			if n.Subject != "" {
				subject = n.Subject + ": "
			}
			markup.Write(b, `<li><b>?</b> ??</li>`, n.Level.String(), subject, n.Text)
		}
		if l == note.Info {
			break
		}
	}
	b.WriteString(`</ul>`)
}
