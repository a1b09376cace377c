"""The first person in quotations: 'I' is who speaks, 'we' those for whom the speaker stands."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.mention import Actor, Attribution
from dateline.model.parse import Parse
from dateline.model.span import Span

ONE = frozenset({"i", "me", "my", "myself"})
MANY = frozenset({"we", "us", "our", "ours", "ourselves"})


def with_speakers(
    actors: tuple[Actor, ...], attributions: tuple[Attribution, ...], parses: tuple[Parse, ...], text: str
) -> tuple[Actor, ...]:
    """The actors and the first persons of direct speech whose speaker is known, in text order, without overlaps."""
    by_name = {actor.name: actor for actor in reversed(actors)}
    taken = {k for actor in actors for k in range(actor.span.start, actor.span.end)}
    found: dict[Span, Actor] = {}
    for said in attributions:
        speaker = by_name.get(said.speaker or "")
        if not said.direct or (speaker is None and said.organisation is None):
            continue
        side = by_name.get(said.organisation or "") or by_name.get((speaker and speaker.organisation) or "")
        for span, one in _first_persons(said, parses):
            if span.start in taken:
                continue
            meant = speaker if one else side or _company(speaker)
            if meant is not None:
                found[span] = replace(meant, span=span, text=span.of(text), basis="the speaker's own words")
    return tuple(sorted([*actors, *found.values()], key=lambda a: a.span)) if found else actors


def _company(speaker: Actor | None) -> Actor | None:
    """Those whom a person without a body speaks for: people as private; a body that speaks is itself."""
    return replace(speaker, kind="people", role=None) if speaker is not None and speaker.kind == "person" else speaker


def _first_persons(said: Attribution, parses: tuple[Parse, ...]) -> Iterator[tuple[Span, bool]]:
    """The first-person pronouns of what is said, and whether each means one."""
    for content in said.content:
        for parse in parses:
            if parse.span.end <= content.start or parse.span.start >= content.end:
                continue
            for k in parse.tokens_in(content):
                form = parse.forms[k].lower()
                if form in MANY and parse.forms[k] != "US":
                    yield parse.span_of(k, k), False
                elif form in ONE and parse.pos[k] != "NUM":
                    yield parse.span_of(k, k), True
