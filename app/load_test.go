//go:build !js

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// listen serves the site on the loopback, with the limits of the real server
// or with a shorter wait for a header.
func listen(t *testing.T, wait ...time.Duration) (addr string, srv *http.Server) {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv = newServer(s)
	for _, w := range wait {
		srv.ReadHeaderTimeout = w
	}
	done := make(chan struct{})
	go func() {
		srv.Serve(l)
		close(done)
	}()
	t.Cleanup(func() {
		srv.Close()
		<-done
	})
	return l.Addr().String(), srv
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// number is a number from the environment, for the long run of make soak.
func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

// TestLoad asks for small and large files over many connections at once: every
// answer is whole, and a request leaves nothing behind in the heap.
func TestLoad(t *testing.T) {
	addr, _ := listen(t)
	connections, requests := number("CONNECTIONS", 64), number("REQUESTS", 2000)
	tr := &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}
	defer tr.CloseIdleConnections()
	client := &http.Client{Transport: tr}
	paths := []string{"/", "/check", "/app.css", "/wasm_exec.js", "/web/worker.js", "/nowhere", "/app-worker.js", hashed(t, "/web/genes.txt")}
	size := map[string]int64{}
	for _, p := range paths {
		size[p] = int64(len(body(t, ask(t, "GET", p, map[string]string{"Accept-Encoding": "br"}))))
	}
	var peak uint64
	run := func(requests int) uint64 { // returns the heap afterwards
		next := make(chan int)
		var wg sync.WaitGroup
		for range connections {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := range next {
					p := paths[i%len(paths)]
					r, _ := http.NewRequest("GET", "http://"+addr+p, nil)
					r.Header.Set("Accept-Encoding", "br")
					res, err := client.Do(r)
					if err != nil {
						t.Error(err)
						continue
					}
					n, err := io.Copy(io.Discard, res.Body)
					res.Body.Close()
					if err != nil || n != size[p] || (res.StatusCode == http.StatusOK) == (p == "/nowhere") {
						t.Errorf("%s: status %d, %d bytes of %d, %v", p, res.StatusCode, n, size[p], err)
					}
				}
			}()
		}
		for i := range requests {
			if i%500 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
			next <- i
		}
		close(next)
		wg.Wait()
		return heap()
	}
	// the connections stay open: what they take, they take before
	before := run(requests / 2)
	began := time.Now()
	after := run(requests)
	took := time.Since(began)
	t.Logf("%d requests on %d connections in %.1f s, %.0f a second; heap %d kB before, %d kB at most, %d kB after",
		requests, connections, took.Seconds(), float64(requests)/took.Seconds(), before>>10, peak>>10, after>>10)
	if most := uint64(connections*16<<10 + requests*64); after > before+most {
		t.Errorf("the heap grew from %d to %d bytes by %d requests", before, after, requests)
	}
}

// TestSlowClients holds connections open, some after half a header and some
// without reading their answer, while others are served.
func TestSlowClients(t *testing.T) {
	addr, _ := listen(t, 200*time.Millisecond)
	slow := number("SLOW", 100)
	var held []net.Conn
	for i := range slow {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		held = append(held, c)
		if i%2 == 0 {
			io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		} else {
			io.WriteString(c, "GET "+hashed(t, "/web/app.wasm")+" HTTP/1.1\r\nHost: x\r\n\r\n")
		}
	}
	for range 20 {
		res, err := http.Get("http://" + addr + "/app.css")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, res.Body); err != nil || n == 0 {
			t.Errorf("beside slow clients: %d bytes, %v", n, err)
		}
		res.Body.Close()
	}
	// half a header is not waited for
	b, err := io.ReadAll(held[0])
	if err != nil && !strings.Contains(err.Error(), "reset") || strings.Contains(string(b), "200 OK") {
		t.Errorf("half a header is answered with %q, %v", b, err)
	}
}

// TestMalformedHTTP sends what no browser does. Nothing but files of the site
// comes back, and the server goes on.
func TestMalformedHTTP(t *testing.T) {
	addr, _ := listen(t)
	long := strings.Repeat("x", 40<<10)
	for _, x := range []struct{ send, status string }{
		{"GET / HTTP/1.1\r\n\r\n", "400"}, // no host
		{"GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505"},
		{"GET\r\n\r\n", "400"},
		{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"}, // TLS
		{"GET / HTTP/1.1\r\nHost: x\r\nA: " + long + "\r\n\r\n", "431"},
		{"GET /" + long + " HTTP/1.1\r\nHost: x\r\n\r\n", "431"},
		{"GET /../go.mod HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET /web/../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET /%2e%2e/go.mod HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET /web%2fapp.css HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET /app.css%00 HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET http://evil.example/nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"GET /web/ HTTP/1.1\r\nHost: x\r\n\r\n", "404"},
		{"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		{"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		{"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\nabc", "405"},
		{"GET /app.css HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\nabc", "200"}, // answered, the body unread
		{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n", "405"},
		{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"},
		{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
		{"GET /app.css?a=../../b HTTP/1.1\r\nHost: x\r\n\r\n", "200"},
		{"GET /app.css HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1,1-2,2-3\r\n\r\n", "200"}, // no ranges: whole
		{"GET /app.css HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nAuthorization: Basic eA==\r\n\r\n", "200"},
	} {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(c, x.send)
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Errorf("%.60q: %v", x.send, err)
		} else {
			if got := strconv.Itoa(r.StatusCode); got != x.status {
				t.Errorf("%.60q is answered with %s, want %s", x.send, got, x.status)
			}
			if r.Header.Get("Set-Cookie") != "" || strings.Contains(r.Header.Get("Location"), "evil") {
				t.Errorf("%.60q: headers %v", x.send, r.Header)
			}
		}
		c.Close()
	}
	if res, err := http.Get("http://" + addr + "/app.css"); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %v", err)
	} else {
		res.Body.Close()
	}
}

// counted counts the bytes that a server reads of its connections.
type counted struct {
	net.Listener
	read atomic.Int64
}

func (l *counted) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return countedConn{c, &l.read}, err
}

type countedConn struct {
	net.Conn
	read *atomic.Int64
}

func (c countedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.read.Add(int64(n))
	return n, err
}

// TestBodyIsNotRead sends what an installed app without its service worker
// would: a file that a person shares with it. The server answers at once, says
// what to do, reads none of the file beyond what came with the header, and closes
// the connection, whether the file is small, large or of no stated length.
func TestBodyIsNotRead(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, length := range []string{"Content-Length: 100000", "Content-Length: 9999999999", "Transfer-Encoding: chunked\r\n\r\n186a0"} {
		inner, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		l := &counted{Listener: inner}
		srv := newServer(s)
		go srv.Serve(l)
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(c, "POST /share HTTP/1.1\r\nHost: x\r\n"+length+"\r\n\r\n")
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if says := string(body(t, r)); r.StatusCode != http.StatusMethodNotAllowed || !r.Close || !strings.Contains(says, "open the app once") {
			t.Errorf("%s: status %d, closes the connection: %v, says %q", length, r.StatusCode, r.Close, says)
		}
		io.WriteString(c, strings.Repeat("x", 100_000)) // what the server closed does not take it all
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := c.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection stays open, %v", length, err)
		}
		c.Close()
		srv.Close()
		if n := l.read.Load(); n > 4096 { // the buffer of net/http
			t.Errorf("%s: %d bytes were read", length, n)
		}
	}
}

// TestShutdown lets an answer that is under way be finished.
func TestShutdown(t *testing.T) {
	addr, srv := listen(t)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", hashed(t, "/web/app.wasm"))
	b := bufio.NewReader(c)
	r, err := http.ReadResponse(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- srv.Shutdown(context.Background()) }()
	n, err := io.Copy(io.Discard, r.Body)
	if err != nil || n != r.ContentLength {
		t.Errorf("%d of %d bytes came, %v", n, r.ContentLength, err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", addr); err == nil {
		t.Error("the server still listens")
	}
}
