package sample

import (
	"fmt"
	"strings"
)

// Pattern splits a name into a person and a visit: "{subject}V{visit}" reads
// C2PL15V2 as visit V2 of person C2PL15. {subject} stands for one or more
// characters, as many as possible; {visit} for a whole number. The letters
// before the number belong to the label of the visit.
type Pattern struct {
	before, between, after string
	visit                  bool
}

// ParsePattern reads a pattern. It has {subject} once, and {visit} once or
// not at all, in this order.
func ParsePattern(s string) (Pattern, error) {
	const subject, visit = "{subject}", "{visit}"
	before, rest, ok := strings.Cut(s, subject)
	if !ok || strings.Contains(rest, subject) {
		return Pattern{}, fmt.Errorf("the pattern %q must have %s once, as in %q", s, subject, subject+"V"+visit)
	}
	between, after, ok := strings.Cut(rest, visit)
	if !ok {
		if strings.Contains(before, visit) {
			return Pattern{}, fmt.Errorf("the pattern %q has %s before %s; the person comes first", s, visit, subject)
		}
		return Pattern{before: before, after: rest}, nil
	}
	if between == "" || strings.Contains(after, visit) {
		return Pattern{}, fmt.Errorf("the pattern %q must have something between %s and one %s, as in %q", s, subject, visit, subject+"V"+visit)
	}
	return Pattern{before, between, after, true}, nil
}

// Match splits a name. It reports false if the name is not of this form.
func (p Pattern) Match(name string) (subject, visit string, ok bool) {
	name = strings.TrimSpace(name)
	s, ok := strings.CutPrefix(name, p.before)
	if !ok {
		return "", "", false
	}
	if s, ok = strings.CutSuffix(s, p.after); !ok || s == "" {
		return "", "", false
	}
	if !p.visit {
		return s, "", true
	}
	digits := len(s)
	for digits > 0 && s[digits-1] >= '0' && s[digits-1] <= '9' {
		digits--
	}
	head, ok := strings.CutSuffix(s[:digits], p.between)
	if digits == len(s) || !ok || head == "" {
		return "", "", false
	}
	label := strings.TrimLeft(p.between, "_-. /")
	return head, label + s[digits:], true
}
