"""The addresses of every screen, as a table; `tests/browser/test_screens.py` compares it with the routes of the app."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from dateline.engine.case import Case


class Screen(Struct, frozen=True):
    """A screen: a name, the route that answers, the rest of its address with what to fill in.

    `{event}` is an event of many reports; see `ids`.
    """

    name: str
    route: str
    address: str


SCREENS = (
    Screen("home", "/", "/"),
    Screen("name", "/name", "/name?back=%2Freview"),
    Screen("queue", "/review", "/review"),
    Screen("queue of decided", "/review", "/review?state=accepted&state=rejected&state=unsure&state=edited"),
    Screen("queue of nobody", "/review", "/review?state=undecided&by=Nobody"),
    Screen("review", "/review/{event_id}", "/review/{event}"),
    Screen("review, lit", "/review/{event_id}", "/review/{event}?field=killed"),
    Screen("review, who", "/review/{event_id}", "/review/{event}?do=edit&field=initiators"),
    Screen("review, when", "/review/{event_id}", "/review/{event}?do=edit&field=when"),
    Screen("review, words", "/review/{event_id}", "/review/{event}?do=edit&field=where&document={story}&start=0&end=9"),
    Screen("review, reject", "/review/{event_id}", "/review/{event}?do=reject"),
    Screen("review, claims", "/review/{event_id}", "/review/{event}?do=claim"),
    Screen("review, claim", "/review/{event_id}", "/review/{event}?do=claim&claim={claim}"),
    Screen("review, merge", "/review/{event_id}", "/review/{event}?do=merge"),
    Screen("review, split", "/review/{event_id}", "/review/{event}?do=split"),
    Screen("review, figure", "/review/{event_id}", "/review/{event}?do=figure"),
    Screen("review, history", "/review/{event_id}", "/review/{far}?do=history"),
    Screen("review, long names", "/review/{event_id}", "/review/{far}"),
    Screen("review, add", "/review/{event_id}", "/review/{event}?do=add&document={story}&start=0&end=40"),
    Screen("story", "/review/page/{document_id}", "/review/page/{story}"),
    Screen("story, from the right", "/review/page/{document_id}", "/review/page/{arabic}"),
    Screen("story, add", "/review/page/{document_id}", "/review/page/{arabic}?do=add&start=0&end=12"),
    Screen("note", "/review/add/note", "/review/add/note"),
    Screen("explore", "/explore", "/explore"),
    Screen("explore, filtered", "/explore", "/explore?type=remote.shelling&status=all&since=2018-09-01"),
    Screen("explore, none", "/explore", "/explore?text=nowhere-at-all"),
    Screen("event", "/events/{item}", "/events/{event}"),
    Screen("event, long names", "/events/{item}", "/events/{far}"),
    Screen("search", "/search", "/search"),
    Screen("search, hits", "/search", "/search?text=killed"),
    Screen("search, from the right", "/search", "/search?text=%D9%82%D8%B5%D9%81"),
    Screen("search, none", "/search", "/search?text=nowhere-at-all"),
    Screen("disagreements", "/disagreements", "/disagreements"),
    Screen("disagreements, by relation", "/disagreements", "/disagreements?columns=relation"),
    Screen("disagreements, fields", "/disagreements", "/disagreements?rows=field"),
    Screen("disagreements, cell", "/disagreements", "/disagreements?event={quarrel}&cell=*#cell-h"),
    Screen("disagreements, none", "/disagreements", "/disagreements?claimant=nobody"),
    Screen("figures", "/figures", "/figures"),
    Screen("figures, flow", "/figures", "/figures?{series}"),
    Screen("figures, none", "/figures", "/figures?outcome=none-such"),
    Screen("documents", "/documents", "/documents"),
    Screen("documents, leaving out", "/documents", "/documents?leave={story}#why"),
    Screen("documents, failed", "/documents", "/documents?matter=failed"),
    Screen("documents, left out", "/documents", "/documents?matter=excluded"),
    Screen("documents, superseded", "/documents", "/documents?matter=superseded"),
    Screen("documents, waiting", "/documents", "/documents?matter=waiting"),
    Screen("documents, none", "/documents", "/documents?text=nowhere-at-all"),
    Screen("document", "/documents/{item}", "/documents/{story}"),
    Screen("document, passage", "/documents/{item}", "/documents/{story}?start=10&end=60#passage"),
    Screen("document, from the right", "/documents/{item}", "/documents/{arabic}"),
    Screen("document, long names", "/documents/{item}", "/documents/{long}"),
    Screen("sources", "/sources", "/sources"),
    Screen("source", "/sources/{publisher}", "/sources/{publisher}"),
    Screen("source, long name", "/sources/{publisher}", "/sources/{longest}"),
    Screen("sources unknown", "/sources/{publisher}", "/sources/unknown"),
    Screen("actor", "/actors/{actor}", "/actors/{actor}"),
    Screen("actor, long name", "/actors/{actor}", "/actors/{farthest}"),
    Screen("place", "/places/{item:path}", "/places/{place}"),
    Screen("releases", "/releases", "/releases"),
    Screen("releases, verified", "/releases", "/releases?check=verify"),
    Screen("practice", "/practice", "/practice"),
    Screen("practice, rows", "/practice/rows", "/practice/rows"),
    Screen("practice, coded events", "/practice/rows", "/practice/rows?of=events"),
    Screen("practice, assignments", "/practice/assignments", "/practice/assignments"),
    Screen("practice, rounds", "/practice/rounds", "/practice/rounds"),
    Screen("practice, round", "/practice/rounds/{round}", "/practice/rounds/{round}"),
    Screen("practice, adjudication", "/practice/rounds/{round}/{event}", "/practice/rounds/{round}/{both}"),
    Screen("practice, to code", "/practice/rounds/{round}/{event}", "/practice/rounds/{round}/{uncoded}"),
    Screen("practice, decisions", "/practice/decisions", "/practice/decisions"),
    Screen("practice, sourcing", "/practice/sourcing", "/practice/sourcing?since=2018-09-01&until=2018-09-12"),
    Screen("practice, restricted", "/practice/restricted", "/practice/restricted"),
    Screen("no such page", "", "/documents/doc-none"),
    Screen("no such event", "", "/review/evt-none"),
    Screen("no such filter", "", "/explore?colour=red"),
)  # fmt: skip
"""Every screen, and those of its states that look different."""

NO_SCREENS = frozenset(
    {
        *("/ground/countries.json", "/ground/coastline.json", "/explore/map.json", "/explore/timeline.json"),
        *("/explore/facets", "/practice/decisions.csv", "/style/dossier.css", "/captures/{item}"),
        "/review/rebuild/state",
    }
)  # fmt: skip
"""Routes that answer with data, with a part of a screen or with the way to one."""


def addresses(case: Case) -> Iterator[tuple[str, str]]:
    """Names and addresses of the screens that a case can fill; what it has nothing for is passed over."""
    known = ids(case)
    for one in SCREENS:
        try:
            yield one.name, one.address.format_map(known)
        except KeyError:
            continue


FIRST = {
    "event": "SELECT event FROM event_reports GROUP BY event ORDER BY count(*) DESC, event LIMIT 1",
    "story": """SELECT r.document FROM event_reports e JOIN reports r ON r.id = e.report
        GROUP BY e.event ORDER BY count(*) DESC, e.event LIMIT 1""",
    "claim": """SELECT c.id FROM claims c JOIN event_reports e ON e.report = c.report WHERE c.evidence_start IS NOT NULL
        AND e.event = (SELECT event FROM event_reports GROUP BY event ORDER BY count(*) DESC, event LIMIT 1) LIMIT 1""",
    "far": "SELECT id FROM events ORDER BY length(place_name) DESC, id LIMIT 1",
    "arabic": "SELECT id FROM documents WHERE language = 'ar' ORDER BY id LIMIT 1",
    "long": "SELECT id FROM documents ORDER BY length(title) DESC, id LIMIT 1",
    "quarrel": "SELECT event FROM disagreements GROUP BY event ORDER BY count(*) DESC, event LIMIT 1",
    "publisher": """SELECT publisher FROM documents WHERE publisher IS NOT NULL GROUP BY publisher
        ORDER BY count(*) DESC, publisher LIMIT 1""",
    "longest": "SELECT publisher FROM documents WHERE publisher IS NOT NULL ORDER BY length(publisher) DESC LIMIT 1",
    "actor": "SELECT name FROM names WHERE kind = 'actor' GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    "farthest": "SELECT name FROM names WHERE kind = 'actor' ORDER BY length(name) DESC LIMIT 1",
    "place": """SELECT json_extract(place, '$.gazetteer_id') FROM events
        WHERE json_extract(place, '$.gazetteer_id') IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1""",
    "series": """SELECT 'outcome=' || outcome || '&measure=' || measure || '&party=' || party || '&population='
        || coalesce(population, '') || '&scope=' || coalesce(scope, '') FROM series
        ORDER BY measure = 'flow' DESC, length(points) DESC LIMIT 1""",
    "round": "SELECT name FROM rounds ORDER BY made_at LIMIT 1",
    "both": "SELECT event FROM codings GROUP BY event HAVING count(DISTINCT coder) > 1 ORDER BY event LIMIT 1",
    "uncoded": "SELECT event FROM round_items WHERE event NOT IN (SELECT event FROM codings) LIMIT 1",
}  # fmt: skip
"""What stands in an address, and how it is found."""


def ids(case: Case) -> dict[str, str]:
    """What there is in a case, to fill addresses with."""
    found = {}
    for name, sql in FIRST.items():
        rows = case.store.query.rows(sql)
        if rows and rows[0][0]:
            found[name] = quote(str(rows[0][0]), safe="=&" if name == "series" else "")
    return found
