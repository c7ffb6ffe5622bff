package client

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/sample"
)

// fake is a link whose worker is the test.
type fake struct {
	c       *Client
	starts  int
	sent    []job.Request
	genes   []bool
	files   []int
	cancels []int
	// atOnce, if not nil, answers a request before send returns
	atOnce func(job.Request) job.Reply
}

func (f *fake) start(c *Client) { f.c, f.starts = c, f.starts+1 }

func (f *fake) send(b []byte, files []File, genes bool) {
	r, err := job.UnmarshalRequest(b)
	if err != nil {
		panic(err)
	}
	f.sent, f.genes, f.files = append(f.sent, r), append(f.genes, genes), append(f.files, len(files))
	if f.atOnce != nil {
		f.reply(f.atOnce(r))
	}
}

func (f *fake) cancel(id int) { f.cancels = append(f.cancels, id) }

// reply answers the last request that was sent.
func (f *fake) reply(r job.Reply) {
	r.ID = f.sent[len(f.sent)-1].ID
	f.c.hear(r.Marshal(), nil)
}

func (f *fake) ids() []int {
	var ids []int
	for _, r := range f.sent {
		ids = append(ids, r.ID)
	}
	return ids
}

// seat is a client with a fake worker and what it was told.
type seat struct {
	*Client
	*fake
	heard []string
	told  []string
}

func sit() *seat {
	s := &seat{fake: &fake{}}
	s.Client = &Client{link: s.fake}
	s.Client.Status = func(st Status) {
		switch {
		case st.Restored:
			s.told = append(s.told, "restored")
		case st.Failed != "":
			s.told = append(s.told, "failed: "+st.Failed)
		case st.Ready:
			s.told = append(s.told, "ready")
		}
	}
	s.fake.start(s.Client)
	return s
}

func (s *seat) do(r job.Request, files ...File) int {
	return s.Do(r, files, func(r job.Reply) {
		switch {
		case r.Progress != nil:
			s.heard = append(s.heard, fmt.Sprintf("%d progress", r.ID))
		case r.Error != nil:
			s.heard = append(s.heard, fmt.Sprintf("%d %s", r.ID, r.Error.Kind))
		default:
			s.heard = append(s.heard, fmt.Sprintf("%d done", r.ID))
		}
	})
}

func same[T comparable](t *testing.T, what string, got []T, want ...T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

var (
	open   = job.Request{Open: &job.Open{Files: []job.FileRef{{Name: "a"}}}}
	add    = job.Request{Open: &job.Open{Files: []job.FileRef{{Name: "b"}}, Add: true}}
	score  = job.Request{Score: &job.Score{}}
	view   = job.Request{View: &job.View{}}
	ok     = job.Reply{Check: &job.Check{}}
	result = job.Reply{Result: &job.Result{}}
)

func assign(column string) job.Request {
	return job.Request{Assign: &job.Assign{Assignment: sample.Assignment{GroupColumn: column}}}
}

func TestOneAfterTheOther(t *testing.T) {
	s := sit()
	s.do(open, File{Name: "a"})
	s.do(view)
	same(t, "sent before the worker is ready", s.ids())
	s.begun()
	same(t, "sent", s.ids(), 1)
	s.reply(job.Reply{Progress: &job.Progress{Step: "Reading"}})
	s.reply(ok)
	same(t, "sent", s.ids(), 1, 2)
	s.reply(result)
	same(t, "heard", s.heard, "1 progress", "1 done", "2 done")
	same(t, "the gene table goes along", s.genes, true, false)
	same(t, "files go along", s.files, 1, 0)
	same(t, "told", s.told, "ready")
}

func TestCancel(t *testing.T) {
	s := sit()
	s.begun()
	one, two := s.do(open, File{}), s.do(view)
	s.Cancel(two) // it waits: the worker hears nothing of it
	same(t, "heard", s.heard, "2 cancelled")
	same(t, "cancelled in the worker", s.cancels)
	s.Cancel(one)
	same(t, "cancelled in the worker", s.cancels, 1)
	s.reply(job.Reply{Error: &job.Error{Kind: job.ErrorCancelled}})
	s.Cancel(one) // it is over
	same(t, "cancelled in the worker", s.cancels, 1)
	same(t, "heard", s.heard, "2 cancelled", "1 cancelled")
	same(t, "sent", s.ids(), 1)
}

// After a worker's death what led to the present state is repeated, and only
// that: the last assignment and the last scores, no view, nothing that failed.
func TestDeath(t *testing.T) {
	s := sit()
	s.begun()
	steps := []struct {
		req   job.Request
		reply job.Reply
	}{
		{open, ok}, // made void by the next
		{open, ok}, // 2
		{add, ok},  // 3
		{add, job.Reply{Error: &job.Error{Kind: job.ErrorFile}}},
		{assign("sex"), ok},
		{score, result},
		{assign("group"), ok}, // 7
		{score, result},       // 8
		{view, result},
	}
	for _, x := range steps {
		s.do(x.req, File{})
		s.reply(x.reply)
	}
	s.heard, s.sent, s.told = nil, nil, nil
	s.do(view) // 10
	s.do(view) // 11
	s.died("out of memory")
	same(t, "heard", s.heard, "10 stopped")
	if s.starts != 2 {
		t.Fatalf("%d workers were started, want 2", s.starts)
	}
	s.sent = nil
	s.begun()
	for range 4 {
		s.reply(job.Reply{Progress: &job.Progress{}})
		s.reply(ok)
	}
	same(t, "repeated, and then what waited", s.ids(), 2, 3, 7, 8, 11)
	same(t, "told", s.told, "restored")
	s.reply(result)
	same(t, "heard", s.heard, "10 stopped", "11 done")
	if s.sent[2].Assign.Assignment.GroupColumn != "group" {
		t.Error("an assignment that was replaced is repeated")
	}
}

// Scores rest on the assignment that they were computed with, whatever was
// assigned after them; a person's own sets outlive other files. All of it is
// repeated in the order in which it was done.
func TestDeathInTheMiddle(t *testing.T) {
	own := job.Request{OwnSets: &job.OwnSets{Name: "mine", Text: "MX1"}}
	for _, x := range []struct {
		name string
		done []job.Request
		want []int
	}{
		{"assigned after the scores", []job.Request{open, assign("sex"), score, assign("group")}, []int{1, 2, 3, 4}},
		{"assigned twice after the scores", []job.Request{open, assign("sex"), score, assign("group"), assign("arm")}, []int{1, 2, 3, 5}},
		{"own sets", []job.Request{own, open, own, score}, []int{1, 2, 3, 4}},
		{"own sets and other files", []job.Request{own, open, assign("sex"), score, open}, []int{1, 5}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := sit()
			s.begun()
			for _, r := range x.done {
				s.do(r)
				s.reply(ok)
			}
			s.died("")
			s.sent, s.genes = nil, nil
			s.begun()
			for i := range x.want {
				s.reply(ok)
				if r := s.sent[i]; s.genes[i] != (r.Open != nil || r.OwnSets != nil) {
					t.Errorf("request %d: the gene table goes along: %t", r.ID, s.genes[i])
				}
			}
			same(t, "repeated", s.ids(), x.want...)
		})
	}
}

// A link may answer before it returns, as it does where the gene table could not
// be loaded: what waits goes on, and another try is one.
func TestAnsweredAtOnce(t *testing.T) {
	s := sit()
	none := job.Reply{Error: &job.Error{Kind: job.ErrorUser, Text: "no gene table"}}
	online := false
	s.atOnce = func(r job.Request) job.Reply {
		if r.Open != nil && !online {
			return none
		}
		return ok
	}
	s.do(open, File{})
	s.do(view)
	s.begun()
	same(t, "heard", s.heard, "1 user", "2 done")
	online = true
	s.do(open, File{})
	same(t, "heard", s.heard, "1 user", "2 done", "3 done")
	s.told = nil
	s.died("")
	s.begun() // repeats at once
	same(t, "sent", s.ids(), 1, 2, 3, 3)
	same(t, "told", s.told, "restored")
	s.died("")
	online = false
	s.told = nil
	s.begun()
	same(t, "told", s.told, "failed: What was open could not be opened again: no gene table")
}

// A worker that dies again and again is not started for ever.
func TestDeaths(t *testing.T) {
	s := sit()
	s.begun()
	s.do(open, File{})
	s.reply(ok)
	s.told = nil
	for i := range maxDeaths {
		s.died("out of memory")
		if i < maxDeaths-1 {
			s.begun()
		}
	}
	if s.starts != maxDeaths {
		t.Errorf("%d workers were started, want %d", s.starts, maxDeaths)
	}
	if n := len(s.told); n == 0 || !strings.Contains(s.told[n-1], "3 times in a row (out of memory)") {
		t.Errorf("told %q", s.told)
	}
}

// A worker that dies while it repeats has lost what was open, which is said.
func TestDeathWhileRepeating(t *testing.T) {
	s := sit()
	s.begun()
	s.do(open, File{})
	s.reply(ok)
	s.died("out of memory")
	s.begun()
	s.told = nil
	s.died("out of memory")
	if len(s.told) != 1 || !strings.Contains(s.told[0], "Open them again") {
		t.Errorf("told %q", s.told)
	}
	s.begun()
	s.do(open, File{})
	s.reply(ok)
	same(t, "heard", s.heard, "1 done", "2 done")
}

// What cannot be opened again, because the file was moved, is said to be lost.
func TestLost(t *testing.T) {
	s := sit()
	s.begun()
	s.do(open, File{})
	s.reply(ok)
	s.told = nil
	s.died("")
	s.begun()
	s.reply(job.Reply{Error: &job.Error{Kind: job.ErrorFile, Text: "a: the file cannot be read"}})
	same(t, "told", s.told, "failed: What was open could not be opened again: a: the file cannot be read")
	s.do(view)
	s.reply(job.Reply{Error: &job.Error{Kind: job.ErrorUser}})
	same(t, "heard", s.heard, "1 done", "2 user")
}

// A reply that cannot be read is a defect, not the end of the page.
func TestGarbage(t *testing.T) {
	s := sit()
	s.begun()
	s.do(view)
	s.hear([]byte("garbage"), nil)
	same(t, "heard", s.heard, "0 panic")
	s.hear([]byte(`{"id":9}`), nil) // nobody asked
}

func TestReason(t *testing.T) {
	for said, want := range map[string]string{
		"":                               "",
		" fatal error: x\n\ngoroutine 1": "fatal error: x",
		strings.Repeat("ä", 200):         strings.Repeat("ä", 160) + "...",
	} {
		if got := reason(said); got != want {
			t.Errorf("reason(%.20q) is %q, want %q", said, got, want)
		}
	}
}
