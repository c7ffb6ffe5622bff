// Package chart draws figures as SVG text from values.
//
// The same values have the same bytes everywhere: on the page, in a report and
// in a download. Colours are written as presentation attributes, for a figure
// that stands alone, and every mark has a class, so that the style sheet of a
// page can follow a dark theme. A shape goes with every colour that tells
// something, except where a mark is smaller than a shape.
//
// Every figure has a title and a description, the values behind it as a
// [Table], and a [Drawing] that knows what stands where, so that a page can
// show a value under the pointer, walk from mark to mark by keyboard, and ring
// a sample in all figures at once, without a script in the figure and without
// an element for each of two thousand marks. Up to a few hundred marks are
// elements with their name and value as text and the name of the sample in the
// attribute data-sample; more are joined to one path for each kind.
//
// The package knows numbers and labels. It knows nothing of scores or pages.
package chart
