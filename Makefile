# Two commands do everything: `make run` shows Dateline at work, `make test` runs every check.
# Both set up a virtual environment of the project's own first; after that they are quick.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready
UV_VERSION := 0.9.0
AUDIT_VERSION := 2.10.1
SBOM_VERSION := 7.5.0
SAMPLES := examples/reports
RUN_ARCHIVE := run/samples.dateline

.PHONY: run test bench soak lint setup lock audit sbom docs screenshots clean

run: setup
	@mkdir -p run
	@$(BIN)/dateline read $(SAMPLES) --archive $(RUN_ARCHIVE) || test $$? -eq 3
	@$(BIN)/dateline timeline --archive $(RUN_ARCHIVE)
	@echo
	@echo "Read your own folder:  $(BIN)/dateline read FOLDER && $(BIN)/dateline timeline"

test: setup lint
	$(BIN)/python -m pytest -n 2

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m benchmarks.table

soak: setup
	$(BIN)/python -m soak

docs: setup
	$(BIN)/python tools/write_cli_reference.py

screenshots: setup
	$(BIN)/python tools/screenshots.py

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=$(UV_VERSION)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(READY)

lock: setup
	$(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-header --no-annotate --quiet --upgrade --output-file requirements.lock

# Asks a database of known faults about every package of the lock; "could not be audited" means no answer, no pardon.
audit: setup
	@$(BIN)/uv tool run --quiet --from "pip-audit==$(AUDIT_VERSION)" pip-audit --strict --require-hashes --disable-pip \
		--progress-spinner off --requirement requirements.lock \
		|| { echo "Audit: a package has a known fault, or the database was not reached (it needs the network)."; exit 1; }

sbom: setup
	@mkdir -p run
	@$(BIN)/uv tool run --quiet --from "cyclonedx-bom==$(SBOM_VERSION)" cyclonedx-py requirements \
		--pyproject pyproject.toml --output-reproducible --output-format JSON --output-file run/sbom.cdx.json \
		requirements.lock
	@echo "run/sbom.cdx.json lists what requirements.lock names, with hashes (CycloneDX)."

clean:
	rm -rf $(VENV) run .pytest_cache .mypy_cache .ruff_cache
