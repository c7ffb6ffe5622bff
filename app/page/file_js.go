//go:build js

package page

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// native hands a browser's File to package client, which does not know go-app.
func native(v app.Value) any {
	const name = "ifnscopeFile"
	app.Window().Set(name, v)
	r := js.Global().Get(name)
	js.Global().Delete(name)
	return r
}
