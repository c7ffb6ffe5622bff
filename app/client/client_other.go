//go:build !js

package client

import (
	"context"

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
	stop  context.CancelFunc
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
	p.ctx, d.stop = context.WithCancel(context.Background())
	d.inbox <- p
}

func (d *inProcess) cancel(int) { d.stop() }
