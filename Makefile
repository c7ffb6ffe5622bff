# IFNscope. make help lists the targets.

PORT ?= 8000
GO   ?= go
# -trimpath, no VCS stamp and no build id: the same source gives the same
# bytes on every machine.
FLAGS := -trimpath -buildvcs=false -ldflags="-s -w -buildid="
WASM  := GOOS=js GOARCH=wasm $(GO) build $(FLAGS)
CORE  := ./score/... ./app/job/... ./app/client/...

.PHONY: help build run test bench dist clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

build: ## build both WebAssembly programs and the server
	$(WASM) -o web/app.wasm ./app
	$(WASM) -o web/score.wasm ./app/worker
	cat "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" wasm_exec.js > web/wasm_exec.js
	cp score/gene/human/human.txt web/genes.txt
	$(GO) build $(FLAGS) -o bin/ifnscope ./app

run: build ## build and serve at http://localhost:8000 (PORT= changes it)
	bin/ifnscope -addr localhost:$(PORT)

test: build ## every test: core (noasm, WebAssembly, race), app, real browser
	.ci/check
	$(GO) test -tags noasm ./...
	.ci/wasm $(CORE)
	$(GO) test -race $(CORE)

bench: ## benchmarks of the core, native and in WebAssembly
	$(GO) test -run '^$$' -bench . -benchmem ./score/...
	.ci/wasm -run '^$$' -bench . ./score/...

dist: build ## the static site in dist/, with its sums
	rm -rf dist && mkdir dist
	bin/ifnscope -static dist
	cd dist && find . -type f | LC_ALL=C sort | xargs sha256sum > /dev/null && sha256sum web/app.wasm web/score.wasm

clean: ## remove what was built
	rm -rf bin dist web/*.wasm web/*.br web/*.gz web/wasm_exec.js web/genes.txt
