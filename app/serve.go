//go:build !js

package main

import (
	"io"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// policy is the content security policy of the page. Everything comes from the
// site itself; WebAssembly may be compiled; workers may also be made from
// memory, so that one can be started after the page has cut itself off.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// workerPolicy is that of the worker that computes: it connects to nothing
// from its first line.
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'"

// headers are sent with every answer.
var headers = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"X-DNS-Prefetch-Control":       "off",
	"Permissions-Policy":           "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
	"Cache-Control":                "no-cache",
	"Vary":                         "Accept-Encoding",
}

// forever is for a file whose name has the hash of its content.
const forever = "public, max-age=31536000, immutable"

// refusal is what a person meets who shares a file with the installed app while
// its service worker, which would take it, is gone.
const refusal = "The server of IFNscope takes nothing, and has read nothing of what was sent. To share a file with the app, open the app once, then share the file again."

// newServer returns a server of the site with its limits. It keeps no log: not
// of requests, and not of connections that fail, which would name addresses.
func newServer(s *site) *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      5 * time.Minute, // a slow line needs time for the program
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0),

		DisableGeneralOptionsHandler: true, // OPTIONS * is refused as all else
		// Over HTTP/2 a client sends no more of a body than it is given room for,
		// once it knows that: the least that can be said.
		HTTP2: &http.HTTP2Config{MaxReceiveBufferPerStream: 1},
	}
}

// ServeHTTP answers GET and HEAD of the files of the site. It reads no query
// and no body.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for k, v := range headers {
		h.Set(k, v)
	}
	h.Set("Content-Security-Policy", policy)
	if r.ContentLength != 0 {
		// nobody reads the body: without the deadline net/http would, 256 kB
		// of it, to use the connection again
		h.Set("Connection", "close")
		http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) // fails only in a test that has no connection
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, refusal, http.StatusMethodNotAllowed)
		return
	}
	f, ok := s.files[r.URL.Path]
	if !ok {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if r.URL.Path == "/web/worker.js" {
		h.Set("Content-Security-Policy", workerPolicy)
	}
	if f.hashed {
		h.Set("Cache-Control", forever)
	}
	h.Set("ETag", f.etag)
	if r.Header.Get("If-None-Match") == f.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.kind)
	h.Set("X-Decoded-Length", strconv.Itoa(len(f.body)))
	body := f.body
	for _, enc := range [...]string{"br", "gzip"} {
		if z := f.packed[enc]; z != nil && accepts(r.Header.Get("Accept-Encoding"), enc) {
			h.Set("Content-Encoding", enc)
			body = z
			break
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		w.Write(body) // an error is the client's loss of interest
	}
}

// accepts reports whether an Accept-Encoding header names an encoding without
// forbidding it.
func accepts(header, enc string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), enc) {
			q = strings.TrimSpace(q)
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}
