package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
)

func book(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := Write(&b, Sheet{Name: "Scores & <more>", Head: 1, Rows: [][]Cell{
		{String("sample"), String("score")},
		{String("=1+1"), Float(1.5)},
		{String("SEPT2"), Float(math.NaN())},
		{String("a\x00b\v\u2028"), Float(math.Inf(1)), String(""), String(strings.Repeat("ä", longest+1))},
	}}, Sheet{Name: "Empty"})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook is well-formed, holds no formula, and is the same bytes each time.
func TestWrite(t *testing.T) {
	b := book(t)
	if !bytes.Equal(b, book(t)) {
		t.Error("the same sheets are other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		texts[f.Name] = string(text)
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "f" {
				t.Errorf("%s holds a formula", f.Name)
			}
		}
	}
	sheet := texts["xl/worksheets/sheet1.xml"]
	for _, want := range []string{`<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="B2"><v>1.5</v></c>`, `>NA</t>`, `r="D4"`, "a\uFFFDb\uFFFD"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	if n := strings.Count(sheet, "ä"); n != longest {
		t.Errorf("a cell has %d characters, %d are allowed", n, longest)
	}
	if !strings.Contains(texts["xl/workbook.xml"], `name="Scores &amp; &lt;more&gt;"`) {
		t.Error("the name of the sheet is not escaped")
	}
}

func TestColumn(t *testing.T) {
	for j, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := column(j); got != want {
			t.Errorf("column %d is %s, want %s", j, got, want)
		}
	}
}

// BenchmarkWrite writes a sheet of 2,000 rows of 50 numbers.
func BenchmarkWrite(b *testing.B) {
	sheet := Sheet{Name: "Scores", Head: 1}
	for i := range 2_000 {
		row := []Cell{String("sample")}
		for j := range 50 {
			row = append(row, Float(float64(i*j)/7))
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, sheet); err != nil {
			b.Fatal(err)
		}
	}
}
