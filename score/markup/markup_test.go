package markup

import (
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	var b strings.Builder
	Write(&b, `<p title="?">? of ?</p>`, `"><script>`, "a?b", "<&'")
	Write(&b, `<hr>`)
	if want := `<p title="&#34;&gt;&lt;script&gt;">a?b of &lt;&amp;&#39;</p><hr>`; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}
