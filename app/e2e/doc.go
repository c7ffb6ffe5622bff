// Package e2e tests the built app in a real Chromium: every test drives the
// pages as a person would and looks at what a person would see. The tests
// need what make build makes.
package e2e
