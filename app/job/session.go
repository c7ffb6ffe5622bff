package job

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"sync"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// SessionSchema is the version of the form of a Session. A change that an older
// program would misread raises it.
const SessionSchema = 1

// Session is the record of what a person decided: with the files that it names
// it leads to the same result on any machine. It holds no data of a file, but
// the names of samples that were decided about by hand.
type Session struct {
	Kind    string `json:"ifnscope"` // "session"
	Schema  int    `json:"schema"`
	Version string `json:"version"` // of the program that saved it
	Use     string `json:"use"`

	Example bool          `json:"example,omitempty"` // the synthetic example; there are no files then
	Files   []SessionFile `json:"files,omitempty"`   // in the order in which they are open

	Unit          expr.Unit          `json:"unit"`      // unknown, as all that follows, where a person left it open
	Namespace     gene.Namespace     `json:"namespace"` // empty where it was left open
	Normalisation string             `json:"normalisation,omitempty"`
	References    []string           `json:"references,omitempty"`
	Tissue        string             `json:"tissue,omitempty"`
	Holds         map[string]string  `json:"holds,omitempty"` // what columns hold, see Holds
	Assignment    *sample.Assignment `json:"assignment,omitempty"`

	Own   []OwnSets         `json:"own,omitempty"`   // a person's own sets, as they were brought
	Score *Score            `json:"score,omitempty"` // nil if nothing was scored
	Told  map[string]string `json:"told,omitempty"`  // by the keys of the reporting checklist
}

// SessionFile names an input and how it was read.
type SessionFile struct {
	Name    string       `json:"name"`
	Size    int64        `json:"size"`
	SHA256  string       `json:"sha256"`
	Options read.Options `json:"options"`
}

const sessionKind = "session"

// Marshal writes a session.
func (s Session) Marshal() []byte {
	s.Kind, s.Schema = sessionKind, SessionSchema
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		panic("job: " + err.Error()) // plain values always encode
	}
	return append(b, '\n')
}

var sessionHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*\{\s*"ifnscope"\s*:\s*"session"`)
})

// IsSession reports whether a file that begins with head is a session.
func IsSession(head []byte) bool { return sessionHead().Match(head) }

var sum = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

// UnmarshalSession reads what Marshal writes. It refuses the form of a newer
// program, and what cannot be one: fields that are not known, files without a
// name, a size or a hash.
func UnmarshalSession(b []byte) (*Session, error) {
	var head struct {
		Kind    string `json:"ifnscope"`
		Schema  int    `json:"schema"`
		Version string `json:"version"`
	}
	if err := json.Unmarshal(b, &head); err != nil || head.Kind != sessionKind {
		return nil, errors.New("this is no session of IFNscope, or it is damaged")
	}
	if head.Schema != SessionSchema {
		return nil, fmt.Errorf("this session was saved by IFNscope %.40q in form %d, and this program reads form %d: open it with that version", head.Version, head.Schema, SessionSchema)
	}
	var s Session
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("this session is damaged: %w", err)
	}
	if s.Example == (len(s.Files) > 0) {
		return nil, errors.New("this session is damaged: it names no files")
	}
	seen := map[string]bool{}
	for _, f := range s.Files {
		if f.Name == "" || seen[f.Name] || f.Size < 0 || !sum().MatchString(f.SHA256) {
			return nil, fmt.Errorf("this session is damaged: its file %.80q has no name of its own, no size or no sha256", f.Name)
		}
		seen[f.Name] = true
	}
	return &s, nil
}

// SessionView says what a session needs before it can be opened.
type SessionView struct {
	Version string       `json:"version"` // of the program that saved it
	Sealed  bool         `json:"sealed"`  // a passphrase is needed
	Files   []WantedFile `json:"files"`
}

// WantedFile is a file that a session names.
type WantedFile struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Found  bool   `json:"found"`           // it is there
	Other  bool   `json:"other,omitempty"` // a file of this name is there, with other content
}

// Restored tells the page of what a session brought beside the files.
type Restored struct {
	Version string            `json:"version"`
	Score   *Score            `json:"score,omitempty"`
	Told    map[string]string `json:"told,omitempty"`
}
