package read

import (
	"fmt"
	"io"
)

// MaxCells is the largest number of values that a matrix may have: 120 million
// take 1 GB, which a browser's 4 GB of WebAssembly memory holds together with
// what scoring needs.
const MaxCells = 120_000_000

// MaxContent is the largest content of a file, decompressed, in bytes: more
// than MaxCells values take with 17 digits each.
const MaxContent = 4 << 30

// A compressed file that is inflated more than maxRatio times, once it has
// given freeContent bytes, is no table: counts that are nearly all 0 shrink 50
// to 100 times, and gzip cannot shrink anything more than 1,032 times.
const (
	maxRatio    = 250
	freeContent = 256 << 20
)

// guard stops the reading of a content that is too large, or that was made to
// look small.
type guard struct {
	r      io.Reader
	stored int64 // bytes of the compressed file, 0 if it is not compressed or the size not known
	n      int64
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	switch {
	case g.n > MaxContent:
		return 0, &Error{Code: TooLarge, What: fmt.Sprintf("the file holds more than %d GB", MaxContent>>30),
			WayOut: "Keep the genes that you need, or split the samples"}
	case g.stored > 0 && g.n > freeContent && g.n/g.stored > maxRatio:
		return 0, &Error{Code: TooLarge, What: fmt.Sprintf("the compressed file of %d bytes grows to more than %d times its size, as no table of measurements does", g.stored, maxRatio),
			WayOut: "Unpack it with a tool that you trust, and look at what is in it"}
	}
	return n, err
}

// whole returns the content of a file, of at most max bytes.
func (f File) whole(max int64) ([]byte, error) {
	rc, err := f.content(false)
	if err != nil {
		return nil, f.explain(err)
	}
	defer rc.Close()
	b, err := All(rc, max)
	if err != nil {
		return nil, f.explain(err)
	}
	return b, nil
}

// All returns the content of r, of at most max bytes; of more, it returns an
// error of code TooLarge.
func All(r io.Reader, max int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > max {
		return nil, &Error{Code: TooLarge, What: fmt.Sprintf("the file is larger than %d MB", max>>20),
			WayOut: "Save the table as text (tab separated), which is read without being held in memory"}
	}
	return b, nil
}
