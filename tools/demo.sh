#!/usr/bin/env bash
# Shows what Tocsin finds in the sample news: each report with its findings, then the same in a store and what it answers.
set -euo pipefail
. "$(dirname "$0")/common.sh"

TOCSIN_MODEL=$(tools/model.sh)
export TOCSIN_MODEL
store=build/demo.db
build/bin/tocsin read samples/news.jsonl samples/*.html
build/bin/tocsin read --format json samples/news.jsonl samples/*.html | .venv/bin/python tools/summary.py

say "demo: the same reports into the store $store"
rm -f "$store" "$store"-*
build/bin/tocsin code samples/news.jsonl samples/*.html --db "$store"
say "demo: tocsin events --db $store --type ASSAULT --limit 10"
build/bin/tocsin events --db "$store" --type ASSAULT --limit 10
say "demo: tocsin ledger --db $store --limit 10"
build/bin/tocsin ledger --db "$store" --limit 10
