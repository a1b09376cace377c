"""A reader never meets a restricted source: on no page, in no answer of the API, by no word of it."""

import html
import json
import re
import shutil
from urllib.parse import quote

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.engine.exporting import whole_view
from dateline.engine.practice.restricting import restrict
from dateline.web.api.resources import RESOURCES
from dateline.web.options import Options
from tests.engine.practice.test_withholding import needles

PAGE = "12-lantern-online-dolmet.html"
SUFFIXES = ("", ".json", ".csv", ".geojson")
VIEWS = ("facets", "map", "timeline")


@pytest.fixture(scope="module")
def held(built, tmp_path_factory):
    """The servers of a reader and of a reviewer over a case with a restricted page, and what would show it."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("restricted") / "talmeru")
    case = Case.open(folder, create=False)
    found = needles(whole_view(case), {PAGE})
    story = next(d for d in case.documents() if d.path == PAGE)
    only = [e.id for e in case.events(status="all") if set(e.documents) == {story.id}]
    restrict(case, PAGE, publisher=False, why="promised", by="Ada", undo=False)
    case.store.close()
    with served(folder, Options(port=0, role="reader")) as reader, served(folder, Options(port=0)) as reviewer:
        yield reader, reviewer, found | {story.title} | set(only), story, only


def shown(text, found):
    """What of the restricted page stands in an answer."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    return {one for one in found if one in text or one in plain}


def words(story):
    """Some runs of words of the story, each as a phrase."""
    body = re.findall(r"[A-Za-z]{3,}", story.body)
    return [" ".join(body[n : n + 4]) for n in range(0, min(len(body), 60), 12)]


def pages(address, story, only):
    """Every kind of page that a reader can open, and those of the restricted story itself."""
    found = ["/", "/explore", "/explore?status=all", "/documents", "/documents?matter=derived", "/disagreements"]
    found += ["/disagreements?rows=field", "/figures", "/sources", "/search?text=the"]
    found += [f"/search?text={quote(phrase)}" for phrase in words(story)]
    found += [f"/search?text={quote(chr(34) + phrase + chr(34))}" for phrase in words(story)]
    listed = json.loads(asked(f"{address}/api/v1/events?status=all&limit=1000").text)["data"]
    found += [f"/events/{event['id']}" for event in listed]
    documents = json.loads(asked(f"{address}/api/v1/documents?limit=1000").text)["data"]
    found += [f"/documents/{document['id']}" for document in documents]
    found += [f"/sources/{quote(name)}" for name in sorted({d["publisher"] for d in documents if d["publisher"]})]
    own = [f"/documents/{story.id}", f"/captures/{story.capture}", f"/sources/{quote(story.publisher or 'unknown')}"]
    return [*found, *own, *(f"/events/{one}" for one in only)]


def test_no_page_shows_it(held):
    reader, _, found, story, only = held
    asked_for = pages(reader, story, only)
    assert len(asked_for) > 100
    for path in asked_for:
        answer = asked(reader + path)
        # A missing page names the address that was asked for, which the reader knew.
        known = {one for one in found if one in path}
        assert shown(answer.text, found) <= known, path
        assert not known or answer.status in (303, 404) or "/search" in path or "/sources/" in path, path


def test_no_answer_of_the_api_shows_it(held):
    reader, _, found, story, only = held
    for name in RESOURCES:
        for suffix in SUFFIXES:
            answer = asked(f"{reader}/api/v1/{name}{suffix}?limit=1000" + ("&status=all" if name == "events" else ""))
            assert answer.status in (200, 404), (name, suffix)
            assert shown(answer.text, found) == set(), (name, suffix)
    for name in VIEWS:
        assert shown(asked(f"{reader}/api/v1/{name}?status=all").text, found) == set(), name
    for phrase in words(story):
        answer = asked(f"{reader}/api/v1/events?status=all&text={quote(phrase)}")
        assert shown(answer.text, found) == set(), phrase
    for one in only:
        assert asked(f"{reader}/api/v1/events/{one}").status == 404


def test_a_reviewer_sees_it(held):
    """So that the tests above can fail."""
    _, reviewer, found, story, only = held
    assert len(found) > 20
    assert shown(asked(f"{reviewer}/documents/{story.id}").text, found) != set()
    assert shown(asked(f"{reviewer}/api/v1/claims?limit=1000").text, found) != set()
    assert all(asked(f"{reviewer}/api/v1/events/{one}").status == 200 for one in only)


def test_a_reader_takes_nothing_out_and_opens_no_practice(held):
    reader, _, _, _, _ = held
    for path in ("/practice/restricted", "/practice/decisions", "/practice/decisions.csv", "/review"):
        assert asked(reader + path).status == 403, path
    assert asked(f"{reader}/releases/x/bundle", form={}).status == 403
