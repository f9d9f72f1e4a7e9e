# make demo: measures the clips in videos/.  make test: everything that a change must pass.  make docs: builds the site.
# make mutants: counts the changes to the core that the tests notice.
PYTHON ?= python3
VENV ?= .venv
READY = $(VENV)/.ready

demo: $(READY)
	$(VENV)/bin/movescreen demo --out results/demo
	@echo "Open these in a browser: results/demo/*/report.html"

# Compiled code is kept, whatever the shell says: the tests start more than a hundred processes.
test: $(READY)
	-$(VENV)/bin/movescreen models >/dev/null  # out of reach, the tests that need it say so
	PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

docs: $(READY)
	$(VENV)/bin/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "Open this in a browser: build/docs/index.html"

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "movescreen needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

# What pyproject.toml asks for, for every system and Python that it allows, with the digest of each file. Versions that
# stand in requirements.lock stay where they still fit; `make lock LOCK=--upgrade` takes the newest of all,
# `make lock LOCK="--upgrade-package av"` of one.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(VENV)-lock/bin/uv pip compile --quiet pyproject.toml --extra test --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock $(LOCK)
	rm -r $(VENV)-lock

# How many one-line changes to the core the tests notice: an hour on two cores.
mutants: $(READY)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[mutants]'
	$(VENV)/bin/python benchmarks/mutants.py --write

.PHONY: demo test docs lock mutants
