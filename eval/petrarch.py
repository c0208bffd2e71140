"""petrarch: (source, target, code) of PETRARCH's 284 unit sentences with their own dictionaries (`--dictionary`).

sentences fully right   the set of triples is the gold's, no more and no fewer
events F1               over the triples of all sentences

Only events that a row of the dictionary made count. The gold's settings are followed as they stand before a sentence:
`require_dyad` (a side without a code drops the triple), `new_actor_length` (a side without a code is its words, if they
are few enough). A code that agents alone make is written after `---`, as PETRARCH does. A sentence that should end in an
error (a faulty parse, which is not read here, or a discard) should give no event.
"""
import re
import xml.etree.ElementTree

import common

PEERS = "UniversalPetrarch .441"
KINDS = ("actors", "agents", "verbs")


def dictionaries():
    return [common.gold("petrarch", f"PETR.Validate.{kind}.txt") for kind in KINDS]


def load():
    root = xml.etree.ElementTree.parse(common.gold("petrarch", "PETR.UnitTest.records.xml")).getroot()
    items, settings = [], {"require_dyad": "true", "new_actor_length": "0"}
    for element in root.find("Sentences"):
        if element.tag == "Config":
            settings[element.attrib["option"]] = element.attrib["value"].lower()
        elif element.tag == "Sentence":
            items.append(make_item(len(items) + 1, element, settings))
    return items


def make_item(uid, element, settings):
    coded = [c.attrib for c in element.findall("EventCoding")]
    day = element.attrib["date"]
    return common.Item(uid=uid, name=element.attrib["id"], text=" ".join(element.find("Text").text.split()),
                       date=f"{day[:4]}-{day[4:6]}-{day[6:]}", dyad="false" not in settings["require_dyad"],
                       words=int(settings["new_actor_length"]),
                       gold={(c["sourcecode"].upper(), c["targetcode"].upper(), c["eventcode"].upper())
                             for c in coded if "eventcode" in c})


def ask(engine, items):
    args = ["--explain"]
    for path in dictionaries():
        args += ["--dictionary", str(path)]
    return engine.read([{"id": str(i.uid), "text": i["text"], "date": i["date"]} for i in items], args)


def agent_codes():
    """The codes of the agent dictionary: what only these make up is nobody's agent."""
    text = dictionaries()[1].read_text(encoding="utf-8")
    return sorted({code.upper() for code in re.findall(r"\[\s*~?([^\]~]+)~?\s*\]", text)}, key=len, reverse=True)


def written(entity, item, agents):
    """The code of a side as PETRARCH writes it; None = no code."""
    code = entity.get("code") or ""
    if code:
        rest = code
        while rest and any(rest.startswith(a) for a in agents):
            rest = rest[len(next(a for a in agents if rest.startswith(a))):]
        return code if rest else "---" + code
    words = re.sub(r"['’]S\b", "", (entity.get("name") or "").upper()).split()
    return f'"{" ".join(words)}"' if 0 < len(words) <= item["words"] else None


def triples(item, doc, agents):
    known, found = common.entities(doc), set()
    for event in common.records(doc, "events"):
        if not any(str(why).startswith("PETR.Validate") for why in event.get("why") or []):
            continue
        sides = [[written(known.get(i) or {}, item, agents) for i in event.get(side) or []]
                 for side in ("actors", "recipients")]
        if event.get("reciprocal"):
            sides = [sides[0] + sides[1]] * 2
        for source in sides[0] or [None]:
            for target in sides[1] or [None]:
                if source != target and not (item["dyad"] and None in (source, target)):
                    found.add((source or "---", target or "---", str(event.get("cameo") or "").upper()))
    return found


def measure(pairs):
    if not pairs:
        return {}
    agents = agent_codes()
    judged = [(item["gold"], triples(item, doc, agents)) for item, doc in pairs]
    right = sum(len(gold & ours) for gold, ours in judged)
    return {"sentences fully right": sum(gold == ours for gold, ours in judged) / len(judged),
            "events F1": common.f1(right, sum(len(ours) for _, ours in judged), sum(len(gold) for gold, _ in judged))}


def errors(pairs):
    agents = agent_codes()
    for item, doc in pairs:
        ours = triples(item, doc, agents)
        if ours != item["gold"]:
            kind = re.match(r"[A-Za-z]+", item["name"])[0]
            say = lambda found: "; ".join(" ".join(t) for t in sorted(found)) or "nothing"
            yield kind, f"{item.uid} {item['name']}: {item['text']} | {say(item['gold'])} | ours {say(ours)}"
