"""The sample news read by the built program: the laws that hold for every record of every report."""

import json
import os
import pathlib
import subprocess

import pytest

HOUSE = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = pathlib.Path(os.environ.get("TOCSIN_BIN", HOUSE / "build/bin/tocsin"))
SAMPLES = [str(HOUSE / "samples/news.jsonl"), *sorted(str(page) for page in (HOUSE / "samples").glob("*.html"))]


def tocsin(*arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run([TOCSIN, *arguments], input=given, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def readings() -> list[dict]:
    return [json.loads(line) for line in tocsin("read", "--format", "json", *SAMPLES).splitlines()]


def spans(value):
    """Every span anywhere in a reading."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for child in value.values():
            yield from spans(child)
    elif isinstance(value, list):
        for child in value:
            yield from spans(child)


def records(reading: dict):
    return [rec for kind in ("entities", "statements", "events", "ledger", "times", "places") for rec in reading[kind]]


def test_one_reading_comes_out_for_each_report_in_the_order_of_the_input(readings):
    items = [json.loads(line)["id"] for line in open(SAMPLES[0], encoding="utf-8")]
    assert [r["document"]["external_id"] for r in readings[:len(items)]] == items
    assert [pathlib.Path(r["document"]["source"]).name for r in readings[len(items):]] == [pathlib.Path(page).name for page in SAMPLES[1:]]


def test_every_quote_is_exactly_the_characters_of_its_source(readings):
    checked = 0
    for reading in readings:
        text = reading["document"]["text"]
        for span in spans({k: v for k, v in reading.items() if k != "document"}):
            assert text[span["start"]:span["end"]] == span["text"] != "", (reading["document"]["title"], span)
            checked += 1
    assert checked > 1000


def test_the_text_read_is_the_text_given(readings):
    for line, reading in zip(open(SAMPLES[0], encoding="utf-8"), readings):
        item = json.loads(line)
        assert reading["document"]["text"] == item["title"] + "\n\n" + item["text"]
        assert reading["document"]["published"] == item["date"]


def test_pages_give_title_day_and_story_without_what_stands_around_it(readings):
    pages = {pathlib.Path(r["document"]["source"]).name: r["document"] for r in readings[-len(SAMPLES[1:]):]}
    days = {name: page["published"] for name, page in pages.items()}
    assert days == {"ankara-2024.html": "2024-12-12", "argyle-2023.html": "2023-12-15", "congo-2025.html": "2025-06-27",
                    "doha-2020.html": "2020-03-01", "mali-2022.html": "2022-02-18"}
    assert pages["mali-2022.html"]["title"] == "France and its allies to withdraw troops from Mali"
    assert "Ménaka" in pages["mali-2022.html"]["text"]
    for name, page in pages.items():
        for around in ("cookies", "Subscribe", "Sport", "Read also", "Sign up", "first to comment", "Advertise", "analytics", "checked in"):
            assert around not in page["text"], name


def test_ids_are_unique_and_lead_to_records_of_the_same_report(readings):
    for reading in readings:
        ids = [rec["id"] for rec in records(reading)]
        assert len(ids) == len(set(ids))
        known = set(ids)
        for st in reading["statements"]:
            assert set(st["speakers"]) | set(st["addressees"]) <= known
            assert st["when"] is None or st["when"] in known
        for ev in reading["events"]:
            assert set(ev["actors"]) | set(ev["recipients"]) <= known
            assert {ev["when"], ev["where"], ev["stated_in"]} - {None} <= known
        for entry in reading["ledger"]:
            assert set(entry["behind"]) <= known, entry


def test_every_event_and_statement_has_evidence_and_a_confidence(readings):
    for reading in readings:
        for ev in reading["events"]:
            assert ev["evidence"] and ev["trigger"] and 0 < ev["confidence"] <= 1
        for st in reading["statements"]:
            assert st["content"] and 0 < st["confidence"] <= 1


def test_an_office_counts_only_when_it_was_held_on_the_day_of_the_report(readings):
    held = 0
    for reading in readings:
        day = reading["document"]["published"]
        for ent in reading["entities"]:
            role = ent["role"]
            if role and role["from"] == "table" and role["since"]:
                held += 1
                # A term known by its year or month has begun when that year or month has.
                assert role["since"] <= day[:len(role["since"])], (ent["name"], role, day)
                assert not role["until"] or role["until"] >= day[:len(role["until"])] or "ELI" in ent["sectors"], (ent["name"], role, day)
    assert held > 20


def test_the_same_bytes_come_out_for_any_number_of_threads():
    one, two = (tocsin("read", "--format", "json", "--threads", n, *SAMPLES) for n in ("1", "2"))
    assert one == two
    text_one, text_four = (tocsin("read", "--threads", n, *SAMPLES) for n in ("1", "4"))
    assert text_one == text_four


def test_a_report_reads_the_same_alone_and_among_others(readings):
    lines = open(SAMPLES[0], "rb").read().splitlines(keepends=True)
    for at in (3, 17, 30):
        assert json.loads(tocsin("read", "--format", "json", "-", given=lines[at])) | {"document": None} == readings[at] | {"document": None}


def test_colours_are_for_terminals_alone():
    assert b"\x1b" not in tocsin("read", SAMPLES[0])
    assert b"\x1b[" in tocsin("read", "--colour", "always", SAMPLES[0])


def test_escape_codes_in_a_report_never_reach_the_terminal():
    item = {"id": "x", "title": "Talks \x1b[2J end", "date": "2024-03-05", "text": "The two sides \x1b]0;owned\x07 met in Geneva on Monday."}
    shown = tocsin("read", "-", given=json.dumps(item).encode())
    assert b"Talks" in shown and b"\x1b" not in shown and b"\x07" not in shown
