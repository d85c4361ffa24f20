# All commands of the project. `make` alone explains them. Set-up happens by itself:
# .venv/ is made, and made again when the locks (requirements*.txt) change.

PYTHON  ?= python3
ADDRESS ?= 127.0.0.1:8000

BIN := .venv/bin
# As a module, not as a script: a script would name the folder that .venv/ was made in.
RUN := $(BIN)/python -m
# Twice quiet: errors only. The locks are complete, so nothing is resolved anew (--no-deps):
# older pips trip over extras of a locked package as soon as a newer one of it is published.
PIP := $(RUN) pip --disable-pip-version-check --no-input --quiet --quiet
INSTALL := $(PIP) install --require-hashes --no-deps --requirement
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) \
	--quiet

# The builders' advertisements for their successors (README, "The builder").
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

# The manifest of the published site, where scripts/published has fetched it.
PUBLISHED ?= $(wildcard published.json)

.DEFAULT_GOAL := help
.PHONY: help serve site test trials fuzz bench builders mutants archive lock format clean

help: ## Explain the targets (what `make` alone does)
	@echo "Targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "Variables: PYTHON=$(PYTHON) (3.11 or newer), ADDRESS=$(ADDRESS) (of make serve),"
	@echo "           SITE_URL (the site's own address, for make site)"

serve: .venv/.ready ## Build the site and serve it on this machine, reloading on every edit
	$(RUN) mkdocs serve --dirty --dev-addr $(ADDRESS)

site: .venv/.ready ## Build the site strictly into site/; a failed build leaves the old one
	$(RUN) generator build $(if $(PUBLISHED),--published $(PUBLISHED))

test: .venv/.ready-test ## Run every check: style, types, workflows, tests in a real browser
	@sh scripts/checks.sh

trials: .venv/.ready-test ## Run the long tests that `make test` leaves out
	@sh scripts/trials.sh

fuzz: .venv/.ready ## Feed bad input to reader, dates and rules, guided by coverage; MINUTES=10
	@sh scripts/fuzz.sh $(MINUTES)

bench: .venv/.ready-test ## Measure, and write the tables of benchmarks/README.md; ONLY=timeline for one
	@sh scripts/bench.sh $(ONLY)

builders: .venv/.ready-test ## Hand the record over to other builders, and compare; ONLY=zensical for one
	@sh scripts/builders.sh $(if $(ONLY),-k $(ONLY))

mutants: .venv/.ready-test ## Make faults on purpose and see whether tests notice; ARGS="--share 0.1" for fewer
	@sh scripts/mutants.sh $(ARGS)

archive: .venv/.ready ## Write the site for reading from disk, and all data, into one zip in build/archive/
	$(RUN) generator archive

lock: .venv/.ready-test ## Write the locks after a change in pyproject.toml; UPGRADE=1 takes newer versions, LOWEST=1 the lowest
	@$(LOCK) pyproject.toml $(if $(LOWEST),--upgrade --resolution lowest-direct) \
		--output-file requirements.txt
	@$(LOCK) pyproject.toml --group test --constraint requirements.txt \
		--output-file requirements-test.txt
	@$(LOCK) --group pyproject.toml:builders --constraint requirements-test.txt \
		--output-file requirements-builders.txt
	@$(LOCK) --group pyproject.toml:fuzz --constraint requirements-test.txt \
		--output-file requirements-fuzz.txt
	@$(LOCK) --group pyproject.toml:mutation --constraint requirements-test.txt \
		--output-file requirements-mutation.txt
	@echo "Written: requirements.txt, and -test.txt, -builders.txt, -fuzz.txt, -mutation.txt. Next: make test"

format: .venv/.ready-test ## Put Python code into its canonical form and mend what can be mended
	$(RUN) ruff check --fix --exit-zero --quiet
	$(RUN) ruff format

clean: ## Remove all that was built, and the caches; .venv/ stays
	rm -rf build site site.next-* .site.lock .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "make: Python 3.11 or newer is needed, and '$(PYTHON)' is not that. Install it, or name" >&2; \
	  echo "      another one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: '$(PYTHON)' lacks venv. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
	  exit 1; }
	@echo "Setting up .venv/ (about half a minute, only when requirements.txt has changed)"
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(INSTALL) requirements.txt
	@touch $@

.venv/.ready-test: requirements-test.txt .venv/.ready
	@echo "Adding the test tools to .venv/ (only when requirements-test.txt has changed)"
	@$(INSTALL) requirements-test.txt
	@touch $@
