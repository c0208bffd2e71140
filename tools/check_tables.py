#!/usr/bin/env python3
"""Checks every table of data/ against docs/tables.md; for whoever adds a row.

    tools/check_tables.py [FILE.tsv ...]      (default: all of data/)

Prints file:line:column: what is wrong; exits 1 if anything is. Then counts rows, and those whose source is `unverified`.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

VERB_SLOTS = {"subj", "obj", "obj2", "iobj", "prt", "attr", "acomp", "oprd", "xcomp", "ccomp", "comp", "adv"}
NOUN_SLOTS = {"by", "of", "poss", "mod", "obj", "subj"}
SLOT = re.compile(r"[a-z]+$")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
DATE_COLUMNS = ("since", "until")
NEVER_EMPTY = ("lemma", "pos", "class", "source", "person", "iso3")


def documented_headers(markdown):
    """File name -> columns, from the rows `| `file.tsv` | a b c | ...` of docs/tables.md."""
    headers = {}
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if len(cells) < 2:
            continue
        columns = cells[1].replace("`", "").split()
        for name in re.findall(r"`([a-z_0-9*]+\.tsv)`", cells[0]):
            headers[name] = columns
    return headers


def header_for(name, headers):
    if name in headers:
        return headers[name]
    if name.startswith("predicates"):
        return headers.get("predicates.tsv")
    return None


def valid_date(text):
    match = DATE.match(text)
    if not match:
        return False
    month, day = match.group(2), match.group(3)
    if month and not 1 <= int(month) <= 12:
        return False
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(int(month or 1), 31)
    return not day or 1 <= int(day) <= longest


def first_day(text):
    return (text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10]


def last_day(text):
    return text + "-12-31" if len(text) == 4 else text + "-31" if len(text) == 7 else text


class Checker:
    def __init__(self, data, markdown):
        self.data = data
        self.headers = documented_headers(markdown)
        self.problems = []
        self.classes = {row[0] for row in self.fields(data / "noun_classes.tsv")}
        self.modes = {}
        for row in self.fields(data / "plover.tsv"):
            self.modes.setdefault(row[0], set()).add(row[1])

    @staticmethod
    def fields(file):
        if not file.exists():
            return []
        lines = [line for line in file.read_text("utf-8").split("\n") if line and not line.startswith("#")]
        return [line.split("\t") for line in lines[1:]]

    def problem(self, file, line, column, message):
        self.problems.append(f"{file.name}:{line}:{column}: {message}")

    def check(self, file):
        """Returns (rows, rows with an unverified source)."""
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            self.problem(file, file.read_bytes()[: error.start].count(b"\n") + 1, 1, "not UTF-8")
            return 0, 0
        if not text.endswith("\n"):
            self.problem(file, text.count("\n") + 1, 1, "last line has no line end")
        if "\r" in text:
            self.problem(file, text[: text.index("\r")].count("\n") + 1, 1, "carriage return; lines end in a line feed alone")
        lines = [(n, line) for n, line in enumerate(text.rstrip("\n").split("\n"), 1) if line and not line.startswith("#")]
        if not lines:
            self.problem(file, 1, 1, "no header")
            return 0, 0
        columns = lines[0][1].split("\t")
        expected = header_for(file.name, self.headers)
        if expected is None:
            self.problem(file, lines[0][0], 1, "not described in docs/tables.md; add a row there")
        elif columns not in (expected, [*expected, "source"]):
            self.problem(file, lines[0][0], 1, f"header is {' '.join(columns)}, docs/tables.md says {' '.join(expected)}")
        self.check_order(file, lines[1:])
        unverified = 0
        for number, line in lines[1:]:
            row = line.split("\t")
            if len(row) != len(columns):
                self.problem(file, number, 1, f"{len(row)} fields, the header has {len(columns)}")
                continue
            self.check_row(file, number, dict(zip(columns, row)), columns)
            unverified += row[columns.index("source")] == "unverified" if "source" in columns else 0
        return len(lines) - 1, unverified

    def check_order(self, file, lines):
        seen = {}
        before = None
        for number, line in lines:
            raw = line.encode()
            if line in seen:
                self.problem(file, number, 1, f"same row as line {seen[line]}")
            elif before is not None and self.sort_key(file, raw) < self.sort_key(file, before):
                self.problem(file, number, 1, f"not in C order: {raw[:40].decode('utf-8', 'replace')!r} after {before[:40].decode('utf-8', 'replace')!r}")
            seen.setdefault(line, number)
            before = raw

    @staticmethod
    def sort_key(file, raw):
        # Rows are sorted by the first columns; how ties of the first column are ordered is the table's own affair.
        return raw.split(b"\t")[: 3 if file.name.startswith("predicates") else 1]

    def check_row(self, file, number, row, columns):
        for position, name in enumerate(columns, 1):
            value = row[name]
            if value != value.strip():
                self.problem(file, number, position, f"blank at the edge of {name} {value!r}")
            if "|" in value and "" in value.split("|"):
                self.problem(file, number, position, f"empty alternative in {value!r}")
            if not value and name in NEVER_EMPTY:
                self.problem(file, number, position, f"{name} is empty")
            if name in DATE_COLUMNS and value and not valid_date(value):
                self.problem(file, number, position, f"{name} {value!r} is no date (2014, 2014-06 or 2014-06-08)")
        since, until = row.get("since", ""), row.get("until", "")
        if since and until and valid_date(since) and valid_date(until) and first_day(since) > last_day(until):
            self.problem(file, number, columns.index("until") + 1, f"ends before it begins: since {since}, until {until}")
        if file.name.startswith("predicates"):
            self.check_predicate(file, number, row, columns)
        elif file.name == "light_verbs.tsv":
            self.check_when(file, number, row["when"], columns, VERB_SLOTS)
            self.check_sides(file, number, row, columns)
        elif file.name == "noun_classes.tsv" and not row["class"].startswith("@"):
            self.problem(file, number, 1, f"class {row['class']!r} does not begin with @")

    def check_predicate(self, file, number, row, columns):
        def at(name):
            return columns.index(name) + 1

        if row["pos"] not in ("v", "n", "a"):
            self.problem(file, number, at("pos"), f"part of speech {row['pos']!r} is none of v, n, a")
        kind, mode = row["type"], row["mode"]
        if kind == "-":
            if mode or row["cameo"]:
                self.problem(file, number, at("mode"), "no event, yet it has a mode or a code")
        elif kind not in self.modes:
            self.problem(file, number, at("type"), f"type {kind!r} is none of PLOVER's")
        elif mode and mode not in self.modes[kind]:
            self.problem(file, number, at("mode"), f"{kind} has no mode {mode!r}; it has {', '.join(sorted(m for m in self.modes[kind] if m)) or 'none'}")
        if row["cameo"] and not re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", row["cameo"]):
            self.problem(file, number, at("cameo"), f"{row['cameo']!r} is no CAMEO code")
        self.check_when(file, number, row["when"], columns, NOUN_SLOTS if row["pos"] == "n" else VERB_SLOTS)
        self.check_sides(file, number, row, columns)

    def check_when(self, file, number, when, columns, slots):
        position = columns.index("when") + 1
        seen = set()
        for condition in when.split(" ") if when else []:
            slot, colon, values = condition.lstrip("!").partition(":")
            if not colon or not slot or not values:
                self.problem(file, number, position, f"condition {condition!r} is not slot:value")
                continue
            if slot not in slots and not SLOT.match(slot):
                self.problem(file, number, position, f"slot {slot!r} is no word")
            if condition in seen:
                self.problem(file, number, position, f"condition {condition!r} stands twice")
            seen.add(condition)
            for value in values.split("|"):
                if value.startswith("@") and value not in self.classes:
                    self.problem(file, number, position, f"no class {value!r} in noun_classes.tsv")
                elif value.isupper() and value.isalpha() and len(value) > 2 and value not in self.modes:
                    self.problem(file, number, position, f"{value!r} in capitals is none of PLOVER's types")

    def check_sides(self, file, number, row, columns):
        for side in ("actor", "recipient"):
            value = row[side]
            if value and value != "-" and not re.fullmatch(r"[a-z0-9]+([,+][a-z0-9]+)*(,-)?", value):
                self.problem(file, number, columns.index(side) + 1, f"{side} {value!r} is not slots joined by , or +")


def main(arguments):
    files = [Path(argument) for argument in arguments] or sorted(DATA.glob("*.tsv"))
    checker = Checker(DATA, (ROOT / "docs" / "tables.md").read_text("utf-8"))
    total = total_unverified = 0
    for file in files:
        rows, unverified = checker.check(file)
        total += rows
        total_unverified += unverified
        print(f"{file.name}: {rows} rows" + (f", {unverified} unverified" if unverified else ""))
    for problem in checker.problems:
        print(problem, file=sys.stderr)
    print(f"{len(files)} tables, {total} rows, {total_unverified} unverified, {len(checker.problems)} problems")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
