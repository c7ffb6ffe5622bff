package geo_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/read"
	_ "ifnscope/score/read/geo"
)

func file(name string, b []byte) read.File {
	return read.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func open(f read.File) (*read.Content, error) {
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, s, nil)
}

// about is what stands before the table of a series with the quirks of real
// ones: keys that differ within a line, a line of another length, quotes inside
// free text, a value with a colon.
const about = `!Series_title	"Whole blood of patients with "lupus" and controls"
!Series_geo_accession	"GSE000001"
!Series_platform_id	"GPL10558"
!Series_summary	"Synthetic look-alike; "quoted" words stay."

!Sample_title	"SLE 1, visit 1"	"SLE 1, visit 2"	"Control 1"
!Sample_geo_accession	"GSM1"	"GSM2"	"GSM3"
!Sample_source_name_ch1	"whole blood"	"whole blood"	"whole blood"
!Sample_characteristics_ch1	"disease state: SLE"	"disease state: SLE"	"disease state: healthy"
!Sample_characteristics_ch1	"sledai: 12"	"Sledai: NA"	"age: 31"
!Sample_characteristics_ch1	"age: 40"	"age: 41"	"time: 08:30"
!Sample_characteristics_ch1	"no key"	""	""
!Sample_treatment_protocol_ch1	"5" tubes"	""	""
!Sample_relation	"a"	"b"
!Sample_platform_id	"GPL10558"	"GPL10558"	"GPL10558"
`

const table = `!series_matrix_table_begin
"ID_REF"	"GSM1"	"GSM2"	"GSM3"
"ILMN_1723912"	8.5	9.25	null
"ILMN_2058782"	7	6.5	-0.125
!series_matrix_table_end
`

func TestSeries(t *testing.T) {
	for what, text := range map[string]string{"as served": about + table, "CRLF": strings.ReplaceAll(about+table, "\n", "\r\n"), "BOM": "\ufeff" + about + table} {
		c, err := open(file("GSE000001_series_matrix.txt", []byte(text)))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if c.Format != "geo" || c.Matrix == nil || c.Table == nil {
			t.Fatalf("%s: read as %s", what, c.Format)
		}
		if !slices.Equal(c.Matrix.Genes(), []string{"ILMN_1723912", "ILMN_2058782"}) || !slices.Equal(c.Matrix.Samples(), []string{"GSM1", "GSM2", "GSM3"}) {
			t.Errorf("%s: genes %q, samples %q", what, c.Matrix.Genes(), c.Matrix.Samples())
		}
		if r := c.Matrix.Row(0); r[0] != 8.5 || r[1] != 9.25 || !math.IsNaN(r[2]) {
			t.Errorf("%s: first row %v", what, r)
		}
		if v := c.Matrix.At(1, 2); v != -0.125 {
			t.Errorf("%s: last value %v", what, v)
		}
		for column, want := range map[string][]string{
			"title":           {"SLE 1, visit 1", "SLE 1, visit 2", "Control 1"},
			"geo_accession":   {"GSM1", "GSM2", "GSM3"},
			"disease state":   {"SLE", "SLE", "healthy"},
			"sledai":          {"12", "", ""},
			"age":             {"40", "41", "31"},
			"time":            {"", "", "08:30"},
			"characteristics": {"no key", "", ""},
			"platform":        {"GPL10558", "GPL10558", "GPL10558"},
			"relation":        nil,
		} {
			if got := c.Table.Column(column); !slices.Equal(got, want) {
				t.Errorf("%s: column %q is %q, want %q", what, column, got, want)
			}
		}
		if len(c.Notes) != 1 || !c.Notes.Has(note.GeoLineRagged) {
			t.Errorf("%s: notes %v, want one of the line of another length", what, c.Notes)
		}
		var guesses []string
		for _, e := range c.Evidence {
			guesses = append(guesses, e.Guess)
		}
		if !slices.Contains(guesses, "GSE000001") || !slices.Contains(guesses, "GPL10558") {
			t.Errorf("%s: evidence %q", what, guesses)
		}
		if len(c.Preview) != 3 || c.Preview[1][1] != "8.5" || c.Preview[1][3] != "NaN" {
			t.Errorf("%s: preview %q", what, c.Preview)
		}
	}
}

// Sample lines in another order than the table go by accession.
func TestOrder(t *testing.T) {
	text := about + strings.Replace(table, "\"GSM1\"\t\"GSM2\"\t\"GSM3\"", "\"GSM3\"\t\"GSM1\"\t\"GSM2\"", 1)
	c, err := open(file("f", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Table.Column("age"); !slices.Equal(got, []string{"31", "40", "41"}) {
		t.Errorf("age %q, want that of GSM3, GSM1, GSM2", got)
	}
}

func TestMistakes(t *testing.T) {
	for what, c := range map[string]struct {
		text         string
		code         read.Code
		line, column int
	}{
		"truncated":      {about + strings.TrimSuffix(table, "!series_matrix_table_end\n"), read.Truncated, 19, 0},
		"cut in a name":  {about + table[:90], read.Truncated, 19, 0},
		"cut in a row":   {about + table[:105], read.Truncated, 19, 0},
		"ragged":         {about + strings.Replace(table, "\tnull", "", 1), read.Ragged, 18, 0},
		"not a number":   {about + strings.Replace(table, "9.25", "high", 1), read.NotNumber, 18, 3},
		"last cell":      {about + strings.Replace(table, "-0.125", "-0.125x", 1), read.NotNumber, 19, 4},
		"duplicate":      {about + strings.Replace(table, "\"GSM3\"", "\"GSM1\"", 1), read.DuplicateName, 17, 4},
		"unnamed sample": {about + strings.Replace(table, "\"GSM2\"", "\"\"", 1), read.DuplicateName, 17, 3},
		"unnamed row":    {about + strings.Replace(table, "\"ILMN_2058782\"", "", 1), read.Malformed, 19, 1},
		"no samples":     {"!Series_title\tx\n!series_matrix_table_begin\nID_REF\nx\t1\n!series_matrix_table_end\n", read.Malformed, 4, 0},
		"stray quote":    {about + strings.Replace(table, "\"ILMN_2058782\"", "\"ILMN_2058782", 1), read.Malformed, 19, 0},
		"nothing":        {"!Series_title\n", read.NoTable, 0, 0},
		"empty":          {"!Series_title\n!series_matrix_table_begin\nID_REF\n!series_matrix_table_end\n", read.NoTable, 0, 0},
		"only samples":   {"!Series_title\n!series_matrix_table_begin\nID_REF\tS1\n!series_matrix_table_end\n", read.NoTable, 0, 0},
	} {
		_, err := open(file("series.txt", []byte(c.text)))
		var e *read.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v, want an error of type *read.Error", what, err)
			continue
		}
		if e.Code != c.code || e.Line != c.line || e.Column != c.column || e.File != "series.txt" || e.WayOut == "" {
			t.Errorf("%s: %s at line %d, column %d (%v), want %s at %d, %d", what, e.Code, e.Line, e.Column, e, c.code, c.line, c.column)
		}
	}
}

// A sequencing series has no values, and its samples are a clinical table.
func TestNoValues(t *testing.T) {
	for what, text := range map[string]string{
		"no table":    about,
		"empty table": about + "!series_matrix_table_begin\n\"ID_REF\"\t\"GSM1\"\t\"GSM2\"\t\"GSM3\"\n!series_matrix_table_end\n",
	} {
		c, err := open(file("f", []byte(text)))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if c.Matrix != nil || c.Options.Kind != read.Samples || !c.Notes.Has(note.GeoNoValues) {
			t.Errorf("%s: read as %s with notes %v", what, c.Options.Kind, c.Notes)
		}
		if got := c.Table.Column("disease state"); !slices.Equal(got, []string{"SLE", "SLE", "healthy"}) {
			t.Errorf("%s: disease state %q", what, got)
		}
	}
}

// The checksum of a compressed series stands behind the table and is checked.
func TestChecksum(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	io.WriteString(w, about+table)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b := z.Bytes()
	b[len(b)-8] ^= 1
	s := read.Summary{Format: "geo"}
	_, err := read.Load(context.Background(), file("f.gz", b), s, nil)
	var e *read.Error
	if !errors.As(err, &e) || e.Code != read.Truncated {
		t.Errorf("a wrong checksum: %v", err)
	}
}

// TestGSE117751 reads a genuine file as GEO serves it.
func TestGSE117751(t *testing.T) {
	path := oracle.Shared(t, "data/gse117751_nanostring_rcc/GSE117751_series_matrix.txt.gz", "only the look-alike was read")
	if path == "" {
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := open(file("GSE117751_series_matrix.txt.gz", b))
	if err != nil {
		t.Fatal(err)
	}
	if g, s := c.Matrix.Dims(); g != 458 || s != 42 {
		t.Errorf("%d genes x %d samples, want 458 x 42", g, s)
	}
	if v := c.Matrix.At(0, 0); c.Matrix.Genes()[0] != "ABCB1" || v != 96 {
		t.Errorf("first row %s %v, want ABCB1 96", c.Matrix.Genes()[0], v)
	}
	n := map[string]int{}
	for _, d := range c.Table.Column("diagnosis") {
		n[d]++
	}
	if n["Autoimmune retinopathy"] != 14 || n["Retinitis pigmentosa"] != 14 || len(n) != 3 {
		t.Errorf("diagnoses %v, want 14 of each of three", n)
	}
	if age := c.Table.Column("age (years)"); len(age) != 42 || age[0] != "61" {
		t.Errorf("ages %q", age)
	}
	if len(c.Notes) != 0 {
		t.Errorf("notes %v", c.Notes)
	}
}

// FuzzLoad checks that no text that begins like a series makes the reader
// panic, and that what is read has the shape that it says.
func FuzzLoad(f *testing.F) {
	f.Add(about + table)
	f.Add(about)
	f.Add(table)
	f.Add("!series_matrix_table_begin\nID_REF\ta\nx\t1e\n")
	f.Add("!series_matrix_table_begin\nID_REF\ta\tb\nx\t1\t-\ny\t1\tz")
	f.Add("!series_matrix_table_begin\nID_REF\nx\n!series_matrix_table_end\n")
	f.Add("!Sample_geo_accession\ta\ta\n!series_matrix_table_begin\nID\ta\tb\nx\t1\t2\n!series_matrix_table_end\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := open(file("f", []byte("!Series_title\t\"x\"\n"+text)))
		if err != nil {
			var e *read.Error
			if !errors.As(err, &e) || e.WayOut == "" || e.Code == read.Unreadable {
				t.Fatalf("the error %v has no way out", err)
			}
			return
		}
		if c.Matrix == nil {
			if c.Table == nil || c.Options.Kind != read.Samples {
				t.Fatalf("nothing is read as %s", c.Options.Kind)
			}
			return
		}
		g, s := c.Matrix.Dims()
		if g == 0 || s == 0 || c.Table != nil && c.Table.Len() != s {
			t.Fatalf("%d genes, %d samples, table %v", g, s, c.Table)
		}
	})
}
