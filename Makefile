# `make demo` and `make test` do all the set-up there is; they need Python 3.11 to 3.13 and nothing else.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := test
.PHONY: demo test check evaluate serve status stop bench torture audit clean

demo: $(READY)
	@$(BIN)/ketcov demo

test: check
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint -q warehouse/sql docs/questions

evaluate: $(READY)
	$(BIN)/python -m tools.accuracy

serve: $(READY)
	@$(BIN)/python -m flows.serving start

status: $(READY)
	@$(BIN)/python -m flows.serving status

stop: $(READY)
	@$(BIN)/python -m flows.serving stop

# an hour on two cores; each writes its section of docs/performance.md
bench: $(READY)
	@$(BIN)/python tests/bench/bench_extraction.py
	@$(BIN)/python tests/bench/bench_start.py
	@$(BIN)/python tests/bench/bench_warehouse.py
	@$(BIN)/python tests/bench/bench_growth.py
	@$(BIN)/python tests/bench/bench_unchanged.py
	@$(BIN)/python tests/bench/bench_alternatives.py
	@$(BIN)/python tests/bench/bench_lake.py

# hours; each prints its seed
torture: $(READY)
	@$(BIN)/python tests/torture/kills.py --kills 100
	@$(BIN)/python tests/torture/fuzz.py --cases 20000
	KETCOV_EXAMPLES=2000 $(BIN)/python -m pytest -q -n 0 tests/extractors/documents/test_written.py tests/flows/reading/test_bombs.py
	@$(BIN)/python tests/torture/patterns.py
	@$(BIN)/python tests/torture/soak.py --days 500
	KETCOV_EXAMPLES=5000 $(BIN)/python -m pytest -q -n 0 tests/warehouse/test_histories.py
	@$(BIN)/python tests/torture/wheel.py

audit: $(READY)
	$(BIN)/pip-audit -r requirements.lock --require-hashes --disable-pip

clean:
	rm -rf .venv data/demo

# the lock constrains, too: of what another package wants with extras, pip would look at the newest release
$(READY): requirements.lock pyproject.toml
	@echo "setting up .venv (once; about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed; name it with: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -c requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
