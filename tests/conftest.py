"""Fixtures shared by all tests: the parser and the tables load once a session; seeds and gold may be absent."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# CI gives the same verdict each time, however busy the machine is.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def nlp():
    from dateline.reading.parse import load_parser

    return load_parser(None)


@pytest.fixture(scope="session")
def tables():
    from dateline.tables.load import load

    return load()


@pytest.fixture(scope="session")
def seeds():
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the seed pages are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def gold():
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip(f"the development gold is not at {folder}")
    return folder


PAGES = {
    "one.txt": "March 4, 2021\n\nArmy retakes bridge at Tessalit\n\nMalian troops recaptured the bridge at Tessalit from"
    " militants on Tuesday, Colonel Issa Keita told Reuters. At least 12 militants were killed.\n",
    "two.html": "<html><head><title>Bridge falls | The Daily Post</title>"
    '<meta property="article:published_time" content="2021-03-05T08:00:00+00:00"></head><body><h1>Bridge falls</h1>'
    "<p>Militants denied that they had lost the bridge at Tessalit. Moussa Traore, a 31-year-old farmer, said he saw"
    " nine bodies.</p></body></html>",
    "three.txt": "Aid convoy planned\n\nThe UN plans to send a convoy to Tessalit next week, a spokesman said.\n",
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory, pages):
    """A case of three invented pages, built once."""
    import dateline

    case = dateline.open(tmp_path_factory.mktemp("cases") / "case")
    case.add(pages)
    case.build()
    return case


@pytest.fixture(scope="session")
def exercise_jsonl(built):
    import io

    out = io.BytesIO()
    built.export("jsonl", out)
    return out.getvalue().decode()


@pytest.fixture(scope="session")
def docs_site(tmp_path_factory):
    """The documentation as a site, built once; warnings are errors."""
    folder = tmp_path_factory.mktemp("docs")
    build = [
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "-d",
        str(folder / "cache"),
        "docs",
        str(folder / "site"),
    ]
    done = subprocess.run([sys.executable, "-m", *build], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "site"
