# Two commands start and prove the whole: `make run` and `make test`. `make help` lists the others.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help setup run test check lock clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

setup: ## prepare .venv (dependencies of the application, its tests and its checks)
	@$(PYTHON) scripts/bootstrap.py --dev

lock: setup ## resolve the dependencies again after a change in pyproject.toml
	@PYTHON=$(PYTHON) scripts/lock.sh $(LOCK_FLAGS)
	@$(PYTHON) scripts/bootstrap.py --dev

clean: ## remove what set-up, tests and checks made; var/ (the data) stays
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
