package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// openPage is where everything begins.
type openPage struct {
	base
	pasted string
}

const openTitle = "IFNscope: ISG expression scores, computed on your own device"

func (p *openPage) OnPreRender(ctx app.Context) {
	ctx.Page().SetTitle(openTitle)
	ctx.Page().SetDescription("Published interferon-stimulated gene expression scores from your own files, against your own healthy controls, in the browser. Nothing is uploaded.")
}

func (p *openPage) OnNav(ctx app.Context) {
	p.arrived(ctx, openTitle)
	if w := now.wanted; app.IsClient && w != nil && w.view.Sealed {
		starter().Call("arrived", "passphrase")
	}
}

func (p *openPage) Render() app.UI { return p.frame("/", p.content) }

func (p *openPage) content() []app.UI {
	return []app.UI{
		ui.Slot(now.wanted != nil, wantedCard),
		app.Section().Class("hero").Body(
			app.H1().Text("Read the interferon signature of a patient or a cohort"),
			app.P().Class("lead").Text("IFNscope computes the published ISG expression scores from a qPCR export, RNA-seq, an array or NanoString, judges each against your own healthy controls, and says how sure it is. It runs inside this page: your files never leave this device."),
		),
		app.Section().Class("drop").Aria("labelledby", "drop-title").Body(
			app.H2().ID("drop-title").Text("Open a file"),
			app.P().Text("Drop the files anywhere on this page: a qPCR export or an expression table, and the table of its samples where there is one."),
			app.Div().Class("actions").Body(
				app.Label().Class("button primary").For("files").Text("Choose files"),
				app.Input().ID("files").Class("visually-hidden").Type("file").Multiple(true).OnChange(chosen),
				app.Label().Class("button").For("folder").Text("Choose a folder"),
				app.Input().ID("folder").Class("visually-hidden").Type("file").Attr("webkitdirectory", true).OnChange(chosen),
				app.Button().ID("example").Type("button").Class("button").Text("Try the example").OnClick(example),
			),
			app.Details().Class("paste").Body(
				app.Summary().Text("Paste a table instead"),
				app.Label().For("paste").Text("Tab, comma or semicolon separated; the first line names the samples"),
				app.Textarea().ID("paste").Rows(6).Spellcheck(false).OnInput(p.ValueTo(&p.pasted)),
				app.Button().Type("button").Class("button").Text("Open the pasted table").OnClick(p.openPasted),
			),
			formats(),
		),
		ui.Slot(now.kept != nil, keptCard),
		opened(),
		app.Section().Class("reasons").Body(
			reason("Private by construction", "The computing part of this page contains no way to reach a network, and once your file is opened the page cuts itself off. Works offline; installs as an app."),
			reason("Anchored to healthy controls", "Every score comes with its genes, its cut-off and the interval of that cut-off. What lies inside the interval is called indeterminate."),
			reason("Safe for one patient", "A patient's score does not change when another sample is added, unless the method says so."),
		),
	}
}

// formats says what can be opened, what most laboratories have first.
func formats() app.UI {
	list := []job.Fact{
		{Name: "qPCR", Text: "the export of QuantStudio, ViiA 7, StepOne, Bio-Rad CFX, LightCycler or Biomark, RDML, or any table of Ct, dCt or relative quantities"},
		{Name: "RNA-seq", Text: "a table of genes x samples, featureCounts, nf-core; the files of STAR, HTSeq, Salmon, kallisto or RSEM together, or their folder, named after their samples"},
		{Name: "Array", Text: "a GEO series matrix, GCT, a table of probes; a GEO platform table for an array that is not known here"},
		{Name: "NanoString", Text: "RCC files, their folder or archive, tables of nSolver"},
		{Name: "One patient?", Text: "Add your laboratory's reference file: it holds your healthy controls. The page Results of a run with controls saves one."},
		{Name: "Session", Text: "saved here or on another machine, opens here too"},
		{Name: "Genotypes", Text: "VCF, 23andMe, AncestryDNA, MyHeritage or PLINK .raw, beside the expression table"},
	}
	return app.Div().Class("formats").Body(factList(list),
		app.P().Class("hint").Text("Text, spreadsheet (.xlsx) or .gz. Genes by symbol, Ensembl id or array probe."))
}

func reason(head, text string) app.UI {
	return app.Div().Class("reason").Body(app.H3().Text(head), app.P().Text(text))
}

// opened shows what is open already.
func opened() app.UI {
	if now.check == nil {
		return app.Div().Hidden(true)
	}
	return app.Section().Class("card").Body(
		app.H2().Text("Open now"),
		app.Ul().Body(app.Range(now.check.Files).Slice(func(i int) app.UI {
			f := now.check.Files[i]
			return app.Li().Text(f.Name + ", " + ui.Bytes(f.Size))
		})),
		app.P().Body(app.A().Class("button").Href(ui.At("/check")).Text("Go on to Check")),
	)
}

// chosen opens the files of the file button.
func chosen(ctx app.Context, e app.Event) {
	input := ctx.JSSrc()
	openFiles(filesOf(input.Get("files")))
	input.Set("value", "") // so that the same file can be chosen again
}

func example(app.Context, app.Event) { now.open(nil, false) }

// openPasted opens the text of the box as a file.
func (p *openPage) openPasted(app.Context, app.Event) {
	text := p.pasted
	if strings.TrimSpace(text) == "" {
		now.change(func() {
			now.failure = &job.Error{Kind: job.ErrorUser, Text: "The box is empty. Copy the cells in your spreadsheet, header included, and paste them there."}
		})
		return
	}
	f := app.Window().Get("File").New([]any{text}, "pasted table.txt")
	openFiles([]client.File{{Name: "pasted table.txt", Size: int64(f.Get("size").Float()), Ref: native(f)}})
}
