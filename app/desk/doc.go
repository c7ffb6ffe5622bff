// Package desk is what the worker does when it is asked: it opens files, works
// out how to understand them, scores, and answers with views that are ready to
// be shown.
//
// A [Desk] keeps what is open and the last result. It knows nothing of
// browsers, so that a test can sit down at it as the worker does.
package desk
