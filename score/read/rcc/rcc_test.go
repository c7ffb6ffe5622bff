package rcc

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

func file(name string, b []byte) read.File {
	return read.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func open(name string, b []byte) (*read.Content, error) {
	f := file(name, b)
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, s, nil)
}

// zipped packs files; an odd one out shows that others are left out.
func zipped(t testing.TB, names []string, data [][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, n := range names {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(data[i])
	}
	z.Close()
	return b.Bytes()
}

// tarred packs files as GEO's RAW.tar does, each compressed on its own.
func tarred(t testing.TB, names []string, data [][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i, n := range names {
		var g bytes.Buffer
		z := gzip.NewWriter(&g)
		z.Write(data[i])
		z.Close()
		if err := w.WriteHeader(&tar.Header{Name: n + ".gz", Mode: 0o644, Size: int64(g.Len())}); err != nil {
			t.Fatal(err)
		}
		w.Write(g.Bytes())
	}
	w.Close()
	return b.Bytes()
}

// made returns the eight lanes of the oracle.
func made(t testing.TB) (names []string, data [][]byte) {
	for _, f := range oracle.Files(t, "nanostring/rcc", "*.RCC") {
		names = append(names, "run/"+path.Base(f))
		data = append(data, oracle.Bytes(t, f))
	}
	if len(names) != 8 {
		t.Fatalf("%d lanes, want 8", len(names))
	}
	return names, data
}

func TestArchives(t *testing.T) {
	names, data := made(t)
	raw := oracle.Read(t, "nanostring/raw_counts.tsv")
	classes := map[string]string{}
	for _, l := range strings.Split(strings.TrimSpace(string(oracle.Bytes(t, "nanostring/codeclass.tsv"))), "\n") {
		name, class, _ := strings.Cut(l, "\t")
		classes[name] = class
	}
	with := append([]string{"run/._x.RCC", "run/panel.rlf"}, names...)
	withData := append([][]byte{{0}, []byte("[Header]")}, data...)
	for kind, b := range map[string][]byte{"zip": zipped(t, with, withData), "tar": tarred(t, with, withData)} {
		c, err := open("run."+kind, b)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if c.Format != "rcc-archive" || c.Matrix.Unit() != expr.Counts {
			t.Errorf("%s: format %s, unit %s", kind, c.Format, c.Matrix.Unit())
		}
		if !c.Notes.Has(note.EntriesLeft) {
			t.Errorf("%s: the file that is no lane is not noted", kind)
		}
		if got := c.Matrix.Samples(); len(got) != 8 || got[0] != strings.TrimSuffix(path.Base(names[0]), ".RCC") {
			t.Fatalf("%s: samples %q", kind, got)
		}
		for i, g := range c.Matrix.Genes() {
			if raw.Rows[i] != g || c.Assay.Classes[i] != classes[g] {
				t.Fatalf("%s: row %d is %s %s, want %s %s", kind, i, c.Assay.Classes[i], g, classes[raw.Rows[i]], raw.Rows[i])
			}
			for j, v := range c.Matrix.Row(i) {
				if v != raw.Values[i][j] {
					t.Errorf("%s: %s in lane %d is %v, want %v", kind, g, j+1, v, raw.Values[i][j])
				}
			}
		}
		if got := c.Table.Column("sample id"); strings.Join(got, " ") != "L01 L02 L03 L04 L05 L06 L07 L08" {
			t.Errorf("%s: ids %q", kind, got)
		}
	}
}

// TestQCOracle compares the figures of the eight made lanes with those of
// NanoStringNCTools' formulas, and the flags with its flags. One differs by
// design: lane 6 has a binding density of 0.07, below the 0.1 of
// NanoStringNCTools and above the 0.05 of nSolver.
func TestQCOracle(t *testing.T) {
	names, data := made(t)
	c, err := open("run.zip", zipped(t, names, data))
	if err != nil {
		t.Fatal(err)
	}
	want := oracle.Read(t, "nanostring/qc_nctools.tsv")
	row := func(id string) []float64 {
		for i, r := range want.Rows {
			if r == id {
				return want.Values[i]
			}
		}
		t.Fatalf("no row %s", id)
		return nil
	}
	figure := func(j int, name string) qc.Check {
		for _, k := range c.Assay.Checks {
			if k.Sample == c.Matrix.Samples()[j] && k.Figure == name {
				return k
			}
		}
		t.Fatalf("lane %d has no figure %q", j+1, name)
		return qc.Check{}
	}
	worst := 0.0
	compare := func(j int, what string, got, want float64) {
		d := math.Abs(got-want) / math.Abs(want)
		worst = max(worst, d)
		if !(d <= 1e-12) {
			t.Errorf("lane %d: %s is %v, want %v", j+1, what, got, want)
		}
	}
	for j := range names {
		fov := figure(j, "fields of view imaged")
		density := figure(j, "binding density")
		r2 := figure(j, "linearity of the positive controls (R2)")
		lod := figure(j, "POS_E above the negative controls")
		house := figure(j, "geometric mean of the housekeeping genes")
		compare(j, "field of view", float64(fov.Value), row("fov")[j])
		compare(j, "binding density", float64(density.Value), row("bindingDensity")[j])
		compare(j, "linearity", float64(r2.Value), row("posR2")[j])
		compare(j, "housekeeping mean", float64(house.Value), row("hkGeoMean")[j])
		// the table has the limit in counts, mean + 2 sd of the negatives
		var neg []float64
		for _, i := range c.Assay.Rows(read.Negative) {
			neg = append(neg, c.Matrix.At(i, j))
		}
		mean, sd := qc.Lane{Negative: neg}.Background()
		compare(j, "limit of detection", mean+2*sd, row("lod")[j])
		compare(j, "POS_E", float64(lod.Value)*sd+mean, row("posE")[j])

		for _, f := range []struct {
			check qc.Check
			flag  string
		}{{fov, "flagImaging"}, {density, "flagBinding"}, {r2, "flagLinearity"}, {lod, "flagLoD"}, {house, "flagHK"}} {
			bad := row(f.flag)[j] == 1
			if f.flag == "flagBinding" && j == 5 {
				bad = false // see above
			}
			if (f.check.Grade == qc.Bad) != bad {
				t.Errorf("lane %d: %s is graded %s, flag %v", j+1, f.check, f.check.Grade, bad)
			}
		}
		if border := row("borderHK")[j] == 1; (house.Grade == qc.Borderline) != border {
			t.Errorf("lane %d: %s is graded %s", j+1, house, house.Grade)
		}
	}
	t.Logf("largest relative difference to the tables: %.2g", worst)
}

// TestGSE117751 opens 42 lanes of whole blood on the Immunology v2 panel and compares the figures of one
// with what was worked out by hand from its file.
func TestGSE117751(t *testing.T) {
	path := oracle.Shared(t, "data/gse117751_nanostring_rcc/rcc.tgz", "the 42 lanes were not read")
	if path == "" {
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := open("GSE117751_RAW.tar.gz", b)
	if err != nil {
		t.Fatal(err)
	}
	genes, samples := c.Matrix.Dims()
	if genes != 579+15+8+6 || samples != 42 {
		t.Fatalf("%d genes x %d samples", genes, samples)
	}
	if got := [3]int{len(c.Assay.Rows(read.Housekeeping)), len(c.Assay.Rows(read.Negative)), len(c.Assay.Rows(read.Positive))}; got != [3]int{15, 8, 6} {
		t.Errorf("housekeeping, negative, positive: %v", got)
	}
	if len(c.Assay.Checks) != 42*6 || qc.Worst(c.Assay.Checks) != qc.Good {
		t.Errorf("%d checks, the worst %s; the series passes all", len(c.Assay.Checks), qc.Worst(c.Assay.Checks))
	}
	// GSM3308226: FovCounted 280 of 280, BindingDensity 0.66.
	// NEG 1 5 9 8 0 1 6 1: mean 31/8 = 3.875, sum of squares 209, so
	// sd = sqrt((209-8*3.875^2)/7) = 3.5632; POS_E 56: (56-3.875)/3.5632.
	// POS 14992 4072 1122 321 56 at 128 32 8 2 0.5 fM.
	// Housekeeping 6588 560 189 532 212 168 7393 154 14189 202 628 8320 66 173 200,
	// all above 3.875 + 2*3.5632 = 11.
	want := []float64{1, 0.66, 0.9956807333013292, (56 - 3.875) / math.Sqrt((209-8*3.875*3.875)/7), 603.6064229149246, 15}
	if c.Matrix.Samples()[0] != "GSM3308226_20160715_5609WV-C" {
		t.Fatalf("first sample %s", c.Matrix.Samples()[0])
	}
	for i, w := range want {
		if k := c.Assay.Checks[i]; !(math.Abs(float64(k.Value)-w) <= 1e-12*w) {
			t.Errorf("%s, worked out: %v", k, w)
		}
	}
}

const small = `<Header>
FileVersion,2.0
SoftwareVersion,4.0.0.3
SystemType,Gen2
</Header>

<Sample_Attributes>
ID,patient 7
Owner,A Person
Comments,drawn before
the first dose
Date,20240102
GeneRLF,ISG_C1
SystemAPF,n6_vDV1
AssayType,mRNA
</Sample_Attributes>

<Lane_Attributes>
ID,3
FovCount,555
FovCounted,400
ScannerID,1207P0049
StagePosition,3
BindingDensity,1.9
CartridgeID,C7
CartridgeBarcode,
</Lane_Attributes>

<Code_Summary>
CodeClass,Name,Accession,Count
Endogenous,IFI27,NM_005532.3,812
Endogenous,HLA-DRB1|a, b,NM_002124.1,5
Housekeeping,HPRT1,NM_000194.1,90
</Code_Summary>

<Messages>
</Messages>
`

func TestOneLane(t *testing.T) {
	for name, s := range map[string]string{"lf": small, "crlf": strings.ReplaceAll(small, "\n", "\r\n"), "bom": "\ufeff" + small} {
		c, err := open("x.RCC", []byte(s))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := c.Matrix.Samples(); len(got) != 1 || got[0] != "x" || c.Table.Column("sample id")[0] != "patient 7" {
			t.Errorf("%s: samples %q", name, got)
		}
		if got := c.Matrix.Genes()[1]; got != "HLA-DRB1|a, b" {
			t.Errorf("%s: a name with a comma is %q", name, got)
		}
		if got := c.Table.Column("comments"); got[0] != "drawn before the first dose" {
			t.Errorf("%s: wrapped comment %q", name, got)
		}
		if c.Table.Column("owner") != nil || strings.Contains(fmt.Sprint(c.Assay.Facts), "Person") {
			t.Errorf("%s: the owner is shown", name)
		}
		flagged := ""
		for _, k := range c.Assay.Checks {
			if k.Grade == qc.Bad {
				flagged += k.Figure + ";"
			}
		}
		// 400/555 = 0.72; 1.9 is above 1.8 on a SPRINT; no negatives, no spikes
		if flagged != "fields of view imaged;binding density;" {
			t.Errorf("%s: flagged %s", name, flagged)
		}
	}
}

// TestSampleNames calls a lane as a table of patients does: by its file, without
// the ending. The file stands in the evidence.
func TestSampleNames(t *testing.T) {
	for file, want := range map[string]string{"P1.RCC": "P1", "P1.rcc.gz": "P1", "P1.2024.RCC": "P1.2024", "P1.txt": "P1.txt", ".RCC": "patient 7", "": "patient 7"} {
		c, err := open(file, []byte(small))
		if err != nil {
			t.Fatalf("%q: %v", file, err)
		}
		if got := c.Matrix.Samples()[0]; got != want {
			t.Errorf("%q is the sample %q, want %q", file, got, want)
		}
		if told := strings.Contains(fmt.Sprint(c.Evidence), fmt.Sprintf("the name of the file %q", file)); told != (want != "patient 7") {
			t.Errorf("%q: evidence %v", file, c.Evidence)
		}
	}
	if _, err := open("x.zip", zipped(t, []string{"a/P1.RCC", "b/P1.rcc"}, [][]byte{[]byte(small), []byte(small)})); err == nil {
		t.Error("two lanes of one name were taken")
	}
}

// TestJoined opens the made lanes one by one and joined, and all in an
// archive: the same matrix and the same figures.
func TestJoined(t *testing.T) {
	names, data := made(t)
	var files []*read.Content
	for i, n := range names {
		c, err := open(path.Base(n), data[i])
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, c)
	}
	joined, err := read.Join(files)
	if err != nil {
		t.Fatal(err)
	}
	c, err := open("run.zip", zipped(t, names, data))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(joined.Matrix.Samples(), c.Matrix.Samples()) || !slices.Equal(joined.Matrix.Genes(), c.Matrix.Genes()) || !slices.Equal(joined.Assay.Classes, c.Assay.Classes) {
		t.Fatalf("%q\n%q", joined.Matrix.Samples(), c.Matrix.Samples())
	}
	for i := range c.Matrix.Genes() {
		if !slices.Equal(joined.Matrix.Row(i), c.Matrix.Row(i)) {
			t.Errorf("%s: %v and %v", c.Matrix.Genes()[i], joined.Matrix.Row(i), c.Matrix.Row(i))
		}
	}
	if got, want := fmt.Sprint(joined.Assay.Checks), fmt.Sprint(c.Assay.Checks); got != want {
		t.Errorf("figures\n%s\n%s", got, want)
	}
}

func TestDifferentPanels(t *testing.T) {
	other := strings.ReplaceAll(strings.ReplaceAll(small, "HPRT1", "TBP"), "ISG_C1", "ISG_C2")
	c, err := open("x.zip", zipped(t, []string{"a.RCC", "b.RCC"}, [][]byte{[]byte(small), []byte(other)}))
	if err != nil {
		t.Fatal(err)
	}
	genes, _ := c.Matrix.Dims()
	if genes != 4 || !math.IsNaN(c.Matrix.At(2, 1)) || c.Matrix.At(3, 1) != 90 || !math.IsNaN(c.Matrix.At(3, 0)) {
		t.Errorf("%d genes, %v %v", genes, c.Matrix.Row(2), c.Matrix.Row(3))
	}
	if !c.Notes.Has(note.ProbesDiffer) {
		t.Error("different panels are not noted")
	}
}

func TestErrors(t *testing.T) {
	swap := func(old, new string) []byte { return []byte(strings.Replace(small, old, new, 1)) }
	for _, c := range []struct {
		name         string
		b            []byte
		file         string
		line, column int
		code         read.Code
	}{
		{"count", swap(",812", ",eight"), "x", 31, 4, read.NotNumber},
		{"negative", swap(",812", ",-8"), "x", 31, 4, read.NotNumber},
		{"fields", swap("IFI27,NM_005532.3,812", "IFI27"), "x", 31, 0, read.Ragged},
		{"density", swap("1.9", "high"), "x", 24, 2, read.NotNumber},
		{"cut", []byte(small[:strings.Index(small, "</Code")]), "x", 33, 0, read.Truncated},
		{"no counts", []byte(small[:strings.Index(small, "<Code")]), "x", 28, 0, read.Empty},
		{"plexset", swap("Endogenous,IFI27", "Endogenous8s,IFI27"), "x", 31, 1, read.NotData},
		{"in an archive", zipped(t, []string{"d/b.RCC"}, [][]byte{swap(",812", ",eight")}), "b.RCC", 31, 4, read.NotNumber},
		{"same name", zipped(t, []string{"d/b.RCC", "e/b.RCC"}, [][]byte{[]byte(small), []byte(small)}), "x", 0, 0, read.DuplicateName},
	} {
		_, err := open("x", c.b)
		var e *read.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v", c.name, err)
			continue
		}
		if e.File != c.file || e.Line != c.line || e.Column != c.column || e.Code != c.code {
			t.Errorf("%s: %s line %d column %d %s: %v", c.name, e.File, e.Line, e.Column, e.Code, e)
		}
	}
}

func FuzzLane(f *testing.F) {
	f.Add([]byte(small))
	for _, name := range oracle.Files(f, "nanostring/rcc", "*.RCC") {
		f.Add(oracle.Bytes(f, name))
	}
	f.Add([]byte(strings.ReplaceAll(small, "\n", "\r")))
	f.Add([]byte("<Header>\nFileVersion,1.7\n</Header>\n<Code_Summary>\nEndogenous,,,\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		peek(b, read.Options{})
		c, err := load(context.Background(), bytes.NewReader(b), read.Summary{})
		check(t, c, err)
	})
}

func FuzzArchive(f *testing.F) {
	names, data := made(f)
	f.Add(zipped(f, names[:2], data[:2]))
	f.Add(tarred(f, names[:2], data[:2]))
	f.Fuzz(func(t *testing.T, b []byte) {
		peekArchive(b, read.Options{})
		c, err := loadArchive(context.Background(), bytes.NewReader(b), read.Summary{})
		check(t, c, err)
	})
}

// check demands a whole table or an error that a person can use.
func check(t *testing.T, c *read.Content, err error) {
	if err != nil {
		var e *read.Error
		if !errors.As(err, &e) || e.WayOut == "" {
			t.Fatalf("error %v", err)
		}
		return
	}
	genes, samples := c.Matrix.Dims()
	if genes == 0 || samples == 0 || len(c.Assay.Classes) != genes || len(c.Assay.Checks) != 6*samples {
		t.Fatalf("%d genes, %d samples, %d classes, %d checks", genes, samples, len(c.Assay.Classes), len(c.Assay.Checks))
	}
	for i := range genes {
		for _, v := range c.Matrix.Row(i) {
			if v < 0 || math.IsInf(v, 0) {
				t.Fatalf("count %v", v)
			}
		}
	}
}
