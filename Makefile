# One target a habit. `make demo` and `make test` need Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
FTM_VENV := .venv-ftm
FTM_READY := $(FTM_VENV)/.ready
LANGUAGES_VENV := .venv-languages
LANGUAGES_READY := $(LANGUAGES_VENV)/.ready
KERNEL := src/sanksi/names/kernel.c src/sanksi/names/network.c
SANITIZED := build/sanitize/_kernel.so
SANITIZE ?= tests/names

.PHONY: demo test check gate sanitize ftm languages pins clean

demo: $(RUN_READY)            ## build the index of the starter list, read the example report, write its dossier
	@rm -rf demo/home
	@$(BIN)/sanksi --home demo/home add starter
	@$(BIN)/sanksi --home demo/home read examples/berita.txt --html demo/berita.html; status=$$?; \
	  test $$status -eq 0 -o $$status -eq 10 -o $$status -eq 20

test: $(DEV_READY)            ## every test but the slow gates
	$(BIN)/python -m pytest -m "not gate"

check: $(DEV_READY)           ## lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

gate: $(DEV_READY)            ## quality and speed floors (slow)
	$(BIN)/python -m pytest -m gate

sanitize: $(DEV_READY) $(SANITIZED)  ## the kernel's tests with its memory watched (needs a C compiler; SANITIZE="tests/names tests/index")
	LD_PRELOAD="$$($(CC) -print-file-name=libasan.so)" ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 PYTHONMALLOC=malloc \
	  SANKSI_KERNEL=$(abspath $(SANITIZED)) $(BIN)/python -m pytest -m "not gate" $(SANITIZE)

ftm: $(FTM_READY)             ## every value is valid for the followthemoney library (needs pkg-config, libicu-dev, g++)
	$(FTM_VENV)/bin/python -m pytest --noconftest tests/gate/ftm

languages: $(LANGUAGES_READY)  ## Russian and Korean reports, by the extras (150 MB to download)
	$(LANGUAGES_VENV)/bin/python -m pytest --noconftest tests/news/test_languages.py tests/news/test_russian.py tests/news/test_korean.py

pins: $(VENV)/bin/python      ## make the requirement files again
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group build --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --group build -o requirements/build.txt -c requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group ftm --group build -o requirements/ftm.txt -c requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --extra ru --extra ko --group languages --group build -o requirements/languages.txt -c requirements/dev.txt

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sanksi needs Python 3.11 or newer; say PYTHON=/path/to/python")'
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py $(KERNEL) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(SANITIZED): $(KERNEL) Makefile
	@mkdir -p $(@D)
	$(CC) -shared -O1 -g -std=c11 -fPIC -ffp-contract=off -fvisibility=hidden -fno-omit-frame-pointer -Wall -Wextra -Werror \
	  $(if $(filter x86_64,$(shell uname -m)),-march=x86-64-v2) -fsanitize=address,undefined -fno-sanitize-recover=all $(KERNEL) -o $@ -lm

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(FTM_READY): requirements/ftm.txt pyproject.toml hatch_build.py $(KERNEL)
	$(PYTHON) -m venv $(FTM_VENV)
	$(FTM_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/ftm.txt
	$(FTM_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(LANGUAGES_READY): requirements/languages.txt pyproject.toml hatch_build.py $(KERNEL)
	$(PYTHON) -m venv $(LANGUAGES_VENV)
	$(LANGUAGES_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/languages.txt
	$(LANGUAGES_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) $(FTM_VENV) $(LANGUAGES_VENV) demo build src/sanksi/names/_kernel.*
