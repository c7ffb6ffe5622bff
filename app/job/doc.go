// Package job is the protocol between the page and the worker that computes,
// as plain Go values.
//
// A [Request] goes to the worker and is answered by any number of replies with
// [Progress] and one last [Reply]. Files and tables of bytes travel beside a
// request, numbered by their place in it. Requests and replies are JSON.
//
// The page never sees a matrix: it asks for views that are ready to be shown,
// a page of a table or the text of a figure, so that nothing on it takes long.
// The package knows nothing of browsers and runs in tests as it does in a
// worker.
package job
