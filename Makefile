# make demo: measures the clips in videos/.  make test: everything that a change must pass.
PYTHON ?= python3
VENV ?= .venv
READY = $(VENV)/.ready

demo: $(READY)
	$(VENV)/bin/movescreen demo --out results/demo
	@echo "Open these in a browser: results/demo/*/report.html"

test: $(READY)
	-$(VENV)/bin/movescreen models >/dev/null  # out of reach, the tests that need it say so
	$(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "movescreen needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

# The newest versions that pyproject.toml allows, as they are then tested; to be committed together.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet -e ".[test]"
	$(VENV)-lock/bin/python -m pip freeze --exclude-editable > requirements.lock
	rm -r $(VENV)-lock

.PHONY: demo test lock
