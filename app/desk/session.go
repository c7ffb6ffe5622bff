package desk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/geno"
	"ifnscope/score/read"
	"ifnscope/score/report"
)

// session is the record of what is open and decided.
func (d *Desk) session(told map[string]string) job.Session {
	s := job.Session{Version: score.Version, Use: report.Disclaimer, Example: d.synthetic, Unit: d.unit, Namespace: d.namespace,
		Normalisation: d.normalise, References: d.references, Tissue: d.tissue, Holds: d.holds, Own: d.brought, Told: told}
	if d.assigned {
		s.Assignment = &d.assignment
	}
	if d.result != nil {
		asked := d.asked
		// of the screen; what was looked for may be a person's name
		asked.View.Outline, asked.View.Query, asked.View.Offset = "", "", 0
		s.Score = &asked
	}
	if !d.synthetic {
		for _, o := range d.opened() {
			s.Files = append(s.Files, job.SessionFile{Name: o.file.Name, Size: o.file.Size, SHA256: o.sha256, Options: o.options})
		}
	}
	return s
}

// opened are the files that could be read.
func (d *Desk) opened() []opened {
	return slices.DeleteFunc(slices.Clone(d.files), func(o opened) bool { return o.err != nil })
}

// saveSession returns a session to download: with a passphrase sealed and with
// the files, without one the record alone. Kind "packed" is the form that is
// kept on this device.
func (d *Desk) saveSession(req job.Export) (*job.File, error) {
	if len(d.opened()) == 0 {
		return nil, errNoTable
	}
	s := d.session(req.Sheet.Told)
	if req.Kind == "session" {
		return &job.File{Name: "work.ifnscope.json", Type: "application/json", Data: s.Marshal()}, nil
	}
	var files []read.File
	if !s.Example {
		for _, o := range d.opened() {
			files = append(files, o.file)
		}
	}
	packed, err := pack(s, files)
	if err != nil || req.Kind == "packed" {
		return &job.File{Name: "kept.zip", Type: "application/zip", Data: packed}, err
	}
	sealed, err := seal(d.Vault, req.Passphrase, packed)
	if err != nil {
		return nil, err
	}
	return &job.File{Name: "work.ifnscope", Type: "application/octet-stream", Data: sealed}, nil
}

// wanting is what is answered to a session that needs something.
type wanting struct {
	view job.SessionView
	text string
}

func (w *wanting) Error() string { return w.text }

// restore opens the session among files, of which the others may be those that
// it names; is reports whether there is one. It fails with a wanting where a
// file or the passphrase is missing. Files are told by their hash: what they are
// called does not matter.
func (d *Desk) restore(ctx context.Context, req job.Open, files []read.File, emit Emit) (check *job.Check, told *job.Restored, is bool, err error) {
	at, kind := -1, ""
	for i, f := range files {
		if k := sessionIn(f); k != "" {
			if at >= 0 {
				return nil, nil, true, errors.New("these are two sessions: open one at a time")
			}
			at, kind = i, k
		}
	}
	if at < 0 {
		return nil, nil, false, nil
	}
	s, own, err := d.readSession(files[at], kind, req.Passphrase)
	if err != nil {
		return nil, nil, true, err
	}
	have := append(own, slices.Delete(slices.Clone(files), at, at+1)...)
	check, err = d.reopen(ctx, s, have, emit)
	if err != nil {
		return nil, nil, true, err
	}
	return check, &job.Restored{Version: s.Version, Score: s.Score, Told: s.Told}, true, nil
}

// sessionIn says what kind of session a file is, empty if it is none.
func sessionIn(f read.File) string {
	rc, err := f.Open()
	if err != nil {
		return "" // package read explains it
	}
	defer rc.Close()
	head := make([]byte, 128)
	n, _ := io.ReadFull(rc, head) // a shorter file is no error here
	switch head = head[:n]; {
	case job.IsSession(head):
		return "session"
	case bytes.HasPrefix(head, []byte(sealedMark)):
		return "sealed"
	case isPacked(head):
		return "packed"
	}
	return ""
}

func (d *Desk) readSession(f read.File, kind, passphrase string) (*job.Session, []read.File, error) {
	most := int64(maxSession)
	if kind != "session" {
		most = maxPacked + maxSession
	}
	rc, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, most+1))
	if err != nil {
		return nil, nil, err
	}
	if int64(len(b)) > most {
		return nil, nil, errors.New("this session is larger than one that IFNscope saves")
	}
	switch kind {
	case "session":
		s, err := job.UnmarshalSession(b)
		return s, nil, err
	case "sealed":
		if passphrase == "" {
			if _, _, _, err := readSealed(b); err != nil {
				return nil, nil, err
			}
			return nil, nil, &wanting{job.SessionView{Sealed: true}, "This session is sealed: it needs its passphrase."}
		}
		if b, err = unseal(d.Vault, passphrase, b); err != nil {
			return nil, nil, err
		}
	}
	return unpack(b)
}

// reopen does again what a session records.
func (d *Desk) reopen(ctx context.Context, s *job.Session, have []read.File, emit Emit) (*job.Check, error) {
	fresh := Desk{Genes: d.Genes, Pool: d.Pool, Vault: d.Vault}
	if s.Example {
		if _, err := fresh.open(ctx, job.Open{Example: true}, nil, emit); err != nil {
			return nil, err
		}
	} else if err := fresh.reopenFiles(ctx, s, have, emit); err != nil {
		return nil, err
	}
	for _, own := range s.Own {
		if _, err := fresh.ownSets(own); err != nil {
			return nil, err
		}
	}
	st := fresh.state
	st.unit, st.namespace, st.normalise, st.references, st.tissue, st.holds = s.Unit, s.Namespace, s.Normalisation, s.References, s.Tissue, s.Holds
	if s.Assignment != nil {
		st.assignment, st.assigned = *s.Assignment, true
		if st.matrix != nil {
			samples := st.matrix.Samples()
			st.assignment.ByHand, st.assignment.Reason = byLane(st.assignment.ByHand, samples), byLane(st.assignment.Reason, samples)
		}
	}
	check, err := fresh.adopt(st)
	if err != nil {
		return nil, err
	}
	*d = fresh
	return check, nil
}

// byLane returns what was decided about samples by the names that they have now:
// an earlier session calls a lane as its file, with the ending .RCC, which is no
// part of the name any more.
func byLane[T any](of map[string]T, samples []string) map[string]T {
	out := maps.Clone(of)
	for name, x := range of {
		lane := strings.TrimSuffix(name, path.Ext(name))
		if !strings.EqualFold(path.Ext(name), ".rcc") || slices.Contains(samples, name) || !slices.Contains(samples, lane) {
			continue
		}
		delete(out, name)
		if _, decided := of[lane]; !decided {
			out[lane] = x
		}
	}
	return out
}

// reopenFiles opens the files of a session in their order, each found by its
// hash and read as it was.
func (d *Desk) reopenFiles(ctx context.Context, s *job.Session, have []read.File, emit Emit) error {
	byHash := map[string]read.File{}
	names := map[string]bool{}
	for _, f := range have {
		h, err := hash(ctx, f, emit)
		if err != nil {
			return err
		}
		byHash[h], names[f.Name] = f, true
	}
	missing := &wanting{job.SessionView{Version: s.Version}, "This session does not hold its files: open them beside it."}
	complete := true
	for _, f := range s.Files {
		_, found := byHash[f.SHA256]
		complete = complete && found
		missing.view.Files = append(missing.view.Files, job.WantedFile{Name: f.Name, Size: f.Size, SHA256: f.SHA256, Found: found, Other: !found && names[f.Name]})
	}
	if !complete {
		return missing
	}
	var st state
	var panels []*geno.Panel
	for range 2 { // scoring files first: a genotype file keeps what their panels ask for
		panels, st.files = st.panels(), nil
		for _, f := range s.Files {
			file := byHash[f.SHA256]
			file.Name = f.Name
			o, err := load(ctx, opened{file: file, sha256: f.SHA256, options: f.Options}, panels, emit)
			if err != nil {
				return err
			}
			st.files = append(st.files, o)
		}
		if len(st.panels()) == len(panels) {
			break
		}
	}
	_, err := d.adopt(st)
	return err
}
