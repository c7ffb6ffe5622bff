// Package qc holds quality figures: of targeted assays, a NanoString lane and a
// qPCR plate, and of the samples of any table, compared with each other. Every
// figure is a value beside the range that it should be in, so that a flag never
// stands without its number.
//
// It is a room of its own because not every figure belongs to one file: the
// positive factor of a lane and the stability of a reference gene follow from
// all samples together, after their files were joined. The package knows
// numbers and who the samples are. It knows no file, and it leaves no sample
// out: that is a person's to decide.
package qc
