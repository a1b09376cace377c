"""What a reader sees of the rooms: every page, and nobody's name who is private; nothing of what cannot be masked."""

import html
import re
import shutil
from urllib.parse import quote

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.export.names import words_of
from dateline.export.people import people_of
from dateline.web.options import Options

TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def reading(built, tmp_path_factory):
    """A reader's server over a copy of the exercise in which a page is left out for a reason that names somebody."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("readers") / "talmeru")
    case = Case.open(folder, create=False)
    case.exclude("12-lantern-online-dolmet.html", why="Zadok Verruin asked for it", by="Ana")
    people = people_of(case.documents())
    case.store.close()
    with served(folder, Options(port=0, role="reader")) as address:
        yield address, people, folder


def paths(folder):
    query = Case.open(folder, create=False).store.query
    found = [
        "/",
        "/documents",
        "/documents?matter=copy",
        "/disagreements",
        "/disagreements?rows=field",
        "/figures",
        "/sources",
    ]
    found += [f"/documents/{row['id']}" for row in query.rows("SELECT id FROM documents")]
    found += [f"/sources/{quote(row[0])}" for row in query.rows("SELECT DISTINCT publisher FROM documents")]
    cells = query.rows("SELECT DISTINCT event FROM disagreements")
    found += [f"/disagreements?event={row['event']}&cell=*" for row in cells]
    found += ["/actors/Eastern%20Shore%20Front", "/places/gazetteer:tuvarre"]
    return found


def named(text, people):
    """The full names of private people in a page."""
    keys = [word.key for word in words_of(html.unescape(TAG.sub(" ", text)))]
    return {form for form in people.full.pseudonyms for i in range(len(keys)) if tuple(keys[i : i + len(form)]) == form}


def test_no_page_names_a_private_person(reading):
    address, people, folder = reading
    assert len(people.full.pseudonyms) > 5
    for path in paths(folder):
        answer = asked(address + path)
        assert answer.status == 200, path
        assert named(answer.text, people) == set(), path
        assert "Verruin" not in answer.text, path


def test_a_reviewer_sees_those_names(server, built):
    """So that the test above can fail."""
    case = Case.open(built, create=False)
    people = people_of(case.documents())
    text = "".join(asked(f"{server}/documents/{row.id}").text for row in case.documents().rows)
    assert named(text, people)


def test_an_actor_who_is_masked_has_no_page_under_the_name(reading, built):
    address, people, _ = reading
    query = Case.open(built, create=False).store.query
    names = [row["name"] for row in query.rows("SELECT DISTINCT name FROM names WHERE kind IN ('actor', 'claimant')")]
    hidden = [name for name in names if named(name, people)]
    assert hidden
    for name in hidden:
        assert asked(f"{address}/actors/{quote(name)}").status == 404, name


def test_a_passage_opens_at_the_same_characters_blacked_out(reading, built):
    address, people, _ = reading
    for document in Case.open(built, create=False).documents():
        for actor in document.actors if document.reading else ():
            if named(actor.text, people):
                start, end = actor.span.start, actor.span.end
                text = asked(f"{address}/documents/{document.id}?start={start}&end={end}").text
                begins = text[text.index('id="passage"') :].partition(">")[2]
                assert "█" in html.unescape(TAG.sub("", begins))[: end - start]
                return
    pytest.fail("no document of the exercise names a private person")
