#!/bin/sh
# The long tests: those marked `trials`, which `make test` leaves out. Run by `make trials`,
# which sets up .venv/ first. Names given are passed on to pytest.
set -eu
cd "$(dirname "$0")/.."

CHROME_PATH=$(sh scripts/find-browser)
export CHROME_PATH
sh scripts/node-tools
exec .venv/bin/python -m pytest -m trials "$@"
