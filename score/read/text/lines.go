package text

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxLine is the longest line that is read, in bytes: 30,000 genes in columns
// with 17 digits each take under 1 MB.
const MaxLine = 64 << 20

// ErrLongLine is returned for a line longer than MaxLine.
var ErrLongLine = errors.New("a line is longer than 64 MB")

// Lines reads lines that end with \n, \r\n or \r, in UTF-8 or, where there is
// a byte order mark, UTF-16.
type Lines struct {
	r      *bufio.Reader
	buf    []byte
	number int
	cr     bool // the last line ended with \r
	skipLF bool // a \n that comes next belongs to that end
}

// NewLines returns a reader of the lines of r.
func NewLines(r io.Reader) *Lines { return &Lines{r: UTF8(bufio.NewReaderSize(r, 256<<10))} }

// UTF8 returns the text of b in UTF-8 and without a byte order mark: what
// begins with the mark of UTF-16 is turned into UTF-8, anything else is as it
// is.
func UTF8(b *bufio.Reader) *bufio.Reader {
	head, _ := b.Peek(3)
	switch {
	case len(head) < 2:
	case head[0] == 0xff && head[1] == 0xfe, head[0] == 0xfe && head[1] == 0xff:
		return bufio.NewReaderSize(&utf16Reader{r: b, big: head[0] == 0xfe}, 64<<10)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		b.Discard(3) // three bytes are there
	}
	return b
}

// Number returns the number of the line last returned, from 1.
func (l *Lines) Number() int { return l.number }

// Next returns the next line without its end. The slice is valid until the
// next call. At the end of the text it returns io.EOF.
func (l *Lines) Next() ([]byte, error) {
	l.buf = l.buf[:0]
	for {
		chunk, err := l.r.Peek(1)
		if err != nil {
			if err == io.EOF && len(l.buf) > 0 {
				break
			}
			return nil, err
		}
		chunk, _ = l.r.Peek(l.r.Buffered())
		if l.skipLF {
			l.skipLF = false
			if chunk[0] == '\n' {
				l.r.Discard(1)
				continue
			}
		}
		i := l.end(chunk)
		if i < 0 {
			if len(l.buf)+len(chunk) > MaxLine {
				return nil, ErrLongLine
			}
			l.buf = append(l.buf, chunk...)
			l.r.Discard(len(chunk))
			continue
		}
		l.cr = chunk[i] == '\r'
		l.skipLF = l.cr
		if len(l.buf) == 0 {
			// the whole line stands in the reader's buffer: no copy
			line := chunk[:i]
			l.r.Discard(i + 1)
			l.number++
			return line, nil
		}
		l.buf = append(l.buf, chunk[:i]...)
		l.r.Discard(i + 1)
		break
	}
	l.number++
	return l.buf, nil
}

// NextFilled is Next for the next line that is not blank.
func (l *Lines) NextFilled() ([]byte, error) {
	for {
		b, err := l.Next()
		if err != nil || len(Trim(b)) > 0 {
			return b, err
		}
	}
}

// end returns where the first line end of chunk begins, or -1. It looks first
// for the byte that ended the line before, so that a file whose lines end with
// \r alone is not searched to the end of the buffer for every line.
func (l *Lines) end(chunk []byte) int {
	usual, other := byte('\n'), byte('\r')
	if l.cr {
		usual, other = other, usual
	}
	i := bytes.IndexByte(chunk, usual)
	if i < 0 {
		return bytes.IndexByte(chunk, other)
	}
	if j := bytes.IndexByte(chunk[:i], other); j >= 0 {
		return j
	}
	return i
}

// utf16Reader turns UTF-16 with a byte order mark into UTF-8.
type utf16Reader struct {
	r     *bufio.Reader
	big   bool
	begun bool
	next  uint16 // a unit that was read and belongs to the next character
	held  bool   // next is set
	rest  []byte
}

func (u *utf16Reader) unit() (uint16, error) {
	if u.held {
		u.held = false
		return u.next, nil
	}
	a, err := u.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.r.ReadByte()
	if err != nil {
		return 0, io.ErrUnexpectedEOF
	}
	if u.big {
		return uint16(a)<<8 | uint16(b), nil
	}
	return uint16(b)<<8 | uint16(a), nil
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.rest) < len(p) {
		c, err := u.unit()
		if err == nil && !u.begun {
			u.begun = true
			if c == 0xfeff {
				continue
			}
		}
		if err != nil {
			if err == io.EOF && len(u.rest) > 0 {
				break
			}
			return 0, err
		}
		r := rune(c)
		if utf16.IsSurrogate(r) {
			d, err := u.unit()
			if err != nil {
				return 0, io.ErrUnexpectedEOF
			}
			if r = utf16.DecodeRune(r, rune(d)); r == utf8.RuneError {
				u.next, u.held = d, true // half a pair must not swallow a line end
			}
		}
		u.rest = utf8.AppendRune(u.rest, r)
	}
	n := copy(p, u.rest)
	u.rest = append(u.rest[:0], u.rest[n:]...)
	return n, nil
}
