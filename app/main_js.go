//go:build js

package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/page"
)

func main() {
	page.Routes()
	app.RunWhenOnBrowser()
}
