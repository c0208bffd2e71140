"""`tocsin annotate` and spaCy give the same annotation: 50,000 tokens of the corpora, hostile strings, and the writers."""
import json
import subprocess

import pytest

import annotation
import common
import parity

TOKENS = 50_000


@pytest.fixture(scope="module")
def engine():
    engine = common.Engine()
    if not engine.binary.exists():
        pytest.skip(f"no binary at {engine.binary} (make build, or set TOCSIN_BIN)")
    return engine


def run(*args):
    code = parity.main([*args])
    if code == 2:
        pytest.skip("corpora, model or spaCy are not there (see the captured message)")
    return code


def test_fifty_thousand_tokens_of_news_are_annotated_as_spacy_does(engine):
    assert run("--tokens", str(TOKENS), "--sets", "corpora") == 0


def test_hostile_strings_are_annotated_as_spacy_does(engine):
    assert run("--sets", "hostile") == 0


def test_a_difference_is_seen():
    """The comparison itself: each field spoiled in turn is counted against its own rate."""
    tokens = [{"start": 0, "end": 2, "tag": "NN", "pos": "NOUN", "morph": "", "lemma": "ab", "dep": "ROOT", "head": 0},
              {"start": 3, "end": 4, "tag": "NN", "pos": "NOUN", "morph": "", "lemma": "c", "dep": "dep", "head": 0}]
    doc = {"tokens": tokens, "sents": [{"start": 0, "end": 4}], "ents": [{"start": 0, "end": 2, "label": "ORG"}]}
    assert parity.Tally().add(doc, json.loads(json.dumps(doc))) == []
    spoiled = {"tag": ("tag", "JJ"), "lemma": ("lemma", "x"), "dep": ("dep", "amod"), "head": ("head", 1), "tokens": ("end", 5),
               "pos": ("pos", "X"), "morph": ("morph", "A=b")}
    for field, (key, value) in spoiled.items():
        other = json.loads(json.dumps(doc))
        other["tokens"][1][key] = value
        tally = parity.Tally()
        different = tally.add(doc, other)
        assert {d[0] for d in different} == {field}
        assert not tally.holds()
    for field, key in (("sentence start", "sents"), ("entity", "ents")):
        other = json.loads(json.dumps(doc)) | {key: []}
        assert {d[0] for d in parity.Tally().add(doc, other)} == {field}


def annotate(engine, *args, stdin):
    done = subprocess.run([str(engine.binary), "annotate", "-", *args], input=stdin, capture_output=True, check=False)
    if done.returncode == 3:
        pytest.skip(done.stderr.decode())
    return done


def test_conllu_and_json_say_the_same(engine):
    text = "Kyiv's envoy don’t\n\nagree 😀 at all. She left."
    lines = [line.split("\t") for line in annotate(engine, stdin=text.encode()).stdout.decode().split("\n") if line and line[0] != "#"]
    doc = json.loads(annotate(engine, "--format", "json", stdin=text.encode()).stdout)
    assert doc["text"] == text
    assert [(x[2], x[3], x[4], x[5], x[7]) for x in lines] == [
        (t["lemma"].replace("\n", "\\n"), t["pos"], t["tag"], t["morph"] or "_", t["dep"]) for t in doc["tokens"]]
    assert [x[9].split("TokenRange=")[1] for x in lines] == [f"{t['start']}:{t['end']}" for t in doc["tokens"]]
    assert [x[1] for x in lines] == [text[t["start"]:t["end"]].replace("\n", "\\n") for t in doc["tokens"]]


def test_the_number_of_threads_changes_no_byte(engine):
    texts = "".join(json.dumps({"id": str(i), "text": f"Item {i}: Iran and Oman met {i} times. " * (i % 7)}) + "\n" for i in range(60))
    outputs = {annotate(engine, "--threads", str(n), stdin=texts.encode()).stdout for n in (1, 2, 5)}
    assert len(outputs) == 1 and outputs.pop().count(b"# newdoc") == 60


def test_a_bad_line_is_named_and_the_others_are_annotated(engine):
    done = annotate(engine, "--format", "json", stdin=b'{"text": "One."}\n{"text": 5}\n{broken\n{"text": "Two."}\n')
    assert done.returncode == 2
    assert [json.loads(line)["text"] for line in done.stdout.decode().splitlines()] == ["One.", "Two."]
    assert b"standard input:2" in done.stderr and b"standard input:3" in done.stderr


def test_bytes_that_are_not_utf8_are_repaired_with_a_message(engine):
    done = annotate(engine, "--format", "json", stdin=b"caf\xe9 closed")
    assert done.returncode == 0 and json.loads(done.stdout)["text"] == "caf\ufffd closed"
    assert b"not UTF-8, in 1 place," in done.stderr
