"""Main text of web pages: F1 of 4-grams as article-extraction-benchmark computes it (precision and recall are means over
the pages, each page weighing the same). The title is no part of the gold and is left out of the answer.

    python eval/run.py html --errors 20

uid = place of the page in the sorted list of names.
"""
import collections
import gzip
import json
import pathlib
import re
import statistics
import tempfile

import common

PEERS = "rs_trafilatura .970, trafilatura .958 (all 181 pages)"


def load():
    pages = common.gold("html", "pages")
    truth = json.loads(common.gold("html", "ground-truth.json").read_text(encoding="utf-8"))
    return [common.Item(uid=i, name=name, page=str(pages / f"{name}.html.gz"), body=truth[name]["articleBody"])
            for i, name in enumerate(sorted(truth))]


def ask(engine, items):
    """`tocsin read --text-only` over the unpacked pages; no model is needed."""
    with tempfile.TemporaryDirectory() as folder:
        for item in items:
            (pathlib.Path(folder) / f"{item['name']}.html").write_bytes(gzip.open(item["page"]).read())
        names = [f"{folder}/{item['name']}.html" for item in items]
        found = {}
        for line in engine.run(["read", "--text-only", *names], "").splitlines():
            answer = json.loads(line)
            found[answer["document"]["source"].removesuffix(".html")] = answer
    return [found.get(item["name"], {}) for item in items]


def body_of(answer):
    document = (answer or {}).get("document") or {}
    text, title = document.get("text") or "", document.get("title") or ""
    return text[len(title):].lstrip("\n") if title and text.startswith(title) else text


def grams(text):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)


def page_score(item, answer):
    """(precision, recall) of one page; None where there is nothing to divide by."""
    wanted, given = grams(item["body"]), grams(body_of(answer))
    right = sum((wanted & given).values())
    return (right / given.total() if given else None, right / wanted.total() if wanted else None)


def measure(pairs):
    scores = [page_score(item, answer) for item, answer in pairs]
    precision = statistics.mean([p for p, _ in scores if p is not None] or [0])
    recall = statistics.mean([r for _, r in scores if r is not None] or [0])
    return {"4-gram F1": common.f1(precision * recall, precision, recall) if precision + recall else None,
            "precision": precision, "recall": recall, "pages": len(pairs)}


def errors(pairs):
    """Pages with the worst first: what was missed or added, by its first words."""
    scored = []
    for item, answer in pairs:
        precision, recall = page_score(item, answer)
        scored.append(((precision or 0) + (recall or 0), precision or 0, recall or 0, item, answer))
    for _, precision, recall, item, answer in sorted(scored, key=lambda s: s[0]):
        if precision + recall > 1.96:
            break
        wanted = {line.strip() for line in item["body"].split("\n") if line.strip()}
        given = {line.strip() for line in body_of(answer).split("\n") if line.strip()}
        kind = "text is missing" if recall < precision else "text too much"
        yield kind, f"{item['uid']} {item['name'][:8]} p {precision:.2f} r {recall:.2f}"
        for line in [w for w in wanted if w not in given][:4]:
            yield kind, f"    - {line[:150]}"
        for line in [g for g in given if g not in wanted][:6]:
            yield kind, f"    + {line[:150]}"
