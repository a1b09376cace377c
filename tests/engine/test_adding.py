"""From files of every medium to a record: pages, failures, what is passed over, the user's own columns."""

import pytest

import dateline
from tests import saved

ROW = "The army left Keddal on Monday, a spokesman said. Two soldiers were killed."


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A folder with the story in six media, a page saved 'complete', a table with its own names and a bad line."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("page.mhtml", "story.pdf", "story.docx", "mail.eml", "dump.jsonl", "dump.csv", "complete.html"):
        (folder / name).write_bytes(saved.MEDIA[name]())
    (folder / "complete_files").mkdir()
    (folder / "complete_files" / "frame.html").write_text("<p>Buy a boat this week.</p>")
    (folder / "own.csv").write_text(f"kop,words\nKeddal,{ROW.replace(',', ' -')}\nToo,many,cells\n")
    case = dateline.open(tmp_path_factory.mktemp("cases") / "case")
    (case.folder / "dateline.toml").write_text('workers = 0\n[columns]\ntext = "words"\ntitle = "kop"\n')
    case.added = case.add(folder)
    case.first = case.build()
    return case


def test_every_page_is_a_document_or_listed(case):
    paths = [document.path for document in case.documents()]
    assert paths == [
        "complete.html",
        "dump.csv#17",
        "dump.csv#2",
        "dump.jsonl#1",
        "dump.jsonl#2",
        "mail.eml",
        "own.csv#2",
        "page.mhtml",
        "story.docx",
        "story.pdf",
    ]
    assert [failure.path for failure in case.added.failures] == ["own.csv#3"]
    assert [failure.path for failure in case.first.failures] == ["own.csv#3"]


def test_the_files_beside_a_page_are_passed_over_and_counted(case):
    (passed,) = case.added.passed
    assert passed.path == "complete_files" and passed.stage == "passed"
    assert "1 side file of complete.html, 1 of them frames" in passed.reason
    assert passed in case.status().failures


def test_the_columns_that_the_user_names_are_read(case):
    (document,) = [document for document in case.documents() if document.path == "own.csv#2"]
    assert (document.title, document.body) == ("Keddal", ROW.replace(",", " -"))


def test_copies_in_other_media_are_one_claimant(case):
    event = next(event for event in case.events(status="all") if event.type == "remote.shelling")
    listed = case.event(event.id)
    assert len(listed.documents) == 7
    assert len(listed.publishers) == 1


def test_everything_can_be_verified_and_is_not_read_twice(case):
    assert case.verify().problems == ()
    assert case.build().read == 0


def test_a_change_of_the_columns_reads_the_tables_again(case):
    (case.folder / "dateline.toml").write_text('workers = 0\n[columns]\ntext = "words"\n')
    assert case.build().read == 10
    (document,) = [document for document in case.documents() if document.path == "own.csv#2"]
    assert document.title is None
    assert case.verify().problems == ()
