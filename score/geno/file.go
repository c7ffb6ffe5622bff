package geno

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"

	"ifnscope/score/note"
	"ifnscope/score/read/text"
)

// Format is one way in which genotype files are written.
type Format string

const (
	VCF   Format = "vcf"
	Array Format = "array" // one person: name, chromosome, position, genotype (23andMe and its kind)
	Raw   Format = "raw"   // plink --export A: samples in rows, copies of a named allele
	Table Format = "table" // names of variants and samples, wide or long
)

// Title returns the format in words.
func (f Format) Title() string {
	return map[Format]string{VCF: "VCF", Array: "Genotyping array of one person", Raw: "PLINK .raw", Table: "Table of genotypes"}[f]
}

// Kind says what it means that a place is not in a file.
type Kind string

const (
	KindArray    Kind = "array"         // it was not on the array: nothing is known
	KindImputed  Kind = "imputed"       // it was not imputed
	KindSites    Kind = "sites"         // the file lists where genotypes were called, the reference included
	KindVariants Kind = "variants-only" // perhaps the person has the reference twice: a person must say
	KindGVCF     Kind = "gvcf"          // blocks say where the reference was seen
)

// Sex is what decides the copies of the X chromosome.
type Sex string

const (
	SexUnknown Sex = ""
	Female     Sex = "female"
	Male       Sex = "male"
)

// File is what a genotype file says at the places that were asked for.
type File struct {
	Name     string
	Format   Format
	Samples  []string
	Sites    int // lines of data
	Kind     Kind
	KindWhy  string
	Build    Build
	BuildWhy string
	Plus     bool // the file says that its alleles are of the plus strand
	Sex      []Sex
	SexWhy   []string
	Records  []Record
	Notes    note.Log

	declared struct { // what its header says
		build Build
		why   string
	}
	places   *Places
	at       map[place][]int
	byName   map[string][]int
	blocks   map[string][]int // of a chromosome, by position
	flips    map[string]int   // of a panel, variants seen on the minus strand
	counting []counts
	homRef   bool
	dosages  bool
	nonRef   bool
}

// Record is one line that was kept.
type Record struct {
	Line    int
	Chrom   string
	Pos     int // 0 if the file has no positions
	End     int // of a block, else 0
	ID      string
	Alleles []string // with Ref the reference allele first; an empty one is "the other, whatever it is"
	Ref     bool
	Filter  string // why the file distrusts it, empty if it does not
	Calls   []Call // one a sample
}

// Call is the genotype of one sample at one record. The zero value is missing:
// a half call is missing too.
type Call struct {
	Ploidy int8
	Copies []float64 // of each allele; they sum to Ploidy
}

// Missing reports whether there is no call.
func (c Call) Missing() bool { return c.Ploidy == 0 }

// Error says what is wrong with a genotype or scoring file, and what to do.
// Line counts from 1; 0 stands for the whole file.
type Error struct {
	Line   int
	What   string
	WayOut string
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d: %s. %s", e.Line, e.What, e.WayOut)
	}
	return e.What + ". " + e.WayOut
}

// maxCalls bounds what is kept of a file: 50 million calls take about 2 GB.
const maxCalls = 50_000_000

// Read reads a genotype file, plain or compressed with gzip or bgzip, and
// keeps what stands at the places. The name is that of the file; the one
// sample of an array file is named after it. The error is an *Error or that of
// the reader.
func Read(r io.Reader, places *Places, name string) (*File, error) {
	br, err := unpack(r)
	if err != nil {
		return nil, err
	}
	head, _ := br.Peek(headSize)
	f := &File{Name: name, Format: Sniff(head), places: places}
	lines := text.NewLines(br)
	switch f.Format {
	case VCF:
		err = f.readVCF(lines)
	case Array:
		err = f.readArray(lines)
	case Raw:
		err = f.readRaw(lines)
	case Table:
		err = f.readTable(lines)
	default:
		err = &Error{What: "this is no genotype file that is read here", WayOut: "Bring a VCF, a raw data file of 23andMe, AncestryDNA, MyHeritage or FamilyTreeDNA, a PLINK .raw file, or a table of rsIDs and genotypes"}
	}
	if err != nil {
		return nil, damaged(err)
	}
	if f.Sites == 0 {
		return nil, &Error{What: "the file has no genotypes below its header", WayOut: "Export it again"}
	}
	f.settle()
	return f, nil
}

// Head returns the first bytes of the content of a file, decompressed, for
// [Sniff] and [SniffPGS].
func Head(r io.Reader) ([]byte, error) {
	br, err := unpack(r)
	if err != nil {
		return nil, err
	}
	head, err := br.Peek(headSize)
	if err == io.EOF {
		err = nil
	}
	return head, err
}

// unpack returns the decompressed content of a file. A bgzip file is a row of
// gzip members, which are read one after the other. Of a zip archive, as
// companies hand out raw data, it is the first file.
func unpack(r io.Reader) (*bufio.Reader, error) {
	br := bufio.NewReaderSize(r, headSize)
	switch m, _ := br.Peek(zipHeader); {
	case bytes.HasPrefix(m, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(br)
		if err != nil {
			return nil, damaged(err)
		}
		return text.UTF8(bufio.NewReaderSize(z, headSize)), nil
	case bytes.HasPrefix(m, []byte("PK\x03\x04")) && len(m) == zipHeader && m[8] == zipDeflate:
		name, extra := int(m[26])|int(m[27])<<8, int(m[28])|int(m[29])<<8
		if _, err := br.Discard(zipHeader + name + extra); err != nil {
			return nil, damaged(io.ErrUnexpectedEOF)
		}
		return text.UTF8(bufio.NewReaderSize(flate.NewReader(br), headSize)), nil
	}
	return text.UTF8(br), nil
}

// The header of a file in a zip archive has 30 bytes, of which number 8 is the
// method and 26 to 29 are the lengths of what follows (APPNOTE.TXT section
// 4.3.7). The compressed bytes say themselves where they end.
const (
	zipHeader  = 30
	zipDeflate = 8
)

// damaged explains the errors of a compressed file and of lines that no text
// has.
func damaged(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return &Error{What: "the compressed file is damaged or ends too early", WayOut: "Download or copy it again; half a file is not counted"}
	case errors.Is(err, text.ErrLongLine):
		return &Error{What: err.Error(), WayOut: "Take out some of the samples, for example with bcftools view -s"}
	}
	return err
}

// keep adds a record.
func (f *File) keep(r Record) error {
	if (len(f.Records)+1)*max(len(f.Samples), 1) > maxCalls {
		return &Error{Line: r.Line, What: "the panels and the samples of this file make more than 50 million genotypes", WayOut: "Bring fewer samples, or a smaller scoring file"}
	}
	f.Records = append(f.Records, r)
	return nil
}

// settle works out what needs the whole file: the index, the build, the kind,
// the sexes and the strand.
func (f *File) settle() {
	f.at, f.byName, f.blocks = map[place][]int{}, map[string][]int{}, map[string][]int{}
	for i := range f.Records {
		r := &f.Records[i]
		if r.End > 0 {
			f.blocks[r.Chrom] = append(f.blocks[r.Chrom], i)
			continue
		}
		if r.Pos > 0 {
			p := place{r.Chrom, r.Pos}
			f.at[p] = append(f.at[p], i)
		}
		for _, id := range bytes.Split([]byte(r.ID), []byte{';'}) {
			if f.places.names[string(id)] {
				f.byName[string(id)] = append(f.byName[string(id)], i)
			}
		}
	}
	f.settleBuild()
	f.settleKind()
	f.settleSex()
	f.settleStrand()
}

// settleKind decides what an absent place means.
func (f *File) settleKind() {
	switch {
	case f.Format != VCF:
		f.Kind, f.KindWhy = KindArray, "a list of the genotypes that were measured"
	case f.nonRef:
		f.Kind, f.KindWhy = KindGVCF, "blocks of reference calls"
	case f.dosages:
		f.Kind, f.KindWhy = KindImputed, "it has dosages or genotype probabilities (DS, GP)"
	case !f.homRef:
		f.Kind, f.KindWhy = KindVariants, "nowhere is the reference allele called twice, so the file lists only what differs from the reference"
	default:
		f.Kind, f.KindWhy = KindSites, "the reference allele is called twice somewhere"
	}
}

var nan = math.NaN()
