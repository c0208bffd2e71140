"""factuality: did it happen? The predicates of MEANTIME sentences (-3 … 3), each sentence read alone.

Classes: happened (above 1; our happened, ongoing, historical), not (below -1; denied), uncertain (between; possible,
planned). The class of a predicate is that of our event whose trigger overlaps its token; failing that, of an entry of
the optional layer `predicates` ([{"span": …, "factuality": …}], for words that are no PLOVER event); failing that it is
taken as happened. Given beside: the figure for predicates that have an event or entry of ours, and how many those are.
Tokens are joined with blanks; quotation marks in TeX style are made typographic.
"""
import common

PEERS = "Pearson r .47–.70 of other systems (another measure)"
CLASSES = ("happened", "not", "uncertain")
OURS = {"happened": "happened", "ongoing": "happened", "historical": "happened", "denied": "not",
        "possible": "uncertain", "planned": "uncertain"}
MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


def load():
    items = []
    for part in ("dev", "train"):
        page = common.gold("factuality", "meantime", f"{part}.conll").read_text(encoding="utf-8")
        for block in page.split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line]
            if rows:
                items.append(sentence(len(items), rows))
    return items


def sentence(place, rows):
    text, gold = "", []
    for row in rows:
        text += " " if text else ""
        word = MARKS.get(row[1], row[1])
        if row[2] != "_":
            gold.append({"start": len(text), "end": len(text) + len(word), "class": class_of(float(row[2])), "word": word})
        text += word
    return common.Item(uid=place, text=text, gold=gold)


def class_of(value):
    return "happened" if value > 1 else "not" if value < -1 else "uncertain"


def ask(engine, items):
    return engine.read([{"id": str(i.uid), "text": i["text"]} for i in items])


def judged(item, answer):
    """(gold, our class or None where nothing of ours stands at the word)."""
    align = common.Alignment(item["text"], common.text_of(answer))
    ours = [(e.get("trigger"), e) for e in common.records(answer, "events")]
    ours += [(p.get("span"), p) for p in common.records(answer, "predicates")]
    spans = [(align.span(common.span_of(s)), OURS.get(r.get("factuality"))) for s, r in ours]
    for gold in item["gold"]:
        yield gold, next((c for s, c in spans if s and c and common.overlaps(s, (gold["start"], gold["end"]))), None)


def measure(pairs):
    found = [(g["class"], c) for item, answer in pairs for g, c in judged(item, answer)]
    ours = [p for p in found if p[1]]
    return {"macro-F1, all predicates": common.macro_f1([(g, c or "happened") for g, c in found], CLASSES),
            "macro-F1, predicates with ours": common.macro_f1(ours, CLASSES),
            "  predicates with ours": len(ours) / len(found) if found else None}


def errors(pairs):
    for item, answer in pairs:
        for gold, ours in judged(item, answer):
            if (ours or "happened") != gold["class"]:
                yield f"{gold['class']} read as {ours or 'nothing'}", f"{item.uid}: [{gold['word']}] {item['text']}"
