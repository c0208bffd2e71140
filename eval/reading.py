"""reading: statements, events and ledger of whole articles, scored as gold/reading/README.md says.

statement  content token-IoU >= .5 and a name of the speaker shared (some word of a name other than articles and the
           like; pronouns count only where the gold has nothing else)
event      neither side `possible` nor `denied`; type among the accepted; the countries of both sides overlap where the
           gold names them (the two sides of a reciprocal event of ours count for either)
ledger     kind accepted; content token-IoU >= .4 or one content inside the other; a country of `by` shared where named
F1 of the required records; one record of ours answers one of the gold. What fits an optional one is neutral.
ECE over the confidences of all three layers, "right" = fits a required or optional record of the gold.
"""
import json

import common
import expect

PEERS = "two readers of each other .94–1"
LAYERS = ("statements", "events", "ledger")
PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "we", "i", "us", "his", "their", "who", "you", "me"}
SMALL = {"the", "a", "an", "of", "and", "in", "for", "to", "at", "on", "by", "some", "mr", "mrs", "ms", "s", "its", "'s"}
UNREAL = ("possible", "denied")


def load():
    with open(common.gold("reading", "dev.jsonl"), encoding="utf-8") as f:
        return [common.Item(json.loads(line), uid=number) for number, line in enumerate(f, 1)]


def ask(engine, items):
    return engine.read([{k: i[k] for k in ("id", "title", "text", "date") if i.get(k)} for i in items])


def name_words(names):
    words = {w.strip(".,'\"’“”") for n in names for w in expect.fold(n).replace("'s", " ").split()} - SMALL - {""}
    return (words - PRONOUNS) or words


def names_of(answer, ids):
    known = common.entities(answer)
    out = []
    for i in ids or []:
        entity = known.get(i) or {}
        out += [entity.get("name") or "", *[m.get("text") or "" for m in entity.get("mentions") or []]]
    return out


def codes_of(answer, ids):
    known = common.entities(answer)
    return {expect.country_of(known.get(i) or {}) for i in ids or []} - {"", "---"}


def gold_countries(codes):
    return {c[:3] for c in codes or []} - {"---", ""}


def statement_fits(answer, st, gold):
    wanted = name_words(gold["speakers"] + gold["who"])
    if wanted and not wanted & name_words(names_of(answer, st.get("speakers"))):
        return False
    return common.iou(common.word_set(" ".join(expect.content_text(st))), common.word_set(gold["content"])) >= 0.5


def event_fits(answer, ev, gold):
    if ev.get("type") not in gold["type"]:
        return False
    left, right = codes_of(answer, ev.get("actors")), codes_of(answer, ev.get("recipients"))
    if ev.get("reciprocal"):
        left = right = left | right
    actors, recipients = gold_countries(gold["actors"]), gold_countries(gold["recipients"])
    return (not actors or bool(actors & left)) and (not recipients or bool(recipients & right))


def ledger_fits(answer, entry, gold):
    if entry.get("kind") not in gold["kind"]:
        return False
    by = gold_countries(gold["by"])
    if by and not by & codes_of(answer, entry.get("by")):
        return False
    ours, theirs = expect.fold((entry.get("content") or {}).get("text")), expect.fold(gold["content"])
    inside = bool(ours) and (ours.strip("\"' .") in theirs or theirs.strip("\"' .") in ours)
    return inside or common.iou(common.word_set(ours), common.word_set(theirs)) >= 0.4


FITS = {"statements": statement_fits, "events": event_fits, "ledger": ledger_fits}


def sides(item, answer, layer):
    """The gold's and our records that take part: events that did not happen are out on both sides."""
    gold, ours = item[layer], common.records(answer, layer)
    if layer == "events":
        gold = [g for g in gold if g["factuality"] not in UNREAL]
        ours = [r for r in ours if r.get("factuality") not in UNREAL]
    return gold, ours


def match(item, answer, layer):
    """(gold, ours, {gold index: our index}); required records of the gold are served first."""
    gold, ours = sides(item, answer, layer)
    edges = {i: [j for j, r in enumerate(ours) if FITS[layer](answer, r, g)] for i, g in enumerate(gold)}
    order = sorted(range(len(gold)), key=lambda i: bool(gold[i]["optional"]))
    return gold, ours, expect.assign(edges, order)


def measure(pairs):
    rows, judged = {}, []
    for layer in LAYERS:
        right = given = wanted = 0
        for item, answer in pairs:
            gold, ours, found = match(item, answer, layer)
            required = {i for i, g in enumerate(gold) if not g["optional"]}
            right += len(required & set(found))
            wanted += len(required)
            given += len(ours) - sum(i not in required for i in found)
            hit = set(found.values())
            judged += [(common.confidence(r), j in hit) for j, r in enumerate(ours)]
        rows[f"{layer} F1"] = common.f1(right, given, wanted)
        rows[f"  {layer} precision"] = right / given if given else None
        rows[f"  {layer} recall"] = right / wanted if wanted else None
    rows["ECE, all layers (less is better)"] = common.ece(judged)
    return rows


def errors(pairs):
    for item, answer in pairs:
        for layer in LAYERS:
            gold, ours, found = match(item, answer, layer)
            used = set(found.values())
            for i, g in enumerate(gold):
                if i not in found and not g["optional"]:
                    yield f"{layer}: missing", f"{item['id']}: {say(layer, g)}"
            for j, record in enumerate(ours):
                if j not in used:
                    yield f"{layer}: false", f"{item['id']}: {expect.describe(answer, layer, record)}"


def say(layer, gold):
    if layer == "statements":
        return f"{gold['speakers']} {gold['form']}: {gold['content'][:160]}"
    if layer == "events":
        return f"{gold['type']} {gold['actors']} -> {gold['recipients']} {gold['factuality']} [{gold['trigger']}]"
    return f"{gold['kind']} {gold['by']} {gold['status']}: {gold['content'][:160]}"
