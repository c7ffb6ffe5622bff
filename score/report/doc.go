// Package report holds the outcome of a run as plain values, and writes it:
// every score with its coverage, its dispersion, the cut-off and class that it
// was given, and where it all came from.
//
// Writing is deterministic: the same report has the same bytes everywhere. The
// package knows results and words. It computes nothing.
package report

// Version is the version of the program that stands in every report.
const Version = "0.1.0"

// Disclaimer stands on every page, report and export.
const Disclaimer = "Research use only. Not for diagnostic procedures."
