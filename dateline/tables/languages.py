"""The languages: code, English name, the detector's codes for each, letters that one has and its kin have not."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.rows import TableError, read_table


class LanguageRow(Struct, frozen=True, kw_only=True):
    """One row of `data/languages.tsv`.

    `also`: other codes for the same language, or for varieties of it. `letters`: letters that a text in it has and
    one in `instead_of`, which the detector takes it for, has not.
    """

    code: str
    name: str
    also: tuple[str, ...] = ()
    letters: str = ""
    instead_of: str | None = None
    origin: str
    licence: str


class Languages(Struct, frozen=True, eq=False):
    """Names by code, the code for every other code, and by the code taken for it the language with own letters."""

    names: dict[str, str]
    codes: dict[str, str]
    taken_for: dict[str, LanguageRow]

    def code(self, tag: str | None) -> str | None:
        """The code of a language tag (`en-GB`, `iw`, `zh_Hant`); None for none and for an unknown one.

        >>> load().code("nb-NO"), load().code("EN_us"), load().code("template")
        ('no', 'en', None)
        """
        return self.codes.get((tag or "").replace("_", "-").split("-")[0].strip().casefold())

    def name(self, code: str) -> str:
        """The English name; the code itself for an unknown one."""
        return self.names.get(code, code)


def load() -> Languages:
    """The shipped languages; raises TableError when a code stands for two."""
    rows = read_table("languages", LanguageRow)
    codes: dict[str, str] = {}
    for row in rows:
        for code in (row.code, *row.also):
            if codes.setdefault(code, row.code) != row.code:
                raise TableError(f"data/languages.tsv: {code} stands for {codes[code]} and for {row.code}")
    return Languages(
        names={row.code: row.name for row in rows},
        codes=codes,
        taken_for={row.instead_of: row for row in rows if row.instead_of},
    )
