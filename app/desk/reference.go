package desk

import (
	"bufio"
	"bytes"
	"fmt"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/ref"
)

// loadReference reads a reference file; is reports whether the file is one.
func loadReference(o opened) (out opened, is bool, err error) {
	rc, err := o.file.Open()
	if err != nil {
		return o, false, nil // package read explains it
	}
	defer rc.Close()
	b := text.UTF8(bufio.NewReader(rc))
	head, _ := b.Peek(256) // a shorter file is no error here
	if !ref.IsFile(head) {
		return o, false, nil
	}
	f, err := ref.ReadFile(b)
	if err != nil {
		return o, true, &read.Error{File: o.file.Name, Code: read.Malformed, What: "this reference file cannot be used: " + err.Error(), WayOut: "Save it again from the run with the controls"}
	}
	o.reference = f
	return o, true, nil
}

// referenceFile shows a reference file.
func referenceFile(v *job.FileView, f *ref.File) {
	v.Rows, v.Columns = len(f.Genes), f.People
	told := func(s string) string {
		if s == "" {
			return "not told"
		}
		return s
	}
	v.Summary = read.Summary{Format: "reference", Title: "Reference file", Evidence: []read.Evidence{
		{What: "controls", Guess: f.About.Name, Why: fmt.Sprintf("%d healthy people", f.People)},
		{What: "assay", Guess: told(f.About.Assay), Why: "in the laboratory's words"},
		{What: "kind of assay", Guess: told(score.Technology(f)), Why: "a file of another kind is refused"},
		{What: "lot", Guess: told(f.About.Lot)},
		{What: "date", Guess: told(f.About.Date)},
		{What: "values", Guess: f.Conditions.Unit.Title(), Why: f.Conditions.Namespace.Title() + ", normalised by " + f.Conditions.Normalisation},
	}}
}

// saveReference returns the healthy controls of the last run as a reference
// file.
func (d *Desk) saveReference(about ref.About) (*job.File, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	if about.Name == "" {
		about.Name = "Healthy controls"
	}
	f, err := d.result.Reference(about)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := ref.WriteFile(&b, f); err != nil {
		return nil, err
	}
	return &job.File{Name: "controls.ifnref.json", Type: "application/json", Data: b.Bytes()}, nil
}
