"""The people whom somebody named by hand: no text shows who they are, so they are private unless a kind is given.

A name of one word without a kind (`rebels`) is no person; with two words or more it may be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.export.names import Form, form_of, telling
from dateline.model.decision import ROLES, Added, Setting, Who
from dateline.model.event import Judgement


def typed_people(judgements: Iterable[Judgement]) -> Iterator[Form]:
    """The names of actors in what was set or added by hand that may be those of people, once each, in order."""
    found = (form_of(who.name) for one in judgements for who in _named(one) if _may_be_person(who))
    yield from dict.fromkeys(form for form in found if form)


def _named(one: Judgement) -> Iterator[Who]:
    for field, setting in _settings(one):
        if field in ROLES and setting.value:
            yield from msgspec.convert(setting.value, tuple[Who, ...])


def _settings(one: Judgement) -> Iterator[tuple[str, Setting]]:
    if one.decision == "edit" and one.value:
        yield (one.field or "").partition(":")[0], msgspec.json.decode(one.value, type=Setting)
    elif one.decision == "added" and one.value:
        yield from msgspec.json.decode(one.value, type=Added).fields.items()


def _may_be_person(who: Who) -> bool:
    if who.actor_id is not None:
        return False
    return who.kind == "person" or (who.kind is None and sum(map(telling, form_of(who.name))) > 1)
