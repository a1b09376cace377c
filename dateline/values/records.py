"""Records of tables and of JSON: which there are, their exact bytes, the cells of one."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.model.errors import DatelineError
from dateline.tables.columns import column_names

DELIMITERS = ",;\t"
# The longest cell that the csv module accepts; its own default refuses articles of more than 131,072 characters.
LONGEST_CELL = 10_000_000
# Each comma of JSON may part two values, and each value costs memory; a file of 20 MB of news has some 300,000.
MOST_COMMAS = 2_000_000
NESTED = "JSON nested too deeply; store the text flat"
BOM = "\ufeff"
BYTES_OF_BOM = "\xef\xbb\xbf"
SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])\s*$")
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class RecordError(DatelineError):
    """A file of records, or one of them, is malformed; says where and what to do."""


class Member(Struct, frozen=True):
    """One record of a file: its number there (a line or a count), and its bytes or what is wrong with it."""

    number: int
    data: bytes = b""
    problem: str = ""


def csv_members(data: bytes) -> Iterator[Member]:
    """Each record of a CSV or TSV file as a file of its own: the header's exact bytes and the record's.

    Numbers are those of the lines on which records begin. Line breaks inside quotes belong to their cell.
    """
    encoding = next((name for mark, name in WIDE if data.startswith(mark)), "latin-1")
    # Latin-1 gives each byte back as it was; commas, quotes and line breaks are the same in every web encoding.
    try:
        lines = list(io.StringIO(data.decode(encoding), newline=""))
    except UnicodeDecodeError as error:
        yield Member(1, problem=f"begins with a byte order mark of {encoding}, but is none ({error.reason})")
        return
    csv.field_size_limit(LONGEST_CELL)
    # Excel may say in a first line what separates the cells.
    told = SEPARATOR.match(lines[0].removeprefix(BYTES_OF_BOM)) if lines else None
    lines = [""] * (told is not None) + lines[told is not None :]
    reader = csv.reader(iter(lines), delimiter=told[1] if told is not None else delimiter_of(lines), strict=True)
    header, width = b"", 0
    while True:
        first = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            where = f"lines {first + 1} to {reader.line_num}"
            yield Member(first + 1, problem=f"{where} are no record of a table ({error}); mend their quotes")
            continue
        if cells is None:
            return
        record = "".join(lines[first : reader.line_num]).encode(encoding)
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header, width = ended(record, encoding), len(cells)
        elif len(cells) != width:
            yield Member(first + 1, problem=f"{len(cells)} cells where the header names {width}; mend this line")
        else:
            yield Member(first + 1, header + record)


def loosely(data: bytes) -> str:
    """The text of a table, good enough for the names of its columns and for addresses and times."""
    encoding = next((name for mark, name in WIDE if data.startswith(mark)), "utf-8")
    return data.decode(encoding, "replace")


def ended(line: bytes, encoding: str) -> bytes:
    """A line with a break at its end."""
    breaks = tuple(mark.encode(encoding) for mark in ("\n", "\r"))
    return line if line.endswith(breaks) else line + breaks[0]


def delimiter_of(lines: list[str]) -> str:
    """What separates the cells: the mark that gives the header the most columns of known names, then the most."""
    header = next((line for line in lines if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: _named(header, mark))


def _named(header: str, mark: str) -> tuple[int, int]:
    columns = _split(header, mark)
    return len(column_names().fields(columns)), len(columns)


def _split(line: str, mark: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line.lstrip(BOM)], delimiter=mark), [])]
    except csv.Error:
        return []


def csv_columns(text: str) -> list[str]:
    """The names in the first line of a table."""
    lines = text.lstrip("\r\n").splitlines()[:1]
    return _split(lines[0], delimiter_of(lines)) if lines else []


def csv_cells(text: str) -> dict[str, str]:
    """The cells of a table with one record, by column; raises RecordError for other tables."""
    lines = list(io.StringIO(text.removeprefix(BOM), newline=""))
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(iter(lines), delimiter=delimiter_of(lines), strict=True)
    try:
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise RecordError(f"no table ({error}); mend its quotes") from error
    if len(rows) != 2:
        raise RecordError(
            f"a table of {max(0, len(rows) - 1):,} records is no single page; add it to a case, which takes in each"
        )
    header, cells = rows
    if len(header) != len(cells):
        raise RecordError(f"{len(cells)} cells where the header names {len(header)}; mend the line")
    filled: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=True):
        filled.setdefault(column.strip(), cell)
    return filled


def json_members(data: bytes) -> Iterator[Member]:
    """Each object of a file with one on every line, of an array of objects, or of the one list that an object holds.

    Numbers are those of lines, or of the objects in their array from 1.
    """
    plain = data.removeprefix(codecs.BOM_UTF8)
    whole = _array(plain)
    if whole is not None:
        for number, one in enumerate(whole, 1):
            problem = json_problem(one)
            yield Member(number, problem=problem) if problem else Member(number, one)
        return
    for number, line in enumerate(plain.split(b"\n"), 1):
        if not line.strip():
            continue
        problem = json_problem(line)
        yield Member(number, problem=problem) if problem else Member(number, line.rstrip(b"\r"))


def _array(data: bytes) -> list[bytes] | None:
    """The objects of a file that is one JSON value; None where it is none, or a value of another form."""
    try:
        if data.lstrip().startswith(b"["):
            return raw_list(data)
        held = raw_object(data)
    except RecordError:
        return None
    objects = [found for raw in held.values() if (found := _objects(raw))]
    return objects[0] if len(objects) == 1 and "text" not in column_names().fields(held) else [data]


def _objects(data: bytes) -> list[bytes]:
    """The objects of a list of nothing else; none for other values."""
    if not data.startswith(b"["):
        return []
    found = raw_list(data)
    return found if all(one.startswith(b"{") for one in found) else []


def raw_list(data: bytes) -> list[bytes]:
    """The values of a JSON list, each by its exact bytes; raises RecordError for what is none."""
    _refuse_crowd(data)
    try:
        return [bytes(raw).strip() for raw in msgspec.json.decode(data, type=list[msgspec.Raw])]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"no JSON list ({error}); mend it") from error
    except RecursionError as error:
        raise RecordError(NESTED) from error


def raw_object(data: bytes) -> dict[str, bytes]:
    """The values of a JSON object by their names, each by its exact bytes; raises RecordError for what is none."""
    _refuse_crowd(data)
    try:
        held = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"no JSON object ({error}); mend it") from error
    except RecursionError as error:
        raise RecordError(NESTED) from error
    return {name: bytes(raw).strip() for name, raw in held.items()}


def _refuse_crowd(data: bytes) -> None:
    if data.count(b",") > MOST_COMMAS:
        raise RecordError(f"more than {MOST_COMMAS:,} values in one piece of JSON; split it")


def json_problem(data: bytes) -> str:
    """What is wrong with the bytes of an object; empty when nothing is."""
    try:
        raw_object(data)
    except RecordError as error:
        return str(error)
    return ""


def json_cells(data: bytes) -> dict[str, str]:
    """The values of one JSON object as texts, those of an object inside it by both names; raises RecordError."""
    cells: dict[str, str] = {}
    for name, raw in raw_object(data.removeprefix(codecs.BOM_UTF8)).items():
        try:
            value = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RecordError(f"no JSON in {name!r} ({error}); mend it") from error
        except RecursionError as error:
            raise RecordError(NESTED) from error
        if isinstance(value, dict):
            cells |= {f"{name}.{inner}": as_text(one) for inner, one in value.items()}
            cells.setdefault(name, as_text(value.get("name")))
        else:
            cells[name] = as_text(value)
    return cells


def as_text(value: object) -> str:
    """A JSON value as text: paragraphs or names of a list with an empty line between; empty for other values."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, (as_text(one) if isinstance(one, str) else named(one) for one in value)))
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def named(value: object) -> str:
    """What an object inside a list is called."""
    name = value.get("name") if isinstance(value, dict) else None
    return name if isinstance(name, str) else ""
