package quant

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// The columns of featureCounts before those of the samples (Subread 2.0,
// section 6.2.8 of its guide).
var featureColumns = []string{"Geneid", "Chr", "Start", "End", "Strand", "Length"}

func sniffFeatureCounts(head []byte) int {
	if bytes.HasPrefix(head, []byte("# Program:featureCounts")) {
		return 90
	}
	if rows := sample(head, 1); len(rows) == 1 && isFeatureHeader(rows[0]) {
		return 90
	}
	// the summary that lies beside the table
	if bytes.HasPrefix(head, []byte("Status\t")) && bytes.Contains(head, []byte("\nUnassigned_")) {
		return 90
	}
	return 0
}

func isFeatureHeader(f [][]byte) bool {
	if len(f) <= len(featureColumns) {
		return false
	}
	for i, name := range featureColumns {
		if string(f[i]) != name {
			return false
		}
	}
	return true
}

// features is the head of a featureCounts table.
type features struct {
	header  []string
	samples []string
	extra   int // columns of --extraAttributes behind Length
}

// readFeatures reads the lines up to the header. The first line is a remark
// with the command, which holds the paths of the person's files: it is never
// shown.
func readFeatures(lines *text.Lines) (*features, error) {
	for {
		b, err := lines.Next()
		if err == io.EOF {
			return nil, &read.Error{Line: lines.Number(), Code: read.Empty, What: "the table has no header", WayOut: again}
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if len(text.Trim(b)) == 0 || b[0] == '#' {
			continue
		}
		if bytes.HasPrefix(b, []byte("Status\t")) {
			return nil, &read.Error{Code: read.NotData, What: "this is the summary of featureCounts", WayOut: "Bring the table of counts beside it, whose name has no .summary"}
		}
		f, err := text.Split(nil, b, '\t')
		if err != nil {
			return nil, lineError(err, lines)
		}
		if !isFeatureHeader(f) {
			return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: "the header does not begin with Geneid, Chr, Start, End, Strand, Length and a sample", WayOut: "Bring the table as featureCounts wrote it, or with the genes and counts alone"}
		}
		x := &features{}
		for _, c := range f {
			x.header = append(x.header, string(c))
		}
		return x, nil
	}
}

// settle tells the columns of samples from those of extra attributes, which
// hold text in the first row, and names the samples.
func (x *features) settle(first [][]byte) {
	n := len(featureColumns)
	for i := n; i < len(first) && i < len(x.header)-1; i++ {
		if _, ok := (text.Numbers{}).Parse(first[i]); ok && !text.Missing(first[i]) {
			break
		}
		x.extra++
	}
	x.samples = sampleNames(x.header[n+x.extra:])
}

func peekFeatureCounts(head []byte, opt read.Options) (read.Summary, error) {
	lines := text.NewLines(bytes.NewReader(head))
	x, err := readFeatures(lines)
	if err != nil {
		return read.Summary{}, err
	}
	var shown [][]string
	for len(shown) < 6 {
		b, err := lines.Next()
		if err != nil {
			break
		}
		f, err := text.Split(nil, b, '\t')
		if err != nil || len(f) != len(x.header) {
			break
		}
		if x.samples == nil {
			x.settle(f)
		}
		row := []string{string(f[0])}
		for _, c := range f[len(featureColumns)+x.extra:] {
			row = append(row, string(c))
		}
		shown = append(shown, row[:min(len(row), 8)])
	}
	if len(shown) == 0 {
		return read.Summary{}, &read.Error{Line: lines.Number(), Code: read.Empty, What: "there is no complete row below the header", WayOut: again}
	}
	opt.Kind, opt.GenesIn, opt.Delimiter, opt.IDColumn = read.Expression, "rows", "tab", "Geneid"
	s := read.Summary{Options: opt}
	s.Evidence = []read.Evidence{
		{What: "content", Guess: fmt.Sprintf("counts of %d samples", len(x.samples)), Why: "the columns Geneid, Chr, Start, End, Strand, Length"},
		{What: "samples", Guess: x.samples[0], Why: "the names of the alignments without folder and ending"},
	}
	s.Preview = append([][]string{append([]string{"Geneid"}, x.samples[:min(len(x.samples), 7)]...)}, shown...)
	return s, nil
}

func loadFeatureCounts(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	lines := text.NewLines(r)
	x, err := readFeatures(lines)
	if err != nil {
		return nil, err
	}
	var t table
	var fields [][]byte
	var row []float64
	for {
		b, err := lines.NextFilled()
		if err == io.EOF {
			break
		}
		if err == nil {
			fields, err = text.Split(fields, b, '\t')
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if len(fields) != len(x.header) {
			return nil, ragged(lines.Number(), len(fields), len(x.header))
		}
		if x.samples == nil {
			x.settle(fields)
			t.columns = len(x.samples)
		}
		skip := len(featureColumns) + x.extra
		row = row[:0]
		for j, c := range fields[skip:] {
			v, ok := text.Numbers{}.Parse(c)
			if !ok {
				return nil, &read.Error{Line: lines.Number(), Column: skip + j + 1, Code: read.NotNumber, What: fmt.Sprintf("%q of sample %s is not a number", text.Clip(c), x.samples[j]), WayOut: again}
			}
			row = append(row, v)
		}
		if err := t.add(fields[0], row, false); err != nil {
			err.Line = lines.Number()
			return nil, err
		}
	}
	c, err := t.content(s, x.samples, expr.Counts)
	if err != nil {
		return nil, err
	}
	if x.extra > 0 {
		c.Notes.Infof(note.ColumnsLeft, "", "columns that are no measurements were left out: %s", x.header[len(featureColumns)])
	}
	return c, nil
}
