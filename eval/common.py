"""What every scorer shares: where the gold is, how the engine is asked, halves, metrics, text alignment.

A scorer is a module with
    PEERS                   what others reach, one line
    load()                  list of items; an item has `uid` (int: odd = blind)
    ask(engine, items)      list of the engine's answers, one an item, in the same order
    measure(pairs)          {metric: value in 0..1 or None} of [(item, answer)]
    errors(pairs)           yields (kind, text); only ever given open items
A feature that an answer lacks is a wrong answer, never a crash: read answers with the accessors below.
"""
import bisect
import difflib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Missing(Exception):
    """The gold, the binary or a verb is not there: the set is skipped with this message."""


class Item(dict):
    """One gold item; `uid` decides the half: even = open, odd = blind (scored, never printed)."""

    @property
    def uid(self):
        return self["uid"]

    @property
    def blind(self):
        return self["uid"] % 2 == 1


# ---------------------------------------------------------------- places of things

def gold_dir():
    return pathlib.Path(os.environ.get("TOCSIN_GOLD") or ROOT.parent / "shared" / "gold")


def gold(*parts):
    path = gold_dir().joinpath(*parts)
    if not path.exists():
        raise Missing(f"no gold at {path} (set TOCSIN_GOLD)")
    return path


def shared(*parts):
    """A file beside the gold (seed/, probes/)."""
    path = gold_dir().parent.joinpath(*parts)
    if not path.exists():
        raise Missing(f"nothing at {path} (set TOCSIN_GOLD)")
    return path


def table(name):
    """Rows of data/NAME as dicts; [] where the table is not there yet."""
    path = pathlib.Path(os.environ.get("TOCSIN_DATA") or ROOT / "data") / name
    if not path.exists():
        return []
    with open(path, encoding="utf-8") as f:
        return tsv_rows(f.read())


def tsv_rows(text):
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    if not lines:
        return []
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t") + [""] * len(head))) for line in lines[1:]]


# ---------------------------------------------------------------- the engine

class Engine:
    """The `tocsin` command; one process a call."""

    def __init__(self, binary=None):
        self.binary = pathlib.Path(binary or os.environ.get("TOCSIN_BIN") or ROOT / "build" / "bin" / "tocsin")

    def run(self, args, stdin):
        if not self.binary.exists():
            raise Missing(f"no binary at {self.binary} (make build, or set TOCSIN_BIN)")
        done = subprocess.run([str(self.binary), *args], input=stdin.encode("utf-8"),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        message = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode in (1, 3):
            first = message.splitlines()[0] if message else f"exit {done.returncode}"
            raise Missing(f"`tocsin {' '.join(args)}` refused: {first[:200]}")
        if done.returncode != 0:
            print(f"  note: `tocsin {' '.join(args)}` ended with {done.returncode}: {message[-300:]}", file=sys.stderr)
        return done.stdout.decode("utf-8", "replace")

    def read(self, docs, args=()):
        """docs: dicts with id, text and perhaps title and date. One answer a document; {} where none came."""
        if not docs:
            return []
        lines = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
        return match_answers(docs, self.run(["read", "-", "--format", "json", *args], lines))

    def relate(self, rows):
        """rows: (uid, sentence, source, target). {uid: row of the answer}."""
        return self._tsv("relate", ("uid", "sentence", "source", "target"), rows)

    def resolve(self, rows):
        """rows: (uid, text, date). {uid: {name, country, sectors}}; sectors joined by `;`."""
        return self._tsv("resolve", ("uid", "text", "date"), rows)

    def _tsv(self, verb, head, rows):
        lines = ["\t".join(head)] + ["\t".join(clean_cell(c) for c in row) for row in rows]
        answer = tsv_rows(self.run([verb, "-"], "\n".join(lines) + "\n"))
        return {row.get("uid", ""): row for row in answer}


def clean_cell(value):
    return " ".join(str(value).split())


def match_answers(docs, output):
    """Answers to documents: by `external_id` where given, else by order."""
    answers = []
    for line in output.split("\n"):
        if line.strip():
            try:
                answers.append(json.loads(line))
            except json.JSONDecodeError:
                answers.append({})
    by_id = {str((a.get("document") or {}).get("external_id")): a for a in answers}
    if all(str(d["id"]) in by_id for d in docs):
        return [by_id[str(d["id"])] for d in docs]
    if len(answers) == len(docs):
        return answers
    return [by_id.get(str(d["id"]), {}) for d in docs]


# ---------------------------------------------------------------- reading an answer

def text_of(answer):
    return ((answer or {}).get("document") or {}).get("text") or ""


def entities(answer):
    return {n.get("id"): n for n in (answer or {}).get("entities") or []}


def records(answer, layer):
    return (answer or {}).get(layer) or []


def span_of(value):
    """(start, end) of a FORMATS span, or None."""
    if isinstance(value, dict) and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        return value["start"], value["end"]
    return None


def mention_spans(answer, ids):
    known = entities(answer)
    spans = [span_of(m) for i in ids or [] for m in (known.get(i) or {}).get("mentions") or []]
    return [s for s in spans if s]


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


# ---------------------------------------------------------------- offsets: the gold's text and the document's

class Alignment:
    """Maps code-point offsets of the document's text to offsets of the gold's text.

    Reading may strip, join blanks or put a title in front. Characters other than blanks are matched in order; where
    they differ, difflib finds the matching blocks. A span with no matching character maps to None."""

    def __init__(self, gold_text, doc_text):
        self.same = gold_text == doc_text
        if self.same:
            return
        gold_at, gold_chars = solid(gold_text)
        doc_at, doc_chars = solid(doc_text)
        if gold_chars == doc_chars:
            self.pairs = list(zip(doc_at, gold_at))
        else:
            blocks = difflib.SequenceMatcher(None, doc_chars, gold_chars, autojunk=False).get_matching_blocks() \
                if len(gold_chars) * len(doc_chars) < 4_000_000 else word_blocks(doc_text, gold_text, doc_at, gold_at)
            self.pairs = [(doc_at[b.a + i], gold_at[b.b + i]) for b in blocks for i in range(b.size)]
        self.starts = [p[0] for p in self.pairs]

    def span(self, span):
        if span is None or self.same:
            return span
        low = bisect.bisect_left(self.starts, span[0])
        high = bisect.bisect_left(self.starts, span[1])
        return (self.pairs[low][1], self.pairs[high - 1][1] + 1) if low < high else None


def solid(text):
    at = [i for i, c in enumerate(text) if not c.isspace()]
    return at, "".join(text[i] for i in at)


class Block:
    def __init__(self, a, b, size):
        self.a, self.b, self.size = a, b, size


def word_blocks(doc_text, gold_text, doc_at, gold_at):
    """Matching blocks over words, given back as blocks over solid characters (long texts)."""
    doc_words, gold_words = words_at(doc_text), words_at(gold_text)
    found = difflib.SequenceMatcher(None, [w for w, _ in doc_words], [w for w, _ in gold_words], autojunk=False)
    doc_rank = {at: i for i, at in enumerate(doc_at)}
    gold_rank = {at: i for i, at in enumerate(gold_at)}
    return [Block(doc_rank[doc_words[m.a + i][1]], gold_rank[gold_words[m.b + i][1]], len(doc_words[m.a + i][0]))
            for m in found.get_matching_blocks() for i in range(m.size)]


def words_at(text):
    words, start = [], None
    for i, c in enumerate(text + " "):
        if c.isspace():
            if start is not None:
                words.append((text[start:i], start))
            start = None
        elif start is None:
            start = i
    return words


# ---------------------------------------------------------------- metrics

def f1(right, given, wanted):
    """F1 of counts; None where there is nothing wanted and nothing given."""
    if given == 0 and wanted == 0:
        return None
    return 2 * right / (given + wanted)


def macro_f1(pairs, labels):
    """pairs: (gold label, given label). The mean over the labels; a label never given scores 0."""
    if not pairs:
        return None
    scores = []
    for label in labels:
        wanted = sum(g == label for g, _ in pairs)
        given = sum(p == label for _, p in pairs)
        right = sum(g == label == p for g, p in pairs)
        if wanted:
            scores.append(f1(right, given, wanted))
    return sum(scores) / len(scores) if scores else None


def ece(judged, bins=10):
    """Expected calibration error over equal-mass bins. judged: (confidence, right or not)."""
    judged = sorted((float(c), bool(r)) for c, r in judged)
    if not judged:
        return None
    total = 0.0
    for k in range(bins):
        part = judged[k * len(judged) // bins:(k + 1) * len(judged) // bins]
        if part:
            total += abs(sum(c for c, _ in part) - sum(r for _, r in part))
    return total / len(judged)


def confidence(record):
    try:
        return min(1.0, max(0.0, float(record.get("confidence"))))
    except (TypeError, ValueError):
        return 0.0


def word_set(text):
    """Words for token-IoU of contents that carry no offsets: lower case, stripped of marks, counted by position."""
    words = []
    for raw in text.lower().replace("’", "'").split():
        word = raw.strip("\"'“”‘’`.,;:!?()[]…–—-")
        if word:
            words.append(word)
    seen, out = {}, set()
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        out.add((word, seen[word]))
    return out


def iou(a, b):
    return len(a & b) / len(a | b) if a or b else 0.0
