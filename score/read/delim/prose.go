package delim

import (
	"strings"

	"ifnscope/score/read"
)

// prose refuses a text of sentences, such as the README beside the tables of a
// study: a word ends with a full stop, most commas have a blank behind them, and
// there are some words from one to the next. The cells of a table are short, and
// hardly any writer of tables puts blanks behind its commas.
func prose(lines []string, number int) error {
	words, marks, loose, longest, stops := 0, 0, 0, 0, 0
	for _, line := range lines[:min(len(lines), 50)] {
		if strings.Contains(line, "\t") {
			return nil
		}
		fields := strings.Fields(line)
		words, longest = words+len(fields), max(longest, len(fields))
		for _, f := range fields {
			if strings.HasSuffix(f, ".") && len(f) > 1 {
				stops++
			}
		}
		for i := range len(line) {
			if c := line[i]; c == ',' || c == ';' || c == '|' {
				marks++
				if i+1 == len(line) || line[i+1] == ' ' {
					loose++
				}
			}
		}
	}
	if longest < 8 || stops == 0 || words < 3*marks || 2*loose < marks {
		return nil
	}
	return &read.Error{Line: number, Code: read.NotData, What: "this is a text of sentences, and no table", WayOut: "Bring the table that it speaks of: genes x samples, or one row a sample"}
}
