"""The words of a paragraph while it is settled with which letters they are written, and the paragraph after that."""

from __future__ import annotations

import re

from msgspec import Struct

WORD = re.compile(r"[^\W\d_]+")
APOSTROPHES = "'’ʼ"
# So many characters before and behind a word are looked at, so that long lines cost no more than short ones.
BEFORE, AFTER = 40, 40
# A word of at most so many letters may be an abbreviation, whose full stop ends nothing.
LONGEST_SHORT = 4
FIRST = re.compile(r"(?:^|[.!?][\"”’)\]]*\s+|\s--\s+|:\s+[\"“])[\"“‘'(\[]*$")
# A full stop behind these ends no sentence, and one behind a single letter ends none.
ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:no|mr|mrs|ms|dr|st|vs|gen|col|lt|maj|capt|sgt|brig|adm|rev|sen|gov))\.$")


class Token(Struct):
    """A run of letters: where it stands, its small letters, how it is to be written, and whether it is a name.

    `form` is empty while that is open; a name of `people` or of their country is no person's.
    """

    start: int
    end: int
    word: str
    form: str = ""
    name: bool = False
    people: bool = False

    def write(self, form: str, *, name: bool = True) -> None:
        """Settles how it is written."""
        self.form, self.name = form, name


def tokens_of(text: str) -> list[Token]:
    """The runs of letters of a text."""
    return [Token(found.start(), found.end(), found[0].lower()) for found in WORD.finditer(text)]


def before(text: str, token: Token) -> str:
    """What stands before a word, in small letters, as far as it matters."""
    return text[max(0, token.start - BEFORE) : token.start].lower()


def after(text: str, token: Token) -> str:
    """What stands behind a word, in small letters, as far as it matters."""
    return text[token.end : token.end + AFTER].lower()


def joined(one: Token, two: Token, text: str) -> bool:
    """Whether nothing but blanks or a hyphen stands between two words, or the full stop of a short one."""
    between = text[one.end : two.start].strip()
    return between in {"", "-"} or (between == "." and len(one.word) <= LONGEST_SHORT)


def is_bracketed(token: Token, text: str) -> bool:
    """Whether a word stands right behind an opening bracket."""
    return text[token.start - 1 : token.start] == "("


def recased(text: str, tokens: list[Token]) -> str:
    """The text with its words as they were settled, the first word of a sentence with a capital."""
    parts, at = [], 0
    for token in tokens:
        form = token.form
        if begins_sentence(token, text):
            form = form[:1].upper() + form[1:]
        parts += [text[at : token.start], alike(text[token.start : token.end], form)]
        at = token.end
    return "".join([*parts, text[at:]])


def begins_sentence(token: Token, text: str) -> bool:
    """Whether a word is the first of its sentence."""
    start = max(0, token.start - BEFORE)
    said = text[start : token.start]
    if start and not said.strip():
        return False
    return FIRST.search(said) is not None and ABBREVIATED.search(said.rstrip().lower()) is None


def alike(word: str, form: str) -> str:
    """The word in the case of `form`, letter by letter; a letter whose other case is no single letter stays.

    >>> alike("STRAßE", "Straße"), alike("İZMİR", "izmir")
    ('Straße', 'İzmİr')
    """
    if len(word) != len(form):
        return word
    return "".join(map(_alike, word, form))


def _alike(letter: str, model: str) -> str:
    """One letter in the case of another; itself where that would be another letter or several."""
    other = letter.upper() if model.isupper() else letter.lower()
    same = len(other) == 1 and other.upper() == letter.upper() and other.lower() == letter.lower()
    return other if same else letter
