package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"ifnscope/score/demo"
)

// store lists what the page has kept on the device, beside the app itself.
const stored = `(async () => [
	...(await indexedDB.databases()).map(d => "database " + d.name),
	...Object.keys(localStorage), ...Object.keys(sessionStorage),
	...(await caches.keys()).filter(c => !c.startsWith("ifnscope-")), document.cookie].filter(x => x).join(", "))()`

// TestSession takes work to other machines: without data and with, and keeps it
// on this one. The report is the same, byte for byte.
func TestSession(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	b.ready()
	expression, samples := b.exampleFiles()
	b.files(expression, samples)
	b.text("Samples and people")
	eval[bool](b, `(() => { const e = document.querySelector("select[data-sample]"); e.value = "excluded"; e.dispatchEvent(new Event("change", {bubbles: true})); return true })()`)
	b.text("1 left out")
	b.click("#score")
	b.text("All samples")
	b.press("Report")
	b.wait("the report is there", `!!document.querySelector(".report")`)
	want := b.take("#export-json", "ifnscope-report.json")
	if !eval[bool](b, `ifnscope.unsaved`) {
		t.Error("scores of own files may be lost without a word")
	}
	session := b.file("a.ifnscope.json", b.take("#save-session", "work.ifnscope.json"))

	b.wait("nothing would be lost", `!ifnscope.unsaved`)
	b.click("#seal summary")
	b.paste("#seal-1", "four words for a vault")
	b.paste("#seal-2", "four words for a cave")
	b.click("#save-sealed")
	b.wait("it is said beside the field", `(e => !!e && e.getAttribute("role") === "alert" && e.innerText.startsWith("The two passphrases differ") && e.getBoundingClientRect().bottom < innerHeight && !document.getElementById("failure"))(document.getElementById("seal-wrong"))`)
	eval[bool](b, `document.getElementById("seal-2").value = "", true`)
	b.paste("#seal-2", "four words for a vault")
	b.key("Enter")
	content := b.download("work.ifnscope")
	if bytes.Contains(content, []byte("SLE01_V1")) {
		t.Error("the sealed session can be read")
	}
	sealed := b.file("b.ifnscope", content)
	if kept := eval[string](b, stored); kept != "" {
		t.Errorf("kept on the device without being asked: %s", kept)
	}

	t.Run("without data", func(t *testing.T) {
		there := revisit(t)
		there.ready()
		there.files(session)
		there.text("This session was saved by IFNscope")
		// another file under the name of one
		there.choosing("#wanted-input", there.file(filepath.Base(samples), []byte("sample\tgroup\nx\ty\n")))
		there.text("its content differs")
		renamed := there.file("renamed.txt", mustRead(t, samples))
		there.choosing("#wanted-input", expression, renamed)
		there.text("All samples")
		if got := there.take("#export-json", "ifnscope-report.json"); !bytes.Equal(got, want) {
			t.Error("the report is another")
		}
		there.reload()
		if strings.Join(there.dialogs, ", ") != "beforeunload" {
			t.Errorf("a reload that forgets the work asks %q", there.dialogs)
		}
	})
	t.Run("sealed", func(t *testing.T) {
		there := revisit(t)
		there.ready()
		there.files(sealed)
		there.wait("the passphrase is asked for", `(e => document.activeElement === e && e.getBoundingClientRect().bottom < innerHeight)(document.getElementById("passphrase"))`)
		call(there, input.InsertText, input.InsertTextParams{Text: "not the passphrase"})
		there.click("#unseal")
		there.wait("it is said beside the field", `document.activeElement.id === "passphrase" && document.getElementById("passphrase-wrong")?.innerText.startsWith("The passphrase is wrong")`)
		eval[bool](there, `document.getElementById("passphrase").value = "", true`)
		there.paste("#passphrase", "four words for a vault")
		there.key("Enter")
		there.text("All samples")
		if got := there.take("#export-json", "ifnscope-report.json"); !bytes.Equal(got, want) {
			t.Error("the report is another")
		}
		if kept := eval[string](there, stored); kept != "" {
			t.Errorf("kept on the device without being asked: %s", kept)
		}
	})
	t.Run("kept", func(t *testing.T) {
		b.t = t
		b.click("#keeping summary")
		b.click("#keep")
		b.wait("it is kept", `!!document.getElementById("kept")`)
		if kept := eval[string](b, stored); kept != "database ifnscope" {
			t.Errorf("kept: %s", kept)
		}
		b.run(chromedp.Navigate(s.url + "/"))
		if len(b.dialogs) > 0 {
			t.Errorf("what is kept need not be asked for: %q", b.dialogs)
		}
		b.wait("it is offered", `document.getElementById("kept")?.innerText.includes("2 files")`)
		b.click("#resume")
		b.text("All samples")
		if got := b.take("#export-json", "ifnscope-report.json"); !bytes.Equal(got, want) {
			t.Error("the report is another")
		}
		// one button deletes all
		b.press("Privacy")
		b.click("#forget")
		b.wait("nothing is kept", `!document.getElementById("kept")`)
		if kept := eval[string](b, stored); kept != "" {
			t.Errorf("still kept: %s", kept)
		}
		// and time does
		eval[bool](b, `ifnscopeDevice.keep(new Uint8Array(3), 1, -1).then(k => k === null)`)
		if kept := eval[string](b, stored); kept != "" {
			t.Errorf("kept longer than was said: %s", kept)
		}
	})
}

// exampleFiles writes the files of the example for a test to choose.
func (b *tab) exampleFiles() (expression, samples string) {
	b.t.Helper()
	fs := demo.Files()
	return b.file(fs[0].Name, demo.Bytes(fs[0].Name)), b.file(fs[1].Name, demo.Bytes(fs[1].Name))
}

// take clicks a download and returns its content.
func (b *tab) take(selector, name string) []byte {
	b.t.Helper()
	os.Remove(filepath.Join(b.dir, name)) // it may not be there
	b.click(selector)
	return b.download(name)
}

// choosing chooses files with a file button.
func (b *tab) choosing(selector string, paths ...string) {
	b.t.Helper()
	b.run(chromedp.WaitReady(chromedp.CSS(selector)), chromedp.SetUploadFiles(chromedp.CSS(selector), b.absolute(paths)))
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
