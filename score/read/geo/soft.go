package geo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

func init() {
	read.Register(read.Format{
		Name:  "geo-platform",
		Title: "GEO platform table",
		Sniff: sniffSoft,
		Peek:  peekSoft,
		Load:  loadSoft,
	})
}

// sniffSoft takes the three ways in which GEO writes the table of a platform:
// a SOFT file (GPL570.soft, GSE1_family.soft), an annotation (GPL570.annot) and
// the full table that the page of the platform offers (GPL570-1234.txt), which
// begins with descriptions of its columns, #ID = ....
func sniffSoft(head []byte) int {
	head = bytes.TrimLeft(head, "\xef\xbb\xbf \r\n")
	for _, p := range []string{"^DATABASE", "^Annotation", "^PLATFORM", "^SERIES", "^SAMPLE", "#ID = ", "#ID=", "!Annotation_", "!Platform_", "!platform_table_begin"} {
		if bytes.HasPrefix(head, []byte(p)) {
			return 90
		}
	}
	return 0
}

// symbolColumns are the columns that hold symbols, in the order of preference
// and in lower case without blanks and underscores, as the platforms of
// Affymetrix, Illumina, Agilent and NanoString and GEO's own annotations name
// them; then those that hold numbers of genes.
var symbolColumns = []string{"genesymbol", "symbol", "genesymbols", "hgncsymbol", "genename(symbol)", "ilmngene", "genename", "geneassignment", "orf", "entrezgeneid", "entrezgene", "geneid", "gene", "ensemblid", "ensemblgeneid"}

func fold(s string) string {
	return strings.NewReplacer(" ", "", "_", "").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// platform is the table of a platform as it stands.
type platform struct {
	id, title string
	header    []string
	symbol    int // the column of the genes
	rows      [][]string
	probes    map[string]string
	samples   bool // the file has tables of samples too, which are not read
}

// readPlatform reads the first platform of a file. Of a head that ends in the
// middle, whole is false, and a few rows are kept to be shown.
func readPlatform(ctx context.Context, r io.Reader, want string, whole bool) (*platform, error) {
	p := &platform{probes: map[string]string{}, symbol: -1}
	lines := text.NewLines(r)
	var fields [][]byte
	inTable, marked := false, false // marked: the table has marks at begin and end
	for {
		if lines.Number()&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		b, err := lines.Next()
		if err == io.EOF {
			if whole && marked {
				return nil, &read.Error{Line: lines.Number(), Code: read.Truncated, What: "the file ends before !platform_table_end", WayOut: "Download it again"}
			}
			break
		}
		if err != nil {
			return nil, err
		}
		if len(text.Trim(b)) == 0 {
			continue
		}
		if !inTable {
			switch {
			case bytes.HasPrefix(b, []byte("!platform_table_begin")):
				inTable, marked = true, true
			case b[0] == '^' || b[0] == '!':
				p.about(string(b))
				if bytes.HasPrefix(b, []byte("^SAMPLE")) {
					return nil, noPlatform(lines.Number())
				}
			case b[0] != '#':
				inTable = true // the header of a table without marks
			}
			if b[0] == '^' || b[0] == '!' || b[0] == '#' {
				continue
			}
		}
		if bytes.HasPrefix(b, []byte("!platform_table_end")) {
			p.samples = true // unless nothing follows
			if _, err := lines.Next(); err == io.EOF {
				p.samples = false
			}
			break
		}
		fields = cells(fields, b)
		if p.header == nil {
			if err := p.setHeader(fields, want, lines.Number()); err != nil {
				return nil, err
			}
			continue
		}
		p.row(fields)
	}
	if p.header == nil && whole {
		return nil, noPlatform(lines.Number())
	}
	return p, nil
}

// cells splits a line of the table. A quotation mark is a character like any
// other, as in 5" ends, unless a spreadsheet has put a pair around the cell.
func cells(dst [][]byte, line []byte) [][]byte {
	dst = dst[:0]
	for more := true; more; {
		var f []byte
		f, line, more = bytes.Cut(line, []byte{'\t'})
		if f = text.Trim(f); len(f) > 1 && f[0] == '"' && f[len(f)-1] == '"' {
			f = f[1 : len(f)-1]
		}
		dst = append(dst, f)
	}
	return dst
}

func noPlatform(line int) error {
	return &read.Error{Line: line, Code: read.NoTable, What: "the file has no table of a platform", WayOut: "On GEO, open the page of the platform (GPL...) and download its full table; bring expression values as series matrix"}
}

// about keeps what a line above the table says.
func (p *platform) about(line string) {
	key, v, ok := strings.Cut(line, "=")
	if !ok {
		return
	}
	v = strings.TrimSpace(v)
	switch strings.TrimSpace(key) {
	case "^PLATFORM", "!Platform_geo_accession", "!Annotation_platform":
		p.id = v
	case "!Platform_title", "!Annotation_platform_title":
		p.title = v
	}
}

// setHeader finds the columns of probes and genes.
func (p *platform) setHeader(fields [][]byte, want string, line int) error {
	for _, f := range fields {
		p.header = append(p.header, string(f))
	}
	if len(p.header) < 2 {
		return &read.Error{Line: line, Code: read.Malformed, What: "the table of the platform has only one column", WayOut: "Download the full table again"}
	}
	if p.symbol = slices.Index(p.header, want); want != "" && p.symbol > 0 {
		return nil
	}
	for _, name := range symbolColumns {
		p.symbol = slices.IndexFunc(p.header, func(h string) bool { return fold(h) == name })
		if p.symbol > 0 {
			return nil
		}
	}
	return &read.Error{Line: line, Code: read.NoTable, What: fmt.Sprintf("no column of the platform names genes (it has %s)", strings.Join(p.header[:min(len(p.header), 12)], ", ")),
		WayOut: "Bring the annotation of the platform (GPL....annot) from GEO, if there is one"}
}

// row keeps the gene of one probe.
func (p *platform) row(fields [][]byte) {
	if len(fields) <= p.symbol || len(fields[0]) == 0 {
		return // a probe of nothing: empty cells at the end may be left out
	}
	if len(p.rows) < 6 {
		var cells []string
		for _, f := range fields[:min(len(fields), 8)] {
			cells = append(cells, string(f))
		}
		p.rows = append(p.rows, cells)
	}
	g := string(fields[p.symbol])
	if fold(p.header[p.symbol]) == "geneassignment" {
		g = assigned(g)
	}
	if g != "" && g != "---" {
		p.probes[string(fields[0])] = g
	}
}

// assigned returns the symbols of a cell of Affymetrix's gene_assignment:
// accession // symbol // title // band // Entrez id, several after ///, one for
// every transcript.
func assigned(s string) string {
	var symbols []string
	for _, a := range strings.Split(s, "///") {
		f := strings.Split(a, "//")
		if len(f) < 2 {
			continue
		}
		if g := strings.TrimSpace(f[1]); g != "" && g != "---" && !slices.Contains(symbols, g) {
			symbols = append(symbols, g)
		}
	}
	return strings.Join(symbols, " /// ")
}

func peekSoft(head []byte, opt read.Options) (read.Summary, error) {
	p, err := readPlatform(context.Background(), bytes.NewReader(head), opt.Column, false)
	if err != nil {
		return read.Summary{}, err
	}
	if p.header == nil && len(head) < read.HeadSize {
		return read.Summary{}, noPlatform(0)
	}
	opt.Kind, opt.Delimiter = read.Platform, "tab"
	s := read.Summary{Options: opt}
	s.Evidence = []read.Evidence{{What: "content", Guess: "the gene of every probe", Why: "the table of a GEO platform"}}
	if p.id != "" {
		s.Evidence = append(s.Evidence, read.Evidence{What: "platform", Guess: p.id, Why: p.title})
	}
	if p.header == nil {
		return s, nil // a long list of samples stands above the table
	}
	s.Options.IDColumn, s.Options.Column, s.Columns = p.header[0], p.header[p.symbol], p.header[1:]
	s.Evidence = append(s.Evidence, read.Evidence{What: "genes named by", Guess: s.Options.Column, Why: "the name of the column"})
	s.Preview = append(s.Preview, p.header[:min(len(p.header), 8)])
	s.Preview = append(s.Preview, p.rows...)
	return s, nil
}

func loadSoft(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	p, err := readPlatform(ctx, r, s.Options.Column, true)
	if err != nil {
		return nil, err
	}
	if len(p.probes) == 0 {
		return nil, &read.Error{Code: read.Empty, What: fmt.Sprintf("no probe has a gene in the column %q", p.header[p.symbol]), WayOut: "Choose another column, or bring the annotation of the platform (GPL....annot)"}
	}
	s.Options.IDColumn, s.Options.Column, s.Columns = p.header[0], p.header[p.symbol], p.header[1:]
	c := &read.Content{Summary: s, Probes: p.probes}
	if p.samples {
		c.Notes.Warnf(note.PlatformOnly, p.id, "only the first platform of the file is read; bring the values of the samples as series matrix")
	}
	return c, nil
}
