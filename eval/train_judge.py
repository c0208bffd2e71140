"""`make train`: trains the learned judge (src/coding/judge.h) on the sentences of data/training and writes data/judge.tsv.

    python eval/train_judge.py                trains and writes
    python eval/train_judge.py --folds 5      only cross-validates: no file is written
    python eval/train_judge.py --set kind=2   with another setting

The features are the program's own (`tocsin relate --features`); the vectors are those of $TOCSIN_MODEL. The same rows,
program and model give the same file. No gold set is read. Settings were chosen by `--folds 5` on these rows; those that
docs/accuracy.md names, with the figures of `plv` in view.
"""
import argparse
import collections
import hashlib
import os
import pathlib
import sys

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

import common

TRAINING = common.ROOT / "data" / "training"
MODEL_FILE = common.ROOT / "data" / "judge.tsv"
VERSION = 1
SLOTS = ("self", "object")
# Strength of the pull towards zero, by part; `near` is how much less a word of the sentence at large counts, `vector`
# how much more a vector's dimension than a feature; `soft` is the part of a row that goes to predicates its trigger
# does not name; `table` how much a row of predicates*.tsv counts, which teaches the vectors of its word and its object
# alone. `news`: our sentences are meant to be harder than news, where the tables are right more often than here;
# so much is added to the weights of their reading. `plain` is how much a row of PLAIN counts, whose sentences are most like
# those of news. `temper`: the power that probabilities are taken to before they are told, for news surprises it more.
SETTINGS = {"place": 1.0, "kind": 0.7, "trust": 0.1, "near": 0.4, "vector": 1.0, "soft": 0.2, "often": 2,
            "table": 0.1, "news": 1.0, "plain": 2.0, "temper": 0.85}
PLAIN = "wires.tsv"


# ---------------------------------------------------------------- rows and their features

def training_rows(folder=TRAINING):
    rows = []
    for file in sorted(folder.glob("*.tsv")):
        for row in common.tsv_rows(file.read_text(encoding="utf-8")):
            rows.append({**row, "file": file.name})
    return rows


def held_out(row):
    """One sentence in twelve never teaches: tests/python/test_judge.py asks the judge about those."""
    return int(hashlib.sha256(row["sentence"].encode()).hexdigest(), 16) % 12 == 0


def class_of(row, table):
    """TYPE/ROOT as src/coding/judge_features.h makes it."""
    if row["type"] in ("", "NONE"):
        return "NONE"
    code, root = row["cameo"], ""
    while code and code not in table:
        code = code[:-1]
    root = table.get(code, "-")
    return f"{row['type']}/{row['type'] if root == '-' else root}"


def trigger_span(row):
    """Bytes of the trigger in the sentence, or None."""
    at = row["sentence"].find(row["trigger"]) if row["trigger"] else -1
    if at < 0:
        return None
    begin = len(row["sentence"][:at].encode("utf-8"))
    return begin, begin + len(row["trigger"].encode("utf-8"))


def ask_features(rows):
    """For each row its sites: dicts with span, cls, place, kind, trust, words."""
    engine = common.Engine()
    lines = ["uid\tsentence\tsource\ttarget"]
    lines += ["\t".join((str(i), r["sentence"], r["source"], r["target"])) for i, r in enumerate(rows)]
    out = engine.run(["relate", "-", "--features"], "\n".join(lines) + "\n")
    sites = [[] for _ in rows]
    for line in out.split("\n")[1:]:
        if not line:
            continue
        uid, begin, end, cls, place, kind, trust, words = (line.split("\t") + [""] * 8)[:8]
        slots = collections.defaultdict(list)
        for pair in words.split(" "):
            if "=" in pair:
                slot, word = pair.split("=", 1)
                slots[slot].append(word)
        sites[int(uid)].append({"span": (int(begin), int(end)), "cls": cls, "place": place.split(),
                                "kind": kind.split(), "trust": trust.split(), "words": slots})
    return sites


class Vectors:
    """The static vectors of the model folder, as the program reads them."""

    def __init__(self, folder):
        import spacy.strings
        import spacy.vectors
        import spacy.vocab
        self.hash = spacy.strings.get_string_id
        self.vectors = spacy.vectors.Vectors(strings=spacy.strings.StringStore())
        self.vectors.from_disk(pathlib.Path(folder) / "vocab")
        self.width = self.vectors.shape[1]

    def direction(self, words):
        rows = [self.vectors.key2row.get(self.hash(w), -1) for w in words]
        rows = [r for r in rows if r >= 0]
        if not rows:
            return np.zeros(self.width, dtype=np.float32)
        mean = self.vectors.data[rows].sum(axis=0)
        length = np.linalg.norm(mean)
        return mean / length if length > 0 else mean


def table_examples(classes, table):
    """[(lemma, object, class)] of the predicates tables: what a word, alone or with an object, is as a rule."""
    found = {}
    for file in sorted((common.ROOT / "data").glob("predicates*.tsv")):
        for row in common.table(file.name):
            cls = class_of({"type": row["type"], "cameo": row["cameo"]}, table)
            if row["type"] == "-" or row["pos"] == "a" or "_" in row["lemma"] or cls not in classes:
                continue
            objects = [v for c in row["when"].split(" ") if c.startswith("obj:") for v in c[4:].split("|")
                       if v.isalpha() and v.islower() and v not in ("actor", "none", "human")]
            for word in objects[:3] or [""]:
                found[row["lemma"], word, cls] = None
    return list(found)


# ---------------------------------------------------------------- matrices

class Data:
    """All sites of all rows, one after another; `row` says whose."""

    def __init__(self, rows, sites, vectors, table):
        self.rows, self.table = rows, table
        self.labels = [class_of(r, table) for r in rows]
        self.sites = [s for of_row in sites for s in of_row]
        self.row = np.repeat(np.arange(len(rows)), [len(s) for s in sites])
        self.start = np.concatenate([[0], np.cumsum([len(s) for s in sites])])
        self.named = np.zeros(len(self.sites), dtype=bool)
        for i, r in enumerate(rows):
            span = trigger_span(r)
            for n in range(self.start[i], self.start[i + 1]):
                if span and common.overlaps(self.sites[n]["span"], span):
                    self.named[n] = True
        self.vectors = vectors
        self.vector = {slot: np.stack([vectors.direction(s["words"].get(slot, [])) for s in self.sites])
                       for slot in SLOTS} if vectors else {}


def vocabulary(sites, part, often):
    """Features that stand in at least `often` sites' rows, sorted."""
    count = collections.Counter(f for s in sites for f in set(s[part]))
    return {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= often))}


def matrix(sites, part, index, weight=lambda feature: 1.0):
    data, columns, starts = [], [], [0]
    for site in sites:
        for feature in site[part]:
            if feature in index:
                columns.append(index[feature])
                data.append(weight(feature))
        starts.append(len(columns))
    out = sp.csr_matrix((data, columns, starts), shape=(len(sites), len(index)))
    out.sum_duplicates()
    return out


# ---------------------------------------------------------------- the two models

def segment_softmax(scores, start):
    """Softmax over each row's sites."""
    counts = np.diff(start)
    first = start[:-1][counts > 0]
    row = np.repeat(np.arange(len(first)), counts[counts > 0])
    p = np.exp(scores - np.maximum.reduceat(scores, first)[row])
    return p / np.add.reduceat(p, first)[row]


def descend(loss, size):
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 150, "maxcor": 8}).x


def train_place(data, rows, settings):
    """Which predicate: log-likelihood of the sites that the trigger names."""
    wanted = [i for i in rows if data.named[data.start[i]:data.start[i + 1]].any()]
    picked = np.concatenate([np.arange(data.start[i], data.start[i + 1]) for i in wanted])
    start = np.concatenate([[0], np.cumsum([data.start[i + 1] - data.start[i] for i in wanted])])
    sites = [data.sites[n] for n in picked]
    index = vocabulary(sites, "place", settings["often"])
    x, named = matrix(sites, "place", index), data.named[picked]

    def loss(w):
        p = segment_softmax(x @ w, start)
        right = np.add.reduceat(p * named, start[:-1])
        posterior = np.where(named, p / np.repeat(right, np.diff(start)), 0.0)
        gradient = x.T @ (p - posterior) + settings["place"] * w
        return -np.log(right).sum() + settings["place"] / 2 * (w @ w), gradient

    return {f: w for f, w in zip(index, descend(loss, len(index)))}


def place_of(data, weights):
    scores = np.array([sum(weights.get(f, 0.0) for f in s["place"]) for s in data.sites])
    return segment_softmax(scores, data.start)


def shares(data, rows, p_place, soft):
    """How much of its row each site teaches: the named ones share the row, the others take what `soft` leaves them."""
    share = np.zeros(len(data.sites))
    for i in rows:
        a, b = data.start[i], data.start[i + 1]
        named = data.named[a:b]
        share[a:b] = p_place[a:b] if not named.any() else soft * p_place[a:b]
        if named.any():
            own = p_place[a:b] * named + 1e-6 * named
            share[a:b] += (1 - soft) * own / own.sum()
    return share


class Inputs:
    """Features as a sparse matrix and vectors as a dense one, side by side."""

    def __init__(self, sparse, dense):
        self.sparse, self.dense, self.sparse_turned = sparse, dense, sparse.T.tocsr()
        self.shape = (sparse.shape[0], sparse.shape[1] + dense.shape[1])

    def times(self, w):
        w, cut = w.astype(np.float32), self.sparse.shape[1]
        return (self.sparse @ w[:cut] + self.dense @ w[cut:]).astype(np.float64)

    def turned_times(self, p):
        p = p.astype(np.float32)
        return np.vstack([self.sparse_turned @ p, self.dense.T @ p]).astype(np.float64)


class KindModel:
    """Multinomial: which class, at one site."""

    def __init__(self, data, rows, classes, settings, p_place):
        self.data, self.classes, self.settings = data, classes, settings
        share = shares(data, rows, p_place, settings["soft"])
        plain = np.array([settings["plain"] if r["file"] == PLAIN else 1.0 for r in data.rows])
        picked = np.flatnonzero(share > 0.02)
        sites = [data.sites[n] for n in picked]
        self.index = vocabulary(sites, "kind", settings["often"])
        self.trust_index = vocabulary(sites, "trust", settings["often"])
        x, trust = self.inputs(picked)
        label = np.array([classes.index(data.labels[data.row[n]]) for n in picked])
        weight = share[picked] * plain[data.row[picked]]
        self.fit(*self.with_tables(x, trust, self.table_classes(picked), label, weight))

    def with_tables(self, x, trust, table, label, share):
        """The same and the rows of the predicates tables, which have vectors alone."""
        if not self.data.vectors or not self.settings["table"]:
            return x, trust, table, label, share
        rows = table_examples(self.classes, self.data.table)
        none = np.zeros(self.data.vectors.width, np.float32)
        parts = {"self": np.stack([self.data.vectors.direction([lemma]) for lemma, _, _ in rows]),
                 "object": np.stack([self.data.vectors.direction([word]) if word else none for _, word, _ in rows])}
        dense = np.hstack([parts.get(slot, np.zeros_like(parts["self"])) for slot in self.data.vector])
        empty = sp.csr_matrix((len(rows), x.sparse.shape[1]), dtype=np.float32)
        return (Inputs(sp.vstack([x.sparse, empty]).tocsr(),
                       np.vstack([x.dense, np.float32(self.settings["vector"]) * dense])),
                sp.vstack([trust, sp.csr_matrix((len(rows), trust.shape[1]))]).tocsr(),
                np.concatenate([table, np.full(len(rows), -1)]),
                np.concatenate([label, [self.classes.index(cls) for _, _, cls in rows]]),
                np.concatenate([share, np.full(len(rows), self.settings["table"])]))

    def scale(self, feature):
        return self.settings["near"] if feature.startswith("near") else 1.0

    def inputs(self, picked):
        sites = [self.data.sites[n] for n in picked]
        dense = [np.float32(self.settings["vector"]) * self.data.vector[slot][picked] for slot in self.data.vector]
        return Inputs(matrix(sites, "kind", self.index, self.scale).astype(np.float32),
                      np.hstack(dense) if dense else np.zeros((len(picked), 0), np.float32)), \
            matrix(sites, "trust", self.trust_index)

    def table_classes(self, picked):
        known = {c: i for i, c in enumerate(self.classes)}
        return np.array([known.get(self.data.sites[n]["cls"], -1) for n in picked])

    def fit(self, x, trust, table, label, share):
        rows, classes, features = x.shape[0], len(self.classes), x.shape[1]
        with_table = table >= 0
        at = np.arange(rows)
        tt = trust.T.tocsr()

        def loss(w):
            kind, tied = w[:features * classes].reshape(features, classes), w[features * classes:]
            scores = x.times(kind)
            scores[at[with_table], table[with_table]] += (trust @ tied)[with_table]
            scores -= scores.max(axis=1, keepdims=True)
            p = np.exp(scores)
            p /= p.sum(axis=1, keepdims=True)
            value = -(share * np.log(p[at, label] + 1e-300)).sum()
            p[at, label] -= 1
            p *= share[:, None]
            on_table = np.where(with_table, p[at, table], 0.0)
            gradient = np.concatenate([(x.turned_times(p) + self.settings["kind"] * kind).ravel(),
                                       tt @ on_table + self.settings["trust"] * tied])
            return value + self.settings["kind"] / 2 * (kind ** 2).sum() \
                + self.settings["trust"] / 2 * (tied ** 2).sum(), gradient

        w = descend(loss, features * classes + trust.shape[1])
        self.kind, self.tied = w[:features * classes].reshape(features, classes), w[features * classes:]

    def predict(self, picked):
        x, trust = self.inputs(picked)
        scores = x.times(self.kind)
        table = self.table_classes(picked)
        known = table >= 0
        scores[np.flatnonzero(known), table[known]] += (trust @ self.tied)[known]
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        return p / p.sum(axis=1, keepdims=True)


# ---------------------------------------------------------------- judging, as src/coding/judge.cc does

def judge(data, rows, place, kind):
    """p(class) of each row: sum over its sites."""
    out = []
    p_place = place_of(data, place)
    picked = np.concatenate([np.arange(data.start[i], data.start[i + 1]) for i in rows])
    p_kind = dict(zip(picked, kind.predict(picked)))
    for i in rows:
        sites = range(data.start[i], data.start[i + 1])
        out.append(sum((p_place[n] * p_kind[n] for n in sites), np.zeros(len(kind.classes))))
    return np.array(out)


def folds_of(rows, count):
    """A sentence's rows stay together; which fold is a hash of its words, so that it never moves."""
    return np.array([int(hashlib.sha256(r["sentence"].encode()).hexdigest(), 16) // 12 % count for r in rows])


def train(data, rows, classes, settings):
    place = train_place(data, rows, settings)
    kind = KindModel(data, rows, classes, settings, place_of(data, place))
    return place, kind


def cross_validate(data, classes, settings, count, only=None):
    fold = folds_of(data.rows, count)
    usable = np.array([data.start[i + 1] > data.start[i] for i in range(len(data.rows))])
    p = np.zeros((len(data.rows), len(classes)))
    for k in range(count) if only is None else only:
        place, kind = train(data, np.flatnonzero((fold != k) & usable), classes, settings)
        p[(fold == k) & usable] = judge(data, np.flatnonzero((fold == k) & usable), place, kind)
    return p


def report(data, classes, p, rows):
    """Over the given rows: the type right where there is an event, calibration; NONE apart."""
    types = sorted({c.split("/")[0] for c in classes if c != "NONE"})
    of_type = np.array([[c.split("/")[0] == t for t in types] for c in classes], float)
    real = [i for i in rows if data.labels[i] != "NONE"]
    q = p[real] @ of_type
    q /= np.maximum(q.sum(axis=1, keepdims=True), 1e-12)
    wanted = [data.labels[i].split("/")[0] for i in real]
    given = [types[k] for k in q.argmax(axis=1)]
    tables = [best_of(data, i) for i in real]
    right = [a == b for a, b in zip(wanted, given)]
    silent = np.array([t == "" for t in tables])
    print(f"rows {len(rows)}, with an event {len(real)}; classes {len(classes)}, types {len(types)}")
    print(f"type right {np.mean(right):.3f} (the tables alone {np.mean([a == b for a, b in zip(wanted, tables)]):.3f}); "
          f"where those are silent {np.mean(np.array(right)[silent]):.3f}, else {np.mean(np.array(right)[~silent]):.3f}")
    print(f"macro-F1 {common.macro_f1(list(zip(wanted, given)), types):.3f}, ECE {common.ece(list(zip(q.max(axis=1), right))):.3f}, "
          f"mean log-likelihood {np.mean(np.log(q[np.arange(len(real)), [types.index(t) for t in wanted]])):.3f}")
    nothing = [(p[i][classes.index("NONE")], data.labels[i] == "NONE") for i in rows]
    print(f"no event: right {np.mean([(a > .5) == b for a, b in nothing]):.3f}, ECE {common.ece(nothing):.3f}")


def best_of(data, i):
    """The type of the tables' own choice; empty where they are silent."""
    for n in range(data.start[i], data.start[i + 1]):
        if "best" in data.sites[n]["place"]:
            return data.sites[n]["cls"].split("/")[0]
    return ""


# ---------------------------------------------------------------- the file

def default_code(data, cls):
    codes = collections.Counter(r["cameo"][:3] for r, label in zip(data.rows, data.labels) if label == cls
                                if len(r["cameo"]) >= 2)
    return min(codes, key=lambda c: (-codes[c], c))


def write(data, classes, place, kind, settings, file):
    rows = [("class", c, "" if c == "NONE" else default_code(data, c)) for c in classes]
    number = lambda w: f"{w:.3f}".rstrip("0").rstrip(".")
    least = 0.004
    more = {"always": settings["news"], "best": settings["news"]}
    rows += [("place", f, number(w + (more[f] if f == "best" else 0))) for f, w in place.items() if abs(w) >= least]
    rows += [("trust", f, number(w + (more[f] if f == "always" else 0))) for f, w in zip(kind.trust_index, kind.tied)]
    for feature, i in kind.index.items():
        weights = kind.kind[i] * kind.scale(feature)
        kept = [f"{c}:{number(w)}" for c, w in enumerate(weights) if abs(w) >= least * 5]
        if kept:
            rows.append(("kind", feature, "|".join(kept)))
    at = len(kind.index)
    for slot in data.vector:
        width = data.vector[slot].shape[1]
        for c in range(len(classes)):
            weights = kind.kind[at:at + width, c] * settings["vector"]
            rows.append(("vector", f"{slot}/{c}", "|".join(str(round(1000 * w)) for w in weights)))
        at += width
    counts = collections.Counter(r[0] for r in rows)
    rows += [("count", part, str(counts[part])) for part in ("class", "kind", "place", "trust", "vector")]
    rows += [("temper", "", number(settings["temper"])), ("version", str(VERSION), ""), ("made", "rows", str(len(data.rows)))]
    # Classes keep their order, for their numbers are used in the rows below.
    text = "\t".join(("part", "name", "weights")) + "\n" + "".join("\t".join(r) + "\n" for r in sorted(rows))
    file.write_text("# The judge's weights (docs/tables.md): made by `make train` from data/training; not to be edited "
                    "by hand.\n" + text, encoding="utf-8")
    print(f"{file.relative_to(common.ROOT)}: {len(rows)} rows, {file.stat().st_size / 1e6:.2f} MB")


EMPTY = "\n".join(["part\tname\tweights", "class\tACCUSE/ACCUSE\t112", "class\tNONE\t",
                   *(f"count\t{part}\t{n}" for part, n in
                     (("class", 2), ("kind", 0), ("place", 0), ("trust", 0), ("vector", 0))), "version\t1\t"]) + "\n"


def arguments(argv):
    parser = argparse.ArgumentParser(description="trains the learned judge")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="only cross-validate with N folds")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="another setting: "
                        + ", ".join(f"{k}={v}" for k, v in SETTINGS.items()))
    parser.add_argument("--no-vectors", action="store_true", help="without the model's static vectors")
    return parser.parse_args(argv)


def load(with_vectors=True):
    table = {r["cameo"]: r["root"] for r in common.table("cameo_roots.tsv")}
    rows = [r for r in training_rows() if not held_out(r)]
    model = os.environ.get("TOCSIN_MODEL")
    vectors = Vectors(model) if with_vectors and model else None
    return Data(rows, ask_features(rows), vectors, table)


def main(argv=None):
    given = arguments(argv)
    settings = {**SETTINGS, **{k: float(v) for k, v in (s.split("=") for s in given.set)}}
    if not MODEL_FILE.exists():
        MODEL_FILE.write_text(EMPTY, encoding="utf-8")
    data = load(not given.no_vectors)
    classes = sorted(set(data.labels))
    if given.folds:
        report(data, classes, cross_validate(data, classes, settings, given.folds), range(len(data.rows)))
        return 0
    usable = np.array([i for i in range(len(data.rows)) if data.start[i + 1] > data.start[i]])
    place, kind = train(data, usable, classes, settings)
    write(data, classes, place, kind, settings, MODEL_FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
