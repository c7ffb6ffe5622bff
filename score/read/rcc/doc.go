// Package rcc reads the Reporter Code Count files of NanoString's nCounter,
// versions 1.7 and 2.0: one file is one lane, that is one sample, and is called
// as the file is, without its ending. A zip or tar archive of them (GEO's RAW.tar, a cartridge of
// twelve) is read as one table, and so is the table that nSolver or its RCC
// Collector made of them.
//
// The matrix has the counts as they stand, every code class among its rows;
// the classes, the quality figures and the facts of the run are in
// read.Content.Assay.
package rcc

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/archive"
)

func init() {
	read.Register(read.Format{
		Name:  "rcc",
		Title: "NanoString RCC file",
		Sniff: sniff,
		Peek:  peek,
		Load:  load,
	})
	read.Register(read.Format{
		Name:   "rcc-archive",
		Title:  "archive of NanoString RCC files",
		Binary: true,
		Sniff:  sniffArchive,
		Peek:   peekArchive,
		Load:   loadArchive,
	})
}

func sniff(head []byte) int {
	head = bytes.TrimLeft(head, "\xef\xbb\xbf \r\n\t")
	if bytes.HasPrefix(head, []byte("<Header>")) && bytes.Contains(head[:min(len(head), 1024)], []byte("FileVersion")) {
		return 95
	}
	return 0
}

func peek(head []byte, opt read.Options) (read.Summary, error) {
	l, err := parse(bytes.NewReader(head), false)
	if err != nil {
		return read.Summary{}, err
	}
	s := summary(opt)
	s.Evidence = append(s.Evidence, read.Evidence{What: "panel", Guess: l.panel, Why: fmt.Sprintf("GeneRLF of lane %s, cartridge %s", l.number, l.cartridge)})
	s.Preview = [][]string{{"CodeClass", "Name", "Accession", "Count"}}
	for _, p := range l.probes[:min(len(l.probes), 6)] {
		s.Preview = append(s.Preview, []string{p.class, p.name, p.accession, fmt.Sprint(p.count)})
	}
	return s, nil
}

func summary(opt read.Options) read.Summary {
	opt.Kind, opt.GenesIn, opt.IDColumn, opt.Delimiter = read.Expression, "rows", "Name", "comma"
	return read.Summary{Options: opt, Evidence: []read.Evidence{
		{What: "content", Guess: "counts of one lane a file", Why: "the tags <Header>, <Lane_Attributes> and <Code_Summary>"},
	}}
}

func load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	l, err := parse(r, true)
	if err != nil {
		return nil, err
	}
	if l.name = sampleName(s.File); l.name == "" {
		l.name = l.ownName()
	} else {
		s.Evidence = append(slices.Clip(s.Evidence), read.Evidence{What: "sample", Guess: l.name, Why: fmt.Sprintf("the name of the file %q", s.File)})
	}
	return content([]*lane{l}, s)
}

// sampleName returns the name of a file without its ending, by which tables of
// patients call the sample.
func sampleName(file string) string {
	name := strings.TrimSuffix(file, ".gz")
	if ext := path.Ext(name); strings.EqualFold(ext, ".rcc") {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}

// isRCC reports whether a file of an archive is a lane. Copies that macOS
// leaves beside the files are not.
func isRCC(name string) bool {
	base := path.Base(name)
	return strings.EqualFold(path.Ext(base), ".rcc") && !strings.HasPrefix(base, "._")
}

func sniffArchive(head []byte) int {
	for _, e := range archive.Peek(head) {
		if isRCC(strings.TrimSuffix(e.Name, ".gz")) {
			return 95
		}
	}
	return 0
}

func peekArchive(head []byte, opt read.Options) (read.Summary, error) {
	s := summary(opt)
	var names []string
	for _, e := range archive.Peek(head) {
		if isRCC(strings.TrimSuffix(e.Name, ".gz")) {
			names = append(names, path.Base(e.Name))
		}
	}
	slices.Sort(names)
	s.Evidence = append(s.Evidence, read.Evidence{What: "samples", Guess: "one a file, named by the file without its ending", Why: fmt.Sprintf("the archive begins with %d RCC files", len(names))})
	s.Preview = [][]string{{"file"}}
	for _, n := range names[:min(len(names), 6)] {
		s.Preview = append(s.Preview, []string{n})
	}
	return s, nil
}

func loadArchive(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	entries, others, err := archive.Read(r, isRCC)
	if err != nil {
		return nil, err
	}
	// an archive has the order of a folder, which is that of chance
	slices.SortFunc(entries, func(a, b archive.Entry) int { return strings.Compare(path.Base(a.Name), path.Base(b.Name)) })
	var lanes []*lane
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l, err := parse(bytes.NewReader(e.Data), true)
		if err != nil {
			return nil, inFile(err, e.Name)
		}
		l.name = sampleName(path.Base(e.Name))
		lanes = append(lanes, l)
	}
	if len(lanes) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the archive has no RCC file", WayOut: "Bring the .RCC files of the run, one a lane"}
	}
	c, err := content(lanes, s)
	if err != nil {
		return nil, err
	}
	leftOut(&c.Notes, others)
	return c, nil
}

// inFile names the file of an archive that an error is about.
func inFile(err error, name string) error {
	if e, ok := err.(*read.Error); ok {
		e.File = path.Base(name)
		return e
	}
	return err
}
