"""Pages and rows of the exercise, as its scorer looks them up."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from bench.built import Built, Row

__all__ = ["Page", "Row", "Wanted", "one_line", "pages_of"]


class Page(Struct, frozen=True, eq=False):
    """One story: its document row and the text of its page, white space and quotation marks as in the gold."""

    document: Row
    text: str

    def find(self, words: str) -> tuple[int, int] | None:
        """Where the words stand in the story's segments; None where they do not."""
        at = self.text.find(words)
        held = any(s["start"] <= at < s["end"] for s in self.document["segments"])
        return (at, at + len(words)) if at >= 0 and held else None


class Wanted(Struct, frozen=True, eq=False):
    """The built case, its stories by the two digits that begin a page's name, and the events found for each row."""

    built: Built
    pages: dict[str, list[Page]]
    events: dict[str, list[str | None]]

    def page(self, row: Row) -> Page:
        """The story that holds a row's words; words that stand in no story are an error in the gold."""
        for page in self.pages[row["page"]]:
            if page.find(row["words"]):
                return page
        raise ValueError(f"page {row['page']} does not hold “{row['words']}”")

    def by_id(self, kind: str, id_: str) -> Row:
        """The row of a kind with this id."""
        return next(row for row in self.built.rows[kind] if row["id"] == id_)


def pages_of(built: Built) -> dict[str, list[Page]]:
    """The stories of each page in the order in which they stand, by the number that begins its name."""
    found: dict[str, list[Page]] = {}
    documents = sorted(built.rows["document"], key=lambda d: (d["path"], min(s["start"] for s in d["segments"])))
    for document in documents:
        text = built.texts[document["id"]]
        found.setdefault(document["path"].split("/")[-1][:2], []).append(Page(document, text))
    return found


def one_line(row: dict[str, Any]) -> str:
    """What tells a row from the others."""
    keys = (
        "id",
        "page",
        "story",
        "words",
        "name",
        "event",
        "events",
        "field",
        "relation",
        "values",
        "outcome",
        "scope",
    )
    return " ".join(str(row[key]) for key in keys if key in row)
