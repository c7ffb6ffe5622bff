// Package delim reads tables of text: separated by tabs, commas, semicolons or
// pipes, with decimal points or commas, quoted or not, genes in rows or in
// columns or one value a row, with or without R's missing first header cell,
// below titles, with several rows of headers. A table without genes is read as a
// clinical table.
package delim

import (
	"context"
	"io"

	"ifnscope/score/read"
)

func init() {
	read.Register(read.Format{
		Name:  "delim",
		Title: "delimited text",
		Sniff: sniff,
		Peek:  Peek,
		Load:  Load,
	})
}

// sniff takes any text, and leaves it to every format that knows better.
func sniff([]byte) int { return 1 }

// Peek is the Peek of the format, for formats that turn into delimited text.
func Peek(head []byte, opt read.Options) (read.Summary, error) {
	l, err := detect(head, opt)
	if err != nil {
		return read.Summary{}, err
	}
	return l.summary(), nil
}

// Load is the Load of the format, for formats that turn into delimited text.
func Load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	if s.Options.Kind == read.Samples {
		return loadSamples(r, s)
	}
	switch s.Options.GenesIn {
	case "columns":
		return loadGenesInColumns(r, s)
	case "long":
		return loadLong(r, s)
	}
	return loadGenesInRows(r, s)
}
