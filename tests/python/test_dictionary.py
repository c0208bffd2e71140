"""`--dictionary` from outside: a user's actors, agents, verbs and discards go before our tables, and errors are said."""
import json

import pytest

from test_read import BINARY, needs_model, run

pytestmark = pytest.mark.skipif(not BINARY.exists(), reason=f"no binary at {BINARY}; make build")

ACTORS = "TURKEY_ [XZA]\n+ANKARA\n\nORLO_VASTRIN\n\t[XZAGOV 20200101-20221231]\n\t[XZAELI]\n\nGREECE_ [XZB]\n"
AGENTS = "SOLDIER [~MIL]\nCLERIC [~REL]\n"
VERBS = """&HARM_
+STONES
+BURNING TYRES

--- PELT [182] ---
PELT
- * &HARM [1821]
- NOT * [---]

--- MEET [040:040] ---
MEET {MET MEETS}

--- CODE [777] ---
SERENADE
"""


@pytest.fixture
def files(tmp_path):
    made = {}
    for name, text in (("my.actors.txt", ACTORS), ("my.agents.txt", AGENTS), ("my.verbs.txt", VERBS)):
        made[name] = tmp_path / name
        made[name].write_text(text, encoding="utf-8")
    return made


def read(text, dictionaries, date="2021-05-05"):
    args = [arg for path in dictionaries for arg in ("--dictionary", str(path))]
    done = run("read", "-", "--format", "json", "--explain", "--date", date, *args, stdin=text.encode("utf-8"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def coded(answer):
    codes = {n["id"]: n["code"] for n in answer["entities"]}
    side = lambda ids: tuple(codes[i] for i in ids)
    return {(side(e["actors"]), side(e["recipients"]), e["cameo"], e["type"]) for e in answer["events"]}


@needs_model
def test_actors_agents_and_patterns_of_the_user_make_the_event_and_why_names_the_line(files):
    answer = read("Turkish clerics watched. Ankara soldiers pelted Greece with stones on Monday.", files.values())
    assert (("XZAMIL",), ("XZB",), "1821", "ASSAULT") in coded(answer)
    (event,) = [e for e in answer["events"] if e["cameo"] == "1821"]
    assert "my.verbs.txt:7" in event["why"]
    text = answer["document"]["text"]
    assert all(text[span["start"]:span["end"]] == span["text"] for span in event["evidence"])


@needs_model
@pytest.mark.parametrize("date, code", [("2021-05-05", "XZAGOV"), ("2024-05-05", "XZAELI")])
def test_an_actors_code_is_that_of_the_documents_day(files, date, code):
    answer = read("Orlo Vastrin met Greece on Monday.", files.values(), date)
    (event,) = answer["events"]
    assert event["reciprocal"] and event["cameo"] == "040" and event["type"] == "CONSULT"
    codes = {n["id"]: n["code"] for n in answer["entities"]}
    assert {codes[i] for i in event["actors"]} == {code, "XZB"}


@needs_model
def test_a_null_code_silences_the_verb_and_other_verbs_are_still_read_by_our_tables(files):
    assert coded(read("Turkey did not pelt Greece.", files.values())) == set()
    assert {e[3] for e in coded(read("Turkey condemned Greece.", files.values()))} == {"ACCUSE"}


@needs_model
def test_verbs_alone_are_coded_with_our_own_actors(files):
    assert (("TUR",), ("GRC",), "182", "ASSAULT") in coded(read("Turkey pelted Greece on Monday.", [files["my.verbs.txt"]]))


@needs_model
def test_a_code_that_is_no_cameo_code_has_no_plover_type(files):
    answer = read("Turkey serenaded Greece.", files.values())
    (event,) = [e for e in answer["events"] if e["cameo"] == "777"]
    assert event["type"] is None and event["quad"] == 0


@needs_model
def test_a_discard_keeps_a_sentence_uncoded_and_says_so(files, tmp_path):
    discards = tmp_path / "my.discards.txt"
    discards.write_text("WORLD CUP\n", encoding="utf-8")
    answer = read("Turkey pelted Greece in the World Cup. Turkey pelted Greece.", [*files.values(), discards])
    assert len(answer["events"]) == 1
    assert [n["what"] for n in answer["notes"]] == ["not coded: my.discards.txt:1"]


@needs_model
def test_relate_and_resolve_ask_the_dictionaries_first(files):
    args = [arg for path in files.values() for arg in ("--dictionary", str(path))]
    rows = "uid\tsentence\tsource\ttarget\n1\tAnkara pelted Greece with burning tyres.\tAnkara\tGreece\n"
    related = run("relate", "-", *args, stdin=rows.encode()).stdout.decode().splitlines()[1].split("\t")
    assert related[1] == "ASSAULT" and related[3] == "1821"
    rows = "uid\ttext\tdate\n1\tOrlo Vastrin\t2021-01-01\n2\tFrance\t2021-01-01\n"
    resolved = [r.split("\t") for r in run("resolve", "-", *args, stdin=rows.encode()).stdout.decode().splitlines()]
    head = resolved[0].index("country")
    assert [r[head] for r in resolved[1:]] == ["XZA", "FRA"]


@needs_model
def test_an_unreadable_line_is_named_and_ends_with_3(tmp_path):
    wrong = tmp_path / "wrong.verbs.txt"
    wrong.write_text("--- PELT [182] ---\nPELT\n- * STONES\n", encoding="utf-8")
    done = run("read", "-", "--dictionary", str(wrong), stdin=b"Turkey pelted Greece.")
    assert done.returncode == 3
    assert done.stderr.decode() == "tocsin: wrong.verbs.txt:3: the pattern has no code; the form is - WORDS * WORDS [CODE]\n"
