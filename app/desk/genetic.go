package desk

import (
	"context"
	"errors"
	"io"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/geno"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// genetic is what is known of a genotype file or a scoring file.
type genetic struct {
	genotypes *geno.File
	panel     *geno.Panel // of a scoring file
}

// panels returns the built-in panels and those of the open scoring files.
func (s *state) panels() []*geno.Panel {
	out := []*geno.Panel{geno.Interferon(), geno.BCell()}
	for _, o := range s.files {
		if o.genetic.panel != nil {
			out = append(out, o.genetic.panel)
		}
	}
	return out
}

// hasGenetic reports whether a genotype or scoring file is open.
func (s *state) hasGenetic() bool {
	return slices.ContainsFunc(s.files, func(o opened) bool { return o.genetic != genetic{} })
}

// loadGenetic reads a file if it is a genotype or scoring file. For others it
// returns false.
func loadGenetic(ctx context.Context, o opened, panels []*geno.Panel, emit Emit) (opened, bool, error) {
	head, err := headOf(o.file)
	if err != nil {
		return o, false, nil // package read explains it
	}
	scoring := geno.SniffPGS(head)
	if !scoring && geno.Sniff(head) == "" {
		return o, false, nil
	}
	rc, err := o.file.Open()
	if err != nil {
		return o, true, geneticError(o.file.Name, err)
	}
	defer rc.Close()
	r := &watched{ctx: ctx, r: rc, step: "Reading " + o.file.Name, total: o.file.Size, emit: emit}
	o.genetic = genetic{}
	if scoring {
		o.genetic.panel, err = geno.ReadPGS(r, o.file.Name)
	} else {
		o.genetic.genotypes, err = geno.Read(r, geno.NewPlaces(panels...), o.file.Name)
	}
	if err == nil {
		err = o.genetic.names(o.file.Name)
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		o.genetic = genetic{}
	}
	return o, true, geneticError(o.file.Name, err)
}

// names returns an error if a name is longer than those of expression files may
// be.
func (g genetic) names(file string) error {
	var shown []string
	if g.panel != nil {
		shown = []string{g.panel.ID, g.panel.Title, g.panel.Citation}
	}
	if g.genotypes != nil {
		shown = g.genotypes.Samples
	}
	for _, s := range shown {
		if read.Long(s) {
			e := read.TooLong("a name", s)
			e.File = file
			return e
		}
	}
	return nil
}

// headOf returns the first bytes of the content of a file.
func headOf(f read.File) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return geno.Head(rc)
}

// geneticError turns an error of package geno into one of package read.
func geneticError(file string, err error) error {
	var e *geno.Error
	if errors.As(err, &e) {
		return &read.Error{File: file, Line: e.Line, Code: read.Malformed, What: e.What, WayOut: e.WayOut}
	}
	return err
}

// watched reports how much of a file was read and stops when the context ends.
type watched struct {
	ctx     context.Context
	r       io.Reader
	n, told int64
	step    string
	total   int64
	emit    Emit
}

func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.r.Read(p)
	if w.n += int64(n); w.n-w.told >= 1<<20 {
		w.told = w.n
		w.emit(job.Progress{Step: w.step, Done: w.n, Total: w.total})
	}
	return n, err
}

// rereadGenotypes reads the genotype files again after a scoring file was
// added: only what stands at the places of known panels was kept of them.
func (s *state) rereadGenotypes(ctx context.Context, emit Emit) error {
	panels := s.panels()
	for i, o := range s.files {
		if o.genetic.genotypes == nil {
			continue
		}
		o, _, err := loadGenetic(ctx, o, panels, emit)
		if err != nil {
			return err
		}
		s.files[i] = o
	}
	return nil
}

// geneticFile shows how a genotype or scoring file was read.
func geneticFile(v *job.FileView, g genetic) {
	v.Genetic = true
	if p := g.panel; p != nil {
		v.Rows, v.Columns = p.Lines, 1
		v.Summary = read.Summary{Format: "pgs", Title: "Scoring file of the PGS Catalog", Evidence: []read.Evidence{
			{What: "score", Guess: p.Title, Why: p.Citation},
			{What: "build", Guess: known(string(p.Build)), Why: "of its positions"},
		}}
		return
	}
	f := g.genotypes
	v.Rows, v.Columns, v.Notes = f.Sites, len(f.Samples), f.Notes
	v.Summary = read.Summary{Format: string(f.Format), Title: f.Format.Title(), Evidence: []read.Evidence{
		{What: "build", Guess: known(string(f.Build)), Why: f.BuildWhy},
		{What: "content", Guess: string(f.Kind), Why: f.KindWhy},
	}}
	if f.Kind == geno.KindVariants {
		v.Notes = slices.Clone(v.Notes)
		v.Notes.Warnf(note.GenotypeAbsent, "", "%s Answer on the page Genotype.", geno.Question)
	}
}

func known(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}
