//go:build ignore

package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"ifnscope/score/gene"
)

// uniprot returns the proteins of one wanted gene alone.
func uniprot(db string, genes []*entry, want map[string]bool) []string {
	index := indexOf(genes)
	var out []string
	for _, r := range query(db, "select u.uniprot_id, min(i.symbol) from uniprot u join gene_info i using(_id) group by u.uniprot_id having count(distinct u._id) = 1") {
		if g, ok := index[r[1]]; ok && want[r[1]] {
			out = append(out, fmt.Sprintf("%s\t%d", r[0], g))
		}
	}
	sort.Strings(out)
	return out
}

func refseq(db string, genes []*entry, want map[string]bool) []string {
	index := indexOf(genes)
	var out []string
	for _, r := range query(db, "select distinct r.accession, i.symbol from refseq r join gene_info i using(_id)") {
		g, ok := index[r[1]]
		if !ok || !want[r[1]] || !strings.HasPrefix(r[0], "NM_") && !strings.HasPrefix(r[0], "NR_") {
			continue
		}
		out = append(out, fmt.Sprintf("%s\t%d", r[0], g))
	}
	sort.Strings(out)
	return out
}

// probeTable returns the probes of the wanted genes. The symbols of the
// annotation are those of its own day and are mapped as a person's are.
func probeTable(dir string, genes []*entry, t *gene.Table, want map[string]bool) []string {
	index := indexOf(genes)
	type key struct {
		id   string
		gene int
	}
	masks := map[key]int{}
	for b, p := range gene.Platforms() {
		names := readProbes(filepath.Join(dir, "probe2symbol_"+p.ID+".tsv.gz"))
		ids := slices.Sorted(maps.Keys(names))
		for _, m := range gene.MapProbes(ids, names, t).Rows {
			if want[m.Symbol] {
				masks[key{m.ID, index[m.Symbol]}] |= 1 << b
			}
		}
	}
	// A probe that two platforms assign to two genes is nobody's.
	count := map[string]int{}
	for k := range masks {
		count[k.id]++
	}
	var out []string
	for k, m := range masks {
		if count[k.id] == 1 {
			out = append(out, fmt.Sprintf("%s\t%d\t%x", k.id, k.gene, m))
		}
	}
	sort.Strings(out)
	return out
}

func readProbes(name string) map[string]string {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		log.Fatal(err)
	}
	c := csv.NewReader(z)
	c.Comma, c.LazyQuotes = '\t', true
	rows, err := c.ReadAll()
	if err != nil {
		log.Fatal(name, ": ", err)
	}
	names := make(map[string]string, len(rows))
	for _, r := range rows {
		names[r[0]] = r[1]
	}
	return names
}

func indexOf(genes []*entry) map[string]int {
	m := make(map[string]int, len(genes))
	for i, e := range genes {
		m[e.symbol] = i
	}
	return m
}
