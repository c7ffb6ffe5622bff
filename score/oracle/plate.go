package oracle

import (
	"fmt"
	"strings"
)

// LabPlate is a day of a laboratory as a QuantStudio writes it: the six genes
// of Rice and Crow, HPRT1 and 18S rRNA in duplicate, for 29 healthy controls and
// three patients, and one well without template for every gene.
//
// Every sample has another amount of RNA, which shifts all of its genes by
// whole quarters of a cycle. Seven controls have every ISG one cycle early,
// seven one cycle late, the other 15 are alike. The median control therefore has
// fold change 1, seven have 2 and seven 1/2; the patients have 8, 12 and 1.
func LabPlate() string {
	var b strings.Builder
	b.WriteString("* Block Type = 384-Well Block\n* Experiment Type = Comparative Cт (ΔΔCт)\n* Instrument Type = QuantStudio(TM) 7 Flex System\n\n[Results]\n" +
		"Well\tWell Position\tOmit\tSample Name\tTarget Name\tTask\tBiogroup Name\tCт\tCт SD\tNOAMP\n")
	isg := []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1"}
	well := 0
	write := func(name, target, task, group, ct string) {
		well++
		fmt.Fprintf(&b, "%d\t\tfalse\t%s\t%s\t%s\t%s\t%s\t\tN\n", well, name, target, task, group, ct)
	}
	person := func(k int, name, group string, early func(gene int) float64, lost string) {
		amount := float64(k%5) / 4
		for i, g := range append(isg, "HPRT1", "18S") {
			ct := 24.5 + amount // of both reference genes on the mean
			switch {
			case i < 6:
				ct += 4 + float64(i)/2 - early(i)
			case g == "HPRT1":
				ct -= 0.5
			default:
				ct += 0.5
			}
			for _, apart := range []float64{-0.125, 0.125} {
				cell := fmt.Sprintf("%.3f", ct+apart)
				if g == lost {
					cell = "Undetermined"
				}
				write(name, g, "UNKNOWN", group, cell)
			}
		}
	}
	for k := range 29 {
		d := 0.0
		switch {
		case k < 7:
			d = 1
		case k < 14:
			d = -1
		}
		person(k, fmt.Sprintf("HC%02d", k+1), "healthy control", func(int) float64 { return d }, "")
	}
	person(30, "P1", "patient", func(int) float64 { return 3 }, "")
	person(31, "P2", "patient", func(i int) float64 { return float64(i + 1) }, "")
	person(32, "P3", "patient", func(int) float64 { return 0 }, "SIGLEC1")
	for _, g := range append(isg, "HPRT1", "18S") {
		write("NTC", g, "NTC", "", "Undetermined")
	}
	b.WriteString("\nAnalysis Type = Singleplex\nEndogenous Control = HPRT1,18S\n")
	return b.String()
}

// Runs is an RDML document with a run for each plate, whose wells are a sample,
// a target and a Ct.
func Runs(plates ...[][]string) string {
	var b strings.Builder
	b.WriteString(`<rdml version="1.3" xmlns="http://www.rdml.org"><experiment id="e">`)
	for k, wells := range plates {
		fmt.Fprintf(&b, `<run id="r%d">`, k+1)
		for i, w := range wells {
			fmt.Fprintf(&b, `<react id="%d"><sample id="%s"/><data><tar id="%s"/><cq>%s</cq></data></react>`, i+1, w[0], w[1], w[2])
		}
		b.WriteString("</run>")
	}
	b.WriteString("</experiment></rdml>")
	return b.String()
}
