"""muc4: who attacked whom in the dispatches of 1988–90 (upper case), against the MUC-3/4 templates.

The keys beside the project hold, of the slots the metric names, only the perpetrators; type, date, country and effect are
not in these files. What they hold is scored: the incident itself (each template is one; all are of the kinds that we
call ASSAULT), perpetrators (individuals and organisations) and human targets (names and descriptions of one person are
one fill). Physical targets and instruments are not asked for.
Ours: ASSAULT events that are not possible or denied; events that share a recipient, or a sentence, are one incident,
its actors the perpetrators, its recipients the targets. Templates and incidents are aligned one to one so that most
fills are right, then slot micro-F1 over all fills. A fill is right when a mention or the name of our entity and a
string of the key share their last word or one contains the other. Optional fills and templates are neutral.
The date of the dateline is given as `date`.
"""
import json
import re

import assignment
import common
import expect

PEERS = "–"
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
SLOTS = {"perp_individual_id": "perpetrator", "perp_organization_id": "perpetrator", "hum_tgt_name": "target",
         "hum_tgt_description": "target"}


def load(part):
    keys = {}
    for block in common.gold("muc4", f"keys_{part}").read_text(encoding="utf-8").split("%%%"):
        if block.strip():
            fills = json.loads(block)
            keys.setdefault(dict(fills)["message_id"], []).append(template(fills))
    items = []
    with open(common.gold("muc4", f"doc_{part}"), encoding="utf-8") as f:
        for doc in map(json.loads, f):
            gold = [t for t in keys.get(doc["docid"], []) if t]
            items.append(common.Item(uid=int(doc["docid"][-4:]), name=doc["docid"], text=doc["text"], gold=gold,
                                     date=date_of(doc.get("dateline") or "")))
    return items


def template(pairs):
    """{perpetrator: [fill], target: [fill], optional}; a fill is {strings, optional}. None for "no incident"."""
    facts = dict((k, v) for k, v in pairs if isinstance(v, (str, int, bool)))
    if facts.get("message_template") == "*":
        return None
    out = {"perpetrator": [], "target": [], "optional": bool(facts.get("message_template_optional"))}
    for key, fill in pairs:
        if key in SLOTS and isinstance(fill, dict):
            strings = fill.get("strings", []) + fill.get("strings_lhs", []) + fill.get("strings_rhs", [])
            add_fill(out[SLOTS[key]], {"strings": strings, "optional": bool(fill.get("optional"))})
    return out


def add_fill(fills, new):
    """A description that carries a name already there is the same person."""
    for fill in fills:
        if set(fill["strings"]) & set(new["strings"]):
            fill["strings"] += new["strings"]
            return
    fills.append(new)


def date_of(dateline):
    found = re.search(r"\b(\d{1,2}) (" + "|".join(MONTHS) + r")[A-Z]* (\d{2})\b", dateline)
    return f"19{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}" if found else None


def ask(engine, items):
    return engine.read([{"id": i["name"], "text": i["text"]} | ({"date": i["date"]} if i["date"] else {}) for i in items])


def incidents(answer):
    """Our incidents: {perpetrator: [names of an entity], target: [...]}."""
    events = [e for e in common.records(answer, "events")
              if e.get("type") == "ASSAULT" and e.get("factuality") not in ("possible", "denied")]
    groups = []
    for event in events:
        keys = {("sentence", event.get("sentence"))} | {("recipient", r) for r in event.get("recipients") or []}
        joined = [g for g in groups if g[0] & keys]
        for group in joined:
            groups.remove(group)
        groups.append((keys.union(*(g[0] for g in joined)), sum((g[1] for g in joined), []) + [event]))
    return [{slot: names_of(answer, [i for e in group for i in e.get(side) or []])
             for slot, side in (("perpetrator", "actors"), ("target", "recipients"))} for _, group in groups]


def names_of(answer, ids):
    known = common.entities(answer)
    return [[known[i].get("name") or ""] + [m.get("text") or "" for m in known[i].get("mentions") or []]
            for i in dict.fromkeys(ids) if i in known]


def same_name(ours, key):
    a, b = (re.findall(r"\w+", expect.fold(x)) for x in (ours, key))
    if not a or not b:
        return False
    return a[-1] == b[-1] or f" {' '.join(a)} " in f" {' '.join(b)} " or f" {' '.join(b)} " in f" {' '.join(a)} "


def slot_counts(fills, names):
    """(right, given, wanted) of one slot of an aligned pair."""
    edges = {i: [j for j, n in enumerate(names) if any(same_name(x, s) for x in n for s in fill["strings"])]
             for i, fill in enumerate(fills)}
    found = expect.assign(edges, sorted(edges, key=lambda i: fills[i]["optional"]))
    required = {i for i, f in enumerate(fills) if not f["optional"]}
    neutral = sum(i not in required for i in found)
    return len(required & set(found)), len(names) - neutral, len(required)


def aligned(item, answer):
    """(pairs of template and incident, templates alone, incidents alone)."""
    ours, gold = incidents(answer), item["gold"]
    gains = [[1 + 10 * sum(slot_counts(g[s], o[s])[0] for s in ("perpetrator", "target")) for o in ours] for g in gold]
    pairs = assignment.best_alignment(gains)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    return ([(gold[i], ours[j]) for i, j in pairs], [g for i, g in enumerate(gold) if i not in left],
            [o for j, o in enumerate(ours) if j not in right])


def measure(pairs):
    counts = {"incident": [0, 0, 0], "perpetrator": [0, 0, 0], "target": [0, 0, 0]}

    def add(slot, right, given, wanted):
        counts[slot] = [a + b for a, b in zip(counts[slot], (right, given, wanted))]

    for item, answer in pairs:
        both, missed, extra = aligned(item, answer)
        for gold, ours in both:
            keep = not gold["optional"]
            add("incident", keep, keep, keep)
            for slot in ("perpetrator", "target"):
                right, given, wanted = slot_counts(gold[slot], ours[slot])
                add(slot, right, given if keep else right, wanted if keep else right)
        for gold in missed:
            if not gold["optional"]:
                add("incident", 0, 0, 1)
                for slot in ("perpetrator", "target"):
                    add(slot, 0, 0, sum(not f["optional"] for f in gold[slot]))
        for ours in extra:
            add("incident", 0, 1, 0)
            for slot in ("perpetrator", "target"):
                add(slot, 0, len(ours[slot]), 0)
    total = [sum(c) for c in zip(*counts.values())]
    rows = {"slot micro-F1 (no date, country, effect)": common.f1(*total)}
    return rows | {f"  {slot} F1": common.f1(*c) for slot, c in counts.items()}


def errors(pairs):
    for item, answer in pairs:
        both, missed, extra = aligned(item, answer)
        for gold in missed:
            yield "missed incident", f"{item['name']}: {[f['strings'][0] for f in gold['perpetrator']]} -> " \
                                     f"{[f['strings'][0] for f in gold['target']]}"
        for ours in extra:
            yield "false incident", f"{item['name']}: {[n[0] for n in ours['perpetrator']]} -> {[n[0] for n in ours['target']]}"
        for gold, ours in both:
            for slot in ("perpetrator", "target"):
                right, given, wanted = slot_counts(gold[slot], ours[slot])
                if right < max(given, wanted):
                    yield slot, f"{item['name']}: {[f['strings'][0] for f in gold[slot]]}, ours {[n[0] for n in ours[slot]]}"
