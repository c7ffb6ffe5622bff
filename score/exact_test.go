//go:build wasm || (amd64 && noasm)

package score_test

// exact says that this build gives the bits of the golden files: gonum without
// its assembly, and a compiler that does not fuse multiplication and addition.
const exact = true
