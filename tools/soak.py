"""Kills `tocsin code` at random moments and holds what is left against an undisturbed run.

soak.py --kills N --documents N [--seed N] [--threads N] INPUT.jsonl…: takes every n-th document of the inputs, codes them undisturbed, then
codes them into another store with `--acknowledge`, sends SIGKILL at a random moment, starts again, and so on. A run that gets to its end
begins a new store. After every kill: each document that was acknowledged is there. Whenever a store is complete: `tocsin check` finds nothing,
`tocsin dump --sorted` equals the undisturbed run's, and another run adds nothing. Prints its progress; ends with 1 at the first difference.
"""

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOCSIN = os.environ.get("TOCSIN_BIN", "build/bin/tocsin")


class Difference(Exception):
    """What a killed run left is not what it should be."""


def sample(inputs: list[Path], count: int, target: Path) -> int:
    """Writes `count` lines, spread evenly over all lines of the inputs; gives how many there were to be had."""
    lines = [line for file in inputs for line in file.read_bytes().splitlines(keepends=True) if line.strip()]
    step = max(1, len(lines) // count)
    chosen = lines[::step][:count]
    target.write_bytes(b"".join(chosen))
    return len(chosen)


def dump(store: Path) -> bytes:
    return subprocess.run([TOCSIN, "dump", "--sorted", "--db", store], check=True, capture_output=True).stdout


def documents_in(store: Path) -> set[str]:
    """Ids of the documents in a store, read by another program than ours: SQLite as Python has it."""
    connection = sqlite3.connect(f"file:{store}?mode=rw", uri=True)
    try:
        return {row[0] for row in connection.execute("SELECT id FROM documents")}
    except sqlite3.OperationalError:  # killed before it had made its tables
        return set()
    finally:
        connection.close()


class Soak:
    def __init__(self, folder: Path, corpus: Path, threads: int, chance: random.Random):
        self.folder, self.corpus, self.threads, self.chance = folder, corpus, threads, chance
        self.store = folder / "killed.db"
        self.acknowledged: set[str] = set()
        self.kills = self.completed = 0
        begun = time.monotonic()
        undisturbed = folder / "undisturbed.db"
        subprocess.run(self.command(undisturbed), check=True, capture_output=True)
        self.seconds = time.monotonic() - begun
        self.wanted = dump(undisturbed)

    def command(self, store: Path) -> list[str]:
        return [TOCSIN, "code", str(self.corpus), "--db", str(store), "--threads", str(self.threads), "--acknowledge"]

    def run_once(self) -> None:
        """One run, killed at a moment between its start and a little after its end."""
        with tempfile.TemporaryFile(dir=self.folder) as out:
            run = subprocess.Popen(self.command(self.store), stdout=out, stderr=subprocess.PIPE)
            try:
                _, told = run.communicate(timeout=self.chance.uniform(0.02, 1.05) * self.seconds)
            except subprocess.TimeoutExpired:
                run.kill()
                _, told = run.communicate()
            out.seek(0)
            # The last line may be cut off by the kill; an id is 16 digits and a line end.
            self.acknowledged |= {line[:-1].decode() for line in out if len(line) == 17}
        if run.returncode not in (0, -9):
            raise Difference(f"ended with {run.returncode}: {told.decode(errors='replace')}")
        if run.returncode == 0:
            self.finish()
        else:
            self.kills += 1
            self.look_for_the_acknowledged()

    def look_for_the_acknowledged(self) -> None:
        if self.store.exists() and (lost := self.acknowledged - documents_in(self.store)):
            raise Difference(f"{len(lost)} acknowledged documents are gone: {' '.join(sorted(lost)[:5])}")

    def finish(self) -> None:
        """The store is complete: it must be the undisturbed one. Then a new one is begun."""
        self.look_for_the_acknowledged()
        checked = subprocess.run([TOCSIN, "check", "--db", self.store], capture_output=True, text=True)
        if checked.returncode != 0:
            raise Difference(f"tocsin check: {checked.stderr}")
        if dump(self.store) != self.wanted:
            raise Difference(f"the dump of {self.store} is not that of {self.folder / 'undisturbed.db'}")
        self.completed += 1
        self.acknowledged.clear()
        for file in self.folder.glob("killed.db*"):
            file.unlink()

    def run(self, kills: int) -> None:
        begun, shown = time.monotonic(), 0.0
        while self.kills < kills:
            self.run_once()
            if (now := time.monotonic()) - shown >= (1 if sys.stdout.isatty() else 60):
                shown = now
                print(f"soak: {self.kills} of {kills} kills, {self.completed} stores completed, {now - begun:.0f} s", flush=True)
        # The last store is finished in peace.
        subprocess.run(self.command(self.store), check=True, capture_output=True)
        self.finish()
        print(f"soak: {self.kills} kills, {self.completed} stores completed, each equal to the undisturbed one; {time.monotonic() - begun:.0f} s")


def main() -> int:
    options = argparse.ArgumentParser(description="kills tocsin code at random moments and compares what is left")
    options.add_argument("inputs", nargs="+", type=Path)
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tocsin-soak-") as name:
        folder = Path(name)
        count = sample(given.inputs, given.documents, folder / "corpus.jsonl")
        print(f"soak: {count} documents, {given.kills} kills, seed {given.seed}", flush=True)
        try:
            Soak(folder, folder / "corpus.jsonl", given.threads, random.Random(given.seed)).run(given.kills)
        except Difference as difference:
            print(f"soak: {difference}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
