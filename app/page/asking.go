package page

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
)

// do asks the worker for something. While it works, its progress is shown
// after title; then takes the reply if it is not an error.
func (s *session) do(title string, req job.Request, files []client.File, then func(job.Reply)) {
	s.try(title, req, files, then, s.fail)
}

// fail shows what went wrong above the page.
func (s *session) fail(e *job.Error) {
	s.failure = e
	app.Window().Get("ifnscope").Call("arrived", "failure")
}

// try is do with a place of its own for what goes wrong.
func (s *session) try(title string, req job.Request, files []client.File, then func(job.Reply), fail func(*job.Error)) {
	if s.client == nil {
		return
	}
	s.change(func() {
		s.failure = nil
		if title != "" {
			s.busy, s.since = &job.Progress{Step: title}, time.Now()
		}
	})
	id := s.client.Do(req, files, func(r job.Reply) {
		s.change(func() {
			switch {
			case !r.Last():
				if title != "" {
					if s.busy == nil || s.busy.Step != r.Progress.Step {
						s.since = time.Now()
					}
					s.busy = r.Progress
				}
			case r.Session != nil:
				s.busy = nil
				s.wanted = &restoring{view: *r.Session, files: files, passphrase: req.Open.Passphrase}
				s.goTo = "/"
			case r.Error != nil:
				s.busy = nil
				fail(r.Error)
			default:
				if title != "" {
					s.busy = nil
				}
				then(r)
			}
		})
	})
	if title != "" {
		s.request = id
	}
}

// quietly asks the worker for something that no person waits for with a bar of
// progress; then takes the reply, also an error.
func (s *session) quietly(req job.Request, then func(job.Reply)) {
	if s.client == nil {
		return
	}
	s.client.Do(req, nil, func(r job.Reply) {
		if r.Last() {
			s.change(func() { then(r) })
		}
	})
}

// left says how long the step that is waited for will take, from how long it has
// taken; empty where that cannot be told yet.
func (s *session) left() string {
	p := s.busy
	past := time.Since(s.since)
	if p.Total == 0 || p.Done == 0 || past < time.Second || 20*p.Done < p.Total {
		return ""
	}
	rest := time.Duration(float64(past) * float64(p.Total-p.Done) / float64(p.Done))
	if rest > 90*time.Second {
		return fmt.Sprintf("about %d min left", int(rest.Round(time.Minute)/time.Minute))
	}
	return fmt.Sprintf("about %d s left", int(rest.Round(time.Second)/time.Second))
}

// cancel stops what is waited for with a bar of progress.
func (s *session) cancel() {
	if s.client != nil && s.busy != nil {
		s.client.Cancel(s.request)
	}
}
