# What a newcomer calls. Every target does its own set-up on a clean clone and is safe to repeat.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Targets share one environment: never two pips at once.
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev
SETUP := pyproject.toml tools/make-venv.sh
# Checks read the settings, but must neither need nor write a data folder.
QUIET_SETTINGS := DATABASE_URL=sqlite://:memory: SECRET_KEY=only-for-checks DATA_DIR=.tools/data DJANGO_SETTINGS_MODULE=vetatwork.config.settings
PYTEST := $(BIN)/python -m pytest
WORKERS_OF_TESTS ?= 2
# Tests of a group share what is dear to make, so one process runs them all. Those with a browser stay last.
SIDE_BY_SIDE := -n $(WORKERS_OF_TESTS) --dist loadgroup --no-loadscope-reorder
EPUBCHECK := command -v epubcheck >/dev/null || tools/ensure-packages.sh epubcheck

.PHONY: help run test test-postgres check check-code check-site bench wheel test-newest lock format messages clean

help:  ## Show this list.
	@echo "VET@work. Two commands are all a newcomer needs: make run, make test."
	@echo
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

$(RUN_READY): requirements.lock $(SETUP)
	@tools/make-venv.sh $(VENV) requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock requirements.lock $(SETUP)
	@tools/make-venv.sh $(VENV) requirements-dev.lock
	@touch $(RUN_READY) $@

run: $(RUN_READY)  ## Set everything up and serve the site on http://127.0.0.1:8000 (PORT=8001 make run for another port).
	@exec $(BIN)/vetatwork run

test: $(DEV_READY)  ## Every test on SQLite and in a real browser.
	@command -v soffice >/dev/null 2>&1 || tools/ensure-packages.sh libreoffice-writer-nogui libreoffice-calc-nogui
	@$(EPUBCHECK)
	@CHROMIUM="$$(tools/find-browser.sh)" && export CHROMIUM && env -u DATABASE_URL $(PYTEST) $(SIDE_BY_SIDE)

test-postgres: $(DEV_READY)  ## Every test that touches the database, on a PostgreSQL of its own.
	@tools/postgres.sh $(PYTEST) $(SIDE_BY_SIDE) -m "not browser and not pure and not contracts and not outputs"

# Both parts keep one core busy each. What the second one says comes after the first one's lines.
check: $(DEV_READY) .tools/html/.ready  ## Linters, types, import contracts, content, migrations, HTML, links.
	@$(MAKE) check-site >.tools/check-site.log 2>&1 & site=$$!; \
	$(MAKE) check-code; code=$$?; wait $$site; pages=$$?; cat .tools/check-site.log; \
	[ $$code -eq 0 ] && [ $$pages -eq 0 ]
	@echo "Everything is in order."

check-code: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(QUIET_SETTINGS) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/vetatwork
	$(QUIET_SETTINGS) $(BIN)/vetatwork content check --complete
	$(QUIET_SETTINGS) $(BIN)/vetatwork manage makemigrations --check --dry-run

check-site: $(DEV_READY) .tools/html/.ready
	$(BIN)/python -m tools.html.check_pages

.tools/html/.ready: tools/html/package.json tools/html/package-lock.json $(DEV_READY)
	@rm -rf .tools/html && mkdir -p .tools/html && cp tools/html/package.json tools/html/package-lock.json .tools/html/
	@echo "Installing the HTML checker …"
	@$(BIN)/python tools/html/npm.py ci --prefix .tools/html --no-audit --no-fund --ignore-scripts --silent
	@touch $@

bench: $(DEV_READY) .tools/lighthouse/.ready  ## Performance as ratios, counts and scores, each against its bar.
	@tools/bench/ensure-tools.sh && CHROMIUM="$$(tools/find-browser.sh)" && export CHROMIUM && $(BIN)/python -m tools.bench

.tools/lighthouse/.ready: tools/lighthouse/package.json tools/lighthouse/package-lock.json $(DEV_READY)
	@rm -rf .tools/lighthouse && mkdir -p .tools/lighthouse && cp tools/lighthouse/package.json tools/lighthouse/package-lock.json .tools/lighthouse/
	@echo "Installing Lighthouse …"
	@PUPPETEER_SKIP_DOWNLOAD=1 $(BIN)/python tools/html/npm.py ci --prefix .tools/lighthouse --no-audit --no-fund --ignore-scripts --silent
	@touch $@

wheel: $(DEV_READY)  ## Build the installable package into dist/.
	@rm -rf dist && $(BIN)/python -m hatchling build --target wheel

test-newest:  ## The tests with the newest allowed version of every package.
	@tools/test-newest.sh

lock:  ## Write the lock files anew after a change of pyproject.toml (needs uv).
	@tools/lock.sh

format: $(DEV_READY)  ## Bring code and content files into their one form.
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(BIN)/vetatwork content format

messages: $(DEV_READY)  ## Collect the strings to translate into src/vetatwork/locale/.
	@command -v xgettext >/dev/null 2>&1 || tools/ensure-packages.sh gettext
	@tools/messages.sh

clean:  ## Remove everything that was made; data/ stays.
	rm -rf $(VENV) .tools dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
