package gene

import (
	_ "embed"
	"sync"
)

//go:embed core.txt
var coreText string

// Core returns the table of the catalogue's genes and of every gene that could
// be mistaken for one of them. It panics if the embedded table is damaged.
var Core = sync.OnceValue(func() *Table {
	t, err := Decode(coreText)
	if err != nil {
		panic(err)
	}
	return t
})
