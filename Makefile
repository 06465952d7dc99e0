# Parvis. `make help` lists what there is.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SUPPLY := build/supply
SERVES := $(VENV)/.serves
READY := $(VENV)/.ready
# What is installed is in requirements/, hash by hash: `make lock` writes it.
INSTALL := install --quiet --disable-pip-version-check
HASHED := $(INSTALL) --require-hashes --requirement

.DEFAULT_GOAL := help
.PHONY: help demo dev test quick one long bench lint lock parts system-packages translations wheel clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# Enough to serve: a newcomer who wants to look waits for no more.
$(SERVES): requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip $(HASHED) requirements/run.txt --requirement requirements/build.txt
	$(BIN)/pip $(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(READY): $(SERVES) requirements/dev.txt
	$(BIN)/pip $(HASHED) requirements/dev.txt
	touch $@

catalogues: $(READY)
	@$(BIN)/python tools/translations.py compile

.PHONY: catalogues

demo: $(SERVES) ## Set up, load an invented town, serve it, print the address
	@$(BIN)/python tools/translations.py compile
	$(BIN)/kiosk demo

dev: catalogues ## Serve the invented town for work on it: it starts anew whenever Python, a template, a style or a script changes
	@$(BIN)/kiosk demo --load-only
	KIOSK_DEMO=1 KIOSK_NEAR=$${KIOSK_NEAR:-47.3220,5.0415} KIOSK_NEAR_NAME=$${KIOSK_NEAR_NAME:-Dijon} \
	  $(BIN)/kiosk run --debug --port $${PORT:-8400} --extra-files "$$(find templates static -type f | tr '\n' ':')"

system-packages: ## Install the Debian packages that tests need, where that may be done unasked; else name them
	@sh tools/system_packages.sh

# Each run has an order of its own, module by module, those in a browser first, and says its seed: make one T="tests --randomly-seed=7" brings it back.
PYTEST := $(BIN)/python -m pytest
TWO := -n 2 --dist worksteal
T ?= tests

test: system-packages catalogues ## Set up and run every test
	$(PYTEST) $(TWO)

quick: catalogues ## Run the tests that need neither a browser nor other programs, with few examples; under a minute
	EXAMPLES=few $(PYTEST) $(TWO) --ignore tests/browser -m "not slow"

one: catalogues ## Run one file or test: T=tests/codes/test_qr.py
	$(PYTEST) $(T)

long: system-packages catalogues ## Run the tests that need no browser with twenty times the examples
	EXAMPLES=many $(PYTEST) $(TWO) --ignore tests/browser

bench: catalogues ## Measure import, search and pages, up to a million places; takes an hour
	$(BIN)/python -m bench

lint: catalogues $(SUPPLY)/.ready ## Style, types, import rules, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(SUPPLY)/bin/pip-licenses --python $(BIN)/python --output-file build/licences.txt

# The tools of supply have an environment of their own: nothing of them is in the program's, and nothing of the program's in theirs.
$(SUPPLY)/.ready: requirements/supply.txt
	$(PYTHON) -m venv --clear $(SUPPLY)
	$(SUPPLY)/bin/pip $(HASHED) requirements/supply.txt
	touch $@

lock: $(SUPPLY)/.ready ## Write requirements/ from pyproject.toml: UPGRADE=--upgrade takes the newest of everything
	sh tools/lock.sh $(SUPPLY)/bin/uv $(UPGRADE)

parts: wheel $(SUPPLY)/.ready ## List what a box runs, with licences, as CycloneDX: build/parts.cdx.json
	$(PYTHON) -m venv --clear --without-pip build/box
	$(BIN)/pip --python build/box/bin/python $(HASHED) requirements/box.txt
	$(BIN)/pip --python build/box/bin/python $(INSTALL) --no-deps --no-index --find-links dist parvis-kiosk
	$(SUPPLY)/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application --output-reproducible \
	  --output-file build/parts.cdx.json build/box/bin/python

translations: $(READY) ## Extract, update, check and compile the catalogues
	$(BIN)/python tools/translations.py update
	$(BIN)/python tools/translations.py check
	$(BIN)/python tools/plain_words.py
	$(BIN)/python tools/translations.py compile

# The table of rights: the engine has an environment of its own, which the program never sees.
RIGHTS := tools/rights/.venv
MONTH ?= 2026-11
UNTIL ?= 2026-12-31
$(RIGHTS)/.ready: tools/rights/requirements.txt
	$(PYTHON) -m venv $(RIGHTS)
	$(RIGHTS)/bin/pip install --quiet --disable-pip-version-check --requirement tools/rights/requirements.txt
	touch $@

rights: catalogues $(RIGHTS)/.ready ## Work out the table of rights again: MONTH=2027-01 UNTIL=2027-03-31; takes an hour, goes on where it was stopped
	$(RIGHTS)/bin/python -m tools.rights.generate --month $(MONTH)
	$(BIN)/python -m tools.rights.export --folder build/rights/$$($(RIGHTS)/bin/python -m tools.rights.generate --month $(MONTH) --name) \
	  --month $(MONTH) --valid-until $(UNTIL) --engine "$$(head -2 tools/rights/requirements.txt | tail -1)"
	$(BIN)/python -m tests.rights.cases

rights-check: catalogues $(RIGHTS)/.ready ## Hold engine and table against published figures and 10,000 random households; two minutes
	$(RIGHTS)/bin/python -m tools.rights.golden
	mkdir -p build/rights
	$(RIGHTS)/bin/python -m tools.rights.truth --month $(MONTH) --out build/rights/truth.json
	$(BIN)/python -m tools.rights.compare build/rights/truth.json --write docs/rights.md

.PHONY: rights rights-check

# The lists of known words: their source has a folder of its own, which the program never sees.
build/words: tools/words/requirements.txt
	$(BIN)/pip $(INSTALL) --target $@ --requirement tools/words/requirements.txt

known-words: catalogues build/words ## Write the words that each language knows again; asks hunspell, ten minutes
	PYTHONPATH=build/words $(BIN)/python -m tools.words.collect

.PHONY: known-words

wheel: catalogues ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove what was built
	rm -rf $(VENV) dist build instance .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name '*.mo' -not -path './.git/*' -delete
