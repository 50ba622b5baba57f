# make help says what there is. Nothing here needs more than Python 3.11 or newer, git and make.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help audit test lint type lock lexicons bench bench-startup clean

help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/make \1 @\2/p' Makefile | column -t -s @

# The environment is made anew when the lock changes, and is whole or absent.
.venv/ready: requirements.lock
	rm -rf .venv
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "presscheck needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

audit: .venv/ready ## audit the batch in seeds/ and say where the report is
	@$(BIN)/presscheck audit seeds/raw || [ $$? -eq 1 ] # 1: findings, which are what the seeds are for

test: .venv/ready ## run all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/ready ## style, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

type: .venv/ready ## mypy, strict
	$(BIN)/mypy

lock: .venv/ready ## rebuild requirements.lock: every dependency pinned, with hashes, for every platform
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock

lexicons: .venv/ready ## rebuild the lexicons that are derived from public data
	$(BIN)/python -m presscheck.lexicons.build

bench-startup: .venv/ready ## how soon the first findings are there, as ratios
	$(BIN)/python benchmarks/startup.py

bench: .venv/ready ## accuracy on labelled pages, beside other tools and targets
	$(BIN)/python benchmarks/accuracy.py

clean: ## remove the environment, runs and caches
	rm -rf .venv reports dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
