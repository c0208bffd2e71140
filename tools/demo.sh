#!/usr/bin/env bash
# Shows what Tocsin finds in the sample news: each report with its findings, then a count over all of them.
set -euo pipefail
. "$(dirname "$0")/common.sh"

TOCSIN_MODEL=$(tools/model.sh)
export TOCSIN_MODEL
build/bin/tocsin read samples/news.jsonl samples/*.html
build/bin/tocsin read --format json samples/news.jsonl samples/*.html | .venv/bin/python tools/summary.py
