"""The training sentences of data/training/: every row is words of its own sentence and codes of our own tables."""

import collections
import pathlib
import re

import pytest

HOUSE = pathlib.Path(__file__).resolve().parents[2]
HEADER = ["sentence", "source", "target", "type", "mode", "cameo", "factuality", "trigger"]
FACTUALITY = {"happened", "ongoing", "planned", "possible", "denied", "historical"}
FILES = sorted((HOUSE / "data/training").glob("*.tsv"))


def table(path: pathlib.Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of one of our tables, comments left out."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:]]


PLOVER = {tuple(row[:2]) for row in table(HOUSE / "data/plover.tsv")[1]}
CAMEO = {row[0] for row in table(HOUSE / "data/cameo_roots.tsv")[1]}


def whole_words(words: str, sentence: str) -> bool:
    return re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", sentence) is not None


def faults(row: list[str]) -> list[str]:
    """What is wrong with a row, in words; empty where nothing is."""
    if len(row) != len(HEADER):
        return [f"{len(row)} columns instead of {len(HEADER)}"]
    sentence, source, target, kind, mode, cameo, factuality, trigger = row
    found = [f"{words!r} is not in the sentence" for words in (source, target, trigger) if words and not whole_words(words, sentence)]
    if not source:
        found.append("no source")
    if any(cell != cell.strip() or "  " in cell for cell in row):
        found.append("stray blanks")
    if kind == "NONE":
        return found + ["NONE takes no mode, code or factuality"] * bool(mode or cameo or factuality)
    if (kind, mode) not in PLOVER:
        found.append(f"no type {kind!r} with mode {mode!r}")
    if cameo not in CAMEO:
        found.append(f"no CAMEO code {cameo!r}")
    if factuality not in FACTUALITY:
        found.append(f"no factuality {factuality!r}")
    if not trigger:
        found.append("no trigger")
    return found


def test_there_are_training_sentences():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_training_row_is_words_of_its_sentence_and_codes_of_our_tables(path):
    header, rows = table(path)
    assert header == HEADER
    assert [f"{row[0][:60]} ({row[1:3]}): {fault}" for row in rows for fault in faults(row)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_pair_of_actors_is_given_once_in_a_sentence(path):
    pairs = collections.Counter(tuple(row[:3]) for row in table(path)[1])
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_a_faulty_row_is_told():
    good = ["Peru sued Chile.", "Peru", "Chile", "ACCUSE", "allege", "115", "happened", "sued"]
    assert faults(good) == []
    for column, wrong in ((1, "Per"), (2, "Bolivia"), (3, "SUE"), (4, "meet"), (5, "999"), (6, "done"), (7, "sue")):
        assert faults(good[:column] + [wrong] + good[column + 1 :]), HEADER[column]
