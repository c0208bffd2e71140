"""Machine-checkable expectations about one answer of `tocsin read`: used by the seed, its variants and the probes.

An expectation is an object; every key that is given must hold:
  statement  speaker [patterns], form [..], begins "…" or has ["…"], venue "…", medium [..], addressee [patterns]
  event      type [..], mode [..], actors/recipients [patterns], reciprocal true, sides "either" (a reciprocal
             event holds its sides in any order) or "any" (so does every event), factuality [..],
             near ["…"], deaths n, place "…", assertion [..], start/end (of `when`), cameo "prefix"
  ledger     kind [..], by/to/about [patterns], has ["…"], status [..], deadline true, condition true,
             required_for true, contested true
A pattern names an entity: `USA` (country), `USAGOV` (country and sectors), `---REB` (sector, any country), `---`
(nobody named), `@…` a name that one of its mentions contains; `A|B` = either. `only: true` = no further entity.
"""
import re

import common

CODE = re.compile(r"^(?:[A-Z]{3}|---)(?:[A-Z]{3})*$")


def fold(text):
    """Text without the difference of quotation marks, blanks and case."""
    marks = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
    return " ".join((text or "").translate(marks).split()).lower()


def country_of(entity):
    return entity.get("country") or (entity.get("code") or "")[:3]


def sectors_of(entity):
    code = entity.get("code") or ""
    return set(entity.get("sectors") or []) | {code[i:i + 3] for i in range(3, len(code), 3)}


def entity_is(entity, pattern):
    return any(one_is(entity, p) for p in pattern.split("|"))


def one_is(entity, pattern):
    if pattern.startswith("@"):
        names = [entity.get("name") or ""] + [m.get("text") or "" for m in entity.get("mentions") or []]
        return any(re.search(rf"\b{re.escape(fold(pattern[1:]))}(?!\w)", fold(n)) for n in names)
    if not CODE.match(pattern):
        raise ValueError(f"pattern {pattern!r} is neither a code nor @name")
    if pattern == "---":
        return not country_of(entity)
    country, sectors = pattern[:3], {pattern[i:i + 3] for i in range(3, len(pattern), 3)}
    return (country == "---" or country_of(entity) == country) and sectors <= sectors_of(entity)


def side_is(answer, ids, patterns, only=False):
    """Every pattern fits one of the entities; `---` alone also fits an empty list."""
    known = common.entities(answer)
    present = [known.get(i) or {} for i in ids or []]
    for pattern in patterns:
        if not any(entity_is(e, pattern) for e in present) and not ("---" in pattern.split("|") and not present):
            return False
    return not only or all(any(entity_is(e, p) for p in patterns) for e in present)


def content_text(statement):
    content = statement.get("content") or []
    content = content if isinstance(content, list) else [content]
    return [fold(c.get("text")) for c in content if isinstance(c, dict)]


def starts_like(text, begins):
    strip = lambda s: re.sub(r"^(that |to )", "", fold(s).lstrip("\"' "))
    return strip(text).startswith(strip(begins))


def is_one_of(value, allowed):
    return value in allowed if isinstance(allowed, list) else value == allowed


def statement_is(answer, st, want):
    text = " ".join(content_text(st))
    venue = st.get("venue") or {}
    checks = {
        "speaker": lambda v: side_is(answer, st.get("speakers"), v, want.get("only")),
        "addressee": lambda v: side_is(answer, st.get("addressees"), v),
        "form": lambda v: is_one_of(st.get("form"), v),
        "begins": lambda v: bool(content_text(st)) and starts_like(content_text(st)[0], v),
        "has": lambda v: all(fold(x) in text for x in v),
        "venue": lambda v: fold(v) in fold(venue.get("name")),
        "medium": lambda v: is_one_of(st.get("medium"), v),
    }
    return wrong(checks, want)


def times_of(answer):
    return {t.get("id"): t for t in common.records(answer, "times")}


def event_is(answer, ev, want):
    when = times_of(answer).get(ev.get("when")) or {}
    place = {p.get("id"): p for p in common.records(answer, "places")}.get(ev.get("where")) or {}
    modes = ev.get("modes") or []
    checks = {
        "type": lambda v: is_one_of(ev.get("type"), v),
        "mode": lambda v: any(m in v for m in modes) or ("none" in v and not modes),
        "sides": lambda v: sides_hold(answer, ev, want),
        "reciprocal": lambda v: bool(ev.get("reciprocal")) == v,
        "factuality": lambda v: is_one_of(ev.get("factuality"), v),
        "near": lambda v: near(answer, ev, v),
        "deaths": lambda v: ev.get("deaths") == v,
        "place": lambda v: fold(v) in fold(place.get("name") or (place.get("span") or {}).get("text")),
        "assertion": lambda v: is_one_of(ev.get("assertion"), v),
        "start": lambda v: when.get("start") == v,
        "end": lambda v: when.get("end") == v,
        "cameo": lambda v: str(ev.get("cameo") or "").startswith(v),
    }
    return wrong(checks, {"sides": "given", **want})


def sides_hold(answer, ev, want):
    actors, recipients = ev.get("actors") or [], ev.get("recipients") or []
    need_a, need_r = want.get("actors") or [], want.get("recipients") or []
    together = want.get("sides") == "any" or (want.get("sides") == "either" and ev.get("reciprocal"))
    if want.get("reciprocal") or together:
        return side_is(answer, actors + recipients, need_a + need_r, want.get("only"))
    return side_is(answer, actors, need_a, want.get("only")) and side_is(answer, recipients, need_r, want.get("only"))


def ledger_is(answer, entry, want):
    text = fold((entry.get("content") or {}).get("text"))
    checks = {
        "kind": lambda v: is_one_of(entry.get("kind"), v),
        "by": lambda v: side_is(answer, entry.get("by"), v, want.get("only")),
        "to": lambda v: side_is(answer, entry.get("to"), v),
        "about": lambda v: set(v) <= set(entry.get("about") or []),
        "has": lambda v: all(fold(x) in text for x in v),
        "status": lambda v: is_one_of(entry.get("status"), v),
        "deadline": lambda v: bool(entry.get("deadline")) == v,
        "condition": lambda v: bool(entry.get("condition")) == v,
        "required_for": lambda v: bool(entry.get("required_for")) == v,
        "contested": lambda v: (entry.get("status") in ("contested", "denied") or bool(entry.get("contested_by"))
                                or bool(entry.get("contested_with"))) == v,
    }
    return wrong(checks, want)


TESTS = {"statements": statement_is, "events": event_is, "ledger": ledger_is}


def wrong(checks, want):
    """The keys of the expectation that do not hold; [] = the record is the expected one."""
    return [key for key, check in checks.items() if key in want and not check(want[key])]


def near(answer, record, fragments):
    """Some evidence of the record stands in the line of the text that holds one of the fragments."""
    text = common.text_of(answer)
    folded = [fold(line) for line in text.split("\n")]
    lines, at = [], 0
    for raw, line in zip(text.split("\n"), folded):
        if any(fold(f) in line for f in fragments):
            lines.append((at, at + len(raw)))
        at += len(raw) + 1
    spans = [common.span_of(s) for s in [record.get("trigger"), record.get("content"), *(record.get("evidence") or [])]]
    return any(s and common.overlaps(s, line) for s in spans for line in lines)


def assign(edges, order):
    """Maximum matching of expectations to records (Kuhn), the expectations in the order given. {expectation: record}"""
    owner = {}

    def place(want, seen):
        for rec in edges.get(want, ()):
            if rec not in seen:
                seen.add(rec)
                if rec not in owner or place(owner[rec], seen):
                    owner[rec] = want
                    return True
        return False

    for want in order:
        place(want, set())
    return {want: rec for rec, want in owner.items()}


def describe(answer, layer, record):
    """One record on one line, for people who look for errors."""
    names = common.entities(answer)
    say = lambda ids: ", ".join(f"{(names.get(i) or {}).get('name')}/{(names.get(i) or {}).get('code')}"
                                for i in ids or []) or "---"
    if layer == "statements":
        return f"{say(record.get('speakers'))} {record.get('form')}: {' … '.join(content_text(record))[:160]}"
    if layer == "events":
        arrow = "<->" if record.get("reciprocal") else "->"
        return (f"{record.get('type')} {'/'.join(record.get('modes') or [])} {say(record.get('actors'))} {arrow} "
                f"{say(record.get('recipients'))} {record.get('factuality')} "
                f"[{(record.get('trigger') or {}).get('text')}]")
    return (f"{record.get('kind')} {say(record.get('by'))} -> {say(record.get('to'))} about {record.get('about')} "
            f"{record.get('status')}: {fold((record.get('content') or {}).get('text'))[:160]}")
