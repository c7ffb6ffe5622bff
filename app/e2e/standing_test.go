package e2e

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// standing is a browser that goes on from test to test, for those that ask
// nothing about a first visit: it has been at the site before, has the app in
// its cache, and has nothing else of the tests before. To start a browser and to
// fetch the app takes longer than many a test.
var standing struct {
	mu    sync.Mutex
	ctx   context.Context // nil before the first test, and after one that failed
	close func()
	tab   *tab // of the test that runs
}

// revisit opens the first page of the site in a tab of the standing browser, and
// waits until the app runs. A test has one such tab.
func revisit(t *testing.T) *tab {
	t.Helper()
	s := serve(t)
	b := &tab{t: t, url: s.url, dir: t.TempDir()}
	standing.mu.Lock()
	standing.tab = b
	standing.mu.Unlock()
	if standing.ctx == nil {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			standing.mu.Lock()
			b := standing.tab
			standing.mu.Unlock()
			b.pass(s, w, r)
		}))
		ctx, cancel := launch(proxy.URL)
		end := func() { cancel(); proxy.Close() }
		if err := chromedp.Do(ctx); err != nil {
			end()
			t.Fatal(err)
		}
		standing.ctx, standing.close = ctx, end
	}
	ctx, cancel := chromedp.NewContext(standing.ctx)
	t.Cleanup(func() {
		cancel()
		if t.Failed() { // what it was left as may be why
			closeStanding()
		}
	})
	b.begin(ctx)
	// the worker of the tab before ends a moment after it
	for deadline := time.Now().Add(patience); len(b.find("worker")) > 0; {
		if time.Now().After(deadline) {
			t.Fatal("the worker of another tab lives on")
		}
	}
	call(b, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: s.url, StorageTypes: "cookies,local_storage,indexeddb"})
	return b.open("/")
}

// closeStanding closes the standing browser, if there is one.
func closeStanding() {
	if standing.ctx != nil {
		standing.close()
		standing.ctx = nil
	}
}
