// Package method turns the expression of a sample into scores, one file a
// published method.
//
// A [Method] is a struct of its parameters whose zero value is the published
// setting. It is fitted once to a [Frame], a matrix with the signatures found
// in it and the healthy controls, and then scores one sample at a time. What
// depends on other samples happens in the fit and nowhere else, and only a
// method that says so in its [Needs] may look there at the samples to be
// scored: so a patient's score cannot change when a neighbour is added.
//
// A method is met against the tables of the program that published it
// (TestOracle prints how closely), and where that program errs, by what is right
// instead, with the reason beside it. Genes that a sample lacks are left out for
// that sample, and the number of genes with them; a set of which nothing was
// measured has no score. Scores have the same bits natively (without gonum's
// assembly) and in WebAssembly.
//
// [Work] works an example through a method, for the page that explains it.
//
// The package knows arithmetic. It knows nothing of files, pages, clocks or
// chance.
package method
