#!/usr/bin/env bash
# Configures and builds: `tools/build.sh PRESET [TARGET...]`, the presets being those of CMakePresets.json.
set -euo pipefail
. "$(dirname "$0")/common.sh"

preset=$1
shift
folder=build
[ "$preset" = release ] || folder=build-$preset

# True where Arrow came after the build folder was configured without it.
arrow_is_new() {
  grep -qs '^ARROW_INCLUDE:.*NOTFOUND' "$folder/CMakeCache.txt" && compgen -G '.venv/lib/python3*/site-packages/pyarrow/include' >/dev/null
}

# CMake runs again by itself when its files change; by hand only where there is no build folder, or one of another place.
if ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt" || [ ! -f "$folder/build.ninja" ] || arrow_is_new; then
  say "build: configuring $folder"
  rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
  mkdir -p .setup
  log=.setup/configure-$preset.log
  cmake --preset "$preset" >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    die "build: cmake --preset $preset failed: its messages stand above"
  }
fi
ninja -C "$folder" "$@" || die "build: ninja -C $folder failed: its messages stand above"
