"""The seed pages: undated stories dated, one happening joined, look-alikes apart."""

import hashlib
from datetime import date as day

import pytest

from dateline.archive.limits import Limits
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.linking.dating import date
from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.model.source import Capture

# Page and place in the page of a story: a day on which it can have been published.
TRUTH = {("002", 0): "2017-03-13", ("003", 0): "2017-07-01", ("004", 0): "2016-11-03", ("004", 1): "2016-11-04"}


@pytest.fixture(scope="module")
def stories(seeds):
    from dateline.engine.reader import default_reader

    reader, found = default_reader(), {}
    for page in sorted(seeds.glob("*.txt")):
        data = page.read_bytes()
        blob = hashlib.sha256(data).hexdigest()
        capture = Capture(id=f"cap-{page.name[:3]}", blob=blob, path=page.name, size=len(data))
        rendition = render(data, blob, "text/plain", Limits())
        for n, story in enumerate(documents(rendition, data, capture, reader.tables)):
            found[page.name[:3], n] = reader.read(story)
    names = list(found)
    return dict(zip(names, date(tuple(found.values())), strict=True)), reader.tables


@pytest.mark.parametrize("name", TRUTH, ids=lambda name: f"{name[0]}-{name[1]}")
def test_undated_stories_get_an_interval_of_two_months_at_most(stories, name):
    published = stories[0][name].published
    assert published.earliest <= TRUTH[name] <= published.latest
    assert (day.fromisoformat(published.latest) - day.fromisoformat(published.earliest)).days < 62


def test_the_launch_of_the_offensive_is_one_event_and_two_flights_are_two(stories):
    found, tables = stories
    events = link(tuple(found.values()), tables, Identities(), ()).record.events
    offensives = [e for e in events if e.type == "battle.offensive" and len(e.documents) == 2]
    assert len(offensives) == 1 and offensives[0].when.earliest == "2016-10-17"
    both = {found["000", 0].id, found["001", 0].id}
    assert not [e for e in events if e.type == "battle.withdraw" and both <= set(e.documents)]


@pytest.mark.parametrize(
    ("outcome", "points"),
    [
        ("fighters", [("Mosul", 3000, 4500, ()), ("Old City of Mosul", None, 350, ("narrower",))]),
        (
            "trapped",
            [
                ("Mosul", 200_000, None, ()),
                ("Mosul", 200_000, None, ()),
                ("Old City of Mosul", 50_000, 50_000, ("narrower",)),
            ],
        ),
    ],
)
def test_fighters_and_trapped_civilians_are_series_over_the_months(stories, outcome, points):
    found, tables = stories
    series = link(tuple(found.values()), tables, Identities(), ()).record.series
    (one,) = [s for s in series if s.outcome == outcome]
    assert [(p.scope, p.low, p.high, p.flags) for p in one.points] == points


def test_names_of_one_man_and_one_place_are_joined_across_the_pages(stories):
    found, _ = stories
    places = {place.text: place.gazetteer_id for story in found.values() for place in story.places}
    for one, other in (("Qaraqosh", "Hamdaniya"), ("Qayyarah", "Qayara")):
        assert places[one] == places[other] is not None
    actors = {actor.text: actor.actor_id for story in found.values() for actor in story.actors}
    bodies = {actors[name] for name in ("IS", "ISIS", "Islamic State", "Daesh") if name in actors}
    assert len(bodies) == 1 and None not in bodies


def test_a_bare_surname_in_a_cut_page_speaks_for_the_body_of_the_general_who_bears_it(stories):
    found, tables = stories
    events = link(tuple(found.values()), tables, Identities(), ()).record.events
    said = {c.institution for e in events for c in e.claimants if c.speaker == "Saadi"}
    assert said == {"Iraqi military forces"}
