// Package cohort holds the statistics of groups of people: values and labels
// in, statistics out. It knows nothing of genes, scores or files.
//
// Missing values are NaN and are left out, pairwise where values are paired;
// every outcome carries the number that was used. A statistic that cannot be
// computed is NaN. Samples of one person are not independent: callers pass one
// value a person, or use what is made for repeats ([ICC], [Mixed]).
//
// Each statistic follows the function of R that its comment names, and a test
// compares the two.
package cohort
