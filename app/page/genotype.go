package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/report"
)

// genotypePage shows the genetic setup: a panel of variants in one sample of a
// genotype file, apart from every expression score.
type genotypePage struct{ base }

func (p *genotypePage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Genotype - IFNscope")
	if now.genotyped() && now.genotype == nil {
		now.askGenotype(job.Genotype{})
	}
}

func (p *genotypePage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Genotype - IFNscope") }

func (p *genotypePage) Render() app.UI { return p.frame("/genotype", genotype) }

// genotyped reports whether a genotype file is open.
func (s *session) genotyped() bool {
	return s.check != nil && slices.ContainsFunc(s.check.Files, func(f job.FileView) bool { return f.Genetic && f.Summary.Format != "pgs" })
}

// askGenotype asks for a panel in a sample.
func (s *session) askGenotype(req job.Genotype) {
	s.do("", job.Request{Genotype: &req}, nil, func(r job.Reply) { s.genotype, s.asking = r.Genotype, req })
}

// putAwayGenotype removes a file and shows the next one, if there is any.
func (s *session) putAwayGenotype(file string) {
	s.do("Putting away", job.Request{Correct: &job.Correct{Remove: file}}, nil, func(r job.Reply) {
		s.checked(r)
		if s.genotyped() {
			s.askGenotype(job.Genotype{})
		}
	})
}

func genotype() []app.UI {
	if !now.genotyped() {
		return nothing("No genotype file is open", "Drop a VCF or the raw data file of a genotyping company beside the expression table; here you then see the variants of the interferon pathway.")
	}
	head := app.Header().Class("page-head").Body(
		app.H1().Text("Genotype"),
		app.P().Class("lead").Text("Risk variants of the interferon pathway, by node. Exploratory, and apart from every expression score."),
	)
	v := now.genotype
	if v == nil {
		return []app.UI{head}
	}
	var in, out []job.GenotypeLocus
	for _, x := range v.Variants {
		if x.Scored {
			in = append(in, x)
		} else {
			out = append(out, x)
		}
	}
	return []app.UI{
		head,
		genotypeControls(v),
		genotypeSum(v),
		app.Section().Class("card pair").Body(
			ui.Slot(len(v.Nodes) > 0, func() app.UI { return genotypeNodes(v) }),
			genotypeMatches(v),
		),
		app.Section().Class("card").Body(
			app.H2().Text("Variants"),
			app.P().Class("hint").Text(variantsHint(v)),
			variants("Variants", in),
			ui.Slot(len(out) > 0, func() app.UI {
				return app.Details().Body(app.Summary().Text(ui.Plural(len(out), "variant that is in no sum", "variants that are in no sum")), variants("Variants in no sum", out))
			}),
		),
		app.Section().Class("card").Body(app.H2().Text("Notes"), ui.Notes(v.Notes), app.P().Class("hint").Text(v.Wording),
			app.P().Class("hint").Text("Odds ratios are no absolute risks. A genotype says something of relatives too. Raw data of genotyping companies are often wrong about rare variants; none is reported here.")),
		genotypeDownloads(),
	}
}

// askedGenotype returns what the shown panel answers, with what the worker
// chose where nothing was asked for.
func askedGenotype() job.Genotype {
	r, v := now.asking, now.genotype
	r.File, r.Sample, r.Panel = v.File, v.Sample, v.Panel
	return r
}

// variants shows what happened to every variant.
func variants(label string, list []job.GenotypeLocus) app.UI {
	var rows [][]ui.Cell
	for _, x := range list {
		alleles := x.Effect
		if x.Other != "" {
			alleles += " (not " + x.Other + ")"
		}
		rows = append(rows, []ui.Cell{
			{Text: x.RSID, Hint: x.Place}, {Text: x.Gene, Class: "wrap"}, {Text: x.Node}, {Text: alleles}, {Text: x.Genotype},
			ui.Number(copies(x.Copies)), ui.Number(report.Short(x.OR)), ui.Number(report.Short(x.Adds)),
			{Text: x.What, Hint: x.Why, Class: "wrap"},
		})
	}
	return ui.Scroll(label, ui.Table("variants", []string{"Variant", "Gene", "Node", "Counted allele", "Genotype", "Copies", "OR", "Adds", "What happened"}, rows))
}

// copies writes a number of alleles: whole where it is whole.
func copies(x expr.Number) string {
	if x.Missing() {
		return report.Short(x)
	}
	return strconv.FormatFloat(float64(x), 'g', 4, 64)
}

// genotypeControls choose the sample and take what only a person can say.
func genotypeControls(v *job.GenotypeView) app.UI {
	req := askedGenotype()
	set := func(change func(*job.Genotype, string)) (app.EventHandler, app.EventOption) {
		return func(ctx app.Context, e app.Event) {
			r := req
			change(&r, ctx.JSSrc().Get("value").String())
			now.askGenotype(r)
		}, app.EventScope(fmt.Sprint(req))
	}
	choose := func(id, label, value string, choices []ui.Choice, change func(*job.Genotype, string)) app.UI {
		handler, scope := set(change)
		return ui.Select(id, label, value, choices, handler, scope)
	}
	var panels []ui.Choice
	for _, p := range v.Panels {
		panels = append(panels, ui.Choice{Value: p.ID, Label: p.Title})
	}
	samples := names(v.Samples)
	if !slices.Contains(v.Samples, v.Sample) {
		samples = append([]ui.Choice{{Value: v.Sample, Label: v.Sample}}, samples...)
	}
	fromFile := "as the file tells: not known"
	if v.Sex != "" && v.Stated.Sex == "" {
		fromFile = "as the file tells: " + v.Sex
	}
	o := v.Stated
	return app.Section().Class("card").Aria("label", "Person and panel").Body(
		app.P().Text(v.File+": "+v.Read+". "+joined(v)),
		ui.Slot(v.Total > job.GenotypeSamples, func() app.UI {
			return ui.Search("find-person", "Find one of "+ui.Count(v.Total)+" samples", req.Query, func(q string) {
				r := askedGenotype()
				r.Query = q
				now.askGenotype(r)
			})
		}),
		app.Div().Class("fields").Body(
			choose("geno-file", "File", v.File, names(v.Files), func(r *job.Genotype, s string) { *r = job.Genotype{File: s, Panel: r.Panel} }),
			choose("geno-sample", "Sample", v.Sample, samples, func(r *job.Genotype, s string) {
				r.Sample, r.Stated.Sex, r.Stated.Antibodies = s, "", ""
			}),
			choose("geno-panel", "Panel", v.Panel, panels, func(r *job.Genotype, s string) { r.Panel = s }),
			choose("geno-ancestry", "Ancestry, as stated", o.Ancestry, []ui.Choice{{Value: "", Label: "not stated"}, {Value: "EUR", Label: "European"},
				{Value: "EAS", Label: "East Asian"}, {Value: "other", Label: "another"}}, func(r *job.Genotype, s string) { r.Stated.Ancestry = s }),
			choose("geno-sex", "Sex, for the X chromosome", o.Sex, []ui.Choice{{Value: "", Label: fromFile}, {Value: "female", Label: "female"},
				{Value: "male", Label: "male"}}, func(r *job.Genotype, s string) { r.Stated.Sex = s }),
			choose("geno-antibodies", "Antibodies against dsDNA, Ro or Sm", o.Antibodies, []ui.Choice{{Value: "", Label: "not stated"}, {Value: "present", Label: "present"},
				{Value: "absent", Label: "absent"}}, func(r *job.Genotype, s string) { r.Stated.Antibodies = s }),
			choose("geno-build", "Genome build", o.Build, []ui.Choice{{Value: "", Label: "as the file tells"}, {Value: "GRCh37", Label: "GRCh37 (hg19)"},
				{Value: "GRCh38", Label: "GRCh38 (hg38)"}}, func(r *job.Genotype, s string) { r.Stated.Build = s }),
			choose("geno-strand", "Strand", plus(o.Plus), []ui.Choice{{Value: "", Label: "as the file tells"}, {Value: "plus", Label: "all alleles are of the plus strand"}},
				func(r *job.Genotype, s string) { r.Stated.Plus = s == "plus" }),
		),
		ui.Slot(v.Question != "", func() app.UI {
			return app.Div().Class("question").Body(
				app.P().Text(v.Question),
				choose("geno-absent", "A place that is not listed is", o.Absent, []ui.Choice{{Value: "", Label: "not answered yet: missing"},
					{Value: "reference", Label: "the reference allele twice: the whole genome was sequenced"}, {Value: "missing", Label: "not known: only a part was looked at"}},
					func(r *job.Genotype, s string) { r.Stated.Absent = s }),
			)
		}),
		app.Button().ID("put-away").Type("button").Class("button").Text("Put away").Aria("label", "Put away "+v.File).
			OnClick(func(app.Context, app.Event) { now.putAwayGenotype(v.File) }, app.EventScope(v.File)),
	)
}

func plus(yes bool) string {
	if yes {
		return "plus"
	}
	return ""
}

func names(list []string) []ui.Choice {
	var out []ui.Choice
	for _, s := range list {
		out = append(out, ui.Choice{Value: s, Label: s})
	}
	return out
}

// joined says which expression samples are of the same person.
func joined(v *job.GenotypeView) string {
	if len(v.Joined) == 0 {
		return "No expression sample has the name of this one."
	}
	return "The same person as " + strings.Join(v.Joined, ", ") + " of the expression table."
}

// genotypeSum shows the weighted sums with what they rest on.
func genotypeSum(v *job.GenotypeView) app.UI {
	p := v.Panels[slices.IndexFunc(v.Panels, func(p job.Panel) bool { return p.ID == v.Panel })]
	return app.Section().Class("card").Body(
		app.H2().Text(p.Title),
		app.Div().Class("pair").Body(
			app.Div().Body(
				app.H3().Text("Weighted sum, autosomes"),
				app.P().ID("geno-score").Class("big").Text(report.Short(v.Sum.Score)),
				app.P().Text(sumWords(v.Sum)),
				ui.Slot(v.Approx != nil, func() app.UI { return app.P().Class("hint").Text(approxWords(v.Approx)) }),
			),
			ui.Slot(v.Double != nil, func() app.UI {
				return app.Div().Body(
					app.H3().Text("X chromosome, separately"),
					app.P().ID("geno-x").Class("big").Text(report.Short(v.Double.Score)),
					app.P().Text(sumWords(*v.Double)),
					app.P().Class("hint").Text(fmt.Sprintf("The one copy of a man is counted as two here; counted as one, the sum is %s (%s to %s). Sex: %s.", report.Short(v.Single.Score),
						report.Short(v.Single.Low), report.Short(v.Single.High), v.SexWhy)),
				)
			}),
		),
		app.P().Class("hint").Text("Weights: "+p.Weights+". "+sentence(p.Source)),
	)
}

func sumWords(s job.GenotypeSum) string {
	text := fmt.Sprintf("%d of %d variants found, %s of the weight", s.Observed, s.Loci, percent(s.Share))
	if s.Filled > 0 {
		text += fmt.Sprintf("; %d filled, %s", s.Filled, percent(s.FilledShare))
	}
	if s.Observed == s.Loci {
		return text + "."
	}
	if !s.Found.Missing() {
		text += ". What was found adds up to " + report.Short(s.Found)
	}
	return text + fmt.Sprintf(". With all that is possible for the rest: %s to %s.", report.Short(s.Low), report.Short(s.High))
}

func percent(x expr.Number) string { return fmt.Sprintf("%.0f %%", 100*float64(x)) }

func approxWords(a *job.GenotypeApprox) string {
	place := "Not all of them were found, so the sum is not placed."
	if !a.Z.Missing() {
		place = fmt.Sprintf("Over these variants the sum is %s, %s SD from the mean.", report.Short(a.Sum), report.Short(a.Z))
	}
	return fmt.Sprintf("Approximate reference, simulated from allele frequencies (%s, %d of %d variants): mean %s, SD %s. %s This is no percentile of patients.",
		a.Ancestry, a.Loci, a.Of, report.Short(a.Mean), report.Short(a.SD), place)
}

// genotypeNodes shows the alleles by node.
func genotypeNodes(v *job.GenotypeView) app.UI {
	var rows [][]ui.Cell
	for _, n := range v.Nodes {
		rows = append(rows, []ui.Cell{{Text: n.Name}, ui.Number(fmt.Sprintf("%s of %d", copies(n.Alleles), n.Of)),
			ui.Number(fmt.Sprintf("%d of %d", n.Observed, n.Loci)), ui.Number(report.Short(n.Adds))})
	}
	return app.Div().Body(
		ui.Heading("Counted alleles by node", "alleles", "dosage"),
		ui.Scroll("Counted alleles by node", ui.Table("nodes", []string{"Node", "Alleles", "Variants found", "Adds"}, rows)),
	)
}

// genotypeMatches shows what happened to the variants of the sums.
func genotypeMatches(v *job.GenotypeView) app.UI {
	return app.Div().Body(
		app.H2().Text("Match report"),
		app.Ul().Class("counts").Body(app.Range(v.Matches).Slice(func(i int) app.UI {
			m := v.Matches[i]
			return app.Li().Text(fmt.Sprintf("%s %s (%s)", ui.Count(m.Variants), m.What, percent(m.Share)))
		})),
		app.P().Class("hint").Text("Of all variants in the sums. A sum needs 75 % of its weight."),
	)
}

func variantsHint(v *job.GenotypeView) string {
	text := "Positions are of GRCh37 / GRCh38; the letters of the built-in panels are of the plus strand. The source of every odds ratio, and what else is known of a variant, are in the download."
	if v.More > 0 {
		text += fmt.Sprintf(" The first %d are listed; %s more are in the download.", len(v.Variants), ui.Count(v.More))
	}
	return text
}

// genotypeDownloads offers what can be taken away.
func genotypeDownloads() app.UI {
	req := askedGenotype()
	get := func(kind string) app.EventHandler {
		return func(app.Context, app.Event) {
			now.download(job.Export{Kind: kind, Genotype: req})
		}
	}
	take := func(id, label, what string) app.UI {
		return app.Li().Body(app.Button().ID("export-"+id).Type("button").Class("take").OnClick(get(id), app.EventScope(fmt.Sprint(req))).
			Body(ui.Arrow(), app.Strong().Text(label), app.Span().Class("hint").Text(what)))
	}
	return app.Section().Class("card downloads").Body(
		app.H2().Text("Download"),
		app.Ul().Body(
			take("genotype", "This sample (TSV)", "Sums, nodes, notes, and every variant with what happened to it."),
			take("genotypes", "All samples (TSV)", "One line a sample, with its expression samples."),
		),
	)
}
