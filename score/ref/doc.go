// Package ref judges scores against healthy controls.
//
// A [Reference] holds the controls of a file, people and not arrays, with the
// centre and spread of every gene; methods measure a sample against it. A
// [Cutoff] is derived from the scores of the same people by a stated [Rule],
// with a bootstrap interval, and [Cutoff.Class] says where a score lies.
//
// The package knows control people and their numbers. It knows nothing of
// patients.
package ref
