package geno

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/read/text"
)

// readVCF reads a VCF: genotypes (GT), imputed dosages (DS) and probabilities
// (GP), several samples, several alleles, and the reference blocks of a gVCF
// (VCF 4.2 section 5.5: <NON_REF> or <*>, END=).
func (f *File) readVCF(lines *text.Lines) error {
	var v vcf
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch {
		case bytes.HasPrefix(line, []byte("##")):
			f.vcfHeader(string(line))
		case bytes.HasPrefix(line, []byte("#CHROM")):
			cells := strings.Split(string(line), "\t")
			if len(cells) < 10 {
				return &Error{Line: lines.Number(), What: "the VCF has no sample, only a list of sites", WayOut: "Bring the file with the genotypes of the samples"}
			}
			if f.Samples != nil {
				return &Error{Line: lines.Number(), What: "the line #CHROM stands here once more", WayOut: "Is the VCF there twice? Bring it once, or join its parts with bcftools concat"}
			}
			f.Samples = cells[9:]
			seen := map[string]bool{}
			for _, s := range f.Samples {
				if s == "" || seen[s] {
					return &Error{Line: lines.Number(), What: "the sample " + strconv.Quote(string(text.Clip([]byte(s)))) + " is there twice, or has no name", WayOut: "Name every sample differently, for example with bcftools reheader -s"}
				}
				seen[s] = true
			}
			f.counting = make([]counts, len(f.Samples))
		case len(line) == 0:
		case f.Samples == nil:
			return &Error{Line: lines.Number(), What: "the line #CHROM with the names of the samples is missing", WayOut: "Bring the VCF with its header"}
		default:
			f.Sites++
			if err := f.vcfLine(&v, line, lines.Number()); err != nil {
				return err
			}
		}
	}
	f.Plus = true // REF is the plus strand by definition; settleStrand checks it
	return nil
}

// vcfHeader reads what the header says of the build: lengths of chromosomes,
// or the name of the reference.
func (f *File) vcfHeader(line string) {
	if f.declared.build != Unknown {
		return
	}
	if strings.HasPrefix(line, "##contig=") {
		for b, lengths := range contigs {
			for chrom, n := range lengths {
				if strings.Contains(line, "length="+strconv.Itoa(n)) && (strings.Contains(line, "ID="+chrom+",") || strings.Contains(line, "ID=chr"+chrom+",")) {
					f.declared.build, f.declared.why = b, "the header gives chromosome "+chrom+" "+strconv.Itoa(n)+" bases"
				}
			}
		}
	}
	if strings.HasPrefix(line, "##reference=") || strings.HasPrefix(line, "##contig=") {
		if b := buildNamed(line); b != Unknown && f.declared.build == Unknown {
			f.declared.build, f.declared.why = b, "the header names the reference"
		}
	}
}

// vcf is what is remembered from line to line.
type vcf struct {
	chromAs []byte // as it stands
	chrom   string
	format  []byte
	key     formatKeys
}

// formatKeys are the places of keys in a FORMAT, -1 if absent.
type formatKeys struct{ gt, ds, gp, gq int }

// vcfLine reads one line of data. Most lines are not wanted: of them only the
// first columns are looked at.
func (f *File) vcfLine(v *vcf, line []byte, number int) error {
	var c [9][]byte // CHROM POS ID REF ALT QUAL FILTER INFO FORMAT
	rest := line
	for i := range c {
		cell, r, more := bytes.Cut(rest, []byte{'\t'})
		if !more {
			return &Error{Line: number, What: "the line ends before its genotypes", WayOut: "Copy or export the VCF again"}
		}
		c[i], rest = cell, r
	}
	if !bytes.Equal(c[0], v.chromAs) {
		v.chromAs, v.chrom = bytes.Clone(c[0]), chromName(string(c[0]))
	}
	if !bytes.Equal(c[8], v.format) {
		v.format, v.key = bytes.Clone(c[8]), keysOf(string(c[8]))
	}
	pos, ok := atoi(c[1])
	if !ok || pos < 0 {
		return &Error{Line: number, What: "the position " + strconv.Quote(string(c[1])) + " is no whole number", WayOut: "Copy or export the VCF again"}
	}
	end := 0
	if symbolic := bytes.Contains(c[4], []byte("<NON_REF>")) || bytes.Contains(c[4], []byte("<*>")); symbolic {
		f.nonRef = true
		if e := infoEnd(c[7]); e > 0 && bytes.IndexByte(c[4], ',') < 0 {
			end = e
		}
	} else if e := infoEnd(c[7]); e > 0 && (len(c[4]) == 0 || c[4][0] == '.') {
		f.nonRef, end = true, e // blocks of bcftools and of Illumina
	}
	f.dosages = f.dosages || v.key.ds >= 0 || v.key.gp >= 0
	f.countLine(v, pos, rest)
	wanted := f.places.wanted(v.chrom, pos, c[2])
	if end > 0 {
		wanted = f.places.covered(v.chrom, pos, end)
	}
	if !wanted {
		return nil
	}
	rec := Record{Line: number, Chrom: v.chrom, Pos: pos, End: end, Ref: true}
	if id := string(c[2]); id != "." {
		rec.ID = id
	}
	if filter := string(c[6]); filter != "PASS" && filter != "." {
		rec.Filter = filter
	}
	rec.Alleles = append(rec.Alleles, strings.ToUpper(string(c[3])))
	if alt := string(c[4]); alt != "." && alt != "" {
		rec.Alleles = append(rec.Alleles, strings.Split(strings.ToUpper(alt), ",")...)
	}
	rec.Calls = make([]Call, len(f.Samples))
	for i := range f.Samples {
		cell, r, more := bytes.Cut(rest, []byte{'\t'})
		rec.Calls[i] = v.key.call(cell, len(rec.Alleles), end > 0)
		if rest = r; !more && i < len(f.Samples)-1 {
			return &Error{Line: number, What: "the line has " + strconv.Itoa(i+1) + " genotypes and the header names " + strconv.Itoa(len(f.Samples)) + " samples", WayOut: "Copy or export the VCF again"}
		}
	}
	return f.keep(rec)
}

func keysOf(format string) formatKeys {
	k := formatKeys{-1, -1, -1, -1}
	for i, s := range strings.Split(format, ":") {
		switch s {
		case "GT":
			k.gt = i
		case "DS":
			k.ds = i
		case "GP":
			k.gp = i
		case "GQ":
			k.gq = i
		}
	}
	return k
}

// call reads the genotype of one sample: its dosage, else its probabilities,
// else its alleles. A reference block of quality 0 rests on no read and is
// missing.
func (k formatKeys) call(cell []byte, alleles int, block bool) Call {
	gt := hardCall(part(cell, k.gt), alleles)
	if block && k.gq >= 0 {
		if q := part(cell, k.gq); len(q) == 1 && q[0] == '0' {
			return Call{}
		}
	}
	ploidy := gt.Ploidy
	if ploidy == 0 {
		ploidy = 2
	}
	if alleles == 2 {
		if d, ok := number(part(cell, k.ds)); ok && d >= 0 && d <= float64(ploidy) {
			return Call{ploidy, []float64{float64(ploidy) - d, d}}
		}
		if d, n, ok := expected(part(cell, k.gp)); ok {
			return Call{n, []float64{float64(n) - d, d}}
		}
	}
	return gt
}

// hardCall reads a GT: 0/1, 0|1, 1, 1/2. A call with a "." is missing, and so
// is one of more than two alleles.
func hardCall(gt []byte, alleles int) Call {
	var idx [2]int
	n := 0
	for len(gt) > 0 {
		i := bytes.IndexAny(gt, "/|")
		one := gt
		if i >= 0 {
			one, gt = gt[:i], gt[i+1:]
			if len(gt) == 0 {
				return Call{}
			}
		} else {
			gt = nil
		}
		a, ok := atoi(one)
		if !ok || a < 0 || a >= alleles || n == 2 {
			return Call{}
		}
		idx[n] = a
		n++
	}
	if n == 0 {
		return Call{}
	}
	c := Call{Ploidy: int8(n), Copies: make([]float64, alleles)}
	for _, a := range idx[:n] {
		c.Copies[a]++
	}
	return c
}

// expected returns the expected copies of the second allele from genotype
// probabilities, two of a haploid or three of a diploid call, which must sum
// to 1 within 0.02, as rounding leaves them.
func expected(gp []byte) (d float64, ploidy int8, ok bool) {
	var p []float64
	for len(gp) > 0 {
		one, rest, _ := bytes.Cut(gp, []byte{','})
		x, ok := number(one)
		if !ok || x < 0 {
			return 0, 0, false
		}
		p, gp = append(p, x), rest
	}
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	if sum < 0.98 || sum > 1.02 {
		return 0, 0, false
	}
	switch len(p) {
	case 2:
		return p[1] / sum, 1, true
	case 3:
		return (p[1] + 2*p[2]) / sum, 2, true
	}
	return 0, 0, false
}

// part returns the i-th value of a sample's cell, nil if it is not there.
func part(cell []byte, i int) []byte {
	if i < 0 {
		return nil
	}
	for ; i > 0; i-- {
		_, rest, more := bytes.Cut(cell, []byte{':'})
		if !more {
			return nil
		}
		cell = rest
	}
	one, _, _ := bytes.Cut(cell, []byte{':'})
	return one
}

// infoEnd returns the END of an INFO, 0 if there is none.
func infoEnd(info []byte) int {
	if !bytes.HasPrefix(info, []byte("END=")) {
		i := bytes.Index(info, []byte(";END="))
		if i < 0 {
			return 0
		}
		info = info[i+1:]
	}
	one, _, _ := bytes.Cut(info[4:], []byte{';'})
	n, _ := atoi(one)
	return n
}

func number(b []byte) (float64, bool) {
	if len(b) == 0 || b[0] == '.' && len(b) == 1 {
		return 0, false
	}
	x, err := strconv.ParseFloat(string(b), 64)
	return x, err == nil && x == x
}

// atoi reads a whole number without allocating.
func atoi(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 10 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
