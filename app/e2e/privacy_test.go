package e2e

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
)

// TestRequestsAreCounted makes a request after the moment from which the page
// counts, which no page that is locked can: it is counted and shown, so that
// the 0 of other tests means something.
func TestRequestsAreCounted(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	eval[bool](b, `(window.ifnscopeLocked = performance.now(), fetch("/app.css?counted").then((r) => r.text()).then(() => true))`)
	b.wait("the request is counted", `ifnscope.requests === 1`)
	b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 5), numbered("SLE%d", 5)...))))
	b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	b.press("Privacy")
	b.text("Requests of this page since then: 1. Attempts that the policy refused: 0.")
}

// TestStillFetching holds back a file that only the service worker asks for, as a
// slow line does on a first visit. The page waits for it no longer than it says,
// reads a file with itself cut off, and says that the service worker is still
// fetching, which names files of the app only; when it is done, that and the sums
// of what is kept.
func TestStillFetching(t *testing.T) {
	held := make(chan struct{})
	release := sync.OnceFunc(func() { close(held) })
	s := through(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/web/icon-512.png" {
			<-held
		}
		return false
	})
	t.Cleanup(release)
	b := visit(t, s, "/privacy")
	b.text("The service worker is fetching files of the app")
	b.text("They are shown once this device keeps the app.")
	b.press("IFNscope")
	b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 5), numbered("SLE%d", 5)...))))
	b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	mark := b.mark()
	b.press("Privacy")
	b.text("The page has cut itself off the network")
	b.text("Requests of this page since then: 0. Attempts that the policy refused: 0.")
	b.text("The service worker is fetching files of the app")
	release()
	b.text("The app is kept on this device: it works offline, and no file of it is being fetched.")
	b.text(" web/score.wasm")
	sent := b.sent(mark)
	for _, r := range sent {
		path, ours := strings.CutPrefix(r, "browser GET "+s.url+"/")
		if !ours || strings.ContainsAny(path, "?#") {
			t.Errorf("after the file was opened this was asked for: %s", r)
		}
	}
	if len(sent) == 0 {
		t.Error("the service worker had nothing left to fetch")
	}
}

// TestPrivacyPage reads what the page says of itself: no request since a file
// was opened, what its policy refused, the policies in force, and the sums of
// the very programs that were built.
func TestPrivacyPage(t *testing.T) {
	b := visit(t, serve(t), "/privacy")
	b.ready()
	b.text("Requests are counted from the moment in which a file is opened.")
	b.text("After you have cleared the browser's data of this site, open the app once before you share a file with it")
	b.text("The app is kept on this device: it works offline, and no file of it is being fetched.")
	for _, name := range []string{"app.wasm", "score.wasm"} { // on a first visit, to this page
		program, err := os.ReadFile("../../web/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b.text(fmt.Sprintf("%x", sha256.Sum256(program)) + " web/" + name)
	}
	b.press("IFNscope")
	b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 5), numbered("SLE%d", 5)...))))
	b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	b.press("Privacy")
	b.text("Requests of this page since then: 0. Attempts that the policy refused: 0.")
	if !eval[bool](b, `fetch("/app.css?a=1").then(() => false, () => true)`) {
		t.Error("the page may fetch")
	}
	b.text("Requests of this page since then: 0. Attempts that the policy refused: 1.")
	policies := eval[string](b, `document.querySelector("#policies").innerText`)
	for _, want := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'none'; img-src data: blob:"} {
		if !strings.Contains(policies, want) {
			t.Errorf("the policies in force lack %q: %s", want, policies)
		}
	}
	for _, x := range []struct {
		name  string
		width int64
		theme string
	}{{"wide-light", 1280, "light"}, {"narrow-dark", 390, "dark"}} {
		b.look(x.width, 1100, x.theme)
		b.shoot("../../screenshots/privacy-" + x.name + ".png")
	}
	b.press("About")
	b.text("What it is built with")
	b.press("Licence of go-app")
	b.look(1280, 1100, "light")
	eval[bool](b, `(document.querySelector("#licences").scrollIntoView(), true)`)
	b.shoot("../../screenshots/about-wide-light.png")
}
