// Package human holds the table of all human genes as text, for programs that
// can carry it. The browser's worker does not: it is handed the same text by
// the page when a file needs it.
package human

import (
	_ "embed"
	"sync"

	"ifnscope/score/gene"
)

// Text is the encoded table, see [gene.Decode].
//
//go:embed human.txt
var Text string

// Table returns the decoded table. It panics if the embedded text is damaged.
var Table = sync.OnceValue(func() *gene.Table {
	t, err := gene.Decode(Text)
	if err != nil {
		panic(err)
	}
	return t
})
