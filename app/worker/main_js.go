//go:build js

package main

import (
	"context"
	"fmt"
	"syscall/js"
	"time"

	"ifnscope/app/desk"
	"ifnscope/app/job"
	"ifnscope/score/gene"
)

// message is one thing that the page sent.
type message struct {
	request string
	files   js.Value
	genes   js.Value // an ArrayBuffer, or undefined
}

func main() {
	if port := js.Global().Get("port"); port.Truthy() {
		help(port)
	}
	inbox := make(chan message, 64)
	w := &worker{desk: desk.Desk{Vault: newVault()}}
	w.desk.Pool = &w.pool
	js.Global().Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		m := args[0]
		if id := m.Get("cancel"); id.Type() == js.TypeNumber {
			w.stop(id.Int())
			return nil
		}
		if port := m.Get("port"); port.Truthy() {
			w.pool.join(port, m.Get("life").String())
			return nil
		}
		inbox <- message{m.Get("request").String(), m.Get("files"), m.Get("genes")}
		return nil
	}))
	post(js.ValueOf(map[string]any{"ready": true}))
	for m := range inbox {
		w.serve(m)
	}
}

// worker serves one request at a time.
type worker struct {
	desk    desk.Desk
	pool    pool
	current int // request under way, 0 if none
	cancel  context.CancelFunc
	waiting map[int]bool // cancelled before they were begun
}

func (w *worker) stop(id int) {
	if id == w.current && w.cancel != nil {
		w.cancel()
		return
	}
	if w.waiting == nil {
		w.waiting = map[int]bool{}
	}
	w.waiting[id] = true
}

func (w *worker) serve(m message) {
	req, err := job.UnmarshalRequest([]byte(m.request))
	if err != nil {
		send(job.Reply{ID: req.ID, Error: &job.Error{Kind: job.ErrorPanic, Text: err.Error()}})
		return
	}
	if w.waiting[req.ID] {
		delete(w.waiting, req.ID)
		send(job.Reply{ID: req.ID, Error: &job.Error{Kind: job.ErrorCancelled, Text: "Cancelled. Nothing was changed."}})
		return
	}
	if m.genes.Truthy() && w.desk.Genes == nil {
		t, err := gene.Decode(text(m.genes))
		if err != nil {
			send(job.Reply{ID: req.ID, Error: &job.Error{Kind: job.ErrorPanic, Text: fmt.Sprintf("the gene table is damaged: %v", err)}})
			return
		}
		w.desk.Genes = t
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.current, w.cancel = req.ID, cancel
	p := pacer{id: req.ID}
	send(w.desk.Do(ctx, req, files(m.files, req), p.emit))
	cancel()
	w.current, w.cancel = 0, nil
}

// pacer tells the page of progress, and gives the worker's event loop a turn,
// not more often than a person or the loop needs.
type pacer struct {
	id         int
	step       string
	told, turn time.Time
}

func (p *pacer) emit(x job.Progress) {
	now := time.Now()
	if x.Step != p.step || now.Sub(p.told) >= 100*time.Millisecond {
		p.step, p.told = x.Step, now
		send(job.Reply{ID: p.id, Progress: &x})
	}
	if now.Sub(p.turn) >= 40*time.Millisecond {
		await(js.Global().Call("turn"))
		p.turn = time.Now()
	}
}

// send posts a reply, the bytes of a file or figure beside it.
func send(r job.Reply) {
	m := js.ValueOf(map[string]any{"reply": string(r.Marshal())})
	if data := r.Beside(); data != nil {
		m.Set("data", array(*data))
	}
	post(m)
}

func post(m js.Value) { js.Global().Call("postMessage", m) }

func text(buffer js.Value) string {
	a := js.Global().Get("Uint8Array").New(buffer)
	b := make([]byte, a.Length())
	js.CopyBytesToGo(b, a)
	return string(b)
}
