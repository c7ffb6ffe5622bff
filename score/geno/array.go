package geno

import (
	"bytes"
	"io"
	"strings"

	"ifnscope/score/read/text"
)

// arrayLayout is where the columns of a raw data file of an array stand.
type arrayLayout struct {
	id, chrom, pos, a, b int // b is -1 where one column holds both alleles
	n                    int
	comma                bool
}

// arrayNames are the names that columns have in raw data files of 23andMe,
// AncestryDNA, MyHeritage, FamilyTreeDNA, LivingDNA and their kind.
var arrayNames = map[string]string{
	"rsid": "id", "snp": "id", "snpid": "id", "marker": "id", "name": "id",
	"chromosome": "chrom", "chrom": "chrom", "chr": "chrom",
	"position": "pos", "pos": "pos", "bp": "pos",
	"genotype": "a", "result": "a", "allele1": "a", "allele2": "b",
}

// arrayColumns finds the columns in a line of their names, which may be a
// comment.
func arrayColumns(line []byte) (arrayLayout, bool) {
	l := arrayLayout{-1, -1, -1, -1, -1, 0, bytes.IndexByte(line, ',') >= 0}
	cells := l.split(nil, bytes.TrimLeft(line, "# "))
	for i, c := range cells {
		switch arrayNames[strings.ToLower(string(c))] {
		case "id":
			l.id = i
		case "chrom":
			l.chrom = i
		case "pos":
			l.pos = i
		case "a":
			l.a = i
		case "b":
			l.b = i
		}
	}
	l.n = len(cells)
	return l, l.id == 0 && l.chrom > 0 && l.pos > 0 && l.a > 0 && len(cells) <= 6
}

// split cuts a line: at commas, with all quotes removed, because MyHeritage
// has written them doubled; or at white space, however much.
func (l arrayLayout) split(dst [][]byte, line []byte) [][]byte {
	dst = dst[:0]
	if !l.comma {
		for len(line) > 0 {
			i := bytes.IndexAny(line, "\t ")
			if i < 0 {
				return append(dst, line)
			}
			if i > 0 {
				dst = append(dst, line[:i])
			}
			line = line[i+1:]
		}
		return dst
	}
	for more := true; more; {
		var one []byte
		one, line, more = bytes.Cut(line, []byte{','})
		dst = append(dst, bytes.Trim(one, "\" "))
	}
	return dst
}

// readArray reads the raw data file of one person: a line a variant with name,
// chromosome, position and genotype.
func (f *File) readArray(lines *text.Lines) error {
	f.Samples = []string{sampleName(f.Name)}
	f.counting = make([]counts, 1)
	var l arrayLayout
	known := false
	var cells [][]byte
	for {
		line, err := lines.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		line = text.Trim(line)
		if len(line) == 0 {
			continue
		}
		if found, ok := arrayColumns(line); ok {
			l, known = found, true // MyHeritage names them anew where it joins files
			continue
		}
		if line[0] == '#' {
			f.arrayComment(string(line))
			continue
		}
		if !known {
			return &Error{Line: lines.Number(), What: "the line with the names of the columns is missing", WayOut: "Bring the raw data file as it was downloaded"}
		}
		f.Sites++
		cells = l.split(cells, line)
		if len(cells) < l.n {
			return &Error{Line: lines.Number(), What: "the line has fewer columns than the header names", WayOut: "Bring the raw data file as it was downloaded"}
		}
		if err := f.arrayLine(l, cells, lines.Number()); err != nil {
			return err
		}
	}
}

// arrayComment reads what the header says of build and strand.
func (f *File) arrayComment(line string) {
	if b := buildNamed(line); b != Unknown && f.declared.build == Unknown {
		f.declared.build, f.declared.why = b, "the header names it"
	}
	s := strings.ToLower(line)
	if strings.Contains(s, "plus (+) strand") || strings.Contains(s, "forward (+) strand") || strings.Contains(s, "forward strand") || strings.Contains(s, "plus strand") {
		f.Plus = true
	}
}

func (f *File) arrayLine(l arrayLayout, cells [][]byte, number int) error {
	a, b := "", ""
	if l.b >= 0 {
		a, b = pair(string(cells[l.a]), string(cells[l.b]))
	} else {
		a, b = genotype(string(cells[l.a]))
	}
	pos, _ := atoi(cells[l.pos])
	chrom := chromName(string(cells[l.chrom]))
	if onX := chrom == "X" && !pseudo(pos); onX || chrom == "Y" {
		f.counting[0].addLetters(a, b, onX)
	}
	if !f.places.wanted(chrom, pos, cells[l.id]) {
		return nil
	}
	rec := Record{Line: number, Chrom: chrom, Pos: pos, ID: string(cells[l.id]), Calls: make([]Call, 1)}
	rec.add(0, a, b)
	return f.keep(rec)
}

// add gives a sample the genotype of one or two alleles; "" is missing.
func (r *Record) add(sample int, a, b string) {
	if a == "" {
		return
	}
	count := func(s string) {
		i := 0
		for i < len(r.Alleles) && r.Alleles[i] != s {
			i++
		}
		if i == len(r.Alleles) {
			r.Alleles = append(r.Alleles, s)
		}
		c := &r.Calls[sample]
		for len(c.Copies) <= i {
			c.Copies = append(c.Copies, 0)
		}
		c.Copies[i]++
		c.Ploidy++
	}
	count(a)
	if b != "" {
		count(b)
	}
}

// level gives every call a number of copies of every allele.
func (r *Record) level() {
	for i := range r.Calls {
		if c := &r.Calls[i]; !c.Missing() {
			for len(c.Copies) < len(r.Alleles) {
				c.Copies = append(c.Copies, 0)
			}
		}
	}
}

// genotype reads "AG", "A/G", "A|G", "A" or "A G"; what is no pair of bases is
// missing, and so is half a call.
func genotype(s string) (a, b string) {
	s = strings.ToUpper(strings.TrimSpace(s))
	for _, sep := range []string{"/", "|", " "} {
		if x, y, ok := strings.Cut(s, sep); ok {
			return pair(x, y)
		}
	}
	switch len(s) {
	case 1:
		if base(s) {
			return s, ""
		}
	case 2:
		return pair(s[:1], s[1:])
	}
	return "", ""
}

// pair returns two alleles if both are bases. One base beside nothing is a
// call of one allele; beside a sign of a missing call it is half a call.
func pair(a, b string) (string, string) {
	a, b = strings.ToUpper(strings.TrimSpace(a)), strings.ToUpper(strings.TrimSpace(b))
	if base(a) && (b == "" || base(b)) {
		return a, b
	}
	return "", ""
}

func base(s string) bool { return s == "A" || s == "C" || s == "G" || s == "T" }

// sampleName makes the name of a sample of that of its file.
func sampleName(file string) string {
	for _, ext := range []string{".gz", ".bgz", ".txt", ".csv", ".tsv"} {
		file = strings.TrimSuffix(file, ext)
	}
	return file
}
