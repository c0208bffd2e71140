#!/usr/bin/env bash
# Runs each benchmark of a finished build, the peers' first where bench/ has a script for them.
set -euo pipefail
. "$(dirname "$0")/common.sh"

TOCSIN_MODEL=$(tools/model.sh)
export TOCSIN_MODEL
shopt -s nullglob
programs=(build/bin/bench_*)
[ ${#programs[@]} -gt 0 ] || die "bench: no build/bin/bench_*: run make build first"
for script in bench/*.py; do
  say "bench: $script"
  .venv/bin/python "$script"
done
for program in "${programs[@]}"; do
  say "bench: $program"
  "$program"
done
