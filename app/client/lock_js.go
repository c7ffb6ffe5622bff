//go:build js

package client

import "syscall/js"

// policy is what the page adds to its own content security policy before it
// lets a file be read: from then on it loads nothing from anywhere, its own
// site included. Images and workers are made of memory, and programs that are
// there already may be started. Policies only ever add up; unlocking is a
// reload.
const policy = "default-src 'none'; connect-src 'none'; img-src data: blob:; script-src 'wasm-unsafe-eval'; worker-src blob:; form-action 'none'"

// lock cuts the page off the network and calls then. It waits for the service
// worker to have what it keeps, five seconds at most: from then on the page asks
// for nothing, and on a slow line, or where there is a new version, the service
// worker may still be fetching files of the app, which the page Privacy says.
func lock(then func()) {
	if assets().locked {
		then()
		return
	}
	var kept js.Func
	kept = js.FuncOf(func(js.Value, []js.Value) any {
		kept.Release()
		cut()
		then()
		return nil
	})
	js.Global().Get("ifnscope").Call("keep").Call("then", kept)
}

// cut adds the policy.
func cut() {
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
	if p := assets().program.value; p.Truthy() {
		return p.Get("sum").String()
	}
	return ""
}

// Locked reports whether the page has cut itself off the network.
func Locked() bool { return assets().locked }
