"""Makes data/truecase.tsv: words that running English writes in lower case, counted in the speeches and briefings
beside the project (../shared/corpora).

    python tools/truecase_words.py > data/truecase.tsv

A word goes in when it stands in lower case at least twice and in a quarter of all cases; words after a full stop, a
colon or a quotation mark do not count. So do the lemmas of the language tables unless they mostly have a capital. The
hand-written rows (source `own`) are kept and win.
"""
import collections
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPORA = ("un_general_debate_2010_2019", "wh_briefings_2012_2013", "wikinews_2019_2020")
WORD = re.compile(r"(?<![\w'’-])([A-Za-z]{2,})(?![\w])")
LEMMAS = {"predicates_conflict.tsv": 0, "predicates_material.tsv": 0, "predicates_verbal.tsv": 0, "noun_classes.tsv": 1,
          "contexts.tsv": 0, "light_verbs.tsv": 0}
STARTS = re.compile(r"[.?!:;\"“”‘()\[\]\n—–-]\s*$")


def counted():
    lower, capital = collections.Counter(), collections.Counter()
    for name in CORPORA:
        with open(ROOT.parent / "shared" / "corpora" / f"{name}.jsonl", encoding="utf-8") as f:
            for line in f:
                text = json.loads(line).get("text") or ""
                for found in WORD.finditer(text):
                    word = found[1]
                    if word.islower():
                        lower[word] += 1
                    elif not STARTS.search(text, max(0, found.start() - 3), found.start()) and found.start() > 0:
                        capital[word.lower()] += 1
    return lower, capital


def lemmas():
    found = set()
    for name, column in LEMMAS.items():
        for line in (ROOT / "data" / name).read_text(encoding="utf-8").split("\n")[1:]:
            if line and not line.startswith("#"):
                found.update(w for w in re.findall(r"[A-Za-z]+", line.split("\t")[column]) if len(w) > 1 and w.islower())
    return found


def main():
    path = ROOT / "data" / "truecase.tsv"
    kept, by_hand = [], set()
    if path.exists():
        kept = [line for line in path.read_text(encoding="utf-8").split("\n")[1:] if line.endswith("\town")]
    by_hand = {line.split("\t")[0] for line in kept}
    lower, capital = counted()
    rows = [f"{word}\tword\tcorpora" for word, count in lower.items() if count >= 2 and count * 3 >= capital[word] and word not in by_hand]
    counted_words = {row.split("\t")[0] for row in rows} | by_hand
    rows += [f"{word}\tword\ttables" for word in lemmas() - counted_words if lower[word] * 3 >= capital[word]]
    print("word\tkind\tsource")
    print("\n".join(sorted(rows + kept)))


if __name__ == "__main__":
    main()
