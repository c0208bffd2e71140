"""What parity.py, ud.py and ner.py share: texts, spaCy, and `tocsin annotate --format json`."""
import json
import os
import pathlib
import random

import common


def model_dir(name="en_core_web_md"):
    path = pathlib.Path(os.environ.get("TOCSIN_MODEL") or common.ROOT / "models" / name)
    if not path.is_dir():
        raise common.Missing(f"no model at {path} (make setup, or set TOCSIN_MODEL)")
    return path


def spacy_model(path):
    """The same pipeline run by spaCy itself, or Missing."""
    try:
        import spacy
    except ImportError as why:
        raise common.Missing(f"no spaCy in this Python: {why} (use .venv/bin/python)") from why
    nlp = spacy.load(path, exclude=["senter"])
    nlp.max_length = 1 << 30
    return nlp


def batches(docs, most=2_000_000):
    """Lists of docs with about `most` characters each."""
    batch, size = [], 0
    for doc in docs:
        batch.append(doc)
        size += len(doc["text"])
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def annotate(engine, docs, args=()):
    """docs: dicts with id and text. One annotation a document, as Doc.to_json() has it."""
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in docs)
    out = [json.loads(line) for line in engine.run(["annotate", "-", "--format", "json", *args], lines).split("\n") if line]
    if len(out) != len(docs):
        raise common.Missing(f"`tocsin annotate` gave {len(out)} answers for {len(docs)} texts")
    return out


def corpora(token_count, seed=1):
    """Dated English text, about `token_count` tokens spread evenly over the files of the corpora; texts are cut to 20,000
    characters so that no file is one speech."""
    folder = common.shared("corpora")
    files = sorted(folder.glob("*.jsonl"))
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        random.Random(seed).shuffle(lines)
        left = token_count / len(files)
        for line in lines:
            if left <= 0:
                break
            item = json.loads(line)
            text = item["text"][:20_000]
            left -= len(text) / 5.2  # characters a token, measured on these files
            yield {"id": f"{file.name}:{item['id']}", "text": text}


def conllu_documents(path):
    """[(id, sentences)]; a sentence is (text, words); a word is (form, upos, head, has_range, start, end) with offsets in the
    sentence's text, or None for a word that is not in it."""
    documents, words, text, groups = [], [], "", []
    for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id") or (not documents and line.startswith("# ")):
            documents.append((line.split("=")[-1].strip(), []))
        if line.startswith("# text ="):
            text = line[len("# text ="):].strip()
        elif not line and words:
            documents[-1][1].append((text, place_words(text, words, groups)))
            words, groups = [], []
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            if "-" in fields[0]:
                first, last = map(int, fields[0].split("-"))
                groups.append((first, last, fields[1]))
            elif "." not in fields[0]:
                words.append((fields[1], fields[3], int(fields[6])))
    return [(name, sentences) for name, sentences in documents if sentences]


def place_words(text, words, groups):
    """Finds the words in the text one after another. The words of a contraction that do not spell it have no place."""
    spelled = {i: form for first, last, form in groups
               if "".join(w[0] for w in words[first - 1:last]) != form for i in range(first, last + 1)}
    at, placed, passed = 0, [], None
    for i, (form, upos, head) in enumerate(words, 1):
        if i in spelled:
            group = next(g for g in groups if g[0] <= i <= g[1])
            if group != passed:
                at, passed = text.find(group[2], at) + len(group[2]), group
            placed.append((form, upos, head, None, None))
            continue
        found = text.find(form, at)
        placed.append((form, upos, head, found, found + len(form)) if found >= 0 else (form, upos, head, None, None))
        at = found + len(form) if found >= 0 else at
    return placed


def ud_texts():
    for file in sorted(common.gold("ud").glob("*.conllu")):
        for name, sentences in conllu_documents(file):
            yield {"id": f"{file.name}:{name}", "text": " ".join(text for text, _ in sentences)}


def hostile_texts(longest=200_000):
    """Strings and files made to break readers, those that are UTF-8."""
    for i, text in enumerate(json.loads(common.shared("robust", "blns", "blns.json").read_text(encoding="utf-8"))):
        yield {"id": f"blns:{i}", "text": text}
    for file in sorted(common.shared("robust", "generated").iterdir()):
        if file.suffix not in (".txt", ".html", ".jsonl") or file.stat().st_size > longest:
            continue
        try:
            yield {"id": file.name, "text": file.read_bytes().decode("utf-8")}
        except UnicodeDecodeError:
            continue


def table(head, rows):
    """Lines of a Markdown table."""
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "---:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
