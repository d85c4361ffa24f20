#!/bin/sh
# Hands the record over to other builders than MkDocs and compares what comes of it
# (docs/leaving-mkdocs.md). Run by `make builders`, which sets up .venv/ first. The builders get
# an environment of their own, as after the move. Names given are passed on to pytest.
set -eu
cd "$(dirname "$0")/.."

folder=.cache/builders
if ! cmp -s requirements-builders.txt "$folder/.installed"; then
  rm -rf "$folder"
  .venv/bin/python -m venv "$folder"
  "$folder/bin/python" -m pip --disable-pip-version-check --no-input --quiet --quiet install \
    --require-hashes --no-deps --requirement requirements-builders.txt
  cp requirements-builders.txt "$folder/.installed"
fi
CHROME_PATH=$(sh scripts/find-browser)
export CHROME_PATH
exec .venv/bin/python -m pytest -m builders "$@"
