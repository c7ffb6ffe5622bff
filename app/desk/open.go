package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/geno"
	"ifnscope/score/read"
)

// open reads files, or the example, and proposes how to understand them.
func (d *Desk) open(ctx context.Context, req job.Open, files []read.File, emit Emit) (*job.Check, error) {
	if req.Example {
		var s state
		s.synthetic = true
		for _, f := range demo.Files() {
			o, err := load(ctx, opened{file: f}, nil, emit)
			if err != nil {
				return nil, err
			}
			s.files = append(s.files, o)
		}
		return d.adopt(s)
	}
	if len(files) == 0 {
		return nil, errors.New("no file was chosen")
	}
	var fresh []opened
	var last error
	good, table, scores := 0, false, false // table: an expression table for certain
	panels := d.panels()
	for i, f := range files {
		if slices.ContainsFunc(files[:i], func(x read.File) bool { return x.Name == f.Name }) {
			return nil, fmt.Errorf("two of the files are named %q: one would be taken for the other. Rename them, each after its sample", f.Name)
		}
		o, err := load(ctx, opened{file: f}, panels, emit)
		if err != nil && ctx.Err() != nil {
			return nil, err
		}
		if err != nil {
			last = err
		} else {
			good++
			table = table || o.content != nil && o.content.Matrix != nil && !o.content.Unsure
			scores = scores || o.genetic.panel != nil
		}
		fresh = append(fresh, o)
	}
	if good == 0 {
		// none of them can be read: what was open stays open
		return nil, last
	}
	s := state{files: fresh}
	// another expression table is other work
	if req.Add && !d.synthetic && (!table || d.matrix == nil || d.extended(fresh)) {
		s = d.state
		s.files = slices.Clone(d.files)
		for _, o := range fresh {
			// a file of the same name is opened anew
			if i := slices.IndexFunc(s.files, func(x opened) bool { return x.file.Name == o.file.Name }); i >= 0 {
				s.files[i] = o
			} else {
				s.files = append(s.files, o)
			}
		}
	}
	if scores || len(panels) != len(s.panels()) {
		if err := s.rereadGenotypes(ctx, emit); err != nil {
			return nil, err
		}
	}
	return d.adopt(s)
}

// extended reports whether the expression tables among the files are more of
// what is open: more files of one sample each, or more plates.
func (d *Desk) extended(fresh []opened) bool {
	for _, o := range fresh {
		if o.content == nil || o.content.Matrix == nil {
			continue
		}
		c := o.content
		if !slices.ContainsFunc(d.files, func(x opened) bool {
			return x.content != nil && (c.OneSample() && x.content.OneSample() && x.content.Format == c.Format || c.Plate() && x.content.Plate())
		}) {
			return false
		}
	}
	return true
}

// load reads one file. A file that cannot be read keeps its error. Of a
// genotype file what stands at the places of the panels is kept.
func load(ctx context.Context, o opened, panels []*geno.Panel, emit Emit) (opened, error) {
	fail := func(err error) (opened, error) {
		o.content, o.genetic, o.reference, o.err = nil, genetic{}, nil, err
		return o, err
	}
	name := o.file.Name
	emit(job.Progress{Step: "Looking at " + name})
	if o.sha256 == "" {
		sum, err := hash(ctx, o.file, emit)
		if err != nil {
			return fail(err)
		}
		o.sha256 = sum
	}
	if r, is, err := loadReference(o); err != nil {
		return fail(err)
	} else if is {
		r.content, r.genetic, r.err = nil, genetic{}, nil
		return r, nil
	}
	if g, is, err := loadGenetic(ctx, o, panels, emit); err != nil {
		return fail(err)
	} else if is {
		g.content, g.err = nil, nil
		return g, nil
	}
	s, err := read.Peek(o.file, o.options)
	if err != nil {
		return fail(err)
	}
	step := "Reading " + name
	if m := s.Cells / 1_000_000; m > 0 {
		step += fmt.Sprintf(" (about %d million cells)", m)
	}
	c, err := read.Load(ctx, o.file, s, func(n int64) { emit(job.Progress{Step: step, Done: n}) })
	if err != nil {
		return fail(err)
	}
	o.content, o.genetic, o.err = c, genetic{}, nil
	return o, nil
}

// hash returns the sha256 of the bytes of a file as stored.
func hash(ctx context.Context, f read.File, emit Emit) (string, error) {
	rc, err := f.Open()
	if err != nil {
		return "", &read.Error{File: f.Name, Code: read.Unreadable, What: fmt.Sprintf("the file cannot be read (%v)", err), WayOut: "If it was moved or changed, open it again"}
	}
	defer rc.Close()
	h := sha256.New()
	buf := make([]byte, 1<<20)
	var n int64
	for {
		k, err := rc.Read(buf)
		h.Write(buf[:k])
		n += int64(k)
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", &read.Error{File: f.Name, Code: read.Unreadable, What: fmt.Sprintf("the file cannot be read (%v)", err), WayOut: "If it was moved or changed, open it again"}
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		emit(job.Progress{Step: "Looking at " + f.Name, Done: n, Total: f.Size})
	}
}

// reread reads file i again with other options. The column of values is chosen
// for all files that are one table with it: samples of one study are counted
// alike.
func (s *state) reread(ctx context.Context, i int, opt read.Options, emit Emit) error {
	changed := s.files[i].content
	for k, o := range s.files {
		switch {
		case k == i:
			o.options = opt
		case changed != nil && changed.OneSample() && opt.Column != changed.Options.Column &&
			o.content != nil && o.content.OneSample() && o.content.Format == changed.Format:
			o.options.Column = opt.Column
		default:
			continue
		}
		o, err := load(ctx, o, s.panels(), emit)
		if err != nil {
			return err
		}
		s.files[k] = o
	}
	return nil
}
