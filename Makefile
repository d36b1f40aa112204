# make run and make test are all that a newcomer needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

ASSETS := dashboard/assets
DATABASE ?= .cache/sample.sqlite
LISTEN ?= :8080
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
COMMIT := $(shell git rev-parse HEAD 2>/dev/null)
TOOL := go tool -modfile=.ci/tools.mod
FUZZTIME ?= 30s

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.PHONY: run
run: build ## build everything, fill an empty database with the sample county, serve it
	@mkdir -p .cache
	bin/countyboard --database $(DATABASE) serve --demo --listen $(LISTEN)

.PHONY: build
build: assets ## build the assets and bin/countyboard
	go build -trimpath -ldflags "-X main.version=$(VERSION) -X main.commit=$(COMMIT)" -o bin/countyboard ./cmd/countyboard

.PHONY: assets
assets: $(ASSETS)/dist/manifest.json ## build what browsers get and what pictures are drawn with

$(ASSETS)/node_modules/.package-lock.json: $(ASSETS)/package.json $(ASSETS)/package-lock.json
	cd $(ASSETS) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS)/dist/manifest.json: $(ASSETS)/node_modules/.package-lock.json $(wildcard $(ASSETS)/*.mjs $(ASSETS)/src/* $(ASSETS)/css/*)
	cd $(ASSETS) && node build.mjs

.PHONY: test
test: assets browser format lint types ## everything that CI checks
	go build ./...
	go test -race -timeout 25m ./...
	@# Some tests mean nothing beside the race detector, or take many minutes there in one line of work.
	go test -timeout 15m ./data/story ./data/story/suggest ./importer ./importer/xlsx ./dashboard ./dashboard/draw ./dashboard/export ./cmd/countyboard

.PHONY: format
format: ## fail where gofmt would change something
	@out=$$(gofmt -l cmd dashboard data importer); if [ -n "$$out" ]; then echo "gofmt -w these:"; echo "$$out"; exit 1; fi
	go vet ./...

.PHONY: lint
lint: assets ## golangci-lint; govulncheck where its database can be reached
	$(TOOL) golangci-lint run ./...
	@$(TOOL) govulncheck ./... || { code=$$?; if [ $$code -eq 3 ]; then exit 3; fi; echo "govulncheck could not run here (exit $$code); skipped"; }

.PHONY: types
types: assets ## check the types of the browser's modules
	cd $(ASSETS) && npm run --silent check

.PHONY: browser
browser: ## Chromium and a Chinese font for the browser tests
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	else echo "The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) and run make test again." >&2; exit 1; fi

.PHONY: bench
bench: assets ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: fuzz
fuzz: ## fuzz everything that reads foreign bytes, FUZZTIME each
	@go list ./... | while read -r p; do \
	  for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz' || true); do go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p; done; done

.PHONY: clean
clean: ## remove what was built
	rm -rf bin .cache $(ASSETS)/node_modules $(filter-out $(ASSETS)/dist/.gitkeep,$(wildcard $(ASSETS)/dist/*))
