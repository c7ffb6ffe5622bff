package note

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"testing"
)

func TestLog(t *testing.T) {
	var l Log
	if l.Worst() != Info || l.Has(NoControls) {
		t.Errorf("an empty log is %v and has a note", l.Worst())
	}
	l.Infof(NameAlias, "", "%d rows", 3)
	l.Warnf(CoverageLow, "ifngs4", "missing %s", "IFI27")
	if l.Worst() != Warning || !l.Has(CoverageLow) || l.Has(CoverageWithheld) {
		t.Errorf("log %v", l)
	}
	l.Severef(CoverageWithheld, "ifngs4", "withheld")
	if l.Worst() != Severe || len(l) != 3 {
		t.Errorf("log %v", l)
	}
	for i, want := range []string{"info name-alias: 3 rows", "warning coverage-low: ifngs4: missing IFI27", "severe coverage-withheld: ifngs4: withheld"} {
		if got := l[i].String(); got != want {
			t.Errorf("note %d is %q, want %q", i, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	for _, lv := range []Level{Info, Warning, Severe} {
		n := Note{lv, NoControls, "a <b>", "text"}
		b, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		var back Note
		if err := json.Unmarshal(b, &back); err != nil || back != n {
			t.Errorf("%s reads back as %+v, %v", b, back, err)
		}
	}
	var lv Level
	if err := lv.UnmarshalText([]byte("fatal")); err == nil {
		t.Error("an unknown level is accepted")
	}
	if s := Level(9).String(); s != "level(9)" {
		t.Errorf("level 9 is called %q", s)
	}
}

// TestCodes holds every code to be its own and stable in form: tests, reports
// and exports refer to it.
func TestCodes(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	by := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		code, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if !form.MatchString(code) {
			t.Errorf("%s is %q, want lower-case words with dashes", v.Names[0], code)
		}
		if other := by[code]; other != "" {
			t.Errorf("%s and %s are both %q", other, v.Names[0], code)
		}
		by[code] = v.Names[0].Name
		return true
	})
	if len(by) < 20 {
		t.Errorf("%d codes were found", len(by))
	}
}
