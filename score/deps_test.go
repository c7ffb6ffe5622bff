package score

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// unreachable are packages that the library may not reach by any way, and why.
var unreachable = map[string]string{
	"net/http":   "a program without an HTTP client cannot send a patient's data anywhere",
	"net":        "the same, one floor below",
	"crypto/tls": "nothing is sent, so nothing is encrypted for sending",
	"os/exec":    "the library starts no other program",
	"github.com/maxence-charriere/go-app/v10/pkg/app": "the library knows no page",
}

// notImported are packages that no room may import itself, and why; the
// standard library reaches some of them on its own.
var notImported = map[string]string{
	"syscall/js": "the library runs wherever Go runs; only app/ knows a browser",
	"log":        "what is to be said of a person's data is a note, never a line on a log",
	"math/rand":  "chance has a fixed seed: math/rand/v2 with a source of its own",
	"time":       "same bytes in, same bytes out: no clock",
	"os":         "files are handed over as readers; the library opens none",
}

// arrows are the rooms that a room may import, below ifnscope/score. They
// point one way; ARCHITECTURE.md draws them.
var arrows = map[string]string{
	"note":        "",
	"gene":        "",
	"gene/human":  "gene",
	"expr":        "gene",
	"cohort":      "",
	"chart":       "",
	"tsv":         "",
	"markup":      "",
	"xlsx":        "",
	"sample":      "note",
	"read":        "note expr qc sample read/text",
	"read/text":   "",
	"read/delim":  "note gene expr sample read read/text",
	"read/geo":    "note gene expr sample read read/text",
	"read/gct":    "gene expr sample read read/text",
	"read/quant":  "note gene expr read read/delim read/text",
	"read/sheet":  "note read read/delim sample",
	"norm":        "gene expr",
	"sig":         "note gene",
	"geno":        "note read/text tsv",
	"ref":         "note gene expr sample cohort",
	"method":      "cohort gene expr ref sig",
	"report":      "note gene expr markup norm qc read ref sample tsv",
	"report/book": "report xlsx",
	"stratify":    "expr sample ref report cohort",
	"pathway":     "cohort expr qc ref report sample sig stratify tsv",
	"demo":        "pathway sig read",
	"oracle":      "",
	"":            "*",

	// targeted assays
	"qc":           "expr cohort sample ref sig",
	"read/archive": "read",
	"read/pcr":     "note gene expr qc sample read read/archive read/text",
	"read/rcc":     "note gene expr qc sample read read/archive read/text",
}

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// list asks the go command about the packages below score/ as they are built
// for the browser. Under WebAssembly no other program can be started, and the
// native run of the same test has asked already.
func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps=false", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = errors.New(string(exit.Stderr))
		}
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < len(arrows) {
		t.Fatalf("go list shows %d packages, %d are expected", len(all), len(arrows))
	}
	return all
}

func TestBannedImports(t *testing.T) {
	if runtime.GOOS == "js" {
		return // see list
	}
	for _, p := range list(t) {
		if p.ImportPath == "ifnscope/score/oracle" {
			continue // imports testing; see TestArrows for who may import it
		}
		for _, d := range p.Deps {
			if why, bad := unreachable[d]; bad {
				t.Errorf("%s reaches %s: %s", p.ImportPath, d, why)
			}
			if strings.HasPrefix(d, "ifnscope/app") {
				t.Errorf("%s reaches %s: arrows point from the app to the library", p.ImportPath, d)
			}
		}
		for _, i := range p.Imports {
			if why, bad := notImported[i]; bad {
				t.Errorf("%s imports %s: %s", p.ImportPath, i, why)
			}
		}
	}
}

func TestArrows(t *testing.T) {
	if runtime.GOOS == "js" {
		return // see list
	}
	const root = "ifnscope/score"
	for _, p := range list(t) {
		room := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, root), "/")
		may, known := arrows[room]
		if !known {
			t.Errorf("the room %s is not in the table of arrows", path.Join("score", room))
			continue
		}
		for _, i := range p.Imports {
			to, ours := strings.CutPrefix(i, root+"/")
			if !ours {
				continue
			}
			if to == "oracle" {
				t.Errorf("%s imports score/oracle, which is for tests", p.ImportPath)
			}
			if may != "*" && !slices.Contains(strings.Fields(may), to) {
				t.Errorf("%s imports score/%s: no arrow points that way", p.ImportPath, to)
			}
		}
	}
}
