# Everything here sets itself up: Python 3.11 or newer is all that must be there. What is installed is locked, with hashes, in locks/.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help setup demo test check bench train crossvalidate docs lock clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: locks/run.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r locks/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt $(VENV)/.run
	$(PIP) --require-hashes -r locks/dev.txt
	@touch $@

setup: $(VENV)/.run  ## install marsad into .venv

demo: $(VENV)/.run  ## code the sample reports, print one, write a page of each; keep them in an archive, print its incidents and a ledger
	@rm -rf build/demo && mkdir -p build/demo
	@$(BIN)/marsad code samples/reports.jsonl --to html -o build/demo
	@echo
	@head -n 1 samples/reports.jsonl | $(BIN)/marsad code - --to table
	@echo
	@$(BIN)/marsad archive init build/demo/news.marsad
	@$(BIN)/marsad archive add build/demo/news.marsad samples/reports.jsonl
	@echo
	@$(BIN)/marsad archive incidents build/demo/news.marsad --type ASSAULT --place "أبو سليم"
	@echo
	@echo "Who says how many were killed and hurt there, and when (marsad archive ledger build/demo/news.marsad 5/e1):"
	@$(BIN)/marsad archive ledger build/demo/news.marsad 5/e1 --measure killed --measure injured
	@echo
	@echo "A page of each report, to open in a browser:"
	@for page in $(CURDIR)/build/demo/*.html; do echo "  file://$$page"; done

check: $(VENV)/.dev  ## ruff, mypy --strict, the import contract
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: check  ## check, then every test
	@$(BIN)/python -m pytest

bench: $(VENV)/.run  ## score against the hand-coded reports of $(SHARED)/bench
	@$(BIN)/python -m marsad.evaluation $(SHARED)
	@printf '\n== hand-coded reports, each coded by models that never saw its outlet\n'
	@if [ -f build/folds/0/dating.tsv ]; then $(BIN)/python training/crossvalidate.py; \
	else echo "not made: the models of each fold must be trained first (make train)"; fi

$(VENV)/.train: locks/train.txt $(VENV)/.run
	$(PIP) --require-hashes -r locks/train.txt
	$(PIP) 'torch==2.13.*'  # not locked by hash: which build fits (with or without a graphics card) is the machine's own matter
	@touch $@

train: $(VENV)/.train  ## train every model from the hand-coded reports of $(SHARED)/bench and training/coded
	@$(BIN)/python training/train.py --ship

crossvalidate: $(VENV)/.run  ## score each hand-coded report with models that never saw its outlet (after make train)
	@$(BIN)/python training/crossvalidate.py

docs: $(VENV)/.run  ## write what the docs show of the program's output anew
	@$(BIN)/python scripts/readme.py

lock: $(BIN)/python  ## write locks/ anew from pyproject.toml
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group build pyproject.toml -o locks/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev --extra postgres --extra exports -c locks/run.txt pyproject.toml -o locks/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group train -c locks/run.txt pyproject.toml -o locks/train.txt

clean:  ## remove what was made
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
