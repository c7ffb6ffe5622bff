package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"ifnscope/score"
	"ifnscope/score/demo"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Desk does what requests ask and keeps what they opened: the files, how they
// are understood, and the last result. A request that fails leaves the desk as
// it was. The zero value is an empty desk. A Desk serves one request at a
// time.
type Desk struct {
	// Genes is the table of all human genes, nil until it is handed over.
	Genes *gene.Table

	state
	result *score.Scored
}

// state is what is open. It is replaced as a whole, never changed in place.
type state struct {
	files      []opened
	synthetic  bool
	unit       expr.Unit
	namespace  gene.Namespace
	assignment sample.Assignment
	recognised sample.Recognised
	assigned   bool // a person has decided, so nothing is proposed any more

	matrix  *expr.Matrix
	table   *sample.Table // joined to the samples
	key     string
	design  *sample.Design
	exam    *score.Examination
	mapping *gene.Mapping
	notes   note.Log
	problem string
}

// opened is one file.
type opened struct {
	file    read.File
	sha256  string
	options read.Options // corrections
	content *read.Content
	err     error
}

// Emit tells the page of progress. It may let other work of the process run.
type Emit func(Progress)

// Do fulfils a request. Files are those that travelled beside it. The reply is
// the last one of the request; it carries an Error instead of a panic.
func (d *Desk) Do(ctx context.Context, req Request, files []read.File, emit Emit) (reply Reply) {
	defer func() {
		if p := recover(); p != nil {
			reply = Reply{Error: &Error{Kind: ErrorPanic, Text: fmt.Sprint(p)}}
		}
		reply.ID = req.ID
	}()
	var err error
	switch {
	case req.Open != nil:
		reply.Check, err = d.open(ctx, *req.Open, files, emit)
	case req.Correct != nil:
		reply.Check, err = d.correct(ctx, *req.Correct, emit)
	case req.Assign != nil:
		reply.Check, err = d.assign(*req.Assign)
	case req.People != nil:
		reply.People, err = d.people(*req.People)
	case req.Score != nil:
		reply.Result, err = d.score(ctx, *req.Score, emit)
	case req.View != nil:
		reply.Result, err = d.view(*req.View)
	case req.Person != nil:
		reply.Person, err = d.person(*req.Person)
	case req.Export != nil:
		reply.File, err = d.export(*req.Export)
	default:
		err = errors.New("the request asks for nothing")
	}
	if err != nil {
		reply = Reply{Error: errorOf(err)}
	}
	return reply
}

func errorOf(err error) *Error {
	var file *read.Error
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Error{Kind: ErrorCancelled, Text: "Cancelled. Nothing was changed."}
	case errors.As(err, &file):
		return &Error{Kind: ErrorFile, Text: file.Error()}
	}
	return &Error{Kind: ErrorUser, Text: err.Error()}
}

// open reads files, or the example, and proposes how to understand them.
func (d *Desk) open(ctx context.Context, req Open, files []read.File, emit Emit) (*Check, error) {
	if req.Example {
		var s state
		s.synthetic = true
		for _, f := range demo.Files() {
			o, err := load(ctx, opened{file: f}, emit)
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
	var s state
	if req.Add && !d.synthetic {
		s = d.state
		s.files = slices.Clone(d.files)
	}
	var last error
	read := 0
	for _, f := range files {
		o, err := load(ctx, opened{file: f}, emit)
		if err != nil && ctx.Err() != nil {
			return nil, err
		}
		if err != nil {
			last = err
		} else {
			read++
		}
		// a file of the same name is opened anew
		if i := slices.IndexFunc(s.files, func(x opened) bool { return x.file.Name == f.Name }); i >= 0 {
			s.files[i] = o
		} else {
			s.files = append(s.files, o)
		}
	}
	if read == 0 {
		// none of them can be read: what was open stays open
		return nil, last
	}
	return d.adopt(s)
}

// load reads one file. A file that cannot be read keeps its error.
func load(ctx context.Context, o opened, emit Emit) (opened, error) {
	fail := func(err error) (opened, error) {
		o.content, o.err = nil, err
		return o, err
	}
	name := o.file.Name
	emit(Progress{Step: "Looking at " + name})
	if o.sha256 == "" {
		sum, err := hash(ctx, o.file, emit)
		if err != nil {
			return fail(err)
		}
		o.sha256 = sum
	}
	s, err := read.Peek(o.file, o.options)
	if err != nil {
		return fail(err)
	}
	c, err := read.Load(ctx, o.file, s, func(n int64) { emit(Progress{Step: "Reading " + name, Done: n}) })
	if err != nil {
		return fail(err)
	}
	o.content, o.err = c, nil
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
		emit(Progress{Step: "Looking at " + f.Name, Done: n, Total: f.Size})
	}
}

// adopt works out how the files of s are understood and makes it the state of
// the desk. The last result is kept: it is of the data that were scored.
func (d *Desk) adopt(s state) (*Check, error) {
	if err := s.understand(d.Genes); err != nil {
		return nil, err
	}
	d.state = s
	return d.check(), nil
}

// correct changes how the files are understood.
func (d *Desk) correct(ctx context.Context, req Correct, emit Emit) (*Check, error) {
	s := d.state
	s.files = slices.Clone(d.files)
	switch {
	case req.Remove != "":
		s.files = slices.DeleteFunc(s.files, func(o opened) bool { return o.file.Name == req.Remove })
		s.assigned = false
	case req.Options != nil:
		i := slices.IndexFunc(s.files, func(o opened) bool { return o.file.Name == req.File })
		if i < 0 {
			return nil, fmt.Errorf("the file %q is not open", req.File)
		}
		o := s.files[i]
		o.options = *req.Options
		o, err := load(ctx, o, emit)
		if err != nil {
			return nil, err
		}
		s.files[i] = o
	}
	if req.Unit != nil {
		s.unit = *req.Unit
	}
	if req.Namespace != nil {
		s.namespace = *req.Namespace
	}
	return d.adopt(s)
}

// assign says who the samples are.
func (d *Desk) assign(req Assign) (*Check, error) {
	if d.matrix == nil {
		return nil, errors.New("no expression table is open")
	}
	s := d.state
	s.assignment, s.assigned = req.Assignment, true
	return d.adopt(s)
}

// understand joins the files and works out everything that follows from them.
func (s *state) understand(genes *gene.Table) error {
	s.matrix, s.table, s.design, s.exam, s.mapping, s.notes, s.problem, s.key = nil, nil, nil, nil, nil, nil, "", ""
	var clinical *sample.Table
	var second string
	for _, o := range s.files {
		if o.content == nil {
			continue
		}
		if m := o.content.Matrix; m != nil {
			if s.matrix != nil {
				second = o.file.Name
				continue
			}
			s.matrix = m
			if o.content.Table != nil {
				s.table = o.content.Table // of the same file, in the order of its samples
			}
			continue
		}
		clinical = o.content.Table
	}
	if s.matrix == nil {
		s.problem = "There is no expression table yet. Open one: genes x samples, as text or as a GEO series matrix."
		if clinical == nil {
			s.problem = "No file is open."
		}
		return nil
	}
	if second != "" {
		s.notes.Warnf(note.SecondMatrix, second, "a second expression table is not used; put one of them away")
	}
	if clinical != nil {
		joined, key, notes, err := clinical.Join(s.matrix.Samples())
		if err != nil {
			s.notes.Severef(note.JoinFailed, "", "the sample table is not used: %v", err)
		} else {
			s.table, s.key = joined, key
			s.notes = append(s.notes, notes...)
		}
	}
	s.recognised = sample.Recognise(s.matrix.Samples(), s.table)
	if !s.assigned {
		s.assignment = s.recognised.Assignment
	}
	design, notes, err := sample.Assign(s.matrix.Samples(), s.table, s.assignment)
	if err != nil {
		return err
	}
	s.design = design
	s.notes = append(s.notes, notes...)

	in := score.Input{Matrix: s.matrix, Genes: genes}
	s.exam, s.mapping, err = score.Examine(in, score.Options{Unit: s.unit, Namespace: s.namespace})
	s.notes = append(s.notes, s.exam.Notes...)
	if err != nil {
		s.problem = err.Error()
		return nil
	}
	s.problem = score.Obstacle(s.currentUnit())
	return nil
}

// currentUnit returns the unit in force: the person's, else the guess.
func (s *state) currentUnit() expr.Unit {
	if s.unit != expr.Unknown {
		return s.unit
	}
	return s.exam.Unit.Unit
}

// score computes the scores of what is open.
func (d *Desk) score(ctx context.Context, req Score, emit Emit) (*Result, error) {
	if d.matrix == nil {
		return nil, errors.New("no expression table is open")
	}
	if d.problem != "" {
		return nil, errors.New(d.problem)
	}
	in := score.Input{Matrix: d.matrix, Table: d.table, Genes: d.Genes, Synthetic: d.synthetic}
	for _, o := range d.files {
		if o.content != nil {
			in.Files = append(in.Files, report.File{Name: o.file.Name, Size: o.file.Size, SHA256: o.sha256, Format: o.content.Title, Options: o.content.Options})
		}
	}
	opt := score.Options{Unit: d.unit, Namespace: d.namespace, Assignment: d.assignment, Signatures: req.Signatures, Methods: req.Methods}
	s, err := score.Score(ctx, in, opt, func(step string, done, total int) {
		emit(Progress{Step: step, Done: int64(done), Total: int64(total)})
	})
	if err != nil {
		return nil, err
	}
	d.result = s
	return d.view(View{})
}
