//go:build !noasm && !js

package method

const exact = false
