# Two commands start and prove the whole: `make run` and `make test`. `make help` lists the others.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help setup run test check format migrations lock clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

setup: ## prepare .venv (dependencies of the application, its tests and its checks)
	@$(PYTHON) scripts/bootstrap.py --dev

run: ## start the application on http://127.0.0.1:$(PORT), with the demonstration year if the database is empty
	@$(PYTHON) scripts/bootstrap.py
	@$(BIN)/probant run --port $(PORT)

test: setup ## run the whole suite on SQLite and on PostgreSQL (ENGINE=sqlite ARGS="src/probant/kernel -x" narrows it)
	@$(BIN)/python scripts/run_tests.py $(if $(ENGINE),--engine $(ENGINE)) $(ARGS)

check: setup ## lint, format, types, import contracts, templates, migrations, documentation
	@$(BIN)/python scripts/check.py $(ARGS)

format: setup ## rewrite Python and templates the way `make check` wants them
	@$(BIN)/ruff check --quiet --fix src tests scripts conftest.py || true
	@$(BIN)/ruff format --quiet src tests scripts conftest.py
	@find src -path '*/templates/*' -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 || true

migrations: setup ## write the migrations that the models ask for, with their indexes folded in
	@DJANGO_SETTINGS_MODULE=probant.config.settings $(BIN)/django-admin makemigrations --skip-checks
	@DJANGO_SETTINGS_MODULE=probant.config.settings $(BIN)/python scripts/fold_migrations.py

lock: setup ## resolve the dependencies again after a change in pyproject.toml
	@scripts/lock.sh $(LOCK_FLAGS)
	@$(PYTHON) scripts/bootstrap.py --dev

clean: ## remove what set-up, tests and checks made; var/ (the data) stays
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
