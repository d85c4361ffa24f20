#!/bin/sh
# Fuzzes reader, dates and rules for some minutes, guided by coverage (tests/coverage_fuzz.py).
# Run by `make fuzz`, which sets up .venv/ first. The fuzzer gets an environment of its own:
# it is made for Linux and Python 3.11 to 3.13 only.
set -eu
cd "$(dirname "$0")/.."

folder=.cache/fuzz
mkdir -p "$folder"
if ! cat requirements.txt requirements-fuzz.txt | cmp -s - "$folder/.installed"; then
  rm -rf "$folder/venv"
  .venv/bin/python -m venv "$folder/venv"
  for lock in requirements.txt requirements-fuzz.txt; do
    "$folder/venv/bin/python" -m pip --disable-pip-version-check --no-input --quiet --quiet install \
      --require-hashes --no-deps --requirement "$lock"
  done
  cat requirements.txt requirements-fuzz.txt > "$folder/.installed"
fi
exec "$folder/venv/bin/python" -m tests.coverage_fuzz "${1:-5}"
