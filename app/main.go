//go:build !js

// Command app serves IFNscope: the static files of the app, and nothing else.
//
//	app -addr localhost:8000        serve
//	app -static DIR                 write the same site to a folder, or to a .zip
//	app -static DIR -base /ifnscope/  for a place below the root of a host
//
// It answers GET and HEAD of files that it knows by name. It has no place to
// receive anything, keeps no log of who asked for what, and sets no cookie.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"ifnscope/web"
)

func main() {
	addr := flag.String("addr", "localhost:8000", "address to listen on")
	dir := flag.String("dir", "", "folder that holds web/, to serve that in place of what the program holds")
	static := flag.String("static", "", "write the site to this folder, or archive if it ends with .zip, and exit")
	base := flag.String("base", "/", "path on its host that the written site will live at")
	cert := flag.String("tls-cert", "", "certificate file, for https")
	key := flag.String("tls-key", "", "key file of the certificate")
	flag.Parse()
	if err := run(*addr, *dir, *static, *base, *cert, *key); err != nil {
		fmt.Fprintln(os.Stderr, "ifnscope:", err)
		os.Exit(1)
	}
}

func run(addr, dir, static, base, cert, key string) error {
	var files fs.FS = web.Files
	if dir != "" {
		files = os.DirFS(filepath.Join(dir, "web"))
	}
	if base = strings.TrimSuffix(path.Clean("/"+base), "/"); base != "" && static == "" {
		return errors.New("-base is for -static: the server answers at the root")
	}
	s, err := newSite(files, base)
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
	srv := newServer(s)
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
