"""UPOS and unlabelled attachment on Universal Dependencies texts, for `tocsin annotate` and for spaCy side by side.

    .venv/bin/python eval/ud.py [--model DIR] [--binary FILE]

The texts go in as they are written; words are matched by their place, as the CoNLL 2018 shared task does (F1 over system and
gold words). spaCy's English models attach by ClearNLP's rules, where prepositions and auxiliaries govern; UD attaches
content words to content words. The attachment score is therefore low for both and says only that both are equal.
"""
import argparse
import pathlib
import sys

import annotation
import common

PEERS = "spaCy itself on the same texts"


def gold_words(document):
    """(text, [(start, end, upos, place of the head or None for the root)])"""
    text, words = "", []
    for sentence, placed in document[1]:
        text += " " if text else ""
        at = len(text)
        text += sentence
        spans = [(at + start, at + end) if start is not None else None for *_, start, end in placed]
        for (_, upos, head, *_), span in zip(placed, spans, strict=True):
            words.append((span, upos, spans[head - 1] if head else None, head == 0))
    return text, words


def score(gold, annotated):
    """(matched words, right UPOS, right heads, gold words, system words)"""
    tokens = annotated["tokens"]
    by_span = {(t["start"], t["end"]): t for t in tokens}
    matched = upos_right = head_right = 0
    for span, upos, head, is_root in gold:
        tok = by_span.get(span) if span else None
        if tok is None:
            continue
        matched += 1
        upos_right += tok["pos"] == upos
        governor = tokens[tok["head"]]
        if is_root:
            head_right += governor is tok
        else:
            head_right += governor is not tok and (governor["start"], governor["end"]) == head
    return matched, upos_right, head_right, len(gold), sum(t["pos"] != "SPACE" for t in tokens)


def f1(right, gold_count, system_count):
    return 2 * right / (gold_count + system_count) if gold_count + system_count else 0.0


def scores_of(pairs):
    totals = [sum(column) for column in zip(*(score(gold, annotated) for gold, annotated in pairs), strict=True)]
    matched, upos, head, gold_count, system_count = totals
    return [f"{100 * f1(right, gold_count, system_count):.2f}" for right in (matched, upos, head)]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", default=None)
    parser.add_argument("--binary", default=None)
    options = parser.parse_args(argv)
    try:
        model = pathlib.Path(options.model) if options.model else annotation.model_dir()
        engine, nlp = common.Engine(options.binary), annotation.spacy_model(model)
        rows = []
        for file in sorted(common.gold("ud").glob("*.conllu")):
            documents = [gold_words(d) for d in annotation.conllu_documents(file)]
            texts = [{"id": str(i), "text": text} for i, (text, _) in enumerate(documents)]
            answers = {"tocsin": annotation.annotate(engine, texts, ["--model", str(model)]),
                       "spaCy": [doc.to_json() for doc in nlp.pipe((t["text"] for t in texts), batch_size=32)]}
            for name, annotated in answers.items():
                pairs = [(gold, a) for (_, gold), a in zip(documents, annotated, strict=True)]
                rows.append([f"{file.stem}, {name}", sum(len(gold) for gold, _ in pairs), *scores_of(pairs)])
    except common.Missing as why:
        print(f"ud: {why}", file=sys.stderr)
        return 2
    print(f"{model.name}:\n")
    print("\n".join(annotation.table(["UD text", "words", "words F1", "UPOS F1", "unlabelled attachment F1"], rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
