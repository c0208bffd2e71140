"""Counts what was read, for the end of `make demo`: `tocsin read --format json … | summary.py`.

One JSON object a line on standard input (FORMATS.md); a short table for people on standard output.
"""

import collections
import json
import sys


def counted(names, most: int = 8) -> str:
    """"AGREE 12, CONSULT 9, … and 3 kinds more", by count and then by name."""
    counts = sorted(collections.Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ", ".join(f"{name} {count}" for name, count in counts[:most])
    rest = len(counts) - most
    return f"{shown}, and {rest} kinds more" if rest > 0 else shown or "none"


def summary(documents: list[dict]) -> str:
    statements = [st for doc in documents for st in doc["statements"]]
    events = [ev for doc in documents for ev in doc["events"]]
    ledger = [entry for doc in documents for entry in doc["ledger"]]
    actors = []
    for doc in documents:
        code = {ent["id"]: ent["code"] for ent in doc["entities"]}
        actors += [code[name] for ev in doc["events"] for name in ev["actors"] if code.get(name)]
    rows = [
        ("statements", len(statements), counted(st["form"] for st in statements)),
        ("events", len(events), counted(ev["type"] for ev in events)),
        ("ledger entries", len(ledger), counted(entry["kind"] for entry in ledger)),
        ("contested", sum(entry["status"] in ("contested", "denied") for entry in ledger), "entries that another side disputes"),
        ("not happened", sum(ev["factuality"] in ("planned", "possible", "denied") for ev in events),
         counted(ev["factuality"] for ev in events if ev["factuality"] in ("planned", "possible", "denied"))),
        ("actors", len(set(actors)), counted(actors)),
    ]
    lines = [f"{len(documents)} reports read"]
    lines += [f"  {count:5d} {what:15s} {detail}" for what, count, detail in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    print(summary([json.loads(line) for line in sys.stdin if line.strip()]))
