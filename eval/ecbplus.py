"""ecbplus: the same event in different documents (ECB+ train), on the gold's event mentions.

CoNLL F1              mean of MUC, B³ and CEAF-e of the engine's clusters: mentions are one where a record of the engine holds
                      them, and where `tocsin merge` makes one event of records of several documents
engine over lemmas    the lemma baseline, with what the engine has an event for put where the engine puts it
lemma baseline        all mentions whose head words have one lemma (`tocsin annotate`) in one cluster of documents
documents: words, B³  these clusters: documents of one topic that are near by cosine of their weighted words, against the
                      gold's two stories a topic
Gold mentions are given to both, so nothing is lost in finding them. The head word of a mention is its last token that is
no function word. A document's number in the sorted list decides the half, and clusters are scored within it.
"""
import collections
import json
import math

import assignment
import common

PEERS = "lemma baseline about .76, best about .86 (from memory)"
SAME_STORY = 0.3  # cosine from which two documents tell one story
FUNCTION_WORDS = set("a an the of to in on for from with by up out off over down at away back into his her its their".split())


def load():
    sentences = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(common.gold("ecbplus", "ECB_Train_corpus.txt"), encoding="utf-8") as f:
        for line in f:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 4:
                sentences[fields[0]][int(fields[1])].append(fields[3])
    mentions = collections.defaultdict(list)
    with open(common.gold("ecbplus", "ECB_Train_Event_gold_mentions.json"), encoding="utf-8") as f:
        for mention in json.load(f):
            mentions[mention["doc_id"]].append(mention)
    return [make_item(number, name, sentences[name], mentions[name]) for number, name in enumerate(sorted(sentences))]


def make_item(number, name, sentences, mentions):
    """The text with its tokens one blank apart and one sentence a line, and the mentions' head words as spans."""
    text, places = "", {}
    for sent, tokens in sorted(sentences.items()):
        for at, token in enumerate(tokens):
            places[sent, at] = (len(text), len(text) + len(token))
            text += token + ("\n" if at + 1 == len(tokens) else " ")
    heads = []
    for mention in mentions:
        tokens = [(mention["sent_id"], at) for at in mention["tokens_number"]]
        content = [t for t in tokens if t in places and text[slice(*places[t])].lower() not in FUNCTION_WORDS]
        if content:
            heads.append((places[content[-1]], mention["coref_chain"]))
    topic, _, story = name.partition("_")
    return common.Item(uid=number, name=name, topic=topic, story="plus" if story.endswith("plus") else "ecb", text=text,
                       heads=heads)


def ask(engine, items):
    read = engine.read([{"id": i["name"], "text": i["text"]} for i in items])
    lines = "".join(json.dumps({"id": i["name"], "text": i["text"]}) + "\n" for i in items)
    annotated = [json.loads(line) for line in engine.run(["annotate", "-", "--format", "json"], lines).split("\n") if line]
    if len(annotated) != len(items):
        annotated = [{}] * len(items)
    merged = merged_of(engine.run(["merge", "-"], lines))
    return [{"read": doc, "annotated": tokens, "merged": merged.get(i["name"], {})}
            for i, doc, tokens in zip(items, read, annotated)]


def merged_of(output):
    """{document: {event: id of the merged event}}"""
    merged = collections.defaultdict(dict)
    for line in output.splitlines():
        event = json.loads(line)
        for telling in event["tellings"]:
            merged[telling["external_id"]][telling["event"]] = event["id"]
    return merged


def lemma_at(annotated, place):
    for token in annotated.get("tokens") or []:
        if token.get("start", 0) <= place[0] < token.get("end", 0):
            return (token.get("lemma") or "").lower()
    return ""


# ---------------------------------------------------------------- clusterings: {key: cluster}

def gold_of(pairs):
    return {(i["name"], n): chain for i, _ in pairs for n, (_, chain) in enumerate(i["heads"])}


def owners_of(item, answer):
    """{mention: merged event} of the mentions that are a record's trigger, or have its lemma in its evidence."""
    doc, annotated = answer.get("read") or {}, answer.get("annotated") or {}
    align = common.Alignment(item["text"], common.text_of(doc))
    owner = {}
    for event in common.records(doc, "events"):
        trigger = align.span(common.span_of(event.get("trigger")))
        if not trigger:
            continue
        lemma = lemma_at(annotated, trigger)
        parts = [p for p in map(align.span, map(common.span_of, event.get("evidence") or [])) if p]
        for n, (place, _) in enumerate(item["heads"]):
            if common.overlaps(place, trigger) or (lemma_at(annotated, place) == lemma and
                                                   any(common.overlaps(place, p) for p in parts)):
                owner.setdefault(n, (answer.get("merged") or {}).get(event.get("id")) or (item["name"], event.get("id")))
    return owner


def engine_of(pairs):
    """Mentions of one merged event are one; the others are alone."""
    clusters = {}
    for item, answer in pairs:
        owner = owners_of(item, answer)
        for n in range(len(item["heads"])):
            clusters[item["name"], n] = ("engine", owner[n]) if n in owner else (item["name"], n)
    return clusters


def engine_over_lemmas(pairs, stories):
    """Of each lemma cluster what the engine has goes where the engine says; the rest of it goes with the largest part."""
    clusters, owners = lemmas_of(pairs, stories), {}
    for item, answer in pairs:
        owners.update({(item["name"], n): ("engine", event) for n, event in owners_of(item, answer).items()})
    votes = collections.defaultdict(collections.Counter)
    for key, event in owners.items():
        votes[clusters[key]][event] += 1
    joined = {lemma: max(sorted(count, key=str), key=count.get) for lemma, count in votes.items()}
    return {key: owners.get(key) or joined.get(lemma, lemma) for key, lemma in clusters.items()}


def lemmas_of(pairs, stories):
    return {(i["name"], n): (stories[i["name"]], lemma_at(a.get("annotated") or {}, place) or (i["name"], n))
            for i, a in pairs for n, (place, _) in enumerate(i["heads"])}


def stories_of(pairs):
    """Single linkage of a topic's documents whose weighted lemmas are near."""
    bags = {i["name"]: collections.Counter((t.get("lemma") or "").lower() for t in (a.get("annotated") or {}).get("tokens") or []
                                           if t.get("pos") in ("NOUN", "PROPN", "VERB", "NUM")) for i, a in pairs}
    seen = collections.Counter(word for bag in bags.values() for word in bag)
    weigh = lambda bag: {w: c * math.log(len(bags) / seen[w]) for w, c in bag.items()}
    vectors = {name: weigh(bag) for name, bag in bags.items()}
    norm = {name: math.sqrt(sum(x * x for x in v.values())) or 1 for name, v in vectors.items()}
    cluster = {name: name for name in bags}
    items = [i for i, _ in pairs]
    for n, a in enumerate(items):
        for b in items[:n]:
            x, y = vectors[a["name"]], vectors[b["name"]]
            dot = sum(weight * y.get(word, 0) for word, weight in x.items()) if a["topic"] == b["topic"] else 0
            if dot / norm[a["name"]] / norm[b["name"]] >= SAME_STORY and cluster[a["name"]] != cluster[b["name"]]:
                old, new = cluster[a["name"]], cluster[b["name"]]
                cluster = {name: new if c == old else c for name, c in cluster.items()}
    return cluster


# ---------------------------------------------------------------- measures over clusterings (Pradhan et al. 2014)

def groups(clusters):
    sets = collections.defaultdict(set)
    for key, cluster in clusters.items():
        sets[cluster].add(key)
    return list(sets.values())


def muc(one, other):
    """(links kept, links) of the sets of `one` in `other`."""
    kept = sum(len(s) - len({other[k] for k in s}) for s in groups(one))
    return kept, sum(len(s) - 1 for s in groups(one))


def b_cubed(one, other):
    sizes = {c: s for s in groups(other) for c in [other[next(iter(s))]]}
    return sum(sum(len(s & sizes[other[k]]) for k in s) / len(s) for s in groups(one)), len(one)


def harmonic(recall, precision):
    (a, b), (c, d) = recall, precision
    if not a or not c:
        return 0.0
    return 2 * (a / b) * (c / d) / (a / b + c / d)


def ceaf(gold, ours):
    """CEAF-e: the best one-to-one matching of clusters by twice their overlap over their sizes."""
    gold_sets, our_sets = groups(gold), groups(ours)
    where = {k: n for n, s in enumerate(our_sets) for k in s}
    total = 0.0
    for part_gold, part_ours in components(gold_sets, where):
        gains = [[2 * len(gold_sets[g] & our_sets[o]) / (len(gold_sets[g]) + len(our_sets[o])) for o in part_ours]
                 for g in part_gold]
        total += sum(gains[i][j] for i, j in assignment.best_alignment(gains))
    return 2 * total / (len(gold_sets) + len(our_sets))


def components(gold_sets, where):
    """Gold and own clusters that share mentions, directly or through others: each can be matched by itself."""
    linked = collections.defaultdict(set)
    for g, s in enumerate(gold_sets):
        for k in s:
            linked["g", g].add(("o", where[k]))
            linked["o", where[k]].add(("g", g))
    done = set()
    for start in list(linked):
        if start in done:
            continue
        todo, part = [start], set()
        while todo:
            at = todo.pop()
            if at not in part:
                part.add(at)
                todo.extend(linked[at])
        done |= part
        yield sorted(n for kind, n in part if kind == "g"), sorted(n for kind, n in part if kind == "o")


def conll(gold, ours):
    if not gold:
        return None
    return (harmonic(muc(gold, ours), muc(ours, gold)) + harmonic(b_cubed(gold, ours), b_cubed(ours, gold))
            + ceaf(gold, ours)) / 3


def measure(pairs):
    gold = gold_of(pairs)
    stories, ours = {i["name"]: (i["topic"], i["story"]) for i, _ in pairs}, stories_of(pairs)
    held = {(i["name"], n) for i, a in pairs for n in owners_of(i, a)}
    only = lambda clusters: {key: value for key, value in clusters.items() if key in held}
    engine, lemmas = engine_of(pairs), lemmas_of(pairs, ours)
    return {"CoNLL F1": conll(gold, engine), "  lemma baseline": conll(gold, lemmas),
            "  engine over lemmas": conll(gold, engine_over_lemmas(pairs, ours)),
            "of mentions with ours: engine": conll(only(gold), only(engine)), "  lemma baseline there": conll(only(gold), only(lemmas)),
            "mentions with ours": len(held) / len(gold) if gold else None,
            "documents: words, B³": harmonic(b_cubed(stories, ours), b_cubed(ours, stories)) if pairs else None}


def errors(pairs):
    gold, ours = gold_of(pairs), engine_of(pairs)
    words = {(i["name"], n): i["text"][slice(*place)] for i, _ in pairs for n, (place, _) in enumerate(i["heads"])}
    for name, _ in sorted({(i["name"], 0) for i, _ in pairs}):
        keys = [k for k in gold if k[0] == name]
        for a in keys:
            for b in keys:
                if a < b and (gold[a] == gold[b]) != (ours[a] == ours[b]):
                    yield "apart" if gold[a] == gold[b] else "joined", f"{name}: {words[a]} / {words[b]}"
