// Package chart draws figures as SVG text from values.
//
// The same values have the same bytes everywhere: on the page, in a report and
// in a download. Colours are written as presentation attributes, for a figure
// that stands alone, and every mark has a class, so that the style sheet of a
// page can follow a dark theme. A shape goes with every colour. Every figure
// has a title and a description, and every mark of a sample its name and value
// as text and its name in the attribute data-sample.
//
// The package knows numbers and labels. It knows nothing of scores or pages.
package chart
