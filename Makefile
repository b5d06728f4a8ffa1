# Newsroom: `make demo` shows it, `make test` tests it; each does all its own set-up on a fresh Debian machine.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
RUN := $(BIN)/python
DEMO := NEWSROOM_DATA=.data/demo SECRET_KEY=$$(cat .data/demo/secret-key) DEBUG=off HTTPS=off

.PHONY: setup demo test coverage check bench lock messages clean

setup: .venv/installed

.venv/installed: requirements-dev.txt
	.ci/packages python3-venv:ensurepip
	@echo "Making .venv from the lock: this takes a minute."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# Settings for an installation of your own on this machine: SQLite in .data, no https.
.env:
	printf 'SECRET_KEY=%s\nHTTPS=off\n' "$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@

demo: setup
	@mkdir -p .data/demo
	@test -s .data/demo/secret-key || $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))" > .data/demo/secret-key
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@$(DEMO) $(BIN)/python manage.py demo --port $(PORT)
	@# publish_due each minute while the site runs, as cron does it elsewhere.
	@(while kill -0 $$$$ 2>/dev/null; do $(DEMO) $(BIN)/python manage.py publish_due || true; sleep 60; done) & exec env \
	$(DEMO) $(BIN)/granian --host 127.0.0.1 --port $(PORT) --log-level error --interface wsgi --blocking-threads 80 --workers-kill-timeout 8 newsroom.wsgi:application

test: setup
	.ci/packages chromium fonts-noto-cjk gettext postgresql
	$(RUN) -m pytest -n 2 --dist worksteal $(ARGS)
	@# The parser knows no database: once is enough for it.
	.ci/with-postgres $(RUN) -m pytest -n 2 --dist worksteal --ignore tests/parser --ignore tests/generator $(ARGS)

# Tests take twice as long under it.
coverage: setup
	$(BIN)/coverage erase
	$(MAKE) test RUN="$(BIN)/coverage run"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --show-missing

check: setup
	.ci/packages gettext
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w 0) NEWSROOM_DATA=.data/check DEBUG=off HTTPS=on $(BIN)/python manage.py makemigrations --check
	SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w 0) NEWSROOM_DATA=.data/check DEBUG=off HTTPS=on $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: setup
	.ci/packages postgresql
	$(BIN)/python -m tests.bench.parser_bench
	$(BIN)/python -m tests.bench.pdf_bench
	$(BIN)/python -m tests.bench.import_bench
	$(BIN)/python -m tests.bench.queue_bench
	$(BIN)/python -m tests.bench.desk_bench
	$(BIN)/python -m tests.bench.server_bench
	$(BIN)/python -m tests.bench.search_bench
	.ci/with-postgres $(BIN)/python -m tests.bench.import_bench
	.ci/with-postgres $(BIN)/python -m tests.bench.server_bench
	.ci/with-postgres $(BIN)/python -m tests.bench.search_bench

# Needs uv (`pip install uv`); the locks name no registry's address.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -c requirements.txt --extra cluster pyproject.toml -o requirements-cluster.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -c requirements-cluster.txt --extra cluster --group dev pyproject.toml -o requirements-dev.txt

# Gathers the strings of the source into the catalogue; write the translations there, then run it again.
messages: setup .env
	.ci/packages gettext
	$(BIN)/python manage.py makemessages -l zh_Hans --no-location --no-obsolete --ignore .venv --ignore tests
	$(BIN)/python manage.py compilemessages -l zh_Hans --ignore .venv

clean:
	rm -rf .data/check .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
