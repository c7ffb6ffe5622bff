//go:build !js

package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// running is the server as make build leaves it, run in a folder of its own.
type running struct {
	*exec.Cmd
	url, addr, dir string
	said, failed   *bytes.Buffer // on stdout after the first line, and on stderr
	ended          chan error
}

// start starts the built server with flags.
func start(t *testing.T, flags ...string) *running {
	t.Helper()
	path, err := filepath.Abs("../bin/ifnscope")
	if err != nil {
		t.Fatal(err)
	}
	p := &running{Cmd: exec.Command(path, append([]string{"-addr", "127.0.0.1:0"}, flags...)...), dir: t.TempDir(), said: &bytes.Buffer{}, failed: &bytes.Buffer{}, ended: make(chan error, 1)}
	p.Dir = p.dir
	p.Stderr = p.failed
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatalf("%v: run make build first", err)
	}
	t.Cleanup(func() { p.Process.Kill() })
	b := bufio.NewReader(out)
	line, err := b.ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not say where it is: %v, %s", err, p.failed)
	}
	p.url = strings.TrimSpace(line[strings.Index(line, "http"):])
	_, p.addr, _ = strings.Cut(p.url, "://")
	go func() {
		io.Copy(p.said, b)
		p.ended <- p.Wait()
	}()
	return p
}

// end waits until the server has ended by itself.
func (p *running) end(t *testing.T) {
	t.Helper()
	select {
	case err := <-p.ended:
		if err != nil {
			t.Errorf("the server ended with %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("the server does not end")
	}
}

// TestEnds tells the server to end while a large file is on its way to a slow
// client. It takes no more connections, finishes that answer, and ends; a client
// that reads nothing is not waited for.
func TestEnds(t *testing.T) {
	for _, x := range []struct {
		name  string
		reads bool
	}{{"slow", true}, {"reads nothing", false}} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			p := start(t)
			c, err := net.Dial("tcp", p.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			// the file is larger than what lies between the two: most of it stays with the server
			io.WriteString(c, "GET "+hashed(t, "/web/score.wasm")+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			b := bufio.NewReader(c)
			r, err := http.ReadResponse(b, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			for deadline := time.Now().Add(time.Minute); ; {
				other, err := net.Dial("tcp", p.addr)
				if err != nil {
					break
				}
				other.Close()
				if time.Now().After(deadline) {
					t.Fatal("the server takes connections after it was told to end")
				}
			}
			if x.reads {
				if n, err := io.Copy(io.Discard, r.Body); err != nil || n != r.ContentLength {
					t.Errorf("%d of %d bytes came, %v", n, r.ContentLength, err)
				}
			}
			p.end(t)
		})
	}
}

// TestSaysNothing asks the server for files that it has and has not, breaks off
// and sends rubbish: it writes nothing but where it is, on no output and in no
// file.
func TestSaysNothing(t *testing.T) {
	p := start(t)
	for _, path := range []string{"/", "/app.css?patient=1", "/nowhere/ZEBRA-17", "/web/../go.mod"} {
		r, err := http.Get(p.url + path)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
	}
	for _, send := range []string{"", "\x16\x03\x01\x02\x00\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST /share HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde", "GET " + hashed(t, "/web/score.wasm") + " HTTP/1.1\r\nHost: x\r\n\r\n"} {
		c, err := net.Dial("tcp", p.addr)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(c, send)
		if send != "" {
			c.Read(make([]byte, 100))
		}
		c.Close()
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	p.end(t)
	if p.said.Len()+p.failed.Len() > 0 {
		t.Errorf("stdout: %q, stderr: %q", p.said, p.failed)
	}
	if left, err := os.ReadDir(p.dir); err != nil || len(left) > 0 {
		t.Errorf("the server left %v, %v", left, err)
	}
}

// TestLimits asserts the limits of the server that is run: without one of them
// a client could hold a connection for ever, or send without end.
func TestLimits(t *testing.T) {
	srv := newServer(&site{})
	for name, x := range map[string]struct{ is, most time.Duration }{
		"ReadHeaderTimeout": {srv.ReadHeaderTimeout, 15 * time.Second},
		"ReadTimeout":       {srv.ReadTimeout, 30 * time.Second},
		"WriteTimeout":      {srv.WriteTimeout, 10 * time.Minute}, // 2 MB at 4 kB a second
		"IdleTimeout":       {srv.IdleTimeout, 5 * time.Minute},
	} {
		if x.is <= 0 || x.is > x.most {
			t.Errorf("%s is %v, want more than 0 and at most %v", name, x.is, x.most)
		}
	}
	if srv.MaxHeaderBytes <= 0 || srv.MaxHeaderBytes > 64<<10 {
		t.Errorf("a header may have %d bytes", srv.MaxHeaderBytes)
	}
	if srv.ErrorLog == nil || srv.ErrorLog.Writer() != io.Discard || srv.ErrorLog == log.Default() {
		t.Error("connections that fail are logged")
	}
	if !srv.DisableGeneralOptionsHandler {
		t.Error("OPTIONS is answered")
	}
}

// certificate makes a certificate for the loopback and returns the names of its
// files, and a pool that trusts it.
func certificate(t *testing.T) (cert, key string, trust *x509.CertPool) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotAfter: time.Now().Add(time.Hour)}
	made, err := x509.CreateCertificate(rand.Reader, about, about, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, b []byte) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	parsed, err := x509.ParseCertificate(made)
	if err != nil {
		t.Fatal(err)
	}
	trust = x509.NewCertPool()
	trust.AddCert(parsed)
	return write("cert.pem", "CERTIFICATE", made), write("key.pem", "PRIVATE KEY", private), trust
}

// TestTLS starts the server with a certificate: browsers then speak HTTP/2 with
// it, in which it gives a body no room, and a connection without encryption gets
// nothing of the site.
func TestTLS(t *testing.T) {
	cert, key, trust := certificate(t)
	p := start(t, "-tls-cert", cert, "-tls-key", key)
	if !strings.HasPrefix(p.url, "https://") {
		t.Fatalf("the server says that it is at %s", p.url)
	}
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trust}, ForceAttemptHTTP2: true}
	defer tr.CloseIdleConnections()
	res, err := (&http.Client{Transport: tr}).Get(p.url + "/app.css")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.ProtoMajor != 2 || res.StatusCode != http.StatusOK || res.Header.Get("Content-Security-Policy") != policy {
		t.Errorf("%s, status %d, policy %q", res.Proto, res.StatusCode, res.Header.Get("Content-Security-Policy"))
	}
	if room := bodyRoom(t, p.addr, trust); room != 1 {
		t.Errorf("the body of a request has room for %d bytes", room)
	}
	if plain, err := http.Get("http://" + p.addr + "/app.css"); err == nil {
		plain.Body.Close()
		if plain.StatusCode == http.StatusOK {
			t.Error("a connection without encryption is served")
		}
	}
}

// bodyRoom returns how much of a body an HTTP/2 server lets a client send: the
// initial window of its first frame, the settings (RFC 9113, 6.5).
func bodyRoom(t *testing.T, addr string, trust *x509.CertPool) uint32 {
	t.Helper()
	c, err := tls.Dial("tcp", addr, &tls.Config{RootCAs: trust, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"+"\x00\x00\x00\x04\x00\x00\x00\x00\x00") // preface, and no settings of ours
	head := make([]byte, 9)
	if _, err := io.ReadFull(c, head); err != nil || head[3] != 4 {
		t.Fatalf("the first frame is %x, %v", head, err)
	}
	settings := make([]byte, int(head[0])<<16|int(head[1])<<8|int(head[2]))
	if _, err := io.ReadFull(c, settings); err != nil {
		t.Fatal(err)
	}
	room := uint32(65535) // where nothing is said
	for ; len(settings) >= 6; settings = settings[6:] {
		if binary.BigEndian.Uint16(settings) == 4 {
			room = binary.BigEndian.Uint32(settings[2:])
		}
	}
	return room
}
