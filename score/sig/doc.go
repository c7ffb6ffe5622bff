// Package sig holds the published interferon signatures: gene lists with
// where they come from, one data file a signature, and what goes with them,
// reference genes and presets of published scores.
//
// Every file states its source, what was changed, and what was not verified; a
// test opens all of them. A list of which no source was read is not here. The
// package also reads and checks a person's own lists ([ReadGMT], [ReadGMX],
// [ParseList], [Lint]), writes lists ([WriteGMT]), and says what they have in
// common ([Compare]).
//
// The package knows published lists. It knows nothing of a person's data.
package sig
