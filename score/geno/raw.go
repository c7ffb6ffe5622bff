package geno

import (
	"bytes"
	"io"
	"strings"

	"ifnscope/score/read/text"
)

// rawHeader reports whether a line names the first six columns of a PLINK .raw
// file.
func rawHeader(line []byte) bool {
	c := bytes.Fields(line)
	if len(c) < 7 {
		return false
	}
	for i, want := range []string{"FID", "IID", "PAT", "MAT", "SEX", "PHENOTYPE"} {
		if string(c[i]) != want {
			return false
		}
	}
	return true
}

// readRaw reads what plink --export A writes: a line a sample, a column a
// variant, named after it and after the allele whose copies are counted
// (rs123_A, or rs123_A(/G) with the other one). The columns rs123_HET of
// --export AD fit the alleles of no variant.
func (f *File) readRaw(lines *text.Lines) error {
	header, err := lines.Next()
	if err != nil {
		return err
	}
	names := strings.Fields(string(header))[6:]
	at := make([]int, len(names)) // record of a column, -1 if it is not wanted
	for i, n := range names {
		at[i] = -1
		id, counted, ok := cutLast(n, "_")
		if !ok || !f.places.named([]byte(id)) {
			continue
		}
		other := ""
		if a, b, ok := strings.Cut(counted, "(/"); ok {
			counted, other = a, strings.TrimSuffix(b, ")")
		}
		at[i] = len(f.Records)
		f.Records = append(f.Records, Record{Line: lines.Number(), ID: id, Alleles: []string{strings.ToUpper(counted), strings.ToUpper(other)}})
	}
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		cells := bytes.Fields(line)
		if len(cells) == 0 {
			continue
		}
		if len(cells) != len(names)+6 {
			return &Error{Line: lines.Number(), What: "the line has another number of columns than the header", WayOut: "Export the file again with plink --export A"}
		}
		f.Samples = append(f.Samples, string(cells[1]))
		f.Sex = append(f.Sex, map[string]Sex{"1": Male, "2": Female}[string(cells[4])])
		if len(f.Records)*len(f.Samples) > maxCalls {
			return &Error{Line: lines.Number(), What: "the panels and the samples of this file make more than 50 million genotypes", WayOut: "Bring fewer samples, or a smaller scoring file"}
		}
		for i, r := range at {
			if r < 0 {
				continue
			}
			c := Call{}
			if d, ok := number(cells[6+i]); ok && d >= 0 && d <= 2 {
				c = Call{2, []float64{d, 2 - d}}
			}
			f.Records[r].Calls = append(f.Records[r].Calls, c)
		}
		f.Sites++
	}
	return nil
}

// cutLast cuts at the last separator.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
