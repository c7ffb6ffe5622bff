//go:build !js

package client

import (
	"context"
	"sync"

	"ifnscope/app/desk"
	"ifnscope/app/job"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
)

// newLink returns a link to a desk in the same process.
func newLink() link { return &inProcess{} }

// inProcess serves requests one at a time on a goroutine of its own.
type inProcess struct {
	c     *Client
	inbox chan parcel

	mu        sync.Mutex
	sent      int // the last request
	stop      context.CancelFunc
	cancelled int // the last request that was cancelled
}

type parcel struct {
	req   job.Request
	files []read.File
	genes bool
	ctx   context.Context
}

func (d *inProcess) start(c *Client) {
	d.c = c
	inbox := make(chan parcel, 1)
	d.inbox = inbox
	go func() {
		var j desk.Desk
		c.begun()
		for p := range inbox {
			if p.genes && j.Genes == nil {
				j.Genes = human.Table()
			}
			r := j.Do(p.ctx, p.req, p.files, func(x job.Progress) {
				c.hear(job.Reply{ID: p.req.ID, Progress: &x}.Marshal(), nil)
			})
			var data []byte
			if b := r.Beside(); b != nil {
				data = *b
			}
			c.hear(r.Marshal(), data)
		}
	}()
}

func (d *inProcess) send(request []byte, files []File, genes bool) {
	req, err := job.UnmarshalRequest(request)
	if err != nil {
		panic(err) // Marshal wrote it
	}
	p := parcel{req: req, genes: genes}
	for _, f := range files {
		p.files = append(p.files, f.Ref.(read.File))
	}
	d.mu.Lock()
	p.ctx, d.stop = context.WithCancel(context.Background())
	if d.sent = req.ID; d.cancelled == req.ID {
		d.stop()
	}
	d.mu.Unlock()
	d.inbox <- p
}

func (d *inProcess) cancel(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cancelled = id; d.sent == id {
		d.stop()
	}
}
