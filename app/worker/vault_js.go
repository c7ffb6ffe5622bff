//go:build js

package main

import (
	"errors"
	"syscall/js"

	"ifnscope/app/desk"
)

// vault is the browser's own cryptography. Nothing of it leaves the worker.
type vault struct{ subtle js.Value }

// newVault returns nil where the browser offers none: on a page that came
// neither by https nor from this device.
func newVault() desk.Vault {
	s := js.Global().Get("crypto").Get("subtle")
	if !s.Truthy() {
		return nil
	}
	return vault{s}
}

func (v vault) Random(n int) ([]byte, error) {
	a := js.Global().Get("Uint8Array").New(n)
	js.Global().Get("crypto").Call("getRandomValues", a)
	return fromJS(a), nil
}

func (v vault) Seal(k desk.Key, bound, plain []byte) ([]byte, error) {
	return v.run("encrypt", k, bound, plain)
}

func (v vault) Open(k desk.Key, bound, sealed []byte) ([]byte, error) {
	return v.run("decrypt", k, bound, sealed)
}

// run derives the key and encrypts or decrypts.
func (v vault) run(what string, k desk.Key, bound, content []byte) ([]byte, error) {
	usages := js.Global().Get("Array").Call("of", what)
	base, err := await(v.subtle.Call("importKey", "raw", toJS([]byte(k.Passphrase)), "PBKDF2", false, js.Global().Get("Array").Call("of", "deriveKey")))
	if err != nil {
		return nil, err
	}
	key, err := await(v.subtle.Call("deriveKey",
		map[string]any{"name": "PBKDF2", "hash": "SHA-256", "salt": toJS(k.Salt), "iterations": k.Iterations},
		base, map[string]any{"name": "AES-GCM", "length": 256}, false, usages))
	if err != nil {
		return nil, err
	}
	out, err := await(v.subtle.Call(what, map[string]any{"name": "AES-GCM", "iv": toJS(k.Nonce), "additionalData": toJS(bound), "tagLength": 128}, key, toJS(content)))
	if err != nil {
		return nil, errors.New("the browser could not " + what)
	}
	return fromJS(js.Global().Get("Uint8Array").New(out)), nil
}

func toJS(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}

func fromJS(a js.Value) []byte {
	b := make([]byte, a.Length())
	js.CopyBytesToGo(b, a)
	return b
}
