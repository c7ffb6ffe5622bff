package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/ui"
	"ifnscope/score/report"
)

// privacyPage says what is where, and how to check it. What it shows of the
// network is counted by the starter of the page, as it happens.
type privacyPage struct {
	base
	sums string // SHA-256 of the programs, empty until they are computed
}

func (p *privacyPage) OnNav(ctx app.Context) { p.arrived(ctx, "Privacy - IFNscope") }

func (p *privacyPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Privacy - IFNscope") }

func (p *privacyPage) OnMount(ctx app.Context) {
	p.base.OnMount(ctx)
	if app.IsServer {
		return
	}
	starter().Set("oncount", app.FuncOf(func(app.Value, []app.Value) any {
		ctx.Dispatch(func(app.Context) {})
		return nil
	}))
	starter().Set("onkeep", app.FuncOf(func(app.Value, []app.Value) any {
		p.sum(ctx)
		return nil
	}))
	p.sum(ctx)
}

// sum shows the sums of what the device keeps by now.
func (p *privacyPage) sum(ctx app.Context) {
	starter().Call("sums").Then(func(v app.Value) {
		ctx.Dispatch(func(app.Context) { p.sums = v.String() })
	})
}

// keepers says what the service worker does, by what the starter calls it.
var keepers = map[string]string{
	"":         "The app is not kept on this device, or not yet: it works online only, and a file that another app shared with it now would be sent to the server of this site.",
	"fetching": "The service worker is fetching files of the app, to keep them on this device. These requests are its own: they name only those files, and are not counted above.",
	"keeps":    "The app is kept on this device: it works offline, and no file of it is being fetched.",
}

func keptState() string {
	if now.kept == nil {
		return "Nothing of yours is kept between visits. It is only if you press \"Keep it\" under Session, on the page Report."
	}
	return "You asked to keep a session on this device."
}

func (p *privacyPage) OnDismount() {
	p.base.OnDismount()
	starter().Set("oncount", nil)
	starter().Set("onkeep", nil)
}

func starter() app.Value { return app.Window().Get("ifnscope") }

func (p *privacyPage) Render() app.UI { return p.frame("/privacy", p.content) }

func (p *privacyPage) content() []app.UI {
	state := "The page has not read a file of yours yet, so it is still on the network to load itself."
	count := "Requests are counted from the moment in which a file is opened."
	keeper, policies := "", ""
	if client.Locked() {
		state = "The page has cut itself off the network: its content security policy now forbids every connection. Reloading the page undoes this, and forgets your files."
		count = fmt.Sprintf("Requests of this page since then: %d. Attempts that the policy refused: %d.", starter().Get("requests").Int(), starter().Get("refused").Int())
	}
	sums := p.sums
	if !app.IsServer {
		keeper, policies = starter().Call("keeper").String(), starter().Call("policies").String()
	}
	if sums == "" {
		sums = "They are shown once this device keeps the app."
	}
	return []app.UI{
		app.Header().Class("page-head").Body(app.H1().Text("Where your data are")),
		app.Section().Class("card prose").Body(
			app.P().Class("lead").Text("In the memory of this tab, and nowhere else."),
			app.H2().Text("What happens to a file"),
			app.P().Text("The browser hands the file to a worker, a separate program inside this page. It is read there, scored there and forgotten when you close or reload the tab. Nothing is uploaded, stored, logged or put into an address. A file that another app of the device shares with this one comes by way of the service worker, which hands it on out of memory. After you have cleared the browser's data of this site, open the app once before you share a file with it: until then there is no service worker, and the browser would send the file to the server of this site."),
			app.P().Text("Neither the worker's program nor the page's contains an HTTP client, and the worker is started under a policy that lets it connect to nothing. The server only hands out the files of this app; it has no place to receive anything. Your browser may ask it by itself whether there is a newer version of the app, and the service worker fetches that, or on a slow line the rest of this one, while you work; these requests name only the files of the app."),
			app.H2().Text("Right now"),
			app.P().ID("lock-state").Text(state),
			app.P().ID("requests").Text(count),
			app.P().ID("keeper").Text(keepers[keeper]),
			app.H2().Text("What is kept"),
			app.P().ID("kept-state").Text(keptState()),
			ui.Slot(now.kept != nil, keptCard),
			app.H2().Text("Check it yourself"),
			app.Ul().Body(
				app.Li().Text("Wait until the app is kept on this device, as it says above. Then open the developer tools of your browser, go to Network, and open a file here: no request appears."),
				app.Li().Text("Load this page, switch the device to airplane mode, and score your file: everything works."),
				app.Li().Text("Read the source: the rules above are tests of the project, and fail when they are broken. Whoever runs this copy can give it to you: it is under the Apache License 2.0."),
			),
		),
		app.Section().Class("card prose").Body(
			app.H2().Text("The programs that run here"),
			app.P().Text("SHA-256 of the page and of the part that computes, taken on this device from the bytes that it keeps:"),
			app.Pre().ID("sums").Class("plain").Text(sums),
			app.P().Body(app.Span().Text("The same source gives the same bytes on every machine: "), app.Code().Text("make dist"), app.Span().Text(" in the source of this version ("+report.Version+ui.Build()+") builds both and prints their sums. The source is to be had from whoever runs this copy: see "), app.A().Href(ui.At("/about")).Text("About"), app.Span().Text(".")),
			app.H2().Text("The policy in force"),
			app.Pre().ID("policies").Class("plain").Text(policies),
		),
	}
}
