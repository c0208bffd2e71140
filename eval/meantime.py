"""meantime: who did what to whom, and whether it happened, in whole Wikinews documents (CAT XML).

The gold marks every event word, of business news mostly; ours are PLOVER events only. So the roles and the factuality
are scored on the event mentions that also have an event of ours (its trigger or an evidence span overlaps a token):
actor F1       gold Arg0 mentions of persons, organisations and places against the mentions of our actors
recipient F1   gold Arg1 and Arg2 likewise against our recipients (a reciprocal event: all sides may stand for either)
factuality     macro-F1 of happened / not / uncertain; gold: polarity NEG is not; certain, not negated, not future is
               happened; the rest is uncertain
Texts are made of the tokens, one sentence a line.
"""
import xml.etree.ElementTree as ET

import common
import factuality

PEERS = "–"
PEOPLE = {"PER", "ORG", "LOC"}
NO_BLANK_BEFORE = set(",.;:!?)%'’") | {"'s", "’s", "n't", "''"}


def load():
    folder = common.gold("meantime")
    return [document(place, path) for place, path in enumerate(sorted(folder.glob("*/*.xml")))]


def document(place, path):
    root = ET.fromstring(path.read_bytes())
    text, spans = joined(root)
    markables = list(root.find("Markables"))
    mentions = {m.get("m_id"): [spans[a.get("t_id")] for a in m if a.get("t_id") in spans] for m in markables}
    kinds = kinds_of(root, markables)
    roles = {}
    for link in root.iter("HAS_PARTICIPANT"):
        role = link.get("sem_role")
        for source in link.findall("source"):
            for target in link.findall("target"):
                if kinds.get(target.get("m_id")) in PEOPLE:
                    roles.setdefault(source.get("m_id"), []).append((role, target.get("m_id")))
    events = [{"spans": mentions[m.get("m_id")], "class": class_of(m),
               "actors": [mentions[t] for r, t in roles.get(m.get("m_id"), []) if r == "Arg0"],
               "recipients": [mentions[t] for r, t in roles.get(m.get("m_id"), []) if r in ("Arg1", "Arg2")]}
              for m in markables if m.tag == "EVENT_MENTION" and m.get("certainty") and mentions[m.get("m_id")]]
    date = next((m.get("value") for m in markables if m.get("functionInDocument") == "CREATION_TIME"), None)
    return common.Item(uid=place, text=text, gold=events, date=date)


def joined(root):
    """The text of the tokens and {token id: span}."""
    text, spans, sentence = "", {}, None
    for token in root.iter("token"):
        word = factuality.MARKS.get(token.text, token.text or "")
        if text:
            new = token.get("sentence") != sentence
            text += "\n" if new else "" if word in NO_BLANK_BEFORE else " "
        sentence = token.get("sentence")
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    return text, spans


def kinds_of(root, markables):
    """{mention id: PER, ORG …} through REFERS_TO."""
    types = {m.get("m_id"): m.get("ent_type") for m in markables if m.tag == "ENTITY"}
    return {s.get("m_id"): types.get(t.get("m_id")) for link in root.iter("REFERS_TO")
            for t in link.findall("target") for s in link.findall("source")}


def class_of(mention):
    if mention.get("polarity") == "NEG":
        return "not"
    sure = mention.get("certainty") == "CERTAIN" and mention.get("polarity") == "POS"
    return "happened" if sure and mention.get("time") == "NON_FUTURE" else "uncertain"


def ask(engine, items):
    return engine.read([{"id": str(i.uid), "text": i["text"]} | ({"date": i["date"][:10]} if i["date"] else {})
                        for i in items])


def shared_events(item, answer):
    """(gold event, our event, our actors' and recipients' spans by entity)."""
    align = common.Alignment(item["text"], common.text_of(answer))
    ours = []
    for event in common.records(answer, "events"):
        spans = [align.span(common.span_of(s)) for s in [event.get("trigger"), *(event.get("evidence") or [])]]
        spans = [s for s in spans if s and s[1] - s[0] < 60]
        ours.append((event, spans))
    place = lambda ids: [[s for s in map(align.span, common.mention_spans(answer, [i])) if s] for i in ids or []]
    for gold in item["gold"]:
        hit = next((e for e, spans in ours if any(common.overlaps(s, g) for s in spans for g in gold["spans"])), None)
        if hit:
            actors, recipients = place(hit.get("actors")), place(hit.get("recipients"))
            if hit.get("reciprocal"):
                actors = recipients = actors + recipients
            yield gold, hit, actors, recipients


def role_counts(gold, ours, reciprocal):
    touches = lambda a, b: any(common.overlaps(x, y) for x in a for y in b)
    right = sum(any(touches(g, o) for o in ours) for g in gold)
    given = right if reciprocal else len(ours)
    return right, max(given, right), len(gold)


def measure(pairs):
    total = {"actors": [0, 0, 0], "recipients": [0, 0, 0]}
    judged, count = [], 0
    for item, answer in pairs:
        count += len(item["gold"])
        for gold, event, actors, recipients in shared_events(item, answer):
            judged.append((gold["class"], factuality.OURS.get(event.get("factuality"), "none")))
            for role, ours in (("actors", actors), ("recipients", recipients)):
                counts = role_counts(gold[role], ours, event.get("reciprocal"))
                total[role] = [a + b for a, b in zip(total[role], counts)]
    return {"actor F1 of shared events": common.f1(*total["actors"]),
            "recipient F1 of shared events": common.f1(*total["recipients"]),
            "factuality macro-F1 of shared events": common.macro_f1(judged, factuality.CLASSES),
            "  gold events that have ours": len(judged) / count if count else None}


def errors(pairs):
    for item, answer in pairs:
        for gold, event, actors, recipients in shared_events(item, answer):
            show = lambda spans: " ".join(item["text"][s:e] for s, e in spans)
            line = f"{item.uid}: {show(gold['spans'])} [{event.get('type')} {event.get('factuality')}]"
            if factuality.OURS.get(event.get("factuality")) != gold["class"]:
                yield f"factuality {gold['class']}", line
            for role, ours in (("actors", actors), ("recipients", recipients)):
                right, given, wanted = role_counts(gold[role], ours, event.get("reciprocal"))
                if right < max(given, wanted):
                    yield role, f"{line} gold {[show(g) for g in gold[role]]}, ours {[show(o[:1]) for o in ours]}"
