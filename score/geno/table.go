package geno

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"ifnscope/score/read/text"
)

// layout is how a table of genotypes is laid out.
type layout struct {
	kind               string // "long", "samples in rows", "variants in rows"
	sep                byte
	sample, id, gt, a2 int // columns of a long table; a2 is -1 where gt holds both alleles
}

// sampleNames are the names of the column that names the samples of a long
// table.
var sampleNames = []string{"sample", "sampleid", "sample_id", "iid", "individual", "subject", "subjectid", "subject_id", "patient", "patientid", "patient_id"}

// tableLayout recognises a table of genotypes by its header and its first
// line: names of variants are rs and digits, and at least one cell of the line
// is a genotype.
func tableLayout(header, first []byte) (layout, bool) {
	l := layout{sep: '\t', sample: -1, id: -1, gt: -1, a2: -1}
	if bytes.IndexByte(header, '\t') < 0 {
		l.sep = ','
		if bytes.Count(header, []byte{';'}) > bytes.Count(header, []byte{','}) {
			l.sep = ';'
		}
	}
	h, err := text.Split(nil, bytes.Clone(header), l.sep)
	if err != nil || len(h) < 2 {
		return l, false
	}
	row, err := text.Split(nil, bytes.Clone(first), l.sep)
	if err != nil || len(row) != len(h) {
		return l, false
	}
	for i, c := range h {
		name := strings.ToLower(string(c))
		switch {
		case slices.Contains(sampleNames, name):
			l.sample = i
		case name == "rsid" || name == "snp" || name == "variant" || name == "marker":
			l.id = i
		case name == "genotype" || name == "gt" || name == "allele1":
			l.gt = i
		case name == "allele2":
			l.a2 = i
		}
	}
	if l.sample >= 0 && l.id >= 0 && l.gt >= 0 && isRS(row[l.id]) {
		l.kind = "long"
		return l, true
	}
	inHeader := 0
	for _, c := range h[1:] {
		if isRS(c) {
			inHeader++
		}
	}
	switch {
	case inHeader > 0 && (plausible(row[1:]) || coded(row[1:])):
		l.kind = "samples in rows"
	case isRS(row[0]) && inHeader == 0 && (plausible(row[1:]) || coded(row[1:])):
		l.kind = "variants in rows"
	}
	return l, l.kind != ""
}

// isRS reports whether a cell is the name of a variant: rs and digits.
func isRS(c []byte) bool {
	if len(c) < 3 || c[0] != 'r' || c[1] != 's' {
		return false
	}
	for _, x := range c[2:] {
		if x < '0' || x > '9' {
			return false
		}
	}
	return true
}

// plausible reports whether a cell is a genotype in letters.
func plausible(cells [][]byte) bool {
	return slices.ContainsFunc(cells, func(c []byte) bool { a, _ := genotype(string(c)); return a != "" })
}

// coded reports whether all cells are the digits 0, 1 and 2, or missing: such
// a table is recognised in order to be refused, because it does not say which
// allele was counted.
func coded(cells [][]byte) bool {
	counted := false
	for _, c := range cells {
		switch {
		case len(c) == 1 && c[0] >= '0' && c[0] <= '2':
			counted = true
		case !text.Missing(c):
			return false
		}
	}
	return counted
}

// readTable reads a table of genotypes in letters (AG, A/G, A|G): a line a
// genotype (sample, rsID, genotype), a line a sample with a column a variant,
// or the other way round.
func (f *File) readTable(lines *text.Lines) error {
	header, err := lines.Next()
	for err == nil && (len(text.Trim(header)) == 0 || header[0] == '#') {
		header, err = lines.Next()
	}
	if err != nil {
		return err
	}
	header = bytes.Clone(header)
	first, err := lines.Next()
	if err != nil {
		return err
	}
	t := table{f: f, record: map[string]int{}, sample: map[string]int{}}
	t.layout, _ = tableLayout(header, first)
	if t.names, err = split(header, t.sep); err != nil {
		return err
	}
	if t.kind == "variants in rows" {
		f.Samples = t.names[1:]
	}
	for line := first; ; {
		if len(text.Trim(line)) > 0 {
			if err := t.line(line, lines.Number()); err != nil {
				return err
			}
		}
		if line, err = lines.Next(); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
	}
	for i := range f.Records {
		r := &f.Records[i]
		for len(r.Calls) < len(f.Samples) {
			r.Calls = append(r.Calls, Call{})
		}
		r.level()
	}
	return nil
}

// table is a table that is being read.
type table struct {
	layout
	f      *File
	names  []string
	record map[string]int
	sample map[string]int
}

func split(line []byte, sep byte) ([]string, error) {
	c, err := text.Split(nil, line, sep)
	out := make([]string, len(c))
	for i := range c {
		out[i] = string(c[i])
	}
	return out, err
}

func (t *table) line(line []byte, number int) error {
	c, err := split(line, t.sep)
	if err != nil || len(c) != len(t.names) {
		return &Error{Line: number, What: "the line has another number of columns than the header", WayOut: "Fill or remove the cells and save the table again"}
	}
	t.f.Sites++
	switch t.kind {
	case "long":
		b := ""
		if t.a2 >= 0 {
			b = c[t.a2]
		}
		return t.set(c[t.id], c[t.layout.sample], c[t.gt], b, t.a2 >= 0, number)
	case "samples in rows":
		for i, id := range t.names[1:] {
			if err := t.set(id, c[0], c[i+1], "", false, number); err != nil {
				return err
			}
		}
	default:
		for i, s := range t.names[1:] {
			if err := t.set(c[0], s, c[i+1], "", false, number); err != nil {
				return err
			}
		}
	}
	return nil
}

// set keeps one genotype.
func (t *table) set(id, sample, a, b string, two bool, number int) error {
	s, ok := t.sample[sample]
	if !ok {
		s = slices.Index(t.f.Samples, sample)
		if s < 0 {
			s = len(t.f.Samples)
			t.f.Samples = append(t.f.Samples, sample)
		}
		t.sample[sample] = s
	}
	if !t.f.places.named([]byte(id)) {
		return nil
	}
	if len(a) == 1 && a[0] >= '0' && a[0] <= '2' && !two {
		return &Error{Line: number, What: "the genotypes are numbers, and the table does not say of which allele", WayOut: "Write them as letters (AG), or bring a PLINK .raw file, whose header names the counted allele"}
	}
	if two {
		a, b = pair(a, b)
	} else {
		a, b = genotype(a)
	}
	r, ok := t.record[id]
	if !ok {
		r = len(t.f.Records)
		t.record[id] = r
		if err := t.f.keep(Record{Line: number, ID: id}); err != nil {
			return err
		}
	}
	rec := &t.f.Records[r]
	for len(rec.Calls) <= s {
		rec.Calls = append(rec.Calls, Call{})
	}
	if !rec.Calls[s].Missing() {
		return &Error{Line: number, What: "the genotype of " + id + " in " + sample + " is given twice", WayOut: "Remove one of them"}
	}
	rec.add(s, a, b)
	return nil
}
