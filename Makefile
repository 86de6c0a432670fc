# `make` lists what there is. Everything runs in .venv, made on first use from the locked requirements.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PYTHONPATH := scripts
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help serve check case convert report due links build offline release test bench stress load audit
.PHONY: successor golden lint strings lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tajarib needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# What some targets need beyond that.
$(VENV)/installed-tests: tests/requirements.txt
$(VENV)/installed-offline: scripts/tajarib/offline/requirements.txt
$(VENV)/installed-release: scripts/tajarib/release/requirements.txt
$(VENV)/installed-links: scripts/tajarib/external_links/requirements.txt
$(VENV)/installed-convert: scripts/tajarib/converters/requirements.txt
$(VENV)/installed-bench: tests/benchmarks/requirements.txt $(VENV)/installed-tests
$(VENV)/installed-%: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(filter %/requirements.txt,$^)
	@touch $@

serve: $(VENV)/installed ## live preview on http://127.0.0.1:8000 (Arabic at /, English at /en/)
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/installed ## validate cases/ (ARGS="--strict --lang ar,en PATH")
	@$(BIN)/python scripts/validate.py $(ARGS)

case: $(VENV)/installed ## write a new case: asks, or takes files (ARGS="--from FILE…")
	@$(BIN)/python scripts/new_case.py $(ARGS)

convert: $(VENV)/installed-convert ## a case in another standard, or a draft from one (ARGS="--to publiccode|schema-org|dcat FILE|ID")
	@$(BIN)/python scripts/convert.py $(ARGS)

report: $(VENV)/installed ## problems and stale translations as Markdown, in both languages, for a pull request
	-@$(BIN)/python scripts/validate.py --format markdown --lang ar,en
	@$(BIN)/python scripts/translations.py stale --lang ar,en

due: $(VENV)/installed ## reviews that have lapsed or will soon, by country, as Markdown
	@$(BIN)/python scripts/due.py

links: $(VENV)/installed-links ## look at the addresses of other sites, and write what was found to cases/links.yml
	@$(BIN)/python scripts/links.py

build: $(VENV)/installed ## validate, then write the whole site to site/
	$(BIN)/python scripts/build.py

offline: $(VENV)/installed-offline ## the finished site as a ZIM for Kiwix and a ZIP a theme and a country (ARGS="--out FOLDER")
	$(BIN)/python scripts/offline.py $(ARGS)

release: $(VENV)/installed-release ## all that a deployment adds to the finished site: offline editions, cards, parts list, compressed files
	$(BIN)/python scripts/release.py

test: $(VENV)/installed-tests ## all tests; installs what they need, a browser included
	$(BIN)/python tests/install_browser.py
	$(BIN)/python tests/install_programs.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

bench: $(VENV)/installed-bench ## measure build, preview, check, search and pages, beside others (ARGS="--sizes 100,1000,10000 --readme")
	$(BIN)/python tests/install_browser.py
	$(BIN)/python scripts/bench.py $(ARGS)

stress: export TAJARIB_EXAMPLES ?= 100000
stress: export TAJARIB_KILLS ?= 50
stress: export TAJARIB_EDITS ?= 200
stress: $(VENV)/installed-tests ## the long tests: any text, kills, edits, hostile texts, load
	$(BIN)/python tests/install_browser.py
	$(BIN)/python tests/install_programs.py
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --durations=10 \
		tests/test_any_text.py tests/test_bombs.py tests/test_publishing.py tests/test_press.py tests/test_hostile.py
	$(MAKE) build load

successor: $(VENV)/installed-tests ## build the site with ProperDocs too, the maintained fork of MkDocs, and compare the two
	$(BIN)/python scripts/successor.py

# --strict: what could not be looked up is no good news.
audit: $(VENV)/installed-tests ## known vulnerabilities in what is locked
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		$(foreach lock,$(wildcard requirements.txt tests/requirements.txt tests/*/requirements.txt \
			scripts/tajarib/*/requirements.txt),-r $(lock))

load: $(VENV)/installed-tests ## what nginx bears with the built site and its configuration
	$(BIN)/python tests/install_programs.py nginx openssl wrk
	PYTHONPATH=scripts:tests $(BIN)/python tests/stress/load.py $(ARGS)

golden: $(VENV)/installed-tests ## accept the pages of the golden build as they are now
	$(BIN)/pytest -q tests/test_golden.py --accept

lint: $(VENV)/installed-tests ## format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

strings: $(VENV)/installed ## bring the catalogues of the interface up to date
	$(BIN)/python scripts/strings.py

LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock"

lock: $(VENV)/installed-tests ## lock the newest versions of the dependencies, with hashes
	$(BIN)/pip install --quiet uv
	$(LOCK) -o requirements.txt pyproject.toml
	$(LOCK) -c requirements.txt -o scripts/tajarib/offline/requirements.txt --group pyproject.toml:offline
	$(LOCK) -c requirements.txt -o scripts/tajarib/release/requirements.txt --group pyproject.toml:release
	$(LOCK) -c requirements.txt -o scripts/tajarib/external_links/requirements.txt --group pyproject.toml:links
	$(LOCK) -c requirements.txt -o scripts/tajarib/converters/requirements.txt --group pyproject.toml:convert
	$(LOCK) -c requirements.txt -o tests/requirements.txt --group pyproject.toml:test
	$(LOCK) -c tests/requirements.txt -o tests/benchmarks/requirements.txt --group pyproject.toml:bench

clean: ## remove what was built (not .venv)
	rm -rf site .build
