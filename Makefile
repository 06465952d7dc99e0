# Parvis. `make help` lists what there is.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test bench lint translations wheel clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(READY): pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --disable-pip-version-check --group dev --editable .
	touch $@

catalogues: $(READY)
	@$(BIN)/python tools/translations.py compile

.PHONY: catalogues

demo: catalogues ## Set up, load an invented town, serve it, print the address
	$(BIN)/kiosk demo

test: catalogues ## Set up and run every test
	$(BIN)/python -m pytest -n 2 --dist worksteal

bench: catalogues ## Measure import, search and pages, up to a million places; takes an hour
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench

lint: catalogues ## Style, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

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

wheel: catalogues ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean: ## Remove what was built
	rm -rf $(VENV) dist build instance .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name '*.mo' -not -path './.git/*' -delete
