# IFNscope. make help lists the targets.

PORT ?= 8000
# where on its host the site of make dist lives
BASE ?= /
FUZZ ?= 10m
# numbers of samples
PEER ?= 500,2000
GO   ?= go
# -trimpath, no VCS stamp and no build id: the same source gives the same
# bytes on every machine. It is said to the tests as well, so that what is
# compiled for the one serves the other.
export GOFLAGS := -trimpath
FLAGS := -buildvcs=false -ldflags="-s -w -buildid="
WASM  := GOOS=js GOARCH=wasm $(GO) build $(FLAGS)
# what runs natively and in WebAssembly, and what needs a socket or a browser;
# with -short the full files that lie beside the checkout are left out
CORE  := ./app/desk/... ./score/... ./app/job/...
# the rooms that start goroutines: only there can two meet; and of these the
# tests that start none and are slow
RACE  := ./app ./app/client ./score/method
ALONE := Reproducible|Zip|Version|Large|Static|Oracle
# tests of make long: in WebAssembly, those of damaged files and what is long; in a
# browser, what goes wrong, what comes seldom, what is much, and what is looked at
WORKER := ^(Test(Malformed|Bombs|GzipDamaged|Stream|Memory|Cancelled|Neutrophils|Feedback|PublishedPDC|Coverage)|Fuzz.*)$$
FAULTS := OutOfMemory|WorkerDies|FileChanges|ChangesWhileRead|HostileLength|Hidden|Clock|Quota|NoRoomToKeep|GeneTableFails
SELDOM := Update|UpdateMidWork|UpdateOfCachingHost|PlainHost|StillFetching|OfflineMidLoad|Launched|Shared
MUCH   := EveryButton|Cycles|Large|Workers|SameBytes|Cancel|Progress
LOOKS  := Pictures|PathwayPictures|PathwayDefects|Contrast
PAGE   := ^Test($(FAULTS)|$(SELDOM)|$(MUCH)|$(LOOKS))$$
SHELL_PARTS := ./app ./app/client/... ./app/page/... ./app/ui/... ./app/worker/...

# tools of the tests, of the npm registry, in a folder that git ignores
AXE        := .tools/node_modules/axe-core/axe.min.js
LIGHTHOUSE := .tools/node_modules/lighthouse/cli/index.js

.PHONY: help build run test long test-r lighthouse vuln soak pictures bench bench-open bench-peer bench-scaling size dist clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

build: ## build both WebAssembly programs and the server
	$(GO) run ./app/slim bin
	$(WASM) -modfile=bin/page.mod -o web/app.wasm ./app
	$(WASM) -o web/score.wasm ./app/worker
	cat "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" wasm_exec.js > web/wasm_exec.js
	cp score/gene/human/human.txt web/genes.txt
	cp LICENSE web/licence.txt
	cp CHANGELOG.md web/changes.txt
	$(GO) run ./app/pack web
	$(GO) build $(FLAGS) -o bin/ifnscope ./app

run: build ## build and serve at http://localhost:8000 (PORT= changes it)
	bin/ifnscope -addr localhost:$(PORT)

test: ## the tests, in under 15 minutes: core (noasm, WebAssembly), app, real browser; make long is the rest
	.ci/check
	@unformatted=$$(gofmt -l app score); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet -tags noasm ./...
	$(GO) mod verify
	$(MAKE) --no-print-directory build
	$(GO) test -vet=off -tags noasm $(CORE) $(SHELL_PARTS)
	.ci/wasm -vet=off -short -skip '$(WORKER)' $(CORE)
	.ci/soak 100x
	$(MAKE) --no-print-directory $(AXE)
	$(GO) test -vet=off -tags noasm -count=1 -timeout 40m -skip '$(PAGE)' ./app/e2e/
	@echo "how far the methods and normalisations are from the packages that they are compared with:"
	@$(GO) test -vet=off -tags noasm -v -run Oracle ./score/method ./score/norm | grep -hE '^ +[a-z_]+_test.go:[0-9]+: ' | sed -E 's/^ +[a-z_]+_test.go:[0-9]+: //'

long: build $(AXE) ## what make test has no time for, and CI runs after it: faults, updates, other hosts, pictures; core with assembly, race detector
	$(GO) test -vet=off -tags noasm -count=1 -timeout 40m -run '$(PAGE)' ./app/e2e/
	.ci/wasm -vet=off -short -run '$(WORKER)' $(CORE)
	$(GO) test -vet=all ./score/...
	$(GO) test -vet=off -race -skip '^Test($(ALONE))$$' $(RACE)

test-r: ## repeat the example's scores, and the bootstrap, in R (needs R and GSVA: Debian's r-bioc-gsva)
	$(GO) test -tags 'noasm r' -count=1 -v -run 'InR$$' ./score ./score/ref

lighthouse: build $(LIGHTHOUSE) ## what Lighthouse says of the built app, on a desktop and a phone
	.ci/lighthouse $(LIGHTHOUSE)

vuln: ## what the Go vulnerability database knows of the code that is called (needs vuln.go.dev)
	@$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./... || { echo "vulnerabilities are listed above; if there is none, the database at https://vuln.go.dev was not reached and nothing was checked" >&2; exit 1; }

$(AXE):
	npm install --silent --no-audit --no-fund --no-save --prefix .tools axe-core@4.14.1

$(LIGHTHOUSE):
	npm install --silent --no-audit --no-fund --no-save --prefix .tools axe-core@4.14.1 lighthouse@12.8.2

soak: build ## the long runs: load, cycles, WebAssembly on the full files, the race detector on everything, every fuzz target (FUZZ=10m each)
	REQUESTS=10000 CONNECTIONS=256 SLOW=500 $(GO) test -tags noasm -count=1 -v -run 'Load|Slow' ./app
	CYCLES=50 BUTTONS=all $(GO) test -tags noasm -count=1 -v -run 'Cycles|EveryButton' ./app/e2e
	.ci/wasm -count=1 -timeout 30m -skip '^Test(Memory|Malformed)$$' $(CORE)
	.ci/wasm -count=1 -v -run 'Memory|Malformed' ./app/desk
	$(GO) test -race -skip '^Test(Memory|Malformed|Bombs|Guard)$$' $(CORE)
	.ci/twice
	.ci/soak $(FUZZ)

bench: ## benchmarks of the core, native and in WebAssembly
	$(GO) test -run '^$$' -bench . -benchmem ./score/...
	.ci/wasm -run '^$$' -bench . ./score/...

pictures: build ## every page in both themes and two widths, in screenshots/, to look at
	$(GO) test -tags noasm -count=1 -timeout 30m -run 'Pictures|Accessible' ./app/e2e -screenshots

bench-open: build ## what a person waits for, in Chromium
	$(GO) test -tags noasm -count=1 -timeout 30m -v -run Speed ./app/e2e -speed

bench-peer: build ## the app in Chromium beside GSVA in R on the same bytes (needs R and Debian's r-bioc-gsva; half an hour)
	$(GO) test -tags noasm -count=1 -timeout 3h -v -run Peer ./app/e2e -peer $(PEER)

bench-scaling: ## the cost of methods against samples and genes, drawn to score/benchmarks.svg
	$(GO) test -tags noasm -count=1 -timeout 1h -v -run Scaling ./score/method -scaling $(CURDIR)/score/benchmarks.svg

size: ## what the two programs weigh, and which packages weigh it
	$(GO) run ./app/slim bin
	GOOS=js GOARCH=wasm $(GO) build -modfile=bin/page.mod -o bin/app.wasm ./app
	GOOS=js GOARCH=wasm $(GO) build -o bin/score.wasm ./app/worker
	@for p in app score; do $(GO) run ./app/size bin/$$p.wasm; done

dist: build ## the static site in dist/ and as a zip, as small as it gets, with its sums (BASE=/path/ for below a path)
	$(GO) run ./app/pack -best web
	$(GO) build $(FLAGS) -o bin/ifnscope ./app
	rm -rf dist && mkdir dist
	bin/ifnscope -static dist/site -base $(BASE)
	bin/ifnscope -static dist/ifnscope.zip -base $(BASE)
	sha256sum web/app.wasm web/score.wasm bin/ifnscope dist/ifnscope.zip

clean: ## remove what was built
	rm -rf bin dist web/*.wasm web/*.br web/*.gz web/packed.sum web/wasm_exec.js web/genes.txt web/licence.txt web/changes.txt
