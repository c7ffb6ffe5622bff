// Package markup puts values into HTML: names come from files that anybody may
// have written.
package markup

import (
	"html"
	"strings"
)

// Write writes form with every ? replaced by the next value, escaped for text
// and for attributes in double quotes.
func Write(b *strings.Builder, form string, values ...string) {
	for _, v := range values {
		before, after, _ := strings.Cut(form, "?")
		b.WriteString(before)
		b.WriteString(html.EscapeString(v))
		form = after
	}
	b.WriteString(form)
}
