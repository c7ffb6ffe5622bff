//go:build !js

package client

// Locked reports false: only a page can be cut off the network.
func Locked() bool { return false }

// Program returns nothing: in a test there is no program apart.
func Program() string { return "" }
