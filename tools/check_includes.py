"""Checks that includes point up the list of folders only (docs/architecture.md): check_includes.py [PROJECT].

Prints each include that does not, as `file:line: what`; ends with 1 when there is one.
"""

import re
import sys
from pathlib import Path

# What each folder may include beside itself. Those of src/ by the folder's name; `api` is include/tocsin.
MAY_INCLUDE = {
    "base": set(),
    "doc": {"base"},
    "record": {"base"},
    "ingest": {"base", "doc"},
    "nlp": {"base", "doc"},
    "lexicon": {"base"},
    "world": {"base"},
    "coding": {"base", "doc", "lexicon", "world", "record"},
    "store": {"base", "record"},
    "forecast": {"base", "record"},
    "report": {"base", "record", "forecast"},
    # The public face promises records, articles and errors; nothing behind it shows through.
    "api": {"base", "doc", "record"},
    "python": {"api"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')


def folder_of(project: Path, file: Path) -> str | None:
    """The folder whose rule binds the file; None where there is no rule (engine.cc, app, tests, bench)."""
    parts = file.relative_to(project).parts
    if parts[0] == "include":
        return "api"
    if parts[0] == "src":
        return parts[1] if len(parts) > 2 else None
    return parts[0] if parts[0] in MAY_INCLUDE else None


def included_folder(target: str) -> str | None:
    """The folder of ours that `#include "target"` reaches into; None for a header of a library or the system."""
    first = target.split("/")[0]
    if first == "tocsin":
        return "api"
    return first if "/" in target and first in MAY_INCLUDE else None


def faults(project: Path):
    sources = [f for top in ("include", "src", "python") for f in (project / top).rglob("*") if f.suffix in {".h", ".cc"}]
    for file in sorted(sources):
        where = file.relative_to(project)
        folder = folder_of(project, file)
        if folder is None:
            continue
        if folder not in MAY_INCLUDE:
            yield f"{where}:1: folder {folder} is not in the list of tools/check_includes.py"
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            found = INCLUDE.match(line)
            reached = included_folder(found[1]) if found else None
            if found and ".." in found[1].split("/"):
                yield f"{where}:{number}: {found[1]} goes around the list of folders: name the folder"
            elif reached and reached != folder and reached not in MAY_INCLUDE[folder]:
                yield f"{where}:{number}: {folder} may not include {found[1]}; it may see {allowed(folder)}"


def allowed(folder: str) -> str:
    return ", ".join(sorted(MAY_INCLUDE[folder])) or "nothing but itself"


def main() -> int:
    project = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    found = list(faults(project))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
