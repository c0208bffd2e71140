"""seed: the report the product was conceived from, against a careful analyst's reading (eval/seed.json).

Read once with `date` and once without. For each layer: how many items that are not optional are missing, and how many
records are false, that is fit no item at all. A record that tells an item a second time is counted as "told again"
(it should be merged into one record with more evidence). Details (venue, medium, dates, pronouns resolved, titles) are
counted apart. The order of names, quotation marks and case do not matter; ids do not either.
"""
import json
import pathlib

import common
import expect
import quotes

PEERS = "–"
LAYERS = ("statements", "events", "ledger", "times", "actors")


def spec():
    return json.loads((pathlib.Path(__file__).parent / "seed.json").read_text(encoding="utf-8"))


def load():
    wanted = spec()
    text = common.shared("seed", "article.txt").read_text(encoding="utf-8")
    return [common.Item(uid=0, name="with date", text=text, spec=wanted, date=wanted["date"]),
            common.Item(uid=2, name="without date", text=text, spec=wanted, date=None)]


def ask(engine, items):
    docs = []
    for item in items:
        title, _, body = item["text"].partition("\n\n")
        doc = {"id": str(item.uid), "title": title, "text": body}
        docs.append(doc | ({"date": item["date"]} if item["date"] else {}))
    return engine.read(docs)


def compare(item, answer):
    """{layer: {"missing": [...], "false": [...], "again": [...], "details": [...]}}"""
    wanted, dated = item["spec"], bool(item["date"])
    found = {layer: compare_records(answer, layer, wanted[layer], dated)
             for layer in ("statements", "events", "ledger")}
    found["times"] = compare_times(answer, wanted["times"], dated)
    found["actors"] = compare_actors(answer, wanted["actors"], dated)
    found["actors"]["false"] += broken_bans(answer, wanted["never"])
    return found


def compare_records(answer, layer, wants, dated):
    given, test = common.records(answer, layer), expect.TESTS[layer]
    edges = {i: [j for j, rec in enumerate(given) if not test(answer, rec, want)] for i, want in enumerate(wants)}
    order = sorted(range(len(wants)), key=lambda i: bool(wants[i].get("optional")))
    pairs = expect.assign(edges, order)
    out = empty()
    for i, want in enumerate(wants):
        if i not in pairs:
            if not want.get("optional"):
                out["missing"].append(f"{want['id']} {nearest(answer, layer, want, given)}")
            continue
        more = {**want.get("details", {}), **(want.get("dated", {}) if dated else {})}
        for key in test(answer, given[pairs[i]], more) if more else []:
            if key in more:
                out["details"].append(f"{want['id']}: {key} is not {more[key]!r}")
        if want.get("again"):
            out["again"].append(f"{want['id']}: {expect.describe(answer, layer, given[pairs[i]])}")
    used = set(pairs.values())
    out["false"] = [expect.describe(answer, layer, rec) for j, rec in enumerate(given) if j not in used]
    return out


def empty():
    return {"missing": [], "false": [], "again": [], "details": []}


def nearest(answer, layer, want, given):
    """Which keys the best candidate gets wrong: tells a wrong speaker from a statement not found at all."""
    tried = sorted((expect.TESTS[layer](answer, rec, want) for rec in given), key=len)
    keys = [k for k in want if k not in ("id", "optional", "details", "dated", "only", "actors", "recipients")]
    return f"(nearest is wrong in {', '.join(tried[0])})" if tried and len(tried[0]) < len(keys) else "(nothing like it)"


def compare_times(answer, wants, dated):
    given, out, used = common.records(answer, "times"), empty(), set()
    for want in wants:
        fits = [j for j, t in enumerate(given) if j not in used
                and expect.fold(want["text"]) in expect.fold((t.get("span") or {}).get("text"))]
        if not fits:
            if not want.get("optional"):
                out["missing"].append(f"{want['id']} (nothing like it)")
            continue
        used.add(fits[0])
        bad = time_faults(given[fits[0]], want, dated)
        if bad and not want.get("optional"):
            out["missing"].append(f"{want['id']} ({', '.join(bad)})")
    out["false"] = [f"{(t.get('span') or {}).get('text')} = {t.get('value')}" for j, t in enumerate(given) if j not in used]
    said = " ".join(str(n.get("what")) for n in common.records(answer, "notes"))
    if not dated and "year" not in said and "date" not in said:
        out["missing"].append("a note that two times keep no year")
    return out


def time_faults(time, want, dated):
    asked = want.get("dated", {}) if dated else {k: want[k] for k in ("value", "mod") if k in want}
    bad = [f"{k} is {time.get(k)!r}, not {v!r}" for k, v in asked.items() if time.get(k) != v]
    if not dated and not want.get("optional") and (time.get("start") or time.get("end")):
        bad.append(f"a date from nowhere: {time.get('start')}")
    return bad


def compare_actors(answer, wants, dated):
    given, out, used = list(common.entities(answer).values()), empty(), set()
    for want in wants:
        first = "|".join("@" + n for n in want["names"][0].split("|"))
        fits = [j for j, e in enumerate(given) if j not in used and expect.entity_is(e, first)]
        fits.sort(key=lambda j: len(actor_faults(given[j], want, dated)))
        if not fits:
            if not want.get("optional"):
                out["missing"].append(f"{want['id']} (no such entity)")
            continue
        used.add(fits[0])
        bad = actor_faults(given[fits[0]], want, dated)
        hard = [b for b in bad if not b.startswith("detail")]
        if hard and not want.get("optional"):
            out["missing"].append(f"{want['id']} ({'; '.join(hard)})")
        out["details"] += [f"{want['id']}: {b}" for b in bad if b.startswith("detail") and not want.get("optional")]
    busy = ids_in_use(answer)
    out["false"] = [f"{e.get('name')} ({e.get('kind')}, {e.get('code')})" for j, e in enumerate(given)
                    if j not in used and (e.get("kind") == "person" or e.get("id") in busy)]
    return out


def actor_faults(entity, want, dated):
    texts = [expect.fold(m.get("text")) for m in entity.get("mentions") or []]
    heard = lambda name: any(expect.entity_is(entity, "@" + n) for n in name.split("|"))
    bad = [f"{n!r} is not one of its mentions" for n in want["names"] if not heard(n)]
    if "kind" in want and entity.get("kind") not in want["kind"]:
        bad.append(f"kind is {entity.get('kind')}, not {want['kind'][0]}")
    if "is" in want and expect.country_of(entity) != want["is"]:
        bad.append(f"country is {expect.country_of(entity) or 'unknown'}, not {want['is']}")
    if "title" in want and dated and expect.fold(want["title"]) not in expect.fold((entity.get("role") or {}).get("title")):
        bad.append(f"detail: role is not {want['title']!r}")
    bad += [f"detail: {a!r} is not resolved to it" for a in want.get("also", []) if expect.fold(a) not in texts]
    return bad


def ids_in_use(answer):
    fields = {"statements": ("speakers", "addressees"), "events": ("actors", "recipients"), "ledger": ("by", "to")}
    return {i for layer, keys in fields.items() for rec in common.records(answer, layer) for k in keys
            for i in rec.get(k) or []}


def broken_bans(answer, bans):
    out = []
    for ban in bans:
        if ban["layer"] == "entities":
            hits = [e for e in common.entities(answer).values() if expect.fold(ban["name"]) in expect.fold(e.get("name"))]
        else:
            hits = [e for e in common.records(answer, "events") if e.get("type") in ban["type"]
                    and e.get("factuality") not in ("possible", "denied")]
        out += [f"banned: {ban['id']}" for _ in hits]
    return out


def measure(pairs):
    found = [compare(item, answer) for item, answer in pairs]
    wanted = sum(not w.get("optional") for item, _ in pairs for layer in LAYERS for w in item["spec"][layer])
    missing = sum(len(f[layer]["missing"]) for f in found for layer in LAYERS)
    rows = {"share of items found": max(0.0, (wanted - missing) / wanted) if wanted else None}
    for kind in ("missing", "false", "again", "details"):
        for layer in LAYERS:
            count = sum(len(f[layer][kind]) for f in found)
            if kind in ("missing", "false") or count:
                rows[f"{layer}: {kind}"] = count
    rows["readings without any fault"] = sum(clean(f, answer) for f, (_, answer) in zip(found, pairs)) / len(pairs)
    rows["quotes or references broken"] = sum(len(quotes.faults(answer)) for _, answer in pairs)
    return rows


def clean(found, answer):
    return not quotes.faults(answer) and not any(found[layer][k] for layer in LAYERS for k in ("missing", "false"))


def errors(pairs):
    for item, answer in pairs:
        for layer, kinds in compare(item, answer).items():
            for kind, texts in kinds.items():
                for text in texts:
                    yield f"{layer}: {kind}", f"{item['name']}: {text}"
        for fault in quotes.faults(answer):
            yield "quotes", f"{item['name']}: {fault}"
