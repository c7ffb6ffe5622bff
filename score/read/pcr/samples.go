package pcr

import (
	"fmt"
	"slices"

	"ifnscope/score/read/text"
	"ifnscope/score/sample"
)

// apartNames are folded names of columns that may tell samples of one name
// apart, and what the column is called in the table of the samples.
var apartNames = map[string]string{
	"visit": "visit", "visitnumber": "visit", "timepoint": "visit", "day": "visit", "week": "visit", "month": "visit",
	"besuch": "visit", "visite": "visit", "zeitpunkt": "visit", "tag": "visit", "woche": "visit",
	"stimulation": "stimulation", "stimulus": "stimulation", "treatment": "treatment", "condition": "condition",
}

// apart is a column that may tell samples of one name apart.
type apart struct {
	column int
	name   string // in the table of the samples
}

// aparts finds the columns of visits and the like: also one of probes, as the
// samples of a person are called in German, and that of the groups.
func (h *header) aparts() {
	add := func(k int, name string) {
		if k >= 0 && !slices.ContainsFunc(h.apart, func(a apart) bool { return a.name == name }) {
			h.apart = append(h.apart, apart{k, name})
		}
	}
	for k, name := range h.names {
		if as, ok := apartNames[text.FoldLatin(name)]; ok && len(name) <= longestName {
			add(k, as)
		}
	}
	if h.at[probe] != h.at[sampleName] && h.at[probe] != h.at[target] {
		add(h.at[probe], "probe")
	}
	add(h.at[group], "group")
}

// split tells wells of one sample apart that differ in a visit or the like, which
// are no replicates: the sample is then named by both. It returns the columns by
// which it did so.
func (p *plate) split() []string {
	if p.header == nil {
		return nil
	}
	var by []string
	for k, a := range p.header.apart {
		seen, differ := map[place]string{}, false
		for _, w := range p.wells {
			v := w.apart[k]
			if w.kind != unknown || w.omitted || v == "" {
				continue
			}
			at := place{sample: w.sample}
			if a.name == "probe" || a.name == "group" {
				at.gene = w.target // each gene may have a probe of its own
			}
			if seen[at] == "" {
				seen[at] = v
			}
			differ = differ || seen[at] != v
		}
		if !differ {
			continue
		}
		by = append(by, a.name)
		for i, w := range p.wells {
			if p.wells[i].subject == "" {
				p.wells[i].subject = w.sample
			}
			if v := w.apart[k]; v != "" {
				p.wells[i].sample += " " + v
			}
		}
	}
	return by
}

// table returns what the file tells of the samples: their groups and, where
// samples were told apart, whose they are and by what. It is nil if the file
// tells nothing.
func (p *plate) table(samples, split []string) *sample.Table {
	first := map[string]wellRow{}
	for _, w := range p.wells {
		if f, known := first[w.sample]; w.kind == unknown && (!known || f.group == "" && w.group != "") {
			first[w.sample] = w
		}
	}
	var names []string
	var columns [][]string
	add := func(name string, of func(w wellRow) string) {
		cells, any := make([]string, len(samples)), false
		for j, s := range samples {
			cells[j] = of(first[s])
			any = any || cells[j] != ""
		}
		if any {
			names, columns = append(names, name), append(columns, cells)
		}
	}
	add("group", func(w wellRow) string { return w.group })
	if len(split) > 0 {
		add("subject", func(w wellRow) string { return w.subject })
		for k, a := range p.header.apart {
			if a.name != "group" && slices.Contains(split, a.name) {
				add(a.name, func(w wellRow) string { return w.apart[k] })
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	t, err := sample.NewTable(names, columns)
	if err != nil {
		panic(fmt.Sprintf("pcr: %v", err)) // the names are ours, each once
	}
	return t
}
