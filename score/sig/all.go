package sig

import (
	"embed"
	"slices"
	"sync"
)

//go:embed data
var data embed.FS

// order is the order in which signatures are shown.
var order = []string{
	// clinical scores
	"crow6", "trieste6", "nih28", "ifngs4", "ism3", "feng5", "brkic5",
	"erasmus5", "janssen10", "hadjadj6", "batten7", "qian3",
	// type I
	"yao21-ngstools", "ana11", "aybey-ifn1", "nehar100",
	// type II
	"aybey-ifn2", "ayers6",
	// blood modules
	"chiche-m1.2", "chiche-m3.4", "chiche-m5.12", "chiche-modular", "bloodgen3-m8.3", "bloodgen3-m10.1", "bloodgen3-m13.17", "bloodgen3-m15.127",
	"bloodgen3-m15.86", "bloodgen3-m15.64", "bloodgen3-a28", "btm-m75", "btm-m127", "btm-m111.0", "btm-m111.1",
	"btm-m150", "btm-m165", "btm-m68", "btm-m13",
	// pathway databases
	"hallmark-ifna", "hallmark-ifng", "reactome-ifnab", "reactome-ifng",
	// for comparison
	"bennett-sle", "hecker-ifnb", "browne-ifn", "moserle-ifna", "der-ifna", "der-ifnb", "der-ifng",
	"sana-ifng", "bosco-ifn", "einav-ifn", "radaeva-ifna", "nirmal-ifn", "huang37",
	// proteins
	"ssc-serum6", "assassi2", "assassi6", "mxa-protein",
	// methylation
	"dnam3",
}

var all = sync.OnceValue(func() []*Signature {
	s := make([]*Signature, len(order))
	for i, id := range order {
		f, err := data.Open("data/" + id + ".tsv")
		if err != nil {
			panic(err) // a test opens every file
		}
		if s[i], err = Parse(id, f); err != nil {
			panic(err)
		}
		f.Close()
	}
	return s
})

// All returns every signature, in the order in which they are shown. Neither
// the slice nor the signatures may be changed.
func All() []*Signature { return all() }

// Core returns the signatures of tier core that are measured as mRNA.
func Core() []*Signature {
	var s []*Signature
	for _, x := range all() {
		if x.Tier == TierCore && x.Feature == "mRNA" {
			s = append(s, x)
		}
	}
	return s
}

// ByID returns the signature with the given id.
func ByID(id string) (*Signature, bool) {
	i := slices.Index(order, id)
	if i < 0 {
		return nil, false
	}
	return all()[i], true
}

// Genes returns every symbol that a signature, a set of reference genes or a
// check of quality needs, sorted.
func Genes() []string {
	var g []string
	for _, s := range all() {
		g = append(g, s.Symbols()...)
	}
	for _, h := range Housekeeping() {
		g = append(g, h.Genes...)
	}
	g = append(g, SexGenes...)
	slices.Sort(g)
	return slices.Compact(g)
}
