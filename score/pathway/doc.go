// Package pathway makes one profile of the interferon pathway: where in it a
// patient's activation sits, what it goes with, and what a file cannot tell.
//
// A profile is a vector of axes that are never added up: the ISG expression
// scores, what induces interferon, the cells that make it, which interferons,
// negative feedback, consequences. Each axis has its genes, its formula, its
// source and its controls, and passes a gate before it is shown: enough of its
// genes measured, and, for a set of marker genes, genes that go together in the
// people at hand. Beside the axes stand what a clinical table tells (antibodies,
// complement, measured cells and cytokines), the relation of every axis with
// every manifestation, what is published, drugs by their place in the pathway,
// and the questions that are not resolved.
//
// What is known stands in data files, each row with its source. The package
// reads a [report.Report] with its expression values and a clinical table, and
// knows no file formats and no page.
package pathway
