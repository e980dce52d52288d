# The front door. What a build downloads is pinned: rust-toolchain.toml, Cargo.lock, two
# package-lock.json, and wasm-bindgen's tool, whose version is that of the crate.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
export CARGO_TARGET_DIR := $(CURDIR)/target

BINDGEN_VERSION := $(shell sed -n 's/^wasm-bindgen = "=\([0-9.]*\)".*/\1/p' Cargo.toml)
BINDGEN_HOME := target/tools/wasm-bindgen-$(BINDGEN_VERSION)
BINDGEN := $(BINDGEN_HOME)/bin/wasm-bindgen
WASM := target/wasm32-unknown-unknown/wasm-release
SCRIPTS := page loader check
# Every visitor fetches the scripts: they go without comments, spaces and long names of their own.
TERSER := style/node_modules/.bin/terser --module --compress --mangle
# Where class names stand.
PAGES := $(shell find app -name "*.rs" -o -path "app/browser/*.js")
STAGE := target/site-stage

.PHONY: help setup site build run test bench fmt clean always

help: ## say what there is
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(BINDGEN) style/node_modules/.package-lock.json ## fetch what a build needs, where it is missing
	@rustup show active-toolchain >/dev/null 2>&1 || rustup toolchain install
	@rustup target list --installed | grep -q '^wasm32-unknown-unknown$$' || rustup target add wasm32-unknown-unknown

site: $(STAGE)/browser.js $(STAGE)/checker.js $(STAGE)/lexicon.bin $(STAGE)/afterword.css $(SCRIPTS:%=$(STAGE)/%.js) ## build what browsers load, in target/site
	@.ci/mirror $(STAGE) target/site

build: site ## build the one file to deploy, target/release/afterword
	cargo build --locked --release -p server

run: export AFTERWORD_DATA_DIR ?= .demo/data
run: export AFTERWORD_KEY_DIR ?= .demo/keys
run: build ## start a demonstration on http://127.0.0.1:3000
	target/release/afterword serve --demo

test: ## check everything, and say how many tests passed
	@.ci/test

bench: build end2end/node_modules/.package-lock.json ## measure; docs/performance.md has the figures and the method
	cargo bench --locked -p server --bench pages
	node end2end/bench.mjs
	node end2end/bench-check.mjs

fmt: ## lay out the Rust code
	cargo fmt --all

clean: ## remove what was built; the tools stay
	find target -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} +

$(BINDGEN):
	env -u CARGO_TARGET_DIR cargo install --locked wasm-bindgen-cli --version $(BINDGEN_VERSION) --root $(BINDGEN_HOME)

# npm leaves this file when it is done. Packages' own install scripts are not run.
%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --ignore-scripts --no-audit --no-fund

# Cargo knows best whether there is something to do; the file's time then tells the rest.
$(WASM)/%.wasm: always | setup
	cargo build --locked -p $* --target wasm32-unknown-unknown --profile wasm-release

# What joins a module's glue in one file, so that a page asks once.
BESIDE_checker := app/browser/check-live.js

# Two modules: the islands, and the identifier check, which is fetched only when it is switched on.
$(STAGE)/checker.js: $(BESIDE_checker)
$(STAGE)/browser.js $(STAGE)/checker.js: $(STAGE)/%.js: $(WASM)/%.wasm style/node_modules/.package-lock.json
	$(BINDGEN) --target web --no-typescript --omit-default-module-path --out-dir $(STAGE) $<
	$(TERSER) --output $@ -- $@ $(BESIDE_$*)

$(STAGE)/lexicon.bin: app/deid/lexicon/lexicon.bin
	mkdir -p $(STAGE) && cp $< $@

$(STAGE)/afterword.css: $(wildcard style/*.scss) style/purgecss.config.cjs $(PAGES) style/node_modules/.package-lock.json
	style/node_modules/.bin/sass --no-source-map --style=compressed --load-path=style/node_modules style/main.scss $@
	style/node_modules/.bin/purgecss --config style/purgecss.config.cjs --css $@ --output $@

$(STAGE)/%.js: app/browser/%.js style/node_modules/.package-lock.json
	mkdir -p $(STAGE) && $(TERSER) --output $@ -- $<
