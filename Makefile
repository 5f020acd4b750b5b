# Everything is set up by the targets themselves; Python 3.11 or newer is all that is assumed.
#   make run [PORT=5000] [HOST=127.0.0.1] [FILES=article.txt]    the page in a browser
#   make test                                                    every check; make quick: the fast ones
.DEFAULT_GOAL := help
.PHONY: help run test quick soak data fit bench bench-accuracy clean
SHELL := /bin/sh

HOST ?= 127.0.0.1
PORT ?= 5000
FILES ?= data/samples/kursk-ceasefire.txt
CORPORA ?= ../shared/eval/dev

BIN := .venv/bin
INSTALLED := .venv/installed
TESTABLE := .venv/testable
BUILDABLE := .venv/buildable
FITTABLE := .venv/fittable
# What an installation depends on; code and data are read from the checkout itself.
PROJECT := pyproject.toml package.json package-lock.json .npmrc build_frontend.py

help:
	@sed -n 's/^#   //p' Makefile

run: $(INSTALLED)
	@$(BIN)/dateline serve --open --host $(HOST) --port $(PORT) $(FILES)

test: $(TESTABLE)
	@.ci/checks all

quick: $(TESTABLE)
	@.ci/checks quick

soak: $(TESTABLE)
	@.ci/checks soak

bench: $(TESTABLE)
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/batch.py $(wildcard $(CORPORA)/lgl_dev.jsonl)
	@$(BIN)/python benchmarks/page.py

# Fits an encoder for each fold: about an hour on one core; then a row for each ingredient, minutes.
bench-accuracy: $(FITTABLE)
	@$(BIN)/python benchmarks/accuracy.py $(CORPORA) --encoders --plot docs/images/reliability.svg --docs docs/evaluation.md
	@$(BIN)/python benchmarks/accuracy.py $(CORPORA) --ablation --docs docs/evaluation.md

data: $(BUILDABLE)
	@$(BIN)/python -m geo.gazetteer.build_areas
	@$(BIN)/python -m geo.gazetteer.build
	@$(BIN)/python -m geo.gazetteer.build_telephone
	@$(BIN)/python -m geo.basemaps.build

fit: $(FITTABLE)
	@$(BIN)/python -m geo.mentions.fit $(CORPORA)
	@$(BIN)/python -m geo.mentions.fit_roles $(CORPORA)
	@$(BIN)/python -m geo.places.fit $(CORPORA)

clean:
	rm -rf .venv static/vendor dist

$(INSTALLED): $(PROJECT)
	@.ci/environment
	@echo "Installing Dateline into .venv …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(TESTABLE): $(INSTALLED)
	@echo "Installing what the tests need …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test
	@touch $@

$(BUILDABLE): $(TESTABLE)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group data
	@touch $@

$(FITTABLE): $(BUILDABLE)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fit
	@touch $@
