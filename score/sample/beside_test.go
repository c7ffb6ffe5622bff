package sample

import (
	"fmt"
	"testing"
)

// TestBeside keeps the columns of both tables, and says of one that both have
// where it is from.
func TestBeside(t *testing.T) {
	own := tableOf(t, "sample id\tGroup\tcartridge\tsex", "a\tHC\tc1\tF", "b\tSLE\tc2\tM")
	for what, c := range map[string]struct {
		t    *Table
		own  *Table
		want string
	}{
		"both":            {tableOf(t, "id\tage", "x\t31", "y\t40"), own, "[id age sample id Group cartridge sex]"},
		"same name":       {tableOf(t, "group\tsex", "control\tF", "lupus\tM"), own, "[group sex sample id Group (of the expression file) cartridge]"},
		"suffix taken":    {tableOf(t, "group\tGroup (of the expression file)", "a\tF", "b\tM"), own, "[group Group (of the expression file) sample id Group (of the expression file) 2 cartridge sex]"},
		"none of its own": {own, nil, "[sample id Group cartridge sex]"},
		"none":            {nil, own, "[sample id Group cartridge sex]"},
	} {
		u := c.t.Beside(c.own)
		if got := fmt.Sprint(u.Columns()); got != c.want || u.Len() != 2 || u.Column("cartridge")[1] != "c2" {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
	if u := tableOf(t, "group", "control", "lupus").Beside(own); u.Column("group")[1] != "lupus" || u.Column("Group (of the expression file)")[1] != "SLE" {
		t.Errorf("of two columns of one name the cells are mixed up: %q", u.cells)
	}
	if len(own.Columns()) != 4 {
		t.Error("the table itself was changed")
	}
}
