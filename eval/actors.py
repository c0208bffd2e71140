"""actors: words that name an actor, and a date, to country and sectors (`tocsin resolve`).

Scored are the cases of gold/actors that assert a country or a sector and whose text is given (43 cases take theirs from
a variable of the original test and have none). A case is right when every such assertion holds:
  country   ours equals it, or is empty where '' is asserted; `!=` is kept
  code_1, code_2   is one of our sectors; code_1 == '' asks for no sector at all
Codes of the older scheme are read as OLD_CODES says. A context given with the text is put in front of it ("German" +
"Defense Minister"). A case without a date, or of `today`, is asked as of 2023-01-01, when the cases were written.
"""
import datetime
import json
import re

import common

PEERS = "–"
TODAY = "2023-01-01"
ASSERTED = re.compile(r"^(?:code\['(country|code_1|code_2)'\]|(cc)) (==|!=) '([^']*)'$")
# code of the older scheme → codes of ours any of which will do; "" = no sector
OLD_CODES = {
    "UNK": {"", "CVL"},                  # unknown
    "HLH": {"MED"},                      # health
    "MED": {"MED", "JRN"},               # media or medical, by the age of the case
    "JRN": {"JRN"},
    "AGR": {"CVL", "BUS", "LAB", "SOC"}, # farmers
    "PRE": {"", "GOV", "REB"},           # partially recognised state
    "IMG": {"UAF", "REB"},               # international militarised group
    "ITP": {"", "IGO", "COP"},           # international police and the like
    "IGO": {"", "IGO"},
    "NGM": {"NGO"},
    "MNC": {"BUS"},
    "BUD": {"REL"}, "MUS": {"REL"}, "CHR": {"REL"}, "JEW": {"REL"},
    "SET": {"CVL", "SOC"},               # settlers
    "COL": {"", "BUS", "CVL"},
    "JNK": {""}, "????": {""},           # no actor
}


def load():
    items = []
    with open(common.gold("actors", "actor_resolution_cases.jsonl"), encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            case = json.loads(line)
            asserted = [asserted_in(e) for e in case["expect"]]
            text = case["args"].get("arg0") or ""
            if any(asserted) and "d['" not in text:
                items.append(common.Item(uid=number, text=with_context(case["args"]), date=date_of(case["args"]),
                                         asserted=[a for a in asserted if a]))
    return items


def asserted_in(expression):
    found = ASSERTED.match(expression)
    return (found[1] or "country", found[3], found[4]) if found else None


def with_context(args):
    context = args.get("arg1") or ""
    return f"{context} {args['arg0']}" if context and "d['" not in context else args["arg0"]


def date_of(args):
    said = args.get("query_date") or args.get("arg2") or TODAY
    try:
        return datetime.date.fromisoformat(said).isoformat()
    except ValueError:
        pass
    try:
        return datetime.datetime.strptime(said, "%d %B %Y").date().isoformat()
    except ValueError:
        return TODAY


def ask(engine, items):
    found = engine.resolve([(i.uid, i["text"], i["date"]) for i in items])
    return [found.get(str(i.uid)) for i in items]


def holds(assertion, answer):
    field, relation, value = assertion
    if not answer:
        return False
    sectors = [s for s in re.split(r"[;|]", answer.get("sectors") or "") if s]
    country = (answer.get("country") or "").replace("---", "")
    if field == "country":
        return (country == value) == (relation == "==")
    allowed = OLD_CODES.get(value, {value})
    return any(s in allowed for s in sectors) or ("" in allowed and not sectors)


def right(item, answer):
    return all(holds(a, answer) for a in item["asserted"])


def measure(pairs):
    if not pairs:
        return {}
    share = lambda fields: sum(all(holds(a, r) for a in i["asserted"] if a[0] in fields) for i, r in pairs) / len(pairs)
    return {"country and sectors": share(("country", "code_1", "code_2")), "  country alone": share(("country",)),
            "  sectors alone": share(("code_1", "code_2"))}


def errors(pairs):
    for item, answer in pairs:
        if not right(item, answer):
            wrong = [a for a in item["asserted"] if not holds(a, answer)]
            ours = f"{answer.get('country') or '---'} {answer.get('sectors')} ({answer.get('name')})" if answer else "nothing"
            kind = " and ".join(sorted({a[0] for a in wrong}))
            yield kind, f"{item.uid}: {item['text']} on {item['date']}: " \
                        f"{', '.join(f'{f}{r}{v!r}' for f, r, v in item['asserted'])}; ours {ours}"
