#!/bin/sh
# nginx with the site under wrk for a minute; see run.py.
set -eu
cd "$(dirname "$0")"
sh ../../scripts/find-servers
exec ../../.venv/bin/python run.py "$@"
