package read

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"ifnscope/score/read/text"
)

// File is a file that a person opened. Open may be called several times, each
// time from the beginning.
type File struct {
	Name string
	Size int64 // bytes as stored, 0 if not known
	Open func() (io.ReadCloser, error)

	// Gunzip, if not nil, opens the decompressed content of a file that is
	// compressed with gzip, faster than Go does. An error from it or from the
	// reader is not final: the file is then read once more with compress/gzip,
	// whose answer counts.
	Gunzip func() (io.ReadCloser, error)
}

// HeadSize is how much of a file, decompressed, is looked at before its format
// is decided: 200 lines of a table of 500 samples, or the header of a table
// with 60,000 genes in columns.
const HeadSize = 1 << 20

// content opens the decompressed content of a file, text in UTF-8 and without a
// byte order mark.
func (f File) content(fast bool) (io.ReadCloser, error) {
	if fast && f.Gunzip != nil {
		rc, err := f.Gunzip()
		if err != nil {
			return nil, err
		}
		return readCloser{plain(&guard{r: rc, stored: f.Size}), rc}, nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(rc, 64<<10)
	if !gzipped(b) {
		return readCloser{plain(&guard{r: b}), rc}, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		rc.Close()
		return nil, err
	}
	return readCloser{plain(&guard{r: z, stored: f.Size}), rc}, nil
}

func plain(r io.Reader) io.Reader { return text.UTF8(bufio.NewReaderSize(r, 64<<10)) }

type readCloser struct {
	io.Reader
	io.Closer
}

func gzipped(b *bufio.Reader) bool {
	m, _ := b.Peek(2)
	return len(m) == 2 && m[0] == 0x1f && m[1] == 0x8b
}

// isGzip reports whether the stored bytes of the file are gzip.
func (f File) isGzip() (bool, error) {
	rc, err := f.Open()
	if err != nil {
		return false, err
	}
	defer rc.Close()
	return gzipped(bufio.NewReader(rc)), nil
}

// head returns the first bytes of the content.
func (f File) head() ([]byte, error) {
	rc, err := f.content(false)
	if err != nil {
		return nil, f.explain(err)
	}
	defer rc.Close()
	h, err := io.ReadAll(io.LimitReader(rc, HeadSize))
	if err != nil {
		return nil, f.explain(err)
	}
	return h, nil
}

// explain turns an error of the file itself into one that a person can use.
func (f File) explain(err error) error {
	var e *Error
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &e):
		if e.File == "" {
			e.File = f.Name
		}
		return e
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return &Error{File: f.Name, Code: Truncated, What: "the file is damaged or ends too early",
			WayOut: "Download or copy it again; half a table is not scored"}
	case errors.Is(err, gzip.ErrHeader):
		return &Error{File: f.Name, Code: Truncated, What: "the file begins like gzip and is not", WayOut: "Download or copy it again"}
	}
	return &Error{File: f.Name, Code: Unreadable, What: fmt.Sprintf("the file cannot be read (%v)", err), WayOut: "If it was moved or changed, open it again"}
}
