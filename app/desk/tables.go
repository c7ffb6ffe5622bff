package desk

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/report/book"
	"ifnscope/score/stratify"
)

// exportCohort returns the tables of the cohort page as a workbook, all of their
// rows, a sheet each; one that has none is left out.
func (d *Desk) exportCohort(ctx context.Context, req job.Cohort, emit Emit) (*job.File, error) {
	v, err := d.cohort(ctx, req, emit)
	if err != nil {
		return nil, err
	}
	rep := d.result.Report
	groups, err := d.groupTable(rep)
	if err != nil {
		return nil, err
	}
	var tables []book.Table
	for _, t := range []book.Table{
		{Name: "What is shown", Rows: shownTable(v, rep)}, {Name: "Groups", Rows: groups}, {Name: "Group tests", Rows: testTable(v.Groups)},
		{Name: "Cut-off rules", Rows: ruleTable(v.Rules)}, {Name: "Cut-off moved", Rows: stepTable(v.Sensitivity)},
		{Name: "Published assays", Rows: presetTable(v.Presets)}, {Name: "IFN-high controls", Rows: controlTable(v.Controls)},
		{Name: "Agreement, rho", Rows: pairTable(v, v.Agreement.Rho)}, {Name: "Agreement, kappa", Rows: pairTable(v, v.Agreement.Kappa)}, {Name: "Intervals of kappa", Rows: kappaTable(v)},
		{Name: "Discordant", Rows: discordantTable(v)}, {Name: "Visits", Rows: visitTable(v.Visits)}, {Name: "Classes over visits", Rows: turnTable(v.Visits.Stable)}, {Name: "Clinical columns", Rows: clinicalTable(v.Clinical)},
	} {
		if len(t.Rows) > 1 {
			tables = append(tables, t)
		}
	}
	var b bytes.Buffer
	err = book.WriteTables(&b, rep, tables...)
	return &job.File{Name: "ifnscope-cohort.xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Data: b.Bytes()}, err
}

// heads makes the first row of a table.
func heads(names ...string) [][]report.Cell {
	var row []report.Cell
	for _, n := range names {
		row = append(row, report.Text(n))
	}
	return [][]report.Cell{row}
}

func yes(b bool) report.Cell {
	if b {
		return report.Text("yes")
	}
	return report.Text("")
}

// shownTable says what the other sheets are of.
func shownTable(v *job.CohortView, rep *report.Report) [][]report.Cell {
	rows := heads("what", "value")
	put := func(what, value string) { rows = append(rows, []report.Cell{report.Text(what), report.Text(value)}) }
	put("use", report.Disclaimer)
	put("signature", v.Signature+", "+v.Title)
	put("method", v.Method)
	put("people", "counted once, at their first visit, on every sheet but Discordant and Visits")
	put("Agreement", "of patients; each signature by the method that it was published with; kappa of high against not high, its 95 % interval with the standard error of Fleiss, Cohen and Everitt (1969, doi:10.1037/h0028106) on the scale of atanh")
	put("Discordant", "called high by one and low by another of the clinical type I scores with a cut-off: "+strings.Join(v.Judges, ", ")+"; those on whom most disagree first")
	put("Visits", "change from the first visit, of ratios the log2 of the quotient; neutralised is 100 (1 - score / score at the first visit), of ratios whose first visit is above the cut-off")
	if v.Visits.Change.Missing() {
		put("reference change value", "none: no control was measured twice")
	} else {
		put("reference change value", report.Short(v.Visits.Change))
	}
	put("Clinical columns", "P adjusted by Benjamini and Hochberg over the columns; an association is no cause, and no risk of a person")
	return rows
}

// groupTable describes the groups by every clinical score.
func (d *Desk) groupTable(rep *report.Report) ([][]report.Cell, error) {
	groups, err := d.groupsOf(rep)
	rows := heads("signature", "group", "people", "median", "q1", "q3", "high", "indeterminate", "low")
	for _, g := range groups {
		rows = append(rows, []report.Cell{report.Text(g.Signature), report.Text(g.Label), report.Whole(g.N), report.Num(g.Median), report.Num(g.Q1), report.Num(g.Q3),
			report.Whole(g.High), report.Whole(g.Indeterminate), report.Whole(g.Low)})
	}
	return rows, err
}

func testTable(g *job.GroupTest) [][]report.Cell {
	rows := heads("test", "group", "against", "p", "p_adjusted", "auc", "auc_lower", "auc_upper")
	if g == nil || g.Test == "" {
		return rows
	}
	none := report.Num(expr.Number(math.NaN()))
	auc := []report.Cell{none, none, none}
	for i, x := range g.AUC {
		auc[i] = report.Num(x)
	}
	var compared []string
	for i, l := range g.Labels {
		if g.N[i] >= stratify.MinPeople {
			compared = append(compared, l)
		}
	}
	rows = append(rows, append([]report.Cell{report.Text(g.Test), report.Text(strings.Join(compared, ", ")), report.Text(""), report.Num(g.P), none}, auc...))
	for _, p := range g.Pairs {
		rows = append(rows, []report.Cell{report.Text("Dunn"), report.Text(p.A), report.Text(p.B), report.Num(p.P), report.Num(p.Adjusted), report.Num(p.AUC[0]), report.Num(p.AUC[1]), report.Num(p.AUC[2])})
	}
	return rows
}

func ruleTable(rules []job.RuleView) [][]report.Cell {
	rows := heads("rule", "in_force", "cutoff", "lower", "upper", "controls", "patients_high", "patients_indeterminate", "patients_low", "other_class_than_in_force", "keep_call", "keep_class", "of_patients_with_visits", "circular", "why_none")
	for _, r := range rules {
		c := r.Cutoff
		rows = append(rows, []report.Cell{report.Text(c.Rule), yes(r.InUse), report.Num(c.Value), report.Num(c.Lower), report.Num(c.Upper), report.Whole(c.N),
			report.Whole(r.High), report.Whole(r.Band), report.Whole(r.Low), report.Whole(r.Other), report.Whole(r.Visits.Kept), report.Whole(r.Visits.Same), report.Whole(r.Visits.Classed), yes(c.Circular), report.Text(c.Why)})
	}
	return rows
}

func stepTable(s stratify.Sensitivity) [][]report.Cell {
	rows := heads("cutoff", "patients_above", "patients")
	for _, x := range s.Steps {
		rows = append(rows, []report.Cell{report.Num(x.Cutoff), report.Whole(x.Above), report.Whole(s.People)})
	}
	return rows
}

func presetTable(all []job.Preset) [][]report.Cell {
	rows := heads("assay", "source", "rule_holds", "cutoff_that_holds", "what_stands_against_it")
	for _, p := range all {
		cut := expr.Number(math.NaN())
		if p.Cutoff != 0 {
			cut = expr.Number(p.Cutoff)
		}
		rows = append(rows, []report.Cell{report.Text(p.Title), report.Text(p.Source), yes(p.Rule), report.Num(cut), report.Text(strings.Join(p.Why, "; "))})
	}
	return rows
}

func controlTable(c stratify.Controls) [][]report.Cell {
	rows := heads("what", "person", "score", "controls", "cutoff", "lower", "upper", "patients_above")
	none := report.Num(expr.Number(math.NaN()))
	for _, p := range c.High {
		rows = append(rows, []report.Cell{report.Text("IFN-high control"), report.Text(p.Subject), report.Num(p.Score), none, none, none, none, none})
	}
	cut := func(what string, x ref.Cutoff, above int) {
		rows = append(rows, []report.Cell{report.Text(what), report.Text(""), none, report.Whole(x.N), report.Num(x.Value), report.Num(x.Lower), report.Num(x.Upper), report.Whole(above)})
	}
	if c.Without != nil {
		cut("cut-off with them", c.With, c.Above)
		cut("cut-off without them", *c.Without, c.AboveWithout)
	}
	return rows
}

// pairTable writes a figure of every two signatures, in the order of the page.
func pairTable(v *job.CohortView, of [][]expr.Number) [][]report.Cell {
	rows := heads("signature")
	if v.Agreement.People < stratify.MinPeople {
		return rows
	}
	for _, i := range v.Agreement.Order {
		rows[0] = append(rows[0], report.Text(v.Shorts[i]))
		row := []report.Cell{report.Text(v.Shorts[i])}
		for _, j := range v.Agreement.Order {
			row = append(row, report.Num(of[i][j]))
		}
		rows = append(rows, row)
	}
	return rows
}

// kappaTable writes the kappa of every two signatures with its interval, and the
// share of patients with the same call, in the order of the page.
func kappaTable(v *job.CohortView) [][]report.Cell {
	rows := heads("signature", "and", "kappa", "lower", "upper", "share_same_call")
	a := v.Agreement
	if a.People < stratify.MinPeople {
		return rows
	}
	for k, i := range a.Order {
		for _, j := range a.Order[:k] {
			rows = append(rows, []report.Cell{report.Text(v.Shorts[j]), report.Text(v.Shorts[i]), report.Num(a.Kappa[i][j]), report.Num(a.KappaLower[i][j]), report.Num(a.KappaUpper[i][j]), report.Num(a.Same[i][j])})
		}
	}
	return rows
}

func discordantTable(v *job.CohortView) [][]report.Cell {
	rows := heads(append([]string{"sample", "person", "visit", "group", "high_by", "indeterminate_by", "low_by"}, v.Judges...)...)
	for _, p := range v.Discordant {
		row := []report.Cell{report.Text(p.Name), report.Text(p.Subject), report.Text(p.Visit), report.Text(p.Group), report.Whole(p.High), report.Whole(p.Indeterminate), report.Whole(p.Low)}
		for _, c := range p.Classes {
			row = append(row, report.Text(c.String()))
		}
		rows = append(rows, row)
	}
	return rows
}

// visitTable writes every visit of who came more than once, against the first.
func visitTable(v stratify.Visits) [][]report.Cell {
	rows := heads("person", "group", "sample", "visit", "number", "score", "class", "score_at_first", "change_from_first", "beyond_reference_change", "neutralised_percent")
	for _, p := range v.People {
		for k, x := range p.Points {
			rows = append(rows, []report.Cell{report.Text(p.Subject), report.Text(p.Group), report.Text(x.Sample), report.Text(x.Visit), report.Whole(k + 1), report.Num(x.Value), report.Text(x.Class.String()),
				report.Num(p.Points[0].Value), report.Num(x.Change), yes(x.Beyond), report.Num(x.Neutralised)})
		}
	}
	return rows
}

// turnTable counts patients by their class at the first and the last visit.
func turnTable(s stratify.Stable) [][]report.Cell {
	rows := heads("class_at_first", "class_at_last", "patients")
	if s.Classed == 0 {
		return rows
	}
	for i, from := range stratify.ByClass {
		for k, to := range stratify.ByClass {
			rows = append(rows, []report.Cell{report.Text(from.String()), report.Text(to.String()), report.Whole(s.Turns[i][k])})
		}
	}
	return rows
}

func clinicalTable(all []stratify.Association) [][]report.Cell {
	head := []string{"column", "kind", "patients", "yes", "value_that_is_yes", "effect_is", "effect", "lower", "upper", "p", "p_adjusted",
		"tau", "tau_lower", "tau_upper", "tau_p", "partial_rho_for", "partial_rho", "partial_rho_lower", "partial_rho_upper", "partial_rho_p", "partial_rho_n", "high", "high_yes", "not_high", "not_high_yes", "odds_ratio", "odds_ratio_lower", "odds_ratio_upper", "fisher_p"}
	for _, of := range []string{"adjusted", "all_visits"} {
		head = append(head, of+"_for", of+"_coefficient", of+"_lower", of+"_upper", of+"_p", of+"_n", of+"_people")
	}
	rows := heads(head...)
	for _, a := range all {
		effect := "rho"
		switch a.Kind {
		case "yes or no":
			effect = "AUC"
		case "groups":
			effect = fmt.Sprintf("share of the variance of ranks between %d groups", a.Groups)
		}
		row := []report.Cell{report.Text(a.Column), report.Text(a.Kind), report.Whole(a.N), report.Whole(a.Yes), report.Text(a.Positive), report.Text(effect), report.Num(a.Effect), report.Num(a.Lower), report.Num(a.Upper),
			report.Num(a.P), report.Num(a.Adjusted)}
		if s := a.Tau; s != nil {
			row = append(row, report.Num(s.Value), report.Num(s.Lower), report.Num(s.Upper), report.Num(s.P))
		} else {
			row = append(row, make([]report.Cell, 4)...)
		}
		if s := a.Partial; s != nil {
			row = append(row, report.Text(strings.Join(s.For, ", ")), report.Num(s.Value), report.Num(s.Lower), report.Num(s.Upper), report.Num(s.P), report.Whole(s.N))
		} else {
			row = append(row, make([]report.Cell, 6)...)
		}
		if c := a.Classes; c != nil {
			row = append(row, report.Whole(c.High), report.Whole(c.HighYes), report.Whole(c.Rest), report.Whole(c.RestYes), report.Num(c.Odds), report.Num(c.Lower), report.Num(c.Upper), report.Num(c.P))
		} else {
			row = append(row, make([]report.Cell, 8)...)
		}
		for _, s := range []*stratify.Slope{a.Equal, a.Visits} {
			if s == nil {
				row = append(row, make([]report.Cell, 7)...)
				continue
			}
			row = append(row, report.Text(strings.Join(s.For, ", ")), report.Num(s.Value), report.Num(s.Lower), report.Num(s.Upper), report.Num(s.P), report.Whole(s.N), report.Whole(s.People))
		}
		rows = append(rows, row)
	}
	return rows
}
