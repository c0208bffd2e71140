"""Every export is read back by a program that is not ours: pyarrow, the csv and json modules, and the lists of columns.

The store is coded once from samples/news.jsonl and from texts with odd characters.
"""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

HOUSE = Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN_BIN", str(HOUSE / "build" / "bin" / "tocsin"))
COLUMNS = HOUSE.parent / "shared" / "reference" / "columns.md"

ODD = [
    {"id": "odd-1", "title": "=SUM(A1)", "date": "2024-03-05",
     "text": 'Iran\'s foreign minister condemned Israel on Monday. "We reject\tthis, \"all\" of it," Iran said. Å 漢字 😀.'},
    {"id": "odd-2", "title": "-1; +2, \"quoted\"\tand tabbed", "date": "2024-03-06",
     "text": "Armenia and Azerbaijan signed a peace treaty in Washington.\nRussia shelled Kharkiv, killing 12 people."},
    {"id": "odd-3", "title": "A baker", "date": "2024-03-07",
     "text": "Hans Brotmann, a German baker, was arrested by Turkish police in Ankara. Brotmann denied the charges."},
    {"id": "odd-4", "text": "France warned Mali that it would withdraw its troops."},
]


def run(*arguments, ok=True):
    done = subprocess.run([TOCSIN, *map(str, arguments)], capture_output=True, text=True)
    if ok:
        assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    odd = folder / "odd.jsonl"
    odd.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in ODD), encoding="utf-8")
    run("code", HOUSE / "samples" / "news.jsonl", odd, "--db", folder / "a.db")
    return folder / "a.db"


@pytest.fixture(scope="module")
def exported(store, tmp_path_factory):
    """Name of a format → what `tocsin export` made of the store."""
    folder, made = tmp_path_factory.mktemp("made"), {}

    def make(name, *filters):
        key = (name, *filters)
        if key not in made:
            target = folder / f"{len(made)}.{'folder' if name in ('csv', 'jsonl', 'parquet') else 'txt'}"
            run("export", name, "--db", store, *filters, "-o", target)
            made[key] = target
        return made[key]

    return make


def rows_of(file, delimiter, quoting=csv.QUOTE_MINIMAL):
    with open(file, encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened, delimiter=delimiter, quoting=quoting))


def flat(store, table="events", *filters):
    done = run(table, "--db", store, "--format", "json", *filters)
    return [json.loads(line) for line in done.stdout.splitlines()]


def listed_columns(heading, separator):
    """The columns under a heading of columns.md, in order."""
    if not COLUMNS.exists():
        pytest.skip("the list of columns is not on this machine")
    text = COLUMNS.read_text(encoding="utf-8")
    body = text[text.index(heading):].split("\n", 2)[1]
    return [name.strip() for name in re.split(separator, body) if name.strip()]


def pairs_of(event):
    """Sources and targets that formats of one pair a row have of an event."""
    actors, recipients = event["actors"], event["recipients"]
    if event["reciprocal"] and len(actors) + len(recipients) > 1:
        count = len(actors) + len(recipients)
        return count * (count - 1)
    return max(1, len(actors)) * max(1, len(recipients))


# --- formats of one table ---


@pytest.mark.parametrize(
    "name, heading, separator, delimiter, count",
    [("polecat", "### POLECAT TSV", ",", "\t", 40), ("icews", "### ICEWS public", ",", "\t", 20), ("phoenix", "### Phoenix TSV", ",", ",", 26)],
)
def test_columns_are_those_of_the_list_and_every_row_has_them(exported, name, heading, separator, delimiter, count):
    rows = rows_of(exported(name), delimiter)
    assert {len(row) for row in rows} == {count}
    wanted = listed_columns(heading, separator)
    wanted = [re.sub(r"\(count_version\)|/Name|\..*$", "", column).strip() for column in wanted][:count]
    assert rows[0] == wanted


def test_polecat_has_one_row_an_event_with_the_same_ids_and_types(store, exported):
    with open(exported("polecat"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    events = flat(store)
    assert [(row["Event ID"], row["Event Type"], row["Event Date"]) for row in rows] == [
        (event["key"], event["type"], event["day"] or "None") for event in events]
    assert all(value != "" for row in rows for value in row.values())
    quads = {"VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4}
    assert [quads[row["Quad Code"]] for row in rows] == [event["quad"] for event in events]


@pytest.mark.parametrize("name, delimiter, header", [("icews", "\t", 1), ("phoenix", ",", 1), ("gdelt", "\t", 0)])
def test_pair_formats_have_a_row_for_each_pair_and_ids_that_a_double_holds(store, exported, name, delimiter, header):
    quoting = csv.QUOTE_NONE if name == "gdelt" else csv.QUOTE_MINIMAL
    rows = rows_of(exported(name), delimiter, quoting)[header:]
    assert len(rows) == sum(pairs_of(event) for event in flat(store))
    ids = [int(row[0].split("_")[0]) for row in rows]
    assert len(set(ids)) == len(ids) and max(ids) < 2**53


def test_gdelt_events_and_mentions_fit_together(exported):
    file = exported("gdelt")
    events = rows_of(file, "\t", csv.QUOTE_NONE)
    mentions = rows_of(file.with_suffix(".mentions.txt"), "\t", csv.QUOTE_NONE)
    assert {len(row) for row in events} == {61} and {len(row) for row in mentions} == {16}
    assert {row[0] for row in mentions} == {row[0] for row in events}
    count = {row[0]: int(row[31]) for row in events}
    for number, wanted in count.items():
        assert sum(row[0] == number for row in mentions) == wanted
    for row in events:
        assert row[28] == row[26][:2] and row[29] in "1234"
        assert not row[1] or re.fullmatch(r"\d{8}", row[1])


def test_plover_has_what_the_codebook_requires(store, exported):
    lines = [json.loads(line) for line in exported("plover").read_text(encoding="utf-8").splitlines()]
    events = flat(store)
    assert [line["id"] for line in lines] == [event["key"] for event in events]
    for line, event in zip(lines, events):
        assert line["event"] == [event["type"]] and line["quad_code"] == event["quad"]
        assert len(line["actor"]) == len(event["actors"]) and len(line["recipient"]) == len(event["recipients"])
        assert {"id", "date", "actor", "recipient", "event", "mode", "context", "text_info", "cite_info", "coder"} <= line.keys()


def test_acled_and_ucdp_like_files_have_their_columns_and_only_events_of_theirs(store, exported):
    acled = rows_of(exported("acled-like"), ",")
    assert {len(row) for row in acled} == {31} and acled[0][:3] == ["event_id_cnty", "event_date", "year"]
    ucdp = rows_of(exported("ucdp-like"), ",")
    assert {len(row) for row in ucdp} == {49} and ucdp[0][0] == "id" and ucdp[0][-2:] == ["gwnoa", "gwnob"]
    by_key = {event["key"]: event for event in flat(store)}
    relid, best = ucdp[0].index("relid"), ucdp[0].index("best")
    assert len(ucdp) > 1 and all(by_key[row[relid]]["type"] == "ASSAULT" and int(row[best]) >= 1 for row in ucdp[1:])


# --- flat tables ---


def test_the_three_table_formats_hold_the_same_rows(exported):
    folders = {name: exported(name) for name in ("csv", "jsonl", "parquet")}
    for table in ("documents", "entities", "statements", "events", "ledger", "times", "places"):
        lines = [json.loads(line) for line in (folders["jsonl"] / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]
        columns = parquet.read_table(folders["parquet"] / f"{table}.parquet").to_pylist()
        assert columns == lines, table
        rows = rows_of(folders["csv"] / f"{table}.csv", ",")
        assert len(rows) == len(lines) + 1 and {len(row) for row in rows} == {len(rows[0])}, table
        assert len(lines) > 0, table


def test_arrow_is_loaded_by_an_export_to_parquet_alone():
    binary = Path(TOCSIN)
    loaded = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout
    assert "libarrow" not in loaded and "libparquet" not in loaded
    assert (binary.parent.parent / "lib" / "tocsin_parquet.so").is_file()


def test_parquet_has_types(exported):
    schema = parquet.read_schema(exported("parquet") / "events.parquet")
    assert str(schema.field("quad").type) == "int64" and str(schema.field("score").type) == "double"
    assert str(schema.field("reciprocal").type) == "bool" and str(schema.field("actor_codes").type).startswith("list<")
    assert str(schema.field("trigger").type) == "struct<start: int64, end: int64, text: string>"


def test_quotes_are_slices_of_the_text(exported):
    folder = exported("jsonl", "--persons", "--factuality", "all")
    texts = {}
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        texts[document["id"]] = document["text"]
    spans = 0
    for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for span in event["evidence"] + [event["trigger"]]:
            assert texts[event["document"]][span["start"]:span["end"]] == span["text"]
            spans += 1
    assert spans > 20


def test_odd_characters_come_back_and_formulas_are_neutral_in_csv_alone(exported):
    titles = {row["external_id"]: row["title"] for row in parquet.read_table(exported("parquet", "--persons") / "documents.parquet").to_pylist()}
    assert titles["odd-1"] == "=SUM(A1)"
    with open(exported("csv", "--persons") / "documents.csv", encoding="utf-8", newline="") as file:
        rows = {row["external_id"]: row for row in csv.DictReader(file)}
    assert rows["odd-1"]["title"] == "'=SUM(A1)"
    assert rows["odd-2"]["title"].startswith("'-1; +2")
    assert "漢字 😀" in rows["odd-1"]["text"] and "\n" in rows["odd-2"]["text"]
    for name, delimiter in (("polecat", "\t"), ("icews", "\t")):
        assert all("\n" not in field and "\t" not in field for row in rows_of(exported(name), delimiter) for field in row)


def test_no_cell_of_a_spreadsheet_file_is_a_formula(exported):
    files = [exported("acled-like"), exported("ucdp-like"), *sorted(exported("csv").iterdir())]
    number = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?$")
    for file in files:
        for row in rows_of(file, ","):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t")) or number.match(cell), (file.name, cell)


# --- annotations ---


def test_annotations_are_a_collection_whose_selectors_find_the_quote(store, exported):
    page = json.loads(exported("annotations", "--persons").read_text(encoding="utf-8"))
    items = page["first"]["items"]
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationCollection"
    assert page["total"] == len(items) == sum(len(flat(store, table)) for table in ("events", "statements", "ledger"))
    texts = {f"urn:tocsin:document:{each['id']}": each["text"] for each in flat(store, "documents", "--persons")}
    texts |= {each["url"]: each["text"] for each in flat(store, "documents", "--persons") if each["url"]}
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation" and item["target"]
        for target in item["target"]:
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            text = texts[target["source"]]
            assert text[position["start"]:position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


# --- private persons ---


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "phoenix", "gdelt", "acled-like", "annotations", "csv", "jsonl"])
def test_private_persons_are_roles_unless_asked_for(exported, name):
    def content(*filters):
        made = exported(name, *filters)
        return "".join(file.read_text(encoding="utf-8") for file in (sorted(made.iterdir()) if made.is_dir() else [made]))

    assert "brotmann" not in content().lower()
    assert len(content("--persons")) > 0


def test_with_persons_the_name_is_there(exported):
    assert "Hans Brotmann" in (exported("jsonl", "--persons") / "entities.jsonl").read_text(encoding="utf-8")


# --- queries ---


def test_filters_find_what_they_say(store):
    everything = flat(store)
    for event in flat(store, "events", "--actor", "IRN"):
        assert any(code.startswith("IRN") for code in event["actor_codes"] + (event["recipient_codes"] if event["reciprocal"] else []))
    assert 0 < len(flat(store, "events", "--actor", "IRN")) < len(everything)
    assert {event["quad"] for event in flat(store, "events", "--quad", "4")} == {4}
    assert {event["factuality"] for event in everything} <= {"happened", "ongoing", "planned", "historical"}
    found = flat(store, "events", "--search", '"peace treaty"')
    assert found and all("peace treaty" in event["quote"] or event["title"].startswith("-1") for event in found)


def test_an_event_that_two_papers_tell_is_found_once_or_by_its_origins(tmp_path):
    texts = [("Russia shelled Kharkiv on Monday, killing 12 people. Firefighters worked through the night to put out a blaze at a market, "
              "and schools in the district stayed closed.", "One"),
             ("Russia shelled Kharkiv on Monday and killed 12 people. The mayor asked residents to give blood and thanked doctors who had "
              "come from other towns to help the wounded.", "Two"),
             ("Iran condemned Israel on Monday.", "Three")]
    papers = tmp_path / "papers.jsonl"
    papers.write_text("".join(json.dumps({"id": name, "source": name, "date": "2024-03-05", "text": text}) + "\n" for text, name in texts))
    run("code", papers, "--db", tmp_path / "a.db")
    shelling = [event for event in flat(tmp_path / "a.db", "events", "--type", "ASSAULT") if event["independent_origins"] == 2]
    assert len({event["document"] for event in shelling}) == 2 and len({event["merged"] for event in shelling}) == 1
    assert {event["documents"] for event in shelling} == {2}
    wide = flat(tmp_path / "a.db", "events", "--min-origins", "2")
    assert [event["key"] for event in wide] == [event["key"] for event in shelling]
    once = flat(tmp_path / "a.db", "events", "--min-origins", "2", "--once")
    assert len(once) == 1 and once[0]["key"] == shelling[0]["key"]
    assert [event["type"] for event in flat(tmp_path / "a.db", "events", "--actor", "IRN", "--once")] == ["ACCUSE"]


@pytest.mark.parametrize(
    "arguments, message",
    [(["events", "--actor", "Armenia"], '--actor: "Armenia" is not known; is ARM meant?'),
     (["events", "--type", "REQUESTS"], '--type: "REQUESTS" is not known; is REQUEST meant?'),
     (["events", "--since", "yesterday"], '--since: "yesterday" is no day; the form 2025-05-22 is wanted'),
     (["events", "--factuality", "happend"], '--factuality: "happend" is not known; is happened meant?'),
     (["events", "--quad", "5"], '--quad: "5" is no quad class'),
     (["events", "--since", "2025-02-01", "--until", "2025-01-01"], "--until: 2025-01-01 is before --since 2025-02-01"),
     (["events", "--format", "parquet"], "parquet: is no text for standard output; a file can be named with -o"),
     (["export", "polcat"], '"polcat" is no export format; is polecat meant?'),
     (["export", "csv"], "csv: is one file a table; a folder can be named with -o")],
)
def test_a_slip_is_told_with_what_would_do(store, arguments, message):
    done = run(*arguments, "--db", store, ok=False)
    assert done.returncode == 1 and done.stderr.startswith("tocsin: " + message), done.stderr
    assert done.stdout == ""


def test_a_store_that_is_not_there_is_told(tmp_path):
    done = run("events", "--db", tmp_path / "none.db", ok=False)
    assert done.returncode == 3 and "none.db" in done.stderr


def test_a_page_fits_its_width(store):
    done = subprocess.run([TOCSIN, "events", "--db", str(store)], capture_output=True, text=True, env={**os.environ, "COLUMNS": "72"})
    lines = done.stdout.splitlines()
    assert lines[0].split()[:2] == ["day", "event"] and max(map(len, lines)) <= 72


# --- coding and export in one ---


def test_code_with_an_output_gives_what_an_export_of_the_store_gives(store, exported, tmp_path):
    odd = store.parent / "odd.jsonl"
    inputs = (HOUSE / "samples" / "news.jsonl", odd)
    run("code", *inputs, "-o", tmp_path / "events.parquet")
    assert parquet.read_table(tmp_path / "events.parquet").to_pylist() == flat(store)
    run("code", *inputs, "--export", "polecat", "-o", tmp_path / "x.tsv")
    assert (tmp_path / "x.tsv").read_bytes() == exported("polecat").read_bytes()
    run("code", *inputs, "-o", tmp_path / "tables")
    for file in sorted(exported("csv").iterdir()):
        assert (tmp_path / "tables" / file.name).read_bytes() == file.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["events.parquet", "tables", "x.tsv"]


def test_an_output_whose_format_nobody_knows_is_told_before_coding(tmp_path):
    done = run("code", tmp_path / "none.txt", "-o", tmp_path / "x.xlsx", ok=False)
    assert done.returncode == 1 and "its extension says no format" in done.stderr


# --- the guide ---


def test_the_python_of_the_guide_runs(exported, tmp_path):
    (tmp_path / "folder").symlink_to(exported("parquet"))
    (tmp_path / "events.tsv").symlink_to(exported("polecat"))
    snippets = re.findall(r"```python\n(.*?)```", (HOUSE / "docs" / "exports.md").read_text(encoding="utf-8"), re.S)
    assert len(snippets) == 2
    for snippet in snippets:
        done = subprocess.run([sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout.strip(), done.stderr
