"""cameo: quad class of sentences, and who is source and target in them.

quad macro-F1    over the four classes; a sentence without an event is class 0 in the gold, and its errors count where it
                 is given one. The engine's class of a sentence is that of its best event, under the older conventions
                 (data/cameo_roots.tsv)
spans F1         exact spans of source, target and reciprocal actors of the best event against the BIO tags, articles left
                 out on both sides, labels and spans right, the name nearest to the event's word rather than a pronoun; spans relaxed: an overlap will do
The best event has both sides before one, then the higher confidence, then comes first.
"""
import common
import roots

PEERS = "–"
ARTICLES = ("a", "an", "the")
NO_BLANK_BEFORE = (",", ".", ";", ":", "?", "!", "%", ")", "”", "’", "'", "'s", "’s", "ʼs", "n't", "n’t")
NO_BLANK_BEHIND = ("(", "“", "‘", "$", "£", "€")


def load():
    items = []
    with open(common.gold("cameo", "cameo_class.tsv"), encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            text, _, label = line.rstrip("\n").rpartition("\t")
            items.append(common.Item(uid=number, task="class", text=text, quad=int(label)))
    blocks = common.gold("cameo", "cameo_ner.txt").read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate((b for b in blocks if b.strip()), 1):
        pairs = [line.rsplit(" ", 1) for line in block.strip().split("\n") if " " in line]
        items.append(make_tagged(number, pairs))
    return items


def make_tagged(number, pairs):
    """The sentence put together again, and its tagged spans [(label, start, end)] without articles."""
    text, places = "", []
    for word, _ in pairs:
        if text and word not in NO_BLANK_BEFORE and not text.endswith(NO_BLANK_BEHIND):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    spans, at = [], 0
    while at < len(pairs):
        tag = pairs[at][1]
        end = at + 1
        while tag.startswith("B") and end < len(pairs) and pairs[end][1] == "I" + tag[1:]:
            end += 1
        if tag.startswith("B"):
            spans.append((tag[2:], *trimmed(text, places[at][0], places[end - 1][1])))
        at = end
    return common.Item(uid=number, task="spans", text=text, spans=set(spans))


def trimmed(text, start, end):
    """Without an article in front and a possessive mark behind."""
    first, _, rest = text[start:end].partition(" ")
    if first.lower() in ARTICLES and rest:
        start += len(first) + 1
    for mark in ("'s", "’s", "ʼs"):
        if text[start:end].endswith(mark):
            end -= len(mark)
    return start, len(text[:end].rstrip())


def ask(engine, items):
    return engine.read([{"id": f"{i['task']}{i.uid}", "text": i["text"]} for i in items])


def best_event(doc):
    events = [e for e in common.records(doc, "events") if e.get("factuality") not in ("possible",)]
    both = lambda e: bool(e.get("actors")) and bool(e.get("recipients") or e.get("reciprocal"))
    return max(events, key=lambda e: (both(e), common.confidence(e)), default=None)


def quad(doc, table):
    event = best_event(doc)
    return roots.quad_of(table.root(event), event.get("quad")) if event else 0


def spans(item, doc):
    event = best_event(doc)
    if not event:
        return set()
    align = common.Alignment(item["text"], common.text_of(doc))
    trigger = common.span_of(event.get("trigger")) or (0, 0)
    found = set()
    for label, side in (("S", "actors"), ("T", "recipients")):
        for actor in event.get(side) or []:
            mentions = (common.entities(doc).get(actor) or {}).get("mentions") or []
            named = sorted((m.get("as") == "pronoun", abs(s[0] - trigger[0]), s)
                           for m in mentions if (s := common.span_of(m)))
            place = align.span(named[0][2]) if named else None
            if place:
                found.add(("R" if event.get("reciprocal") else label, *trimmed(item["text"], *place)))
    return found


def measure(pairs):
    table = roots.RootTable()
    judged = [(item["quad"], quad(doc, table)) for item, doc in pairs if item["task"] == "class"]
    tagged = [(item["spans"], spans(item, doc)) for item, doc in pairs if item["task"] == "spans"]
    wanted, given = sum(len(g) for g, _ in tagged), sum(len(o) for _, o in tagged)
    return {"quad macro-F1": common.macro_f1(judged, (1, 2, 3, 4)),
            "  with no event as a class": common.macro_f1(judged, (0, 1, 2, 3, 4)),
            "spans F1": common.f1(sum(len(g & o) for g, o in tagged), given, wanted),
            "  relaxed": common.f1(sum(touched(g, o) for g, o in tagged), given, wanted)}


def touched(gold, ours):
    """Pairs of one label that overlap, each span used once."""
    left, count = sorted(ours), 0
    for label, start, end in sorted(gold):
        hit = next((o for o in left if o[0] == label and common.overlaps((start, end), o[1:])), None)
        if hit:
            left.remove(hit)
            count += 1
    return count


def errors(pairs):
    table = roots.RootTable()
    for item, doc in pairs:
        if item["task"] == "class" and quad(doc, table) != item["quad"]:
            yield f"class {item['quad']} read as {quad(doc, table)}", f"{item.uid}: {item['text'][:200]}"
        elif item["task"] == "spans" and spans(item, doc) != item["spans"]:
            say = lambda found: "; ".join(f"{s[0]} {item['text'][s[1]:s[2]]}" for s in sorted(found)) or "nothing"
            yield "spans", f"{item.uid}: {item['text'][:160]} | {say(item['spans'])} | ours {say(spans(item, doc))}"
