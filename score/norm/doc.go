// Package norm turns a matrix in one unit into a matrix in another, and rows
// of probes or transcripts into rows of genes. Every step is a function of the
// matrix alone, returns a new one and writes one line to its trail.
//
// The package knows units and the arithmetic of normalisation. It knows
// nothing of signatures or of who the samples are.
package norm
