"""The text as a string of word classes, one character a token, so that the rules of times are plain patterns."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from dateline.tables.times import TimeWords

TEENS = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
DIGIT = "one|two|three|four|five|six|seven|eight|nine"
# 'Nineteen ninety-six', 'twenty sixteen', 'the year two thousand'; never 'nineteen forty-year-olds'.
SPELLED = rf"(?:eigh|nine)teen[ -](?:{TENS}(?:[ -](?:{DIGIT}))?|{TEENS})|twenty[ -](?:{TEENS})|(?<=\byear )two thousand"
# What shows that 14.30 is a time of day.
DAYTIME = r"(?:[ap]\.?m\b|GMT\b|UTC\b|hrs\b|hours\b|local time\b)"
TOKEN = re.compile(
    r"(?P<iso>\d{4}(?:-\d\d-|/\d\d/)\d\d(?!\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<byname>(?<![\d/])(?:9/11|7/7|26/11)(?![\d/]))"
    r"|(?P<slashed>(?<![\d/.-])\d{1,2}(?P<mark_>[/.-])\d{1,2}(?P=mark_)(?:19|20)\d\d(?![\d/-])"
    r"|(?<![\d/])\d{1,2}/\d{1,2}/\d\d(?![\d/]))"
    r"|(?P<monthly>(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{4}(?=h(?:rs|ours)?\b)"
    rf"|\d{{1,2}}\.\d\d(?=\s?{DAYTIME})|\d{{1,2}}(?=[ap]\.?m\b))"
    r"|(?P<zone>(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?(?!\d))"
    r"|(?P<decade>(?:\d{2,3}0|(?<![\w’'])['’]?\d0)(?:s|['’]s)(?!\w))"
    r"|(?P<counted>\d+(?:st|nd|rd|th)(?!\w))"
    r"|(?P<other>\d+(?:[.,]\d+)+|\d+[^\W\d_]+)"
    r"|(?P<digits>\d+)"
    rf"|(?P<spelled>(?:{SPELLED})(?![\w-]))"
    r"|(?P<word>[ap]\.m\b\.?|o['’]clock|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
LINE = re.compile(r"[^\n]+")
CAPITAL = frozenset({"monthverb", "zone", "era", "feastday", "bearer", "epithet"})
UPPER = frozenset({"zone", "era"})
MARKS = {",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close", "/": "slash"}
KINDS = (
    "monthname monthverb monthabbr weekday weekdayabbr season daypart unit number ordinal vague stage edge half "
    "part the a this that same last next current ago later earlier after of in from between to and or deictic "
    "reference recurring every ampm oclock zone era observance approx more than least time old measure label "
    "money range term ahead fiscal holy new often lasting local al lunar feastday bearer epithet "
    "byname iso slashed monthly clock decade small day year int comma "
    "dot dash open close slash other "
)
# One private-use character a class: they mean nothing to the pattern language.
CODE = {kind: chr(0xE000 + n) for n, kind in enumerate(KINDS.split())}
SETS = {
    "month": ("monthname", "monthverb", "monthabbr"),
    "wday": ("weekday", "weekdayabbr"),
    "d": ("day", "ordinal"),
    "count": ("number", "day", "small", "int"),
    "num": ("number", "day", "small", "int", "a", "vague"),
    "det": ("the", "this", "that"),
}
GROUP = re.compile(r"\([^()]*\)[?*+]?")
ATOM = re.compile(r"(?:(\w+)=)?(\w+(?:\|\w+)*)")


class Token(Struct, frozen=True):
    """One word, number or mark: its class, its value, its lower-case form, its offsets in the segment."""

    kind: str
    value: str
    form: str
    start: int
    end: int


@cache
def grammar(pattern: str) -> re.Pattern[str]:
    """A pattern over classes: `month` and `a|b` are classes, `d=day` captures one, ` | ` divides branches.

    All else is regular expression; spaces mean nothing.
    """
    return re.compile(ATOM.sub(_atom, pattern).replace(" ", ""))


def needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of class characters, of each of which a line must hold one for the pattern to match anywhere in it.

    They are the atoms outside all brackets that are not optional: a quick look that spares most scans.
    """
    bare, left = pattern, ""
    while bare != left:
        left, bare = bare, GROUP.sub(" ", bare)
    words = bare.split()
    if "|" in words:
        return ()
    atoms = (ATOM.fullmatch(word) for word in words)
    return tuple(frozenset(_codes(atom[2])) for atom in atoms if atom is not None)


def _codes(kinds: str) -> str:
    return "".join(CODE[kind] for given in kinds.split("|") for kind in SETS.get(given, (given,)))


def _atom(found: re.Match[str]) -> str:
    name, kinds = found.groups()
    body = f"[{_codes(kinds)}]"
    return f"(?P<{name}>{body})" if name else body


def lines_of(text: str, words: TimeWords) -> list[list[Token]]:
    """The tokens of a segment's text line by line: no time runs over a line break."""
    return [
        [_token(found, words) for found in TOKEN.finditer(text, line.start(), line.end())]
        for line in LINE.finditer(text)
    ]


def _token(found: re.Match[str], words: TimeWords) -> Token:
    group, form = found.lastgroup or "mark", found[0].lower()
    kind, value = group, form
    if group in ("word", "mark"):
        entry = words.words.get(form)
        kind, value = (entry.kind, entry.value) if entry else (MARKS.get(form, "other"), _case(found[0]))
        if kind in CAPITAL and not (found[0].isupper() if kind in UPPER else found[0][0].isupper()):
            # 'may' and 'march' are verbs, 'est', 'cat' and 'ad' are words, 'republic day' may be any.
            kind = "other"
    elif group == "digits":
        kind = _number(form)
    elif group == "counted":
        kind, value = "ordinal", form[:-2]
    elif group == "byname":
        value = words.words[form].value
    elif group == "zone":
        value = _offset(form)
    elif group == "spelled":
        kind, value = "year", _spelled(form, words)
    return Token(kind, value, form, found.start(), found.end())


def _case(word: str) -> str:
    return "name" if word[0].isupper() else ""


def _spelled(form: str, words: TimeWords) -> str:
    first, *rest = (int(words.words[part].value) for part in form.replace("-", " ").split())
    return str(first * rest[0] if rest[0] == 1000 else first * 100 + sum(rest))


def _offset(zone: str) -> str:
    """`+03` for UTC+3, `-04:30` for gmt -4:30."""
    sign, digits = zone.lstrip("utcgm ")[0], zone.lstrip("utcgm +-").replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "")
    return f"{sign}{int(hours):02d}{f':{minutes}' if minutes else ''}"


def _number(digits: str) -> str:
    if len(digits) <= 2:
        return "day" if 1 <= int(digits) <= 31 else "small"
    return "year" if len(digits) == 4 and "1000" <= digits <= "2199" else "int"


def classes_of(tokens: list[Token]) -> str:
    """The classes of the tokens as a string, one character each."""
    return "".join([CODE[token.kind] for token in tokens])
