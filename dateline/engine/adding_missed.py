"""What the rules missed, added by a person: from selected characters in any language, or from a picture or video."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.checked import checked_value, words_of
from dateline.engine.decisions import Edit, Selected
from dateline.engine.judging import JudgementError
from dateline.engine.sealing import judging, sealed_again
from dateline.linking.identity import Anchor, event_id
from dateline.model.decision import Added, Setting, Words
from dateline.model.event import Judgement
from dateline.model.source import Capture, identified
from dateline.model.span import Rendition
from dateline.store.desk import Desk, desk
from dateline.values.media import NOTE

if TYPE_CHECKING:
    from dateline.engine.case import Case

FOLDER = "by-hand"
"""The folder of notes, as the paths of captures have it."""


class Missed(Struct, frozen=True, kw_only=True):
    """A happening that the rules missed, by the characters that tell of it."""

    document: str  #: id of the document
    start: int  #: first character of its rendition, in code points
    end: int  #: the character after the last one
    type: str  #: event type
    by: str  #: who adds it
    why: str = ""  #: the reason
    fields: dict[str, Edit] = {}  #: by field: what else is known of it; each without evidence rests on the same words


class Note(Struct, frozen=True, kw_only=True):
    """A happening that a picture or video shows, in the words of who looked at it."""

    text: str  #: what it shows; these words become the evidence
    source: str  #: the picture or video: a file, which is archived with the note, or its address
    type: str  #: event type
    by: str  #: who adds it
    why: str = ""  #: the reason
    fields: dict[str, Edit] = {}  #: by field: what else is known of it


class AddedByHand(Struct, frozen=True, kw_only=True):
    """What came of adding by hand; it is an event after the next build."""

    act: int  #: what `undo` takes back
    event: str  #: the id that it gets, unless the rules find it to be one with another event
    capture: str  #: id of the page or note


def add_missed(case: Case, missed: Missed) -> AddedByHand:
    """Append what was missed; raises JudgementError for a type or value that is none, or where nothing is selected."""
    _check(missed.type, missed.fields)
    with judging(case) as log, desk(case.store.path) as open_desk:
        words = words_of(open_desk, Selected(missed.document, missed.start, missed.end))
        if not words.quote.strip():
            raise JudgementError("nothing is selected; select the words that tell of it")
        settings = {field: _setting(open_desk, field, edit) for field, edit in missed.fields.items()}
        rendition = open_desk.query.rendition(words.rendition)
        made = _judged(words, missed.document, Added(missed.type, words.start, settings), (missed.by, missed.why))
        numbered = open_desk.act([msgspec.structs.replace(made, at=case.now())])
        log.judged(case.now(), numbered)
    sealed_again(case)
    return _added(numbered[0], rendition, missed.type, words)


def add_note(case: Case, note: Note) -> AddedByHand:
    """Archive a note about a picture or video, and append what it tells; the note itself is not read by any rule.

    Raises JudgementError for a note without words or a source that is neither a file nor an address.
    """
    _check(note.type, note.fields)
    if not note.text.strip():
        raise JudgementError("a note says in words what the picture or video shows")
    capture, rendition = _archived(case, note)
    words = Words(rendition.id, 0, len(note.text.strip()), note.text.strip(), capture.id)
    settings = {
        field: Setting(msgspec.to_builtins(checked_value(field, edit)), None, edit.reason)
        for field, edit in note.fields.items()
    }
    with judging(case) as log, desk(case.store.path) as open_desk:
        made = _judged(words, capture.id, Added(note.type, 0, settings), (note.by, note.why))
        numbered = open_desk.act([msgspec.structs.replace(made, at=case.now())])
        log.judged(case.now(), numbered)
    sealed_again(case)
    return _added(numbered[0], rendition, note.type, words)


def _check(type_: str, fields: dict[str, Edit]) -> None:
    checked_value("type", Edit(type_))
    for field, edit in fields.items():
        if field == "type" or edit.value is None:
            raise JudgementError(f"{field}: leave it away, nothing is known of it yet")
        checked_value(field, edit)


def _setting(open_desk: Desk, field: str, edit: Edit) -> Setting:
    words = None if edit.evidence is None else words_of(open_desk, edit.evidence)
    return Setting(msgspec.to_builtins(checked_value(field, edit)), words, edit.reason)


def _judged(words: Words, otherwise: str, added: Added, who: tuple[str, str]) -> Judgement:
    return Judgement(
        number=-1,
        decision="added",
        capture=words.capture or otherwise,
        quote=words.quote,
        field=f"added:{added.type}",
        value=msgspec.json.encode(added, order="deterministic").decode(),
        by=who[0],
        at="",
        why=who[1],
    )


def _added(one: Judgement, rendition: Rendition, type_: str, words: Words) -> AddedByHand:
    ordinal = _before(rendition.text, words.quote, words.start)
    anchor = Anchor(one.capture or "", words.quote, ordinal, type_)
    return AddedByHand(act=one.act or 0, event=event_id(anchor), capture=one.capture or "")


def _before(text: str, quote: str, start: int) -> int:
    count, at = 0, text.find(quote)
    while 0 <= at < start:
        count, at = count + 1, text.find(quote, at + 1)
    return count


def _archived(case: Case, note: Note) -> tuple[Capture, Rendition]:
    """The note in the vault, as a capture of its own, logged; the file that it is about beside it."""
    from dateline.document.render import render
    from dateline.engine.adding import Adding
    from dateline.engine.sealing import changing

    with changing(case):
        data = (
            f"{note.text.strip()}\n\n{_source(case, note.source)}\nWritten by {note.by or 'nobody named'}.\n".encode()
        )
        blob = case.vault.put(data)
        path = f"{FOLDER}/{blob[:16]}.txt"
        capture = identified(Capture(id="", blob=blob, path=path, media=NOTE, size=len(data)))
        adding = Adding(case, dry_run=False)
        adding.take(capture)
        adding.write()
        return capture, render(data, blob, NOTE, case.limits())


def _source(case: Case, source: str) -> str:
    """What a note says of its picture or video; a file is put into the vault."""
    from dateline.engine.adding import SHOWN, STORED
    from dateline.engine.adding_web import is_address

    if is_address(source):
        return f"Source: {source}"
    path = Path(source)
    if not path.is_file():
        raise JudgementError(f"{source}: no such file; name a picture or video, or its address")
    largest = case.limits().max_bytes
    if path.stat().st_size > largest:
        raise JudgementError(f"{source}: larger than {largest:,} bytes; raise max_bytes, or name its address")
    blob = case.vault.put(path.read_bytes())
    case.log.append(case.now(), [(SHOWN, blob), (STORED, f"{blob} {case.vault.file_digest(blob)}")])
    return f"Source: {path.name}\nSHA-256 of the file: {blob}"
