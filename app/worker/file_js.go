//go:build js

package main

import (
	"errors"
	"io"
	"sync"
	"syscall/js"

	"ifnscope/app/job"
	"ifnscope/score/read"
)

// files returns the files that travelled beside a request.
func files(v js.Value, req job.Request) []read.File {
	if req.Open == nil || !v.Truthy() {
		return nil
	}
	out := make([]read.File, 0, len(req.Open.Files))
	for i, ref := range req.Open.Files {
		blob := v.Index(i)
		f := read.File{Name: ref.Name, Size: ref.Size}
		f.Open = func() (io.ReadCloser, error) { return newStream(blob.Call("stream")) }
		if d := js.Global().Get("DecompressionStream"); d.Truthy() {
			f.Gunzip = func() (io.ReadCloser, error) {
				return newStream(blob.Call("stream").Call("pipeThrough", d.New("gzip")))
			}
		}
		out = append(out, f)
	}
	return out
}

// stream reads a ReadableStream of bytes.
type stream struct {
	reader js.Value
	chunk  js.Value // what is left of the last chunk
	left   int
	done   bool
}

func newStream(v js.Value) (*stream, error) { return &stream{reader: v.Call("getReader")}, nil }

func (s *stream) Read(p []byte) (int, error) {
	for s.left == 0 {
		if s.done {
			return 0, io.EOF
		}
		r, err := await(s.reader.Call("read"))
		if err != nil {
			return 0, err
		}
		if s.done = r.Get("done").Bool(); !s.done {
			s.chunk = r.Get("value")
			s.left = s.chunk.Length()
		}
	}
	n := js.CopyBytesToGo(p, s.chunk)
	s.left -= n
	if s.left > 0 {
		s.chunk = s.chunk.Call("subarray", n)
	}
	return n, nil
}

func (s *stream) Close() error {
	if !s.done {
		// the promise of cancel may reject; nobody is waiting for it
		s.reader.Call("cancel").Call("catch", ignore())
	}
	return nil
}

// ignore is a function that does nothing.
var ignore = sync.OnceValue(func() js.Func {
	return js.FuncOf(func(js.Value, []js.Value) any { return nil })
})

// await waits for a promise.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		v   js.Value
		err error
	}
	c := make(chan outcome, 1)
	var then, catch js.Func
	then = js.FuncOf(func(_ js.Value, args []js.Value) any {
		var v js.Value
		if len(args) > 0 {
			v = args[0]
		}
		c <- outcome{v: v}
		return nil
	})
	catch = js.FuncOf(func(_ js.Value, args []js.Value) any {
		c <- outcome{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer then.Release()
	defer catch.Release()
	promise.Call("then", then, catch)
	o := <-c
	return o.v, o.err
}
