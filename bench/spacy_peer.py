"""spaCy's side of bench/nlp.cc: annotates the texts with the same model and says what it found and how long it took.

Usage: spacy_peer.py MODEL TEXTS OUT. TEXTS holds one JSON string a line. OUT gets one token a line: tag, head, whether it
starts a sentence, entity as IOB and type; an empty line ends a text. Prints a JSON object {tokens, seconds}: the
processor time of this process, without loading the model.
"""

import json
import sys
import time

import spacy


def main() -> None:
    model, texts_file, out_file = sys.argv[1:4]
    with open(texts_file, encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    nlp = spacy.load(model)
    nlp.max_length = 100_000_000
    for _ in nlp.pipe(texts[:2]):
        pass
    started = time.process_time()
    docs = list(nlp.pipe(texts, batch_size=32))
    seconds = time.process_time() - started
    with open(out_file, "w", encoding="utf-8") as out:
        for doc in docs:
            for token in doc:
                fields = [token.tag_, str(token.head.i), str(int(bool(token.is_sent_start))), token.ent_iob_, token.ent_type_]
                out.write(" ".join(fields) + "\n")
            out.write("\n")
    print(json.dumps({"tokens": sum(len(doc) for doc in docs), "seconds": seconds}))


if __name__ == "__main__":
    main()
