# Two commands: `make demo` and `make test`. Each does all its own set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check fast setup train-setup train lint types contracts benchmarks evaluate clean

demo: setup
	@$(BIN)/onrecord read demo/strait-talks.en.txt
	@$(BIN)/onrecord read demo/strait-talks.es.html

test: setup
	$(BIN)/pytest

fast: setup
	$(BIN)/pytest -m "not slow"

check: test lint types contracts

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

benchmarks: setup
	$(BIN)/python benchmarks/read.py

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
