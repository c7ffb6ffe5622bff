package pathway

import (
	"fmt"

	"ifnscope/score/stratify"
)

// farOut is the number of SD from the mean of the healthy controls beyond which
// the composition of a sample is a note beside its scores: where the map changes
// its colour, see [Level]. It is ours and not published.
const farOut = 2

// mixed are the axes of neutrophils, most of the cells of blood, with whether few
// of them matter too, where their genes come from in short, and what they do to a
// score, as rho over the first visits of the 62 patients of GSE49454 (TestNeutrophils).
var mixed = []struct {
	axis  string
	below bool
	genes string
	does  string
}{
	{"neutrophil", true, "MCP-counter", "A score is a mean over the cells of a sample and moves with their shares: in GSE49454 the four-gene score followed these genes a little (rho 0.29), M5.12 more (0.50)"},
	{"ldg", false, "module M5.15", "In GSE49454 the four-gene score hardly followed these genes (rho 0.09), the Hallmark set of IFN-gamma fell with them (-0.41), and they rose with the dose of glucocorticoid (0.41)"},
}

// Confounders returns what the genes of mature and of immature neutrophils say of
// sample j: a note where their axis passes its gate and lies far out among healthy
// controls. Without healthy controls nothing is said.
func Confounders(in Input, j int) []stratify.Confounder {
	p := begin(in)
	if p.ref == nil || p.Relative {
		return nil
	}
	p.Axes = axes()
	var out []stratify.Confounder
	for _, m := range mixed {
		a := p.Axis(m.axis)
		if p.measure(a); !a.Measurable() {
			continue
		}
		x := a.Values[j]
		v := float64(x.Value)
		side := "above"
		switch {
		case v > farOut:
		case v < -farOut && m.below:
			side = "below"
		default:
			continue
		}
		out = append(out, stratify.Confounder{What: a.Title, Value: fmt.Sprintf("%+.1f SD", v),
			Text: fmt.Sprintf("more than %d SD %s the healthy controls by %d of %d genes (%s); the limit is ours. %s", farOut, side, x.Used, a.Of(), m.genes, m.does)})
	}
	return out
}
