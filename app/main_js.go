//go:build js

package main

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/page"
)

func main() {
	// The packages have made themselves ready, which takes as long as making the
	// page does: between the two the browser gets to answer a person.
	time.Sleep(time.Millisecond)
	page.Routes()
	app.RunWhenOnBrowser()
}
