"""timeml: time expressions of TimeBank and AQUAINT, scored as TempEval-3 does.

value F1         matched expressions (any overlap of the spans) whose TIMEX3 value is the same string
span F1 relaxed  matched expressions; strict = the same span
Scored is what lies inside TEXT; the document's own date (DCT) is given as `date` and is not scored. Read are the
fields `span` and `value` of `times`.
"""
import xml.etree.ElementTree as ET

import common
import expect

PEERS = "HeidelTime .776 value F1, SUTime .674 (other test part)"


def load():
    folder = common.gold("timeml")
    items = []
    for place, path in enumerate(sorted(folder.glob("*/*.tml"))):
        root = ET.fromstring(path.read_bytes())
        creation = root.find("DCT/TIMEX3")
        text, times = flatten(root.find("TEXT"))
        items.append(common.Item(uid=place, name=path.stem, text=text, gold=times, date=creation.get("value")[:10]))
    return items


def flatten(element):
    """The text of an element without tags, and its TIMEX3 as {start, end, value, type}."""
    parts, times, length = [], [], 0

    def walk(node):
        nonlocal length
        start = length
        put(node.text)
        for child in node:
            walk(child)
            put(child.tail)
        if node.tag == "TIMEX3":
            times.append({"start": start, "end": length, "value": node.get("value"), "type": node.get("type")})

    def put(text):
        nonlocal length
        parts.append(text or "")
        length += len(text or "")

    walk(element)
    return "".join(parts), sorted(times, key=lambda t: t["start"])


def ask(engine, items):
    return engine.read([{"id": f"{i.uid}", "text": i["text"], "date": i["date"]} for i in items])


def ours_of(item, answer):
    align = common.Alignment(item["text"], common.text_of(answer))
    out = []
    for time in common.records(answer, "times"):
        span = align.span(common.span_of(time.get("span")))
        if span:
            out.append({"start": span[0], "end": span[1], "value": time.get("value")})
    return out


def match(item, ours, same):
    edges = {i: [j for j, o in enumerate(ours) if same(g, o)] for i, g in enumerate(item["gold"])}
    for i, found in edges.items():
        found.sort(key=lambda j: (ours[j]["value"] != item["gold"][i]["value"], j))
    return expect.assign(edges, range(len(item["gold"])))


def touches(gold, ours):
    return gold["start"] < ours["end"] and ours["start"] < gold["end"]


def equals(gold, ours):
    return (gold["start"], gold["end"]) == (ours["start"], ours["end"])


def measure(pairs):
    value = relaxed = strict = given = wanted = 0
    for item, answer in pairs:
        ours = ours_of(item, answer)
        found = match(item, ours, touches)
        value += sum(ours[j]["value"] == item["gold"][i]["value"] for i, j in found.items())
        relaxed += len(found)
        strict += len(match(item, ours, equals))
        given += len(ours)
        wanted += len(item["gold"])
    return {"value F1": common.f1(value, given, wanted), "span F1 relaxed": common.f1(relaxed, given, wanted),
            "span F1 strict": common.f1(strict, given, wanted),
            "  value accuracy of the matched": value / relaxed if relaxed else None}


def errors(pairs):
    for item, answer in pairs:
        ours = ours_of(item, answer)
        found = match(item, ours, touches)
        around = lambda t: item["text"][max(0, t["start"] - 40):t["end"] + 30].replace("\n", " ")
        for i, gold in enumerate(item["gold"]):
            said = item["text"][gold["start"]:gold["end"]]
            if i not in found:
                yield f"missing {gold['type']}", f"{item['name']} ({item['date']}): [{said}] {gold['value']} in “{around(gold)}”"
            elif ours[found[i]]["value"] != gold["value"]:
                yield f"value of {gold['type']}", f"{item['name']} ({item['date']}): [{said}] {gold['value']}, ours " \
                                                  f"{ours[found[i]]['value']} in “{around(gold)}”"
        for j, mine in enumerate(ours):
            if j not in found.values():
                yield "false", f"{item['name']}: [{item['text'][mine['start']:mine['end']]}] = {mine['value']} in “{around(mine)}”"
