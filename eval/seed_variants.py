"""seed-variants: the seed report told again with other countries, capitals, office holders and dates, 20 ways.

The cast of each variant is drawn (seeded) from data/offices.tsv, names.tsv and states.tsv as of the variant's date: a
mediator with a foreign minister, and two states at odds with a president and a prime minister; spokespersons and
advisers get invented names. The words of the report and of eval/seed.json are exchanged in the same way, so the same
items must come out. Read with the variant's date only. `same as the seed` is the share of variants of which exactly
the same items are missing, and as many false ones appear, as in the seed itself. The set seed-retold draws others: as
many open ones to learn from as blind ones that show whether what was learned is general.
"""
import calendar
import datetime
import json
import random
import re

import common
import seed

PEERS = "–"
DRAWS = ((20250522, 20, 0),)  # (random seed, how many, 1 = blind)
RETOLD = ((7_2019, 40, 0), (7_2020, 40, 1))
WOMEN = ("Anna Keller", "Ruth Adler", "Clara Mendel", "Nina Farrow", "Edith Moran", "Marta Quist", "Helga Storm")
MEN = ("Tomas Brandt", "Pavel Novik", "Oskar Lind", "Jonas Weber", "Viktor Hallen", "Simon Arden", "Peter Calder",
       "Anton Rask", "Felix Dorn", "Hugo Tarn")
MEDIATOR_TITLE = "Foreign Minister"


class Cast:
    """Who could play a part on a day, by the tables."""

    def __init__(self):
        self.states = {r["iso3"]: r for r in common.table("states.tsv")}
        self.names = by_keys(common.table("names.tsv"), lambda r: (r["code"], r["kind"]))
        self.offices = by_keys(common.table("offices.tsv"), lambda r: (r["code"][:3], r["office"]))
        if not (self.states and self.names and self.offices):
            raise common.Missing("data/states.tsv, names.tsv or offices.tsv is not there yet")

    def word(self, code, kind, day):
        found = [r["text"] for r in self.names.get((code, kind), []) if in_force(r, day)]
        return found[0] if found else None

    def holder(self, code, office, titles, day):
        """The one holder of an office whose name is two plain words, or None."""
        rows = [r for r in self.offices.get((code, office), []) if in_force(r, day)]
        fits = [r for r in rows if re.fullmatch(r"[^\W\d_]+ [^\W\d_]+", r["person"])
                and (not titles or r["title"] in titles)]
        return fits[0] if len(rows) == 1 and fits else None

    def plain(self, code, day):
        """States whose name is one word without article and whose persons' last word is the family name."""
        state = self.states[code]
        parts = [self.word(code, kind, day) for kind in ("adjective", "capital")]
        usual = re.fullmatch(r"[^\W\d_]+[^\Ws\d_]", state["name"]) and not re.search("(?i)east.*asia", state["region"])
        return bool(usual and all(parts) and parts[1] != state["name"])

    def players(self, day):
        roles = {"mediator": ("foreign-minister", ()), "first": ("head-of-government", ("Prime Minister",)),
                 "second": ("head-of-state", ("President",))}
        codes = [c for c in sorted(self.states) if in_force(self.states[c], day) and self.plain(c, day)]
        return {role: [(c, self.holder(c, office, titles, day)) for c in codes if self.holder(c, office, titles, day)]
                for role, (office, titles) in roles.items()}


def by_keys(rows, key):
    out = {}
    for row in rows:
        out.setdefault(key(row), []).append(row)
    return out


def in_force(row, day):
    since, until = row.get("since") or "0000", row.get("until") or "9999"
    return since[:len(since)] <= day[:len(since)] and day[:len(until)] <= until


def dates(rng):
    """An article's day, and a Monday of a month before it in the same year."""
    year, month = rng.randint(2012, 2024), rng.randint(3, 11)
    mondays = [d for d in range(8, 20) if datetime.date(year, month - 1, d).weekday() == 0]
    return datetime.date(year, month, rng.randint(5, 28)), datetime.date(year, month - 1, rng.choice(mondays))


def exchange(cast, rng):
    """(published, {old words: new words}) of one variant; None where the tables give no full cast."""
    day, monday = dates(rng)
    players = cast.players(day.isoformat())
    if any(len(v) < 3 for v in players.values()):
        return None
    picked = {}
    for role in ("mediator", "first", "second"):
        free = [p for p in players[role] if p[0] not in [q[0] for q in picked.values()]]
        picked[role] = rng.choice(free)
    words = words_of(cast, picked, day.isoformat(), [rng.choice(WOMEN), *rng.sample(MEN, 2)])
    return day.isoformat(), words | dates_of(monday)


def words_of(cast, picked, day, invented):
    (a, minister), (b, premier), (c, president) = (picked[k] for k in ("mediator", "first", "second"))
    name = {x: cast.states[x]["name"] for x in (a, b, c)}
    capital = {x: cast.word(x, "capital", day) for x in (a, b, c)}
    adjective, last = cast.word(a, "adjective", day), lambda person: person.split()[-1]
    speaker, adviser, other = invented
    return {
        "Secretary of State Marco Rubio": f"{adjective} {MEDIATOR_TITLE} {minister['person']}",
        "Marco Rubio": minister["person"], "Rubio": last(minister["person"]),
        "Secretary of State": minister["title"], "The Secretary": f"The {MEDIATOR_TITLE}",
        "the United States": name[a], "United States": name[a], "the U.S.": name[a],
        "U.S. National": f"{adjective} National", "U.S.": name[a], "America": name[a],
        "Washington": capital[a], "Yerevan": capital[b], "Baku": capital[c], "Armenia": name[b], "Azerbaijan": name[c],
        "Nikol Pashinyan": premier["person"], "Pashinyan": last(premier["person"]),
        "Ilham Aliyev": president["person"], "Aliyev": last(president["person"]),
        "the State Department": f"the {adjective} Foreign Ministry",
        "State Department spokesperson": f"{adjective} Foreign Ministry spokesperson",
        "State Department": "Foreign Ministry", "Senate Foreign Relations Committee": f"{adjective} Foreign Affairs Committee",
        "Tammy Bruce": speaker, "Bruce": last(speaker), "Mike Waltz": adviser, "Waltz": last(adviser),
        "Hikmet Hajiyev": other, "Hajiyev": last(other), "USA": a, "ARM": b, "AZE": c,
    }


def dates_of(monday):
    month, iso = calendar.month_name[monday.month], monday.isoformat()
    end = calendar.monthrange(monday.year, monday.month)[1]
    return {"late March": f"late {month}", "March 17": f"{month} {monday.day}", "XXXX-03-17": f"XXXX{iso[4:]}",
            "XXXX-03": f"XXXX{iso[4:7]}", "2025-03-17": iso, "2025-03-21": f"{iso[:8]}21",
            "2025-03-31": f"{iso[:8]}{end}", "2025-03": iso[:7],
            "2025-03-23": (monday + datetime.timedelta(days=6)).isoformat()}


def exchanged(text, words):
    pattern = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?![A-Za-z])" if words else "(?!)", lambda m: words[m.group()], text)


def load(draws=DRAWS):
    cast, original = Cast(), seed.load()[0]
    items = [common.Item(original, uid=0, name="the seed itself")]
    for random_seed, count, half in draws:
        drawn = draw(cast, original, random.Random(random_seed), count)
        items += [common.Item(item, uid=2 * (len(items) + i) + half) for i, item in enumerate(drawn)]
    return items


def draw(cast, original, rng, count):
    items, tries = [], 0
    while len(items) < count and tries < 40 * count:
        tries += 1
        drawn = exchange(cast, rng)
        if drawn:
            day, words = drawn
            wanted = json.loads(exchanged(json.dumps(original["spec"], ensure_ascii=False), words))
            actors = " ".join(words[k] for k in ("USA", "ARM", "AZE"))
            items.append({"name": f"{actors} {day}", "spec": wanted, "date": day,
                          "text": exchanged(original["text"], words)})
    if len(items) < count:
        raise common.Missing(f"the tables give a full cast for only {len(items)} of {count} variants")
    return items


def ask(engine, items):
    return seed.ask(engine, items)


def signature(item, answer):
    """What is missing (by number in the list of items) and how many false ones there are, a layer."""
    found = seed.compare(item, answer)
    return [(len(found[layer]["false"]), *sorted(place(item, layer, text) for text in found[layer]["missing"]))
            for layer in seed.LAYERS]


def place(item, layer, text):
    return next((i for i, w in enumerate(item["spec"][layer]) if text.startswith(w["id"] + " ")), -1)


def split(pairs):
    """The answer to the seed itself (None where the part is without it), and the variants."""
    own = [p for p in pairs if p[0].uid == 0]
    return own[0] if own else None, [p for p in pairs if p[0].uid != 0]


def measure(pairs):
    original, variants = split(pairs)
    rows = {"same as the seed": None}
    if original:
        own = signature(*original)
        rows["same as the seed"] = sum(signature(*v) == own for v in variants) / len(variants)
    return rows | {k: v for k, v in seed.measure(variants).items() if not k.endswith(("again", "details"))}


def errors(pairs):
    yield from seed.errors(split(pairs)[1])
