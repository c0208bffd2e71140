"""plv: the type of the event between two given actors (`tocsin relate`), and end to end from the bare sentence.

root macro-F1   mean over the 15 roots; CONCEDE and RETREAT count as the gold's YIELD
quad macro-F1   mean over the four classes; YIELD is class 2 as in the gold, the others the column `quad` of the answer
ECE             of the column `confidence` against "root right", ten equal-mass bins (less is better)
end to end      `tocsin read` of the sentence alone: some event has the right root (its CAMEO code through
                data/cameo_roots.tsv) and two different entities on opposite sides such that a mention of one overlaps
                the gold source and a mention of the other the gold target; the sides of a reciprocal event may stand
                in either list. A gold actor that is not in the sentence word for word is not asked for.
"""
import common
import roots

PEERS = "ZSP .743 root, .867 quad; PETRARCH2+CoreNLP .369 / .489 / end to end .195"


def load():
    with open(common.gold("plv", "train.tsv"), encoding="utf-8") as f:
        rows = common.tsv_rows(f.read())
    return [make_item(row) for row in rows]


def make_item(row):
    sentence = row["sentence"]
    source, target = find_pair(row)
    return common.Item(uid=int(row["uid"]), sentence=sentence, source=row["source"], target=row["target"],
                       root=roots.undivided(row["gold_root"]), quad=int(row["gold_quad"]),
                       source_span=source, target_span=target)


def find_pair(row):
    """The gold spans: from the marked sentence (it tells which of two equal strings is meant), else by search."""
    plain, spans, at = [], {}, 0
    text = row["marked_sentence"]
    while at < len(text):
        tag = next((t for t in ("<s>", "</s>", "<t>", "</t>") if text.startswith(t, at)), None)
        if tag:
            spans.setdefault(tag, len(plain))
            at += len(tag)
        else:
            plain.append(text[at])
            at += 1
    if "".join(plain) == row["sentence"]:
        pair = [(spans[f"<{k}>"], spans[f"</{k}>"]) if f"<{k}>" in spans and f"</{k}>" in spans else None for k in "st"]
    else:
        pair = [None, None]
    for i, name in enumerate((row["source"], row["target"])):
        at = row["sentence"].find(name)
        if pair[i] is None and name and at >= 0:
            pair[i] = (at, at + len(name))
    return pair


def ask(engine, items):
    related = engine.relate([(i.uid, i["sentence"], i["source"], i["target"]) for i in items])
    read = engine.read([{"id": str(i.uid), "text": i["sentence"]} for i in items])
    return [{"relate": related.get(str(i.uid), {}), "read": doc} for i, doc in zip(items, read)]


def given_quad(row):
    root = roots.undivided(row.get("root"))
    return 2 if root == "YIELD" else int(row["quad"]) if str(row.get("quad", "")).isdigit() else 0


def side_found(spans, gold):
    return gold is None or any(common.overlaps(s, gold) for s in spans)


def end_to_end(item, doc, table):
    align = common.Alignment(item["sentence"], common.text_of(doc))
    for event in common.records(doc, "events"):
        if table.root(event) == item["root"] and pair_found(item, doc, event, align):
            return True
    return False


def pair_found(item, doc, event, align):
    left, right = event.get("actors") or [], event.get("recipients") or []
    pairs = [(a, b) for a in left for b in right]
    if event.get("reciprocal"):
        both = left + right
        pairs = [(a, b) for a in both for b in both if a != b]
    if item["source_span"] is None or item["target_span"] is None:
        pairs += [(a, None) for a in left] + [(None, b) for b in right]
    for a, b in pairs:
        spans_a = [s for s in map(align.span, common.mention_spans(doc, [a])) if s]
        spans_b = [s for s in map(align.span, common.mention_spans(doc, [b])) if s]
        if side_found(spans_a, item["source_span"]) and side_found(spans_b, item["target_span"]):
            return True
    return False


def measure(pairs):
    table = roots.RootTable()
    rel = [(i, a.get("relate") or {}) for i, a in pairs]
    return {
        "root macro-F1": common.macro_f1([(i["root"], roots.undivided(r.get("root"))) for i, r in rel], roots.ROOTS),
        "quad macro-F1": common.macro_f1([(i["quad"], given_quad(r)) for i, r in rel], (1, 2, 3, 4)),
        "ECE (less is better)": common.ece([(common.confidence(r), roots.undivided(r.get("root")) == i["root"])
                                            for i, r in rel]),
        "end to end": sum(end_to_end(i, a.get("read"), table) for i, a in pairs) / len(pairs) if pairs else None,
    }


def errors(pairs):
    table = roots.RootTable()
    for item, answer in pairs:
        row = answer.get("relate") or {}
        ours = roots.undivided(row.get("root")) or "nothing"
        sentence = f"{item.uid}: [{item['source']}] -> [{item['target']}] {item['sentence']}"
        if ours != item["root"]:
            yield f"{item['root']} read as {ours}", f"{sentence} ({row.get('cameo')}, trigger {row.get('trigger')})"
        if not end_to_end(item, answer.get("read"), table):
            yield f"end to end: {item['root']}", f"{sentence} | ours: {brief(answer.get('read'), table)}"


def brief(doc, table):
    names = common.entities(doc)
    say = lambda ids: ", ".join((names.get(i) or {}).get("name") or "?" for i in ids or []) or "---"
    return "; ".join(f"{table.root(e)} {say(e.get('actors'))} -> {say(e.get('recipients'))} {e.get('factuality')}"
                     for e in common.records(doc, "events")) or "nothing"
