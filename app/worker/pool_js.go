//go:build js

package main

import (
	"syscall/js"
	"unsafe"

	"ifnscope/score/method"
)

// pool spreads parts over other workers of the same program, which the page
// starts when they are first asked for. It takes its own share of the parts,
// and theirs when they end before their time: without help it is only slower.
type pool struct {
	asked   bool
	helpers []*helper
	run     int // parts of an earlier run, which was cancelled, are dropped
	heard   []result
	wake    chan struct{}
}

// helper is another worker, behind a port.
type helper struct {
	port  js.Value
	parts []int // under way
	gone  bool
}

// result is a part that a helper has done.
type result struct {
	by     *helper
	run, k int
	ranked method.Ranked
}

const (
	// worthHelp is the number of parts, of 40 ms each, from which it pays to
	// start helpers.
	worthHelp = 8
	// ahead is the number of parts that a helper is given at a time, so that
	// it need not wait while this worker does a part of its own.
	ahead = 2
)

// ask asks the page once for helpers.
func (p *pool) ask() {
	if !p.asked {
		p.asked = true
		post(js.ValueOf(map[string]any{"help": true}))
	}
}

// join takes a helper that the page has started. It is given work once it says
// that it is ready.
func (p *pool) join(port js.Value, life string) {
	if p.wake == nil {
		p.wake = make(chan struct{}, 1)
	}
	h := &helper{port: port}
	port.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		m := args[0].Get("data")
		if m.Get("ready").Truthy() {
			p.helpers = append(p.helpers, h)
			p.outlive(h, life)
		} else {
			keys := make([]uint32, m.Get("keys").Length()/4)
			js.CopyBytesToGo(bytesOf(keys), m.Get("keys"))
			p.heard = append(p.heard, result{h, m.Get("run").Int(), m.Get("part").Int(), method.Ranked{Keys: keys, Constant: m.Get("constant").Int()}})
		}
		p.stir()
		return nil
	}))
}

// outlive waits for the lock of a helper, which it gets when that has ended.
func (p *pool) outlive(h *helper, life string) {
	js.Global().Get("navigator").Get("locks").Call("request", life, js.FuncOf(func(js.Value, []js.Value) any {
		h.gone = true
		p.stir()
		return nil
	}))
}

// stir wakes a run that waits.
func (p *pool) stir() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Rank implements method.Pool.
func (p *pool) Rank(n int, part func(k int) method.Part, done func(k int, r method.Ranked) error) error {
	p.run++
	p.heard = nil
	for _, h := range p.helpers {
		h.parts = nil
	}
	if n >= worthHelp {
		p.ask()
	}
	var again []int // parts of helpers that have ended
	next, finished := 0, 0
	take := func() (k int, ok bool) {
		if l := len(again); l > 0 {
			k, again = again[l-1], again[:l-1]
			return k, true
		}
		next++
		return next - 1, next <= n
	}
	for finished < n {
		for len(p.heard) > 0 {
			r := p.heard[0]
			p.heard = p.heard[1:]
			if r.run != p.run || !r.by.finish(r.k) {
				continue
			}
			finished++
			if err := done(r.k, r.ranked); err != nil {
				return err
			}
		}
		for _, h := range p.helpers {
			if h.gone {
				again, h.parts = append(again, h.parts...), nil
				continue
			}
			for len(h.parts) < ahead {
				k, ok := take()
				if !ok {
					break
				}
				h.send(p.run, k, part(k))
			}
		}
		if k, ok := take(); ok {
			if err := done(k, part(k).Rank()); err != nil {
				return err
			}
			finished++
			if finished < n {
				await(js.Global().Call("turn"))
			}
		} else if finished < n && len(p.heard) == 0 {
			<-p.wake
		}
	}
	return nil
}

// finish takes a part off the helper's list, and reports whether it was on it.
func (h *helper) finish(k int) bool {
	for i, x := range h.parts {
		if x == k {
			h.parts = append(h.parts[:i], h.parts[i+1:]...)
			return true
		}
	}
	return false
}

// send gives the helper a part.
func (h *helper) send(run, k int, p method.Part) {
	h.parts = append(h.parts, k)
	values := array(bytesOf(p.Values))
	h.port.Call("postMessage", map[string]any{"run": run, "part": k, "samples": p.Samples, "values": values}, []any{values.Get("buffer")})
}

// help serves another worker through a port, and never ends.
func help(port js.Value) {
	port.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		m := args[0].Get("data")
		values := make([]float64, m.Get("values").Length()/8)
		js.CopyBytesToGo(bytesOf(values), m.Get("values"))
		r := method.Part{Samples: m.Get("samples").Int(), Values: values}.Rank()
		keys := array(bytesOf(r.Keys))
		port.Call("postMessage", map[string]any{"run": m.Get("run"), "part": m.Get("part"), "keys": keys, "constant": r.Constant}, []any{keys.Get("buffer")})
		return nil
	}))
	port.Call("postMessage", map[string]any{"ready": true})
	select {}
}

// bytesOf returns the bytes of numbers, which are those of both workers: they
// are the same program.
func bytesOf[T float64 | uint32](v []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), len(v)*int(unsafe.Sizeof(*new(T))))
}

// array returns a Uint8Array of a copy of bytes.
func array(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}
