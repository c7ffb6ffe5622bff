package page

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
)

// dots is the resolution of a picture, in dots an inch; a pixel of a figure is
// 1/96 of an inch.
const dots = 300

// picture makes a PNG of an SVG with the browser's own means, and hands it on,
// or says why it could not be made. Nothing leaves the page: the browser draws
// from memory to memory.
func picture(f *job.File, then func(f *job.File, err string)) {
	w := app.Window()
	data := w.Get("Uint8Array").New(len(f.Data))
	app.CopyBytesToJS(data, f.Data)
	done := func(v app.Value) {
		if why := v.Get("error"); why.Truthy() {
			then(nil, why.String())
			return
		}
		b := make([]byte, v.Length())
		app.CopyBytesToGo(b, v)
		then(&job.File{Name: strings.TrimSuffix(f.Name, ".svg") + ".png", Type: "image/png", Data: resolved(b)}, "")
	}
	w.Get("ifnscope").Call("png", data, float64(dots)/96).Then(done)
}

// resolved returns a PNG that says its resolution: a pHYs chunk, in pixels a
// metre, after the head (PNG, third edition, 11.3.4.3). What is no PNG comes back as it is.
func resolved(png []byte) []byte {
	const head = 8 + 25 // signature and IHDR
	if len(png) < head || !bytes.HasPrefix(png, []byte("\x89PNG\r\n\x1a\n")) {
		return png
	}
	const metre = dots * 10000 / 254
	chunk := []byte("\x00\x00\x00\x09pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, metre)
	chunk = binary.BigEndian.AppendUint32(chunk, metre)
	chunk = append(chunk, 1) // the unit is the metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte{}, png[:head]...), chunk...), png[head:]...)
}
