package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/read"
)

// workbook is an archive of the given parts, in the order of their names as
// written here.
func workbook(parts ...[2]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			panic(err)
		}
		io.WriteString(w, p[1])
	}
	z.Close()
	return b.Bytes()
}

const (
	namespace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	styles    = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]mmm\-yy;@"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`
)

// bookOf is a workbook of sheets, each given as its sheetData.
func bookOf(shared string, sheets ...[2]string) []byte {
	var list, rels string
	parts := [][2]string{{"[Content_Types].xml", "<Types/>"}}
	for i, s := range sheets {
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, s[0], i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
	}
	parts = append(parts,
		[2]string{"xl/workbook.xml", `<?xml version="1.0"?><workbook ` + namespace + `><sheets>` + list + `</sheets></workbook>`},
		[2]string{"xl/_rels/workbook.xml.rels", `<Relationships>` + rels + `</Relationships>`},
		[2]string{"xl/styles.xml", styles})
	if shared != "" {
		parts = append(parts, [2]string{"xl/sharedStrings.xml", `<sst>` + shared + `</sst>`})
	}
	for i, s := range sheets {
		parts = append(parts, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), `<worksheet ` + namespace + `><sheetData>` + s[1] + `</sheetData></worksheet>`})
	}
	return workbook(parts...)
}

// cells writes rows of texts and numbers from row 1 on; a text that begins
// with = is written as a number.
func cells(rows ...string) string {
	var b strings.Builder
	for i, r := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, c := range strings.Split(r, "|") {
			ref := fmt.Sprintf("%s%d", read.ColumnName(j+1), i+1)
			switch {
			case c == "":
			case c[0] == '=':
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, ref, c[1:])
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>`, ref)
				xml.EscapeText(&b, []byte(c))
				b.WriteString(`</t></is></c>`)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

func file(name string, content []byte) read.File {
	return read.File{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

func readIt(t *testing.T, content []byte, opt read.Options) (*read.Content, error) {
	t.Helper()
	f := file("cohort.xlsx", content)
	s, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	if s.Format != "sheet" {
		t.Fatalf("read as %q", s.Format)
	}
	return read.Load(context.Background(), f, s, nil)
}

var expression = cells("|SLE1|HC1", "IFI44L|=9.5|=2.25", "IFI27|=11|=1.0", "RSAD2|=7.30000000000000004|=1E-5", "MX1||=3")

func TestExpression(t *testing.T) {
	c, err := readIt(t, bookOf("", [2]string{"About", cells("IFN study")}, [2]string{"Samples", cells("sample|sex", "SLE1|F", "HC1|M")}, [2]string{"Values", expression}), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Options.Sheet != "Values" || strings.Join(c.Sheets, ",") != "About,Samples,Values" {
		t.Errorf("sheet %q of %q; want the one with genes", c.Options.Sheet, c.Sheets)
	}
	if got := strings.Join(c.Matrix.Genes(), " "); got != "IFI44L IFI27 RSAD2 MX1" {
		t.Errorf("genes %s", got)
	}
	want := [][]float64{{9.5, 2.25}, {11, 1}, {7.3, 1e-5}, {math.NaN(), 3}}
	for i, w := range want {
		for j := range w {
			if got := c.Matrix.At(i, j); got != w[j] && !(math.IsNaN(got) && math.IsNaN(w[j])) {
				t.Errorf("value %d, %d is %v, want %v", i, j, got, w[j])
			}
		}
	}
}

// The sample table on another sheet belongs to the expression table.
func TestSampleSheet(t *testing.T) {
	b := bookOf("", [2]string{"Values", expression}, [2]string{"Legend", cells("gene set|meaning", "M1.2|IFN", "M3.4|IFN")}, [2]string{"Patients", cells("Clinical data", "", "no|array|diagnosis", "=1|HC1|healthy", "=2|SLE1|lupus", "=3|SLE9|lupus")})
	c, err := readIt(t, b, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Table == nil || strings.Join(c.Table.Column("diagnosis"), ",") != "lupus,healthy" || !c.Notes.Has(note.SheetJoined) {
		t.Errorf("table %+v, notes %v", c.Table, c.Notes)
	}
}

func TestChooseSheet(t *testing.T) {
	b := bookOf("", [2]string{"Values", expression}, [2]string{"Samples", cells("sample|sex", "SLE1|F", "HC1|M")})
	c, err := readIt(t, b, read.Options{Sheet: "Samples"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Table == nil || c.Table.Column("sex")[1] != "M" {
		t.Errorf("the sample sheet was not read: %+v", c.Table)
	}
}

// A title above the table, and a table that does not begin in column A.
func TestTitleAndOffset(t *testing.T) {
	c, err := readIt(t, bookOf("", [2]string{"S", cells("Table S1: \"log2\" values", "", "||gene|P1|P2", "||IFI27|=1.5|=2", "||IFI44|=3|=4", "||MX1|=3|=4")}), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g, s := c.Matrix.Dims(); g != 3 || s != 2 || c.Matrix.At(1, 1) != 4 {
		t.Errorf("%d x %d", g, s)
	}
}

// What a spreadsheet made of gene names is still known to be a date.
func TestDates(t *testing.T) {
	b := bookOf(`<si><t>gene</t></si><si><r><t>IFI</t></r><r><t>27</t></r><rPh><t>no</t></rPh></si><si><t xml:space="preserve"> S1 &amp; 2 </t></si>`,
		[2]string{"S", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>` +
			`<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>4</v></c></row>` +
			`<row r="3"><c r="A3" s="1"><v>44256</v></c><c r="B3"><v>5</v></c></row>` +
			`<row r="4"><c r="A4" s="2"><v>44441</v></c><c r="B4" s="3"><v>6</v></c></row>`})
	c, err := readIt(t, b, read.Options{Kind: read.Expression, IDColumn: "gene"})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Matrix.Genes(), " "); got != "IFI27 2021-03-01 2021-09-02" {
		t.Errorf("genes %q", got)
	}
	if c.Matrix.Samples()[0] != "S1 & 2" || c.Matrix.At(2, 0) != 6 {
		t.Errorf("samples %q, value %v: a format in quotes is no date", c.Matrix.Samples(), c.Matrix.At(2, 0))
	}
	m := gene.Map(c.Matrix.Genes(), gene.Namespace{Kind: gene.Symbol}, gene.Core())
	for i := 1; i < 3; i++ {
		if h := m.Rows[i].How; h != gene.Date && h != gene.Repaired {
			t.Errorf("%s is read as %s", m.Rows[i].ID, h)
		}
	}
}

func TestDate(t *testing.T) {
	for _, x := range []struct {
		value string
		epoch int
		want  string
	}{
		{"1", 0, "1900-01-01"}, {"59", 0, "1900-02-28"}, {"61", 0, "1900-03-01"}, {"36526", 0, "2000-01-01"},
		{"44256.75", 0, "2021-03-01 18:00:00"}, {"0.5", 0, "12:00:00"}, {"42794", 1462, "2021-03-01"},
		{"44256.9999999", 0, "2021-03-02"}, {"60000", 0, "2064-04-08"},
	} {
		if got, ok := date(x.value, x.epoch); got != x.want || !ok {
			t.Errorf("date(%s, %d) = %q, want %q", x.value, x.epoch, got, x.want)
		}
	}
	for _, v := range []string{"-1", "x", "1e9", "", "NaN"} {
		if got, ok := date(v, 0); ok {
			t.Errorf("date(%q) = %q", v, got)
		}
	}
}

func TestIsDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "0.00E+00": false, "#,##0": false, "yyyy-mm-dd": true, "[$-409]d-mmm": true, "[h]:mm": true, "[Red]0": false,
		`0" days"`: false, `0\d`: false, "@": false, "0;yyyy": false, "[=1]0": false, "dd/mm": true, "": false,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("isDateFormat(%q) = %v", code, got)
		}
	}
}

func TestNumber(t *testing.T) {
	for raw, want := range map[string]string{"200.0": "200", "2E2": "200", "0.1": "0.1", "0.10000000000000001": "0.1", "100287102": "100287102",
		"1E-05": "1e-05", "-3.25": "-3.25", "#N/A": "#N/A", "1e400": "1e400", "123456789012345678": "1.2345678901234568e+17"} {
		if got := number([]byte(raw)); got != want {
			t.Errorf("number(%s) = %s, want %s", raw, got, want)
		}
	}
}

// Errors name the sheet and the cell as the spreadsheet shows them.
func TestErrors(t *testing.T) {
	for _, x := range []struct {
		name    string
		content []byte
		code    read.Code
		message string
	}{
		{"number", bookOf("", [2]string{"Values", cells("note", "|gene|P1|P2", "|IFI27|=1|=2", "|IFI44|=3|=2", "|MX1|=3|=2", "|IFI6|=3|=2", "|ISG15|=3|=2", "|OAS1|=3|=2", "|RSAD2|=3|=2", "|IFIT1|=3|=2", "|IFIT3|=3|=2", "|XAF1|=3|=2", "|IFI44L|=3|low", "|HERC5|=3|=2")}),
			read.NotNumber, `cohort.xlsx, sheet "Values", cell D13: "low" of sample P2 is not a number`},
		{"wide", bookOf("", [2]string{"S", cells("gene|P1", "IFI27|=1", "IFI44|=3") + wide(120)}), read.Ragged, `sheet "S", row 120`},
		{"empty", bookOf("", [2]string{"S", ""}), read.Empty, "no cells"},
		{"no text", bookOf(`<si><t>a</t></si>`, [2]string{"S", `<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`}), read.Malformed, `sheet "S", cell A1`},
		{"damaged", bookOf("", [2]string{"S", cells("gene|P1", "IFI27|=1") + "&nbsp;"}), read.Malformed, `sheet "S", row 2: the sheet is damaged behind this row`},
		{"row order", bookOf("", [2]string{"S", `<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>`}), read.Malformed, "damaged"},
		{"cut", bookOf("", [2]string{"S", expression})[:900], read.Malformed, "workbook is damaged"},
		{"binary", workbook([2]string{"xl/workbook.bin", ""}), read.NotData, ".xlsb"},
		{"word", workbook([2]string{"word/document.xml", "<w/>"}), read.NotData, "Word document"},
		{"missing sheet", workbook([2]string{"xl/workbook.xml", `<workbook><sheet name="S" r:id="a"/></workbook>`}, [2]string{"xl/_rels/workbook.xml.rels", `<r><Relationship Id="a" Type="x/worksheet" Target="/xl/s.xml"/></r>`}), read.Malformed, "xl/s.xml is missing"},
		{"no sheets", workbook([2]string{"xl/workbook.xml", `<workbook/>`}), read.Empty, "no sheet"},
	} {
		_, err := readIt(t, x.content, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Error(), x.message) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q with %q", x.name, err, x.code, x.message)
		}
	}
}

// wide is row n with a cell beyond the table, behind enough rows to be outside
// of the head.
func wide(n int) string {
	var b strings.Builder
	for i := 4; i < n; i++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="str"><v>MX%d</v></c><c r="B%d"><v>1</v></c></row>`, i, i, i, i)
	}
	fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="str"><v>MX2</v></c><c r="B%d"><v>1</v></c><c r="C%d"><v>7</v></c></row>`, n, n, n, n)
	return b.String()
}

// A workbook that states more than it may hold, or that grows as no table does,
// is refused before it is unpacked.
func TestBombs(t *testing.T) {
	blanks := strings.Repeat(" ", 40<<20)
	_, err := readIt(t, bookOf("", [2]string{"S", blanks}), read.Options{})
	var e *read.Error
	if !errors.As(err, &e) || e.Code != read.TooLarge {
		t.Errorf("ratio: %v", err)
	}
	b := bookOf("", [2]string{"S", expression})
	// the last entry of the central directory states its size 24 bytes behind
	// the signature
	i := bytes.LastIndex(b, []byte("PK\x01\x02"))
	copy(b[i+24:], []byte{0xfe, 0xff, 0xff, 0xff})
	if _, err := readIt(t, b, read.Options{}); !errors.As(err, &e) || e.Code != read.TooLarge {
		t.Errorf("size: %v", err)
	}
}

// The workbook of an instrument: remarks stand above the tables.
func TestInstrument(t *testing.T) {
	path := oracle.Shared(t, "data/qpcr_exports/appbio_quantstudio_example10.xlsx", "no workbook of a real instrument was read")
	if path == "" {
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := read.Peek(file("q.xlsx", b), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Sheets) != 3 {
		t.Errorf("sheets %q", s.Sheets)
	}
	for _, name := range s.Sheets {
		c, err := readIt(t, b, read.Options{Sheet: name, Kind: read.Samples})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name == "Results" {
			if v := c.Table.Column("CT"); c.Table.Len() != 10 || len(v) == 0 || c.Table.Column("Well Position") == nil {
				t.Errorf("Results: %d rows, columns %q", c.Table.Len(), c.Table.Columns())
			}
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(bookOf("", [2]string{"Values", expression}))
	f.Add(bookOf(`<si><t>gene</t></si><si><r><t>IFI</t></r></si>`, [2]string{"S", `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>44256</v></c></row><row r="3"><c><v>1</v></c></row>`}))
	f.Fuzz(func(t *testing.T, b []byte) {
		fl := file("x", b)
		s, err := read.Peek(fl, read.Options{})
		if err != nil {
			return
		}
		c, err := read.Load(context.Background(), fl, s, nil)
		if err == nil && c.Matrix == nil && c.Table == nil {
			t.Error("a file was read and holds nothing")
		}
	})
}

// FuzzRows gives the inside of a sheet, which a fuzzer cannot reach through
// the checksums of an archive.
func FuzzRows(f *testing.F) {
	f.Add(expression)
	f.Add(`<row r="1"><c r="A1" t="b"><v>1</v></c><c t="inlineStr"><is><r><t>x&#10;y</t></r><rPh sb="0"><t>z</t></rPh></is></c></row><!-- c --><row/><row><c r="C3"><f>A1&lt;2</f><v>3</v></c></row><![CDATA[a]]>`)
	f.Add(`<row r="2"><c r="AB2" s="1" t="n"><v> 44256.5</v></c><c r="AC2" t="e"><v>#N/A</v></c></row>`)
	f.Fuzz(func(t *testing.T, data string) {
		b, err := open(bookOf(`<si><t>a</t></si>`, [2]string{"S", data}))
		if err != nil {
			t.Fatal(err)
		}
		l, err := b.lines("S", false)
		if err != nil {
			return
		}
		text, err := io.ReadAll(l)
		if err != nil {
			return
		}
		// every row with cells is one line, and the last one is its number
		if n := bytes.Count(text, []byte("\n")); n != l.rows.last && n > l.rows.last {
			t.Errorf("%d lines of %d rows", n, l.rows.last)
		}
	})
}

// FuzzScanner compares the tags and texts with those that encoding/xml finds
// where it finds the document well-formed.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{`<a><b x="1 &gt; 0" y='&quot;'>t &amp; u</b><c/><!-- no --><![CDATA[<d>]]></a>`, `<?xml version="1.0"?><x:a xmlns:x="u"><x:b/></x:a>`, `<a>&#65;&#x42;</a>`, `<:/>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if strings.ContainsAny(doc, "\r") || strings.Contains(doc, "<!D") || strings.Contains(doc, "<![") || strings.Contains(doc, "<!") {
			return // line ends are folded by encoding/xml; CDATA it joins to the text around
		}
		var want []string
		d := xml.NewDecoder(strings.NewReader(doc))
		depth := 0
		for {
			k, err := d.RawToken()
			if err != nil {
				if err != io.EOF || depth != 0 || len(want) == 0 {
					return
				}
				break
			}
			switch k := k.(type) {
			case xml.StartElement:
				depth++
				want = append(want, "<"+k.Name.Local)
			case xml.EndElement:
				if depth--; depth < 0 {
					return
				}
				want = append(want, ">"+k.Name.Local)
			case xml.CharData:
				if depth > 0 && len(k) > 0 {
					want = append(want, "="+string(k))
				}
			}
		}
		var got []string
		s := newScanner(strings.NewReader(doc))
		for {
			k, err := s.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", doc, err)
			}
			got = append(got, map[kind]string{startTag: "<" + string(s.name), endTag: ">" + string(s.name), chars: "=" + string(s.text)}[k])
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q: %q, want %q", doc, got, want)
		}
	})
}

// Groups above the names belong to the samples, and what stands under a table
// is no gene. The sample sheet is joined to them.
func TestGroupsAndRemarks(t *testing.T) {
	rows := []string{"|healthy|healthy|SLE", "Gene|P1|P2|P3|Mean", "IFI27|=1.5|=2|=3|=2", "IFI44|=3|=4|=5|=2", "MX1|=3|=4|=5|=2", "", "Values are Ct", "n = 8"}
	c, err := readIt(t, bookOf("", [2]string{"S", cells(rows...)}, [2]string{"Clinical", cells("sample|sex", "P1|F", "P2|M", "P3|F")}), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g, s := strings.Join(c.Matrix.Genes(), " "), strings.Join(c.Matrix.Samples(), " "); g != "IFI27 IFI44 MX1" || s != "P1 P2 P3" {
		t.Errorf("genes %s, samples %s", g, s)
	}
	if got := strings.Join(append(c.Table.Column("group"), c.Table.Column("sex")...), " "); got != "healthy healthy SLE F M F" {
		t.Errorf("the samples are %s", got)
	}
	if !c.Notes.Has(note.RowsLeft) || !c.Notes.Has(note.ColumnsLeft) {
		t.Errorf("notes %v", c.Notes)
	}
	// merged cells are one cell and empty ones, below a title too
	merged := append([]string{"Run 12", "|healthy||SLE"}, append([]string{"Gene|P1|P2|P3|P4|P5"}, "IFI27|=1.5|=2|=3|=2|=2", "IFI44|=3|=4|=5|=2|=2")...)
	if c, err = readIt(t, bookOf("", [2]string{"S", cells(merged...)}), read.Options{}); err != nil || c.Table == nil || strings.Join(c.Table.Column("group"), " ") != "healthy healthy SLE SLE SLE" {
		t.Errorf("merged: %+v, %v", c, err)
	}
}
