"""Compares `tocsin annotate` with spaCy, token for token, and names every difference.

    .venv/bin/python eval/parity.py                     50,000 tokens of the corpora, the UD texts, hostile strings
    .venv/bin/python eval/parity.py --tokens 1000000
    .venv/bin/python eval/parity.py --model models/en_core_web_sm --args --plain

Exit code 1 when tokens, offsets, morphs or lemmas differ at all, or tag, head, dep, sentence starts or entities in more
than one of 10,000 tokens; 2 when something to compare with is missing. For each document with a difference, the
narrowest of spaCy's own decisions up to there is shown: a margin under 1e-4 is a floating-point tie.
"""
import argparse
import itertools
import pathlib
import sys

import annotation
import common

EXACT = ["tokens", "pos", "morph", "lemma"]
NEAR = ["tag", "head", "dep", "sentence start", "entity"]
NEAR_RATE = 0.9999
TIE = 1e-4


def entity_of_token(tokens, ents):
    """{token's start: "B-GPE"}"""
    labels, at = {}, 0
    for ent in ents:
        while at < len(tokens) and tokens[at]["start"] < ent["start"]:
            at += 1
        while at < len(tokens) and tokens[at]["start"] < ent["end"]:
            labels[tokens[at]["start"]] = ("B-" if tokens[at]["start"] == ent["start"] else "I-") + ent["label"]
            at += 1
    return labels


def compared(theirs, ours):
    """Yields (field, spaCy's token, their value, our value) for each thing compared; values None where there is no token."""
    mine = {(t["start"], t["end"]): t for t in ours["tokens"]}
    their_ents, my_ents = (entity_of_token(d["tokens"], d.get("ents", [])) for d in (theirs, ours))
    their_sents, my_sents = ({s["start"] for s in d.get("sents", [])} for d in (theirs, ours))
    for tok in theirs["tokens"]:
        span = (tok["start"], tok["end"])
        other = mine.pop(span, None)
        yield "tokens", tok, span, span if other else None
        if not other:
            continue
        for field in ("tag", "dep"):
            yield field, tok, tok[field], other[field]
        heads = [d["tokens"][t["head"]]["start"] for d, t in ((theirs, tok), (ours, other))]
        yield "head", tok, heads[0], heads[1]
        yield "sentence start", tok, tok["start"] in their_sents, other["start"] in my_sents
        yield "entity", tok, their_ents.get(tok["start"], "O"), my_ents.get(other["start"], "O")
        if tok["tag"] == other["tag"] and tok["dep"] == other["dep"]:  # what the rules after the networks read
            for field in ("pos", "morph", "lemma"):
                yield field, tok, tok[field], other[field]
    for span, tok in mine.items():
        yield "tokens", tok, None, span


class Tally:
    def __init__(self):
        self.same = dict.fromkeys(EXACT + NEAR, 0)
        self.all = dict.fromkeys(EXACT + NEAR, 0)
        self.documents = self.documents_alike = 0

    def add(self, theirs, ours):
        """Counts; returns the differences."""
        different = []
        for field, tok, their_value, our_value in compared(theirs, ours):
            self.all[field] += 1
            self.same[field] += their_value == our_value
            if their_value != our_value:
                different.append((field, tok, their_value, our_value))
        self.documents += 1
        self.documents_alike += not different
        return different

    def rate(self, field):
        return self.same[field] / self.all[field] if self.all[field] else 1.0

    def holds(self):
        return all(self.rate(f) == 1 for f in EXACT) and all(self.rate(f) >= NEAR_RATE for f in NEAR)


# ---------------------------------------------------------------- how near a decision was

def tagger_margin(nlp, doc, i, their_tag, our_tag):
    tagger = nlp.get_pipe("tagger")
    scores = tagger.model.predict([doc])[0][i]
    labels = list(tagger.labels)
    return abs(float(scores[labels.index(their_tag)] - scores[labels.index(our_tag)]))


def narrowest_step(pipe, doc, until):
    """Replays the transitions until the buffer has passed token `until`; the narrowest margin between the move
    taken and the next valid one, and the two moves."""
    names = pipe.move_names
    step_model, states = pipe.model.predict([doc]), pipe.moves.init_batch([doc])
    narrowest = (float("inf"), "", "")
    while states and not states[0].is_final():
        state = states[0]
        scores = step_model.predict([state])
        if hasattr(scores, "get"):
            scores = scores.get()
        valid = (j for j in (-scores[0]).argsort() if pipe.moves.is_valid(state, names[j]))
        best = list(itertools.islice(valid, 2))
        if len(best) == 2:
            margin = float(scores[0][best[0]] - scores[0][best[1]])
            narrowest = min(narrowest, (margin, names[best[0]], names[best[1]]))
        if state.buffer_length() == 0 or state.B(0) > until + 1:
            break
        states = pipe.transition_states([state], scores)
    return narrowest


def decision(nlp, doc, different):
    """What is known of the first difference: (margin or None, words)."""
    field, tok, their_value, our_value = different[0]
    if field == "tokens" or field in ("pos", "morph", "lemma"):
        return None, "no network decides this"
    index_at = {t.idx: t.i for t in doc}
    i = index_at[tok["start"]]
    if field == "tag":
        try:
            return tagger_margin(nlp, doc, i, their_value, our_value), f"tag {their_value} over {our_value}"
        except ValueError:
            return None, "a tag that the tagger does not give"
    reach = max(i, doc[i].head.i, index_at[our_value] if field == "head" else 0)
    pipe = nlp.get_pipe("ner" if field == "entity" else "parser")
    margin, taken, next_best = narrowest_step(pipe, doc, reach)
    return margin, f"narrowest decision up to there: {taken} over {next_best}"


def show_document(nlp, text, doc, different, limit):
    print(f"\n{text['id']}: {len(different)} differences")
    for field, tok, their_value, our_value in different[:limit]:
        word = text["text"][tok["start"]:tok["end"]]
        print(f"  {field:14} at {tok['start']:>7} {word!r}: spaCy {their_value!r}, tocsin {our_value!r}")
    margin, words = decision(nlp, doc, different)
    if margin is not None:
        words += f", by {margin:.2g}: " + ("a floating-point tie" if margin < TIE else "NOT a tie")
    print(f"  {words}")


# ---------------------------------------------------------------- the run

def texts_to_compare(token_count, which):
    sources = {"corpora": lambda: annotation.corpora(token_count), "ud": annotation.ud_texts,
               "hostile": annotation.hostile_texts}
    for name in which:
        for text in sources[name]():
            yield name, text


def run(token_count, which, engine, model, args, shown):
    nlp = annotation.spacy_model(model)
    tallies, ties, strays = {}, 0, 0
    texts = list(texts_to_compare(token_count, which))
    for batch in annotation.batches([t | {"set": name} for name, t in texts]):
        answers = annotation.annotate(engine, batch, ["--model", str(model), *args])
        docs = nlp.pipe((t["text"] for t in batch), batch_size=32)
        for text, doc, ours in zip(batch, docs, answers, strict=True):
            different = tallies.setdefault(text["set"], Tally()).add(doc.to_json(), ours)
            if not different:
                continue
            show_document(nlp, text, doc, different, shown)
            margin, _ = decision(nlp, doc, different)
            if margin is not None and margin < TIE:
                ties += 1
            else:
                strays += 1
    return tallies, ties, strays


def rows_of(tallies):
    for name, tally in tallies.items():
        cells = [f"{tally.same[f]}/{tally.all[f]}" if tally.rate(f) < 1 else "100 %" for f in EXACT + NEAR]
        yield [name, f"{tally.documents_alike}/{tally.documents}", tally.all["tokens"], *cells]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tokens", type=int, default=50_000, help="tokens of the corpora")
    parser.add_argument("--sets", default="corpora,ud,hostile")
    parser.add_argument("--model", default=None)
    parser.add_argument("--binary", default=None)
    parser.add_argument("--shown", type=int, default=1000, help="differences printed a document")
    parser.add_argument("--args", nargs=argparse.REMAINDER, default=[], help="more arguments for tocsin annotate")
    options = parser.parse_args(argv)
    try:
        model = pathlib.Path(options.model) if options.model else annotation.model_dir()
        tallies, ties, strays = run(options.tokens, options.sets.split(","), common.Engine(options.binary), model,
                                    options.args, options.shown)
    except common.Missing as why:
        print(f"parity: {why}", file=sys.stderr)
        return 2
    print(f"\n{model.name}, tocsin beside spaCy; pos, morph and lemma where tag and dep agree:\n")
    print("\n".join(annotation.table(["texts", "documents alike", "tokens compared", *EXACT, *NEAR], rows_of(tallies))))
    print(f"\ndocuments that differ: {ties + strays}, of which floating-point ties {ties}, others {strays}")
    good = all(t.holds() for t in tallies.values())
    print("parity holds" if good else "PARITY IS BROKEN: tokens, pos, morphs and lemmas 100 %, the others 99.99 % are demanded")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
