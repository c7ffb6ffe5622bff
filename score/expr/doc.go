// Package expr holds the one value that flows through IFNscope: a [Matrix] of
// genes x samples with its [Unit], the [gene.Namespace] of its rows, and the
// trail of steps that made it.
//
// A Matrix never changes. Every step of the program takes one and returns
// another, and writes what it did to the trail, which ends in the report word
// for word. A missing measurement is NaN, never 0.
//
// The package knows numbers and names. It knows nothing of files, signatures
// or people.
package expr
