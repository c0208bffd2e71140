# What the scripts of tools/ share: they are started from anywhere, work in the project's folder and say what they do.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'tocsin: %s\n' "$*"; }

# what: where: what would help. To standard error, and the end of the script.
die() {
  printf 'tocsin: %s\n' "$*" >&2
  exit 1
}

# A stamp holds the hash of what a step depends on: the step is done as long as the hash is the same.
stamp_is() { [ "$(cat ".setup/$1" 2>/dev/null)" = "$2" ]; }
set_stamp() { mkdir -p .setup && printf '%s\n' "$2" >".setup/$1"; }
