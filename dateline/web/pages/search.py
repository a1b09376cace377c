"""Search: the words of all documents in every language, and of the evidence of events."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Request
from markupsafe import Markup
from msgspec import Struct
from starlette.responses import Response

from dateline.export.report import words
from dateline.export.report.evidence import Mark, nested
from dateline.model.span import Span
from dateline.store.browsing import Selection, browse
from dateline.store.index_columns import EVIDENCE, ROLES
from dateline.store.query import Query
from dateline.store.search import Hit, search
from dateline.tables import languages as language_tables
from dateline.web.address import changed, to
from dateline.web.asked import address
from dateline.web.desk import TheOptions, page
from dateline.web.lines import headings, lines_of
from dateline.web.record import TheRecord

router = APIRouter()
PART = 20
MOST = 200
EVENTS = 8
"""Events that are listed beside the passages; all of them are a link away."""


class Passage(Struct, frozen=True, kw_only=True):
    """A hit: whose story it is, the passage with its words marked, where it can be read, the events it tells of."""

    title: str
    source: str
    published: str
    language: str
    role: str
    html: Markup
    address: str
    events: tuple[tuple[str, str], ...]


class Wanted(Struct, frozen=True):
    """What the form asks for."""

    text: str
    role: str
    language: str
    publisher: str

    def query(self) -> str:
        """The fields as one query."""
        fields = (("role", self.role), ("language", self.language), ("publisher", self.publisher.replace('"', " ")))
        return " ".join([self.text, *(f'{name}:"{value}"' for name, value in fields if value)]).strip()


@router.get("/search")
def the_search(request: Request, query: TheRecord, options: TheOptions, limit: int = PART) -> Response:
    """The documents that have the words, best first, each with its passage; and the events whose evidence has them."""
    given = request.query_params
    wanted = Wanted(*(given.get(name, "").strip() for name in Wanted.__struct_fields__))
    asked = wanted.query()
    limit = max(1, min(limit, MOST))
    found = search(query, asked, limit) if asked else None
    told = Selection(text=f"{wanted.text} role:{EVIDENCE}", status=("all",))
    events = browse(query, told, EVENTS) if wanted.text and not (wanted.language or wanted.publisher) else None
    return page(
        request,
        "search.html",
        wanted=wanted,
        roles=[one for one in ROLES if one != EVIDENCE],
        languages=languages(query),
        found=found,
        passages=passages(query, found.hits, linked=not options.masked) if found else (),
        more=changed(request, limit=min(MOST, limit + PART)) if found and limit < min(MOST, found.existing) else "",
        most=MOST,
        events=lines_of(query, events.rows) if events else (),
        events_total=events.total if events else 0,
        all_events=address("/explore", told),
        to=to,
    )


def languages(query: Query) -> tuple[tuple[str, str], ...]:
    """The languages that there are in the case, by code, in words."""
    found = query.rows("SELECT DISTINCT language FROM documents WHERE language IS NOT NULL ORDER BY language")
    return tuple((row["language"], named(row["language"])) for row in found)


@cache
def language_table() -> language_tables.Languages:
    """The table of languages, read once."""
    return language_tables.load()


def named(code: str | None) -> str:
    """A language in words."""
    return language_table().names.get(code, code) if code else "language unknown"


def passages(query: Query, hits: tuple[Hit, ...], *, linked: bool) -> tuple[Passage, ...]:
    """Hits in words; `linked`: with the address of each in its document, which a reader does not see."""
    found = headings(query, (event for hit in hits for event in hit.events))
    titles = {event: heading.title for event, heading in found.items()}
    return tuple(passage(hit, titles, linked=linked) for hit in hits)


def passage(hit: Hit, titles: dict[str, str], *, linked: bool) -> Passage:
    """One hit; its words are marked by code points."""
    document = hit.document
    marks = [Mark(one.start - hit.start, one.end - hit.start, "found", "") for one in hit.marks]
    names = dict.fromkeys(words.isolated(name) for name in (document.publisher, document.agency) if name)
    return Passage(
        title=document.title or "Untitled story",
        source=" · ".join(names) or document.path or document.id,
        published=words.date_words(document.earliest, document.latest),
        language=named(document.language),
        role="" if hit.role == "body" else hit.role,
        html=nested(hit.quote, Span(0, len(hit.quote)), marks),
        address=to("documents", document.id, start=hit.start, end=hit.end) + "#passage" if linked else "",
        events=tuple((event, titles[event]) for event in hit.events if event in titles),
    )
