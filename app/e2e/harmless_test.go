package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// figures are the buttons that save a figure.
const figures = `main figure [data-take=figure]`

// exports presses every button of a selector, each of which saves a file, and
// returns the files. Chromium drops what is beyond ten downloads in a second,
// which no hand presses: a tenth of a second lies between two of them.
func (b *tab) exports(selector string) map[string][]byte {
	b.t.Helper()
	files := map[string][]byte{}
	for i := range eval[int](b, fmt.Sprintf(`document.querySelectorAll(%q).length`, selector)) {
		b.wait("the button can be pressed", fmt.Sprintf(`(e => !!e && !e.disabled && !document.querySelector(".busy") && performance.now() > (window.savedAt ?? 0) + 110 && (e.click(), window.savedAt = performance.now(), true))(document.querySelectorAll(%q)[%d])`, selector, i))
		name, content := b.saved(fmt.Sprintf("%s, number %d", selector, i))
		files[name] = content
	}
	return files
}

// saved waits for the next download, whatever it is called, and takes it away.
// By is what was pressed.
func (b *tab) saved(by string) (name string, content []byte) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		list, err := os.ReadDir(b.dir)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, f := range list {
			if filepath.Ext(f.Name()) == ".crdownload" || strings.HasPrefix(f.Name(), ".") {
				continue
			}
			if c, err := os.ReadFile(filepath.Join(b.dir, f.Name())); err == nil && len(c) > 0 {
				b.remove(f.Name())
				return f.Name(), c
			}
		}
		eval[bool](b, `new Promise(r => setTimeout(() => r(true), 20))`)
	}
	b.t.Fatalf("nothing was saved by %s\n%s", by, b.state())
	return "", nil
}

// signed is a cell that begins as a number does and calls something.
var signed = regexp.MustCompile(`^[+-].*([A-Za-z]\(|[|!&])`)

// harmless asserts that a saved file does nothing where it is opened: in a
// spreadsheet, as a page, as a picture, in a reference manager or in R.
func (b *tab) harmless(name string, content []byte) {
	b.t.Helper()
	if regexp.MustCompile(`[^A-Za-z0-9._-]`).MatchString(filepath.Base(name)) {
		b.t.Errorf("a file is called %q", name)
	}
	text := string(content)
	kind := filepath.Ext(name)
	if kind != ".xlsx" && kind != ".zip" && (!utf8.ValidString(text) || strings.ContainsAny(text, "\x00\x07\x08\x1b")) {
		b.t.Errorf("%s is no plain text", name)
	}
	switch kind {
	case ".tsv", ".csv", ".gmt":
		sep := map[string]string{".tsv": "\t", ".csv": ",", ".gmt": "\t"}[kind]
		for line := range strings.Lines(text) {
			for cell := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), sep) {
				cell = strings.TrimLeft(cell, `" `)
				if cell != "" && (strings.ContainsRune("=@", rune(cell[0])) || signed.MatchString(cell)) {
					b.t.Errorf("%s: a spreadsheet computes the cell %.60q", name, cell)
				}
			}
		}
	case ".svg", ".html":
		kind := map[string]string{".svg": "image/svg+xml", ".html": "text/html"}[kind]
		js, _ := json.Marshal(text)
		if bad := eval[string](b, fmt.Sprintf(`(() => {
			const d = new DOMParser().parseFromString(%s, %q);
			if (d.querySelector("parsererror")) return d.querySelector("parsererror").textContent;
			const e = d.querySelector('script, iframe, object, embed, foreignObject, link, image, img, form, base, meta[http-equiv=refresh i], [href^="http://evil"], [src]');
			if (e) return e.outerHTML.slice(0, 200);
			for (const e of d.querySelectorAll("*")) {
				for (const a of e.attributes) {
					const said = /^(aria-|data-|content$|value$|title$)/.test(a.name); // text, whatever it says
					if (/^on/i.test(a.name) || !said && /^\s*javascript:|url\(\s*['"]?(?!#)/i.test(a.value)) return e.localName + " " + a.name + "=" + a.value.slice(0, 100);
				}
			}
			return [...d.querySelectorAll("style")].some(e => /@import|url\(/.test(e.textContent)) ? "a style sheet that loads" : "";
		})()`, js, kind)); bad != "" {
			b.t.Errorf("%s has %s", name, bad)
		}
	case ".json":
		if !json.Valid(content) {
			b.t.Errorf("%s is not valid", name)
		}
	case ".txt", ".bib", ".ris", ".R": // of the sources and of the run as a whole: nothing of a name
		if strings.Contains(text, "evil") || strings.Contains(text, "pwned") {
			b.t.Errorf("%s quotes what the files say", name)
		}
	case ".xlsx", ".zip":
		b.unpacked(name, content)
	default:
		b.t.Errorf("%s: nobody knows whether it is harmless", name)
	}
}

// unpacked looks at every part of an archive. Of a workbook, no part computes,
// links to what is outside of it, or is a macro.
func (b *tab) unpacked(name string, content []byte) {
	b.t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		b.t.Errorf("%s: %v", name, err)
		return
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			b.t.Errorf("%s: %v", name, err)
			continue
		}
		c, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			b.t.Errorf("%s: %v", name, err)
		}
		if !filepath.IsLocal(part.Name) {
			b.t.Errorf("%s is unpacked to %q", name, part.Name)
		}
		if filepath.Ext(name) == ".zip" {
			b.harmless(part.Name, c)
		} else if bad := computes(part.Name, c); bad != "" {
			b.t.Errorf("%s, %s: %s", name, part.Name, bad)
		}
	}
}

// computes says what in a part of a workbook would do something, empty if
// nothing would.
func computes(part string, content []byte) string {
	if ext := filepath.Ext(part); ext != ".xml" && ext != ".rels" {
		return "is no markup"
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		if _, is := t.(xml.Directive); is {
			return "has a document type"
		}
		e, is := t.(xml.StartElement)
		if !is {
			continue
		}
		switch e.Name.Local {
		case "f", "hyperlink", "externalReference", "oleObject", "definedName", "ddeLink", "webPublishing", "connection":
			return "has <" + e.Name.Local + ">"
		}
		for _, a := range e.Attr {
			if a.Name.Local == "TargetMode" && a.Value == "External" || a.Name.Local == "Target" && strings.Contains(a.Value, "://") {
				return "links to " + a.Value
			}
		}
	}
}

// TestComputes asserts that a workbook which computes would be seen.
func TestComputes(t *testing.T) {
	for part, is := range map[string]bool{
		`<worksheet><c t="inlineStr"><is><t>=1+1</t></is></c></worksheet>`:                   false,
		`<Relationships><Relationship Target="worksheets/sheet1.xml"/></Relationships>`:      false,
		`<worksheet xmlns="a"><c><f>1+1</f></c></worksheet>`:                                 true,
		`<x:worksheet xmlns:x="a"><x:c><x:f>1+1</x:f></x:c></x:worksheet>`:                   true,
		`<Relationships><Relationship Target="http://evil.example/"/></Relationships>`:       true,
		`<Relationships><Relationship Target="x" TargetMode="External"/></Relationships>`:    true,
		`<worksheet><hyperlinks><hyperlink ref="A1"/></hyperlinks></worksheet>`:              true,
		`<workbook><externalReferences><externalReference/></externalReferences></workbook>`: true,
		`<!DOCTYPE a [<!ENTITY b SYSTEM "http://evil.example/">]><a/>`:                       true,
		`<worksheet>`: true,
	} {
		if got := computes("a.xml", []byte(part)); (got != "") != is {
			t.Errorf("%s: %q", part, got)
		}
	}
	if computes("vbaProject.bin", nil) == "" {
		t.Error("a macro is harmless")
	}
}
