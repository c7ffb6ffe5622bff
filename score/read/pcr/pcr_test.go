package pcr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	_ "ifnscope/score/read/sheet"
)

func open(name, s string, opt read.Options) (*read.Content, error) {
	f := read.File{Name: name, Size: int64(len(s)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
	sum, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, sum, nil)
}

func mustOpen(t *testing.T, name, s string) *read.Content {
	t.Helper()
	c, err := open(name, s, read.Options{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return c
}

// shape writes a matrix on one line.
func shape(m *expr.Matrix) string {
	var b strings.Builder
	for i, g := range m.Genes() {
		for j, s := range m.Samples() {
			fmt.Fprintf(&b, "%s %s %.4g; ", g, s, m.At(i, j))
		}
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestLayouts(t *testing.T) {
	const usual = "IFI27 HC1 27.5; IFI27 P1 NaN; HPRT1 HC1 24; HPRT1 P1 24.25"
	want := map[string]string{
		"QuantStudio":         "IFI27 HC1 27.85; IFI27 P1 22; HPRT1 HC1 24; HPRT1 P1 NaN",
		"UTF-16":              "IFI27 HC1 27.85; IFI27 P1 22; HPRT1 HC1 24; HPRT1 P1 NaN",
		"CR LF":               "IFI27 HC1 27.85; IFI27 P1 22; HPRT1 HC1 24; HPRT1 P1 NaN",
		"StepOne":             usual,
		"Design and Analysis": "IFI27 200 27.5; IFI27 201 NaN; HPRT1 200 24; HPRT1 201 24.25",
		"CFX":                 usual,
		"LightCycler 480":     "IFI27 HC1 27.5; IFI27 P1 22; IFI27 P2 NaN",
		"LightCycler 96":      usual,
		"semicolons":          usual,
		"Biomark":             "IFI27 HC1 14.5; IFI27 P1 NaN; HPRT1 HC1 11; HPRT1 P1 11.25",
		"RDML 1.0":            usual,
		"RDML 1.2":            usual,
		"RDML 1.3":            usual,
		"RDML 1.4":            usual,
		"RDML in zip":         usual,
		"RDML of Bio-Rad":     usual,
		"long Ct":             usual,
		"long dCt":            "IFI27 HC1 3.5; IFI27 P1 NaN; HPRT1 HC1 0; HPRT1 P1 0.25",
		"long RQ":             "IFI27 HC1 2; IFI27 P1 NaN; HPRT1 HC1 1; HPRT1 P1 1.5", // 2 is the geometric mean of 1 and 4
		"long log2":           "IFI27 HC1 -1.5; IFI27 P1 3; HPRT1 HC1 1; HPRT1 P1 1.5",
		"long plain":          "IFI27 HC1 -1.5; IFI27 P1 3; HPRT1 HC1 1; HPRT1 P1 1.5",
	}
	units := map[string]expr.Unit{"long dCt": expr.DCt, "long RQ": expr.RQ, "long log2": expr.Log2, "long plain": expr.Unknown}
	for name, s := range texts(t) {
		c := mustOpen(t, name, s)
		if got := shape(c.Matrix); got != want[name] {
			t.Errorf("%s:\n%s, want\n%s", name, got, want[name])
		}
		unit, other := units[name]
		if !other {
			unit = expr.Ct
		}
		if c.Matrix.Unit() != unit {
			t.Errorf("%s: unit %s, want %s", name, c.Matrix.Unit(), unit)
		}
		if strings.Contains(fmt.Sprint(c.Assay.Facts, c.Evidence), "person") {
			t.Errorf("%s: the operator is shown", name)
		}
	}
}

// find returns the check of a figure, or stops the test.
func find(t *testing.T, c *read.Content, sample, gene, figure string) qc.Check {
	t.Helper()
	for _, k := range c.Assay.Checks {
		if k.Sample == sample && k.Gene == gene && k.Figure == figure {
			return k
		}
	}
	t.Fatalf("no figure %q of %s in %q", figure, gene, sample)
	return qc.Check{}
}

func TestQuantStudio(t *testing.T) {
	c := mustOpen(t, "plate.txt", quantStudio)
	a := c.Assay
	// IFI27 in HC1: 27.75 and 27.95, sd = 0.2/sqrt 2
	if r := a.Replicates[0]; r.Wells != 2 || r.Undetermined != 0 || math.Abs(float64(r.SD)-0.2/math.Sqrt2) > 1e-12 {
		t.Errorf("IFI27 in HC1: %+v", r)
	}
	// in P1: 22 and undetermined; the omitted 30 does not count
	if r := a.Replicates[1]; r.Wells != 2 || r.Undetermined != 1 || !r.SD.Missing() {
		t.Errorf("IFI27 in P1: %+v", r)
	}
	if r := a.Replicates[3]; r.Wells != 1 || r.Undetermined != 1 {
		t.Errorf("HPRT1 in P1: %+v", r)
	}
	if !slices.Equal(a.Calibrators, []string{"HC1"}) || a.Cycles != 40 || !slices.Equal(a.Classes, []string{read.Endogenous, read.Housekeeping}) {
		t.Errorf("calibrators %q, %d cycles, classes %q", a.Calibrators, a.Cycles, a.Classes)
	}
	if got := c.Table.Column("group"); !slices.Equal(got, []string{"controls", "patients"}) {
		t.Errorf("groups %q", got)
	}
	if k := find(t, c, "P1", "IFI27", qc.WellsWithoutCt); k.Value != 1 || k.Grade != qc.Bad {
		t.Errorf("%s", k)
	}
	// one of the two wells without template amplified, at 38.5; the weakest sample is at 27.85
	if k := find(t, c, "", "IFI27", "wells without template that amplified"); k.Value != 1 || k.Grade != qc.Bad {
		t.Errorf("%s", k)
	}
	if k := find(t, c, "", "IFI27", "earliest well without template, after the weakest sample"); math.Abs(float64(k.Value)-10.65) > 1e-12 || k.Grade != qc.Good {
		t.Errorf("%s", k)
	}
	for _, code := range []note.Code{note.CtUndetermined, note.CtPartly, note.WellsOmitted, note.WellsControl, note.QualityFlag} {
		if !c.Notes.Has(code) {
			t.Errorf("no note %s", code)
		}
	}
	if got := fmt.Sprint(c.Columns); got != "[CT Ct Mean Delta Ct RQ]" {
		t.Errorf("columns to choose from: %s", got)
	}
	c, err := open("plate.txt", quantStudio, read.Options{Column: "RQ"})
	if err != nil || c.Matrix.Unit() != expr.RQ || math.Abs(c.Matrix.At(0, 1)-9) > 1e-12 {
		t.Errorf("RQ was chosen: %v", err)
	}
}

func TestStandardCurve(t *testing.T) {
	c := mustOpen(t, "cfx.csv", cfx)
	// 3.4 cycles for ten times the quantity: 10^(1/3.4)-1
	if k := find(t, c, "", "IFI27", "amplification efficiency"); math.Abs(float64(k.Value)-(math.Pow(10, 1/3.4)-1)) > 1e-12 || k.Grade != qc.Good {
		t.Errorf("%s", k)
	}
	if k := find(t, c, "", "IFI27", "linearity of the standard curve (R2)"); math.Abs(float64(k.Value)-1) > 1e-12 {
		t.Errorf("%s", k)
	}
	for name, e := range map[string]float64{rdml10: 0.939, rdml12: 0.94, rdml13: 0.95} {
		c := mustOpen(t, "run.rdml", name)
		gene := "IFI27"
		if e == 0.95 {
			gene = "HPRT1"
		}
		if k := find(t, c, "", gene, "amplification efficiency"); math.Abs(float64(k.Value)-e) > 1e-12 {
			t.Errorf("%s, told: %v", k, e)
		}
	}
}

// TestRDMLTypes holds a sample to be a standard for the target that says so.
func TestRDMLTypes(t *testing.T) {
	c := mustOpen(t, "run.rdml", rdml14)
	said := ""
	for _, n := range c.Notes {
		if n.Code == note.WellsControl {
			said = n.Text
		}
	}
	if want := "1 without template, 1 standards, 0 other controls"; !strings.Contains(said, want) {
		t.Errorf("%q does not say %q", said, want)
	}
	p, err := parseRDML([]byte(rdml14))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range p.wells {
		if told := w.sample == "S1" && w.target == "IFI27"; told != (w.quantity == 1000) {
			t.Errorf("quantity of %s in %s: %v", w.target, w.sample, w.quantity)
		}
	}
}

func TestTasks(t *testing.T) {
	for task, want := range map[string]kind{
		"": unknown, "UNKNOWN": unknown, "Unkn-01": unknown, "Target": unknown, "Endogenous Control": unknown, "Test": unknown, "whole blood": unknown, "healthy control": unknown,
		"NTC": noTemplate, "NTC-1": noTemplate, "Neg Ctrl-1": noTemplate, "Negative control": noTemplate, "NRT": noTemplate, "ntp": noTemplate,
		"STANDARD": standard, "Std-3": standard, "Standard": standard,
		"IPC": other, "BlockedIPC": other, "Pos Ctrl-1": other, "PC_ALLELE_1": other,
	} {
		if got := kindOf(task); got != want {
			t.Errorf("%q is %d, want %d", task, got, want)
		}
	}
}

// TestReal opens real exports, in which there are no interferon genes.
func TestReal(t *testing.T) {
	folder := oracle.Shared(t, "data/qpcr_exports", "no real export was read")
	if folder == "" {
		return
	}
	for name, want := range map[string]string{
		"appbio_quantstudio_example01.txt":  "ct 1 x 16, first 18.717, 0 checks",
		"appbio_quantstudio_example02.txt":  "ct 1 x 2, first NaN, 2 checks",
		"appbio_quantstudio_example03.txt":  "line 374: genotyping",
		"appbio_quantstudio_example10.xlsx": "ct 2 x 2, first 25.65, 0 checks, references [1], calibrator Sample_1",
		"example01.csv":                     "line 2: the wells have no target, only the dye (FAM), which is no gene",
		"stepone_std.rdml":                  "ct 1 x 2, first 28.923795666666663, 3 checks",
	} {
		b, err := os.ReadFile(folder + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		c, err := open(name, string(b), read.Options{})
		var e *read.Error
		switch {
		case errors.As(err, &e) && strings.Contains(e.What, "genotyping"):
			got = fmt.Sprintf("line %d: genotyping", e.Line)
		case errors.As(err, &e):
			got = fmt.Sprintf("line %d: %s", e.Line, e.What)
		case err != nil:
			got = err.Error()
		default:
			genes, samples := c.Matrix.Dims()
			got = fmt.Sprintf("%s %d x %d, first %v, %d checks", c.Matrix.Unit(), genes, samples, c.Matrix.At(0, 0), len(c.Assay.Checks))
			if len(c.Assay.Calibrators) > 0 {
				got += fmt.Sprintf(", references %v, calibrator %s", c.Assay.Rows(read.Housekeeping), strings.Join(c.Assay.Calibrators, ", "))
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestSheet reads the wells of a workbook, and as a plain table where a person
// says that it is one.
func TestSheet(t *testing.T) {
	book := workbook(t, designAndAnalysis)
	c := mustOpen(t, "plate.xlsx", book)
	if c.Format != "sheet" || c.Inner != "qpcr" || c.Matrix.Unit() != expr.Ct || shape(c.Matrix) != "IFI27 200 27.5; IFI27 201 NaN; HPRT1 200 24; HPRT1 201 24.25" {
		t.Errorf("%s of %s: %s", c.Format, c.Inner, shape(c.Matrix))
	}
	if len(c.Assay.Facts) != 2 {
		t.Errorf("what stands above the header: %v", c.Assay.Facts)
	}
	_, err := open("plate.xlsx", workbook(t, strings.Replace(designAndAnalysis, "27.5", "99.5", 1)), read.Options{})
	var e *read.Error
	if !errors.As(err, &e) || e.Sheet != "Results" || e.Line != 7 || e.Column != 13 {
		t.Errorf("%v", err)
	}
	c, err = open("plate.xlsx", book, read.Options{Kind: read.Samples})
	if err != nil || c.Matrix != nil || c.Table.Len() != 4 {
		t.Errorf("as a table of samples: %v", err)
	}
}

func TestErrors(t *testing.T) {
	swap := func(s, old, new string) string { return strings.Replace(s, old, new, 1) }
	for _, c := range []struct {
		name, text   string
		line, column int
		code         read.Code
	}{
		{"word for a Ct", swap(quantStudio, "27.950", "twenty"), 19, 11, read.NotNumber},
		{"no cycle", swap(stepOne, "27.5", "275"), 8, 10, read.NotNumber},
		{"negative", swap(biomark, "14.5", "-14.5"), 13, 7, read.NotNumber},
		{"no samples", "Sample,Target,Ct\nNTC,IFI27,\nH2O,IFI27,39\n", 0, 0, read.Empty},
		{"RDML cut", rdml10[:len(rdml10)-20], 0, 0, read.Malformed},
		{"RDML cq", swap(rdml10, "27.5", "early"), 11, 0, read.NotNumber},
		{"RDML without reactions", "<rdml version='1.2'></rdml>", 0, 0, read.Empty},
	} {
		_, err := open("x", c.text, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v", c.name, err)
			continue
		}
		if c.line > 0 && e.Line != c.line || c.column > 0 && e.Column != c.column || e.Code != c.code || e.WayOut == "" {
			t.Errorf("%s: line %d column %d %s: %v", c.name, e.Line, e.Column, e.Code, e)
		}
	}
}

// TestOracle writes the oracle's Ct table as one row a well and reads it back.
func TestOracle(t *testing.T) {
	want := oracle.Read(t, "input/ct_8x12.tsv")
	var b strings.Builder
	b.WriteString("Well,Sample Name,Target Name,Cq\n")
	missing := 0
	for i, g := range want.Rows {
		for j, s := range want.Columns {
			fmt.Fprintf(&b, "%s%d,%s,%s,%v\n", string(rune('A'+i)), j+1, s, g, want.Values[i][j])
			if math.IsNaN(want.Values[i][j]) {
				missing++
			}
		}
	}
	c := mustOpen(t, "ct.csv", b.String())
	if !slices.Equal(c.Matrix.Genes(), want.Rows) || !slices.Equal(c.Matrix.Samples(), want.Columns) || missing == 0 {
		t.Fatalf("%q x %q, %d missing", c.Matrix.Genes(), c.Matrix.Samples(), missing)
	}
	for i := range want.Rows {
		for j, v := range c.Matrix.Row(i) {
			if w := want.Values[i][j]; v != w && !(math.IsNaN(v) && math.IsNaN(w)) {
				t.Errorf("%s in %s is %v, want %v", want.Rows[i], want.Columns[j], v, w)
			}
		}
	}
	// GAPDH and HPRT1 are known as reference genes by their names
	if got := c.Assay.Rows(read.Housekeeping); !slices.Equal(got, []int{6, 7}) {
		t.Errorf("reference genes in rows %v", got)
	}
}

// TestOthers leaves other tables to the formats that know them.
func TestOthers(t *testing.T) {
	for name, s := range map[string]string{
		"wide Ct":        "gene\tHC1\tP1\nIFI27\t27.5\t22\nHPRT1\t24\t24.2\n",
		"clinical table": "sample\tgroup\tage\nHC1\tcontrol\t30\nP1\tSLE\t40\n",
		"empty":          "",
	} {
		if n := sniff([]byte(s)); n != 0 {
			t.Errorf("%s: %d", name, n)
		}
	}
}

func TestSheetKeepsFacts(t *testing.T) {
	// what stands above the header tells the instrument
	c := mustOpen(t, "d.txt", designAndAnalysis)
	want := []read.Fact{{Key: "Instrument Type", Value: "QuantStudio™ 3 System"}, {Key: "Software Name and Version", Value: "Design & Analysis Software v2.7.0"}}
	if !slices.Equal(c.Assay.Facts, want) {
		t.Errorf("facts %q", c.Assay.Facts)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range texts(f) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if sniff(b) > 0 {
			s, err := peek(b, read.Options{})
			if err == nil {
				c, err := load(context.Background(), bytes.NewReader(b), s)
				check(t, c, err)
			}
		}
	})
}

func FuzzRDML(f *testing.F) {
	f.Add([]byte(rdml10))
	f.Add([]byte(rdml12))
	f.Add([]byte(rdml13))
	f.Add([]byte(rdml14))
	f.Add([]byte(packed(f, "rdml_data.xml", rdml13)))
	f.Fuzz(func(t *testing.T, b []byte) {
		sniffRDML(b)
		c, err := loadRDML(context.Background(), bytes.NewReader(b), read.Summary{})
		check(t, c, err)
	})
}

// check demands a whole matrix or an error that a person can use.
func check(t *testing.T, c *read.Content, err error) {
	if err != nil {
		var e *read.Error
		if !errors.As(err, &e) || e.WayOut == "" {
			t.Fatalf("error %v", err)
		}
		return
	}
	genes, samples := c.Matrix.Dims()
	if genes == 0 || samples == 0 || len(c.Assay.Classes) != genes || len(c.Assay.Replicates) != genes*samples {
		t.Fatalf("%d genes, %d samples, %d classes, %d replicates", genes, samples, len(c.Assay.Classes), len(c.Assay.Replicates))
	}
	for i := range genes {
		for j := range samples {
			v, r := c.Matrix.At(i, j), c.Assay.Replicates[i*samples+j]
			if math.IsInf(v, 0) || c.Matrix.Unit() == expr.Ct && (v < 0 || v > latestCycle) {
				t.Fatalf("value %v", v)
			}
			if math.IsNaN(v) != (r.Wells == r.Undetermined) {
				t.Fatalf("value %v of %+v", v, r)
			}
		}
	}
}
