//go:build !js

package page

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// ref is never called outside a browser: nobody drops a file on a server.
func ref(app.Value) any { return nil }
