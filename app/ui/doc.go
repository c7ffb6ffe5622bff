// Package ui holds the stateless parts of the page: values in, elements out.
// It renders what the packages job and report hold and starts nothing.
package ui
