package read

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
)

// contentSize returns about how long the content of a file with this head is:
// what is stored, times what its beginning grew when it was decompressed. Of a
// file that ends within its head that is the head.
func (f File) contentSize(head []byte) int64 {
	if len(head) < HeadSize {
		return int64(len(head))
	}
	rc, err := f.Open()
	if err != nil {
		return 0
	}
	defer rc.Close()
	taken := &counter{ctx: context.Background(), r: rc}
	b := bufio.NewReaderSize(taken, 4<<10)
	if !gzipped(b) {
		return f.Size
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return 0
	}
	n, _ := io.CopyN(io.Discard, z, int64(len(head)))
	return int64(float64(f.Size) * float64(n) / float64(max(1, taken.n)))
}

// estimate returns about how many cells a text of size bytes has, from the
// lines of its head: 0 where fewer than three are whole.
func estimate(head []byte, size int64) int64 {
	lines := bytes.Split(head, []byte("\n"))
	if len(lines) < 4 {
		return 0
	}
	lines = lines[len(lines)/2 : len(lines)-1] // behind titles and headers; the last may be cut
	length, cells := 0, 0
	for _, l := range lines {
		most := 0
		for _, sep := range []string{"\t", ",", ";", "|"} {
			most = max(most, bytes.Count(l, []byte(sep)))
		}
		length += len(l) + 1
		cells += most
	}
	return int64(float64(size) / float64(length) * float64(cells))
}

// tooMany refuses a file whose estimate is far above what can be held, before
// it is read.
func (s Summary) tooMany() error {
	if s.Cells < 2*MaxCells {
		return nil
	}
	return &Error{Code: TooLarge, What: fmt.Sprintf("the file has about %d million cells, and a browser holds %d million", s.Cells/1_000_000, MaxCells/1_000_000),
		WayOut: "Keep the genes that you need, or split the samples"}
}
