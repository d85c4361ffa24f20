#!/bin/sh
# Measures the generator and whole builds on records of 1,000 and 10,000 events and on the real
# record, beside plain MkDocs with Material, and writes the table of benchmarks/README.md anew.
# Sizes can be named: BIG="100 1000" sh benchmarks/big/run.sh
set -eu
cd "$(dirname "$0")/../.."
exec .venv/bin/python benchmarks/big/measure.py ${BIG:-1000 10000}
