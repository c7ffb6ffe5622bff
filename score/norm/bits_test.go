package norm

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"ifnscope/score/expr"
)

// bits are the FNV-1a hashes of the values that every normalisation gives for
// the table of the property tests, natively and in WebAssembly the same.
var bits = map[string]uint64{
	"counts cpm":             0xb0d7baadba4b0c93,
	"counts logcpm":          0xe79f72415244e0c0,
	"counts tmm":             0x8e2ed1c0494f068e,
	"counts ratio":           0x9eac03d3c202c5b6,
	"counts poscounts":       0x13818ef1ff4529c7,
	"counts vst":             0xe9793ee543b9351,
	"counts nsolver":         0xfed12f6bea3deb2d,
	"counts housekeeping":    0x95cc082822e7181b,
	"intensity log2":         0xcdc7da3c44b9a448,
	"intensity quantile":     0x5b39b1b5f01706d4,
	"intensity quantile-row": 0x998af7f66a17570a,
	"intensity housekeeping": 0x28366099f0b4affc,
	"ct dct":                 0xfca3fa11189a863b,
}

func TestSameBitsEverywhere(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		want, ok := bits[m.Unit().String()+" "+n.ID]
		if !ok {
			return // the arithmetic of intensities or counts
		}
		h := fnv.New64a()
		for i := range log2.Genes() {
			for _, x := range log2.Row(i) {
				binary.Write(h, binary.LittleEndian, math.Float64bits(x))
			}
		}
		if h.Sum64() != want {
			t.Errorf("the values have the hash %#x, want %#x", h.Sum64(), want)
		}
	})
}
