// Package oracle reads the tables that tests compare with: inputs of our own
// making and what the real R packages returned for them.
//
// The tables are in data/, see data/SOURCE.md. Numbers are written with 17
// digits. Only tests import this package.
package oracle

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"
	"testing"
)

//go:embed data
var data embed.FS

// Table is a table of numbers with named rows and columns; NA is NaN.
type Table struct {
	Name    string
	Rows    []string
	Columns []string
	Values  [][]float64 // by row
}

// Bytes returns the content of a file of data/, decompressed.
func Bytes(t testing.TB, name string) []byte {
	t.Helper()
	b, err := data.ReadFile("data/" + name)
	if err == nil {
		return b
	}
	z, err := data.ReadFile("data/" + name + ".gz")
	if err != nil {
		t.Fatalf("oracle: %v", err)
	}
	r, err := gzip.NewReader(bytes.NewReader(z))
	if err != nil {
		t.Fatalf("oracle: %s: %v", name, err)
	}
	b, err = io.ReadAll(r)
	if err != nil {
		t.Fatalf("oracle: %s: %v", name, err)
	}
	return b
}

// Files returns the names of the files in a folder of data/ that match a
// pattern of path.Match.
func Files(t testing.TB, folder, pattern string) []string {
	t.Helper()
	entries, err := fs.ReadDir(data, "data/"+folder)
	if err != nil {
		t.Fatalf("oracle: %v", err)
	}
	var names []string
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".gz")
		if ok, _ := path.Match(pattern, name); ok {
			names = append(names, folder+"/"+name)
		}
	}
	return names
}

// Read reads a tab-separated table whose first column names the rows.
func Read(t testing.TB, name string) *Table {
	t.Helper()
	lines := strings.Split(strings.TrimRight(string(Bytes(t, name)), "\n"), "\n")
	tab := &Table{Name: name, Columns: strings.Split(lines[0], "\t")[1:]}
	for i, l := range lines[1:] {
		f := strings.Split(l, "\t")
		if len(f) != len(tab.Columns)+1 {
			t.Fatalf("oracle: %s line %d has %d cells, want %d", name, i+2, len(f), len(tab.Columns)+1)
		}
		row := make([]float64, len(tab.Columns))
		for j, c := range f[1:] {
			switch c {
			case "NA", "NaN":
				row[j] = math.NaN()
			default:
				v, err := strconv.ParseFloat(c, 64)
				if err != nil {
					t.Fatalf("oracle: %s line %d: %v", name, i+2, err)
				}
				row[j] = v
			}
		}
		tab.Rows = append(tab.Rows, f[0])
		tab.Values = append(tab.Values, row)
	}
	return tab
}

// Set is a gene set of an oracle's GMT file.
type Set struct {
	Name  string
	Genes []string // duplicates kept
}

// Sets reads a GMT file.
func Sets(t testing.TB, name string) []Set {
	t.Helper()
	var sets []Set
	for l := range strings.Lines(string(Bytes(t, name))) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if len(f) > 2 {
			sets = append(sets, Set{f[0], f[2:]})
		}
	}
	return sets
}

// Difference returns the largest difference of two numbers relative to the
// larger of the wanted one and scale, over all cells; a cell that is missing
// in one table only is infinite.
func Difference(got, want [][]float64, scale float64) float64 {
	var most float64
	for i := range want {
		for j, w := range want[i] {
			g := got[i][j]
			switch {
			case math.IsNaN(g) != math.IsNaN(w):
				return math.Inf(1)
			case math.IsNaN(w), g == w:
			default:
				most = max(most, math.Abs(g-w)/max(math.Abs(w), scale))
			}
		}
	}
	return most
}

// Row returns the values of a named row.
func (tab *Table) Row(t testing.TB, name string) []float64 {
	t.Helper()
	for i, r := range tab.Rows {
		if r == name {
			return tab.Values[i]
		}
	}
	t.Fatalf("oracle: %s has no row %q", tab.Name, name)
	return nil
}

// Report writes one line of the table that a test prints: method, fixture,
// largest difference.
func Report(t testing.TB, method, fixture string, difference float64) {
	t.Helper()
	t.Logf("%-28s %-44s %s", method, fixture, fmt.Sprintf("%.1e", difference))
}
