#!/usr/bin/env bash
# What make check looks at: includes, tables, layout, clang-tidy. Every check runs; one that finds something fails the whole.
set -euo pipefail
. "$(dirname "$0")/common.sh"

failed=0
check() {
  local what=$1
  shift
  say "check: $what"
  "$@" || failed=1
}

layout() { git ls-files '*.cc' '*.h' | xargs -r clang-format-16 --dry-run -Werror; }
tidy() {
  git ls-files 'src/*.cc' 'app/*.cc' | sed 's|^|^.*/|' | xargs -r run-clang-tidy-16 -quiet -p build -j"$(nproc)" 2>&1 |
    grep -E 'warning:|error:' | sort -u && return 1 || return 0
}

check "includes point up the list of folders" .venv/bin/python tools/check_includes.py
for script in tools/check_tables.py tools/check_world.py; do
  [ ! -f "$script" ] || check "$script" .venv/bin/python "$script"
done
check "layout (clang-format 16)" layout
check "clang-tidy 16" tidy
exit $failed
