#!/bin/sh
# Runs the benchmarks: every benchmarks/*/run.sh, or those named. Each writes its own table in
# benchmarks/README.md anew. Run by `make bench`, which sets up .venv/ first.
set -eu
cd "$(dirname "$0")/.."

CHROME_PATH=$(sh scripts/find-browser)
export CHROME_PATH
if [ "$#" -eq 0 ]; then
  set -- benchmarks/*/run.sh
  [ -e "$1" ] || { echo 'bench: no benchmarks/*/run.sh' >&2; exit 1; }
else
  for name in "$@"; do
    shift
    set -- "$@" "benchmarks/$name/run.sh"
  done
fi
for program in "$@"; do
  printf '\n== %s\n' "$program"
  sh "$program"
done
