// Package client is the page's side of the protocol: it starts the worker,
// sends it requests and files, hands back progress and replies, cancels, and
// starts a new worker when one dies, with everything as it was.
//
// In a program that is not a browser, tests among them, the worker is a
// [ifnscope/app/desk.Desk] in the same process.
package client
