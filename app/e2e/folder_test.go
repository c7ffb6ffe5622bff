package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// write writes files below a new folder and returns its path.
func (b *tab) folder(name string, files map[string][]byte) string {
	b.t.Helper()
	dir := filepath.Join(b.t.TempDir(), name)
	for f, content := range files {
		p := filepath.Join(dir, f)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			b.t.Fatal(err)
		}
		if err := os.WriteFile(p, content, 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
	return dir
}

// TestFolders opens what a folder holds: RCC files by dropping it, and the
// files of salmon, which have one name each in a folder of its sample, by
// choosing it.
func TestFolders(t *testing.T) {
	b := revisit(t)
	b.ready()
	lanes, err := filepath.Glob("../../score/oracle/data/nanostring/rcc/*.RCC*")
	if err != nil || len(lanes) != 8 {
		t.Fatalf("%d lanes, %v", len(lanes), err)
	}
	files := map[string][]byte{".hidden/x.RCC": []byte("no lane"), ".DS_Store": {0}}
	for i, name := range lanes {
		lane, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[fmt.Sprintf("cartridge %d/%s", 1+i/4, filepath.Base(name))] = lane
	}
	b.drop(b.folder("run", files))
	b.text("8 files of one sample each were put together by gene")
	b.press("IFNscope")

	quants := map[string][]byte{}
	for i, s := range []string{"HC1", "HC2", "HC3", "SLE1"} {
		quant := "Name\tLength\tEffectiveLength\tTPM\tNumReads\n"
		for k, g := range isgs {
			quant += fmt.Sprintf("%s\t1000\t900\t%d.5\t%d\n", g, 10+7*k+i, 100+k)
		}
		quants[s+"/quant.sf"] = []byte(quant)
		quants[s+"/logs/salmon_quant.log"] = []byte("[info] done\n")
	}
	b.run(chromedp.SetUploadFiles(chromedp.CSS("#folder"), []string{b.folder("salmon", quants)}))
	b.text("4 files of one sample each were put together by gene")
	for _, want := range []string{"HC1", "SLE1"} {
		b.text(want)
	}
}
