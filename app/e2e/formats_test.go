package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// workbook is a spreadsheet of the given sheets: name, then rows whose cells
// stand between bars.
func workbook(sheets ...[]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name, content string) {
		w, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		w.Write([]byte(content))
	}
	var list, rels string
	for i, s := range sheets {
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, s[0], i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		var rows strings.Builder
		for r, row := range s[1:] {
			rows.WriteString("<row>")
			for c, cell := range strings.Split(row, "|") {
				fmt.Fprintf(&rows, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, read.ColumnName(c+1), r+1, cell)
			}
			rows.WriteString("</row>")
		}
		put(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), "<worksheet><sheetData>"+rows.String()+"</sheetData></worksheet>")
	}
	put("xl/workbook.xml", "<workbook><sheets>"+list+"</sheets></workbook>")
	put("xl/_rels/workbook.xml.rels", "<Relationships>"+rels+"</Relationships>")
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// rows is an expression table of genes x samples as rows of a sheet.
func rows(name string, genes, samples []string) []string {
	return append([]string{name}, strings.Split(strings.TrimSpace(strings.ReplaceAll(string(table(genes, samples)), "\t", "|")), "\n")...)
}

// TestWorkbook opens a spreadsheet with values, other values and the people,
// chooses another sheet, and keeps a column that was left out.
func TestWorkbook(t *testing.T) {
	b := revisit(t)
	b.ready()
	samples := numbered("S%d", 6)
	people := []string{"People", "sample|group|Patient name", "S1|healthy|Ann Poe", "S2|healthy|Bea Roe", "S3|healthy|Cy Doe", "S4|SLE|Di Moe", "S5|SLE|Ed Foe", "S6|SLE|Flo Low"}
	b.files(b.file("study.xlsx", workbook([]string{"Read me", "A study of interferon"}, rows("Values", isgs, samples), rows("Other", isgs[:12], samples), people)))
	b.wait("the sheet with values was read", `document.querySelector("#mapped")?.textContent.startsWith("20 of 20 rows")`)
	if got := eval[string](b, `[...document.getElementById("study.xlsx-sheet").options].map(o => o.value).join()`); got != "Read me,Values,Other,People" {
		t.Errorf("sheets to choose from: %s", got)
	}
	b.wait("the name of the patients is pointed out", `document.querySelector("main").innerText.includes("columns that seem to identify a person are left out")`)
	b.choose(`[id="study.xlsx-sheet"]`, "Other")
	b.wait("the other sheet was read", `document.querySelector("#mapped")?.textContent.startsWith("12 of 12 rows")`)
	b.choose(`[id="study.xlsx-identifiers"]`, "keep")
	b.wait("the column is kept", `document.querySelector("main").innerText.includes("kept as you chose")`)
	b.choose("#unit", "log2") // 12 rows are too few to tell log2 from dCt
	b.click("#score")
	b.wait("it is scored", `location.pathname === "/results" && !!document.querySelector("#groups")`)
}
