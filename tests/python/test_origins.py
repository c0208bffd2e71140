"""`tocsin origins` from outside: rows in the order of the input, copies under one origin, exit codes."""
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("TOCSIN_BIN") or ROOT / "build" / "bin" / "tocsin")
pytestmark = pytest.mark.skipif(not BINARY.exists(), reason=f"no binary at {BINARY}; make build")

STORY = ("The border guard of Freedonia moved to the river on Tuesday after talks with Sylvania had brought no result. The "
         "foreign minister told reporters that her country would answer any crossing with force. An observer mission counted "
         "14 crossings last month. Both governments blame each other for the death of two shepherds in May.")
DOCS = [
    {"id": "late", "date": "2024-03-07", "text": "By Ada Brook\n\n" + STORY.split(" An observer")[0]},
    {"id": "other", "date": "2024-03-06", "text": "Rain fell in Halden all day and the river rose by a hand."},
    {"id": "first", "date": "2024-03-05", "title": "Guard moves to river", "text": STORY},
]


def origins(stdin, *args):
    done = subprocess.run([str(BINARY), "origins", "-", *args], input=stdin.encode(), capture_output=True, check=False)
    head, *rows = [line.split("\t") for line in done.stdout.decode().splitlines()] or [[]]
    return done, [dict(zip(head, row)) for row in rows]


def as_lines(docs):
    return "".join(json.dumps(doc) + "\n" for doc in docs)


def test_a_copy_bears_the_id_of_the_document_published_first():
    done, rows = origins(as_lines(DOCS))
    assert done.returncode == 0, done.stderr
    late, other, first = rows
    assert [row["external_id"] for row in rows] == ["late", "other", "first"]
    assert late["origin"] == first["origin"] == first["id"]
    assert other["origin"] == other["id"]


def test_the_order_of_the_input_changes_no_origin():
    by_id = [{row["external_id"]: row["origin"] for row in origins(as_lines(docs))[1]} for docs in (DOCS, DOCS[::-1])]
    assert by_id[0] == by_id[1]


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_clustered():
    done, rows = origins(as_lines(DOCS[:1]) + "{nonsense\n" + as_lines(DOCS[1:]))
    assert done.returncode == 2
    assert b"tocsin:" in done.stderr
    assert len(rows) == 3


def test_a_missing_table_is_named(tmp_path):
    done, _ = origins(as_lines(DOCS), "--data", str(tmp_path))
    assert done.returncode == 3
    assert b"size_words.tsv" in done.stderr
