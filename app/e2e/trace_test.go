package e2e

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// longest is the longest task of the page's main thread in a recording, by the
// time that its thread ran and by the clock on the wall.
//
// What is asserted is the thread's own time: with more work than cores the
// clock on the wall measures the neighbours.
type longest struct{ cpu, wall time.Duration }

// heldUp is the longest task that a test lets pass: what computes on the page's
// thread takes seconds. The target is 50 ms, on a machine with nothing else to
// do; how near it is make bench-open says.
const heldUp = 500 * time.Millisecond

// traceEvent is an event of Chromium's trace, in microseconds.
type traceEvent struct {
	Name string
	Pid  int
	Tid  int
	Dur  int64
	Tdur int64
	Args struct{ Name string }
}

// record traces the page while f runs.
func (b *tab) record(f func()) longest {
	b.t.Helper()
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	done := make(chan struct{})
	var events []traceEvent
	if err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *tracing.EventDataCollected:
			for _, v := range e.Value {
				var x traceEvent
				// events of other names may have arguments of other types
				if json.Unmarshal(v, &x) == nil && (x.Name == "RunTask" || x.Name == "thread_name") {
					events = append(events, x)
				}
			}
		case *tracing.EventTracingComplete:
			close(done)
		}
	}); err != nil {
		b.t.Fatal(err)
	}
	call(b, tracing.Start, tracing.StartParams{
		TransferMode: tracing.StartTransferModeReportEvents,
		TraceConfig:  &tracing.TraceConfig{IncludedCategories: []string{"disabled-by-default-devtools.timeline"}, ExcludedCategories: []string{"*"}},
	})
	f()
	call(b, tracing.End, cdp.Empty{})
	select {
	case <-done:
	case <-time.After(patience):
		b.t.Fatal("the trace did not end")
	}
	type thread struct{ pid, tid int }
	main := map[thread]bool{}
	for _, e := range events {
		if e.Name == "thread_name" && strings.HasPrefix(e.Args.Name, "CrRendererMain") {
			main[thread{e.Pid, e.Tid}] = true
		}
	}
	var l longest
	n := 0
	for _, e := range events {
		if e.Name == "RunTask" && main[thread{e.Pid, e.Tid}] {
			n++
			l.cpu = max(l.cpu, time.Duration(e.Tdur)*time.Microsecond)
			l.wall = max(l.wall, time.Duration(e.Dur)*time.Microsecond)
		}
	}
	if n == 0 || l.cpu == 0 {
		b.t.Fatalf("the trace has no task of the main thread: %d events", len(events))
	}
	return l
}
