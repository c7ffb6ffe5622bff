// Package stratify says what follows from the scores of a cohort: how far
// published signatures agree, who is judged differently by them, how many
// patients change class as a cut-off moves across its interval, how stable a
// class is over visits, and what of the clinical table goes with a score.
//
// It reads a [report.Report] and a clinical table and returns values. Repeat
// visits are never counted as people: what compares people takes the first
// visit of each, and what looks at visits says so.
package stratify
