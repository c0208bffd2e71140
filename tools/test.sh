#!/usr/bin/env bash
# Runs the tests of a finished build: `tools/test.sh` ctest and then pytest, `tools/test.sh asan|tsan` the C++ ones alone.
# Both always run to their end, so that one failure does not hide another.
set -euo pipefail
. "$(dirname "$0")/common.sh"

TOCSIN_MODEL=$(tools/model.sh)
export TOCSIN_MODEL
if [ $# -gt 0 ]; then
  # A sanitizer that finds something ends the program, and that ends this script.
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 TSAN_OPTIONS=halt_on_error=1
  ctest --test-dir "build-$1" -j2 --output-on-failure --no-tests=error --progress </dev/null
  say "tests: the sample news in four threads"
  "build-$1/bin/tocsin" read --threads 4 --format json samples/news.jsonl samples/*.html >/dev/null
  exit
fi

failed=0
say "tests: C++"
# A line for each of hundreds of passed tests hides the one that failed: those and the summary are kept.
ctest --test-dir build -j2 --output-on-failure --no-tests=error --progress </dev/null || failed=1
say "tests: Python"
.venv/bin/python -m pytest tests/python -q -ra -p no:cacheprovider </dev/null || failed=1
exit $failed
