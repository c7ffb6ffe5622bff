package score_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"testing"

	"ifnscope/score"
	"ifnscope/score/cohort"
	"ifnscope/score/demo"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

var update = flag.Bool("update", false, "write the golden files; only with -tags noasm on amd64")

// example opens and scores the example as the program does.
func example(t *testing.T, opt score.Options) *report.Report {
	t.Helper()
	return scoredExample(t, opt).Report
}

func scoredExample(t *testing.T, opt score.Options) *score.Scored {
	t.Helper()
	in := score.Input{Genes: human.Table(), Synthetic: true}
	var clinical *sample.Table
	for _, f := range demo.Files() {
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		in.Files = append(in.Files, report.File{Name: f.Name, Size: f.Size, Format: c.Title, Options: c.Options})
		if c.Matrix != nil {
			in.Matrix = c.Matrix
		} else {
			clinical = c.Table
		}
	}
	var err error
	if in.Table, _, _, err = clinical.Join(in.Matrix.Samples()); err != nil {
		t.Fatal(err)
	}
	opt.Assignment = sample.Recognise(in.Matrix.Samples(), in.Table).Assignment
	s, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestExample scores the example with every core signature and method: it is
// complete, says that it is synthetic, and warns of nothing.
func TestExample(t *testing.T) {
	r := example(t, score.Options{})
	// the modular score is of its own signature only
	results := len(r.Signatures)*(len(r.Methods)-1) + 1
	if !r.Synthetic || len(r.Samples) != 88 || len(r.Signatures) < 10 || len(r.Methods) < 5 || len(r.Results) != results {
		t.Errorf("%d samples, %d signatures, %d methods, %d results, synthetic %v", len(r.Samples), len(r.Signatures), len(r.Methods), len(r.Results), r.Synthetic)
	}
	for _, s := range r.Signatures {
		if len(s.Missing) > 0 {
			t.Errorf("%s lacks %v", s.ID, s.Missing)
		}
	}
	for _, n := range r.Notes {
		if n.Level > note.Info {
			t.Errorf("note %v", n)
		}
	}
	controls, patients := values(t, r, "ifngs4", "mean-z/1", "V1")
	if len(controls) != 20 || len(patients) != 40 {
		t.Fatalf("%d controls and %d first visits, want 20 and 40", len(controls), len(patients))
	}
	// seven patients in ten are made high
	if a := cohort.AUC(patients, controls); a < 0.8 || a > 0.98 {
		t.Errorf("AUC %.3f, want that of a real cohort", a)
	}
	res, _ := r.Result("ifngs4", "mean-z/1")
	classes := map[string]int{}
	for j, s := range res.Scores {
		if r.Samples[j].Visit == "V1" {
			classes[s.Class.String()]++
		}
	}
	if classes["high"] < 20 || classes["low"] < 3 || classes["high"]+classes["low"]+classes["indeterminate"] != 40 {
		t.Errorf("first visits by class: %v", classes)
	}
}

// TestExampleReport compares the report of the example with the golden one:
// byte for byte where the build is exact, which native code without assembly
// and WebAssembly are, else number for number within 1e-12.
func TestExampleReport(t *testing.T) {
	const golden = "testdata/example_report.json.gz"
	var got bytes.Buffer
	r := example(t, score.Options{Signatures: []string{"ifngs4", "hallmark-ifna", "chiche-m1.2", "aybey-ifn2"}, Methods: []string{"mean-log2", "singscore", "mean-z", "sum-z", "median-fc"}})
	if err := r.WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if !exact {
			t.Fatal("golden files are written with -tags noasm")
		}
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
		w.Write(got.Bytes())
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, z.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	want, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if exact {
		if i := firstDifference(got.Bytes(), want); i >= 0 {
			t.Errorf("the report differs from byte %d on: ...%s, want ...%s", i, around(got.Bytes(), i), around(want, i))
		}
		return
	}
	var a, b any
	if err := json.Unmarshal(got.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(want, &b); err != nil {
		t.Fatal(err)
	}
	if where := differ("report", a, b); where != "" {
		t.Error(where)
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

func around(b []byte, i int) []byte { return b[max(0, i-60):min(len(b), i+60)] }

// differ says where two values read from JSON differ, numbers by more than
// 1e-12; empty if they do not.
func differ(path string, a, b any) string {
	switch b := b.(type) {
	case float64:
		if a, ok := a.(float64); ok && math.Abs(a-b) <= 1e-12*max(1, math.Abs(b)) {
			return ""
		}
	case []any:
		if a, ok := a.([]any); ok && len(a) == len(b) {
			for i := range b {
				if where := differ(fmt.Sprintf("%s[%d]", path, i), a[i], b[i]); where != "" {
					return where
				}
			}
			return ""
		}
	case map[string]any:
		if a, ok := a.(map[string]any); ok && len(a) == len(b) {
			for k := range b {
				if where := differ(path+"."+k, a[k], b[k]); where != "" {
					return where
				}
			}
			return ""
		}
	default:
		if reflect.DeepEqual(a, b) {
			return ""
		}
	}
	return fmt.Sprintf("%s is %v, want %v", path, a, b)
}
