//go:build !js

// Package web holds the static files of the site as make build leaves them, so
// that the server is one file.
package web

import "embed"

// Files are all files of this folder but the pictures of the README, which are
// in a folder of their own.
//
//go:embed *.*
var Files embed.FS
