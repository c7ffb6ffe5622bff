//go:build !wasm && !(amd64 && noasm)

package score_test

const exact = false
