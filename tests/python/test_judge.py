"""The learned judge from outside: sentences of ours that never taught it, its evidence, its messages."""
import json
import os
import pathlib
import shutil
import subprocess

import pytest

import common
import train_judge

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("TOCSIN_BIN") or ROOT / "build" / "bin" / "tocsin")
MODEL = pathlib.Path(os.environ.get("TOCSIN_MODEL") or ROOT / "models" / "en_core_web_md")

pytestmark = [pytest.mark.skipif(not BINARY.exists(), reason=f"no binary at {BINARY}; make build"),
              pytest.mark.skipif(not MODEL.exists(), reason=f"no model at {MODEL}; make build")]


def relate(rows, *args, env=None):
    lines = ["uid\tsentence\tsource\ttarget"]
    lines += ["\t".join((str(i), r["sentence"], r["source"], r["target"])) for i, r in enumerate(rows)]
    return subprocess.run([str(BINARY), "relate", "-", *args], input="\n".join(lines) + "\n", capture_output=True,
                          text=True, timeout=300, check=False, env={**os.environ, **(env or {})})


@pytest.fixture(scope="module")
def held_out():
    return [r for r in train_judge.training_rows() if train_judge.held_out(r)]


@pytest.fixture(scope="module")
def answers(held_out):
    done = relate(held_out)
    assert done.returncode == 0, done.stderr
    return common.tsv_rows(done.stdout)


def test_sentences_that_never_taught_it_are_mostly_read_right(held_out, answers):
    real = [(r["type"], a["type"]) for r, a in zip(held_out, answers) if r["type"] != "NONE"]
    assert len(real) > 200
    assert sum(a == b for a, b in real) / len(real) > 0.6


def test_its_confidence_is_honest_on_them(held_out, answers):
    judged = [(common.confidence(a), r["type"] == a["type"]) for r, a in zip(held_out, answers) if r["type"] != "NONE"]
    assert common.ece(judged) < 0.12


def test_every_type_has_words_of_the_sentence(held_out, answers):
    assert len(answers) == len(held_out)
    for row, answer in zip(held_out, answers):
        assert answer["type"] and answer["trigger"] and answer["trigger"] in row["sentence"], (row, answer)


def test_the_same_sentences_give_the_same_bytes(held_out):
    assert relate(held_out[:80]).stdout == relate(held_out[:80]).stdout


def test_explain_names_weights_that_decided(held_out):
    done = relate(held_out[:20], "--explain")
    for answer in common.tsv_rows(done.stdout):
        assert "judge: " in answer["why"]


def test_features_are_written_for_training():
    row = {"sentence": "Israel shelled Lebanon on Monday.", "source": "Israel", "target": "Lebanon"}
    (site,) = [s for s in train_judge.ask_features([row])[0] if s["span"] == (7, 14)]
    assert site["cls"] == "ASSAULT/ASSAULT"
    assert "sides:subj,obj" in site["place"] and "lemma:shell" in site["kind"] and site["trust"]
    assert site["words"]["self"] == ["shelled"]


def test_explain_shows_what_a_confidence_comes_from():
    text = "Israel shelled Lebanon on Monday. Russia said on Tuesday that it would not negotiate with Ukraine."
    done = subprocess.run([str(BINARY), "read", "-", "--format", "json", "--explain"], input=text, capture_output=True,
                          text=True, timeout=120, check=True)
    answer = json.loads(done.stdout)
    for layer in ("statements", "events", "ledger"):
        assert answer[layer]
        for record in answer[layer]:
            assert 0 < record["confidence"] < 1
            assert sum(w.startswith("confidence from: always=1 ") for w in record["why"]) == 1


def test_a_damaged_file_of_weights_is_refused_with_what_would_help(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("training"))
    whole = (data / "judge.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "judge.tsv").write_text("".join(whole[:len(whole) // 2]), encoding="utf-8")
    done = relate([], env={"TOCSIN_DATA": str(data)})
    assert done.returncode == 3
    assert "judge.tsv: " in done.stderr and "make train" in done.stderr
