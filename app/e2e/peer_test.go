package e2e

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"ifnscope/score/gene/human"
)

var peer = flag.String("peer", "", "compare with GSVA of R: numbers of samples, with commas between them")

// TestPeer scores the same bytes in the app and by the R package GSVA, of which
// singscore is no part (see peer.R), checks that the scores agree, and prints a
// table of the times and of the memory.
//
// R's time is that of the scoring call. The app's is that of a person: from the
// press on the button to the results on the page. R's memory is the peak of its
// process, the app's that of Chromium's process with the page and its workers.
func TestPeer(t *testing.T) {
	if *peer == "" {
		return // make bench-peer asks for it: it takes half an hour, and R
	}
	dir := t.TempDir()
	t.Log("| samples | method | R s | app s | R / app | R MB | app MB | app / R | largest difference |")
	t.Log("|--:|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, n := range strings.Split(*peer, ",") {
		samples, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		matrix, gmt := filepath.Join(dir, "matrix.tsv"), setsOf(20000)
		sets := filepath.Join(dir, "sets.gmt")
		for p, content := range map[string][]byte{matrix: cloud(20000, samples), sets: []byte(gmt)} {
			if err := os.WriteFile(p, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range []struct{ r, id string }{{"zscore", "zscore/1"}, {"plage", "plage/1"}, {"singscore", "singscore/1"}, {"ssgsea", "ssgsea-range/1"}, {"gsva", "gsva/1"}} {
			if samples > 1000 && m.r != "gsva" {
				continue // R is asked for minutes, and for what takes minutes
			}
			scores := filepath.Join(dir, "scores.tsv")
			out, err := exec.Command("Rscript", "peer.R", m.r, matrix, sets, scores).Output()
			if err != nil {
				t.Fatalf("Rscript: %v", err)
			}
			var f [4]string
			said := strings.Split(string(out), "\n") // GSVA may speak before
			copy(f[:], strings.Split(said[len(said)-1], "\t"))
			rSeconds, _ := strconv.ParseFloat(f[0], 64)
			rPeak, _ := strconv.ParseFloat(f[1], 64)
			seconds, peak, got := scoreInApp(t, matrix, gmt, m.id)
			t.Logf("| %d | %s | %.2f | %.2f | %.1f | %.0f | %.0f | %.2f | %.1g |", samples, m.r, rSeconds, seconds, rSeconds/seconds, rPeak, peak, peak/rPeak,
				disagreement(t, scores, got, m.r == "plage"))
		}
	}
}

// setsOf returns thirty sets of 4 to 500 genes, as in the notes on peers.
func setsOf(genes int) string {
	rng := rand.New(rand.NewPCG(7, 30))
	symbols := human.Table().Symbols()[:genes]
	var b strings.Builder
	for _, size := range []int{4, 5, 6, 10, 12, 15, 21, 21, 25, 27, 28, 30, 40, 50, 53, 60, 64, 69, 75, 80, 97, 97, 100, 120, 150, 200, 224, 300, 400, 500} {
		fmt.Fprintf(&b, "set%d-%d\tbench", b.Len(), size)
		for _, i := range rng.Perm(genes)[:size] {
			b.WriteString("\t" + symbols[i])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// scoreInApp scores a table by one method and sets of a person's own.
func scoreInApp(t *testing.T, matrix, gmt, method string) (seconds, peak float64, scores map[string][]float64) {
	t.Helper()
	b := visit(t, serve(t), "/", optimising)
	b.ready()
	b.files(matrix)
	b.longWait("the table is read", `!!document.querySelector("#score")`)
	b.choose("#unit", "log2")
	b.press("Signatures")
	b.wait("the catalogue is shown", `!!document.querySelector("#own-text")`)
	eval[bool](b, fmt.Sprintf(`(() => { const e = document.querySelector("#own-text"); e.value = %s; e.dispatchEvent(new Event("input")); return true })()`, quoted(gmt)))
	b.click("#own-add")
	b.text("Your own sets")
	b.only(`[data-score]`, `e => e.dataset.score.startsWith("own-")`)
	b.press("Methods")
	b.wait("the methods are shown", `!!document.querySelector("article.method")`)
	b.only(`article.method .tick input`, fmt.Sprintf(`e => e.id === "use-%s"`, strings.NewReplacer("/", "-").Replace(method)))
	b.press("2\nCheck")
	b.wait("the button is there", `!!document.querySelector("#score:not([disabled])")`)
	begin := time.Now()
	b.tap("#score")
	b.longWait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#export-json")`)
	seconds = time.Since(begin).Seconds()
	peak = rendererPeak(t)
	b.tap("#export-json")
	var r struct {
		Signatures []struct{ ID, Title string }
		Results    []struct {
			Signature, Method string
			Scores            []struct{ Value float64 }
		}
	}
	if err := json.Unmarshal(b.download("ifnscope-report.json"), &r); err != nil {
		t.Fatal(err)
	}
	scores = map[string][]float64{}
	for _, x := range r.Results {
		for _, s := range r.Signatures {
			if s.ID != x.Signature || x.Method != method {
				continue
			}
			for _, y := range x.Scores {
				scores[s.Title] = append(scores[s.Title], y.Value)
			}
		}
	}
	chromedp.Cancel(b.ctx) // the next one has the machine for itself
	return seconds, peak, scores
}

// only ticks what a function says of the elements of a selector, and nothing else.
func (b *tab) only(selector, wanted string) {
	b.t.Helper()
	wrong := fmt.Sprintf(`[...document.querySelectorAll(%s)].find(e => e.checked !== (%s)(e))`, quoted(selector), wanted)
	b.wait("all but the wanted are put away", fmt.Sprintf(`(() => { const e = %s; e?.click(); return !e })()`, wrong))
}

// longWait waits longer than a test may.
func (b *tab) longWait(what, expr string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expr, chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(time.Hour))); err != nil {
		b.t.Fatalf("waiting until %s: %v\n%s", what, err, b.state())
	}
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string has a form in JSON
	}
	return string(b)
}

// rendererPeak returns the largest peak of memory, in MB, of a process of
// Chromium that renders a page.
func rendererPeak(t *testing.T) float64 {
	t.Helper()
	var most float64
	all, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		args, err := os.ReadFile(p)
		if err != nil || !bytes.Contains(args, []byte("--type=renderer")) {
			continue
		}
		status, err := os.ReadFile(filepath.Join(filepath.Dir(p), "status"))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(status)) {
			if kB, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				n, _ := strconv.ParseFloat(strings.Fields(kB)[0], 64)
				most = max(most, n/1024)
			}
		}
	}
	return most
}

// disagreement returns the largest relative difference of the app's scores to
// those that R wrote; the sign of an eigenvector is nobody's choice.
func disagreement(t *testing.T, file string, got map[string][]float64, anySign bool) float64 {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 31 || len(got) != 30 {
		t.Fatalf("R scored %d sets, the app %d, want 30", len(lines)-1, len(got))
	}
	var worst float64
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		ours := got[f[0]]
		if len(ours) != len(f)-1 {
			t.Fatalf("%s: %d scores, want %d", f[0], len(ours), len(f)-1)
		}
		var largest, same, opposite float64
		for j, x := range f[1:] {
			v, err := strconv.ParseFloat(strings.TrimSpace(x), 64)
			if err != nil {
				t.Fatal(err)
			}
			largest = max(largest, math.Abs(v))
			same, opposite = max(same, math.Abs(ours[j]-v)), max(opposite, math.Abs(ours[j]+v))
		}
		if anySign {
			same = min(same, opposite)
		}
		worst = max(worst, same/largest)
	}
	if worst > 1e-9 {
		t.Errorf("the scores differ by %.2g", worst)
	}
	return worst
}
