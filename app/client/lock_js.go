//go:build js

package client

import "syscall/js"

// policy is what the page adds to its own content security policy before it
// lets a file be read: from then on it connects to nothing and loads no image
// but its own. Policies only ever add up; unlocking is a reload.
const policy = "connect-src 'none'; img-src data: blob:; media-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'"

// lock cuts the page off the network.
func lock() {
	l := assets()
	if l.locked {
		return
	}
	l.locked = true
	doc := js.Global().Get("document")
	meta := doc.Call("createElement", "meta")
	meta.Call("setAttribute", "http-equiv", "Content-Security-Policy")
	meta.Call("setAttribute", "content", policy)
	doc.Get("head").Call("appendChild", meta)
	js.Global().Set("ifnscopeLocked", js.Global().Get("performance").Call("now"))
}

// Program returns the sha256 of the program that computes, empty as long as it
// is not known.
func Program() string {
	if s := assets().sum.value; s.Type() == js.TypeString {
		return s.String()
	}
	return ""
}

// Locked reports whether the page has cut itself off the network.
func Locked() bool { return assets().locked }
