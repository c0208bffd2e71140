"""Near duplicates: copies of Wikinews items as papers print them, and reports that only look alike.

    python eval/run.py near-duplicates --errors 20

The set is made here, the same every time (kSeed): for each Wikinews item the item itself (in four of five stories) and two
to six copies, each cut to 30-80 %, or with sentences left out or in another order, and with words replaced, another
headline, a byline and the paper's own lines. Beside them stand reports that one template makes (earthquakes, markets,
weather, attacks, courts: other numbers and names, or a name only) and the items of Current events, each of which is its own story.
An item is a document; uid = number of its story. Scored are clusters: B-cubed, and over pairs of documents.
"""
import collections
import datetime
import json
import random
import re

import common

PEERS = "asked: precision ≥ .98, recall ≥ .95"
SEED = 20260511
CURRENT_EVENTS = 3000

SYNONYMS = {
    "said": ["stated", "announced", "told reporters"], "killed": ["slain"], "people": ["persons", "individuals"],
    "government": ["administration", "authorities"], "however": ["but"], "about": ["around", "some", "roughly"],
    "according to": ["as stated by", "per"], "after": ["following"], "before": ["prior to"], "also": ["as well"],
    "began": ["started"], "many": ["numerous"], "several": ["a number of"], "died": ["lost their lives"],
    "injured": ["hurt", "wounded"], "police": ["officers", "law enforcement"], "president": ["head of state"],
    "reported": ["indicated"], "because": ["since"], "more than": ["over", "upwards of"], "near": ["close to"],
    "large": ["big", "sizeable"], "while": ["as"], "used": ["employed"], "country": ["nation"], "made": ["produced"],
    "new": ["recent"], "found": ["discovered"], "including": ["among them"], "attack": ["assault"], "help": ["aid"],
    "would": ["is to"], "such as": ["like"], "city": ["town"], "last year": ["the year before"], "first": ["initial"],
    "years": ["twelvemonths"], "group": ["organisation"], "official": ["functionary"], "officials": ["representatives"],
    "report": ["account"], "and": ["as well as"], "for example": ["for instance"], "start": ["beginning"],
}
PAPERS = ["Harbour Courier", "Evening Ledger", "Northern Post", "The Daily Lantern", "Valley Observer", "City Chronicle",
          "Meridian Times", "Western Herald"]
WRITERS = ["Ada Brook", "Jon Ferrow", "Mila Castor", "Peter Lund", "Rosa Dell", "Sam Okhara", "Ines Vale", "T. Marrow"]
HEAD = ["By {writer}, {paper}", "{paper} - {writer} reports", "{paper} staff and agencies", "(Agency) -", "UPDATED 14:{n}", ""]
TAIL = ["Subscribe to the {paper} newsletter for the news of the day. All rights reserved.",
        "Reporting by {writer}; editing by the desk of the {paper}.",
        "© {paper}. This material may not be published or redistributed.",
        "Read more on our site. Follow {paper} for updates.", "", ""]


def load():
    path = common.shared("corpora", "wikinews_2019_2020.jsonl")
    rng = random.Random(SEED)
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = []
    for number, story in enumerate(stories):
        if len(story["text"].split()) < 80:
            continue
        copies = [] if rng.random() < 0.2 else [(story["title"], story["text"])]
        copies += [copy_of(story, rng) for _ in range(rng.randint(2, 6))]
        items += [item(number, f"story {number}", later(story["date"], rng.choice([0, 0, 0, 1, 2, 5])), *copy) for copy in copies]
    for family, make in enumerate(TEMPLATES):
        for n in range(60):
            items.append(item(family * 60 + n, f"template {family} {n}", f"2019-{1 + n % 12:02}-{1 + n % 28:02}", *make(rng)))
    items += current_events()
    rng.shuffle(items)
    return [common.Item(value, id=str(i)) for i, value in enumerate(items)]


def later(date, days):
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()


def item(uid, story, date, title, text):
    return common.Item(uid=uid, story=story, date=date, title=title, text=text)


def current_events():
    path = common.shared("corpora", "current_events_2025_2026.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:CURRENT_EVENTS]]
    return [item(n, row["id"], row["date"], "", row["text"]) for n, row in enumerate(rows)]


# ---------------------------------------------------------------- copies

def copy_of(story, rng):
    paragraphs = [split_sentences(p) for p in re.split(r"\n\s*\n", story["text"]) if p.strip()]
    if rng.random() < 0.6:
        paragraphs = cut(paragraphs, rng.uniform(0.3, 0.8))
    if rng.random() < 0.5:
        paragraphs = [[s for s in p if rng.random() > 0.15] for p in paragraphs]
    if rng.random() < 0.4:
        for p in paragraphs:
            rng.shuffle(p)
    edits = rng.choice([0, 0.3, 0.6])
    body = "\n\n".join(reworded(" ".join(p), edits, rng) for p in paragraphs if p)
    frame = {"writer": rng.choice(WRITERS), "paper": rng.choice(PAPERS), "n": rng.randint(10, 59)}
    head, tail = (rng.choice(lines).format(**frame) for lines in (HEAD, TAIL))
    return headline(story["title"], rng), "\n\n".join(part for part in (head, body, tail) if part)


def split_sentences(paragraph):
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", " ".join(paragraph.split()))


def cut(paragraphs, share):
    """The front of the story, to a share of its words."""
    left = share * sum(len(s.split()) for p in paragraphs for s in p)
    kept = []
    for p in paragraphs:
        kept.append([])
        for s in p:
            if left <= 0:
                return kept
            kept[-1].append(s)
            left -= len(s.split())
    return kept


def reworded(text, share, rng):
    def other(match):
        if rng.random() >= share:
            return match[0]
        word = rng.choice(SYNONYMS[match[0].lower()])
        return word.capitalize() if match[0][0].isupper() else word
    return re.sub(r"\b(" + "|".join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True)) + r")\b", other, text, flags=re.I)


def headline(title, rng):
    words = title.split()
    return rng.choice([title, " ".join(words[:max(4, len(words) * 2 // 3)]), f"Report: {title}", title.upper(),
                       f"{words[0]}: what we know", title.title()])


# ---------------------------------------------------------------- reports from one template

TOWNS = ["Arvika", "Belmonte", "Cahors", "Dobrin", "Eskil", "Fergana", "Gorica", "Halden", "Izmail", "Jasna", "Kotka", "Lorca",
         "Mostar", "Narva", "Orsha", "Pernik", "Quimper", "Rivne", "Sintra", "Turda", "Umea", "Varna", "Wadowice", "Zadar"]
NUMBERS = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def earthquake(rng):
    town, other = rng.sample(TOWNS, 2)
    size = f"{rng.randint(40, 69) / 10}"
    return f"Magnitude {size} earthquake strikes near {town}", (
        f"An earthquake of magnitude {size} struck {rng.randint(3, 90)} kilometres north of {town} on {rng.choice(DAYS)}, the seismological "
        f"centre said. The quake was {rng.randint(5, 80)} kilometres deep and was felt as far as {other}. There were no immediate reports of "
        f"casualties or damage. The centre measured {rng.randint(2, 40)} aftershocks in the hours that followed. Residents were advised to stay "
        "away from damaged buildings and to follow the instructions of the authorities.")


def market(rng):
    change = rng.choice(["rose", "fell"])
    return f"Shares {change} at the close", (
        f"Shares {change} on {rng.choice(DAYS)} in quiet trade. The leading index {change} {rng.randint(1, 299) / 100} percent to "
        f"{rng.randint(4000, 9000)}.{rng.randint(10, 99)} points at the close, while the index of smaller companies {change} "
        f"{rng.randint(1, 299) / 100} percent to {rng.randint(1000, 3000)}.{rng.randint(10, 99)}. Oil traded at {rng.randint(40, 99)}.{rng.randint(10, 99)} "
        f"dollars a barrel. The ten-year yield stood at {rng.randint(1, 399) / 100} percent. Dealers said that investors were waiting for "
        "the central bank's next decision on interest rates.")


def weather(rng):
    town = rng.choice(TOWNS)
    return f"Weather for {town}", (
        f"{town} will see highs of {rng.randint(-5, 35)} degrees and lows of {rng.randint(-15, 20)} degrees on {rng.choice(DAYS)}. Winds of "
        f"{rng.randint(3, 70)} kilometres an hour are expected from the west in the afternoon, with a {rng.randint(0, 100)} percent chance of rain. "
        "The meteorological office asks drivers to take care on wet roads and to check the forecast before they leave.")


def attack(rng):
    town, day = rng.choice(TOWNS), rng.choice(DAYS)
    number = rng.choice(NUMBERS)
    return f"{number} killed in {town}", (
        f"{number} people were killed in a bombing in {town} on {day}, police said. The device went off near a market in the centre of "
        f"the town. {rng.choice(NUMBERS)} others were wounded and taken to hospital. Nobody claimed responsibility for the attack.")


def court(rng):
    """Of these only the defendant and his sentence differ."""
    name = f"{rng.choice(WRITERS).split()[0]} {rng.choice(TOWNS)}"
    return f"Court jails {name}", (
        f"A court has sentenced {name} to {rng.randint(2, 29)} years in prison for membership of a banned organisation. The court found {name} "
        "guilty after a trial of two weeks behind closed doors. Rights groups said that the trial was unfair and asked for it to be repeated "
        "before independent judges. The lawyers of the defendant said that they would appeal against the sentence.")


TEMPLATES = [earthquake, market, weather, attack, court]


# ---------------------------------------------------------------- asking and scoring

def ask(engine, items):
    """`tocsin origins` over all documents; the answer to each is the id of its cluster."""
    lines = "".join(json.dumps({k: i[k] for k in ("id", "date", "title", "text")}, ensure_ascii=False) + "\n" for i in items)
    rows = common.tsv_rows(engine.run(["origins", "-"], lines))
    found = {row["external_id"]: row["origin"] for row in rows}
    return [found.get(i["id"], "") or f"none {i['id']}" for i in items]


def measure(pairs):
    gold = [i["story"] for i, _ in pairs]
    given = [answer for _, answer in pairs]
    both, by_gold, by_given = (collections.Counter(keys) for keys in (zip(gold, given), gold, given))
    precision = sum(both[g, a] / by_given[a] for g, a in zip(gold, given)) / len(pairs)
    recall = sum(both[g, a] / by_gold[g] for g, a in zip(gold, given)) / len(pairs)
    copied = [(g, a) for g, a in zip(gold, given) if by_gold[g] > 1]
    right, wanted, found = (sum(n * (n - 1) for n in c.values()) for c in (both, by_gold, by_given))
    return {"cluster precision": precision, "cluster recall": recall,
            "cluster recall of stories with copies": sum(both[g, a] / by_gold[g] for g, a in copied) / max(1, len(copied)),
            "pair precision": right / found if found else None, "pair recall": right / wanted if wanted else None,
            "documents": len(pairs)}


def errors(pairs):
    given, gold = collections.defaultdict(list), collections.defaultdict(list)
    for i, answer in pairs:
        given[answer].append(i)
        gold[i["story"]].append((i, answer))
    for members in sorted(given.values(), key=len, reverse=True):
        if len({i["story"] for i in members}) > 1:
            kind = "joined: " + " + ".join(sorted({re.sub(r"\W?\d.*", "", i["story"]) for i in members}))
            for i in members[:3]:
                yield kind, f"{i['story']} {i['date']}: {' '.join((i['title'] + ' | ' + i['text']).split())[:200]}"
    for story, members in gold.items():
        if len({answer for _, answer in members}) > 1:
            for i, answer in members:
                yield "apart", f"{story} {answer} ({len(i['text'].split())} words): {' '.join(i['text'].split())[:120]}"
