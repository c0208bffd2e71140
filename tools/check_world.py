#!/usr/bin/env python3
"""Finds terms in the world's tables that cannot be: for whoever edits data/offices.tsv, states.tsv, organisations.tsv,
armed_groups.tsv.

    tools/check_world.py [--data data] [--reign FILE] [--verbose]

Fails (exit 1) on a term that ends before it begins, on one that lies outside its state's life and on a head of state or
of government whose source is `unverified`. Prints, without failing, two holders of one office at once, years since 1990
in which a state has no head (some had none), leaders of the REIGN list (TOCSIN_REIGN or --reign) that the tables lack,
and how many rows are `unverified`.
"""
import argparse
import collections
import csv
import datetime
import os
import pathlib
import re
import sys
import unicodedata

HEADS = ("head-of-state", "head-of-government")
# Offices that one person holds at a time. Several people are minister, deputy, envoy or spokesperson at once.
SINGLE = HEADS + ("foreign-minister", "defence-minister", "interior-minister", "finance-minister", "security-adviser")
FIRST_YEAR, LAST_DAY = 1990, "2026-08-31"
OPEN_END = "9999-12-31"
HANDOVER_DAYS = 31  # sources differ by days, and older lists give whole months
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Row:
    """A row by column name that knows its file and line."""

    def __init__(self, name, line, fields):
        self.where = f"{name}:{line}"
        self.fields = fields

    def __getitem__(self, column):
        return self.fields[column]

    @property
    def first(self):
        return first_day(self.fields["since"])

    @property
    def last(self):
        return last_day(self.fields["until"])


def first_day(text):
    return (text + "-01-01"[len(text) - 4:] if text else "0000-01-01")[:10]


def last_day(text):
    return text + {4: "-12-31", 7: "-31"}.get(len(text), "") if text else OPEN_END


def read(path):
    rows, columns = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if columns is None:
            columns = fields
        else:
            rows.append(Row(path.name, number, dict(zip(columns, fields))))
    return rows


def fold(text):
    bare = unicodedata.normalize("NFD", text.lower().replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o"))
    return re.findall(r"[^\W_]+", "".join(c for c in bare if unicodedata.category(c) != "Mn"))


def impossible_terms(rows):
    for row in rows:
        for column in ("since", "until"):
            if row[column] and not DATE.match(row[column]):
                yield f"{row.where}: {column} is no ISO date: {row[column]!r}"
        if row["since"] and row["until"] and row.first > row.last:
            name = row.fields.get("person") or row.fields.get("name")
            yield f"{row.where}: term ends before it begins: since {row['since']}, until {row['until']} ({name})"


def outside_state(offices, states):
    """A holder of an office of a state that did not exist yet or no more."""
    life = {s["iso3"]: s for s in states}
    for row in offices:
        state = life.get(row["code"][:3])
        if state is None or row["office"] not in HEADS:
            continue
        if state["until"] and row["since"] and row.first > state.last:
            yield f"{row.where}: {row['person']} since {row['since']}, but {state['name']} ended {state['until']}"
        if state["since"] and row["until"] and row.last < state.first:
            yield f"{row.where}: {row['person']} until {row['until']}, but {state['name']} began {state['since']}"


def days_between(earlier, later):
    def to_date(text):
        year, month, day = (int(p) for p in text.split("-"))
        return datetime.date(max(year, 1), month, min(day, 28))
    return (to_date(later) - to_date(earlier)).days


def two_at_once(offices):
    held = collections.defaultdict(list)
    for row in offices:
        if row["office"] in SINGLE and row["since"]:
            held[row["code"], row["office"], row["title"]].append(row)
    for (code, office, _), rows in sorted(held.items()):
        rows.sort(key=lambda r: r.first)
        for before, after in zip(rows, rows[1:]):
            if before["person"] == after["person"] or not after.first < before.last:
                continue
            if before["since"] == after["since"]:
                continue  # an office that two hold together
            if before["until"] and days_between(after.first, before.last) <= HANDOVER_DAYS:
                continue
            if after["since"][:4] == before["until"][:4] and 4 in (len(after["since"]), len(before["until"])):
                continue  # they took over in that year: only the year is known
            yield (f"{after.where}: {code} {office}: {after['person']} since {after['since']} while {before['person']} "
                   f"is in office until {before['until'] or 'now'} ({before.where})")


def years_without_head(offices, states):
    heads = collections.defaultdict(list)
    for row in offices:
        if row["office"] in HEADS:
            heads[row["code"][:3]].append(row)
    for state in states:
        if not state["cow"]:
            continue  # a territory: its state's head is its own
        begin = max(state.first, f"{FIRST_YEAR}-01-01")
        end = min(state.last, LAST_DAY)
        empty = [y for y in range(int(begin[:4]), int(end[:4]) + 1)
                 if not any(r.first <= min(f"{y}-12-31", end) and r.last >= max(f"{y}-01-01", begin)
                            for r in heads[state["iso3"]])]
        if begin <= end and empty:
            yield f"states.tsv: {state['name']}: no head of state or government in {', '.join(map(str, empty))}"


def missing_leaders(offices, states, reign):
    """Leaders of the REIGN list that no head in the tables matches by last name and time."""
    by_cow = {}
    for state in states:
        for column in ("cow", "gw"):
            if state[column]:
                by_cow.setdefault(state[column], set()).add(state["iso3"])
    heads = collections.defaultdict(list)
    for row in offices:
        if row["office"] in HEADS:
            words = {w for name in [row["person"], *row["names"].split("|")] for w in fold(name)}
            heads[row["code"][:3]].append((row, words))
    with open(reign, encoding="utf-8", errors="replace", newline="") as f:
        for leader in csv.DictReader(f):
            end = f"{int(leader['eyear']):04d}-{int(leader['emonth'] or 12):02d}-31" if leader["eyear"] else "2021-02-28"
            if end < f"{FIRST_YEAR}-01-01" or leader["ccode"] not in by_cow:
                continue
            start = f"{int(leader['syear']):04d}-{int(leader['smonth'] or 1):02d}-{int(leader['sdate'] or 1):02d}"
            names = [w for w in fold(leader["leader"]) if len(w) > 2]
            codes = by_cow[leader["ccode"]]
            then = [(r, words) for c in codes for r, words in heads[c] if r.first <= end and r.last >= start]
            if not any(alike(n, w) for _, words in then for n in names for w in words):
                people = ", ".join(sorted({r["person"] for r, _ in then})) or "nobody"
                yield f"{'/'.join(sorted(codes))}: REIGN has {leader['leader']} {start}..{end[:7]}, the tables {people}"


def alike(one, other):
    """Spellings of one name: equal, or four letters and more in common at the start."""
    return one == other or (min(len(one), len(other)) >= 4 and one[:4] == other[:4])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent / "data")
    parser.add_argument("--reign", default=os.environ.get("TOCSIN_REIGN", ""))
    parser.add_argument("--verbose", action="store_true", help="print every warning, not the first 20 of a kind")
    args = parser.parse_args()
    states, offices = read(args.data / "states.tsv"), read(args.data / "offices.tsv")
    dated = [(name, read(args.data / name)) for name in ("names.tsv", "organisations.tsv", "armed_groups.tsv", "regions.tsv")
             if (args.data / name).exists()]
    every = [row for rows in [states, offices, *(rows for _, rows in dated)] for row in rows]

    errors = list(impossible_terms(every)) + list(outside_state(offices, states))
    errors += [f"{r.where}: head without a source: {r['person']} ({r['title']}, {r['code']})"
               for r in offices if r["office"] in HEADS and r["source"] in ("", "unverified")]
    warnings = {"two holders at once": list(two_at_once(offices)),
                "years without a head of state or government": list(years_without_head(offices, states))}
    if args.reign:
        warnings["leaders of REIGN not among the heads"] = list(missing_leaders(offices, states, args.reign))
    for kind, found in warnings.items():
        print(f"{kind}: {len(found)}")
        for line in found if args.verbose else found[:20]:
            print("  " + line)
    for name, rows in [("offices.tsv", offices), *dated]:
        unverified = sum(r["source"] == "unverified" for r in rows)
        print(f"{name}: {len(rows)} rows, {unverified} unverified")
    for error in errors:
        print(error, file=sys.stderr)
    print(f"check_world: {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
