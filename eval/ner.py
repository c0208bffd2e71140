"""Named entities on CoNLL++, for `tocsin annotate` and for spaCy side by side.

    .venv/bin/python eval/ner.py [--model DIR] [--binary FILE]

CoNLL has four types where OntoNotes has eighteen. The map below carries those that mean the same; types of numbers and times
have none and are left out. OntoNotes takes "the" and "'s" into a name, CoNLL does not: both are cut off before spans are
compared. What differs beyond that (a "Chinese" is MISC, a team is LOC there) stays, for both alike.
"""
import argparse
import pathlib
import sys

import annotation
import common

PEERS = "spaCy itself on the same texts"
TYPES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "NORP": "MISC", "EVENT": "MISC",
         "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC", "LAW": "MISC"}
LABELS = ["PER", "LOC", "ORG", "MISC"]


def gold_documents(path):
    """[(text, {(start, end, type)})]: words joined by blanks, sentences by line ends."""
    documents = []
    for part in pathlib.Path(path).read_text(encoding="utf-8").split("-DOCSTART-")[1:]:
        text, entities = "", []
        for line in part.split("\n")[1:]:
            fields = line.split()
            if not fields:
                text = text.rstrip(" ") + ("\n" if text.strip() and not text.endswith("\n") else "")
                continue
            start = len(text)
            text += fields[0]
            tag = fields[-1]
            if tag.startswith("I-") and entities and entities[-1][2] == tag[2:] and entities[-1][1] == start - 1:
                entities[-1][1] = len(text)
            elif tag != "O":
                entities.append([start, len(text), tag[2:]])
            text += " "
        documents.append((text.rstrip(), {tuple(e) for e in entities}))
    return documents


def found_entities(annotated):
    text, found = annotated["text"], set()
    for ent in annotated["ents"]:
        start, end = ent["start"], ent["end"]
        words = text[start:end]
        if words.lower().startswith("the "):
            start += 4
        for possessive in (" 's", "'s", " '"):
            if words.endswith(possessive):
                end -= len(possessive)
                break
        if ent["label"] in TYPES and start < end:
            found.add((start, end, TYPES[ent["label"]]))
    return found


def scores_of(pairs):
    """F1 of each type, then precision, recall and F1 of all."""
    def counts(label):
        right = gold_count = found_count = 0
        for gold, found in pairs:
            g, f = ({e for e in side if label in (e[2], "all")} for side in (gold, found))
            right, gold_count, found_count = right + len(g & f), gold_count + len(g), found_count + len(f)
        return right, gold_count, found_count

    out = []
    for label in LABELS:
        right, gold_count, found_count = counts(label)
        out.append(f"{200 * right / max(1, gold_count + found_count):.2f}")
    right, gold_count, found_count = counts("all")
    return [*out, f"{100 * right / max(1, found_count):.2f}", f"{100 * right / max(1, gold_count):.2f}",
            f"{200 * right / max(1, gold_count + found_count):.2f}"]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", default=None)
    parser.add_argument("--binary", default=None)
    options = parser.parse_args(argv)
    try:
        model = pathlib.Path(options.model) if options.model else annotation.model_dir()
        engine, nlp = common.Engine(options.binary), annotation.spacy_model(model)
        documents = gold_documents(common.gold("ner", "conllpp_dev.txt"))
        texts = [{"id": str(i), "text": text} for i, (text, _) in enumerate(documents)]
        answers = {"tocsin": annotation.annotate(engine, texts, ["--model", str(model)]),
                   "spaCy": [doc.to_json() for doc in nlp.pipe((t["text"] for t in texts), batch_size=32)]}
        rows = []
        for name, annotated in answers.items():
            pairs = [(gold, found_entities(a)) for (_, gold), a in zip(documents, annotated, strict=True)]
            rows.append([name, sum(len(gold) for gold, _ in pairs), *scores_of(pairs)])
    except common.Missing as why:
        print(f"ner: {why}", file=sys.stderr)
        return 2
    print(f"{model.name} on conllpp_dev:\n")
    print("\n".join(annotation.table(["engine", "entities", *[f"{label} F1" for label in LABELS], "precision", "recall", "F1"], rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
