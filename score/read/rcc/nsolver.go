package rcc

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"path"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// nSolver and its RCC Collector write the lanes of a run as one table: rows of
// attributes, one column a lane, and below a header the counts.

func init() {
	read.Register(read.Format{
		Name:  "nsolver",
		Title: "NanoString table (nSolver, RCC Collector)",
		Sniff: sniffTable,
		Peek:  peekTable,
		Load:  loadTable,
	})
}

// maxTable is the longest table that is read, in bytes: 800 genes in a
// thousand lanes take 5 MB.
const maxTable = 64 << 20

// Folded names of the columns of a header.
var (
	classNames = map[string]bool{"codeclass": true, "classname": true}
	probeNames = map[string]bool{"name": true, "probename": true, "genename": true}
	// annotations are columns that are no lanes
	annotations = map[string]bool{"accession": true, "nsprobeid": true, "annotation": true, "probeannotation": true, "analytetype": true, "species": true,
		"targetsequence": true, "samplesabovethreshold": true, "comments": true, "average": true, "stddev": true, "minimum": true, "maximum": true}
)

// export is the text as rows, with what its header says.
type export struct {
	rows          [][]string
	delimiter     string
	header        int // row
	class, name   int // columns
	accession     int // column, or -1
	lanes         []int
	fileNames     []string // by column, from the row of that name
	attributeRows map[string]int
}

// cutTable splits a text and finds the header, false if it has none.
func cutTable(b []byte) (*export, bool) {
	for _, d := range []struct {
		name string
		sep  byte
	}{{"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}} {
		t := &export{rows: text.Rows(b, d.sep), delimiter: d.name}
		if t.find() {
			return t, true
		}
	}
	return nil, false
}

// find looks for the header: a row with a class and a name, and lanes.
func (t *export) find() bool {
	t.attributeRows = map[string]int{}
	for i, row := range t.rows {
		if len(row) == 0 {
			continue
		}
		t.class, t.name, t.accession, t.lanes = -1, -1, -1, nil
		for k, c := range row {
			switch f := text.Fold(c); {
			case classNames[f] && t.class < 0:
				t.class = k
			case probeNames[f] && t.name < 0:
				t.name = k
			case f == "accession":
				t.accession = k
			case annotations[f]:
			case k > max(t.class, t.name) && (c != "" || text.Cell(t.fileNames, k) != ""):
				t.lanes = append(t.lanes, k)
			}
		}
		if t.class >= 0 && t.name >= 0 {
			t.header = i
			return len(t.lanes) > 0 && t.classed()
		}
		if f := text.Fold(row[0]); f != "" {
			if _, twice := t.attributeRows[f]; !twice {
				t.attributeRows[f] = i
			}
			if f == "filename" {
				t.fileNames = row
			}
		}
	}
	return false
}

// classed reports whether the classes are those of a panel: a table of people
// may have a name and a class too.
func (t *export) classed() bool {
	for _, row := range t.rows[t.header+1:] {
		switch c := text.Cell(row, t.class); {
		case strings.HasPrefix(c, read.Endogenous), c == read.Housekeeping, c == read.Positive, c == read.Negative:
			return true
		}
	}
	return false
}

func sniffTable(head []byte) int {
	// both names of the first column have it; most tables need not be cut then
	if !bytes.Contains(bytes.ToLower(head), []byte("class")) {
		return 0
	}
	if _, ok := cutTable(head); ok {
		return 80
	}
	return 0
}

func peekTable(head []byte, opt read.Options) (read.Summary, error) {
	t, ok := cutTable(head)
	if !ok {
		return read.Summary{}, noHeader()
	}
	opt.Kind, opt.GenesIn, opt.IDColumn, opt.Delimiter = read.Expression, "rows", text.Cell(t.rows[t.header], t.name), t.delimiter
	s := read.Summary{Options: opt, Evidence: []read.Evidence{
		{What: "content", Guess: fmt.Sprintf("counts of %d lanes", len(t.lanes)), Why: fmt.Sprintf("line %d has the columns %q and %q", t.header+1, text.Cell(t.rows[t.header], t.class), opt.IDColumn)},
	}}
	columns := append([]int{t.class, t.name}, t.lanes[:min(len(t.lanes), 6)]...)
	for _, row := range t.rows[t.header:min(len(t.rows), t.header+7)] {
		var p []string
		for _, k := range columns {
			p = append(p, text.Cell(row, k))
		}
		s.Preview = append(s.Preview, p)
	}
	for n, k := range t.lanes[:min(len(t.lanes), 6)] {
		s.Preview[0][n+2] = t.laneName(k)
	}
	return s, nil
}

func noHeader() error {
	return &read.Error{Code: read.Malformed, What: "no line has a column of code classes, one of names, and lanes", WayOut: "Export the raw counts from nSolver again, or bring the RCC files"}
}

// laneName returns the name of the lane in column k: that of its file, or what
// the header has.
func (t *export) laneName(k int) string {
	if n := text.Cell(t.fileNames, k); n != "" {
		return sampleName(path.Base(strings.ReplaceAll(n, `\`, "/")))
	}
	return sampleName(text.Cell(t.rows[t.header], k))
}

func loadTable(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	b, err := read.All(r, maxTable)
	if err != nil {
		return nil, err
	}
	t, ok := cutTable(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	if !ok {
		return nil, noHeader()
	}
	lanes := make([]*lane, len(t.lanes))
	for j, k := range t.lanes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if lanes[j], err = t.lane(k); err != nil {
			return nil, err
		}
	}
	if len(lanes[0].probes) == 0 {
		return nil, &read.Error{Line: t.header + 1, Code: read.Empty, What: "there is a header and no counts below it", WayOut: "Export the raw counts from nSolver again, or bring the RCC files"}
	}
	c, err := content(lanes, s)
	if err != nil {
		return nil, err
	}
	if !whole(lanes) {
		// values that were normalised: their unit is to be guessed, and the
		// limits of raw counts do not hold
		c.Matrix = c.Matrix.Declare(expr.Unknown, gene.Namespace{})
		c.Assay.Checks, c.Notes = nil, nil
	}
	return c, nil
}

// whole reports whether every value is a whole number, as counts are.
func whole(lanes []*lane) bool {
	for _, l := range lanes {
		for _, p := range l.probes {
			if p.count != math.Trunc(p.count) {
				return false
			}
		}
	}
	return true
}

// attribute is the folded label of a row of attributes, and where it is kept.
type attribute struct {
	name string
	at   *string
}

// labels are in the order in which they are read: of two rows of one
// meaning, the later in this list stands.
func (l *lane) labels() []attribute {
	return []attribute{
		{"sampleid", &l.id}, {"date", &l.date}, {"sampledate", &l.date}, {"comments", &l.comments}, {"fileversion", &l.version}, {"generlf", &l.panel}, {"systemapf", &l.apf},
		{"laneid", &l.number}, {"fovcount", &l.fovCount}, {"fovcounted", &l.fovCounted}, {"scannerid", &l.scanner}, {"stageposition", &l.stage},
		{"bindingdensity", &l.bindingDensity}, {"cartridgeid", &l.cartridge}, {"cartridgebarcode", &l.barcode},
	}
}

// lane reads the column of one lane.
func (t *export) lane(k int) (*lane, error) {
	l := &lane{name: t.laneName(k), line: map[*string]int{}}
	for _, a := range l.labels() {
		if i, ok := t.attributeRows[a.name]; ok {
			*a.at, l.line[a.at] = text.Cell(t.rows[i], k), i+1
		}
	}
	if err := l.numbers(); err != nil {
		if e, ok := err.(*read.Error); ok {
			e.Column = k + 1
		}
		return nil, err
	}
	for i := t.header + 1; i < len(t.rows); i++ {
		row := t.rows[i]
		name := text.Cell(row, t.name)
		if name == "" {
			continue
		}
		v, ok := text.Numbers{}.Parse([]byte(text.Cell(row, k)))
		if !ok {
			return nil, &read.Error{Line: i + 1, Column: k + 1, Code: read.NotNumber, What: fmt.Sprintf("%q of %s in lane %s is not a count", text.Cell(row, k), name, l.name), WayOut: again}
		}
		l.probes = append(l.probes, probe{text.Cell(row, t.class), name, text.Cell(row, t.accession), v})
	}
	return l, nil
}
