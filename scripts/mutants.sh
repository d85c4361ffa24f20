#!/bin/sh
# Mutation testing of the rooms that pages stand on (tests/mutants.md). Run by `make mutants`,
# which sets up .venv/ first. Arguments are passed on: `--help` explains them. What it needs
# beyond the test tools lies beside .venv/, in the same versions.
set -eu
cd "$(dirname "$0")/.."

folder=.cache/mutation
if ! cmp -s requirements-mutation.txt "$folder/.installed"; then
  rm -rf "$folder"
  .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet install \
    --require-hashes --no-deps --target "$folder" --requirement requirements-mutation.txt
  cp requirements-mutation.txt "$folder/.installed"
fi
export PYTHONPATH="$folder"
exec .venv/bin/python scripts/mutants.py "$@"
