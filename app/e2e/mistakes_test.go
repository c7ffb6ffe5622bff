package e2e

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
)

// table writes an expression table of genes x samples, log2.
func table(genes, samples []string) []byte {
	var b strings.Builder
	b.WriteString("gene\t" + strings.Join(samples, "\t") + "\n")
	for i, g := range genes {
		b.WriteString(g)
		for j := range samples {
			fmt.Fprintf(&b, "\t%.2f", 2+float64((7*i+3*j)%40)*0.3)
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

var isgs = strings.Fields("IFI27 IFI44 IFI44L RSAD2 ISG15 IFIT1 SIGLEC1 MX1 OAS1 HERC5 USP18 IFIT3 ACTB GAPDH HPRT1 CD3E CD19 CD14 FCGR3B LTF")

// whole is a table of enough rows for its unit to be clear.
func whole(samples []string) []byte {
	return table(append(numbered("background-%d", 400), isgs...), samples)
}

func numbered(form string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf(form, i+1)
	}
	return out
}

// mistakes are files that are dropped by mistake, and what must be said of
// them: where it is, and the way out.
func mistakes() []struct {
	name, file string
	content    []byte
	says       []string
} {
	samples := numbered("S%d", 6)
	ragged := bytes.Replace(table(isgs, samples), []byte("\nISG15\t"), []byte("\nISG15\t7.1\t"), 1)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(table(numbered("G%05d", 4000), samples))
	w.Close()
	results := []byte("gene\tbaseMean\tlogFC\tpvalue\tpadj\n")
	for i, g := range isgs {
		results = fmt.Appendf(results, "%s\t%d.5\t1.%d\t0.0%d\t0.1%d\n", g, 100+i, i, i+1, i)
	}
	return []struct {
		name, file string
		content    []byte
		says       []string
	}{
		{"a PDF", "report.pdf", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"), []string{"report.pdf", "PDF"}},
		{"an empty file", "empty.tsv", nil, []string{"empty.tsv", "empty"}},
		{"half of a gzip", "half.tsv.gz", z.Bytes()[:z.Len()/2], []string{"half.tsv.gz", "damaged or ends too early"}},
		{"a table of results", "deseq2.tsv", results, []string{"deseq2.tsv", "logFC", "padj"}},
		{"a ragged table", "ragged.tsv", ragged, []string{"ragged.tsv", "line 6"}},
		{"a sample twice", "twice.tsv", table(isgs, append(samples, "S2")), []string{"twice.tsv", "S2"}},
		{"no gene", "nogene.tsv", table(numbered("thing-%d", 40), samples), []string{"None of the 40 rows", "thing-1"}},
		{"no controls", "nocontrols.tsv", whole(samples), []string{"No healthy controls are assigned"}},
	}
}

// TestMistakes opens files that cannot be used. Each gets one clear message,
// what was there stays, and the app goes on.
func TestMistakes(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.results("the example is scored")
	for _, m := range mistakes() {
		t.Run(m.name, func(t *testing.T) {
			b.t = t
			auc := eval[string](b, `document.querySelector("#auc").textContent`)
			b.press("IFNscope")
			b.files(b.file(m.file, m.content))
			b.wait("it is said", `[...document.querySelectorAll(".failure, main .error")].some(e => e.textContent) && !document.querySelector(".busy")`)
			n := eval[int](b, `document.querySelectorAll(".failure, main .error").length`)
			said := eval[string](b, `[...document.querySelectorAll(".failure, main .error")].map(e => e.innerText).join(" | ")`)
			t.Log(said)
			if n != 1 {
				t.Errorf("%d messages, want one", n)
			}
			for _, want := range m.says {
				if !strings.Contains(said, want) {
					t.Errorf("the message does not name %q", want)
				}
			}
			b.press("3\nResults")
			b.results("the last result is shown")
			if again := eval[string](b, `document.querySelector("#auc").textContent`); again != auc {
				t.Errorf("the last result has changed: AUC %s and then %s", auc, again)
			}
			b.press("IFNscope")
			b.click("#example")
			b.wait("the example is scored again", `location.pathname === "/results" && !!document.querySelector("#auc") && !document.querySelector(".failure, .stale")`)
		})
	}
}
