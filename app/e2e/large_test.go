package e2e

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"ifnscope/score/demo"
)

// many makes a table of n people, each a person of the example with noise, and
// what is known of them.
func many(n int) (expression, samples []byte) {
	r := rand.New(rand.NewPCG(2019, 6))
	fs := demo.Files()
	lines := strings.Split(strings.TrimSpace(string(demo.Bytes(fs[0].Name))), "\n")
	head := strings.Split(lines[0], "\t")[1:]
	var e, s strings.Builder
	s.WriteString("sample\tgroup\tSLEDAI\tnephritis\n")
	e.WriteString("gene")
	for j := range n {
		name, group := fmt.Sprintf("P%04d", j), "SLE"
		if strings.HasPrefix(head[j%len(head)], "HC") {
			name, group = fmt.Sprintf("HC%04d", j), "healthy control"
		}
		e.WriteString("\t" + name)
		fmt.Fprintf(&s, "%s\t%s\t%d\t%s\n", name, group, r.IntN(20), []string{"no", "yes"}[r.IntN(2)])
	}
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		e.WriteString("\n" + cells[0])
		for j := range n {
			v, err := strconv.ParseFloat(cells[1+j%len(head)], 64)
			if err != nil {
				e.WriteString("\tNA")
				continue
			}
			fmt.Fprintf(&e, "\t%.2f", max(v+0.3*r.NormFloat64(), 0))
		}
	}
	return []byte(e.String() + "\n"), []byte(s.String())
}

// TestLarge opens 2,000 people and uses every figure of them; no task of the
// page's thread is long.
func TestLarge(t *testing.T) {
	expression, samples := many(2000)
	b := revisit(t)
	b.ready()
	part := func(what string, f func()) {
		t.Helper()
		begin := time.Now()
		tasks := b.record(f)
		t.Logf("%s: %v, the longest task %v (%v on the wall)", what, time.Since(begin).Round(time.Millisecond), tasks.cpu, tasks.wall)
		if tasks.cpu > heldUp {
			t.Errorf("%s: the page was held up by a task of %v", what, tasks.cpu)
		}
	}
	part("opening", func() {
		b.drop(b.file("large.tsv", expression), b.file("samples.tsv", samples))
		b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	})
	part("scoring", func() {
		b.click("#score")
		b.wait("the strip is drawn", `location.pathname === "/results" && !!document.querySelector("#figure-strip svg.chart")`)
	})
	part("pointing", func() {
		at := b.middle("#figure-strip .c-points.c-high path")
		for i := range 30 {
			b.point(place{at.X + float64(i%10), at.Y + 3*float64(i)})
		}
		b.wait("a mark is told", `!!document.querySelector("#figure-strip .over .at")`)
		b.clickAt(at)
		b.wait("the sample is open", `!!document.querySelector("#person")`)
		b.wait("it is ringed", `!!document.querySelector("#figure-strip .over .ring")`)
	})
	part("the cohort", func() {
		b.press("Cohort: agreement, visits, cut-offs")
		for _, name := range []string{"roc", "components", "genes", "signatures", "agreement", "pair"} {
			b.wait(name+" is drawn", fmt.Sprintf(`!!document.querySelector("#figure-%s svg.chart")`, name))
		}
	})
	part("pointing at a heat map", func() {
		at := b.middle("#figure-genes .c-cells:last-of-type")
		for i := range 30 {
			b.point(place{at.X + 5*float64(i), at.Y + float64(i%10)})
		}
		b.wait("a cell is told", `!!document.querySelector("#figure-genes .over .at")`)
		b.clickAt(at)
		b.wait("it is ringed", `document.querySelectorAll("#figure-genes .over .ring").length === 1`)
	})
	t.Logf("bytes of markup: genes %d, signatures %d; elements of the page %d",
		eval[int](b, `document.querySelector("#figure-genes svg.chart").outerHTML.length`),
		eval[int](b, `document.querySelector("#figure-signatures svg.chart").outerHTML.length`), eval[int](b, `document.querySelectorAll("*").length`))
}
