"""geo: place names and where they are (TR-News, GeoVirus, half of LGL).

within 161 km    share of *all* gold places with coordinates for which one of our `places` lies at the same words (same
                 span, else an overlapping one) and its lat, lon is at most 161 km away; a missing one is wrong
exact-span F1    of all gold toponyms, also those without coordinates
  named as such  the first figure without demonyms and adjectives (by data/names.tsv): the gold also marks "Turkish"
Texts are read without title; the day of download is given as date where the gold has it.
"""
import math
import xml.etree.ElementTree as ET

import common
import expect

PEERS = "Mordecai 3, of matchable places only: LGL .827, TR-News .873"
NEAR_KM = 161.0


def load(name):
    root = ET.fromstring(common.gold("geo", name).read_bytes())
    peoples = {r["text"].lower() for r in common.table("names.tsv") if r["kind"] in ("demonym", "adjective")}
    items = []
    for place, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        gold = [toponym(t, text, peoples) for t in [*article.iter("toponym"), *article.iter("location")]]
        items.append(common.Item(uid=place, text=text, gold=[g for g in gold if g],
                                 date=(article.findtext("dltime") or "")[:10]))
    return items


def toponym(node, text, peoples):
    start, end = named_span(node.findtext("name") if node.tag == "location" else node.findtext("phrase"), text,
                            int(node.findtext("start")), int(node.findtext("end")))
    lat, lon = node.find(".//lat"), node.find(".//lon")
    said = text[start:end]
    if not said:
        return None
    known = lat is not None and lon is not None and lat.text and lon.text
    return {"start": start, "end": end, "lat": float(lat.text) if known else None,
            "lon": float(lon.text) if known else None, "people": said.lower() in peoples,
            "name": node.findtext("gaztag/name") or node.findtext("page") or said}


def named_span(name, text, start, end):
    """The gold's span, or the nearest place within 30 characters that has its words (GeoVirus counts drift)."""
    if not name or text[start:end] == name:
        return start, end
    low = max(0, start - 30)
    starts = [low + i for i in range(60 + len(name)) if text.startswith(name, low + i)]
    best = min(starts, key=lambda s: abs(s - start), default=start)
    return (best, best + len(name)) if starts else (start, end)


def ask(engine, items):
    docs = [{"id": str(i.uid), "text": i["text"]} | ({"date": i["date"]} if i["date"] else {}) for i in items]
    return engine.read(docs)


def ours_of(item, answer):
    align = common.Alignment(item["text"], common.text_of(answer))
    out = []
    for place in common.records(answer, "places"):
        span = align.span(common.span_of(place.get("span")))
        if span:
            out.append({"start": span[0], "end": span[1], "record": place})
    return out


def at(gold, ours):
    """Our place at the words of the gold's: the same span first."""
    hits = [o for o in ours if o["start"] < gold["end"] and gold["start"] < o["end"]]
    return min(hits, key=lambda o: abs(o["start"] - gold["start"]) + abs(o["end"] - gold["end"]), default=None)


def distance_km(lat1, lon1, lat2, lon2):
    """Great circle (haversine)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def off_km(gold, ours):
    record = ours["record"] if ours else {}
    if record.get("lat") is None or record.get("lon") is None:
        return math.inf
    return distance_km(gold["lat"], gold["lon"], float(record["lat"]), float(record["lon"]))


def measure(pairs):
    judged, exact, given, wanted = [], 0, 0, 0
    for item, answer in pairs:
        ours = ours_of(item, answer)
        theirs, mine = {(g["start"], g["end"]) for g in item["gold"]}, {(o["start"], o["end"]) for o in ours}
        exact, given, wanted = exact + len(theirs & mine), given + len(mine), wanted + len(theirs)
        judged += [(g["people"], off_km(g, at(g, ours)) <= NEAR_KM) for g in item["gold"] if g["lat"] is not None]
    share = lambda part: sum(ok for _, ok in part) / len(part) if part else None
    return {"within 161 km of all gold places": share(judged), "exact-span F1": common.f1(exact, given, wanted),
            "  within 161 km, named as such": share([j for j in judged if not j[0]])}


def errors(pairs):
    for item, answer in pairs:
        ours = ours_of(item, answer)
        for gold in item["gold"]:
            said, mine = item["text"][gold["start"]:gold["end"]], at(gold, ours)
            around = item["text"][max(0, gold["start"] - 50):gold["end"] + 40].replace("\n", " ")
            if mine is None:
                yield "missing people" if gold["people"] else "missing place", f"{item.uid}: [{said}] {gold['name']} in “{around}”"
            elif gold["lat"] is not None and off_km(gold, mine) > NEAR_KM:
                record = mine["record"]
                yield "elsewhere", f"{item.uid}: [{said}] {gold['name']} {gold['lat']},{gold['lon']}; ours {record.get('name')} " \
                                   f"{record.get('country')} {record.get('lat')},{record.get('lon')} in “{around}”"
        theirs = [(g["start"], g["end"]) for g in item["gold"]]
        for mine in ours:
            if not any(common.overlaps((mine["start"], mine["end"]), t) for t in theirs):
                yield "false", f"{item.uid}: {expect.fold((mine['record'].get('span') or {}).get('text'))}"
