// Package xlsx writes workbooks that a spreadsheet opens: sheets of text and
// numbers, nothing else. It is a room of its own in place of a library, the
// lightest of which would add as much to the program as all readers of
// spreadsheets together; archive/zip is there already.
//
// A text is always a text: no cell is a formula, and no gene becomes a date.
// The same sheets are the same bytes.
package xlsx

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name string // at most 31 characters, none of []:*?/\
	// Head is how many rows stay in sight while the others scroll; they are
	// written bold.
	Head int
	Rows [][]Cell
}

// Cell is a text or a number.
type Cell struct {
	Text   string
	Number float64
	Is     Kind
}

// Kind is what a cell holds.
type Kind uint8

const (
	Text   Kind = iota
	Number      // NaN is written as the text NA
)

// String returns a cell of text.
func String(s string) Cell { return Cell{Text: s} }

// Float returns a cell of a number.
func Float(v float64) Cell { return Cell{Number: v, Is: Number} }

// longest is the greatest length of a text in a cell, by the specification.
const longest = 32767

// Write writes a workbook.
func Write(w io.Writer, sheets ...Sheet) error {
	z := zip.NewWriter(w)
	var types, book, rels strings.Builder
	for i, s := range sheets {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		fmt.Fprintf(&book, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escape(s.Name), n, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, n, n)
	}
	const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + book.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`, len(sheets)+1) + `</Relationships>`},
		// style 1 is text that stays text, style 2 the same in bold
		{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>`},
	}
	for _, p := range parts {
		f, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xmlHead+p.text); err != nil {
			return err
		}
	}
	for i, s := range sheets {
		f, err := z.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		if err != nil {
			return err
		}
		b := bufio.NewWriter(f)
		b.WriteString(xmlHead)
		s.write(b)
		if err := b.Flush(); err != nil {
			return err
		}
	}
	return z.Close()
}

func (s Sheet) write(b *bufio.Writer) {
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	if s.Head > 0 {
		fmt.Fprintf(b, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, s.Head, s.Head+1)
	}
	b.WriteString(`<sheetData>`)
	for i, row := range s.Rows {
		fmt.Fprintf(b, `<row r="%d">`, i+1)
		for j, c := range row {
			at := column(j) + strconv.Itoa(i+1)
			if c.Is == Number && !math.IsNaN(c.Number) && !math.IsInf(c.Number, 0) {
				fmt.Fprintf(b, `<c r="%s"><v>%s</v></c>`, at, strconv.FormatFloat(c.Number, 'g', -1, 64))
				continue
			}
			text, style := c.Text, 1
			if c.Is == Number {
				text = "NA"
			}
			if i < s.Head {
				style = 2
			}
			if text == "" {
				continue
			}
			if r := []rune(text); len(r) > longest {
				text = string(r[:longest])
			}
			fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, escape(text))
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
}

// column names column j, from 0: A, Z, AA.
func column(j int) string {
	name := ""
	for j++; j > 0; j = (j - 1) / 26 {
		name = string(rune('A'+(j-1)%26)) + name
	}
	return name
}

// escape writes a text for XML; what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}
