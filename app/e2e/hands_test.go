package e2e

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// click clicks the element of a selector once it is there and stands still: a
// page that is drawn anew while the mouse is on its way is missed.
func (b *tab) click(selector string) {
	b.t.Helper()
	css := chromedp.CSS(selector)
	b.run(chromedp.WaitVisible(css), chromedp.ScrollIntoView(css))
	b.wait(selector+" stands still", fmt.Sprintf(`(() => {
		const e = document.querySelector(%q), r = e?.getBoundingClientRect(), at = e && !e.disabled ? [r.x, r.y, r.width, r.height].join() : "";
		const still = at !== "" && at === window.stood && !document.querySelector(".busy");
		window.stood = at;
		return still;
	})()`, selector))
	b.run(chromedp.Click(css))
}

// tap clicks an element of a table, which may be drawn anew and move while the
// mouse is on its way.
func (b *tab) tap(selector string) {
	b.t.Helper()
	js, _ := json.Marshal(selector)
	// in one step: it may be gone again
	b.wait("there is "+selector, fmt.Sprintf(`(() => { const e = document.querySelector(%s); e?.click(); return !!e })()`, js))
}

// press clicks the first button or link with a text.
func (b *tab) press(label string) {
	b.t.Helper()
	js, _ := json.Marshal(label)
	b.wait("there is a button "+label, fmt.Sprintf(`[...document.querySelectorAll("button, a, label.button, summary")].some(e => e.innerText.trim() === %s && !e.disabled)`, js))
	eval[bool](b, fmt.Sprintf(`[...document.querySelectorAll("button, a, label.button, summary")].find(e => e.innerText.trim() === %s && !e.disabled).click(), true`, js))
}

// choose chooses an option of a select by its value.
func (b *tab) choose(selector, value string) {
	b.t.Helper()
	s, _ := json.Marshal(selector)
	v, _ := json.Marshal(value)
	b.wait("there is "+selector, fmt.Sprintf(`!!document.querySelector(%s)`, s))
	eval[bool](b, fmt.Sprintf(`(() => { const e = document.querySelector(%s); e.value = %s; e.dispatchEvent(new Event("change", {bubbles: true})); return e.value === %s })()`, s, v, v))
}

// empty empties a field.
func (b *tab) empty(selector string) {
	b.t.Helper()
	b.wait("there is "+selector, fmt.Sprintf(`!!document.querySelector(%q)`, selector))
	eval[bool](b, fmt.Sprintf(`(e => (e.value = "", e.dispatchEvent(new Event("change", {bubbles: true}))))(document.querySelector(%q))`, selector))
}

// absolute returns paths as the browser, which has a folder of its own, wants them.
func (b *tab) absolute(paths []string) []string {
	b.t.Helper()
	out := make([]string, len(paths))
	for i, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			b.t.Fatal(err)
		}
		out[i] = abs
	}
	return out
}

// files chooses files with the file button of the open page.
func (b *tab) files(paths ...string) {
	b.t.Helper()
	b.run(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), b.absolute(paths)))
}

// drop drops files on the page with the mouse.
func (b *tab) drop(paths ...string) {
	b.t.Helper()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: b.absolute(paths), DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		call(b, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 400, Y: 400, Data: data})
		if kind == "dragOver" {
			b.wait("the page takes the files", `getComputedStyle(document.querySelector(".dropping")).display === "grid"`)
		}
	}
}

// paste puts text into a field as a paste does.
func (b *tab) paste(selector, text string) {
	b.t.Helper()
	b.click(selector)
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// key presses a key.
func (b *tab) key(name string) {
	b.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
		p := input.DispatchKeyEventParams{Type: kind, Key: name, Code: name, WindowsVirtualKeyCode: map[string]int64{"Tab": 9, "Enter": 13, "Escape": 27, "ArrowRight": 39, "ArrowDown": 40}[name]}
		if name == "Enter" && kind == "keyDown" {
			p.Text = "\r"
		}
		call(b, input.DispatchKeyEvent, p)
	}
}
