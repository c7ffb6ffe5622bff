package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sort"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// Kind is what a file holds.
type Kind string

const (
	Expression Kind = "expression" // genes x samples, possibly with a sample table
	Samples    Kind = "samples"    // a clinical table, one row a sample
	Platform   Kind = "platform"   // the table of an array: the gene of every probe
)

// Options are the parts of a reading that a person can correct. A zero field
// is guessed. They serialise to JSON as the record of how a file was read.
type Options struct {
	Kind         Kind   `json:"kind,omitempty"`
	Delimiter    string `json:"delimiter,omitempty"`    // "tab", "comma", "semicolon", "pipe"
	DecimalComma string `json:"decimalComma,omitempty"` // "yes", "no"
	GenesIn      string `json:"genesIn,omitempty"`      // "rows", "columns", "long": one value a row, with the names of its gene and its sample
	IDColumn     string `json:"idColumn,omitempty"`     // the column that names the genes
	Sheet        string `json:"sheet,omitempty"`        // the sheet of a workbook
	Column       string `json:"column,omitempty"`       // the values, where a file has several columns for one sample
	Identifiers  string `json:"identifiers,omitempty"`  // "keep" columns that identify a person; they are left out otherwise
}

// Evidence is one guess about a file and what it was judged by.
type Evidence struct {
	What  string `json:"what"`  // "delimiter"
	Guess string `json:"guess"` // "tab"
	Why   string `json:"why"`
}

// Summary says how a file would be read, before it is.
type Summary struct {
	Format   string     `json:"format"` // name of the format
	Title    string     `json:"title"`  // the format in words
	Options  Options    `json:"options"`
	Evidence []Evidence `json:"evidence"`
	Preview  [][]string `json:"preview"` // the first cells as they stand in the file
	// Sheets and Columns are what Options.Sheet and Options.Column may be,
	// empty where there is nothing to choose.
	Sheets  []string `json:"sheets,omitempty"`
	Columns []string `json:"columns,omitempty"`
	// Inner is the format of the text that a container, such as a sheet, turned
	// into; empty is plain delimited text.
	Inner string `json:"inner,omitempty"`
	// Cells is about how many cells the file has, by its size and first lines; 0
	// if that is not known before it is read.
	Cells int64 `json:"cells,omitempty"`
	// Unsure says that the table is taken for expression values since it holds
	// numbers, and not by the name of a gene or the mark of an instrument.
	Unsure bool `json:"unsure,omitempty"`
	// File is the name of the file, by which a sample is called that has no
	// name in it.
	File string `json:"-"`
}

// Content is what a file holds.
type Content struct {
	Summary
	// Matrix is the expression table as it stands, its namespace not yet
	// decided, nor its unit unless the format tells it; nil if the file has
	// none.
	Matrix *expr.Matrix `json:"-"`
	// Assay is what a targeted assay tells beside its values, nil for others.
	Assay *Assay `json:"-"`
	// Table is the clinical table, nil if the file has none.
	Table *sample.Table `json:"-"`
	// Probes names the gene of every probe of an array; nil if the file is not
	// the table of a platform.
	Probes map[string]string `json:"-"`
	Notes  note.Log          `json:"notes"`
}

// Format is one way in which files are written.
type Format struct {
	Name  string // short and unique
	Title string // in words for a person
	// Sniff judges the first bytes of a file, from 0, not this format, to 100,
	// this format and no other.
	Sniff func(head []byte) int
	// Peek says how the file would be read.
	Peek func(head []byte, opt Options) (Summary, error)
	// Binary says that files of the format have bytes that no text has.
	Binary bool
	// Whole, if not 0, says that Peek needs the content to its end, of at most
	// so many bytes.
	Whole int64
	// Load reads the file as a Summary says.
	Load func(ctx context.Context, r io.Reader, s Summary) (*Content, error)
}

var formats = map[string]Format{}

// Register makes a format known. It panics if the name is taken.
func Register(f Format) {
	if _, dup := formats[f.Name]; dup {
		panic("read: format " + f.Name + " registered twice")
	}
	formats[f.Name] = f
}

// Formats returns the names of the registered formats in alphabetical order.
func Formats() []string {
	var s []string
	for name := range formats {
		s = append(s, name)
	}
	sort.Strings(s)
	return s
}

// Peek recognises a file by its content and says how it would be read with the
// given corrections. The error is of type *Error.
func Peek(f File, opt Options) (Summary, error) {
	head, err := f.head()
	if err != nil {
		return Summary{}, err
	}
	format, score := sniff(head)
	// a text with a byte that no text has is damaged, or is another thing
	if score < certain || !format.Binary && bytes.IndexByte(head, 0) >= 0 {
		if err := refuse(head); err != nil {
			return Summary{}, f.explain(err)
		}
	}
	if score == 0 {
		return Summary{}, f.explain(&Error{Code: NotData, What: "the file is of no kind that is read here",
			WayOut: "Bring a table of genes x samples as text or spreadsheet, or a GEO series matrix"})
	}
	if format.Whole > 0 {
		if head, err = f.whole(format.Whole); err != nil {
			return Summary{}, err
		}
	}
	s, err := format.Peek(head, opt)
	if err != nil {
		return Summary{}, f.explain(err)
	}
	s.Format, s.Title, s.File = format.Name, format.Title, f.Name
	if !format.Binary && format.Whole == 0 {
		s.Cells = estimate(head, f.contentSize(head))
	}
	if err := s.tooMany(); err != nil {
		return Summary{}, f.explain(err)
	}
	return s, nil
}

// certain is the score from which on a format is believed before the table of
// files that are refused.
const certain = 50

// Inner returns the format that knows a text by a mark of its own, and how well
// from 0 to 100, for a format that holds text; 0 stands for plain delimited
// text.
func Inner(head []byte) (Format, int) {
	format, score := sniff(head)
	if score < certain || format.Whole > 0 {
		return Format{}, 0
	}
	return format, score
}

// ByName returns a registered format.
func ByName(name string) (Format, bool) {
	f, ok := formats[name]
	return f, ok
}

func sniff(head []byte) (Format, int) {
	var best Format
	score := 0
	for _, name := range Formats() {
		if n := formats[name].Sniff(head); n > score {
			best, score = formats[name], n
		}
	}
	return best, score
}

// Load reads a file as a Summary of it says. Progress is called now and then
// with the bytes read, decompressed; it may be nil. The error is of type
// *Error, or that of ctx.
func Load(ctx context.Context, f File, s Summary, progress func(bytes int64)) (*Content, error) {
	format, ok := formats[s.Format]
	if !ok {
		return nil, fmt.Errorf("read: format %q is not linked", s.Format)
	}
	zipped, err := f.isGzip()
	if err != nil {
		return nil, f.explain(err)
	}
	if zipped && f.Gunzip != nil {
		c, err := loadOnce(ctx, f, format, s, progress, true)
		if err == nil || ctx.Err() != nil {
			return c, err
		}
	}
	return loadOnce(ctx, f, format, s, progress, false)
}

func loadOnce(ctx context.Context, f File, format Format, s Summary, progress func(int64), fast bool) (*Content, error) {
	rc, err := f.content(fast)
	if err != nil {
		return nil, f.explain(err)
	}
	defer rc.Close()
	c, err := format.Load(ctx, &counter{ctx: ctx, r: rc, progress: progress}, s)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, f.explain(err)
	}
	if err := c.names(); err != nil {
		return nil, f.explain(err)
	}
	return c, nil
}

// counter reports how much was read and stops when the context ends.
type counter struct {
	ctx      context.Context
	r        io.Reader
	n, told  int64
	progress func(int64)
}

func (c *counter) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.progress != nil && (c.n-c.told >= 1<<20 || errors.Is(err, io.EOF)) {
		c.told = c.n
		c.progress(c.n)
	}
	return n, err
}
