//go:build noasm

package e2e

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"ifnscope/app/desk"
	"ifnscope/app/job"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
)

// TestSameBytes scores the real cohort natively and in the browser: the reports
// are the same, byte for byte. gonum's assembly sums in another order, so this
// is a test of the build without it.
func TestSameBytes(t *testing.T) {
	expression, samples := cohort(t)
	b := visit(t, serve(t), "/", optimising)
	b.ready()
	b.drop(expression, samples)
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.tap("#export-json")
	browser := b.download("ifnscope-report.json")

	native := natively(t, job.Score{}, expression, samples)
	if !bytes.Equal(native, browser) {
		i := 0
		for i < len(native) && i < len(browser) && native[i] == browser[i] {
			i++
		}
		from := max(0, i-60)
		t.Errorf("the reports differ from byte %d on: native ...%.120s, browser ...%.120s", i, native[from:], browser[from:])
	}
	t.Logf("%d bytes, the same natively and in the browser", len(native))
}

// natively returns the report of files that are scored in this process.
func natively(t *testing.T, score job.Score, paths ...string) []byte {
	t.Helper()
	d := desk.Desk{Genes: human.Table()}
	var files []read.File
	open := &job.Open{}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		f := read.File{Name: filepath.Base(p), Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(p) }}
		files = append(files, f)
		open.Files = append(open.Files, job.FileRef{Name: f.Name, Size: f.Size})
	}
	ask := func(req job.Request, files []read.File) job.Reply {
		t.Helper()
		r := d.Do(context.Background(), req, files, func(job.Progress) {})
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		return r
	}
	ask(job.Request{Open: open}, files)
	ask(job.Request{Score: &score}, nil)
	return ask(job.Request{Export: &job.Export{Kind: "json"}}, nil).File.Data
}
