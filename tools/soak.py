"""Kills `tocsin code` at random moments and holds what is left against an undisturbed run.

soak.py --kills N --documents N [--seed N] [--threads N] INPUT.jsonl…: takes every n-th document of the inputs, writes them as JSON Lines,
packed JSON Lines, a feed, pages and texts, codes them undisturbed, then
codes them into another store with `--acknowledge`, sends SIGKILL at a random moment, starts again, and so on. A run that gets to its end
begins a new store. After every kill: each document that was acknowledged is there. Whenever a store is complete: `tocsin check` finds nothing,
`tocsin dump --sorted` equals the undisturbed run's, and another run adds nothing. Prints its progress; ends with 1 at the first difference.
"""

import argparse
import gzip
import html
import json
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


def sample(inputs: list[Path], count: int, folder: Path) -> int:
    """Writes `count` documents, spread evenly over the inputs, in five formats; gives how many there were to be had."""
    lines = [line for file in inputs for line in file.read_bytes().splitlines() if line.strip()]
    step = max(1, len(lines) // count)
    chosen = lines[::step][:count]
    folder.mkdir()
    parts = [chosen[i::5] for i in range(5)]
    (folder / "news.jsonl").write_bytes(b"\n".join(parts[0]) + b"\n")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(b"\n".join(parts[1]) + b"\n{broken\n", mtime=0))
    items = [json.loads(line) for line in parts[2]]
    (folder / "feed.xml").write_text('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Soak</title>' + "".join(
        f"<item><guid>{i}</guid><title>{html.escape(printable(item.get('title') or 'News'))}</title>"
        f"<description>{html.escape(printable(item['text']))}</description></item>\n" for i, item in enumerate(items)) + "</channel></rss>\n", encoding="utf-8")
    for i, line in enumerate(parts[3]):
        paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in json.loads(line)["text"].split("\n"))
        (folder / f"page{i:03}.html").write_text(f"<!DOCTYPE html><html><body><article>{paragraphs}</article></body></html>\n", encoding="utf-8")
    for i, line in enumerate(parts[4]):
        (folder / f"text{i:03}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    return len(chosen)


def printable(text: str) -> str:
    """Without what XML 1.0 does not allow."""
    return "".join(letter for letter in text if letter in "\n\t" or letter >= " ")


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
        self.code_in_peace(undisturbed)
        self.seconds = time.monotonic() - begun
        self.wanted = dump(undisturbed)

    def code_in_peace(self, store: Path) -> None:
        """One line of the corpus is broken, which is exit code 2."""
        run = subprocess.run(self.command(store), capture_output=True, text=True)
        if run.returncode != 2:
            raise Difference(f"undisturbed: ended with {run.returncode}: {run.stderr}")

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
        if run.returncode not in (2, -9):
            raise Difference(f"ended with {run.returncode}: {told.decode(errors='replace')}")
        if run.returncode == 2:
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
        self.code_in_peace(self.store)
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
        count = sample(given.inputs, given.documents, folder / "corpus")
        print(f"soak: {count} documents, {given.kills} kills, seed {given.seed}", flush=True)
        try:
            Soak(folder, folder / "corpus", given.threads, random.Random(given.seed)).run(given.kills)
        except Difference as difference:
            print(f"soak: {difference}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
