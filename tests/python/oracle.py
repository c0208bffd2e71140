"""Builds answers in the shape of `tocsin read --format json` by hand, and turns gold into perfect answers."""
import expect


class Answer:
    """One document's answer; the ids count up as records are added."""

    def __init__(self, text):
        self.text = text
        self.json = {"document": {"text": text}, "entities": [], "statements": [], "events": [], "ledger": [],
                     "times": [], "places": [], "notes": []}

    def span(self, start, end):
        return {"start": start, "end": end, "text": self.text[start:end]}

    def find(self, words):
        """The span of the words, whatever the kind of quotation marks; the whole text where they are not found."""
        marks = str.maketrans("’‘“”", "''\"\"")
        at = self.text.translate(marks).lower().find(words.translate(marks).lower())
        return self.span(at, at + len(words)) if at >= 0 else self.span(0, len(self.text))

    def add(self, layer, **fields):
        letter = {"entities": "N", "statements": "S", "events": "E", "ledger": "L", "times": "T", "places": "P"}[layer]
        record = {"id": f"{letter}{len(self.json[layer]) + 1}", "confidence": 1.0, **fields}
        self.json[layer].append(record)
        return record["id"]

    def entity(self, spans=(), names=(), code="", kind="state", **fields):
        mentions = [self.span(*s) for s in spans] + [self.find(n) for n in names]
        sectors = [code[i:i + 3] for i in range(3, len(code), 3)]
        name = names[0] if names else (mentions[0]["text"] if mentions else code)
        return self.add("entities", name=name, kind=kind, code=code, country=code[:3].replace("---", "") or None,
                        sectors=sectors, mentions=[m | {"as": "name"} for m in mentions], **fields)


def plv(item):
    answer = Answer(item["sentence"])
    sides = [answer.entity(spans=[s] if s else []) for s in (item["source_span"], item["target_span"])]
    kind = "CONCEDE" if item["root"] == "YIELD" else item["root"]
    answer.add("events", type=kind, cameo="", actors=sides[:1], recipients=sides[1:], factuality="happened")
    return {"relate": {"root": kind, "quad": str(item["quad"]), "confidence": "1"}, "read": answer.json}


def reading(item):
    answer = Answer((item["title"] or "") + "\n\n" + item["text"])
    people = lambda codes, names=(): [answer.entity(code=c, names=names) for c in codes] or \
        ([answer.entity(names=names)] if names else [])
    for st in item["statements"]:
        answer.add("statements", speakers=[answer.entity(names=st["speakers"] + st["who"])], form=st["form"],
                   content=[{"start": 0, "end": 1, "text": st["content"]}])
    for ev in item["events"]:
        answer.add("events", type=ev["type"][0], actors=people(ev["actors"]), recipients=people(ev["recipients"]),
                   reciprocal=ev["reciprocal"], factuality=ev["factuality"])
    for entry in item["ledger"]:
        answer.add("ledger", kind=entry["kind"][0], by=people(entry["by"]),
                   content={"start": 0, "end": 1, "text": entry["content"]})
    return answer.json


def actors(item):
    row = {"name": item["text"], "country": "", "sectors": ""}
    for field, relation, value in item["asserted"]:
        if field == "country" and relation == "==":
            row["country"] = value
        elif field != "country" and value not in ("UNK", "JNK", "????", "PRE", "ITP", "IGO", "COL"):
            old = {"HLH": "MED", "AGR": "CVL", "IMG": "REB", "BUD": "REL", "MUS": "REL", "CHR": "REL", "SET": "CVL"}
            row["sectors"] += ";" + old.get(value, value)
    return row


def polnear(item):
    answer = Answer(item["text"])
    for gold in item["gold"]:
        speaker = [answer.entity(spans=gold["source"], kind="person")] if gold["source"] else []
        answer.add("statements", speakers=speaker, form="indirect",
                   content=[answer.span(*c) for c in sorted(gold["content"])])
    return answer.json


def timeml(item):
    answer = Answer(item["text"])
    for time in item["gold"]:
        answer.add("times", span=answer.span(time["start"], time["end"]), value=time["value"])
    return answer.json


def petrarch(item):
    answer = Answer(item["text"])
    codes = {"---": ""}
    for source, target, code in sorted(item["gold"]):
        sides = []
        for written in (source, target):
            phrase = written.startswith('"')
            sides.append(answer.add("entities", name=written.strip('"') if phrase else "", mentions=[],
                                    code="" if phrase else codes.get(written, written.removeprefix("---"))))
        answer.add("events", type=None, cameo=code, actors=sides[:1], recipients=sides[1:],
                   why=["PETR.Validate.verbs.txt:1"])
    return answer.json


def cameo(item):
    answer = Answer(item["text"])
    if item["task"] == "class" and item["quad"]:
        answer.add("events", type={1: "AGREE", 2: "AID", 3: "ACCUSE", 4: "ASSAULT"}[item["quad"]], actors=[])
    elif item["task"] == "spans" and item["spans"]:
        sides = {label: [answer.entity(spans=[s[1:]]) for s in sorted(item["spans"]) if s[0] == label] for label in "STR"}
        # A sentence with one-sided and mutual actors is two events; the scorer takes one.
        answer.add("events", type="CONSULT", actors=sides["R"] or sides["S"],
                   recipients=[] if sides["R"] else sides["T"], reciprocal=bool(sides["R"]))
    return answer.json


def seed(item):
    """Every item that is not optional, as one record each."""
    answer, dated = Answer(item["text"]), bool(item["date"])
    by_pattern = {}
    for want in item["spec"]["actors"]:
        if not want.get("optional"):
            names = [n.split("|")[0] for n in want["names"]] + want.get("also", [])
            ident = answer.entity(names=names, code=want["is"], kind=want["kind"][0],
                                  role={"title": want.get("title", "")})
            answer.json["entities"][-1]["mentions"] = [answer.find(n) | {"text": n} for n in names]
            by_pattern.setdefault(want["is"], ident)
            by_pattern[want["is"]] = ident if want["kind"] == ["state"] else by_pattern[want["is"]]

    def who(patterns):
        found = []
        for p in patterns or []:
            known = [e["id"] for e in answer.json["entities"] if expect.entity_is(e, p)]
            found += [by_pattern[p]] if p in by_pattern else known[:1]
        return found

    for want in item["spec"]["statements"]:
        if not want.get("optional"):
            more = want.get("details", {})
            content = [answer.find(want["begins"])] + [answer.find(x) for x in more.get("has", [])]
            answer.add("statements", speakers=who(want["speaker"]), form=want["form"][0], content=content,
                       venue={"name": more.get("venue")}, medium=more.get("medium", [None])[0])
    for want in item["spec"]["events"]:
        if not want.get("optional"):
            when = answer.add("times", **want["dated"]) if dated and "dated" in want else None
            spot = answer.find(want["near"][0])
            answer.add("events", type=want["type"][0], modes=[m for m in want.get("mode", [])[:1] if m != "none"],
                       actors=who(want["actors"]), recipients=who(want.get("recipients")), trigger=spot, when=when,
                       reciprocal=want.get("reciprocal", False), factuality=want["factuality"][0])
    for want in item["spec"]["ledger"]:
        if not want.get("optional"):
            extra = {"contested_with": answer.find("premature")} if "details" in want else {}
            answer.add("ledger", kind=want["kind"][0], by=[] if want["by"] == ["---"] else who(want["by"]),
                       to=who(want.get("to")), about=want.get("about", []), status=want["status"][0],
                       content=answer.find(want["has"][0]), **extra)
    answer.json["times"] = [t | {"span": answer.find("late March")} for t in answer.json["times"]]
    return answer.json
