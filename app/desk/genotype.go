package desk

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/geno"
)

// chosen is what a request for genotypes names.
type chosen struct {
	file    *geno.File
	sample  int
	panel   *geno.Panel
	joined  [][]int
	options geno.Options
}

// chooseGenotype finds what a request names.
func (d *Desk) chooseGenotype(req job.Genotype) (*chosen, error) {
	c := &chosen{options: options(req.Stated)}
	for _, o := range d.files {
		if f := o.genetic.genotypes; f != nil && (req.File == "" || o.file.Name == req.File) {
			c.file = f
			break
		}
	}
	if c.file == nil {
		return nil, errors.New("no genotype file of this name is open")
	}
	if req.Sample != "" {
		if c.sample = slices.Index(c.file.Samples, req.Sample); c.sample < 0 {
			return nil, fmt.Errorf("the file %s has no sample %q", c.file.Name, req.Sample)
		}
	}
	for _, p := range d.panels() {
		if req.Panel == "" || p.ID == req.Panel {
			c.panel = p
			break
		}
	}
	if c.panel == nil {
		return nil, fmt.Errorf("there is no panel %q", req.Panel)
	}
	c.joined = make([][]int, len(c.file.Samples))
	if d.design != nil {
		c.joined = geno.Join(c.file.Samples, d.design.Samples, d.design.Subject)
	}
	return c, nil
}

// expressionSamples names the expression samples of a genotype sample.
func (d *Desk) expressionSamples(c *chosen, sample int) []string {
	var out []string
	for _, j := range c.joined[sample] {
		out = append(out, d.design.Samples[j])
	}
	return out
}

// options turns what a person has stated into the terms of package geno.
func options(s job.Stated) geno.Options {
	return geno.Options{Ancestry: geno.Ancestry(s.Ancestry), Sex: geno.Sex(s.Sex), Build: geno.Build(s.Build), Absent: geno.Absent(s.Absent),
		Antibodies: geno.Antibodies(s.Antibodies), Plus: s.Plus}
}

// howWords say what happened to a variant.
var howWords = map[geno.How]string{
	geno.Found:          "found",
	geno.Swapped:        "found, the alleles in the other order",
	geno.Flipped:        "found on the other strand",
	geno.FlippedSwapped: "found on the other strand, the alleles in the other order",
	geno.FromReference:  "the reference allele twice",
	geno.ByProxy:        "by proxy",
	geno.Filled:         "filled",
	geno.Missing:        "missing",
	geno.LeftOut:        "excluded",
}

// useWords say what a variant is for; those of the sums need no word.
var useWords = map[geno.Use]string{
	geno.Shown: "shown only", geno.Apart: "HLA, apart", geno.Excluded: "never read",
}

// genotype shows a panel in one sample.
func (d *Desk) genotype(req job.Genotype) (*job.GenotypeView, error) {
	c, err := d.chooseGenotype(req)
	if err != nil {
		return nil, err
	}
	f := c.file
	r := c.panel.Score(f, c.sample, c.options)
	v := &job.GenotypeView{File: f.Name, Total: len(f.Samples), Sample: r.Sample, Joined: d.expressionSamples(c, c.sample), Panel: c.panel.ID,
		Read:   fmt.Sprintf("%s of %d lines, build %s (%s)", f.Format.Title(), f.Sites, known(string(f.Build)), f.BuildWhy),
		Stated: req.Stated, Sex: string(r.Sex), SexWhy: r.SexWhy, Wording: geno.Wording, Notes: append(slices.Clone(f.Notes), r.Notes...), Sum: sumView(r.Sum)}
	if f.Kind == geno.KindVariants {
		v.Question = geno.Question
	}
	for _, o := range d.files {
		if o.genetic.genotypes != nil {
			v.Files = append(v.Files, o.file.Name)
		}
	}
	for _, p := range d.panels() {
		v.Panels = append(v.Panels, job.Panel{ID: p.ID, Title: p.Title, Source: p.Citation, Weights: p.Weights})
	}
	for _, s := range f.Samples {
		if len(v.Samples) < job.GenotypeSamples && strings.Contains(strings.ToLower(s), strings.ToLower(req.Query)) {
			v.Samples = append(v.Samples, s)
		}
	}
	if r.X != nil {
		double, single := sumView(r.X.Double), sumView(r.X.Single)
		v.Double, v.Single = &double, &single
	}
	for _, n := range r.Nodes {
		v.Nodes = append(v.Nodes, job.GenotypeNode{Name: n.Name, Loci: n.Loci, Observed: n.Observed, Alleles: expr.Number(n.Alleles), Of: n.Of, Adds: expr.Number(n.Found)})
	}
	if a := r.Approx; a != nil {
		v.Approx = &job.GenotypeApprox{Ancestry: string(a.Ancestry), Loci: a.Loci, Of: a.Of, Mean: expr.Number(a.Mean), SD: expr.Number(a.SD), Sum: expr.Number(a.Sum), Z: expr.Number(a.Z)}
	}
	for _, m := range r.Matches() {
		v.Matches = append(v.Matches, job.GenotypeMatch{What: howWords[m.Status], Variants: m.Variants, Share: expr.Number(m.Share)})
	}
	for i := range r.Findings {
		if i == job.GenotypeVariants {
			v.More = len(r.Findings) - i
			break
		}
		v.Variants = append(v.Variants, locus(&r.Findings[i]))
	}
	return v, nil
}

func sumView(s geno.Sum) job.GenotypeSum {
	return job.GenotypeSum{Loci: s.Loci, Observed: s.Observed, Filled: s.Filled, Score: expr.Number(s.Score), Found: expr.Number(s.Found),
		Share: expr.Number(s.Share), FilledShare: expr.Number(s.FilledShare), Low: expr.Number(s.Low), High: expr.Number(s.High)}
}

// placeOf writes the positions of a variant, that of GRCh37 first.
func placeOf(v *geno.Variant) string {
	switch {
	case v.Pos37 > 0 && v.Pos38 > 0:
		return fmt.Sprintf("%s:%d / %d", v.Chrom, v.Pos37, v.Pos38)
	case v.Pos37 > 0:
		return fmt.Sprintf("%s:%d (%s)", v.Chrom, v.Pos37, geno.GRCh37)
	case v.Pos38 > 0:
		return fmt.Sprintf("%s:%d (%s)", v.Chrom, v.Pos38, geno.GRCh38)
	}
	return "by name"
}

func locus(x *geno.Finding) job.GenotypeLocus {
	v := x.Variant
	what := howWords[x.How]
	if x.By != "" {
		what += " " + x.By
	}
	if use := useWords[v.Use]; use != "" {
		what = use + "; " + what
	}
	return job.GenotypeLocus{RSID: v.RSID, Gene: v.Gene, Node: v.Node, Place: placeOf(v), Scored: v.Use == geno.Scored, Effect: v.Effect, Other: v.Other, OR: expr.Number(v.OR),
		Ancestry: strings.NewReplacer("_", " ", ",", ", ").Replace(v.Ancestry), Genotype: x.Genotype, Copies: expr.Number(x.Copies), Adds: expr.Number(x.Adds),
		How: string(x.How), What: what, Why: x.Why, Source: v.Source, Note: v.Note}
}

// exportGenotype writes the table of one sample, or the sums of all samples of
// the file. What was stated of one person is not taken for the others.
func (d *Desk) exportGenotype(kind string, req job.Genotype) (*job.File, error) {
	c, err := d.chooseGenotype(req)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if kind == "genotype" {
		r := c.panel.Score(c.file, c.sample, c.options)
		err := geno.WriteTSV(&b, c.file, []*geno.Panel{c.panel}, []*geno.Result{r})
		return &job.File{Name: "ifnscope-genotype.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	}
	var results []*geno.Result
	var joined []string
	for i := range c.file.Samples {
		opt := c.options
		if i != c.sample {
			opt.Sex, opt.Antibodies = geno.SexUnknown, geno.AntibodiesNotStated
		}
		r := c.panel.Score(c.file, i, opt)
		r.Findings = nil
		results = append(results, r)
		joined = append(joined, strings.Join(d.expressionSamples(c, i), " "))
	}
	err = geno.WriteSums(&b, results, joined)
	return &job.File{Name: "ifnscope-genotypes.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
}
