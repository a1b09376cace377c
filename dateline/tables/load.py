"""All tables of the house in one frozen struct, passed into the stages."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from dateline.tables import (
    actors,
    copying,
    counting,
    event_types,
    gazetteer,
    languages,
    outlets,
    quantities,
    segments,
    speech,
    times,
    triggers,
    wording,
)


class Tables(Struct, frozen=True, eq=False):
    """Everything the stages look up. Building one reads every table once; share it."""

    gazetteer: gazetteer.Gazetteer
    actors: actors.ActorTable
    outlets: outlets.OutletTable
    types: event_types.EventTypes
    triggers: triggers.TriggerTable
    times: times.TimeWords
    quantities: quantities.QuantityWords
    speech: speech.SpeechWords
    segments: segments.SegmentWords
    languages: languages.Languages
    copying: copying.CopyWords
    counting: counting.CountWords
    wording: wording.WordTable


def load(project: Path | None = None, user: Path | None = None) -> Tables:
    """The shipped tables; `project` and `user` are gazetteer layers that rank above the embedded one."""
    return Tables(
        gazetteer=gazetteer.load(project=project, user=user),
        actors=actors.load(),
        outlets=outlets.load(),
        types=event_types.load(),
        triggers=triggers.load(),
        times=times.load(),
        quantities=quantities.load(),
        speech=speech.load(),
        segments=segments.load(),
        languages=languages.load(),
        copying=copying.load(),
        counting=counting.load(),
        wording=wording.load(),
    )
