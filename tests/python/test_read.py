"""`tocsin read` from outside: the binary, its answers, its messages, its exit codes.

Needs a built binary (build/bin/tocsin, or TOCSIN_BIN) and, but for --text-only, a model (models/, or TOCSIN_MODEL); skips with a
message where they are absent.
"""
import json
import os
import pathlib
import subprocess

import pytest

import quotes

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("TOCSIN_BIN") or ROOT / "build" / "bin" / "tocsin")
MODEL = pathlib.Path(os.environ.get("TOCSIN_MODEL") or ROOT / "models" / "en_core_web_md")
SHARED = ROOT.parent / "shared"

pytestmark = pytest.mark.skipif(not BINARY.exists(), reason=f"no binary at {BINARY}; make build")
needs_model = pytest.mark.skipif(not MODEL.exists(), reason=f"no model at {MODEL}; make build")

NEWS = [
    {"id": "a", "title": "Ministers meet", "date": "2024-03-05",
     "text": "The foreign minister of France met her German counterpart in Paris on Tuesday. “We agreed on everything,” she said."},
    {"id": "b", "date": "2024-03-06", "text": "Troops shelled a village near the border on Wednesday, killing three civilians."},
    {"id": "c", "text": "“No,” said the president of Šiauliai’s council — 🏳 — on Monday."},
    {"id": "d", "text": ""},
]


def run(*args, stdin=b"", timeout=120):
    return subprocess.run([str(BINARY), *args], input=stdin, capture_output=True, timeout=timeout, check=False)


def read_json(*args, **kwargs):
    done = run("read", "--format", "json", *args, **kwargs)
    return done, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def as_lines(docs):
    return "".join(json.dumps(doc, ensure_ascii=False) + "\n" for doc in docs).encode("utf-8")


@needs_model
def test_the_seed_report_is_read_with_exact_quotes():
    if not (SHARED / "seed" / "article.txt").exists():
        pytest.skip("no seed report beside the project")
    done, answers = read_json(str(SHARED / "seed" / "article.txt"), "--date", "2025-05-22")
    assert done.returncode == 0, done.stderr
    (answer,) = answers
    assert quotes.faults(answer) == []
    assert answer["document"]["title"] == "Rubio Warns of Risk for Renewed Armenia-Azerbaijan Conflict"
    assert answer["document"]["published"] == "2025-05-22"
    assert answer["document"]["published_from"] == "option"
    assert answer["statements"] and answer["events"] and answer["entities"]


@needs_model
def test_json_lines_come_out_in_order_with_their_ids():
    done, answers = read_json("-", stdin=as_lines(NEWS))
    assert done.returncode == 0, done.stderr
    assert [a["document"]["external_id"] for a in answers] == ["a", "b", "c", "d"]
    assert [quotes.faults(a) for a in answers] == [[], [], [], []]
    assert answers[0]["document"]["text"].startswith("Ministers meet\n\nThe foreign minister")


@needs_model
def test_any_number_of_threads_gives_the_same_bytes():
    lines = as_lines([dict(doc, id=f"{doc['id']}{i}") for i in range(12) for doc in NEWS])
    outputs = {run("read", "-", "--format", "json", "--threads", str(n), stdin=lines).stdout for n in (1, 2, 5)}
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 48


@needs_model
def test_a_damaged_line_is_named_and_the_rest_is_read():
    done, answers = read_json("-", stdin=b'{"id": 1, "text": "They met."}\nnot json\n{"id": 3, "text": "They left."}\n')
    assert done.returncode == 2
    assert [a["document"]["external_id"] for a in answers] == ["1", "3"]
    assert done.stderr.decode().startswith("tocsin: standard input:2: not JSON")


@needs_model
def test_text_and_json_agree_on_what_was_found(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_bytes(as_lines(NEWS[:1]))
    _, (answer,) = read_json(str(file))
    shown = run("read", str(file)).stdout.decode("utf-8")
    assert "Ministers meet" in shown
    for event in answer["events"]:
        assert event["type"] in shown
    for statement in answer["statements"]:
        assert statement["content"][0]["text"].split("\n")[0] in shown


@needs_model
def test_explanations_come_only_when_asked_for():
    _, (plain,) = read_json("-", stdin=as_lines(NEWS[1:2]))
    _, (explained,) = read_json("-", "--explain", stdin=as_lines(NEWS[1:2]))
    assert all("why" not in event for event in plain["events"])
    assert all("why" in event for event in explained["events"])


@needs_model
def test_nothing_from_the_net_commands_the_terminal():
    hostile = [{"id": "\x1b[31mx", "title": "A title \x1b]0;owned\x07", "publisher": "\x1b[2J", "text": "They \x1b[1mmet\u202e on Monday."}]
    for colour in ("never", "always"):
        out = run("read", "-", "--color", colour, stdin=as_lines(hostile)).stdout.decode("utf-8")
        assert "\x1b]" not in out and "\x1b[31mx" not in out and "\x07" not in out and "\u202e" not in out and "\x1b[2J" not in out
        assert ("\x1b" in out) == (colour == "always")


def test_a_page_is_read_as_its_article(tmp_path):
    page = tmp_path / "page.html"
    text = "The foreign minister told the council on Friday that talks would be held again in June, in the capital."
    page.write_text(f'<html><head><meta property="article:published_time" content="2024-03-05"><title>Talks resume</title></head><body><nav>Home</nav>'
                    f'<p>{text}</p><p hidden>Hidden war text that nobody sees on the page, ever and ever.</p></body></html>')
    done = run("read", str(page), "--text-only")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["document"]["text"] == "Talks resume\n\n" + text
    assert answer["document"]["published"] == "2024-03-05"
    assert answer["document"]["published_from"] == "metadata"
    assert answer["notes"] == [{"what": "dropped hidden text of 1 elements", "span": None}]


def test_an_input_that_cannot_be_read_leaves_the_others(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("They met on Friday.")
    done = run("read", "--text-only", "/no/such/file", str(good))
    assert done.returncode == 2
    assert json.loads(done.stdout)["document"]["text"] == "They met on Friday."
    assert done.stderr.decode() == "tocsin: /no/such/file: cannot be opened: No such file or directory\n"


@pytest.mark.parametrize("args", [("read",), ("read", "-", "--format", "xml"), ("read", "-", "--date", "2025-02-30"), ("read", "-", "--threads", "0"),
                                  ("reed", "-"), ()])
def test_wrong_usage_is_one_line_and_exit_1(args):
    done = run(*args)
    assert done.returncode == 1
    assert done.stdout == b""
    message = done.stderr.decode()
    assert message.startswith("tocsin: ") and message.count("\n") == 1


def test_a_missing_model_is_exit_3():
    done = run("read", "-", "--model", "/no/such/model", stdin=b"They met.")
    assert done.returncode == 3
    assert "/no/such/model" in done.stderr.decode()


def test_version_and_help():
    assert run("--version").stdout.decode().startswith("tocsin 0.")
    shown = run("read", "--help").stdout.decode()
    for option in ("--date", "--format", "--threads", "--explain", "--model"):
        assert option in shown


@needs_model
def test_relate_answers_each_row_in_order():
    rows = "uid\tsentence\tsource\ttarget\n1\tFrance condemned Iran on Monday.\tFrance\tIran\n2\tThe weather was fine.\tFrance\tIran\n"
    done = run("relate", "-", stdin=rows.encode())
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0, done.stderr
    assert lines[0] == ["uid", "type", "mode", "cameo", "root", "quad", "factuality", "confidence", "trigger"]
    assert [line[0] for line in lines[1:]] == ["1", "2"]
    assert lines[1][1] == "ACCUSE" and lines[1][5] == "3" and lines[1][8] == "condemned"
    assert lines[2][1] and 0 <= float(lines[2][7]) <= 1


@needs_model
def test_resolve_knows_an_office_on_its_day():
    rows = "uid\ttext\tdate\na\tFrance\t2024-03-05\nb\tno such person\t\nc\tFrance\t2024-02-31\n"
    done = run("resolve", "-", stdin=rows.encode())
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert lines[0] == ["uid", "name", "country", "sectors"]
    assert lines[1] == ["a", "France", "FRA", ""]
    assert lines[2][0] == "b" and lines[2][2] == ""
    assert len(lines) == 3 and done.returncode == 2
    assert done.stderr.decode() == 'tocsin: standard input:4: "2024-02-31" is no day; 2025-05-22, or nothing, is wanted\n'


@needs_model
def test_a_table_without_its_columns_is_refused():
    done = run("relate", "-", stdin=b"uid\tsentence\n1\tx\n")
    assert done.returncode == 2
    assert 'no column "source" in the header' in done.stderr.decode()


def hostile_files():
    folder = SHARED / "robust" / "generated"
    return sorted(folder.iterdir()) if folder.exists() else [pytest.param(None, marks=pytest.mark.skip(reason=f"nothing at {folder}"))]


@pytest.mark.parametrize("file", hostile_files(), ids=lambda f: f.name if f else "none")
def test_a_hostile_file_is_read_or_refused(file):
    done = run("read", "--text-only", str(file), timeout=60)
    assert done.returncode in (0, 2), done.stderr[-300:]
    assert (done.returncode == 2) == any(b"were left out" not in line for line in done.stderr.splitlines())
    for line in done.stdout.decode("utf-8").splitlines():
        assert json.loads(line)["document"]["id"]
    assert b"\x1b" not in done.stderr


# What each hostile file must give (reference/faults.md): Articles, errors, and words that a text, a note or a message holds.
OUTCOMES = {
    "bomb-256MiB-zeros.gz": (0, 2, "compression bomb"),
    "bomb-256MiB-nested2.gz.gz": (0, 1, "gzip data"),
    "gzip-truncated.gz": (1, 1, "cut off at byte 271"),
    "gzip-bad-crc.gz": (1, 1, "Bad CRC member."),
    "gzip-trailing-garbage.gz": (1, 1, "hello"),
    "gzip-10000-empty-members.gz": (1, 0, ""),
    "zstd-window-2GiB.zst": (1, 1, "too much memory"),
    "xml-billion-laughs.rss": (0, 1, "entit"),
    "xml-quadratic-blowup.rss": (0, 1, "declares entities"),
    "xml-xxe-file.rss": (0, 1, "declares entities"),
    "xml-param-entity.rss": (0, 1, "declares entities"),
    "xml-xxe-http.rss": (0, 0, ""),
    "xml-deep-100k.rss": (0, 1, "depth"),
    "rss-10k-items-same-guid.xml.gz": (1, 0, "Iran attacked Israel."),
    "rss-100k-items-distinct.xml.gz": (1000, 0, "is not believed"),
    "html-deep-div-200k.html": (1, 0, "Iran rejected the offer."),
    "html-unclosed-comment.html": (1, 0, "Before."),
    "html-script-news.html": (1, 0, "dropped hidden text"),
    "html-conflicting-charset.html": (1, 0, "Президент заявил"),
    "json-line-64MB.jsonl.gz": (0, 2, "longer than"),
    "json-deep-100k.jsonl": (1, 1, "ok line after deep line"),
    "text-homoglyph.txt": (1, 0, "Russia attacked Ukraine."),
    "text-zero-width.txt": (1, 0, "Russia attacked Ukraine."),
    "text-utf16-no-bom.txt": (1, 0, "Iran said on Monday"),
    "text-nul-bytes.txt": (1, 0, "Iran said on Monday it would not negotiate."),
    "text-mojibake.txt": (1, 0, "Iran’s minister said “we will not yield”."),
    "warc-good.warc": (1, 0, "Hello."),
    **{f"warc-{kind}.warc": (1, 1, "Hello.") for kind in (
        "length-huge", "length-negative", "length-short", "length-missing", "dup-length", "truncated", "header-1MB", "bad-version",
        "chunk-lie", "inner-gzip-bomb")},
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_hostile_file_gives_what_it_must(name):
    file = SHARED / "robust" / "generated" / name
    if not file.exists():
        pytest.skip(f"nothing at {file}")
    articles, errors, words = OUTCOMES[name]
    done = run("read", "--text-only", str(file), timeout=60)
    told = [line for line in done.stderr.decode("utf-8").splitlines() if "were left out" not in line]
    assert (len(done.stdout.splitlines()), len(told)) == (articles, errors), done.stderr
    assert words in done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def test_other_test_collections_never_break_the_reader():
    files = [str(f) for kind in ("feedparser-tests/tests", "warcio-data", "jwarc-data", "jsontestsuite", "blns")
             for f in sorted((SHARED / "robust" / kind).rglob("*")) if f.is_file()]
    if not files:
        pytest.skip(f"nothing at {SHARED / 'robust'}")
    for begin in range(0, len(files), 500):
        done = run("read", "--text-only", *files[begin:begin + 500], timeout=300)
        assert done.returncode in (0, 2), done.stderr[-300:]
        for line in done.stdout.decode("utf-8").splitlines():
            assert json.loads(line)["document"]["id"]


@needs_model
def test_hostile_files_are_coded_with_exact_spans():
    files = [f for f in hostile_files() if isinstance(f, pathlib.Path) and f.suffix in (".txt", ".html", ".jsonl")]
    if not files:
        pytest.skip("no hostile files beside the project")
    done, answers = read_json(*map(str, files), timeout=300)
    assert done.returncode in (0, 2), done.stderr[-300:]
    assert len(answers) >= len(files) - 1
    assert [fault for a in answers for fault in quotes.faults(a)] == []
