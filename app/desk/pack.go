package desk

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/read"
)

// A packed session is a zip archive: the session first, then its files by their
// number. It leaves the worker only sealed, or to be kept on this device.
const (
	packedName = "session.json"
	packedMark = "PK\x03\x04"
	maxSession = 64 << 20
	// maxPacked bounds the files of a session with data: the browser encrypts
	// all of it at once.
	maxPacked = 512 << 20
)

// isPacked reports whether a file that begins with head is a packed session:
// the name of its first entry stands in the first 30 bytes of the archive.
func isPacked(head []byte) bool {
	return bytes.HasPrefix(head, []byte(packedMark)) && len(head) > 30 && bytes.HasPrefix(head[30:], []byte(packedName))
}

// pack packs a session with its files.
func pack(s job.Session, files []read.File) ([]byte, error) {
	var total int64
	for _, f := range files {
		total += f.Size
	}
	if total > maxPacked {
		return nil, fmt.Errorf("the files have %d MB, and a session holds %d at most: save it without data", total>>20, maxPacked>>20)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name string, r io.Reader) error {
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, r)
		return err
	}
	if err := put(packedName, bytes.NewReader(s.Marshal())); err != nil {
		return nil, err
	}
	for i, f := range files {
		rc, err := f.Open()
		if err != nil {
			return nil, err
		}
		err = put("files/"+strconv.Itoa(i), rc)
		rc.Close()
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read any more (%v): open it again", f.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

var errPack = errors.New("this session is damaged: its archive cannot be read")

// unpack reads what pack made. No more of a file is unpacked than the session
// says that it has; what it holds is checked later, by its hash.
func unpack(b []byte) (*job.Session, []read.File, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) == 0 || z.File[0].Name != packedName {
		return nil, nil, errPack
	}
	text, err := unzip(z.File[0], maxSession)
	if err != nil {
		return nil, nil, err
	}
	s, err := job.UnmarshalSession(text)
	if err != nil {
		return nil, nil, err
	}
	files := make([]read.File, 0, len(s.Files))
	var total int64
	for _, f := range z.File[1:] {
		number, ok := strings.CutPrefix(f.Name, "files/")
		i, err := strconv.Atoi(number)
		if !ok || err != nil || i != len(files) || i >= len(s.Files) {
			return nil, nil, errPack
		}
		if total += s.Files[i].Size; total > maxPacked {
			return nil, nil, errPack
		}
		content, err := unzip(f, s.Files[i].Size)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, read.File{Name: s.Files[i].Name, Size: int64(len(content)),
			Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }})
	}
	return s, files, nil
}

// unzip unpacks one entry of at most most bytes.
func unzip(f *zip.File, most int64) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, errPack
	}
	defer rc.Close()
	content, err := io.ReadAll(io.LimitReader(rc, most+1))
	if err != nil || int64(len(content)) > most {
		return nil, errPack
	}
	return content, nil
}
