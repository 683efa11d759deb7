# Every target has one line of help: `make help`.
PYTHON ?= python3
VENV_PYTHON = .venv/bin/python
SOAK = RELAY_KILLS=100 RELAY_RACES=200 RELAY_STEPS=10000 $(VENV_PYTHON) -m pytest -n 3 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo check test soak bench catalogue locks clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sort | awk -F ':.*  ## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup:  ## virtual environment, pinned packages, theme and catalogues (skips what is done)
	@$(PYTHON) -m tools.setup

setup-dev:  ## as setup, with what tests and linters need
	@$(PYTHON) -m tools.setup --dev

run: setup  ## serve Relay on http://localhost:$PORT (8000), with a demo programme on first start
	@exec .venv/bin/relay run

demo: setup  ## play a letter's whole road against the running server
	@.venv/bin/relay demo --url http://localhost:$${PORT:-8000}

check: setup-dev  ## everything fast: lint, types, layers, unit tests
	@$(VENV_PYTHON) -m tools.checks --fast

test: setup-dev  ## everything: Python, browser modules, a real browser; installs what it needs
	@$(VENV_PYTHON) -m tools.checks

soak: setup-dev  ## the rules under long fire: 100 kills, 200 races, 10,000 random steps, on each database
	@$(SOAK) tests/rules tests/attack -m slow
	@RELAY_TEST_DATABASE=postgresql $(SOAK) tests/rules tests/attack tests/journeys -m slow

bench: setup-dev  ## measure against the references in bench/reference, write bench/results.json
	@$(VENV_PYTHON) -m bench

catalogue: setup-dev  ## extract what is said and update the French catalogue
	@$(VENV_PYTHON) -m tools.catalogues

locks: setup-dev  ## pin the newest allowed Python packages, with hashes
	@$(VENV_PYTHON) -m tools.locks

clean:  ## remove everything that set-up made; keeps var/
	@rm -rf .venv node_modules relay/static/vendor relay/static/build
	@find relay/translations -name '*.mo' -delete
