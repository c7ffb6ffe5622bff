package demo

import (
	_ "embed"
	"maps"
	"math"
	"slices"
	"strings"

	"ifnscope/score/sig"
)

// background names other protein-coding genes: every tenth of Entrez Gene that
// was not in the catalogue. The file is fixed, so that the example stays the
// same when the catalogue grows.
//
//go:embed background.txt
var background string

// response is how a gene follows the activities of a sample.
type response struct {
	symbol                                string
	base, sd                              float64
	typeI, typeII, neutro, lympho, plasma float64
}

// wanted is the number of genes of the example.
const wanted = 2000

// strong are the genes that respond to type I interferon most in blood, with
// their response relative to IFI44L; the order of size is that of whole blood
// after IFN-beta (GSE60424), rounded.
var strong = map[string]float64{
	"IFI27": 1.5, "IFI44L": 1.3, "RSAD2": 1.2, "IFI44": 1.0, "IFIT1": 1.2, "SIGLEC1": 1.1, "ISG15": 1.1, "USP18": 1.0, "HERC5": 0.9, "IFIT3": 0.9, "OAS3": 0.8,
	"CMPK2": 0.9, "EPSTI1": 0.8, "LY6E": 0.8, "MX1": 0.8, "OAS1": 0.7, "OAS2": 0.7, "OASL": 0.8, "IFI6": 0.8, "OTOF": 0.9, "SPATS2L": 0.7, "LAMP3": 0.8, "XAF1": 0.7, "IFIT2": 0.7,
}

// markers follow the other activities.
var markers = map[string]response{
	"ELANE": {neutro: 1.3}, "MPO": {neutro: 1.1}, "DEFA4": {neutro: 1.4}, "CAMP": {neutro: 1.0}, "LTF": {neutro: 1.1}, "CEACAM8": {neutro: 1.2}, "AZU1": {neutro: 1.1}, "CTSG": {neutro: 1.1}, "LCN2": {neutro: 1.0}, "BPI": {neutro: 0.8},
	"CD3E": {lympho: 0.8}, "CD3D": {lympho: 0.8}, "CD8A": {lympho: 0.7}, "CD19": {lympho: 0.8}, "MS4A1": {lympho: 0.9}, "CD79A": {lympho: 0.8}, "LEF1": {lympho: 0.7}, "TCF7": {lympho: 0.7}, "GNLY": {lympho: 0.6}, "NKG7": {lympho: 0.6},
	"MZB1": {plasma: 0.9}, "JCHAIN": {plasma: 1.0}, "TNFRSF17": {plasma: 0.9}, "XBP1": {plasma: 0.4}, "CD38": {plasma: 0.6},
}

// responses draws the genes of the example: those of the shipped signatures,
// the markers, and others as background.
func responses(r *source) []response {
	kind := map[string]response{}
	for _, s := range sig.Core() {
		for _, g := range s.Genes {
			x := kind[g.Symbol]
			// a gene of a type II set only is one of type II
			if s.Class == "II" {
				x.typeII = 0.7
			} else {
				x.typeI = 0.35
			}
			kind[g.Symbol] = x
		}
	}
	for g, w := range strong {
		kind[g] = response{typeI: w}
	}
	for g, m := range markers {
		kind[g] = m
	}
	names := slices.Sorted(maps.Keys(kind))
	for g := range strings.FieldsSeq(background) {
		if _, known := kind[g]; !known && len(names) < wanted {
			names = append(names, g)
		}
	}
	slices.Sort(names)
	var out []response
	for _, g := range names {
		x, known := kind[g]
		x.symbol = g
		x.base = min(max(7.2+2.1*r.normal(), 3), 12)
		x.sd = 0.2 + 0.2*r.uniform()
		if w, ok := strong[g]; ok {
			x.base, x.sd = 6.5+1.2*r.normal(), 0.25+0.15*r.uniform()
			x.typeI = w
		} else if known {
			x.base = min(max(x.base, 5), 11)
			scale := 0.6 + 0.8*r.uniform()
			x.typeI, x.typeII = x.typeI*scale, x.typeII*scale
		}
		out = append(out, x)
	}
	return out
}

// value draws the log2 expression of a gene in a sample. own is the person's
// deviation, the same at every visit.
func (x response) value(v visit, own float64, r *source) float64 {
	y := x.base + own + 0.12*r.normal() +
		x.typeI*v.typeI + x.typeII*v.typeII + x.neutro*v.neutro + x.lympho*v.lympho + x.plasma*v.plasma
	const floor = 2.5
	return math.Round(1000*max(y, floor)) / 1000
}
