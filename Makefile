# One command for each thing a person does here. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# A stamp carries a checksum of what was installed, so that an unchanged list is not installed again.
RUN_STAMP := $(VENV)/installed-run-$(shell cat requirements.txt | cksum | cut -d ' ' -f 1)
DEV_STAMP := $(VENV)/installed-dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d ' ' -f 1)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help run bench test check lint types architecture messages migrations contract renew-contract renew-checks endurance screenshots wheel clean python-is-ready

help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make run PORT=8001             another port"
	@echo "  make test ARGS='-k caveat'     some of the tests"

# --- Run ---------------------------------------------------------------------

run: $(RUN_STAMP) ## Start the demo site on http://localhost:8000/ (SQLite, no services needed)
	@PORT=$(PORT) $(BIN)/python manage.py start_demo --port $(PORT) $(ARGS)

define PREFLIGHT
import socket, sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is %d.%d. Name another: make run PYTHON=python3.12" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("This Python has no venv module. Install it, on Debian and Ubuntu with: sudo apt-get install python3-venv")
if "run" in sys.argv:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int("$(PORT)")))
        except (OSError, OverflowError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            sys.exit("Port $(PORT) cannot be used: %s. Choose another: make run PORT=8001" % reason)
endef
export PREFLIGHT

python-is-ready:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c "$$PREFLIGHT" $(MAKECMDGOALS)

$(RUN_STAMP): requirements.txt | python-is-ready
	@echo "[1/6] Making a virtual environment in $(VENV) with $$($(PYTHON) --version) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "[2/6] Installing $$(grep -c '==' requirements.txt) packages (about a minute; the next start skips this) ..."
	@$(PIP) install -r requirements.txt
	@rm -f $(VENV)/installed-run-* && touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt | python-is-ready
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing $$(cat requirements.txt requirements-dev.txt | grep -c '==') packages to run and to test ..."
	@$(PIP) install -r requirements-dev.txt
	@rm -f $(VENV)/installed-run-* $(VENV)/installed-dev-* && touch $(RUN_STAMP) $@

# --- Test --------------------------------------------------------------------

test: $(DEV_STAMP) ## Run the tests, shuffled, on two processes
	@$(BIN)/python -m pytest -n 2 --maxschedchunk 8 $(ARGS)

check: lint types architecture messages migrations contract test ## Everything that must hold before a commit

lint: $(DEV_STAMP) ## Style, and what a linter can see
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## Types
	@$(BIN)/mypy

architecture: $(DEV_STAMP) ## Which folder may import which
	@$(BIN)/lint-imports --no-cache

messages: $(DEV_STAMP) ## Catalogues: complete, compiled, with the same placeholders on both sides
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py check_catalogues

migrations: $(DEV_STAMP) ## Migrations that were forgotten
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py makemigrations --check --dry-run

contract: $(DEV_STAMP) ## The API against its published description and examples
	@$(BIN)/python -m pytest tests/contract/test_contract.py -p no:randomly --no-header

renew-contract: $(DEV_STAMP) ## Write the API's description and examples anew after a change that is meant
	@$(BIN)/python -m tests.contract.renew

renew-checks: $(DEV_STAMP) ## Check every form and write what was found into research/renderings/checks.json
	@$(BIN)/python -m tests.renderings.renew

endurance: $(DEV_STAMP) ## Put webhooks under trouble and kill workers, with figures (about an hour)
	@$(BIN)/python -m tests.endurance.webhooks $(or $(ARGS),--changes 5000 --kills 100)

fuzz: $(DEV_STAMP) ## Ask the API 20,000 things that its description allows or forbids
	@$(BIN)/python -m tests.contract.fuzz $(ARGS)

screenshots: $(DEV_STAMP) ## Take the pictures of the documentation again (needs Chromium)
	@SCREENSHOTS=docs/images $(BIN)/python -m pytest tests/browser $(ARGS)

# --- Measure -----------------------------------------------------------------

bench: $(DEV_STAMP) ## Measure the API beside its peers (needs wrk and nginx; ARGS='--help' says what else)
	@$(BIN)/python -m benchmarks $(ARGS)

# --- Build -------------------------------------------------------------------

wheel: $(DEV_STAMP) ## Build the plugin into dist/
	@rm -rf build dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@$(BIN)/python -m zipfile --list dist/*.whl | awk 'NR > 1 {print $$1}' | cut -d / -f 1 | sort | uniq -c
	@! $(BIN)/python -m zipfile --list dist/*.whl | grep -E '^(cms|home|tests|benchmarks)/' || { echo "The wheel holds more than the plugin." >&2; exit 1; }

clean: ## Remove what was built; keeps .venv/ and the content in var/
	@rm -rf build dist *.egg-info htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find cms home research tests -name __pycache__ -prune -exec rm -rf {} +
