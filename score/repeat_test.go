package score_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ifnscope/score"
)

// unpacked writes what repeats the example's scores to a folder.
func unpacked(t *testing.T, opt score.Options) string {
	t.Helper()
	s := scoredExample(t, opt)
	var b, again bytes.Buffer
	if err := s.WriteRepeat(&b, ""); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteRepeat(&again, ""); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same scores are another archive (%v)", err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestWriteRepeat(t *testing.T) {
	dir := unpacked(t, score.Options{Signatures: []string{"ifngs4", "mxa-protein"}, Methods: []string{"mean-z"}})
	for name, want := range map[string]struct {
		lines, columns int
		first          string
	}{
		"matrix.tsv":   {2001, 89, "gene\t"},
		"controls.tsv": {2001, 21, "gene\t"},
		"sets.tsv":     {6, 3, "signature\tgene\tweight"},
		"repeat.R":     {0, 0, "# Repeats ISG"},
		"methods.txt":  {0, 0, "Values of a SYNTHETIC example cohort"},
		"scores.tsv":   {0, 0, "# IFNscope: "},
	} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
		if !strings.HasPrefix(lines[0], want.first) {
			t.Errorf("%s begins with %q", name, lines[0])
		}
		if want.lines > 0 && (len(lines) != want.lines || strings.Count(lines[0], "\t")+1 != want.columns) {
			t.Errorf("%s has %d lines of %d columns, want %d of %d", name, len(lines), strings.Count(lines[0], "\t")+1, want.lines, want.columns)
		}
	}
}
