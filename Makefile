# Everything one does with a clone. Each target sets up what it needs, and running it again is quick.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
export PYTHON
# Tests and the demo start many processes: none compiles again what another has compiled.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
STAMPS := .venv/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BUILT := src/thriving/ui/static/ui/built
CATALOGS := $(wildcard src/thriving/locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGS:.po=.mo)

.PHONY: help
help: ## Say what one can make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: demo
demo: setup ## Set up, load the sample year, serve it, and print the address
	@exec $(BIN)/thriving demo

.PHONY: setup
setup: $(STAMPS)/thriving look catalogs ## Set up what running needs

.PHONY: test
test: setup $(STAMPS)/development ## Set up and pass every test
	$(BIN)/pytest --numprocesses auto --dist worksteal --quiet $(if $(ONLY),-m "$(ONLY)") $(TESTS)

.PHONY: check
check: setup $(STAMPS)/development ## Format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Of the history of wikis that is made up to be measured: `make bench EVENTS=10000000` for what takes an hour.
EVENTS ?= 1000000

.PHONY: bench
bench: setup $(STAMPS)/development ## Measure what is claimed about speed
	$(BIN)/python -m bench
	$(BIN)/python -m bench.generating
	$(BIN)/python -m bench.ingest $(EVENTS)
	$(BIN)/python -m bench.metrics $(EVENTS)

.PHONY: docs
docs: setup $(STAMPS)/development ## Build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open site/index.html."

.PHONY: dist
dist: setup $(STAMPS)/development ## Build the wheel and try its demo in a fresh environment
	scripts/dist

.PHONY: messages
messages: setup ## Gather the messages to translate
	$(BIN)/python scripts/messages.py

.PHONY: mutants
mutants: setup $(STAMPS)/development ## Break the rules that protect, and see that tests notice
	$(BIN)/python scripts/mutants.py

.PHONY: clean
clean: ## Remove what was made, except data
	rm -rf .venv node_modules dist build site $(BUILT) $(COMPILED)

# The environment. pip refuses a package whose hash is not the locked one.

$(STAMPS)/environment:
	@scripts/need python
	@echo "Making the Python environment in .venv"
	@$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.txt requirements/build.txt | $(STAMPS)/environment
	@echo "Installing what Thriving runs on"
	@$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

$(STAMPS)/thriving: pyproject.toml $(STAMPS)/runtime
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/development: requirements/development.txt $(STAMPS)/runtime
	@echo "Installing what building and testing need"
	@$(PIP) install --require-hashes -r requirements/development.txt
	@touch $@

# The look: style sheets of Codex, put together by Node.

.PHONY: look
look: $(BUILT)/public.css

node_modules/.installed: package-lock.json
	@scripts/need node
	@echo "Installing what the style sheets are made of"
	@npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

# Classes that no page writes are left out of the sheets, so the pages count as sources too.
LOOK := $(shell find src/thriving/ui/look -type f) \
	$(shell find src/thriving -name '*.html' -o -path '*/ui/*' -name '*.py')

$(BUILT)/public.css: node_modules/.installed look.mjs $(LOOK)
	@node look.mjs

# The words: message catalogs, compiled by Babel so that no gettext is needed on the machine.

.PHONY: catalogs
catalogs: $(COMPILED)

%.mo: %.po | $(STAMPS)/runtime
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
