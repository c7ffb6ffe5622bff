package e2e

import (
	"encoding/csv"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"ifnscope/score/oracle"
)

// cohort returns the files of GSE49454: the full ones beside the checkout,
// which CI must have, or else the committed extract.
func cohort(t *testing.T) (expression, samples string) {
	if full := oracle.Shared(t, "data/gse49454_sle_wb", "tested on the committed extract of GSE49454 only"); full != "" {
		return full + "/GSE49454_log2_probes.tsv.gz", full + "/samples.tsv"
	}
	return extract()
}

// extract returns the committed extract of GSE49454, which is a twentieth of it
// and says the same of its samples.
func extract() (expression, samples string) {
	return "../../score/testdata/gse49454_extract.tsv.gz", "../../score/testdata/gse49454_samples.tsv"
}

// TestExample walks from the open page to the scores of the example in two
// clicks, and takes the scores away.
func TestExample(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/", optimising)
	b.text("your files never leave this device")
	b.text("Research use only. Not for diagnostic procedures.")
	b.click("#example")
	b.results("the results are shown")
	b.text("Synthetic example: computed people, nobody's data.")
	b.text("healthy control 20")
	b.text("68 of 40 people")
	b.choose("#signature", "ifngs4")
	b.wait("the signature is shown", `document.querySelector("figcaption").textContent.includes("Four genes of the interferon gene signature test")`)

	b.click("#export-tsv")
	var sle, hc []float64
	for _, r := range scores(t, b.download("ifnscope-scores.tsv"), "# data: SYNTHETIC example cohort, no real people") {
		if r["signature"] == "ifngs4" && r["method"] == "mean-z/1" {
			v, err := strconv.ParseFloat(r["score"], 64)
			if err != nil {
				t.Fatal(err)
			}
			if r["role"] == "control" {
				hc = append(hc, v)
			} else {
				sle = append(sle, v)
			}
		}
	}
	if len(hc) != 20 || len(sle) != 68 {
		t.Errorf("the export has %d controls and %d samples of patients, want 20 and 68", len(hc), len(sle))
	}
	if shown, want := eval[string](b, `document.querySelector("#auc").textContent`), fmt.Sprintf("%.3f", auc(sle, hc)); shown != want {
		t.Errorf("AUC is shown as %s, the exported scores give %s", shown, want)
	}
	if shown, want := eval[string](b, `document.querySelector("#groups tbody tr:last-child td:nth-child(3)").textContent`), fmt.Sprintf("%.2f (", median(sle)); !strings.HasPrefix(shown, want) {
		t.Errorf("the median of the patients is shown as %s, the exported scores give %s", shown, want)
	}
	b.click("#figure-strip [data-take=figure]")
	if svg := string(b.download("ifnscope-strip-ifngs4.svg")); !strings.Contains(svg, "SYNTHETIC example") || !strings.Contains(svg, "Research use only") {
		t.Error("the figure does not say that it is synthetic and for research use only")
	}
}

// TestCohort opens the real cohort by dropping its two files, checks how they
// were read, scores it, and finds the published figures (58 first visits of
// SLE and 20 controls: AUC 0.936, median z 5.83), with the server gone, no
// request sent after the files were opened, and the page never busy for long.
func TestCohort(t *testing.T) {
	expression, samples := cohort(t)
	s := serveAlone(t)
	b := visit(t, s, "/", optimising)
	b.ready()
	b.watch()
	eval[bool](b, `(window.steps = new Set(), new MutationObserver(() => { const e = document.querySelector(".busy .step"); if (e) steps.add(e.textContent.split(",")[0]) }).observe(document.body, {subtree: true, childList: true, characterData: true}), true)`)
	b.guard()
	mark := b.mark()
	begin := time.Now()
	var read, scored time.Duration
	tasks := b.record(func() {
		b.drop(expression, samples)
		b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score")`)
		read = time.Since(begin)
		b.lockedFirst()
		s.stop()
		begin = time.Now()
		b.click("#score")
		b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
		scored = time.Since(begin)
		b.choose("#signature", "ifngs4")
		b.wait("the signature is shown", `document.querySelector("figcaption").textContent.includes("Four genes of the interferon gene signature test")`)
		b.choose("#visit", "V1")
		b.wait("the first visits are shown", `document.querySelector("#groups tbody tr:last-child td").textContent === "58"`)
		b.tap("table.scores [data-sort=ifngs4]")
		b.wait("the table is sorted", `!!document.querySelector("[aria-sort=descending] [data-sort=ifngs4]")`)
		b.tap("table.scores tbody tr:first-child button")
		b.wait("a sample is shown", `!!document.getElementById("person")`)
		b.click("#export-tsv")
		b.download("ifnscope-scores.tsv")
		b.press("Cohort: agreement, visits, cut-offs")
		b.wait("the cohort is compared", `!!document.querySelector("#agreement table")`)
		b.press("Signatures")
		b.wait("the signatures are listed", `document.querySelectorAll("main table tr").length > 20`)
		b.press("Methods")
		b.wait("the methods are listed", `document.querySelectorAll("main table tr, main article, main section").length > 3`)
		b.press("3\nResults")
		b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	})
	t.Logf("from drop to check %v, from there to the results %v; the longest task of the page's thread took %v of its time (%v on the wall)", read.Round(time.Millisecond), scored.Round(time.Millisecond), tasks.cpu, tasks.wall)
	if tasks.cpu > heldUp {
		t.Errorf("the page was held up by a task of %v", tasks.cpu)
	}
	if steps := eval[string](b, `[...steps].join(", ")`); !strings.Contains(steps, "Reading ") || !strings.Contains(steps, "Scoring") {
		t.Errorf("of the progress only this was shown: %s", steps)
	}
	if auc := eval[string](b, `document.querySelector("#auc").textContent`); auc != "0.936" {
		t.Errorf("AUC of first visits is shown as %s, want 0.936", auc)
	}
	b.checkFirstVisits(b.download("ifnscope-scores.tsv"))
	b.press("2\nCheck")
	for _, want := range []string{"20 healthy controls", "62 patients", "157 samples", "Illumina HumanHT-12 v4 (GPL10558)", "log2 expression",
		`column "Sample_title" reads as {subject}V{visit} in 157 of 177 samples`} {
		b.text(want)
	}
	b.reported()
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("after the files were opened these were asked for:\n%s", strings.Join(sent, "\n"))
	} else {
		t.Log("no request after the files were opened, up to the printed report: of the page, the worker, the service worker or the browser")
	}
	for who, w := range map[string]*tab{"page": b, "worker": b.attach("worker")} {
		if blocked := eval[bool](w, `fetch("/web/genes.txt").then(() => false, () => true)`); !blocked {
			t.Errorf("the %s can still fetch after a file was opened", who)
		}
	}
}

// checkFirstVisits finds the published figures of the four genes in an export.
func (b *tab) checkFirstVisits(export []byte) {
	t := b.t
	t.Helper()
	var sle, hc []float64
	for _, r := range scores(t, export, "sha256") {
		if r["signature"] != "ifngs4" || r["method"] != "mean-z/1" {
			continue
		}
		v, err := strconv.ParseFloat(r["score"], 64)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case r["role"] == "control":
			hc = append(hc, v)
		case r["visit"] == "V1":
			sle = append(sle, v)
		}
	}
	if len(sle) != 58 || len(hc) != 20 {
		t.Fatalf("%d first visits of SLE and %d controls, want 58 and 20", len(sle), len(hc))
	}
	if m := median(sle); math.Abs(m-5.83) > 0.05 {
		t.Errorf("median z of SLE is %.3f, want 5.83 +- 0.05", m)
	}
	if m := median(hc); math.Abs(m+0.15) > 0.05 {
		t.Errorf("median z of the controls is %.3f, want -0.15 +- 0.05", m)
	}
	if a := auc(sle, hc); math.Abs(a-0.936) > 0.005 {
		t.Errorf("AUC is %.4f, want 0.936 +- 0.005", a)
	}
}

// scores reads an exported TSV; its header must contain a line with want.
func scores(t *testing.T, b []byte, want string) []map[string]string {
	t.Helper()
	header := ""
	var body []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "# ") {
			header += line
		} else {
			body = append(body, line)
		}
	}
	for _, w := range []string{want, "# IFNscope: ", "Research use only. Not for diagnostic procedures.", "# cut-off rule: mean + 2 SD"} {
		if !strings.Contains(header, w) {
			t.Errorf("the header of the export lacks %q:\n%s", w, header)
		}
	}
	r := csv.NewReader(strings.NewReader(strings.Join(body, "")))
	r.Comma = '\t'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, c := range row {
			m[all[0][i]] = c
		}
		out = append(out, m)
	}
	return out
}

func median(v []float64) float64 {
	sort.Float64s(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}

// auc counts pairs, independently of the library.
func auc(high, low []float64) float64 {
	var u float64
	for _, h := range high {
		for _, l := range low {
			switch {
			case h > l:
				u++
			case h == l:
				u += 0.5
			}
		}
	}
	return u / float64(len(high)) / float64(len(low))
}
