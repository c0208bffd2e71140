"""`make eval`: scores the engine on the gold beside the project and prints one table.

    python eval/run.py                      every set
    python eval/run.py plv seed             some sets
    python eval/run.py plv --errors 40      and the first 40 errors of the open half, grouped by kind
    python eval/run.py --record "what changed"   and a line a figure in docs/accuracy.md's history

Items with an odd uid (or line number, or place in the sorted list of files counted from 0) are blind: they are scored
and never printed. Scores are also written to build/eval.json. A set whose gold or verb is missing is skipped; exit 0.
"""
import argparse
import collections
import datetime
import importlib
import json
import sys
import time

import common
import seed_variants

# name → (module, argument of load); the order is the order of the table
SETS = {
    "plv": ("plv", None),
    "probes": ("probes", None),
    "seed": ("seed", None),
    "seed-variants": ("seed_variants", None),
    "seed-retold": ("seed_variants", seed_variants.RETOLD),
    "reading": ("reading", None),
    "actors": ("actors", None),
    "polnear": ("polnear", "dev"),
    "polnear-train": ("polnear", "train"),
    "timeml": ("timeml", None),
    "geo-trnews": ("geo", "TR-News.xml"),
    "geo-geovirus": ("geo", "GeoVirus.xml"),
    "geo-lgl": ("geo", "lgl_half.xml"),
    "factuality": ("factuality", None),
    "meantime": ("meantime", None),
    "muc4": ("muc4", "dev"),
    "muc4-train": ("muc4", "train"),
    "html": ("html", None),
    "near-duplicates": ("near_duplicates", None),
    "petrarch": ("petrarch", None),
    "ecbplus": ("ecbplus", None),
    "cameo": ("cameo", None),
    "case": ("case", None),
}
COLUMNS = "{:<14} {:<36} {:>7} {:>7} {:>7}  {}"


def figure(value):
    return "–" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def score_set(name, engine):
    """One set: its rows {metric: (all, open, blind)}, its scorer and its open pairs."""
    module_name, argument = SETS[name]
    scorer = importlib.import_module(module_name)
    items = scorer.load() if argument is None else scorer.load(argument)
    pairs = list(zip(items, scorer.ask(engine, items)))
    parts = [scorer.measure(part) if part else {} for part in
             (pairs, [p for p in pairs if not p[0].blind], [p for p in pairs if p[0].blind])]
    rows = {metric: tuple(part.get(metric) for part in parts) for metric in parts[0]}
    return rows, scorer, [p for p in pairs if not p[0].blind], len(items)


def print_errors(scorer, open_pairs, limit):
    """The first `limit` errors of the open half, the commonest kinds first."""
    kinds = collections.OrderedDict()
    for kind, text in scorer.errors(open_pairs):
        kinds.setdefault(kind, []).append(text)
    shown = 0
    for kind, texts in sorted(kinds.items(), key=lambda k: -len(k[1])):
        print(f"    {len(texts)} × {kind}")
        for text in texts:
            if shown < limit:
                print(f"        {text}")
                shown += 1


def record(history, scores):
    """Appends one line a figure to the history table of docs/accuracy.md."""
    path = common.ROOT / "docs" / "accuracy.md"
    title = "## History"
    text = path.read_text(encoding="utf-8") if path.exists() else "# Accuracy\n"
    if title not in text:
        text = text.rstrip() + f"\n\n{title}\n\n| date | set | metric | all | blind | what changed |\n|---|---|---|---|---|---|\n"
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    lines = [f"| {today} | {name} | {metric} | {figure(v['all'])} | {figure(v['blind'])} | {history} |\n"
             for name, rows in scores.items() for metric, v in rows.items()]
    head, tail = text.split(title, 1)
    body, rest = split_table(tail)
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + title + body + "".join(lines) + rest, encoding="utf-8")
    print(f"{len(lines)} lines added to {path.relative_to(common.ROOT)}")


def split_table(text):
    """The text up to the end of its first table, and what follows."""
    lines = text.splitlines(keepends=True)
    last = max((i for i, line in enumerate(lines) if line.startswith("|")
                and not any(l.startswith("## ") for l in lines[:i])), default=len(lines) - 1)
    body = "".join(lines[:last + 1])
    return body if body.endswith("\n") else body + "\n", "".join(lines[last + 1:])


def save(scores):
    """build/eval.json keeps the last figures of every set, also of those not scored this time."""
    path = common.ROOT / "build" / "eval.json"
    path.parent.mkdir(exist_ok=True)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    kept.update(scores)
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def arguments(argv):
    parser = argparse.ArgumentParser(description="score the engine on the gold sets")
    parser.add_argument("sets", nargs="*", metavar="set", help=", ".join(SETS))
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N open errors of each set")
    parser.add_argument("--record", metavar="WHAT", help="append the figures to docs/accuracy.md with what changed")
    given = parser.parse_args(argv)
    unknown = [s for s in given.sets if s not in SETS]
    if unknown:
        parser.error(f"no set named {unknown[0]}; the sets are {', '.join(SETS)}")
    return given


def main(argv=None):
    given = arguments(argv)
    engine, scores = common.Engine(), {}
    print(COLUMNS.format("set", "metric", "all", "open", "blind", "peers"))
    for name in given.sets or SETS:
        began = time.monotonic()
        try:
            rows, scorer, open_pairs, count = score_set(name, engine)
        except common.Missing as why:
            print(COLUMNS.format(name, f"skipped: {why}", "", "", "", "").rstrip())
            continue
        for i, (metric, values) in enumerate(rows.items()):
            peers = scorer.PEERS if i == 0 else ""
            print(COLUMNS.format(name if i == 0 else "", metric, *map(figure, values), peers).rstrip())
        print(COLUMNS.format("", f"({count} items, {time.monotonic() - began:.1f} s)", "", "", "", "").rstrip())
        scores[name] = {m: dict(zip(("all", "open", "blind"), v)) for m, v in rows.items()}
        if given.errors:
            print_errors(scorer, open_pairs, given.errors)
        sys.stdout.flush()
    if scores:
        save(scores)
        if given.record:
            record(given.record, scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
