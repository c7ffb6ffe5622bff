//go:build !js

package main

import "fmt"

func main() {
	fmt.Println("worker runs in a browser: GOOS=js GOARCH=wasm go build")
}
