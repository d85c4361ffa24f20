#!/bin/sh
# Measures the timeline beside its peers, which come from npm as locked. Run by scripts/bench.sh.
# BENCH_TIMELINE holds further arguments of benchmarks/timeline/run.py.
set -eu
cd "$(dirname "$0")"

if ! cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null; then
  npm ci --silent --ignore-scripts
  cp package-lock.json node_modules/.installed-lock
fi
cd ../..
# shellcheck disable=SC2086
exec .venv/bin/python -m benchmarks.timeline.run ${BENCH_TIMELINE:-}
