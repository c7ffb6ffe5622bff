package gene_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/oracle"
	"ifnscope/score/sig"
)

var update = flag.Bool("update", false, "write the golden files")

// shared opens a file that lies beside the checkout; nil where there is none.
func shared(t *testing.T, name string) *os.File {
	t.Helper()
	path := oracle.Shared(t, name, "not compared with it")
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func sharedTSV(t *testing.T, name string) [][]string {
	t.Helper()
	f := shared(t, name)
	if f == nil {
		return nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	// GEO's GSE60424 ends its lines with a carriage return
	text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	c := csv.NewReader(bytes.NewReader(text))
	c.Comma, c.LazyQuotes = '\t', true
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(name, err)
	}
	return rows
}

// catalogue returns the genes of the signatures that are measured as mRNA and
// the reference genes.
func catalogue() []string {
	var g []string
	for _, s := range sig.All() {
		if s.Feature == "mRNA" {
			g = append(g, s.Symbols()...)
		}
	}
	for _, h := range sig.Housekeeping() {
		g = append(g, h.Genes...)
	}
	slices.Sort(g)
	return slices.Compact(g)
}

// gaps are the catalogue's genes that the probe table does not have on a
// platform, from testdata/gaps.tsv: platform, reason, genes.
func gaps(t *testing.T) map[string]map[string]string {
	b, err := os.ReadFile("testdata/gaps.tsv")
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]map[string]string{}
	for l := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if m[f[0]] == nil {
			m[f[0]] = map[string]string{}
		}
		for _, g := range strings.Fields(f[2]) {
			m[f[0]][g] = f[1]
		}
	}
	return m
}

// Reasons why the probe table has no probe of a gene. Bioconductor's
// annotation leaves out the probes that measure several genes, which is why
// GBP1 is missing on Gene ST and IFI30 on U133.
const (
	noProbe  = "the annotation of the array has no probe of it alone"
	disputed = "two arrays assign its probe to two genes"
)

// Every gene of the catalogue that an array measures is found by its probes.
func TestPlatforms(t *testing.T) {
	table, want := human.Table(), catalogue()
	known := map[string]map[string]int{} // probes by platform and gene
	for _, p := range gene.Platforms() {
		known[p.ID] = table.ProbesOf(p.ID)
	}
	var golden strings.Builder
	listed := map[string]map[string]string{}
	if !*update {
		listed = gaps(t)
	}
	var lines strings.Builder
	for _, p := range gene.Platforms() {
		found := 0
		for _, g := range want {
			_, gap := listed[p.ID][g]
			switch has := known[p.ID][g] > 0; {
			case has:
				found++
				if gap {
					t.Errorf("%s: %s is listed as a gap and has a probe", p.ID, g)
				}
			case !gap && !*update:
				t.Errorf("%s: %s has no probe and is not listed as a gap", p.ID, g)
			}
		}
		rows := sharedTSV(t, "data/annotation/probe2symbol_"+p.ID+".tsv.gz")
		if rows == nil {
			fmt.Fprintf(&lines, "%-9s %-26s found %d of %d\n", p.ID, p.Name, found, len(want))
			continue
		}
		names := map[string]string{}
		for _, r := range rows[1:] {
			names[r[0]] = r[1]
		}
		ids := slices.Sorted(maps.Keys(names))
		measured := map[string]bool{}
		for _, m := range gene.MapProbes(ids, names, table).Rows {
			if m.Mapped() {
				measured[m.Symbol] = true
			}
		}
		reason := map[string][]string{}
		n := 0
		for _, g := range want {
			if measured[g] {
				n++
			}
			if known[p.ID][g] > 0 {
				continue
			}
			why := noProbe
			if measured[g] {
				why = disputed
			}
			reason[why] = append(reason[why], g)
			if !*update && listed[p.ID][g] != why {
				t.Errorf("%s: %s is missing because %s, not because %q", p.ID, g, why, listed[p.ID][g])
			}
		}
		for _, why := range []string{noProbe, disputed} {
			if len(reason[why]) > 0 {
				fmt.Fprintf(&golden, "%s\t%s\t%s\n", p.ID, why, strings.Join(reason[why], " "))
			}
		}
		fmt.Fprintf(&lines, "%-9s %-26s measures %d of %d, found %d; %d: %s; %d: %s %v\n", p.ID, p.Name, n, len(want), found,
			len(reason[noProbe]), noProbe, len(reason[disputed]), disputed, reason[disputed])
	}
	t.Log("\n" + lines.String())
	if *update {
		if err := os.WriteFile("testdata/gaps.tsv", []byte(golden.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
