package page

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/report"
)

// text renders the parts of a page.
func text(parts ...app.UI) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(app.HTMLString(p))
	}
	return b.String()
}

// TestAbout says which program this is, its licence, how to cite it and what it
// was compared with, and calls the EULAR points by one year and one DOI.
func TestAbout(t *testing.T) {
	s := text(about()...)
	for _, want := range []string{
		report.Version, "Apache License 2.0", `href="/web/licence.txt"`, `href="/web/changes.txt"`, "How to cite",
		`href="https://doi.org/10.1136/ard-2022-223628"`, "Ann Rheum Dis 2023;82:754",
		"1.7e-12", "AUCell 1.25.2",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("About lacks %s", want)
		}
	}
	if strings.Contains(s, "<td></td>") {
		t.Error("a part that the app is built with has no version")
	}
	if n := strings.Count(s, `rel="noreferrer"`); n != strings.Count(s, "https://") {
		t.Errorf("%d of %d links to other sites send no referrer", n, strings.Count(s, "https://"))
	}
}

// TestOpenNames says on the first page what can be opened, qPCR first.
func TestOpenNames(t *testing.T) {
	s := text((&openPage{}).content()...)
	at := 0
	for _, want := range []string{"qPCR", "QuantStudio", "StepOne", "Bio-Rad CFX", "LightCycler", "Biomark", "RDML", "Ct", "RNA-seq", "Array", "NanoString", "RCC", "reference file", "Session"} {
		i := strings.Index(s, want)
		if i < 0 {
			t.Errorf("the first page does not say %s", want)
		}
		if want == "qPCR" {
			at = i
		}
	}
	if i := strings.Index(s, "RNA-seq"); i < at {
		t.Error("RNA-seq is named before qPCR")
	}
}
