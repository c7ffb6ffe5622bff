// Package e2e tests the built app in a real Chromium: every test drives the
// pages as a person would and looks at what a person would see. A test of a first
// visit, or of all that a browser asks for or keeps, has a browser of its own
// (visit, blank); the others open a tab in one that has been there (revisit). The
// tests need what make build makes.
package e2e
