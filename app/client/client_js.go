//go:build js

package client

import (
	"syscall/js"
)

// newLink returns a link to a Web Worker.
func newLink() link { return &worker{} }

// worker is the Web Worker that computes, and what is needed to start it.
type worker struct {
	c      *Client
	w      js.Value
	life   string // name of the lock that the worker holds while it lives
	gone   bool   // the present worker has ended
	genes  bool   // it has the gene table
	events []js.Func
	// helpers are workers that do parts of what the worker does
	helpers []js.Value
}

// start begins in a task of its own: the page that asks for the worker is still
// being made.
func (k *worker) start(c *Client) {
	k.c = c
	var begin js.Func
	begin = js.FuncOf(func(js.Value, []js.Value) any {
		begin.Release()
		assets().whenProgram(func(module js.Value, err string) {
			if err != "" {
				c.tell(Status{Failed: "The computing part could not be loaded (" + err + "). Reload the page."})
				return
			}
			k.run(module)
		})
		return nil
	})
	js.Global().Call("setTimeout", begin)
}

// run makes a worker and sends it the program.
func (k *worker) run(module js.Value) {
	k.release()
	k.gone, k.genes, k.life = false, false, ""
	locks := js.Global().Get("navigator").Get("locks")
	if locks.Truthy() {
		k.life = js.Global().Get("crypto").Call("randomUUID").String()
	}
	k.w = js.Global().Get("Worker").New(assets().workerURL())
	k.on("onmessage", func(e js.Value) {
		m := e.Get("data")
		switch {
		case m.Get("reply").Type() == js.TypeString:
			k.c.hear([]byte(m.Get("reply").String()), bytesOf(m.Get("data")))
		case m.Get("ready").Truthy():
			if locks.Truthy() {
				k.outlive(locks, k.life)
			}
			js.Global().Get("ifnscope").Call("keep")
			k.c.begun()
		case m.Get("help").Truthy():
			k.help(module)
		case m.Get("ended").Truthy():
			k.end(m.Get("ended").Get("said").String())
		}
	})
	k.on("onerror", func(e js.Value) {
		e.Call("preventDefault")
		k.end(e.Get("message").String())
	})
	k.w.Call("postMessage", map[string]any{"module": module, "life": k.life})
}

// mostHelpers bounds the memory that helpers take, 30 MB each before they do
// anything.
const mostHelpers = 7

// help starts a helper of the worker for every other processor. They speak with
// it through ports of their own; the page hears nothing of them. Without locks
// the end of one could not be heard, and the worker does all by itself.
func (k *worker) help(module js.Value) {
	if k.life == "" {
		return
	}
	for range min(js.Global().Get("navigator").Get("hardwareConcurrency").Int()-1, mostHelpers) {
		h := js.Global().Get("Worker").New(assets().workerURL())
		k.helpers = append(k.helpers, h)
		life := js.Global().Get("crypto").Call("randomUUID").String()
		c := js.Global().Get("MessageChannel").New()
		to := func(w js.Value, m map[string]any, port js.Value) {
			m["life"], m["port"] = life, port
			w.Call("postMessage", m, []any{port})
		}
		to(h, map[string]any{"module": module}, c.Get("port1"))
		to(k.w, map[string]any{}, c.Get("port2"))
	}
}

// outlive waits for the lock of a worker, which it gets when that worker has
// ended.
func (k *worker) outlive(locks js.Value, life string) {
	var got js.Func
	got = js.FuncOf(func(js.Value, []js.Value) any {
		got.Release()
		if k.life == life {
			k.end("")
		}
		return nil
	})
	locks.Call("request", life, got)
}

// end tells the client once that the worker is gone.
func (k *worker) end(why string) {
	if k.gone {
		return
	}
	k.gone = true
	k.w.Call("terminate")
	for _, h := range k.helpers {
		h.Call("terminate")
	}
	k.helpers = nil
	if why == "" || why == "<undefined>" {
		why = "out of memory, or ended by the browser"
	}
	k.c.died(reason(why))
}

func (k *worker) on(name string, f func(js.Value)) {
	fn := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	k.events = append(k.events, fn)
	k.w.Set(name, fn)
}

func (k *worker) release() {
	for _, f := range k.events {
		f.Release()
	}
	k.events = nil
}

func (k *worker) send(request []byte, files []File, needGenes bool) {
	m := js.ValueOf(map[string]any{"request": string(request)})
	if len(files) > 0 {
		a := js.Global().Get("Array").New()
		for _, f := range files {
			a.Call("push", f.Ref.(js.Value))
		}
		m.Set("files", a)
	}
	w := k.w
	post := func() {
		if len(files) == 0 {
			w.Call("postMessage", m)
			return
		}
		lock(func() { w.Call("postMessage", m) })
	}
	if !needGenes || k.genes {
		post()
		return
	}
	// Everything that is needed is here before the first byte of a file is
	// read; then the page cuts itself off the network.
	assets().whenAll(func(genes js.Value, err string) {
		if err != "" {
			k.c.hear(failed("The gene table could not be loaded ("+err+"). Try again while online."), nil)
			return
		}
		k.genes = true
		m.Set("genes", genes)
		post()
	})
}

func (k *worker) cancel(id int) { k.w.Call("postMessage", map[string]any{"cancel": id}) }

// bytesOf copies a Uint8Array, or returns nil.
func bytesOf(v js.Value) []byte {
	if !v.Truthy() {
		return nil
	}
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}
