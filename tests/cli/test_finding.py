"""`documents` and `search`: nothing of a case is out of sight, whatever its language."""

import json
import os
import pty
import subprocess
import sys

import pytest

GERMAN = (
    "12. Mai 2021\n\nNeun Soldaten verletzt\n\nMindestens neun Soldaten wurden am Dienstag verletzt, als ihr Konvoi nahe der"
    " Grenze bei Tessalit beschossen wurde, sagte ein Sprecher der Armee.\n"
)
ARABIC = (
    "إصابة تسعة جنود\n\nأصيب تسعة جنود على الأقل يوم الثلاثاء عندما تعرض موكبهم لإطلاق نار قرب المعبر الشمالي، بحسب ما"
    " قاله مسؤول محلي.\u200f\n"
)
CHINESE = "车队遇袭\n\n一名当地官员说，周二一支车队在北部过境点附近遭到枪击，至少九名士兵受伤。\n"
ENGLISH = (
    "March 4, 2021\n\nArmy retakes bridge at Tessalit\n\nRebels shelled the bridge at Tessalit on Tuesday, killing 12"
    " people, Colonel Issa Keita said. The army has since retaken the bridge.\n\n"
    "Der Oberst sagte, die Rebellen hätten die Brücke beschossen und dabei zwölf Menschen getötet, darunter Kinder.\n"
)


def run(*words):
    return subprocess.run([sys.executable, "-m", "dateline", *map(str, words)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    pages = tmp_path_factory.mktemp("finding") / "pages"
    pages.mkdir()
    for name, text in (("de", GERMAN), ("ar", ARABIC), ("zh", CHINESE), ("en", ENGLISH)):
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    folder = pages.parent / "case"
    for words in (("init", folder), ("add", folder, pages), ("build", folder)):
        done = run(*words)
        assert done.returncode == 0
    assert (
        "3 documents not in English: ar 1, de 1, zh 1: kept, searchable, not read; see: dateline documents"
        in done.stderr
    )
    return folder


def test_documents_lists_them_all_with_what_is_wrong(case):
    done = run("documents", case, "--json")
    rows = {row["path"]: row for row in json.loads(done.stdout)}
    assert set(rows) == {"ar.txt", "de.txt", "en.txt", "zh.txt"}
    assert "4 of 4 documents; none left out" in done.stderr
    assert [rows[f"{code}.txt"]["language"] for code in ("ar", "de", "en", "zh")] == ["ar", "de", "en", "zh"]
    assert rows["de.txt"]["unread"] == "German: only English is read"
    assert [rows[name]["reports"] for name in ("ar.txt", "de.txt", "zh.txt")] == [0, 0, 0]
    assert rows["en.txt"]["reports"] > 0
    assert rows["en.txt"]["warnings"] == ["passages not read: de"]
    assert any(line.startswith("undated: ") for line in rows["ar.txt"]["warnings"])


def test_filters_say_what_they_left_out(case):
    done = run("documents", case, "--language", "de")
    assert done.stdout.count("\n") == 2
    assert "1 of 4 documents; left out: in another language (3)" in done.stderr
    assert run("documents", case, "--not-read").stdout.count("\n") == 4
    assert "en.txt" not in run("documents", case, "--undated").stdout
    wrong = run("documents", case, "--language", "german")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean de (German)?" in wrong.stderr


def test_search_finds_passages_in_every_language(case):
    for words, path in (
        ("konvoi", "de.txt"),
        ("士兵", "zh.txt"),
        ("موكبهم", "ar.txt"),
        ('"retaken the bridge"', "en.txt"),
    ):
        done = run("search", case, words, "--json")
        (hit,) = json.loads(done.stdout)
        assert hit["document"]["path"] == path
        assert hit["end"] - hit["start"] == len(hit["quote"])
        assert "1 of 1 document found" in done.stderr
    assert "zwölf Menschen" in run("search", case, "zwölf").stdout


def test_search_narrows_by_option_and_by_word(case):
    assert run("search", case, "tessalit").stdout.count("\n") == 3
    assert run("search", case, "tessalit", "--language", "en").stdout.count("\n") == 2
    assert run("search", case, "language:de", "tessalit").stdout.count("\n") == 2
    assert "1 of 2 documents" in run("search", case, "tessalit", "--limit", "1").stderr


@pytest.mark.parametrize("words", ('"', "NEAR(", "a AND", "*", "x:y", "'; DROP TABLE documents"))
def test_no_query_is_an_error(case, words):
    assert run("search", case, words).returncode == 0


def test_status_counts_what_is_not_read(case):
    assert "3 documents not in English: ar 1, de 1, zh 1" in run("status", case).stdout
    assert json.loads(run("status", case, "--json").stdout)["other_languages"] == {"ar": 1, "de": 1, "zh": 1}


def test_right_to_left_cells_are_set_apart_on_a_terminal_and_bare_in_a_pipe(case):
    master, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "dateline", "search", str(case), "موكبهم"],
        stdout=terminal, stderr=subprocess.DEVNULL, check=True, env={**os.environ, "COLUMNS": "400"},
    )  # fmt: skip
    os.close(terminal)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "\u2068إصابة تسعة جنود\u2069" in shown
    piped = run("search", case, "موكبهم").stdout
    assert "إصابة" in piped
    assert not set("\u2068\u200f\ufffd") & set(piped)


def test_what_is_excluded_is_not_found(case):
    for words, found in (((), 0), (("--undo",), 1)):
        assert run("exclude", case, "zh.txt", "--why", "a copy", *words).returncode == 0
        assert run("build", case).returncode == 0
        assert len(json.loads(run("search", case, "士兵", "--json").stdout)) == found
        assert run("verify", case).returncode == 0
