package e2e

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"ifnscope/score/oracle"
)

// TestLabDay is a laboratory's day: a plate with six ISGs, two reference genes,
// 29 controls and three patients is dropped, and gives the six-gene score with
// the cut-off of the controls, worked out by hand in score/plate_test.go: mean
// 32.5/29 plus two standard deviations is 2.211.
func TestLabDay(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.drop(b.file("plate.txt", []byte(oracle.LabPlate())))
	b.text("29 healthy controls")
	b.text("3 patients")
	b.wait("the values are cycles", `document.querySelector("#unit").value === "ct"`)
	b.wait("they are measured against the reference genes of the plate", `document.querySelector("#normalisation").value === "dct"`)
	b.says("#quality", "SIGLEC1 in P3")
	b.look(1280, eval[int64](b, `document.documentElement.scrollHeight`), "light")
	b.shoot("../../screenshots/plate-1280-light.png")
	b.look(1280, 900, "light")
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.choose("#signature", "crow6")
	b.wait("the cut-off is that of the hand", `document.querySelector("#cutoff").textContent === "2.21"`)
	for sample, want := range map[string]string{"P1": "8.00 high", "P2": "12.0 high", "P3": "1.00 low"} {
		got := eval[string](b, fmt.Sprintf(`(() => { const c = [...document.querySelectorAll("table.scores tbody tr")].find(r => r.cells[0].textContent === %q).cells[3]; return c.textContent + " " + c.title })()`, sample))
		if got != want {
			t.Errorf("%s is %s, by hand %s", sample, got, want)
		}
	}
}

// lanes writes the RCC files of a cohort into a folder and returns their names:
// the 42 of GSE117751 beside the checkout, which CI must have, or else eight of
// our own making.
func lanes(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var names []string
	write := func(name string, content []byte) {
		p := path.Join(dir, path.Base(name))
		if err := os.WriteFile(p, content, 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, p)
	}
	full := oracle.Shared(t, "data/gse117751_nanostring_rcc/rcc.tgz", "tested on eight made lanes only")
	if full == "" {
		for _, n := range oracle.Files(t, "nanostring/rcc", "*.RCC") {
			write(n, oracle.Bytes(t, n))
		}
		return names
	}
	f, err := os.Open(full)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(h.Name, ".RCC") {
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			write(h.Name, content)
		}
	}
}

// TestLanes drops the RCC files of a cohort together.
func TestLanes(t *testing.T) {
	files := lanes(t)
	b := revisit(t)
	b.ready()
	b.drop(files...)
	b.wait("the lanes are read", fmt.Sprintf(`document.querySelector("main").textContent.includes("%d not assigned") || document.querySelector("main").textContent.includes("%d samples")`, len(files), len(files)))
	b.wait("their quality is shown", `!!document.querySelector("#quality table")`)
	b.wait("they are counts", `document.querySelector("#unit").value === "counts"`)
	if rows := eval[int](b, `document.querySelectorAll("#quality details table tbody tr").length`); rows < 6*len(files) {
		t.Errorf("%d quality figures of %d lanes", rows, len(files))
	}
	if rows := eval[int](b, `document.querySelectorAll("table.files-table tbody tr").length`); rows != len(files) {
		t.Errorf("%d of %d files are listed", rows, len(files))
	}
	b.tap("table.files-table [data-file]")
	b.wait("the file is shown in full", `document.querySelectorAll("article.file").length === 1`)
	b.fits("lanes", 1280)
	b.look(1280, eval[int64](b, `document.documentElement.scrollHeight`), "light")
	b.shoot("../../screenshots/lanes-1280-light.png")
}
