package page

import (
	"testing"

	"ifnscope/score/report"
)

// TestWrongDate takes a date in one form only, or none.
func TestWrongDate(t *testing.T) {
	for date, good := range map[string]bool{"": true, "2026-11-25": true, "2026-02-30": false, "21/11/25": false, "21/11/25 yesterday": false, "2026-11-25 or so": false} {
		if (wrongDate(date) == "") != good {
			t.Errorf("%q: %q", date, wrongDate(date))
		}
	}
}

// TestPassphrase judges what was typed before anything is encrypted.
func TestPassphrase(t *testing.T) {
	for _, x := range []struct {
		first, again string
		good         bool
	}{{"four words for a vault", "four words for a vault", true}, {"four words for a vault", "four words for a cave", false}, {"short", "short", false}, {"", "", false}} {
		if (sealing{first: x.first, again: x.again}.judge() == "") != x.good {
			t.Errorf("%q and %q", x.first, x.again)
		}
	}
}

// TestNamed has the name of the tables first in a menu.
func TestNamed(t *testing.T) {
	if s := named(report.Signature{Short: "IFNGS 4", Title: "Four genes"}); s != "IFNGS 4: Four genes" {
		t.Error(s)
	}
	if s := named(report.Signature{Short: "My set", Title: "My set"}); s != "My set" {
		t.Error(s)
	}
}
