# make help says what there is. Nothing here needs more than Python 3.11 or newer, git and make.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help audit test lint type lock lexicons bench eval floors train calibrate bench-startup bench-throughput profile clean

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

floors: .venv/ready ## lift the floors in tests/eval/floors.json to what is measured now
	$(BIN)/python benchmarks/accuracy.py --floors raise
	$(BIN)/python benchmarks/accuracy.py --sample 60 --alone --only lines,html,dateline --floors raise

train: .venv/ready ## train the weights of the learned scorers anew, on the labelled pages
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .[train]
	$(BIN)/python benchmarks/train.py

calibrate: .venv/ready ## measure how often values of each rank are right; rebuilds lexicons/confidence.json
	$(BIN)/python benchmarks/calibrate.py

bench-startup: .venv/ready ## how soon the first findings are there, as ratios
	$(BIN)/python benchmarks/startup.py

bench-throughput: .venv/ready ## articles a second and core, beside other tools in the same run
	$(BIN)/python benchmarks/throughput.py

profile: .venv/ready ## where the time goes, by function
	$(BIN)/python benchmarks/throughput.py --profile

bench: .venv/ready ## accuracy on labelled pages, beside other tools and targets; writes docs/accuracy.md
	$(BIN)/python benchmarks/accuracy.py

eval: .venv/ready ## the same, and fails where a number is below its floor in tests/eval/floors.json
	$(BIN)/python benchmarks/accuracy.py --floors check

clean: ## remove the environment, runs and caches
	rm -rf .venv reports dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .cache
