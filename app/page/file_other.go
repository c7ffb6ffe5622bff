//go:build !js

package page

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// native is never called outside a browser: nobody drops a file on a server.
func native(app.Value) any { return nil }
