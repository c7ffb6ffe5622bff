// Package note carries what the program has to say about a person's data.
//
// A note is a value, never a line on a log: it has a stable code that tests
// and reports refer to, a level, the thing it is about, and one sentence in
// plain words that says what was seen and what to do. Package note imports
// nothing of IFNscope; every other room may import it.
package note

import (
	"fmt"
	"strings"
)

// Level says how much a note should weigh with the reader.
type Level uint8

const (
	// Info is something done or found that the reader may want to know.
	Info Level = iota
	// Warning is something that may change how a result is read.
	Warning
	// Severe is something because of which a result was withheld.
	Severe
)

var levels = [...]string{"info", "warning", "severe"}

// String returns "info", "warning" or "severe".
func (l Level) String() string {
	if int(l) < len(levels) {
		return levels[l]
	}
	return fmt.Sprintf("level(%d)", uint8(l))
}

// MarshalText writes the level as String does.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (l *Level) UnmarshalText(b []byte) error {
	for i, s := range levels {
		if s == string(b) {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("note: unknown level %q", b)
}

// Note is one remark. Subject is the sample, gene, signature or file that it
// is about, or empty when it is about everything.
type Note struct {
	Level   Level  `json:"level"`
	Code    Code   `json:"code"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text"`
}

// String returns the note on one line.
func (n Note) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: ", n.Level, n.Code)
	if n.Subject != "" {
		fmt.Fprintf(&b, "%s: ", n.Subject)
	}
	b.WriteString(n.Text)
	return b.String()
}

// Log is an ordered list of notes. The zero value is empty and ready for use.
type Log []Note

// Infof appends a note of level Info.
func (l *Log) Infof(c Code, subject, format string, args ...any) {
	*l = append(*l, Note{Info, c, subject, fmt.Sprintf(format, args...)})
}

// Warnf appends a note of level Warning.
func (l *Log) Warnf(c Code, subject, format string, args ...any) {
	*l = append(*l, Note{Warning, c, subject, fmt.Sprintf(format, args...)})
}

// Severef appends a note of level Severe.
func (l *Log) Severef(c Code, subject, format string, args ...any) {
	*l = append(*l, Note{Severe, c, subject, fmt.Sprintf(format, args...)})
}

// Has reports whether the log holds a note with code c.
func (l Log) Has(c Code) bool {
	for _, n := range l {
		if n.Code == c {
			return true
		}
	}
	return false
}

// Worst returns the highest level in the log; an empty log is Info.
func (l Log) Worst() Level {
	w := Info
	for _, n := range l {
		w = max(w, n.Level)
	}
	return w
}

// Names lists names for a text, at most so many of them, and says how many
// more there are.
func Names(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}
