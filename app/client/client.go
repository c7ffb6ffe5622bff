package client

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"ifnscope/app/job"
)

// File is a file that a person chose. Ref is the browser's File, or in a test
// a read.File; only the worker reads it.
type File struct {
	Name string
	Size int64
	Ref  any
}

// Client sends requests to a worker, one after the other.
//
// Replies are given to the function that came with the request, on the
// goroutine of the page's events. When the worker dies, the request under way
// ends with an error of kind job.ErrorStopped, a new worker is started, and
// the requests that led to the present state are repeated before anything
// else is sent.
type Client struct {
	// Status, if not nil, is told when the worker becomes ready or has been
	// started again. It is set before the first request.
	Status func(Status)

	mu      sync.Mutex
	link    link
	last    int
	calls   []*call
	flying  bool    // the first call has been sent
	ready   bool    // the worker waits for a request
	journal []*call // requests that led to the present state
	replay  int     // of the journal, how many are still to be repeated
	deaths  int     // since a request was last fulfilled
}

// Status is what is known of the worker.
type Status struct {
	Ready    bool
	Restored bool   // a new worker has everything that the dead one had
	Failed   string // why there will be no worker
}

// link carries messages to a worker. It is the difference between a browser
// and a test.
type link interface {
	// start starts a worker that has no state; what it says goes to
	// Client.hear and, when it ends, Client.died.
	start(c *Client)
	send(request []byte, files []File, needGenes bool)
	// cancel may come before the request that it is of
	cancel(id int)
}

type call struct {
	req   job.Request
	files []File
	on    func(job.Reply)
}

// New returns a client whose worker is being started.
func New() *Client {
	c := &Client{link: newLink()}
	c.link.start(c)
	return c
}

// Do sends a request, with the files that it opens, and returns its number.
// on is called with every reply; the last one ends the request.
func (c *Client) Do(req job.Request, files []File, on func(job.Reply)) int {
	c.mu.Lock()
	c.last++
	req.ID = c.last
	c.calls = append(c.calls, &call{req, files, on})
	c.mu.Unlock()
	c.next()
	return req.ID
}

// Cancel ends a request. If it is under way, the worker ends it with an error
// of kind job.ErrorCancelled.
func (c *Client) Cancel(id int) {
	c.mu.Lock()
	underWay := len(c.calls) > 0 && c.calls[0].req.ID == id && c.flying
	var removed *call
	if !underWay {
		for i, x := range c.calls {
			if x.req.ID == id {
				removed = x
				c.calls = append(c.calls[:i:i], c.calls[i+1:]...)
				break
			}
		}
	}
	c.mu.Unlock()
	switch {
	case underWay:
		c.link.cancel(id)
	case removed != nil:
		removed.on(job.Reply{ID: id, Error: &job.Error{Kind: job.ErrorCancelled, Text: "Cancelled. Nothing was changed."}})
	}
}

// next sends the first waiting request if the worker is idle. The link may
// answer before send returns: with an error, where there is no gene table.
func (c *Client) next() {
	c.mu.Lock()
	if !c.ready || c.replay > 0 || len(c.calls) == 0 {
		c.mu.Unlock()
		return
	}
	c.ready, c.flying = false, true
	x := c.calls[0]
	c.mu.Unlock()
	c.link.send(x.req.Marshal(), x.files, x.needsGenes())
}

// needsGenes reports whether the worker must have the table of all human genes
// for this request: it reads names of genes.
func (x *call) needsGenes() bool { return x.req.Open != nil || x.req.OwnSets != nil }

// begun is told by the link that the worker waits for requests.
func (c *Client) begun() {
	c.mu.Lock()
	c.ready = true
	c.replay = len(c.journal)
	again := c.replay > 0
	c.mu.Unlock()
	if again {
		c.repeat()
		return
	}
	c.tell(Status{Ready: true})
	c.next()
}

// repeat sends the next request of the journal to a new worker.
func (c *Client) repeat() {
	c.mu.Lock()
	x := c.journal[len(c.journal)-c.replay]
	c.ready = false
	c.mu.Unlock()
	c.link.send(x.req.Marshal(), x.files, x.needsGenes())
}

// hear is told by the link what the worker replied.
func (c *Client) hear(b []byte, data []byte) {
	r, err := job.UnmarshalReply(b)
	if err != nil {
		r = job.Reply{Error: &job.Error{Kind: job.ErrorPanic, Text: err.Error()}}
	}
	if b := r.Beside(); b != nil {
		*b = data
	}
	c.mu.Lock()
	if c.replay > 0 {
		c.mu.Unlock()
		c.repeated(r)
		return
	}
	if !c.flying {
		c.mu.Unlock()
		return
	}
	x := c.calls[0]
	if r.Last() {
		c.calls = c.calls[1:]
		c.ready, c.flying = true, false
		if r.Error == nil {
			c.deaths = 0
			c.note(x)
		}
	}
	c.mu.Unlock()
	x.on(r)
	if r.Last() {
		c.next()
	}
}

// repeated goes on with the journal.
func (c *Client) repeated(r job.Reply) {
	if !r.Last() {
		return
	}
	c.mu.Lock()
	c.ready = true
	c.replay--
	if r.Error != nil {
		// what cannot be repeated is lost, and said
		c.journal, c.replay = nil, 0
		c.mu.Unlock()
		c.tell(Status{Ready: true, Failed: "What was open could not be opened again: " + r.Error.Text})
		c.next()
		return
	}
	done := c.replay == 0
	c.mu.Unlock()
	if !done {
		c.repeat()
		return
	}
	c.tell(Status{Ready: true, Restored: true})
	c.next()
}

// note keeps a request that changed the state of the worker. What it makes
// void is dropped: all but a person's own sets by other files, the scores by
// new ones, and an assignment by the next, unless something was done between
// them that rests on it.
func (c *Client) note(x *call) {
	r := x.req
	drop := func(void func(job.Request) bool) {
		c.journal = slices.DeleteFunc(slices.Clone(c.journal), func(y *call) bool { return void(y.req) })
	}
	switch {
	case r.Open != nil && !r.Open.Add:
		drop(func(y job.Request) bool { return y.OwnSets == nil })
	case r.Score != nil:
		drop(func(y job.Request) bool { return y.Score != nil })
	case r.Open == nil && r.Correct == nil && r.Assign == nil && r.OwnSets == nil:
		return
	}
	var kept []*call
	for _, y := range append(c.journal, x) {
		if n := len(kept); n > 0 && y.req.Assign != nil && kept[n-1].req.Assign != nil {
			kept = kept[:n-1]
		}
		kept = append(kept, y)
	}
	c.journal = kept
}

// maxDeaths is how often in a row a worker may die before no other is started:
// the data do not fit into the memory that the browser gives.
const maxDeaths = 3

// died is told by the link that the worker ended, and why.
func (c *Client) died(why string) {
	c.mu.Lock()
	c.deaths++
	c.ready = false
	replaying := c.replay > 0
	var x *call
	if c.flying {
		x, c.calls = c.calls[0], c.calls[1:]
	}
	c.flying = false
	if replaying || c.deaths >= maxDeaths {
		c.journal = nil
	}
	c.replay = 0
	give := c.deaths >= maxDeaths
	c.mu.Unlock()
	if x != nil {
		x.on(job.Reply{ID: x.req.ID, Error: &job.Error{Kind: job.ErrorStopped,
			Text: fmt.Sprintf("The computing process stopped (%s) and is started again. Your files are unchanged.", why)}})
	}
	if replaying {
		c.tell(Status{Failed: "The computing process stopped again while your files were read again (" + why + "). Open them again; with fewer samples or genes they may fit into the browser's memory."})
	}
	if give {
		c.tell(Status{Failed: fmt.Sprintf("The computing process stopped %d times in a row (%s). Reload the page; with fewer samples or genes it may fit into the browser's memory.", maxDeaths, why)})
		return
	}
	c.link.start(c)
}

func (c *Client) tell(s Status) {
	if c.Status != nil {
		c.Status(s)
	}
}

// failed is the reply to a request that was never sent.
func failed(text string) []byte {
	return job.Reply{Error: &job.Error{Kind: job.ErrorUser, Text: text}}.Marshal()
}

// reason shortens what a program said when it ended to its first line.
func reason(said string) string {
	said, _, _ = strings.Cut(strings.TrimSpace(said), "\n")
	if r := []rune(said); len(r) > 160 {
		said = string(r[:160]) + "..."
	}
	return said
}
