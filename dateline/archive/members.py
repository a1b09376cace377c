"""What one file holds: itself, or the records, messages and attachments in it, each a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.origin import Origin, origin_of, origin_of_record
from dateline.model.source import PASSED, Announced, Failure
from dateline.tables.columns import ColumnNames, column_names
from dateline.values.foreign import foreign_of, is_folder
from dateline.values.mail import MailError, Part, parsed, parts
from dateline.values.media import CSV, EML, JSON, JSONL, MBOX, MBOX_LINE, media_of
from dateline.values.records import Member, RecordError, csv_cells, csv_members, json_cells, json_members, loosely

# A report attached to a mail that is attached to a mail is found; nobody sends more than that.
DEEPEST = 4
NAMES_TOLD = 12


class Found(Struct, frozen=True):
    """Bytes that become one capture; `digest` names them as the archive they come from does."""

    path: str
    data: bytes
    media: str
    origin: Origin = Origin()
    headers: str | None = None
    announced: Announced | None = None
    digest: str | None = None


class Inner(Struct, frozen=True):
    """An archive in a mail, to be looked into."""

    path: str
    data: bytes


def found_in(data: bytes, path: str, limits: Limits, depth: int = 0) -> Iterator[Found | Inner | Failure]:
    """What becomes a capture of the file at `path`, and what does not, with the reason."""
    media = media_of(data, path)
    if media is None:
        yield refused(path, foreign_of(data, path))
    elif depth > DEEPEST:
        yield refused(path, f"more than {DEEPEST} files inside files; add it by itself")
    elif media == MBOX:
        yield from messages(data, path, limits, depth)
    elif media in (CSV, JSONL):
        yield from records(data, media, path, limits)
    elif media == EML:
        yield from mail(data, path, limits, depth)
    else:
        yield Found(path, data, media, origin_of(data, media))


def refused(path: str, reason: str) -> Failure:
    """A file that cannot be used."""
    return Failure(capture=None, path=path, stage="archive", reason=reason)


def messages(data: bytes, path: str, limits: Limits, depth: int) -> Iterator[Found | Inner | Failure]:
    """The messages of a mbox, numbered from 1; each without the line that opens it, which is no part of a mail."""
    starts = [found for found in MBOX_LINE.finditer(data) if opens_message(data, found.start())]
    if len(starts) > limits.max_members:
        yield too_many(path, len(starts), limits)
        return
    ends = [found.start() for found in starts[1:]] + [len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        message = data[start.end() : end].rstrip(b"\r\n") + b"\n"
        yield from mail(message, f"{path}#{number}", limits, depth + 1)


def opens_message(data: bytes, start: int) -> bool:
    """Whether a line of a mbox stands where messages begin: at its start or below an empty line."""
    return start == 0 or data[max(0, start - 3) : start].endswith((b"\n\n", b"\n\r\n"))


def too_many(path: str, number: int, limits: Limits) -> Failure:
    """A file that holds more than is taken in at once."""
    return refused(
        path,
        f"{number:,} or more records, {limits.max_members:,} allowed; split it or raise max_members in dateline.toml",
    )


def mail(data: bytes, path: str, limits: Limits, depth: int) -> Iterator[Found | Inner | Failure]:
    """A mail, what is attached to it and can be read, and the number of its other parts."""
    yield Found(path, data, EML)
    try:
        held = list(parts(parsed(data)))
    except MailError:
        return  # The mail itself will be listed with that reason when it is read.
    passed: Counter[str] = Counter()
    for number, part in enumerate(held, 1):
        if part.media == "message/rfc822" and depth < DEEPEST:
            yield from mail(part.data, f"{path}#{number}", limits, depth + 1)
        elif is_readable(part):
            yield from found_in(part.data, f"{path}#{number}/{attached_name(part)}", limits, depth + 1)
        elif is_folder(part.data):
            yield Inner(f"{path}#{number}/{attached_name(part)}", part.data)
        elif part.attached or part.media not in ("text/plain", "text/html"):
            passed[part.media] += 1
    if passed:
        told = ", ".join(f"{number} {media}" for media, number in sorted(passed.items()))
        yield Failure(capture=None, path=path, stage=PASSED, reason=f"parts passed over, no pages: {told}")


def attached_name(part: Part) -> str:
    """The name of a part, without folders."""
    return (part.name or part.media.rpartition("/")[2]).replace("\\", "/").rpartition("/")[2]


def is_readable(part: Part) -> bool:
    """Whether a part of a mail is a file by itself that Dateline reads."""
    told = part.attached or part.name is not None or not part.media.startswith("text/")
    return told and bool(part.data) and media_of(part.data, part.name or "") is not None


def records(data: bytes, media: str, path: str, limits: Limits) -> Iterator[Found | Inner | Failure]:
    """The records of a table or of a JSON file; one failure for all of them where none has a column of text."""
    names = column_names().naming(limits.columns)
    found: list[Found | Failure] = []
    columns: dict[str, None] = {}
    texts = False
    for member in csv_members(data) if media == CSV else json_members(data):
        if len(found) == limits.max_members:
            yield too_many(path, len(found) + 1, limits)
            return
        one = record(member, media, f"{path}#{member.number}", names)
        if isinstance(one, Textless):
            columns |= dict.fromkeys(one.columns)
            one = refused(f"{path}#{member.number}", one.reason(names))
        else:
            texts = True
        found.append(one)
    if found and not texts:
        yield refused(path, Textless(tuple(columns)).reason(names))
    elif not found:
        yield refused(path, "no records below its header; save it again")
    else:
        yield from found


class Textless(Struct, frozen=True):
    """A record without a column that holds its text."""

    columns: tuple[str, ...]

    def reason(self, names: ColumnNames) -> str:
        """Which columns there are, which names are known, and what to do."""
        seen = ", ".join(self.columns[:NAMES_TOLD]) + (" ..." if len(self.columns) > NAMES_TOLD else "")
        known = ", ".join(names.names_of("text")[:NAMES_TOLD])
        return (
            f"no column of text; columns: {seen or 'none'}; known names are {known} and others (docs/media.md); "
            'rename the column, or name it in dateline.toml: [columns] text = "..."'
        )


def record(member: Member, media: str, path: str, names: ColumnNames) -> Found | Failure | Textless:
    """One record as a capture to be, or why it is none."""
    if member.problem:
        return refused(path, member.problem)
    try:
        cells = csv_cells(loosely(member.data)) if media == CSV else json_cells(member.data)
    except RecordError as error:
        return refused(path, str(error))
    if "text" not in names.fields(cells):
        return Textless(tuple(cells))
    held = {field: cells[column] for field, column in names.columns(cells).items()}
    if "text" not in held:
        return refused(path, "a record without text; fill its column of text")
    return Found(path, member.data, CSV if media == CSV else JSON, origin_of_record(held))
