"""Versions of a page: the later one stands, all are kept, judgements and event ids go along, what changed is shown."""

import io

import pytest

import dateline
from dateline.engine.page_versions import VersionError
from dateline.engine.versions import later, pages, successors
from dateline.model.source import Capture
from tests.archive.archives import warc

FIRST = (
    "March 4, 2021\n\nArmy retakes bridge at Tessalit\n\nMalian troops recaptured the bridge at Tessalit from militants"
    " on Tuesday, Colonel Issa Keita told Reuters. At least 12 militants were killed.\n"
)
EDITED = FIRST.replace("At least 12 militants", "At least 15 militants")


def added(folder, name, text, case=None):
    (folder / name).write_text(text)
    case = case or dateline.open(folder / "case")
    case.report = case.add(folder / name)
    return case


def built(case):
    case.done = case.build(workers=0)
    return case


def jsonl(case):
    out = io.BytesIO()
    case.export("jsonl", out)
    return out.getvalue()


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    case = built(added(folder, "one.txt", FIRST))
    case.before = {event.id for event in case.events(status="all")}
    case.exclude_events = list(case.before)
    added(folder, "one.txt", EDITED, case)
    return built(case)


def test_an_edited_page_at_the_same_path_supersedes(edited):
    assert (edited.report.added, edited.report.superseded) == (1, 1)
    (document,) = edited.documents()
    assert "At least 15 militants" in document.text
    assert (edited.done.superseded, edited.status().superseded) == (1, 1)
    assert edited.status().unread == ()


def test_both_are_kept_and_can_be_verified(edited):
    assert {edited.vault.get(one.blob).decode() for one in edited.store.captures()} == {FIRST, EDITED}
    assert edited.verify().problems == ()


def test_what_changed_is_shown(edited):
    (page,) = edited.versions()
    assert [one.stands for one in page.versions] == [False, True]
    (change,) = edited.changes("one.txt")
    assert [line[0] for line in change.lines[3:]] == ["-", "+"]
    assert "At least 12" in change.lines[3] and "At least 15" in change.lines[4]
    (document,) = edited.documents()
    assert edited.changes(document.id) == edited.changes(document.capture) == (change,)


def test_events_keep_their_ids(edited):
    assert {event.id for event in edited.events(status="all")} == edited.before


def test_a_page_with_one_version_or_none_has_no_changes(tmp_path):
    case = added(tmp_path, "one.txt", FIRST)
    with pytest.raises(VersionError, match="only one version"):
        case.changes("one.txt")
    with pytest.raises(VersionError, match="no page has that path"):
        case.changes("two.txt")


def test_the_record_is_that_of_the_later_version_alone(tmp_path):
    both = tmp_path / "both"
    both.mkdir()
    case = built(added(both, "one.txt", EDITED, added(both, "one.txt", FIRST)))
    alone = tmp_path / "alone"
    alone.mkdir()
    assert jsonl(case) == jsonl(built(added(alone, "one.txt", EDITED)))


def test_a_later_version_that_cannot_be_read_leaves_the_earlier_one_standing(tmp_path):
    case = built(added(tmp_path, "one.html", f"<html><body><p>{FIRST}</p></body></html>"))
    built(added(tmp_path, "one.html", "<html><body><script>x</script></body></html>", case))
    (document,) = case.documents()
    assert "12 militants" in document.text
    assert len(case.done.failures) == 1 and case.done.superseded == 0


def test_an_exclusion_goes_along_and_one_of_the_later_version_brings_the_earlier_back(tmp_path):
    case = built(added(tmp_path, "one.txt", FIRST))
    case.exclude("one.txt", why="satire")
    built(added(tmp_path, "one.txt", EDITED, case))
    assert len(case.documents()) == 0
    case.exclude("one.txt", why="no satire", undo=True)
    (document,) = built(case).documents()
    case.exclude(document.id, why="a wall of consent")
    (document,) = built(case).documents()
    assert "At least 12" in document.text


def test_a_judgement_of_a_report_goes_along(tmp_path):
    case = built(added(tmp_path, "one.txt", FIRST))
    event = next(event for event in case.events(status="all") if event.type == "battle.capture")
    case.exclude(event.id, why="an old battle")
    case.build(workers=0)
    gone = {one.id for one in case.events(status="all")}
    built(added(tmp_path, "one.txt", EDITED, case))
    assert {one.id for one in case.events(status="all")} == gone and event.id not in gone


def test_pages_of_one_name_in_two_folders_are_two_pages(tmp_path):
    case = dateline.open(tmp_path / "case")
    for name, text in (("x", FIRST), ("y", EDITED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text(text)
        case.add(tmp_path / name)
    assert case.versions() == ()


def test_captures_of_one_address_follow_their_times_not_the_order_of_adding(tmp_path):
    url = "https://courier.example/a"
    old, new = (f"<p>Shells fell on Tessalit on 3 May {year}.</p>".encode() for year in (2019, 2020))
    case = dateline.open(tmp_path / "case")
    for name, pages_of in (
        ("new.warc.gz", [("https://x.example/", old)] * 5 + [(url, new)]),
        ("old.warc.gz", [(url, old)]),
    ):
        (tmp_path / name).write_bytes(warc(pages_of))
        case.add(tmp_path / name)
    (versions,) = [one for one in case.versions() if one.page == url]
    assert [one.path.partition("#")[0] for one in versions.versions] == ["old.warc.gz", "new.warc.gz"]


def capture(name, blob="b", at=None, run=1, **more):
    at = at and f"{at}-05-01T00:00:00+00:00"
    return Capture(
        id=name, blob=blob, path=name, size=1, captured_at=at, added=run, **{"url": "https://a.example/x"} | more
    )


CASES = {
    "the latest of three": ([capture("a", "1", "2020"), capture("b", "2", "2021"), capture("c", "3", "2022")], "c"),
    "the first of the same bytes": ([capture("a", "1", "2020"), capture("b", "1", "2021")], "a"),
    "the first of the last bytes": ([capture("a", "2", "2019"), capture("b", "1", "2020"), capture("c", "1", "2021")], "b"),
    "bytes that come back": ([capture("a", "1", "2019"), capture("b", "2", "2020"), capture("c", "1", "2021")], "c"),
    "two at one moment": ([capture("a", "1", "2020"), capture("b", "2", "2020")], "ab"),
    "the order of adding": ([capture("a", "1", run=2), capture("b", "2", run=1)], "a"),
    "no time, the same run": ([capture("a", "1"), capture("b", "2", "2020")], "ab"),
    "no time, an earlier run": ([capture("a", "1"), capture("b", "2", "2020", run=2)], "b"),
    "no time, a later run": ([capture("a", "1", run=2), capture("b", "2", "2020")], "ab"),
    "a fragment and the scheme": ([capture("a", "1", "2020", url="http://A.example/x#top"), capture("b", "2", "2021")], "b"),
    "another query": ([capture("a", "1", "2020", url="https://a.example/x?p=2"), capture("b", "2", "2021")], "ab"),
    "rows of a table": ([capture("a", "1", run=1, media="text/csv"), capture("b", "2", run=2, media="text/csv")], "ab"),
    "no address": ([capture("a", "1", run=1, url=None), capture("b", "2", run=2, url=None)], "ab"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_which_capture_stands(name):
    captures, standing = CASES[name]
    for order in (captures, captures[::-1]):
        found = successors(order)
        assert {one.id for one in captures} - set(found) == set(standing)
        assert set(found.values()) <= set(standing)


def test_later_captures_of_the_same_page():
    captures = [capture("a", "1", "2020"), capture("b", "2", "2021"), capture("c", "3", "2022")]
    assert later(captures, ["b"]) == {"b", "c"}
    assert later(captures, []) == frozenset()
    assert [len(one) for one in pages(captures)] == [3]
