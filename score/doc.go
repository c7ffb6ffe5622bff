// Package score is the front door of the library: a table of expression values
// and what is known of its samples go in, a report of ISG expression scores
// comes out.
//
//	bytes -> read -> expr.Matrix -> gene, norm -> method x sig x ref -> report
//
// [Examine] says how a table would be understood, for a person to confirm or
// correct; [Run] scores it. The package holds the order of the steps and no
// arithmetic. It runs wherever Go runs and knows nothing of browsers.
package score
