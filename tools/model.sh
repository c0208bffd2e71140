#!/usr/bin/env bash
# Prints the model folder to use: TOCSIN_MODEL, else the medium model, else the small one.
set -euo pipefail
. "$(dirname "$0")/common.sh"

if [ -n "${TOCSIN_MODEL:-}" ]; then
  [ -f "$TOCSIN_MODEL/config.cfg" ] || die "model: TOCSIN_MODEL is $TOCSIN_MODEL, which has no config.cfg: name a spaCy v3 pipeline folder"
  printf '%s\n' "$TOCSIN_MODEL"
  exit
fi
for folder in models/en_core_web_md models/en_core_web_sm; do
  if [ -f "$folder/config.cfg" ]; then
    printf '%s\n' "$folder"
    exit
  fi
done
die "model: none in models/: run make setup, or let TOCSIN_MODEL name a spaCy v3 pipeline folder"
