package oracle

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of a file or folder of real data that lies in shared/
// beside the checkout and is no part of it. Without it Shared returns an empty
// string and logs that the test goes on in another way, as instead says; with
// CI set, it must be there. With -short nothing is beside the checkout.
func Shared(t testing.TB, name, instead string) string {
	t.Helper()
	if testing.Short() {
		t.Logf("with -short: %s", instead)
		return ""
	}
	root := "."
	for range 8 { // deeper than any package
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join("..", root)
	}
	path := filepath.Join(root, "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("CI is set and %s is missing beside the checkout", name)
	}
	t.Logf("%s is missing beside the checkout: %s", name, instead)
	return ""
}
