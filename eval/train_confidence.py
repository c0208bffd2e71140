"""Fits data/calibration.tsv: what speaks for and against a record of `tocsin read` (src/coding/confidence.h).

    python eval/train_confidence.py

Part of `make train`. Learns from the open items of gold/reading (even line numbers; its licence allows training) and
from nothing else; skipped with a message where the gold is not beside the project. The cues and rules were written
with those items' errors at hand, so that they are easier than news that nobody has read: `unread` is how much lower the
log-odds are there, by the published precisions of the two halves.
"""
import collections
import sys

import numpy as np
from scipy.optimize import minimize

import common
import reading

TABLE = common.ROOT / "data" / "calibration.tsv"
PULL = 1.0  # towards zero
OFTEN = 6   # records that a clue must stand in
UNREAD = 0.8


def records(items, answers, layer):
    """[(clues, accepted)] of every record that the scorer looks at."""
    out = []
    for item, answer in zip(items, answers):
        _, ours, found = reading.match(item, answer, layer)
        accepted = set(found.values())
        for n, record in enumerate(ours):
            line = next(w for w in record["why"] if w.startswith("confidence from: "))
            clues = dict(pair.rsplit("=", 1) for pair in line.removeprefix("confidence from: ").split())
            out.append(({name: float(value) for name, value in clues.items()}, n in accepted))
    return out


def fit(rows):
    """{clue: weight}, `always` not pulled; then lowered by UNREAD."""
    count = collections.Counter(name for clues, _ in rows for name in clues)
    names = sorted(n for n, c in count.items() if c >= OFTEN)
    x = np.array([[clues.get(n, 0.0) for n in names] for clues, _ in rows])
    y = np.array([accepted for _, accepted in rows], float)
    pulled = np.array([n != "always" for n in names], float) * PULL

    def loss(w):
        score = x @ w
        p = 1 / (1 + np.exp(-score))
        return (np.logaddexp(0, score) - y * score).sum() + (pulled * w * w).sum() / 2, x.T @ (p - y) + pulled * w

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {n: v - (UNREAD if n == "always" else 0) for n, v in zip(names, w)}


def main():
    try:
        items = [i for i in reading.load() if not i.blind]
    except common.Missing as why:
        print(f"data/calibration.tsv stays as it is: {why}")
        return 0
    docs = [{k: i[k] for k in ("id", "title", "text", "date") if i.get(k)} for i in items]
    answers = common.Engine().read(docs, ["--explain"])
    lines = ["# What speaks for a record of `tocsin read` (docs/tables.md), made by `make train` from the open items of gold/reading.",
             "layer\tclue\tweight\tsource"]
    for layer in sorted(reading.LAYERS):
        rows = records(items, answers, layer)
        weights = fit(rows)
        lines += [f"{layer}\t{name}\t{weight:.3f}\treading-open" for name, weight in sorted(weights.items())]
        print(f"{layer}: {len(rows)} records, {len(weights)} weights")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
