// Package cohort holds the statistics of groups of people: values and labels
// in, statistics out. It knows nothing of genes, scores or files.
package cohort
