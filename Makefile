# make help says what there is. Nothing here needs more than Python 3.11 or newer, git and make.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help audit test stress lint type lock rule-pages lexicons bench eval floors train calibrate bench-startup bench-link bench-growth bench-cluster bench-throughput bench-scaling profile selftest-bench bench-rules bench-report screenshots endurance torture fuzz security sbom clean

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

# Half a gigabyte that only the tests of the cluster need: make audit goes without it.
.venv/spark: .venv/ready requirements-spark.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	touch $@

# What trains weights without each fold of sites, for measuring on the development half; other pages need none.
define FOLDS
@$(BIN)/python -c 'import catboost, optax' 2>/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check --editable .[train] || true
endef

audit: .venv/ready ## audit the batch in seeds/ and say where the report is
	@$(BIN)/presscheck audit seeds/raw || [ $$? -eq 1 ] # 1: findings, which are what the seeds are for

test: .venv/ready .venv/spark ## run all tests
	$(BIN)/python -m pytest -n 3 --dist loadgroup

stress: .venv/ready ## the long tests of the nightly job: 100 rounds of claims, 50 kills of each kind, 100 batches by two inboxes (half an hour)
	PRESSCHECK_ROUNDS=100 PRESSCHECK_KILLS=50 PRESSCHECK_BATCHES=100 $(BIN)/python -m pytest -n 0 -ra \
	  tests/test_inbox.py tests/test_killed.py tests/flows/test_nightly.py

lint: .venv/ready ## style, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

type: .venv/ready ## mypy, strict
	$(BIN)/mypy

lock: .venv/ready ## rebuild requirements.lock and requirements-spark.lock: every dependency pinned, with hashes, for every platform
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' | \
	  $(BIN)/uv pip compile - --universal --python-version 3.11 --upgrade --constraint requirements.lock \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements-spark.lock

rule-pages: .venv/ready ## write docs/rules and docs/audit.schema.json anew
	$(BIN)/python -m presscheck.explain docs

lexicons: .venv/ready ## rebuild the lexicons that are derived from public data
	$(BIN)/python -m presscheck.lexicons.build

floors: .venv/ready ## lift the floors in tests/eval/floors.json to what is measured now
	$(FOLDS)
	$(BIN)/python benchmarks/accuracy.py --floors raise
	$(BIN)/python benchmarks/accuracy.py --sample 60 --alone --only lines,html,dateline --floors raise

train: .venv/ready ## train the weights of the learned scorers anew, on the labelled pages
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .[train]
	$(BIN)/python benchmarks/train.py

calibrate: .venv/ready ## measure how often values of each rank are right; rebuilds lexicons/confidence.json
	$(BIN)/python benchmarks/calibrate.py

bench-startup: .venv/ready ## how soon the first findings are there, as ratios
	$(BIN)/python benchmarks/startup.py

bench-link: .venv/ready ## links and stories on labelled pairs, beside MinHash LSH and SimHash; then how time grows
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .[bench]
	$(FOLDS)
	$(BIN)/python benchmarks/link.py
	$(BIN)/python benchmarks/link_growth.py

bench-growth: .venv/ready ## time and memory of a whole audit of 1,000 and of 10,000 articles
	$(BIN)/python benchmarks/growth.py

bench-cluster: .venv/spark ## the slopes of docs/scale.md: what an audit on a Spark cluster keeps, shuffles and costs by article
	$(BIN)/python benchmarks/cluster.py

# datatrove asks for versions of its own. spaCy splits words by rules that come with it; nothing is downloaded later.
PEERS := .cache/peers
$(PEERS)/ready:
	rm -rf $(PEERS)
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check \
	  datatrove==0.10.1 regex==2026.11.15 spacy==3.8.18 tokenizers==0.23.3 xxhash==3.8.2
	touch $@

bench-throughput: .venv/ready $(PEERS)/ready ## a whole audit, articles a second and core, beside datatrove and trafilatura in the same run
	$(BIN)/python benchmarks/throughput.py

bench-scaling: .venv/ready ## two processors against one, and the share of Great Expectations up to a million rows (half an hour)
	$(BIN)/python benchmarks/scaling.py

profile: .venv/ready ## where the time goes, by function
	$(BIN)/python benchmarks/throughput.py --profile

bench: .venv/ready ## accuracy on labelled pages, beside other tools and targets; writes docs/accuracy.md
	$(FOLDS)
	$(BIN)/python benchmarks/accuracy.py

eval: .venv/ready ## the same, and fails where a number is below its floor in tests/eval/floors.json
	$(FOLDS)
	$(BIN)/python benchmarks/accuracy.py --floors check

selftest-bench: .venv/ready ## defects planted in labelled bodies; writes the last section of docs/accuracy.md
	$(BIN)/python benchmarks/selftest.py

bench-rules: .venv/ready ## precision of each rule on labelled lines; writes docs/rules/precision.json
	$(BIN)/python benchmarks/rules.py

bench-report: .venv/ready ## the report of 100,000 generated articles: build time, size, first paint, filter latency
	$(BIN)/python benchmarks/report.py

screenshots: .venv/ready ## every kind of page of the report, light, dark, narrow and printed: .cache/screenshots, docs/images
	$(BIN)/python benchmarks/screenshots.py

endurance: .venv/ready ## 500 audits in a row in one process: memory and open files stay flat (20 minutes)
	$(BIN)/python benchmarks/endurance.py

torture: .venv/ready ## 2,000 articles and 200 bad inputs: none lost, none unnamed, less than 1 GiB
	$(BIN)/python benchmarks/torture.py

FUZZ_SECONDS ?= 300
.cache/atheris: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --target $@ "atheris>=3" || mkdir -p $@

fuzz: .cache/atheris ## mutants through read, strip and normalise for FUZZ_SECONDS; guided by coverage where atheris has a wheel
	PYTHONPATH=.cache/atheris $(BIN)/python tests/faults/fuzz.py --seconds $(FUZZ_SECONDS)

TOOLS := .cache/supply
$(TOOLS)/ready: .venv/ready
	rm -rf $(TOOLS)
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check "pip-audit>=2.10" "cyclonedx-bom>=7.5"
	touch $@

security: $(TOOLS)/ready ## known vulnerabilities of the locked packages (needs network), and ruff's security rules
	$(BIN)/ruff check --select S .
	$(TOOLS)/bin/pip-audit --strict --requirement requirements.lock --requirement requirements-spark.lock --no-deps --disable-pip

sbom: $(TOOLS)/ready ## the locked packages as CycloneDX: dist/presscheck.cdx.json
	mkdir -p dist
	$(TOOLS)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o dist/presscheck.cdx.json

clean: ## remove the environment, runs and caches
	rm -rf .venv reports dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .cache
