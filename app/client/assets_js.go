//go:build js

package client

import (
	"strings"
	"sync"
	"syscall/js"
)

// loader holds what a worker is made of: the compiled program, the text of its
// script and the gene table. Each is fetched once, early, and kept in memory,
// so that after the page has cut itself off the network a worker can still be
// started again.
type loader struct {
	program promise // its module, a WebAssembly.Module, and its sum, the SHA-256
	script  promise // text of wasm_exec.js and worker.js
	genes   promise // ArrayBuffer
	guarded bool    // the host sends the worker with its policy
	locked  bool
}

// assets returns the loader, which begins to load when it is first asked for.
var assets = sync.OnceValue(func() *loader {
	l := &loader{}
	l.program.from(js.Global().Get("ifnscope").Call("compile", l.url("web/score.wasm"), map[string]any{"summed": true}))
	l.scripts()
	return l
})

// url returns the address of a file of the site, which may live below a path.
func (l *loader) url(path string) string {
	return js.Global().Get("ifnscope").Call("url", path).String()
}

// whenProgram calls f with the compiled program, once it is known whether the
// host sends the worker with its policy. Where it does not, the page cuts
// itself off first, so that the worker inherits that.
func (l *loader) whenProgram(f func(module js.Value, err string)) {
	l.script.then(func(_ js.Value, err string) {
		if err != "" {
			f(js.Undefined(), err)
			return
		}
		l.program.then(func(program js.Value, err string) {
			l.rest()
			if err != "" {
				f(js.Undefined(), err)
				return
			}
			module := program.Get("module")
			if l.guarded {
				f(module, "")
				return
			}
			l.whenAll(func(_ js.Value, err string) {
				if err != "" {
					f(module, err)
					return
				}
				lock(func() { f(module, "") })
			})
		})
	})
}

// scripts fetches the text of what a worker runs.
func (l *loader) scripts() {
	text := func(path string) js.Value {
		return l.fetch(path).Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
			if policy := args[0].Get("headers").Call("get", "Content-Security-Policy"); path == "web/worker.js" && policy.Type() == js.TypeString {
				l.guarded = strings.Contains(policy.String(), "connect-src 'none'")
			}
			return args[0].Call("text")
		}))
	}
	all := js.Global().Get("Array").Call("of", text("wasm_exec.js"), text("web/worker.js"))
	l.script.from(js.Global().Get("Promise").Call("all", all).Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return args[0].Call("join", "\n")
	})))
}

// rest fetches what is not needed at once; again, where that failed before.
func (l *loader) rest() {
	if failed := l.genes.done && l.genes.err != ""; !l.genes.begun || failed {
		l.genes = promise{}
		l.genes.from(l.fetch("web/genes.txt").Call("then", method("arrayBuffer")))
	}
}

// fetch returns a promise of an answer that is not an error.
func (l *loader) fetch(path string) js.Value {
	return js.Global().Call("fetch", l.url(path)).Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if r := args[0]; !r.Get("ok").Bool() {
			return js.Global().Get("Promise").Call("reject", js.Global().Get("Error").New(path+": "+r.Get("statusText").String()))
		}
		return args[0]
	}))
}

// method returns a function that calls a method of its argument.
func method(name string) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any { return args[0].Call(name) })
}

// whenAll calls f with the gene table once everything is in memory.
func (l *loader) whenAll(f func(genes js.Value, err string)) {
	l.rest()
	l.script.then(func(_ js.Value, err string) {
		if err != "" {
			f(js.Undefined(), err)
			return
		}
		l.genes.then(f)
	})
}

// workerURL returns the address of the worker's script: that of the server,
// whose policy lets it connect to nothing, or, once the page is locked, of a
// copy in memory, which inherits the lock.
func (l *loader) workerURL() string {
	if !l.locked {
		return l.url("web/worker.js")
	}
	parts := js.Global().Get("Array").Call("of", l.script.value)
	blob := js.Global().Get("Blob").New(parts, map[string]any{"type": "text/javascript"})
	return js.Global().Get("URL").Call("createObjectURL", blob).String()
}

// promise remembers the outcome of a JavaScript promise.
type promise struct {
	begun, done bool
	value       js.Value
	err         string
	waiting     []func(js.Value, string)
}

func (p *promise) from(v js.Value) {
	p.begun = true
	settle := func(v js.Value, err string) {
		p.done, p.value, p.err = true, v, err
		for _, f := range p.waiting {
			f(v, err)
		}
		p.waiting = nil
	}
	v.Call("then",
		js.FuncOf(func(_ js.Value, args []js.Value) any { settle(args[0], ""); return nil }),
		js.FuncOf(func(_ js.Value, args []js.Value) any {
			settle(js.Undefined(), args[0].Get("message").String())
			return nil
		}))
}

func (p *promise) then(f func(js.Value, string)) {
	if p.done {
		f(p.value, p.err)
		return
	}
	p.waiting = append(p.waiting, f)
}
