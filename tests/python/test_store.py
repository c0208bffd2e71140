"""What the command does with a store: what it tells, how it ends, and what a killed or stopped run leaves."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN_BIN", str(HOUSE / "build" / "bin" / "tocsin"))
SAMPLES = HOUSE / "samples" / "news.jsonl"


def tocsin(*arguments, **options):
    return subprocess.run([TOCSIN, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)


def coded(store: Path, *inputs) -> subprocess.CompletedProcess:
    return tocsin("code", *inputs, "--db", store)


def counts(told: str) -> dict[str, int]:
    """The numbers of the summary line."""
    found = re.search(r"(\d+) read = (\d+) stored \+ (\d+) duplicate \+ (\d+) quarantined \((\d+) were there already\)", told)
    assert found, told
    return dict(zip(("read", "stored", "duplicate", "quarantined", "there"), map(int, found.groups())))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    file = tmp_path_factory.mktemp("store") / "samples.db"
    assert coded(file, SAMPLES).returncode == 0
    return file


def test_what_is_read_is_stored_duplicate_or_quarantined_and_said_so(tmp_path):
    lines = [{"id": "1", "text": "Kenya's president met Uganda's president in Nairobi on Monday."},
             {"id": "2", "text": "Kenya's president met Uganda's president in Nairobi on Monday."},
             {"id": "3", "text": ""}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "news.jsonl").write_text(text + "{broken\n" + json.dumps(lines[0]) + "\n")
    told = coded(tmp_path / "a.db", tmp_path / "news.jsonl")
    assert told.returncode == 2
    assert counts(told.stdout) == {"read": 5, "stored": 1, "duplicate": 2, "quarantined": 2, "there": 1}
    assert "news.jsonl:4" in told.stderr
    rows = [json.loads(line) for line in tocsin("dump", "--db", tmp_path / "a.db").stdout.splitlines()]
    offsets = {row["byte_offset"] for row in rows if row["table"] == "documents" and row["status"] == "quarantined"}
    assert offsets == {len(text), sum(len(json.dumps(line)) + 1 for line in lines[:2])}


def test_a_second_run_adds_nothing(store):
    before = tocsin("dump", "--sorted", "--db", store).stdout
    again = coded(store, SAMPLES)
    assert again.returncode == 0
    assert counts(again.stdout)["there"] == counts(again.stdout)["read"] > 20
    assert tocsin("dump", "--sorted", "--db", store).stdout == before


def test_threads_and_the_order_of_the_input_leave_no_trace(store, tmp_path):
    lines = SAMPLES.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / SAMPLES.name).write_text("".join(reversed(lines)), encoding="utf-8")
    told = tocsin("code", tmp_path / SAMPLES.name, "--db", tmp_path / "b.db", "--threads", "3")
    assert told.returncode == 0
    assert tocsin("dump", "--db", tmp_path / "b.db").stdout == tocsin("dump", "--db", store).stdout


def test_the_dump_holds_the_records_that_read_prints(store):
    read = [json.loads(line) for line in tocsin("read", SAMPLES, "--format", "json").stdout.splitlines()]
    wanted = sorted((table, doc["document"]["id"], json.dumps(record)) for doc in read
                    for table in ("entities", "statements", "events", "ledger", "times", "places", "notes") for record in doc[table])
    dumped = []
    for line in tocsin("dump", "--db", store).stdout.splitlines():
        row = json.loads(line)
        if row["table"] in ("entities", "statements", "events", "ledger", "times", "places", "notes"):
            added = [row.pop(name, None) for name in ("table", "document", "key", "day")]
            dumped.append((added[0], added[1], json.dumps(row)))
    assert sorted(dumped) == wanted
    assert len(wanted) > 200


def test_a_correction_supersedes_and_a_withdrawal_is_kept(tmp_path):
    news = tmp_path / "news.jsonl"
    for text in ("Mali said it will talk.", "Mali said it will not talk."):
        news.write_text(json.dumps({"id": "1", "text": text, "date": "2024-03-05"}) + "\n")
        assert coded(tmp_path / "a.db", news).returncode == 0
    documents = [row for row in map(json.loads, tocsin("dump", "--db", tmp_path / "a.db").stdout.splitlines()) if row["table"] == "documents"]
    first, second = sorted(documents, key=lambda row: row["version"])
    assert (first["superseded_by"], second["supersedes"]) == (second["id"], first["id"])
    assert tocsin("withdraw", second["id"], "--reason", "retracted", "--db", tmp_path / "a.db").returncode == 0
    assert "1 withdrawn" in tocsin("check", "--db", tmp_path / "a.db").stdout
    assert tocsin("withdraw", "0" * 16, "--db", tmp_path / "a.db").returncode == 2


def test_what_is_erased_is_gone_and_stays_gone(tmp_path):
    assert coded(tmp_path / "a.db", SAMPLES).returncode == 0
    document = json.loads(tocsin("dump", "--db", tmp_path / "a.db").stdout.splitlines()[0])
    assert tocsin("erase", document["id"], "--db", tmp_path / "a.db").returncode == 0
    assert document["text"][-60:].encode() not in (tmp_path / "a.db").read_bytes()
    assert coded(tmp_path / "a.db", SAMPLES).returncode == 0
    checked = tocsin("check", "--db", tmp_path / "a.db")
    assert checked.returncode == 0 and "1 erased" in checked.stdout


def other_tables(folder: Path) -> Path:
    """The tables without half of the rows of assaults: an older state of them."""
    shutil.copytree(HOUSE / "data", folder)
    table = folder / "predicates_material.tsv"
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    assaults = [row for row in rows if "\tASSAULT\t" in row]
    table.write_text("".join(row for row in rows if row not in assaults[::2]), encoding="utf-8")
    return folder


def rows_of(store: Path, without=()) -> list[str]:
    lines = tocsin("dump", "--sorted", "--db", store).stdout.splitlines()
    return [line for line in lines if json.loads(line)["table"] not in without]


def test_recoding_gives_what_coding_anew_gives_keeps_what_was_and_says_what_differs(store, tmp_path):
    old = tmp_path / "old.db"
    assert tocsin("code", SAMPLES, "--db", old, "--data", other_tables(tmp_path / "data")).returncode == 0
    before = rows_of(old)
    dry = tocsin("recode", "--dry-run", "--db", old)
    assert (dry.returncode, rows_of(old)) == (0, before)
    told = tocsin("recode", "--db", old)
    assert told.returncode == 0
    assert re.search(r"^events +ASSAULT +\d+ +[1-9]\d* +\d+$", told.stdout, re.M), told.stdout
    assert told.stdout.splitlines()[1:-1] == dry.stdout.splitlines()[1:]
    assert rows_of(old, without=["records_before"]) == rows_of(store)
    history = [json.loads(line) for line in rows_of(old) if json.loads(line)["table"] == "records_before"]
    assert history and all((row["record"] is None) == (row["change"] == "new") for row in history)
    assert tocsin("check", "--db", old).returncode == 0
    again = tocsin("recode", "--db", old)
    assert again.stdout.startswith("0 documents read again")
    assert again.stdout.splitlines()[1:] == told.stdout.splitlines()[1:]


def test_recoding_that_is_killed_goes_on_where_it_was(store, tmp_path):
    old, data = tmp_path / "old.db", other_tables(tmp_path / "data")
    corpus = many(tmp_path, 400)
    for file, tables in ((old, data), (tmp_path / "new.db", HOUSE / "data")):
        assert tocsin("code", corpus, "--db", file, "--data", tables).returncode == 0
    for seconds in (0.3, 0.6, 0.9, 1.2):
        run = subprocess.Popen([TOCSIN, "recode", "--db", str(old)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        run.kill()
        run.wait()
        assert tocsin("check", "--db", old).returncode == 0
    assert tocsin("recode", "--db", old).returncode == 0
    assert rows_of(old, without=["records_before"]) == rows_of(tmp_path / "new.db")


def test_a_store_without_texts_is_the_smaller_one_and_is_not_recoded(tmp_path):
    """Articles: beside what is coded they hold as much that is not."""
    rest = " The road climbs past orchards and a mill, and the valley lies green below. In spring the river is high, in autumn it is low."
    lines = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    articles = [{**line, "text": line["text"] + 5 * rest} for line in lines]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in articles), encoding="utf-8")
    large, small = tmp_path / "large.db", tmp_path / "small.db"
    assert coded(large, tmp_path / "news.jsonl").returncode == 0
    assert tocsin("code", tmp_path / "news.jsonl", "--db", small, "--no-text").returncode == 0
    assert small.stat().st_size < large.stat().st_size
    assert tocsin("check", "--db", small).returncode == 0
    assert "their texts are not kept" in tocsin("recode", "--db", small).stdout


@pytest.mark.parametrize("options", [[], ["--no-text"]])
def test_a_person_who_is_erased_is_in_no_byte_of_the_file_and_the_documents_stay(options, tmp_path):
    texts = ["Jane Quillfeather, a baker, told Reuters on Monday that Kenya had attacked Uganda. Quillfeather saw the soldiers.",
             "Kenya's president met Uganda's president in Nairobi on Monday. JANE QUILLFEATHER was there.",
             "Uganda's army shelled a village in Kenya on Tuesday, killing two people."]
    lines = [{"id": str(i), "title": "Jane Quillfeather speaks" if i == 0 else "", "date": "2024-03-05", "text": text} for i, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    file = tmp_path / "a.db"
    assert tocsin("code", tmp_path / "news.jsonl", "--db", file, *options).returncode == 0
    before = [json.loads(line) for line in rows_of(file)]
    assert any(row["table"] == "entities" and row["name"] == "Jane Quillfeather" for row in before)
    told = tocsin("erase", "--person", "Jane Quillfeather", "--db", file)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("2 documents and")
    for part in tmp_path.glob("a.db*"):
        assert b"quillf" not in part.read_bytes().lower(), part
    assert tocsin("check", "--db", file).returncode == 0
    after = [json.loads(line) for line in rows_of(file)]
    kept = ("statements", "events", "ledger", "times", "places")
    assert [row.get("key") for row in after if row["table"] in kept] == [row.get("key") for row in before if row["table"] in kept]
    again = tocsin("code", tmp_path / "news.jsonl", "--db", file, *options)
    assert counts(again.stdout)["there"] == 3


def test_erasing_nothing_is_wrong_usage(store):
    told = tocsin("erase", "--db", store)
    assert (told.returncode, told.stderr) == (1, "tocsin: erase: nothing is named; ids of documents are wanted, or --person NAME\n")


def test_a_copy_is_equal_to_its_store(store, tmp_path):
    assert tocsin("backup", store, tmp_path / "copy.db").returncode == 0
    assert tocsin("dump", "--db", tmp_path / "copy.db").stdout == tocsin("dump", "--db", store).stdout
    assert tocsin("backup", store, tmp_path / "copy.db").returncode == 1


def test_the_store_is_the_one_named_in_the_environment(store):
    told = tocsin("check", env={**os.environ, "TOCSIN_DB": str(store)})
    assert told.returncode == 0 and str(store) in told.stdout


@pytest.mark.parametrize("verb", ["dump", "check", "erase", "withdraw"])
def test_a_store_that_is_not_there_is_said_to_be_missing_and_not_made(verb, tmp_path):
    told = tocsin(verb, *(["0" * 16] if verb in ("erase", "withdraw") else []), "--db", tmp_path / "none.db")
    assert told.returncode == 3
    assert "none.db: is not there" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_refused(tmp_path):
    (tmp_path / "text.db").write_text("no database, and longer than the header of one would be " * 20)
    told = coded(tmp_path / "text.db", SAMPLES)
    assert told.returncode == 3
    assert "text.db: is not a database" in told.stderr


def test_a_damaged_page_is_said_with_what_would_help(store, tmp_path):
    raw = bytearray(store.read_bytes())
    raw[8 * 4096:9 * 4096] = b"\x5a" * 4096
    (tmp_path / "bad.db").write_bytes(raw)
    told = tocsin("check", "--db", tmp_path / "bad.db")
    assert told.returncode == 3
    assert "tocsin backup" in told.stderr


def many(folder: Path, count: int) -> Path:
    """Samples under other ids and with another last sentence, so that each is a document of its own."""
    lines = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    with open(folder / "many.jsonl", "w", encoding="utf-8") as out:
        for i in range(count):
            line = lines[i % len(lines)]
            out.write(json.dumps({**line, "id": f"m{i}", "url": None, "text": f"{line['text']} It was report {i}."}) + "\n")
    return folder / "many.jsonl"


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_said_and_going_on_after_room_is_made_ends_in_the_same_store(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True).returncode != 0:
        pytest.skip("this machine does not let us mount")
    try:
        news = many(tmp_path, 400)
        full = coded(disk / "a.db", news)
        assert full.returncode == 3
        assert "a.db: the disk is full; what was acknowledged is safe" in full.stderr
        assert tocsin("check", "--db", disk / "a.db").returncode == 0
        subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
        assert counts(coded(disk / "a.db", news).stdout)["read"] == 400
        assert coded(tmp_path / "b.db", news).returncode == 0
        assert tocsin("dump", "--db", disk / "a.db").stdout == tocsin("dump", "--db", tmp_path / "b.db").stdout
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        refused = coded(disk / "a.db", news)
        assert refused.returncode == 3
        assert "Read-only file system" in refused.stderr
        assert tocsin("check", "--db", disk / "a.db").returncode == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_stopped_run_finishes_its_batch_and_says_how_to_go_on(tmp_path):
    news, out = many(tmp_path, 3000), tmp_path / "out"
    with open(out, "w") as file:
        run = subprocess.Popen([TOCSIN, "code", news, "--db", tmp_path / "a.db", "--acknowledge"], stdout=file, stderr=subprocess.PIPE, text=True)
    while run.poll() is None and not out.read_text():
        time.sleep(0.02)
    second_writer = coded(tmp_path / "a.db", SAMPLES)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=120)
    assert second_writer.returncode == 3
    assert f"another tocsin (process {run.pid}) is writing to it" in second_writer.stderr
    assert run.returncode == 130
    assert "run the same command again to go on" in told
    acknowledged = re.findall(r"^[0-9a-f]{16}$", out.read_text(), flags=re.M)
    assert counts(out.read_text())["read"] == len(acknowledged) < 3000
    checked = tocsin("check", "--db", tmp_path / "a.db")
    assert checked.returncode == 0 and f" {len(acknowledged)} documents" in checked.stdout


def test_what_comes_slowly_is_acknowledged_without_waiting_for_more(tmp_path):
    run = subprocess.Popen([TOCSIN, "code", "-", "--db", tmp_path / "a.db", "--acknowledge", "--threads", "2"],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    # The reader looks a block ahead: the rest of a block stays with it until the input ends.
    run.stdin.write("".join(json.dumps({"id": str(i), "text": f"Mali met Chad {i} times. " + "Rain fell. " * 400}) + "\n" for i in range(100)))
    run.stdin.flush()
    begun = time.monotonic()
    assert re.fullmatch(r"[0-9a-f]{16}\n", run.stdout.readline())
    assert time.monotonic() - begun < 60
    run.stdin.close()
    assert counts(run.stdout.read())["read"] == 100
    assert run.wait(timeout=60) == 0


def test_ten_kills_lose_nothing_and_double_nothing():
    soak = subprocess.run([sys.executable, HOUSE / "tools" / "soak.py", SAMPLES, "--kills", "10", "--documents", "40"],
                          capture_output=True, text=True, timeout=600, cwd=HOUSE, env={**os.environ, "TOCSIN_BIN": TOCSIN})
    assert soak.returncode == 0, soak.stderr
    assert "10 kills" in soak.stdout
