package delim

import (
	"errors"
	"fmt"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

func ragged(line, got, want int) error {
	return &read.Error{Line: line, Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the header has %d", got, want),
		WayOut: "Fill the missing cells (empty is enough) or remove the extra ones; a shifted row would put values under the wrong sample"}
}

func tooLarge(samples int) error {
	return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the table has more than %d million values (%d samples)", read.MaxCells/1_000_000, samples),
		WayOut: "Keep the genes that you need, or split the samples; a score that needs no cohort is the same in either half"}
}

// lineError turns an error of the line reader into one with a place.
func lineError(err error, lines *text.Lines) error {
	if errors.Is(err, text.ErrQuote) || errors.Is(err, text.ErrLongLine) {
		return &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: "Remove the stray quotation mark, or save the table again"}
	}
	return err
}
