"""Puts real output into README.md: readme.py [--check]. `make readme` runs it.

Under a line `<!-- output of: COMMAND -->` the next fenced block is replaced by what COMMAND prints on standard output. With
--check nothing is written; the script ends with 1 where a block is out of date.
"""

import pathlib
import re
import shlex
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"(<!-- output of: (?P<command>.*?) -->\n+```\w*\n)(?P<shown>.*?)(```\n)", re.S)


def output_of(command: str) -> str:
    done = subprocess.run(shlex.split(command), cwd=PAGE.parent, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"tocsin: README.md: {command}: ended with {done.returncode}: {done.stderr.strip()}")
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "\n".join(lines) + "\n"


def main() -> int:
    before = PAGE.read_text(encoding="utf-8")
    after = BLOCK.sub(lambda found: found[1] + output_of(found["command"]) + found[4], before)
    if "--check" in sys.argv[1:]:
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
