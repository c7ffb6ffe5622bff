package desk

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"ifnscope/app/job"
	"ifnscope/score/read"
	_ "ifnscope/score/read/gct"
	_ "ifnscope/score/read/pcr"
	_ "ifnscope/score/read/quant"
	_ "ifnscope/score/read/rcc"
	_ "ifnscope/score/read/sheet"
)

var update = flag.Bool("update", false, "write the table of outcomes")

// most is how much memory the whole corpus may take from the system, bombs
// and lines of 64 MB included: what ten million cells may take.
const most = 1500 << 20

// TestMalformed opens a corpus of files that no program should write. Each is
// refused in one sentence with its place and the way out, or read as the table
// of outcomes says; none makes the desk panic, and what was open stays open.
func TestMalformed(t *testing.T) {
	c := &clerk{t: t}
	good := textFile("good.tsv", bases[0].text)
	c.do(opening(false, good), good)
	all := corpus(controlsFile(t))
	if len(all) < 300 {
		t.Errorf("%d files, want 300 or more", len(all))
	}
	// one line for every damage and what comes of it, with the files
	var table, slow []string
	files := map[string]string{}
	for _, m := range all {
		began := time.Now()
		line := m.damage + "\t" + strings.ReplaceAll(c.outcome(m), m.file, "FILE")
		slow = append(slow, fmt.Sprintf("%6d ms %s, %s", time.Since(began).Milliseconds(), m.file, m.damage))
		if files[line] == "" {
			table = append(table, line)
		}
		files[line] += " " + m.file
	}
	for i, line := range table {
		table[i] = line + "\t" + strings.TrimSpace(files[line])
	}
	slices.SortStableFunc(table, func(a, b string) int {
		return strings.Compare(a[:strings.IndexByte(a, '\t')], b[:strings.IndexByte(b, '\t')])
	})
	slices.Sort(slow)
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	t.Logf("%d files, %d MB from the system; the slowest:\n%s", len(all), mem.Sys>>20, strings.Join(slow[len(slow)-5:], "\n"))
	if mem.Sys > most {
		t.Errorf("%d MB were taken from the system, want less than %d", mem.Sys>>20, most>>20)
	}
	golden := filepath.Join("testdata", "malformed.tsv")
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(table, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSuffix(string(want), "\n"), "\n")
	for _, l := range table {
		if !slices.Contains(known, l) {
			t.Errorf("outcome\n%s\nis not in testdata/malformed.tsv (go test -update writes it)", l)
		}
	}
	if len(known) != len(table) {
		t.Errorf("%d outcomes, the table has %d", len(table), len(known))
	}
}

// outcome opens one file beside what is open, says in one line what came of
// it, and puts it away.
func (c *clerk) outcome(m made) string {
	c.t.Helper()
	f := file(m.file, m.bytes)
	reply := c.try(opening(true, f), f)
	if e := reply.Error; e != nil {
		c.refused(m, e)
		if len(c.desk.files) != 1 || c.desk.files[0].file.Name != "good.tsv" {
			c.t.Errorf("%s: what was open is not open any more", m.damage)
		}
		return "refused: " + e.Text
	}
	i := slices.IndexFunc(reply.Check.Files, func(v job.FileView) bool { return v.Name == m.file })
	if i < 0 {
		c.t.Fatalf("%s: it is neither open nor refused", m.damage)
	}
	v := reply.Check.Files[i]
	said := fmt.Sprintf("%s, %s, %d x %d", v.Summary.Format, v.Summary.Options.Kind, v.Rows, v.Columns)
	for _, n := range v.Notes {
		said += ", " + string(n.Code)
	}
	if v.Error != "" {
		c.t.Errorf("%s: one file that cannot be read is open with %q", m.damage, v.Error)
	}
	good := textFile("good.tsv", bases[0].text)
	c.do(opening(false, good), good)
	return said
}

// refused holds an error against what every error about a file must be.
func (c *clerk) refused(m made, e *job.Error) {
	c.t.Helper()
	var re *read.Error
	_, err := load(c.t.Context(), opened{file: file(m.file, m.bytes)}, c.desk.panels(), func(job.Progress) {})
	switch {
	case e.Kind != job.ErrorFile || !errors.As(err, &re):
		c.t.Errorf("%s: the error is of kind %s: %.200s", m.damage, e.Kind, e.Text)
	case re.File == "" || re.Code == "" || re.What == "" || re.WayOut == "":
		c.t.Errorf("%s: the error lacks its file, its code or the way out: %+v", m.damage, re)
	}
	if len(e.Text) > 700 || strings.ContainsFunc(e.Text, func(r rune) bool { return unicode.IsControl(r) || r == '\u202e' || r == '\ufffd' }) {
		c.t.Errorf("%s: a message of %d bytes with these: %.700q", m.damage, len(e.Text), e.Text)
	}
}

// FuzzOpen opens any bytes beside a table that is open: none makes the desk
// panic, and what cannot be used is refused with the way out.
func FuzzOpen(f *testing.F) {
	for _, b := range bases {
		f.Add([]byte(b.text))
	}
	for _, m := range others() {
		if len(m.bytes) < 4096 {
			f.Add(m.bytes)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c := &clerk{t: t}
		good := textFile("good.tsv", bases[0].text)
		c.do(opening(false, good), good)
		x := file("x", b)
		if r := c.try(opening(true, x), x); r.Error != nil {
			c.refused(made{"fuzzed", "x", b}, r.Error)
		}
	})
}
