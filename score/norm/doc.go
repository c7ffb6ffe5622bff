// Package norm turns a matrix in one unit into a matrix in another, and rows
// of probes or transcripts into rows of genes. Every step is a function of the
// matrix alone, returns a new one and writes one line to its trail.
//
// A [Normalisation] of the table [Choices] is what a person chooses between;
// it says on its face whether a sample's values depend on the other samples.
//
// The package knows units and the arithmetic of normalisation. It knows
// nothing of signatures or of who the samples are.
package norm
