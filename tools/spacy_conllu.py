"""Annotates a text with spaCy itself and prints the CoNLL-U that `tocsin annotate --format conllu` prints.

    .venv/bin/python tools/spacy_conllu.py models/en_core_web_md FILE > FILE.conllu
"""
import sys

import spacy


def lines(doc):
    for sent in doc.sents:
        for i, tok in enumerate(sent):
            head = 0 if tok.head.i == tok.i else tok.head.i - sent.start + 1
            misc = [f"TokenRange={tok.idx}:{tok.idx + len(tok.text)}"]
            if tok.ent_iob_ in "BI":
                misc.append(f"Entity={tok.ent_iob_}-{tok.ent_type_}")
            if not tok.whitespace_:
                misc.append("SpaceAfter=No")
            shown = tok.text.replace("\n", "\\n").replace("\t", "\\t")
            yield "\t".join([str(i + 1), shown, tok.lemma_.replace("\n", "\\n").replace("\t", "\\t"), tok.pos_, tok.tag_,
                             str(tok.morph) or "_", str(head), tok.dep_, "_", "|".join(misc)])
        yield ""


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as source:
        print("\n".join(lines(spacy.load(sys.argv[1])(source.read()))))
