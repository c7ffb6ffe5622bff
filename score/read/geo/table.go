package geo

import (
	"strings"

	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// kept are the !Sample_ lines that become columns as they are; the others are
// protocols, contacts and files.
var kept = map[string]string{
	"title": "title", "geo_accession": "geo_accession", "source_name_ch1": "source", "description": "description", "platform_id": "platform",
}

// table turns the sample lines into a clinical table with one row a sample.
// Characteristics are "key: value" cells; the keys of one line may differ from
// sample to sample, so cells are collected by key, not by line.
func (f *file) table() (*sample.Table, note.Log, error) {
	n := len(f.samples)
	var columns []string
	at := map[string]int{}
	var cells [][]string
	var notes note.Log
	order := f.order()
	put := func(name string, j int, v string) {
		i, ok := at[name]
		if !ok {
			i = len(columns)
			at[name] = i
			columns = append(columns, name)
			cells = append(cells, make([]string, n))
		}
		if j = order[j]; j < 0 || v == "" || cells[i][j] == v {
			return
		}
		if cells[i][j] != "" {
			v = cells[i][j] + "; " + v
		}
		cells[i][j] = v
	}
	ragged := 0
	for _, r := range f.about {
		if len(r.cells) != n {
			ragged++
			continue
		}
		name, ok := kept[r.key]
		for j, c := range r.cells {
			switch {
			case ok && c != "":
				put(name, j, c)
			case strings.HasPrefix(r.key, "characteristics_ch") && c != "":
				k, v, found := strings.Cut(c, ":")
				if !found || strings.TrimSpace(k) == "" {
					k, v = "characteristics", c
				}
				if v = strings.TrimSpace(v); v == "NA" || v == "N/A" {
					v = ""
				}
				put(strings.ToLower(strings.TrimSpace(k)), j, v)
			}
		}
	}
	if ragged > 0 {
		notes.Warnf(note.GeoLineRagged, "", "%d lines about the samples have another number of cells than the table and were left out", ragged)
	}
	if len(columns) == 0 {
		return nil, notes, nil
	}
	t, err := sample.NewTable(columns, cells)
	if err != nil {
		return nil, nil, err // the names are distinct, and none is empty
	}
	return t, notes, nil
}

// accessions returns the samples that the !Sample_ lines name.
func (f *file) accessions() []string {
	for _, r := range f.about {
		if r.key == "geo_accession" {
			return r.cells
		}
	}
	return nil
}

// order returns where the samples of the !Sample_ lines stand in the table, -1
// for one that it does not have. The two are in the same order in what GEO
// serves; where accessions say otherwise, they decide.
func (f *file) order() []int {
	at := make([]int, len(f.samples))
	column := make(map[string]int, len(f.samples))
	for j, s := range f.samples {
		at[j] = j
		column[s] = j
	}
	for _, r := range f.about {
		if r.key != "geo_accession" || len(r.cells) != len(at) {
			continue
		}
		known := 0
		for _, c := range r.cells {
			if _, ok := column[c]; ok {
				known++
			}
		}
		if known == 0 {
			return at // the table names its columns otherwise
		}
		for j, c := range r.cells {
			at[j] = -1
			if k, ok := column[c]; ok {
				at[j] = k
			}
		}
	}
	return at
}
