"""Docs cannot rot: written pages are what the code says, the tutorial is run, the site builds, every link leads somewhere."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md"))
LOADED = (("src", "//*[@src]"), ("srcset", "//*[@srcset]"), ("data", "//object[@data]"), ("href", "//link[@href]"))


def run(*command):
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built_pages(docs_site):
    return {path: html.parse(path) for path in sorted(docs_site.rglob("*.html"))}


def test_written_pages_are_what_the_code_says():
    done = run("scripts.write_reference", "--check")
    assert done.returncode == 0, done.stderr


def test_the_tutorial_shows_what_its_commands_print():
    done = run("scripts.write_tutorial", "--check")
    assert done.returncode == 0, done.stderr


def test_every_page_is_built(docs_site):
    built = {path.relative_to(docs_site).with_suffix(".md") for path in docs_site.rglob("*.html")}
    assert {path.relative_to(DOCS) for path in PAGES} <= built


def test_the_site_loads_nothing_from_elsewhere(docs_site, built_pages):
    loads = [
        (path.name, value)
        for path, tree in built_pages.items()
        for name, where in LOADED
        for value in (element.get(name) for element in tree.xpath(where))
        if urlsplit(value).scheme not in ("", "data") or value.startswith("//")
    ]
    assert loads == []
    styles = [
        (path.name, *re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", path.read_text()))
        for path in docs_site.rglob("*.css")
    ]
    assert [found for found in styles if len(found) > 1] == []
    scripts = [
        (path.name, *re.findall(r"(?:fetch|import|open)\(\s*['\"]https?:", path.read_text()))
        for path in docs_site.rglob("*.js")
    ]
    assert [found for found in scripts if len(found) > 1] == []


def test_every_link_of_the_site_leads_somewhere(built_pages):
    anchors = {path: set(tree.xpath("//@id")) for path, tree in built_pages.items()}
    broken = []
    for path, tree in built_pages.items():
        for link in map(str, tree.xpath("//a/@href")):
            url = urlsplit(link)
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            if url.scheme:
                continue
            if not target.exists() or (url.fragment and target in anchors and url.fragment not in anchors[target]):
                broken.append((path.name, link))
    assert broken == []


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere_in_the_repository_too(page):
    links = [urlsplit(link) for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))]
    inside = [link.path for link in links if not link.scheme and link.path]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_command_named_in_the_docs_exists():
    from dateline.cli.main import app
    from scripts.reference.commands import every

    known = {name.split()[1] for name, _ in every("dateline", app)}
    for page in [ROOT / "README.md", *PAGES]:
        named = set(re.findall(r"(?:^|`|\$ )dateline ([a-z]+)", page.read_text(encoding="utf-8"), re.M))
        assert named <= known, f"{page.name}: {named - known}"


def test_a_field_or_key_without_words_is_refused():
    from scripts.reference.exports import described
    from scripts.reference.fields import UndocumentedError, fields

    class Silent(Struct):
        """A record whose field says nothing."""

        name: str

    with pytest.raises(UndocumentedError, match=r"Silent\.name"):
        fields(Silent)
    with pytest.raises(UndocumentedError, match=r"Silent\.name"):
        described(Silent, "silent")


def test_a_command_option_without_words_is_refused():
    from typing import Annotated

    import typer

    from scripts.reference.commands import describe
    from scripts.reference.fields import UndocumentedError

    def silent(loud: Annotated[bool, typer.Option("--loud")] = False) -> None:
        """A command whose option says nothing."""

    with pytest.raises(UndocumentedError, match="loud"):
        describe("dateline silent", silent)


def test_options_are_written_as_they_are_typed():
    from typing import Annotated

    import typer

    from dateline.cli.handing import Format
    from dateline.cli.options import Quiet
    from scripts.reference.commands import parameters

    def command(
        paths: Annotated[list[str], typer.Argument(metavar="PATH", help="The pages.")],
        why: Annotated[str, typer.Option(help="The reason.")],
        case: Annotated[str | None, typer.Argument(metavar="CASE", help="The case.")] = None,
        quiet: Quiet = False,
        format: Annotated[Format, typer.Option(help="The form.")] = Format.csv,
        at_most: Annotated[int | None, typer.Option(help="The limit.")] = None,
    ) -> None:
        """A command."""

    found = [(p.written, p.default, p.meaning) for p in parameters("c", command)]
    assert found == [
        ("PATH...", "", "The pages."),
        ("--why TEXT", "", "Must be given. The reason."),
        ("[CASE]", "", "The case."),
        ("--quiet, -q", "", "No progress on standard error."),
        ("--format jsonl|csv|acled|ucdp|plover|geojson|parquet|hxl|xlsx|dataset|wacz", "csv", "The form."),
        ("--at-most NUMBER", "", "The limit."),
    ]


def test_every_record_that_the_surface_hands_out_is_described():
    """From what the public functions return, along the types of fields and properties."""
    import dateline
    from scripts.reference.exports import structs
    from scripts.reference.fields import fields
    from scripts.reference.records import HEADINGS
    from scripts.reference.surface import methods

    described = {record.__name__ for record in HEADINGS}
    held = {inner.__name__ for record in HEADINGS for field in fields(record) for inner in structs(field.type)}
    assert held <= described
    functions = [getattr(dateline, name) for name in ("read", "extract", "link", "open")]
    functions += [method for _, method in methods(dateline.Case)]
    returned = {name for f in functions for name in re.findall(r"\b[A-Z]\w+", f.__annotations__["return"])}
    assert returned - {"Case", "Documents", "Events", "Hits", "None"} <= described


def test_every_set_with_a_floor_is_on_the_accuracy_page():
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    floors = tomllib.loads((ROOT / "bench" / "floors.toml").read_text(encoding="utf-8"))
    assert [name for name in floors if not name.startswith("speed-") and f"`{name}`" not in page] == []


def test_a_refreshed_tutorial_stays_cut_and_keeps_digests_that_differ(tmp_path, monkeypatch):
    from scripts.write_tutorial import refreshed

    monkeypatch.chdir(tmp_path)
    here, there = "0" * 64, "f" * 64
    page = (
        "```console\n$ printf 'a\\nb\\nc\\n'\nold\n...\n$ echo {0} {1}\n{2} {3}\n```\n```pycon\n>>> 1 + 1\n{4}\n```\n"
    )
    shown = page.format("x", there, "x", here, 3)
    assert refreshed(shown) == page.replace("old", "a").format("x", there, "x", here, 2)
    assert refreshed(shown.replace(f"x {here}", f"y {here}")) == page.replace("old", "a").format(
        "x", there, "x", there, 2
    )
    with pytest.raises(subprocess.CalledProcessError):
        refreshed("```console\n$ false\n```\n")
