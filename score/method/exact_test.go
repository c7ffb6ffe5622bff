//go:build noasm || js

package method

// exact says that this build must give the bits of the golden file: gonum adds
// up in another order in its amd64 assembly.
const exact = true
