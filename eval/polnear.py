"""polnear: who said what in news articles (brat annotations: Source, Cue, Content, also of unattributed sayings).

attribution F1   a statement of ours and an attribution fit when the token-IoU of their contents is >= .5 and the head
                 of the gold source is inside a mention of one of our speakers; an attribution without a source asks
                 for no speaker. One of ours answers one of the gold.
content F1       the same without the source
content tokens   F1 over the tokens that lie in any content (micro)
Tokens are runs of word characters, so quotation marks do not count. Discontinuous contents and several contents of one
attribution are the union of their parts. Where a text has several annotations, the first file in name order is used.
The head of a source: the last word of its first part, cut at a comma, preposition, relative pronoun or participle
("a person familiar with the matter": person); a part in apposition gives a second head that is as good.
"""
import re

import common
import expect

PEERS = "annotators of each other .92 (F1 of the attribution)"
WORD = re.compile(r"\w+")
CUT = re.compile(r",|\(|—|\b(?:of|in|for|who|whom|whose|which|that|with|from|at|on|by|to|near|close|familiar|briefed|"
                 r"including|speaking|as|about|against|under|inside|within|among|behind|and|or)\b", re.I)


def load(part):
    folder = common.gold("polnear", part)
    notes = sorted((folder / "attributions").glob("*.ann"))
    items = []
    for place, path in enumerate(sorted((folder / "text").glob("*.txt"))):
        mine = [n for n in notes if n.stem.startswith(path.stem)]
        if mine:
            text = path.read_bytes().decode("utf-8")
            items.append(common.Item(uid=place, name=path.stem, text=text, gold=attributions(mine[0], text)))
    return items


def attributions(path, text):
    spans, relations = {}, []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        cells = line.rstrip("\r").split("\t")
        if line[:1] == "T" and len(cells) > 2:
            where = cells[1].split(" ", 1)[1]
            spans[cells[0]] = [tuple(int(x) for x in part.split()) for part in where.split(";")]
        elif line[:1] == "E" and len(cells) > 1:
            relations.append([arg.split(":") for arg in cells[1].split()])
    out = []
    for relation in relations:
        part = {"Content": [], "Source": [], "Cue": []}
        for role, name in relation:
            role = role.rstrip("0123456789")
            if role in part:
                part[role] += spans.get(name, [])
        if part["Content"]:
            out.append({"content": part["Content"], "source": sorted(part["Source"]), "cue": part["Cue"],
                        "heads": heads(text, sorted(part["Source"]))})
    return out


def heads(text, source):
    """Spans of the words that may stand for the source's head."""
    out = []
    for start, end in source[:1]:
        said = text[start:end]
        first = said[:next((m.start() for m in CUT.finditer(said) if m.start() > 0), len(said))]
        out += last_word(first, start)
        comma = said.find(",")
        if comma > 0:
            second = said[comma + 1:]
            if not re.match(r"\s*(who|which|whose|where)\b", second):
                cut = next((m.start() for m in CUT.finditer(second) if m.start() > 1), len(second))
                out += last_word(second[:cut], start + comma + 1)
    return out


def last_word(text, offset):
    words = list(WORD.finditer(text))
    words = [w for w in words if w.group() not in ("s", "S")] or words
    return [(offset + words[-1].start(), offset + words[-1].end())] if words else []


def ask(engine, items):
    return engine.read([{"id": f"{i.uid}", "text": i["text"]} for i in items])


def tokens(text, spans):
    """Starts of the words of the text that lie in the spans."""
    return {m.start() for s in spans for m in WORD.finditer(text, s[0], s[1])}


def ours_of(item, answer):
    """Statements as {tokens, speaker spans} in the gold's offsets."""
    align = common.Alignment(item["text"], common.text_of(answer))
    out = []
    for st in common.records(answer, "statements"):
        content = [align.span(common.span_of(c)) for c in st.get("content") or []]
        said = [align.span(s) for s in common.mention_spans(answer, st.get("speakers"))]
        out.append({"tokens": tokens(item["text"], [c for c in content if c]), "speakers": [s for s in said if s],
                    "record": st})
    return out


def source_right(gold, ours):
    return not gold["heads"] or any(common.overlaps(h, s) for h in gold["heads"] for s in ours["speakers"])


def match(item, ours, with_source):
    edges = {}
    for i, gold in enumerate(item["gold"]):
        wanted = tokens(item["text"], gold["content"])
        edges[i] = [j for j, o in enumerate(ours) if common.iou(wanted, o["tokens"]) >= 0.5
                    and (not with_source or source_right(gold, o))]
    return expect.assign(edges, range(len(item["gold"])))


def measure(pairs):
    full = content = given = wanted = token_right = token_given = token_wanted = 0
    for item, answer in pairs:
        ours = ours_of(item, answer)
        full += len(match(item, ours, True))
        content += len(match(item, ours, False))
        given += len(ours)
        wanted += len(item["gold"])
        theirs = set().union(*(tokens(item["text"], g["content"]) for g in item["gold"]))
        mine = set().union(*(o["tokens"] for o in ours))
        token_right, token_given, token_wanted = (token_right + len(theirs & mine), token_given + len(mine),
                                                  token_wanted + len(theirs))
    return {"attribution F1": common.f1(full, given, wanted),
            "  precision": full / given if given else None, "  recall": full / wanted if wanted else None,
            "content F1": common.f1(content, given, wanted),
            "content tokens F1": common.f1(token_right, token_given, token_wanted)}


def errors(pairs):
    for item, answer in pairs:
        ours = ours_of(item, answer)
        full, loose = match(item, ours, True), match(item, ours, False)
        show = lambda spans: " … ".join(item["text"][s:e] for s, e in spans).replace("\n", " ")
        for i, gold in enumerate(item["gold"]):
            line = f"{item['name']}: [{show(gold['source'])}] [{show(gold['cue'])}] {show(gold['content'])[:220]}"
            if i in loose and i not in full:
                mine = ours[loose[i]]
                yield "wrong source", f"{line} | ours: {expect.describe(answer, 'statements', mine['record'])[:120]}"
            elif i not in full:
                wanted = tokens(item["text"], gold["content"])
                near = max((o for o in ours), key=lambda o: common.iou(wanted, o["tokens"]), default=None)
                if near and common.iou(wanted, near["tokens"]) > 0.05:
                    yield "wrong content", f"{line} | ours: {expect.describe(answer, 'statements', near['record'])[:200]}"
                else:
                    yield "missing", line
        for j, mine in enumerate(ours):
            if j not in full.values() and j not in loose.values():
                yield "false", f"{item['name']}: {expect.describe(answer, 'statements', mine['record'])}"
