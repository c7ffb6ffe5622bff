package geno

import (
	"bytes"
	"io"

	"ifnscope/score/read/text"
)

// headSize is how much of a file is looked at before its format is decided.
const headSize = 64 << 10

// Sniff returns the format of a genotype file by its first bytes,
// decompressed, or "" if it is none.
func Sniff(head []byte) Format {
	if len(head) >= 4 && bytes.IndexByte(head[:min(len(head), 512)], 0) >= 0 && !bytes.HasPrefix(head, []byte{0xff, 0xfe}) && !bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return ""
	}
	if SniffPGS(head) {
		return "" // its lines begin with rsIDs too
	}
	lines := text.NewLines(bytes.NewReader(head))
	for first := true; ; first = false {
		line, err := lines.Next()
		if err != nil {
			return ""
		}
		switch {
		case first && bytes.HasPrefix(line, []byte("##fileformat=VCF")), bytes.HasPrefix(line, []byte("#CHROM\tPOS\tID\tREF\tALT")):
			return VCF
		case len(text.Trim(line)) == 0:
			continue
		case line[0] == '#':
			if _, ok := arrayColumns(line); ok {
				return Array
			}
			continue
		}
		return sniffTable(bytes.Clone(line), lines)
	}
}

// sniffTable tells the formats whose first line names the columns.
func sniffTable(header []byte, lines *text.Lines) Format {
	if bytes.HasPrefix(header, []byte("FID")) && rawHeader(header) {
		return Raw
	}
	if _, ok := arrayColumns(header); ok {
		return Array
	}
	next, err := lines.Next()
	if err != nil && err != io.EOF {
		return ""
	}
	if _, ok := tableLayout(header, next); ok {
		return Table
	}
	return ""
}
