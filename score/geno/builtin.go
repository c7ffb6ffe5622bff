package geno

import (
	"embed"
	"sync"
)

//go:embed data
var data embed.FS

var builtin = sync.OnceValue(func() []*Panel {
	var out []*Panel
	for _, id := range []string{"ifn", "bcell20"} {
		f, err := data.Open("data/" + id + ".tsv")
		if err != nil {
			panic(err) // a test opens every file
		}
		p, err := parsePanel(id, f)
		if err != nil {
			panic(err)
		}
		f.Close()
		out = append(out, p)
	}
	return out
})

// Interferon returns the panel of interferon-pathway variants: 13 independent
// signals in the sum, two of them on the X chromosome, their proxies, and
// further variants that are shown only. It must not be changed.
func Interferon() *Panel { return builtin()[0] }

// BCell returns the B-cell pathway score of Hedenstedt et al., Lupus Sci Med
// 2023;10:e000926, Table 2: 20 variants with published weights. It must not be
// changed.
func BCell() *Panel { return builtin()[1] }
