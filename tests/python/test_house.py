"""The house: set-up, lists, layout and samples are what the project's own pages say they are."""

import datetime
import fnmatch
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import zipfile

import pytest

HOUSE = pathlib.Path(__file__).resolve().parents[2]
TOOLS = HOUSE / "tools"


def script(name: str):
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tracked(*patterns: str) -> list[pathlib.Path]:
    """Files of the project: those that git knows; where there is no git, all but what was built or fetched."""
    try:
        found = subprocess.run(["git", "ls-files", "--", *patterns], cwd=HOUSE, capture_output=True, text=True)
        names = found.stdout.splitlines() if found.returncode == 0 else None
    except FileNotFoundError:
        names = None
    if names is not None:
        return [HOUSE / name for name in names if (HOUSE / name).is_file()]
    tops = [top for top in HOUSE.iterdir() if not top.name.startswith((".", "build")) and top.name not in ("models", "node_modules")]
    files = [file for top in tops for file in ([top] if top.is_file() else top.rglob("*"))]
    return [file for file in files if file.is_file() and any(fnmatch.fnmatch(str(file.relative_to(HOUSE)), p) for p in patterns)]


def listed(name: str) -> list[list[str]]:
    """The rows of a list of tools/, without its comments."""
    lines = (TOOLS / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


# --- includes ---


def test_includes_point_up_the_list_of_folders():
    assert list(script("check_includes").faults(HOUSE)) == []


@pytest.mark.parametrize("file, line, complaint", [
    ("src/base/a.h", '#include "doc/document.h"', "base may not include doc/document.h"),
    ("src/nlp/a.cc", '#  include "coding/events.h"', "nlp may not include coding/events.h"),
    ("src/coding/a.cc", '#include "nlp/pipeline.h"', "coding may not include nlp/pipeline.h"),
    ("src/coding/a.cc", '#include "../nlp/pipeline.h"', "goes around the list"),
    ("include/tocsin/a.h", '#include "coding/events.h"', "api may not include coding/events.h"),
    ("src/novel/a.cc", "int x;", "folder novel is not in the list"),
])
def test_an_include_down_the_list_is_named_with_file_and_line(tmp_path, file, line, complaint):
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("#include <string>\n" + line + "\n")
    faults = list(script("check_includes").faults(tmp_path))
    assert len(faults) == 1 and complaint in faults[0] and faults[0].startswith(file + ":")


def test_what_the_list_allows_is_no_fault(tmp_path):
    (tmp_path / "src/coding").mkdir(parents=True)
    (tmp_path / "src/coding/a.cc").write_text('#include "coding/b.h"\n#include "world/world.h"\n#include <nlohmann/json.hpp>\n')
    (tmp_path / "src/engine.cc").write_text('#include "nlp/pipeline.h"\n#include "coding/b.h"\n')
    assert list(script("check_includes").faults(tmp_path)) == []


# --- the size of things, and names that belong into tables ---


def test_no_source_file_is_longer_than_800_lines():
    long = {str(f.relative_to(HOUSE)): n for f in tracked("*.cc", "*.h", "*.py", "*.ts", "*.tsx")
            if (n := f.read_text(encoding="utf-8").count("\n")) > 800}
    assert long == {}


def strings_in(code: str):
    """The string literals of C++ code, outside comments and includes."""
    code = re.sub(r"^\s*#\s*include.*$", "", code, flags=re.M)
    for literal in re.finditer(r'//[^\n]*|/\*.*?\*/|\'(?:[^\'\\\n]|\\.)\'|"((?:[^"\\\n]|\\.)*)"', code, flags=re.S):
        if literal[1] is not None:
            yield literal[1]


def names_of_the_world() -> set[str]:
    """Names of states, their capitals and people, and of those in office, as the tables have them."""
    names = set()
    for table, column in (("names.tsv", "text"), ("states.tsv", "name"), ("offices.tsv", "person")):
        lines = [line for line in (HOUSE / "data" / table).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        place = lines[0].split("\t").index(column)
        names |= {line.split("\t")[place] for line in lines[1:]}
    # Two letters ("US") are too common in code to mean a state.
    return {name for name in names if len(name) > 3 and name[0].isupper()}


def test_no_state_and_no_person_is_named_in_the_code():
    world = names_of_the_world()
    assert {"Norway", "Armenian", "Vladimir Putin"} <= world
    found = [(str(f.relative_to(HOUSE)), text) for f in tracked("src/*.cc", "src/*.h", "app/*.cc", "app/*.h", "include/*.h")
             for text in strings_in(f.read_text(encoding="utf-8")) if text in world]
    assert found == []


def test_strings_are_found_in_code_and_not_in_comments():
    code = '#include "a.h"\n// "Norway" is a row\nf("Norway", "a \\"b\\"");  // "Chad"\n/* "Mali" */ g("x//y");\n'
    assert list(strings_in(code)) == ["Norway", 'a \\"b\\"', "x//y"]


# --- lists of what is needed ---


def test_every_package_is_known_to_docs_and_notice():
    docs = (HOUSE / "docs" / "dependencies.md").read_text(encoding="utf-8")
    missing = [row[0] for row in listed("packages.txt") if f"`{row[0]}`" not in docs]
    assert missing == []


def test_every_library_that_the_build_looks_for_is_installed_by_set_up_and_named_in_notice():
    cmake = "\n".join(f.read_text(encoding="utf-8") for f in tracked("CMakeLists.txt", "*/CMakeLists.txt"))
    known = {"ICU": ("libicu-dev", "ICU"), "nlohmann_json": ("nlohmann-json3-dev", "nlohmann-json"), "fmt": ("libfmt-dev", "fmt"),
             "CLI11": ("libcli11-dev", "CLI11"), "libpcre2-8": ("libpcre2-dev", "PCRE2"), "simdjson": ("libsimdjson-dev", "simdjson"),
             "gumbo": ("libgumbo-dev", "gumbo"), "libxxhash": ("libxxhash-dev", "xxHash"), "sqlite3": ("libsqlite3-dev", "SQLite"), "GTest": ("libgtest-dev", "GoogleTest"),
             "msgpack": ("libmsgpack-cxx-dev", "msgpack"), "cld2": ("libcld2-dev", "CLD2"), "libxml-2.0": ("libxml2-dev", "libxml2"), "libzstd": ("libzstd-dev", "zstd"),
             "benchmark": ("libbenchmark-dev", "Google Benchmark"), "ZLIB": ("zlib1g-dev", "zlib"), "zlib": ("zlib1g-dev", "zlib"), "xgboost": ("libxgboost-dev", "XGBoost")}
    asked = set(re.findall(r"find_package\((\w+)", cmake)) | set(re.findall(r"find_library\(\w+ NAMES (\w+)", cmake))
    asked |= {m for found in re.findall(r"pkg_check_modules\(([^)]*)\)", cmake) for m in found.split()[1:] if m not in ("REQUIRED", "IMPORTED_TARGET")}
    asked -= {"PkgConfig", "Threads"}
    packages, notice = {row[0] for row in listed("packages.txt")}, (HOUSE / "NOTICE").read_text(encoding="utf-8")
    assert len(asked) >= 8
    for library in sorted(asked):
        assert library in known, f"{library}: say in this test which package and which line of NOTICE it is"
        package, line = known[library]
        assert package in packages, f"{library}: tools/packages.txt lacks {package}"
        assert line in notice, f"{library}: NOTICE lacks {line}"


def test_python_packages_have_exact_versions():
    rows = [row[0] for row in listed("requirements.txt")]
    assert {"spacy", "numpy", "pytest"} <= {row.split("==")[0] for row in rows}
    assert [row for row in rows if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", row)] == []


def test_models_have_a_checksum_and_a_line_in_notice():
    notice = (HOUSE / "NOTICE").read_text(encoding="utf-8")
    for folder, package, version, wheel, sha256, inside in listed("models.txt"):
        assert re.fullmatch(r"[0-9a-f]{64}", sha256)
        assert folder in notice and package in notice and version in wheel and inside


def test_the_gazetteers_wheels_have_a_checksum_and_a_line_in_notice():
    notice = (HOUSE / "NOTICE").read_text(encoding="utf-8")
    rows = listed("places.txt")
    assert len(rows) == 2
    for package, version, wheel, sha256 in rows:
        assert re.fullmatch(r"[0-9a-f]{64}", sha256)
        assert f"{package} {version}" in notice and version in wheel


# --- set-up, tried in a small project of its own ---


@pytest.fixture
def small_house(tmp_path):
    """A project with nothing but tools/ and an environment that pretends to be one."""
    shutil.copytree(TOOLS, tmp_path / "tools")
    return tmp_path


def run(house: pathlib.Path, *command: str, **environment: str) -> subprocess.CompletedProcess:
    env = {k: v for k, v in os.environ.items() if k not in ("TOCSIN_MODEL", "TOCSIN_GAZETTEER")} | environment
    return subprocess.run(command, cwd=house, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)


def stand_in(house: pathlib.Path, path: str, body: str) -> pathlib.Path:
    """A program of that name that does what `body` says."""
    file = house / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/bash\n" + body + "\n")
    file.chmod(0o755)
    return file


def wheel_of(folder: pathlib.Path, inside: str, name: str) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr(inside + "/config.cfg", "[nlp]\n")
        archive.writestr(inside + "/vocab/strings.json", "[]")
        archive.writestr("elsewhere/secret.txt", "no part of the model")
    return folder / name


def with_one_model(house: pathlib.Path, sha256: str) -> None:
    (house / "tools/models.txt").write_text(f"en_core_web_md pack 1.0 pack.whl {sha256} pack/_model\n")


def sha256_of(file: pathlib.Path) -> str:
    return subprocess.run(["sha256sum", file], capture_output=True, text=True, check=True).stdout.split()[0]


def test_without_root_the_missing_packages_are_named(small_house):
    stand_in(small_house, "bin/id", "echo 1000")
    stand_in(small_house, "bin/dpkg-query", 'for p in "$@"; do case $p in -*|*Package*|cmake|libfmt-dev) ;; *) echo "ii  $p";; esac; done')
    result = run(small_house, "tools/setup.sh", "system", PATH=f"{small_house}/bin:{os.environ['PATH']}")
    assert result.returncode == 1
    assert result.stderr == "tocsin: system packages missing: cmake libfmt-dev: as root: apt-get install cmake libfmt-dev\n"


def test_packages_that_are_there_cost_no_word_and_no_root(small_house):
    stand_in(small_house, "bin/id", "echo 1000")
    stand_in(small_house, "bin/dpkg-query", 'for p in "$@"; do case $p in -*|*Package*) ;; *) echo "ii  $p";; esac; done')
    result = run(small_house, "tools/setup.sh", "system", PATH=f"{small_house}/bin:{os.environ['PATH']}")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_package_removed_but_not_purged_is_missing(small_house):
    stand_in(small_house, "bin/id", "echo 1000")
    stand_in(small_house, "bin/dpkg-query", 'for p in "$@"; do case $p in -*|*Package*) ;; cmake) echo "rc  $p";; *) echo "ii  $p";; esac; done')
    result = run(small_house, "tools/setup.sh", "system", PATH=f"{small_house}/bin:{os.environ['PATH']}")
    assert result.returncode == 1 and "missing: cmake: as root" in result.stderr


def test_a_model_is_unpacked_once_and_whole(small_house):
    (small_house / ".venv/bin").mkdir(parents=True)
    (small_house / ".venv/bin/python").symlink_to(HOUSE / ".venv/bin/python" if (HOUSE / ".venv").exists() else shutil.which("python3"))
    wheel = wheel_of(small_house / "models/dl", "pack/_model", "pack.whl")
    with_one_model(small_house, sha256_of(wheel))
    first = run(small_house, "tools/setup.sh", "models")
    assert first.returncode == 0, first.stderr
    assert "en_core_web_md from pack 1.0" in first.stdout
    assert sorted(f.name for f in (small_house / "models/en_core_web_md").rglob("*") if f.is_file()) == ["config.cfg", "strings.json"]
    second = run(small_house, "tools/setup.sh", "models")
    assert (second.returncode, second.stdout) == (0, "")


def test_a_wheel_with_another_checksum_is_refused_and_the_small_model_used(small_house):
    stand_in(small_house, ".venv/bin/python", "mkdir -p models/dl; echo tampered >models/dl/pack.whl")
    with_one_model(small_house, "0" * 64)
    (small_house / "models/en_core_web_sm").mkdir(parents=True)
    (small_house / "models/en_core_web_sm/config.cfg").write_text("")
    result = run(small_house, "tools/setup.sh", "models")
    assert result.returncode == 0
    assert f"expected {'0' * 64}: it was removed" in result.stderr
    assert not (small_house / "models/dl/pack.whl").exists()
    assert "going on without en_core_web_md" in result.stdout
    assert "models/en_core_web_sm is used" in result.stdout


def test_a_wheel_that_cannot_be_had_leaves_the_model_that_TOCSIN_MODEL_names(small_house):
    stand_in(small_house, ".venv/bin/python", "exit 1")
    with_one_model(small_house, "0" * 64)
    own = small_house / "own"
    own.mkdir()
    (own / "config.cfg").write_text("")
    result = run(small_house, "tools/setup.sh", "models", TOCSIN_MODEL=str(own))
    assert result.returncode == 0
    assert f"{own} is used" in result.stdout


def test_places_that_cannot_be_had_are_said_to_be_missing_and_end_nothing(small_house):
    stand_in(small_house, ".venv/bin/python", "exit 1")
    result = run(small_house, "tools/setup.sh", "places")
    assert result.returncode == 0
    assert "going on without: only states, capitals and regions are known" in result.stdout
    assert not (small_house / "models/gazetteer.bin").exists()


def test_no_model_at_all_ends_set_up_with_what_would_help(small_house):
    stand_in(small_house, ".venv/bin/python", "exit 1")
    with_one_model(small_house, "0" * 64)
    result = run(small_house, "tools/setup.sh", "models")
    assert result.returncode == 1
    assert "let TOCSIN_MODEL name a spaCy v3 pipeline folder" in result.stderr


def test_TOCSIN_MODEL_without_a_pipeline_in_it_is_an_error_and_not_passed_over(small_house):
    (small_house / "models/en_core_web_sm").mkdir(parents=True)
    (small_house / "models/en_core_web_sm/config.cfg").write_text("")
    result = run(small_house, "tools/model.sh", TOCSIN_MODEL=str(small_house / "nothing"))
    assert result.returncode == 1 and "has no config.cfg" in result.stderr


def test_a_wheel_that_points_out_of_its_folder_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bad.whl", "w") as archive:
        archive.writestr("pack/_model/config.cfg", "")
        archive.writestr("pack/_model/../../../escaped.txt", "")
    with pytest.raises(SystemExit, match="points out of its folder"):
        script("unpack_model").unpack(tmp_path / "bad.whl", "pack/_model", tmp_path / "model")
    assert not (tmp_path / "model").exists()


# --- samples ---


def sample_items() -> list[dict]:
    return [json.loads(line) for line in (HOUSE / "samples/news.jsonl").read_text(encoding="utf-8").splitlines()]


def test_samples_are_twenty_to_forty_dated_items_that_name_where_they_can_be_checked():
    items = sample_items()
    assert 20 <= len(items) <= 40
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        datetime.date.fromisoformat(item["date"])
        assert item["title"].strip() and item["check"].strip() and item["source"].strip(), item["id"]
        assert "://" not in item["check"], item["id"]
        assert 40 <= len(item["text"].split()) <= 200, item["id"]


def test_sample_pages_say_when_and_where_to_check():
    pages = sorted((HOUSE / "samples").glob("*.html"))
    assert 3 <= len(pages) <= 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "The facts can be checked in:" in text and re.search(r"20\d\d-\d\d-\d\d", text), page.name


# --- the summary of the demo ---


def reading(**fields) -> dict:
    return {"entities": [], "statements": [], "events": [], "ledger": []} | fields


def test_the_summary_counts_over_all_reports():
    documents = [
        reading(entities=[{"id": "N1", "code": "USAGOV"}, {"id": "N2", "code": None}],
                events=[{"type": "CONSULT", "actors": ["N1", "N2"], "factuality": "happened"},
                        {"type": "CONSULT", "actors": ["N1"], "factuality": "planned"}],
                statements=[{"form": "direct"}]),
        reading(entities=[{"id": "N1", "code": "IRN"}], ledger=[{"kind": "claim", "status": "contested"}],
                events=[{"type": "ACCUSE", "actors": ["N1"], "factuality": "happened"}]),
    ]
    lines = [" ".join(line.split()) for line in script("summary").summary(documents).splitlines()]
    assert lines[0] == "2 reports read"
    assert "1 statements direct 1" in lines
    assert "3 events CONSULT 2, ACCUSE 1" in lines
    assert "1 contested entries that another side disputes" in lines
    assert "1 not happened planned 1" in lines
    assert "2 actors USAGOV 2, IRN 1" in lines


def test_the_summary_of_nothing_invents_nothing():
    assert "0 events" in " ".join(script("summary").summary([]).split())


# --- the tests themselves ---


def test_no_two_claims_have_the_same_name():
    build = HOUSE / "build"
    if not (build / "CTestTestfile.cmake").is_file():
        pytest.skip("no build/: make test builds it first")
    shown = subprocess.run(["ctest", "--test-dir", build, "-N"], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"Test +#\d+: (.*)", shown)
    assert len(names) > 50
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_links_of_the_pages_lead_to_files_that_are_there():
    broken = [(page.name, link) for page in tracked("*.md") for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
              if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


def test_the_readme_names_the_two_commands_that_the_makefile_has():
    makefile, readme = (HOUSE / "Makefile").read_text(encoding="utf-8"), (HOUSE / "README.md").read_text(encoding="utf-8")
    for command in ("demo", "test"):
        assert f"\nmake {command}\n" in readme and re.search(rf"^{command}:", makefile, flags=re.M)
