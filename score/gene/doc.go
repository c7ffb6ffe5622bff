// Package gene knows what a row of a person's table is called.
//
// A file names its genes by approved symbol, by a symbol of ten years ago, by
// an Ensembl or Entrez number, by the probe of an array, or by what a
// spreadsheet made of the name. The package recognises which of these a file
// uses ([Recognise]), and maps every row to an approved human symbol or says
// why it cannot ([Map]). Nothing is lost silently: each row has a [Match]
// with the rule that decided it.
//
// What it knows stands in a [Table]. [Core] is small and always there: the
// genes of the published signatures and everything that could be mistaken for
// them. The table of all human genes and of array probes is in package
// [ifnscope/score/gene/human], which a browser loads only when it is needed.
//
// The package knows names. It knows nothing of values, samples or signatures.
package gene
