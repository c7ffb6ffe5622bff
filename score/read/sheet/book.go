package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"ifnscope/score/read"
)

// The limits of a workbook: bytes as stored, bytes unpacked, and how many
// times a part that is not small may grow. XML of numbers shrinks 5 to 20
// times, of nothing but zeros 80 times.
const (
	maxStored   = 64 << 20
	maxUnpacked = 1 << 30
	maxRatio    = 250
	freeSize    = 32 << 20
)

// book is an open workbook.
type book struct {
	sheets  []part
	strings []string // the texts that cells refer to by number
	dates   []bool   // by style of a cell: it shows a date
	epoch   int      // days from the epoch of the workbook to that of 1900
}

// part is one sheet and the file in the archive that holds it.
type part struct {
	name string
	file *zip.File
}

func (b *book) names() []string {
	names := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		names[i] = s.name
	}
	return names
}

var errDamaged = &read.Error{Code: read.Malformed, What: "the workbook is damaged or incomplete", WayOut: "Open it in a spreadsheet program and save it again"}

// open reads everything of a workbook but the sheets.
func open(content []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, errDamaged
	}
	if err := bounded(z.File); err != nil {
		return nil, err
	}
	b := &book{}
	for _, f := range z.File {
		switch name := strings.ToLower(f.Name); {
		case name == "xl/workbook.bin":
			return nil, &read.Error{Code: read.NotData, What: "this is a binary workbook (.xlsb)", WayOut: "Save it as .xlsx or as text (tab separated)"}
		case name == "xl/sharedstrings.xml":
			err = b.readStrings(f)
		case name == "xl/styles.xml":
			err = b.readStyles(f)
		}
		if err != nil {
			return nil, damaged(f, err)
		}
	}
	i := slices.IndexFunc(z.File, func(f *zip.File) bool {
		dir, name := path.Split(f.Name)
		return dir == "xl/" && strings.HasPrefix(name, "workbook") && path.Ext(name) == ".xml"
	})
	if i < 0 {
		return nil, errDamaged
	}
	if err := b.readSheets(z.File, z.File[i]); err != nil {
		return nil, damaged(z.File[i], err)
	}
	if len(b.sheets) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the workbook has no sheet with cells", WayOut: "Save the table as a sheet of cells"}
	}
	return b, nil
}

// bounded refuses an archive that is larger than it may be. The reader of
// package zip stops at the size that the archive states.
func bounded(files []*zip.File) error {
	var total uint64
	for _, f := range files {
		if f.Flags&1 != 0 {
			return &read.Error{Code: read.NotData, What: "the workbook is encrypted", WayOut: "Save it without a password"}
		}
		total += f.UncompressedSize64
		if f.UncompressedSize64 > maxUnpacked || total > maxUnpacked {
			return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the workbook holds more than %d GB, unpacked", maxUnpacked>>30),
				WayOut: "Save the sheet as text (tab separated), which is read without being held in memory"}
		}
		if f.UncompressedSize64 > freeSize && f.UncompressedSize64/max(f.CompressedSize64, 1) > maxRatio {
			return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("a part of the workbook grows to more than %d times its size, as no table of measurements does", maxRatio),
				WayOut: "Open it in a program that you trust, and save the sheet as text"}
		}
	}
	return nil
}

// damaged explains an error of a part of the archive.
func damaged(f *zip.File, err error) error {
	var e *read.Error
	if errors.As(err, &e) {
		return err
	}
	d := *errDamaged
	d.What = fmt.Sprintf("the workbook is damaged (%s: %v)", f.Name, err)
	return &d
}

// tokens calls do with every tag and text of a part.
func tokens(f *zip.File, do func(s *scanner, k kind) error) error {
	rc, err := f.Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	s := newScanner(rc)
	for {
		k, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = do(s, k)
		}
		if err != nil {
			return err
		}
	}
}

// walk calls start with every start tag of a part, and end with every end tag.
func walk(f *zip.File, start, end func(s *scanner) error) error {
	return tokens(f, func(s *scanner, k kind) error {
		switch k {
		case startTag:
			return start(s)
		case endTag:
			return end(s)
		}
		return nil
	})
}

func nothing(*scanner) error { return nil }

// readSheets finds the sheets in their order, each by the relation that the
// workbook names.
func (b *book) readSheets(files []*zip.File, workbook *zip.File) error {
	target := map[string]string{}
	for _, f := range files {
		if f.Name != "xl/_rels/"+path.Base(workbook.Name)+".rels" {
			continue
		}
		err := walk(f, func(s *scanner) error {
			if s.is("Relationship") {
				to := s.attr("Target")
				if strings.HasPrefix(to, "/") {
					to = to[1:]
				} else {
					to = path.Join("xl", to)
				}
				if strings.HasSuffix(s.attr("Type"), "/worksheet") {
					target[s.attr("Id")] = to
				}
			}
			return nil
		}, nothing)
		if err != nil {
			return err
		}
	}
	return walk(workbook, func(s *scanner) error {
		switch {
		case s.is("workbookPr"):
			if v := s.attr("date1904"); v == "1" || v == "true" {
				b.epoch = 1462
			}
		case s.is("sheet"):
			file, ok := target[s.attr("id")]
			if !ok {
				return nil // a chart
			}
			i := slices.IndexFunc(files, func(f *zip.File) bool { return f.Name == file })
			if i < 0 {
				return fmt.Errorf("%s is missing", file)
			}
			b.sheets = append(b.sheets, part{s.attr("name"), files[i]})
		}
		return nil
	}, nothing)
}

// readStrings reads the shared texts. The parts of a text in several fonts are
// joined; how it is pronounced (rPh) is left out.
func (b *book) readStrings(f *zip.File) error {
	var text []byte
	inText, spoken := false, false
	return tokens(f, func(s *scanner, k kind) error {
		switch {
		case s.is("rPh"):
			spoken = k == startTag
		case s.is("t"):
			inText = k == startTag && !spoken
		case s.is("si") && k == endTag:
			b.strings = append(b.strings, string(text))
			text = text[:0]
		}
		if k == chars && inText {
			text = append(text, s.text...)
		}
		return nil
	})
}

// readStyles finds the styles that show a number as a date.
func (b *book) readStyles(f *zip.File) error {
	custom := map[string]bool{}
	inCells := false
	return walk(f, func(s *scanner) error {
		switch {
		case s.is("numFmt"):
			custom[s.attr("numFmtId")] = isDateFormat(s.attr("formatCode"))
		case s.is("cellXfs"):
			inCells = true
		case s.is("xf") && inCells:
			id := s.attr("numFmtId")
			date, own := custom[id]
			b.dates = append(b.dates, own && date || !own && builtinDate[id])
		}
		return nil
	}, func(s *scanner) error {
		if s.is("cellXfs") {
			inCells = false
		}
		return nil
	})
}
