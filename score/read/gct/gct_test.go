package gct

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"ifnscope/score/oracle"
	"ifnscope/score/read"
)

const (
	v12 = "#1.2\n4 3\nNAME\tDescription\tP1\tP2\tHC1\n" +
		"1053_at\tIFI27\t9.5\t-2\t1\n204439_at\tIFI44L\t7\t\t2\n202411_at\tIFI27\t3\t4\tNaN\n9999_at\tna\t1\t1\t1\n"
	v13 = "#1.3\n3\t2\t1\t2\nid\tpr_gene_symbol\tP1\tHC1\n" +
		"diagnosis\tna\tSLE\thealthy\nage\tna\t-666\t44\n" +
		"A1\tIFI27\t1.5\t2\nA2\tIFI44\t3\t4\nA3\tMX1\t5\t6\n"
)

func gct(s string) read.File {
	return read.File{Name: "x.gct", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func readIt(f read.File, opt read.Options) (*read.Content, error) {
	s, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, s, nil)
}

func TestVersion12(t *testing.T) {
	c, err := readIt(gct(v12), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Matrix.Genes(), " "); c.Options.IDColumn != "Description" || got != "IFI27 IFI44L IFI27 na" {
		t.Errorf("genes by %q: %s", c.Options.IDColumn, got)
	}
	if got := strings.Join(c.Matrix.Samples(), " "); got != "P1 P2 HC1" {
		t.Errorf("samples %s", got)
	}
	if v := c.Matrix.At(0, 1); v != -2 {
		t.Errorf("value %v", v)
	}
	if !math.IsNaN(c.Matrix.At(1, 1)) || !math.IsNaN(c.Matrix.At(2, 2)) {
		t.Error("an empty cell and NaN are missing values")
	}
	// the person wants the probes
	c, err = readIt(gct(v12), read.Options{IDColumn: "NAME"})
	if err != nil || c.Matrix.Genes()[1] != "204439_at" {
		t.Errorf("%v, %v", c, err)
	}
}

func TestVersion13(t *testing.T) {
	c, err := readIt(gct(v13), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Options.IDColumn != "pr_gene_symbol" || c.Matrix.Genes()[2] != "MX1" || c.Matrix.At(2, 1) != 6 {
		t.Errorf("genes by %q: %q", c.Options.IDColumn, c.Matrix.Genes())
	}
	if d := c.Table.Column("diagnosis"); strings.Join(d, ",") != "SLE,healthy" {
		t.Errorf("diagnosis %q", d)
	}
	if a := c.Table.Column("age"); strings.Join(a, ",") != ",44" {
		t.Errorf("age %q: -666 is missing", a)
	}
}

func TestErrors(t *testing.T) {
	for _, x := range []struct {
		old, new string
		code     read.Code
		message  string
	}{
		{"\t-2\t", "\tlow\t", read.NotNumber, "line 4, column 4"},
		{"4 3", "4 4", read.Malformed, "line 3"},
		{"4 3", "5 3", read.Truncated, "states 5 rows and has 4"},
		{"4 3", "3 3", read.Malformed, "states 3 rows and has more"},
		{"4 3", "x 3", read.Malformed, "line 2"},
		{"4 3", "4", read.Malformed, "line 2"},
		{"4 3", "99999999 99999999", read.TooLarge, "million"},
		{"4 3", "0 3", read.Malformed, "no values"},
		{"\t7\t\t2", "\t7\t2", read.Ragged, "line 5"},
		{"HC1", "P1", read.DuplicateName, "both named"},
		{"#1.2", "#1.23", read.Malformed, `"1.23"`},
	} {
		_, err := readIt(gct(strings.Replace(v12, x.old, x.new, 1)), read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Error(), x.message) || e.WayOut == "" {
			t.Errorf("%q for %q: %v, want %q with %q", x.new, x.old, err, x.code, x.message)
		}
	}
}

// The leukaemia table of GSEA: 9,020 rows x 48 samples.
func TestReal(t *testing.T) {
	path := oracle.Shared(t, "data/formats/Leukemia_hgu95av2.trim.gct.gz", "it was not read")
	if path == "" {
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := read.File{Name: "l.gct.gz", Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
	c, err := readIt(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g, s := c.Matrix.Dims(); g != 9020 || s != 48 || c.Options.IDColumn != "NAME" {
		t.Errorf("%d x %d, genes by %q", g, s, c.Options.IDColumn)
	}
	if g, v := c.Matrix.Genes()[0], c.Matrix.At(0, 0); g != "AADAC" || v != -121.2 {
		t.Errorf("%s is %v in the first sample", g, v)
	}
}

func FuzzGCT(f *testing.F) {
	f.Add(v12)
	f.Add(v13)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := readIt(gct(s), read.Options{})
		if err != nil {
			var e *read.Error
			if !errors.As(err, &e) {
				t.Errorf("%v is no *read.Error", err)
			}
			return
		}
		if g, n := c.Matrix.Dims(); c.Table != nil && c.Table.Len() != n || g == 0 {
			t.Errorf("%d genes, %d samples, %d rows of the sample table", g, n, c.Table.Len())
		}
	})
}
