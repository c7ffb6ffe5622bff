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

// TestMerge keeps the columns of two tables of a person, one where they agree,
// apart and under the name of the file where they do not.
func TestMerge(t *testing.T) {
	first := tableOf(t, "sample\tgroup\tsex\tarm", "a\tSLE\tF\tA", "b\tSLE\tM\tB", "\t\t\t")
	for what, c := range map[string]struct {
		rows []string
		want string
	}{
		"other columns":  {[]string{"dose\tdrug", "1\tx", "2\ty", "\t"}, "[sample group sex arm dose drug] [] []"},
		"the same":       {[]string{"Sample\tdose\tSex", "a\t1\tF", "b\t2\t", "\t\t"}, "[sample group sex arm dose] [] []"},
		"other people":   {[]string{"sample\tgroup", "\t", "\t", "c\tHC"}, "[sample group sex arm] [sample group] []"},
		"other values":   {[]string{"group\tArm", "SLE\tA", "SLE\tA", "\t"}, "[sample group sex arm Arm (of x.tsv)] [] [Arm (of x.tsv)]"},
		"other and more": {[]string{"sex", "F", "F", "M"}, "[sample group sex arm sex (of x.tsv)] [] [sex (of x.tsv)]"},
	} {
		u, filled, apart := first.Merge(tableOf(t, c.rows...), "x.tsv")
		if got := fmt.Sprint(u.Columns(), filled, apart); got != c.want || u.Len() != 3 {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
		if what == "other people" && fmt.Sprint(u.Column("group")) != "[SLE SLE HC]" || what == "other values" && fmt.Sprint(u.Column("arm"), u.Column("Arm (of x.tsv)")) != "[A B ] [A A ]" {
			t.Errorf("%s: cells %q", what, u.cells)
		}
	}
	if fmt.Sprint(first.Column("group")) != "[SLE SLE ]" || len(first.Columns()) != 4 {
		t.Error("the table itself was changed")
	}
	if u, _, apart := tableOf(t, "a\ta (of f)", "1\t1").Merge(tableOf(t, "a", "2"), "f"); fmt.Sprint(apart) != "[a (of f) 2]" || u.Column("a (of f) 2")[0] != "2" {
		t.Errorf("a name that is taken: %q of %q", apart, u.Columns())
	}
}
