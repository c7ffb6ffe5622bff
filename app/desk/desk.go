package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/method"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
	"ifnscope/score/stratify"
)

// Desk does what requests ask and keeps what they opened: the files, how they
// are understood, and the last result. A request that fails leaves the desk as
// it was. The zero value is an empty desk. A Desk serves one request at a
// time.
type Desk struct {
	// Genes is the table of all human genes, nil until it is handed over.
	Genes *gene.Table
	// Pool does the parts of long computations side by side, nil if there is
	// nobody.
	Pool method.Pool
	// Vault is the cryptography of the browser, nil where it offers none.
	Vault Vault

	state
	result   *score.Scored
	profiled profiled  // of the result
	asked    job.Score // what the result answers
	// without holds the IFN-high controls of the result, by signature and method
	without map[[2]string]stratify.Controls

	inspection *qc.Inspection   // the last comparison of the samples
	drawn      map[string]drawn // what the page shows, by name

	own      []*sig.Signature // gene sets of the person's own
	ownNotes note.Log         // on those that were brought last
	brought  []job.OwnSets    // how they came here
}

// state is what is open. It is replaced as a whole, never changed in place.
type state struct {
	files      []opened
	synthetic  bool
	unit       expr.Unit
	namespace  gene.Namespace
	normalise  string            // id of the normalisation that a person chose
	references []string          // and the reference genes
	tissue     string            // and stated
	holds      map[string]string // what columns of the sample table hold, as a person said
	assignment sample.Assignment
	recognised sample.Recognised
	assigned   bool // a person has decided, so nothing is proposed any more

	matrix   *expr.Matrix
	table    *sample.Table     // joined to the samples
	assay    *read.Assay       // of the expression table, nil if it is of none
	probes   map[string]string // a person's own platform table
	key      string            // by which the sample table was joined, in words
	design   *sample.Design
	exam     *score.Examination
	mapping  *gene.Mapping
	controls *ref.File     // of a reference file, in place of controls of the table's own
	settled  score.Options // with what a person left open filled in
	notes    note.Log
	reading  note.Log // of them, and of the files, what goes to a report
	problem  string
}

// opened is one file.
type opened struct {
	file    read.File
	sha256  string
	options read.Options // corrections
	content *read.Content
	genetic genetic
	// reference holds a laboratory's healthy controls
	reference *ref.File
	err       error
}

// Emit tells the page of progress. It may let other work of the process run.
type Emit func(job.Progress)

// Do fulfils a request. Files are those that travelled beside it. The reply is
// the last one of the request; it carries an Error instead of a panic.
func (d *Desk) Do(ctx context.Context, req job.Request, files []read.File, emit Emit) (reply job.Reply) {
	defer func() {
		if p := recover(); p != nil {
			reply = job.Reply{Error: &job.Error{Kind: job.ErrorPanic, Text: fmt.Sprint(p)}}
		}
		reply.ID = req.ID
	}()
	var err error
	switch {
	case req.Open != nil:
		var is bool
		if reply.Check, reply.Restored, is, err = d.restore(ctx, *req.Open, files, emit); !is {
			reply.Check, err = d.open(ctx, *req.Open, files, emit)
		}
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
	case req.Genotype != nil:
		reply.Genotype, err = d.genotype(*req.Genotype)
	case req.Export != nil:
		reply.File, err = d.export(ctx, *req.Export, emit)
	case req.Quality != nil:
		reply.Quality, err = d.quality(ctx, emit)
	case req.Cohort != nil:
		reply.Cohort, err = d.cohort(ctx, *req.Cohort, emit)
	case req.Pathway != nil:
		reply.Pathway, err = d.pathway(*req.Pathway)
	case req.Catalogue != nil:
		reply.Catalogue, err = d.catalogue(*req.Catalogue)
	case req.OwnSets != nil:
		reply.Catalogue, err = d.ownSets(*req.OwnSets)
	case req.Sheet != nil:
		reply.Sheet, err = d.sheet(*req.Sheet)
	case req.Methods != nil:
		reply.Methods = d.methods()
	case req.Draw != nil:
		reply.Figure, err = d.draw(*req.Draw)
	case req.Mark != nil:
		reply.Found = d.mark(*req.Mark)
	case req.Find != nil:
		reply.Found = d.find(*req.Find)
	case req.Rows != nil:
		reply.Rows, err = d.rowsOf(*req.Rows)
	default:
		err = errors.New("the request asks for nothing")
	}
	if err != nil {
		reply = job.Reply{Error: errorOf(err)}
		var w *wanting
		if errors.As(err, &w) {
			reply.Session = &w.view
		}
	}
	return reply
}

var errNoTable = errors.New("no expression table is open")

// errorOf is what a page says of err. It may quote a file, so that what cannot
// be shown (bytes that are no text, controls, characters that turn the line)
// stands escaped, and of a long quotation the middle is left out.
func errorOf(err error) *job.Error {
	e := *kindOf(err)
	e.Text = printable(e.Text)
	if r := []rune(e.Text); len(r) > longestMessage {
		e.Text = string(r[:longestMessage/2]) + " ... " + string(r[len(r)-longestMessage/2:])
	}
	return &e
}

// longestMessage is the number of characters that a person reads before the way
// out at its end.
const longestMessage = 500

// printable returns s with what has no shape of its own escaped as in Go.
func printable(s string) string {
	var b []byte
	for i, n := 0, 0; i < len(s); i += n {
		var r rune
		r, n = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = fmt.Appendf(b, `\x%02x`, s[i])
		case r == utf8.RuneError:
			b = append(b, `\ufffd`...)
		case unicode.IsPrint(r):
			b = append(b, s[i:i+n]...)
		default:
			q := strconv.QuoteRune(r)
			b = append(b, q[1:len(q)-1]...)
		}
	}
	return string(b)
}

func kindOf(err error) *job.Error {
	var file *read.Error
	var said *job.Error
	var needs *wanting
	switch {
	case errors.As(err, &needs):
		return &job.Error{Kind: job.ErrorSession, Text: needs.text}
	case errors.As(err, &said):
		return said
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &job.Error{Kind: job.ErrorCancelled, Text: "Cancelled. Nothing was changed."}
	case errors.As(err, &file):
		return &job.Error{Kind: job.ErrorFile, Text: file.Error()}
	}
	return &job.Error{Kind: job.ErrorUser, Text: sentence(err)}
}

// sentence is an error as a page says it: without the room of the library that
// it comes from, beginning with a capital and ending with a stop.
func sentence(err error) string {
	s := err.Error()
	for _, room := range []string{"score: ", "method: ", "norm: "} {
		s = strings.TrimPrefix(s, room)
	}
	first, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// adopt works out how the files of s are understood and makes it the state of
// the desk. The last result is kept: it is of the data that were scored.
func (d *Desk) adopt(s state) (*job.Check, error) {
	if err := s.understand(d.Genes); err != nil {
		return nil, err
	}
	d.state, d.inspection = s, nil
	return d.check(), nil
}

// correct changes how the files are understood.
func (d *Desk) correct(ctx context.Context, req job.Correct, emit Emit) (*job.Check, error) {
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
		if err := s.reread(ctx, i, *req.Options, emit); err != nil {
			return nil, err
		}
	}
	if req.Unit != nil {
		// what was chosen for another unit means nothing for this one
		s.unit, s.normalise, s.references = *req.Unit, "", nil
	}
	if req.Normalisation != nil {
		s.normalise = *req.Normalisation
	}
	if req.References != nil {
		s.references = *req.References
	}
	if req.Tissue != nil {
		s.tissue = *req.Tissue
	}
	if req.Holds != nil {
		if err := s.hold(*req.Holds); err != nil {
			return nil, err
		}
	}
	if req.Namespace != nil {
		s.namespace = *req.Namespace
	}
	return d.adopt(s)
}

// assign says who the samples are.
func (d *Desk) assign(req job.Assign) (*job.Check, error) {
	if d.matrix == nil {
		return nil, errNoTable
	}
	s := d.state
	s.assignment, s.assigned = req.Assignment, true
	return d.adopt(s)
}
