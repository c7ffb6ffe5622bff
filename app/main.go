//go:build !js

// Command app serves IFNscope: the static files of the app, and nothing else.
//
//	app -addr localhost:8000        serve
//	app -static DIR                 write the same site to a folder, or to a .zip
//	app -static DIR -prefix /path   the same, for a host where it lives below a path
//
// It answers GET and HEAD of files that it knows by name. It has no place to
// receive anything, keeps no log of who asked for what, and sets no cookie.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	addr := flag.String("addr", "localhost:8000", "address to listen on")
	dir := flag.String("dir", ".", "folder that holds web/")
	static := flag.String("static", "", "write the site to this folder, or archive if it ends with .zip, and exit")
	prefix := flag.String("prefix", "", "path below which the written site will live, as /ifnscope")
	cert := flag.String("tls-cert", "", "certificate file, for https")
	key := flag.String("tls-key", "", "key file of the certificate")
	flag.Parse()
	if err := run(*addr, *dir, *static, *prefix, *cert, *key); err != nil {
		fmt.Fprintln(os.Stderr, "ifnscope:", err)
		os.Exit(1)
	}
}

func run(addr, dir, static, prefix, cert, key string) error {
	if static == "" && prefix != "" {
		return errors.New("-prefix is for -static: the server serves at the root")
	}
	s, err := newSite(dir, strings.TrimSuffix(prefix, "/"))
	if err != nil {
		return err
	}
	if static != "" {
		return s.write(static)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      5 * time.Minute, // a slow line needs time for the program
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	scheme := "http"
	served := make(chan error, 1)
	go func() {
		if cert != "" {
			served <- srv.ServeTLS(l, cert, key)
			return
		}
		served <- srv.Serve(l)
	}()
	if cert != "" {
		scheme = "https"
	}
	fmt.Printf("IFNscope at %s://%s\n", scheme, l.Addr())
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
