"""Scorers judged by answers whose score is known: the gold itself scores 1, nothing scores 0, and a fault is seen."""
import importlib

import pytest

import common
import oracle
import quotes

# set → (module, argument of load, metrics that the gold itself must fulfil)
SETS = {
    "plv": ("plv", (), ["root macro-F1", "quad macro-F1", "end to end"]),
    "reading": ("reading", (), ["statements F1", "events F1", "ledger F1"]),
    "actors": ("actors", (), ["country and sectors"]),
    "polnear": ("polnear", ("dev",), ["attribution F1", "content F1", "content tokens F1"]),
    "petrarch": ("petrarch", (), ["events F1"]),
    "cameo": ("cameo", (), ["quad macro-F1", "spans F1"]),
    "timeml": ("timeml", (), ["value F1", "span F1 relaxed", "span F1 strict"]),
}


def items_of(name):
    module, arguments, _ = SETS[name]
    scorer = importlib.import_module(module)
    try:
        return scorer, scorer.load(*arguments)
    except common.Missing as why:
        pytest.skip(str(why))


@pytest.mark.parametrize("name", SETS)
def test_the_gold_itself_scores_one(name):
    scorer, items = items_of(name)
    perfect = getattr(oracle, SETS[name][0])
    scores = scorer.measure([(item, perfect(item)) for item in items])
    for metric in SETS[name][2]:
        assert scores[metric] == pytest.approx(1.0, abs=0.02), metric


@pytest.mark.parametrize("name", SETS)
def test_an_empty_answer_scores_nothing_and_does_not_crash(name):
    scorer, items = items_of(name)
    pairs = [(item, {}) for item in items]
    scores = scorer.measure(pairs)
    for metric in SETS[name][2]:
        assert (scores[metric] or 0) == 0, metric
    assert list(scorer.errors([p for p in pairs if not p[0].blind]))


def test_a_span_off_by_one_and_a_dangling_id_are_faults():
    answer = oracle.Answer("Ankara spoke.")
    answer.entity(spans=[(0, 6)], code="TUR")
    answer.add("statements", speakers=["N1"], content=[answer.span(7, 12)])
    assert quotes.faults(answer.json) == []
    answer.json["statements"][0]["content"][0]["start"] = 8
    answer.json["statements"][0]["speakers"] = ["N7"]
    assert len(quotes.faults(answer.json)) == 2


def test_the_seed_read_as_expected_has_nothing_missing_and_nothing_false():
    import seed
    try:
        items = seed.load()
    except common.Missing as why:
        pytest.skip(str(why))
    for item in items:
        found = seed.compare(item, oracle.seed(item))
        for layer in ("statements", "events", "ledger", "actors"):
            assert found[layer]["missing"] == [] and found[layer]["false"] == [], layer


def test_a_false_assault_in_the_seed_is_banned():
    import seed
    try:
        item = seed.load()[0]
    except common.Missing as why:
        pytest.skip(str(why))
    answer = oracle.seed(item)
    answer["events"].append({"id": "E99", "type": "ASSAULT", "factuality": "happened", "actors": []})
    found = seed.compare(item, answer)
    assert any("no fighting" in f for f in found["actors"]["false"]) and len(found["events"]["false"]) == 1


def test_alignment_survives_a_title_joined_blanks_and_a_lost_mark():
    gold = "He  said:\n“No.”"
    doc = "Title\n\nHe said: “No.”"
    start = doc.index("No")
    span = common.Alignment(gold, doc).span((start, start + 2))
    assert gold[span[0]:span[1]] == "No"


def test_calibration_error_of_honest_and_of_boastful_confidence():
    honest = [(0.8, i % 5 != 0) for i in range(100)]
    assert common.ece(honest, bins=1) == pytest.approx(0.0)
    assert common.ece([(1.0, False)] * 10) == pytest.approx(1.0)


def test_probes_are_two_times_distinct_and_judged_without_crash():
    import probes
    items = probes.load()
    ours = [i for i in items if "row" not in i]
    assert len(ours) == 110 and len({i["text"] for i in ours}) == 110
    assert len({i.uid for i in items}) == len(items)
    assert probes.measure([(i, {}) for i in items])["ten variants of each"] == 0
    for item in items:
        answer = oracle.Answer(item["text"])
        answer.add("events", type="ASSAULT", actors=[answer.entity(names=["Russia"], code="RUS")], factuality="happened",
                   trigger=answer.span(0, 3))
        probes.breaches(item, answer.json)


def test_coreference_measures_on_an_example_worked_by_hand():
    import ecbplus
    gold = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    ours = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}
    assert ecbplus.muc(gold, ours) == (1, 3) and ecbplus.muc(ours, gold) == (1, 2)
    # recall (2/3 + 2/3 + 1/3 + 1/2 + 1/2) of 5 mentions
    assert ecbplus.b_cubed(gold, ours) == (pytest.approx(8 / 3), 5)
    # {a,b,c} with {a,b}: 4/5; {d,e} with {e}: 2/3 (with {c,d}: 1/2)
    assert ecbplus.ceaf(gold, ours) == pytest.approx(2 * (4 / 5 + 2 / 3) / 5)
    assert ecbplus.conll(gold, gold) == pytest.approx(1.0)


def test_a_subtype_needs_the_events_type_its_sectors_and_the_words():
    import case
    mapping, answer = case.Mapping(), oracle.Answer("Soldiers and rebels were there on Monday.")
    sides = [answer.entity(code="XZAMIL"), answer.entity(code="XZAREB")]
    item = common.Item(uid=2, text=answer.text, gold="ARMED_CLASH")
    assert mapping.subtype(item, answer.json) == "OTHER"
    answer.add("events", type="ASSAULT", modes=[], actors=sides[:1], recipients=sides[1:], factuality="denied")
    assert mapping.subtype(item, answer.json) == "OTHER"
    answer.json["events"][0]["factuality"] = "happened"
    assert mapping.subtype(item, answer.json) == "ARMED_CLASH"
    answer.json["entities"][1]["sectors"] = ["CVL"]
    assert mapping.subtype(item, answer.json) == "ATTACK"


def test_a_sentence_is_right_only_with_all_its_triples_and_no_other():
    import petrarch
    try:
        items = [i for i in petrarch.load() if len(i["gold"]) > 1]
    except common.Missing as why:
        pytest.skip(str(why))
    answers = [oracle.petrarch(i) for i in items]
    assert petrarch.measure(list(zip(items, answers)))["sentences fully right"] == 1
    for answer in answers:
        answer["events"].pop()
    assert petrarch.measure(list(zip(items, answers)))["sentences fully right"] == 0
