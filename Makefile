# The verbs: make demo · make test · make check · make protocol · make bench
#
# `make demo` and `make test` need only Python 3.11 or newer; scripts/setup.sh fetches the rest: a virtual
# environment in .venv, npm packages, and a Chromium where the system's packages can give one.

.DEFAULT_GOAL := help
.PHONY: help setup setup-python setup-node setup-browser demo test check format protocol bench clean
SHELL := /bin/sh
BIN := .venv/bin
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix extension --silent
EXTENSION_SOURCES := $(shell find extension -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print)

help:
	@sed -n '1s/^# //p' Makefile

# --- what everything else needs ----------------------------------------------------------------------

setup: setup-python setup-node setup-browser extension/dist/manifest.json

setup-python: .venv/.hearback-ready
.venv/.hearback-ready: requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh python
	@touch $@

setup-node: extension/node_modules/.hearback-ready
extension/node_modules/.hearback-ready: extension/package-lock.json .venv/.hearback-ready
	@sh scripts/setup.sh node
	@touch $@

setup-browser: .venv/.hearback-ready
	@sh scripts/setup.sh browser

extension/dist/manifest.json: $(EXTENSION_SOURCES) extension/node_modules/.hearback-ready
	@$(NPM) run build

# --- the verbs ----------------------------------------------------------------------------------------

demo: setup
	@$(BIN)/hearback demo

test: setup check
	$(BIN)/pytest -q
	$(NPM) test

check: setup-python setup-node
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hearback check-knowledge
	$(NPM) run check

format: setup-python setup-node
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(NPM) run format

# protocol/messages.py → JSON schema → extension/src/protocol.d.ts
protocol: setup-python setup-node
	$(BIN)/python -m hearback.protocol.schema > extension/protocol.schema.json
	$(NPM) run protocol

bench: setup
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_panel.py
	$(BIN)/python scripts/bench_gmail.py
	$(BIN)/python scripts/reliability.py

clean:
	rm -rf .venv extension/node_modules extension/dist build .mypy_cache .ruff_cache .pytest_cache
