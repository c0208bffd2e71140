#!/usr/bin/env bash
# Times a finished build beside spaCy on the same texts: those of TOCSIN_BENCH_TEXTS (JSON Lines with a "text"), else a
# corpus in ../shared, else the sample news, which are too few for a figure that one would print.
set -euo pipefail
. "$(dirname "$0")/common.sh"

model=$(tools/model.sh)
shopt -s nullglob
found=(../shared/corpora/wikinews*.jsonl samples/news.jsonl)
texts=${TOCSIN_BENCH_TEXTS:-${found[0]}}
[ -x build/bin/bench_nlp ] || die "bench: no build/bin/bench_nlp: run make build first"
say "bench: $texts with $model"
build/bin/bench_nlp "$model" "$texts" "$@" --peer .venv/bin/python bench/spacy_peer.py
build/bin/bench_read "$model" "$texts" "$@" --peer .venv/bin/python bench/spacy_peer.py
