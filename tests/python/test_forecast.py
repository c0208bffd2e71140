"""`tocsin backtest`, `train` and `forecast` as a user calls them, on invented outcomes and a small store."""

import csv
import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
TOCSIN = os.environ.get("TOCSIN_BIN", str(HOUSE / "build" / "bin" / "tocsin"))
CODES = [("125", "ARM"), ("126", "AZE"), ("92", "GEO"), ("133", "AFG"), ("50", "MLI"), ("79", "NGA"), ("120", "SOM"), ("105", "FRA")]


def run(*arguments):
    return subprocess.run([TOCSIN, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def made_up_months(months=168):
    """Rows of country-months in which some are often at war; the rule is arithmetic."""
    state = 12345
    for number, (code, _) in enumerate(CODES):
        is_at_war = False
        for month in range(months):
            state = (state * 1103515245 + 12345) % 2**31
            is_at_war = state / 2**31 < (0.85 if is_at_war else 0.02 + 0.03 * (number % 3))
            deaths = 1 + state % 40 if is_at_war else 0
            yield [code, 1990 + month // 12, month % 12 + 1, deaths, 0, 0, 1 if deaths else 0]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    file = tmp_path_factory.mktemp("outcomes") / "months.csv.gz"
    with gzip.open(file, "wt", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["country_id", "year", "month", "ged_best_sb", "ged_best_ns", "ged_best_os", "ged_count_sb"])
        writer.writerows(made_up_months())
    return file


def test_a_backtest_writes_every_model_on_the_same_rows(outcomes, tmp_path):
    result = run("backtest", "--outcomes", outcomes, "--target", "deaths1", "--horizons", "1,6", "--test", "2002-01..2003-12", "--draws", 40, "--out", tmp_path)
    assert result.returncode == 0, result.stderr
    with open(tmp_path / "predictions.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:8] == ["unit", "origin", "horizon", "target", "model", "p", "y", "onset"]
    keys = {}
    for row in rows:
        keys.setdefault((row["model"], row["horizon"]), set()).add((row["unit"], row["origin"], row["y"], row["onset"]))
        assert 0 <= float(row["p"]) <= 1
    models = {"tocsin", "logit", "trees", "base_rate", "last_value", "history60", "peace_months", "last12"}
    assert {model for model, _ in keys} == models
    for horizon, months in (("1", 23), ("6", 18)):
        same = [keys[model, horizon] for model in models]
        assert all(one == same[0] for one in same) and len(same[0]) == months * len(CODES)
    assert {row["unit"] for row in rows} == {iso3 for _, iso3 in CODES}
    assert "<svg" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "| tocsin |" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_scores_agree_with_the_predictions_they_are_made_from(outcomes, tmp_path):
    numpy = pytest.importorskip("numpy")
    assert run("backtest", "--outcomes", outcomes, "--target", "deaths25", "--horizons", "3", "--test", "2002-01..2003-12", "--draws", 40, "--out", tmp_path).returncode == 0
    with open(tmp_path / "predictions.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == "tocsin"]
    with open(tmp_path / "scores.csv", encoding="utf-8", newline="") as file:
        scores = next(row for row in csv.DictReader(file) if row["model"] == "tocsin" and row["subset"] == "all")
    p, y = numpy.array([float(r["p"]) for r in rows]), numpy.array([float(r["y"]) for r in rows])
    assert float(scores["brier"]) == pytest.approx(numpy.mean((p - y) ** 2), rel=1e-6)
    assert float(scores["log_loss"]) == pytest.approx(-numpy.mean(numpy.log(numpy.where(y > 0, p, 1 - p))), rel=1e-6)
    above = (p[y == 1][:, None] > p[y == 0][None, :]).mean() + (p[y == 1][:, None] == p[y == 0][None, :]).mean() / 2
    assert float(scores["roc"]) == pytest.approx(above, rel=1e-6)


def test_a_file_of_unknown_columns_is_refused_with_those_that_are_known(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("backtest", "--outcomes", file, "--target", "deaths1", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert result.stderr.startswith("tocsin: other.csv:1: columns of no kind of outcomes that is known")


def test_months_in_the_wrong_order_are_wrong_usage(outcomes, tmp_path):
    result = run("backtest", "--outcomes", outcomes, "--target", "deaths1", "--test", "2003-01..2002-01", "--out", tmp_path)
    assert result.returncode == 1
    assert result.stderr == 'tocsin: --test "2003-01..2002-01": two months in their order are wanted, as in 2008-01..2017-12\n'


def test_a_country_is_forecast_with_reasons_that_add_up(outcomes, tmp_path):
    log = tmp_path / "log.jsonl"
    result = run("forecast", "MLI", "--outcomes", outcomes, "--format", "json", "--log", log)
    assert result.returncode == 0, result.stderr
    forecasts = [json.loads(line) for line in result.stdout.splitlines()]
    assert [f["horizon"] for f in forecasts] == [1, 3, 6, 12]
    for forecast in forecasts:
        log_odds = forecast["base"] + sum(reason["weight"] for reason in forecast["reasons"])
        assert 1 / (1 + 2.718281828459045**-log_odds) == pytest.approx(forecast["probability"], abs=1e-4)
    assert log.read_text(encoding="utf-8") == result.stdout


def test_a_country_forecast_does_not_change_when_later_months_are_deleted(outcomes, tmp_path):
    cut = tmp_path / outcomes.name
    with gzip.open(outcomes, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    kept = [line for line in lines[1:] if int(line.split(",")[1]) < 2001]
    with gzip.open(cut, "wt", encoding="utf-8") as out:
        out.write("\n".join([lines[0], *kept]) + "\n")
    whole = run("forecast", "MLI", "--outcomes", outcomes, "--at", "2000-12", "--format", "json", "--log", "")
    part = run("forecast", "MLI", "--outcomes", cut, "--format", "json", "--log", "")
    assert whole.returncode == 0 and whole.stdout == part.stdout != ""


def test_the_log_keeps_what_was_issued_and_tells_what_changed(outcomes, tmp_path):
    log = tmp_path / "log.jsonl"
    assert run("forecast", "MLI", "--outcomes", outcomes, "--at", "2001-06", "--log", log).returncode == 0
    before = log.read_bytes()
    later = run("forecast", "MLI", "--outcomes", outcomes, "--log", log)
    assert "changed since the forecast of 2001-06" in later.stdout
    assert log.read_bytes().startswith(before) and len(log.read_bytes()) > len(before)


def test_an_unknown_state_is_named(outcomes):
    result = run("forecast", "XQZ", "--outcomes", outcomes)
    assert (result.returncode, result.stderr) == (1, "tocsin: XQZ: no state that data/states.tsv knows; ISO alpha-3 codes are wanted\n")


def test_a_trained_model_is_the_same_bytes_each_time(outcomes, tmp_path):
    files = [tmp_path / name for name in ("one.model", "two.model")]
    for file in files:
        assert run("train", "--outcomes", outcomes, "--target", "deaths1", "--horizons", "1", "-o", file).returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert run("forecast", "MLI", "--outcomes", outcomes, "--model", files[0], "--log", "").returncode == 0


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    file = folder / "watch.db"
    result = run("code", HOUSE / "samples" / "news.jsonl", "--db", file)
    if result.returncode != 0:
        pytest.skip("no model to code the samples with: " + result.stderr)
    return file


def test_two_states_that_no_paper_tells_of_have_no_probability(store):
    result = run("forecast", "NZL", "ISL", "--db", store, "--format", "json", "--log", "")
    assert result.returncode == 0, result.stderr
    for line in result.stdout.splitlines():
        forecast = json.loads(line)
        assert (forecast["status"], forecast["probability"], forecast["interval"]) == ("no_history", None, None)


def test_a_thin_store_gives_a_range_and_says_so(store):
    result = run("forecast", "RUS", "UKR", "--db", store, "--horizons", "1", "--log", "")
    assert result.returncode == 0, result.stderr
    assert "rests on 40 documents" in result.stdout
    assert "coverage: too little to be sure of" in result.stdout and "somewhere from" in result.stdout


def test_records_behind_a_reason_are_in_the_store(store):
    forecast = json.loads(run("forecast", "RUS", "UKR", "--db", store, "--horizons", "12", "--format", "json", "--log", "").stdout)
    records = {record for reason in forecast["reasons"] for record in reason["records"]}
    dump = run("dump", "--db", store).stdout
    assert records and all(record in dump for record in records)
