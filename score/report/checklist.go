package report

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// NotReported stands where nobody has said anything.
const NotReported = "not reported"

// Item is one line of the reporting checklist: what the EULAR points to
// consider (doi:10.1136/ard-2022-223628) and, for qPCR, the MIQE guidelines
// (doi:10.1373/clinchem.2008.112797) ask to be reported.
type Item struct {
	Key    string `json:"key"`
	Part   string `json:"part"`
	Title  string `json:"title"`
	Value  string `json:"value,omitempty"`  // empty if it is not known
	Asked  bool   `json:"asked,omitempty"`  // only the laboratory knows it
	Hint   string `json:"hint,omitempty"`   // an example of an answer
	Answer string `json:"answer,omitempty"` // "not for diagnosis": what is to be said to an answer
}

// Checklist returns the lines in order, filled from the report and from what
// the laboratory has told, by key.
func (r *Report) Checklist(told map[string]string) []Item {
	var items []Item
	part := ""
	known := func(key, title, value string) {
		items = append(items, Item{Key: key, Part: part, Title: title, Value: value})
	}
	asked := func(key, title, hint string) {
		items = append(items, Item{Key: key, Part: part, Title: title, Value: strings.TrimSpace(told[key]), Asked: true, Hint: hint})
	}
	qpcr := slices.Contains([]expr.Unit{expr.Ct, expr.DCt, expr.RQ}, r.Settings.Unit)

	part = "Question and words"
	known("term", "Outcome", "ISG expression score (a number), and ISG expression signature (high, low or indeterminate against stated controls). Not specific for type I interferon.")
	asked("question.context", "Question, and why this assay answers it", "stratification in a trial; pharmacodynamics; research")
	if i := len(items) - 1; strings.Contains(strings.ToLower(items[i].Value), "diagnos") {
		items[i].Answer = "EULAR: these assays cannot currently be recommended for diagnostic purposes."
	}

	part = "Assay and sample"
	if facts := facts(r.Assay); facts != "" {
		known("assay.run", "Instrument and run", facts)
	} else {
		asked("assay.run", "Platform, instrument, software", "RNA-seq, NovaSeq, nf-core/rnaseq 3.14")
	}
	known("assay.measures", "What is measured", "mRNA of interferon-stimulated genes, downstream of the receptors: "+r.interferons()+".")
	asked("sample.material", "Material", "whole blood, PAXgene")
	asked("sample.handling", "Handling and RNA quality", "stabilised at once, -80 C, RIN above 7")
	switch e := r.efficiencies(); {
	case e != "":
		known("norm.efficiency", "Amplification efficiency", e)
	case qpcr:
		asked("norm.efficiency", "Amplification efficiency", "assumed 2.0, or measured per assay")
	}

	part = "Genes and score"
	known("panel.genes", "Gene sets, and why these genes", r.panels())
	known("panel.coverage", "Genes found", r.coverage())
	known("panel.subsets", "Sets of different interferons apart", r.subsets())
	n, _ := norm.ByID(r.Settings.Normalisation)
	known("norm.method", "Normalisation", n.Title)
	if len(r.Settings.References) > 0 {
		known("norm.references", "Reference genes", strings.Join(r.Settings.References, ", "))
	}
	if c := r.calibrators(); c != "" {
		known("norm.calibrator", "Calibrator", c)
	}
	known("score.formula", "Arithmetic", r.formulas())

	part = "Controls and cut-off"
	known("controls.number", "Healthy controls", r.controlsText())
	asked("controls.source", "Who the controls are", "age, sex, source; same assay and batch as the patients")
	known("cutoff", "Cut-off", r.cutoffText())

	part = "Quality"
	known("qc", "Figures out of range", r.qualityText())
	known("excluded", "Samples left out", r.excludedText())
	asked("batch", "Plates, lots, runs", "one run; bridging sample on every plate")
	asked("repeats", "Precision of repeats", "CV or ICC, within and between runs")

	part = "Patients"
	asked("clin.diagnosis", "Diagnosis and criteria", "SLE, EULAR/ACR 2019")
	asked("clin.activity", "Activity index", "SLEDAI-2K")
	asked("clin.treatment", "Treatment at sampling", "prednisone mg a day, antimalarial, biologics")
	asked("clin.infection", "Infection or vaccination at sampling", "none within four weeks")

	part = "Limits"
	known("limits", "Limits", Disclaimer+" EULAR: these assays cannot currently be recommended for diagnostic purposes. Infection, vaccination and high doses of glucocorticoid move the score. There is no gold standard, and published signatures can disagree.")
	return items
}

func facts(f []read.Fact) string {
	var s []string
	for _, x := range f {
		s = append(s, x.Key+": "+x.Value)
	}
	return strings.Join(s, "; ")
}

// efficiencies lists the amplification efficiencies that the files tell or that
// their standard curves have; empty of none.
func (r *Report) efficiencies() string {
	var s []string
	for _, k := range r.Quality {
		if k.Figure == qc.AmplificationEfficiency && !k.Value.Missing() {
			s = append(s, fmt.Sprintf("%s %.1f %%", k.Gene, 100*float64(k.Value)))
		}
	}
	if len(s) == 0 {
		return ""
	}
	return "as the files tell or by their standard curves, 100 % being a doubling in every cycle: " + strings.Join(s, ", ") + ". " + qc.EfficiencyUnused
}

func (r *Report) calibrators() string {
	var s []string
	for _, n := range r.Notes {
		if n.Code == note.Calibrator {
			s = append(s, n.Subject+": "+n.Text)
		}
	}
	return strings.Join(s, "; ")
}

// interferons says which interferons the sources of the scored signatures name.
func (r *Report) interferons() string {
	var classes []string
	of := map[string][]string{}
	for _, s := range r.Signatures {
		if s.Class == "" {
			continue
		}
		if of[s.Class] == nil {
			classes = append(classes, s.Class)
		}
		of[s.Class] = append(of[s.Class], s.Short)
	}
	if len(classes) == 0 {
		return "the sources of the sets name no type"
	}
	for i, c := range classes {
		classes[i] = c + ": " + strings.Join(of[c], ", ")
	}
	return "interferons as the sources name them: " + strings.Join(classes, "; ") + ". No set is specific for one interferon"
}

func (r *Report) panels() string {
	var s []string
	for _, x := range r.Signatures {
		s = append(s, fmt.Sprintf("%s version %d", x.Short, x.Version))
	}
	return "as published, see the references: " + strings.Join(s, ", ")
}

func (r *Report) coverage() string {
	var s []string
	for _, x := range r.Signatures {
		line := fmt.Sprintf("%s %d of %d", x.Short, len(x.Genes), x.Of())
		if len(x.Missing) > 0 && len(x.Missing) <= 6 {
			line += " (missing " + strings.Join(x.Missing, ", ") + ")"
		}
		s = append(s, line)
	}
	return strings.Join(s, "; ")
}

// subsets says by which sets of one interferon the pathway was looked at, which
// EULAR asks to be described apart.
func (r *Report) subsets() string {
	var s []string
	for _, x := range r.Signatures {
		if x.Group != "clinical" {
			s = append(s, x.Short+" (type "+x.Class+")")
		}
	}
	if len(s) == 0 {
		return ""
	}
	return "scored apart: " + strings.Join(s, ", ")
}

// shown returns the methods by which signatures are shown, in the order of the
// run.
func (r *Report) shown() []Method {
	var out []Method
	for _, m := range r.Methods {
		if slices.ContainsFunc(r.Signatures, func(s Signature) bool { return s.Method == m.ID }) {
			out = append(out, m)
		}
	}
	return out
}

func (r *Report) formulas() string {
	var s []string
	for _, m := range r.shown() {
		line := m.ID
		if m.Formula != "" {
			line += ": " + m.Formula
		}
		if m.Cohort {
			line += " (depends on the other samples)"
		}
		s = append(s, line)
	}
	return strings.Join(s, "; ")
}

func (r *Report) controlsText() string {
	if f := r.Reference; f != nil {
		return fmt.Sprintf("%s of the reference file %s", Plural(f.People, "person", "people"), f.Name)
	}
	n, people := r.controls(), r.controlPeople()
	switch {
	case n == 0:
		return ""
	case n == people:
		return Plural(people, "person", "people") + " of these files"
	}
	return fmt.Sprintf("%s, %d samples of these files", Plural(people, "person", "people"), n)
}

func (r *Report) qualityText() string {
	if len(r.Quality) == 0 {
		return ""
	}
	var s []string
	for _, k := range r.Quality {
		if k.Grade > qc.Good {
			s = append(s, fmt.Sprintf("%s: %s (%s)", k.Of(), k, k.Grade))
		}
	}
	const most = 8
	switch {
	case len(s) == 0:
		return fmt.Sprintf("none of %d", len(r.Quality))
	case len(s) > most:
		return fmt.Sprintf("%d of %d, among them %s", len(s), len(r.Quality), strings.Join(s[:most], "; "))
	}
	return strings.Join(s, "; ")
}

func (r *Report) excludedText() string {
	var s []string
	for _, n := range r.Notes {
		if n.Code == note.SampleExcluded {
			s = append(s, n.Subject+" ("+n.Text+")")
		}
	}
	if len(s) == 0 {
		return "none"
	}
	return strings.Join(s, "; ")
}
