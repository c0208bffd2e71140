#!/usr/bin/env bash
# Backtests every target that the outcome files of $FORECAST can tell, into build/backtest/TARGET.
set -euo pipefail
. "$(dirname "$0")/common.sh"

[ -d "${FORECAST:-}" ] || die "backtest: no folder \"${FORECAST:-}\": name the one with the outcome files: make backtest FORECAST=DIR"
run() {
  say "backtest: $1"
  build/bin/tocsin backtest --target "$1" --outcomes "$FORECAST/$2" --test "$3" --out "build/backtest/$1" --threads 2
}
run deaths1 ucdp_country_month_1989_2017.csv.gz 2008-01..2017-12
run deaths25 ucdp_country_month_1989_2017.csv.gz 2008-01..2017-12
run force icews0515_dyad_month.csv.gz 2010-01..2015-12
run mid mid_dyads_1985_2012.csv.gz 2008-01..2012-12
