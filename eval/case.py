"""case: the ACLED-like sub-type of 500 snippets of conflict news, after the mapping of data/case_subtypes.tsv.

The engine reads the snippet; the rows of the table are tried by rank, and the first whose conditions hold names the
sub-type: an event of the type and mode (that is neither denied nor only possible) with actors and recipients of the
sectors, and words of the text (a word of the table stands for all that begin with it; `_` at its end: for itself).
weighted F1   mean of the sub-types' F1 by how often the gold has them; macro F1   their plain mean
"""
import collections
import re

import common

PEERS = "about .84"


def load():
    with open(common.gold("case", "first500.tsv"), encoding="utf-8") as f:
        lines = f.read().split("\n")[1:]
    fields = [line.split("\t") for line in lines if line]
    return [common.Item(uid=int(f[0]), text=f[1], gold=f[2].strip()) for f in fields]


def ask(engine, items):
    return engine.read([{"id": str(i.uid), "text": i["text"]} for i in items])


class Mapping:
    def __init__(self):
        self.rows = common.table("case_subtypes.tsv")
        if not self.rows:
            raise common.Missing("no data/case_subtypes.tsv")
        self.rows = [dict(row, has=words_of(row["words"]), also=words_of(row["and"])) for row in self.rows]

    def subtype(self, item, doc):
        known = common.entities(doc)
        events = [e for e in common.records(doc, "events") if e.get("factuality") not in ("possible", "denied")]
        for row in self.rows:
            if all(not words or words.search(item["text"]) for words in (row["has"], row["also"])) and \
                    (not row["type"] or any(fits(row, e, known) for e in events)):
                return row["subtype"]
        return "OTHER"


def words_of(field):
    """An expression for the words of a field; None where there is none."""
    if not field:
        return None
    each = [re.escape(w[:-1]) + r"\b" if w.endswith("_") else re.escape(w) for w in field.split("|")]
    return re.compile(r"\b(?:" + "|".join(each) + ")", re.IGNORECASE)


def fits(row, event, known):
    sectors = lambda side: {s for i in event.get(side) or [] for s in (known.get(i) or {}).get("sectors") or []}
    wanted = [(set(row["actor"].split("|")), "actors"), (set(row["recipient"].split("|")), "recipients")]
    return (event.get("type") == row["type"] and (not row["mode"] or row["mode"] in (event.get("modes") or []))
            and (not row["reciprocal"] or bool(event.get("reciprocal")))
            and all(names == {""} or names & sectors(side) for names, side in wanted))


def measure(pairs):
    if not pairs:
        return {}
    mapping = Mapping()
    judged = [(item["gold"], mapping.subtype(item, doc)) for item, doc in pairs]
    labels = collections.Counter(gold for gold, _ in judged)
    scores = {label: common.f1(sum(g == p == label for g, p in judged), sum(p == label for _, p in judged), count)
              for label, count in labels.items()}
    return {"weighted F1": sum(scores[label] * count for label, count in labels.items()) / len(judged),
            "macro F1": sum(scores.values()) / len(scores)}


def errors(pairs):
    mapping = Mapping()
    for item, doc in pairs:
        ours = mapping.subtype(item, doc)
        if ours != item["gold"]:
            yield f"{item['gold']} read as {ours}", f"{item.uid}: {item['text'][:200]}"
