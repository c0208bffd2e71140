"""probes: sentences that older coders get wrong, with machine-checkable expectations, all as of 2025-06-01.

The eleven given ones are read from ../shared/probes/README.md (row n of its table) and judged by eval/probes_given.jsonl;
eval/probes.jsonl holds ten variants of each kind in our own words. A probe is right when every `must` holds (`any` = one
of several), no `must_not` fits a record (with `more_than` n: not more than n records), and every quote is exact.
Expectations are those of expect.py with a `layer`; layer `times` has text, start and end.
"""
import json
import pathlib
import re

import common
import expect
import quotes

PEERS = "older coder 2–3 of 11"
AS_OF = "2025-06-01"
HERE = pathlib.Path(__file__).parent


def load():
    ours = [common.Item(json.loads(line)) for line in open(HERE / "probes.jsonl", encoding="utf-8")]
    return given() + ours


def given():
    try:
        page = common.shared("probes", "README.md").read_text(encoding="utf-8")
    except common.Missing:
        return []
    rows = [line.split("|")[1].strip() for line in page.split("\n") if line.startswith("| ")][1:]
    probes = [common.Item(json.loads(line)) for line in open(HERE / "probes_given.jsonl", encoding="utf-8")]
    for probe in probes:
        probe["text"] = rows[probe["row"] - 1]
    return probes


def ask(engine, items):
    return engine.read([{"id": str(i.uid), "text": i["text"], "date": AS_OF} for i in items])


def records_like(answer, want):
    if want["layer"] == "times":
        return [t for t in common.records(answer, "times") if time_is(t, want)]
    test = expect.TESTS[want["layer"]]
    return [r for r in common.records(answer, want["layer"]) if not test(answer, r, want)]


def time_is(time, want):
    said = expect.fold((time.get("span") or {}).get("text"))
    return expect.fold(want["text"]) in said and all(time.get(k) == want[k] for k in ("start", "end") if k in want)


def breaches(item, answer):
    """What is wrong, as text; [] = the probe is right."""
    if not common.text_of(answer):
        return ["no answer"]
    out = []
    for want in item["must"]:
        if not any(records_like(answer, w) for w in want.get("any", [want])):
            out.append("missing: " + " or ".join(map(say, want.get("any", [want]))))
    for want in item["must_not"]:
        if len(records_like(answer, want)) > want.get("more_than", 0):
            out.append("must not be: " + say(want))
    return out + quotes.faults(answer)


def say(want):
    keys = {k: v for k, v in want.items() if k != "layer"}
    return f"{want['layer']} ({plain(keys)})"


def plain(keys):
    return re.sub(r'[{}"]', "", json.dumps(keys, ensure_ascii=False))


def measure(pairs):
    right = [(item, not breaches(item, answer)) for item, answer in pairs]
    share = lambda part: sum(ok for _, ok in part) / len(part) if part else None
    rows = {"the eleven": share([r for r in right if "row" in r[0]]),
            "ten variants of each": share([r for r in right if "row" not in r[0]])}
    for kind in dict.fromkeys(item["kind"] for item, _ in pairs):
        rows[f"  {kind}"] = share([r for r in right if r[0]["kind"] == kind and "row" not in r[0]])
    return rows


def errors(pairs):
    for item, answer in pairs:
        bad = breaches(item, answer)
        if bad:
            found = [expect.describe(answer, layer, rec) for layer in ("statements", "events", "ledger")
                     for rec in common.records(answer, layer)]
            yield item["kind"], f"{item['text']}\n            {'; '.join(bad)}\n            ours: {' | '.join(found) or 'nothing'}"
