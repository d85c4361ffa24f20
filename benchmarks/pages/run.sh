#!/bin/sh
# Lighthouse of five kinds of page beside plain Material; see run.py.
set -eu
cd "$(dirname "$0")"
sh ../../scripts/find-servers
if ! cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null; then
  npm ci --silent --ignore-scripts
  cp package-lock.json node_modules/.installed-lock
fi
exec ../../.venv/bin/python run.py "$@"
