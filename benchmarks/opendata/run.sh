#!/bin/sh
# How the open data grows with the record. See growth.py.
set -eu
exec .venv/bin/python benchmarks/opendata/growth.py
