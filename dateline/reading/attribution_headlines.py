"""Who says in headlines and transcripts: a name before a colon, or after a colon or dash at the end."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.attribution_contents import QUOTE_MARKS
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_sources import QUOTE_ENDS, trimmed

TRANSCRIPT_NAME = 5
# A source that closes a headline is as short.
CLOSING_NAME = 4
# What stands before the colon of a headline and is no speaker.
LABELS = frozenset(
    {"watch", "breaking", "update", "updated", "exclusive", "analysis", "opinion", "video", "photos", "photo", "live"}
    | {"read", "more", "note", "correction", "editor", "related", "explainer", "factbox", "timeline", "profile", "war"}
)
# Common nouns that speak in headlines ('Police: two held in Orsa', 'Two held in Orsa - officials').
SPEAKING = frozenset(
    {"poll", "report", "source", "official", "police", "study", "survey", "insider", "witness", "ministry", "minister"}
    | {"army", "military", "government", "spokesman", "spokeswoman", "spokesperson", "activist", "monitor", "resident"}
    | {"media", "agency", "commander", "governor", "mayor", "un", "medic", "analyst", "expert", "lawyer", "observer"}
)
DASHES = frozenset({"-", "–", "—", "--", "―"})


def transcript_cue(parse: Parse) -> Cue | None:
    """'NAME: words' at a paragraph's start, as transcripts and headlines have it."""
    first = label_start(parse)
    colon = next((k for k in range(1, min(TRANSCRIPT_NAME + 1, len(parse) - 1)) if parse.forms[k] == ":"), None)
    if colon is None or colon <= first or parse.forms[first].lower() in LABELS:
        return None
    named = all(parse.pos[k] == "PROPN" for k in range(first, colon))
    said = trimmed(parse, range(colon + 1, len(parse)))
    if not (named or is_speaking(parse, colon - 1)) or not _is_said(parse, said):
        return None
    return Cue(first=colon, last=colon, kind="statement", certainty="stated", source=range(first, colon), contents=(said,))


def label_start(parse: Parse) -> int:
    """Where a speaker's label begins in a transcript: after a quotation mark that the paragraph opens with."""
    return int(parse.forms[0] in QUOTE_MARKS)


def closing_cue(parse: Parse) -> Cue | None:
    """'Two held in Orsa: police', '"We are free." - Ana Duarte': the source closes a headline, or signs a quotation."""
    last = len(parse) - 1
    mark = next(
        (k for k in range(last - 1, max(last - CLOSING_NAME - 1, 0), -1) if parse.forms[k] in DASHES | {":"}), None
    )
    if mark is None or mark == last:
        return None
    signed = parse.forms[mark - 1] in QUOTE_ENDS and all(parse.pos[k] == "PROPN" for k in range(mark + 1, last + 1))
    if not signed and (not is_speaking(parse, last) or len({*parse.sentences[: mark - 1]}) > 1):
        return None
    spaced = parse.forms[mark] == ":" or parse.starts[mark] > parse.ends[mark - 1]
    source = range(mark + 1, len(parse))
    said = trimmed(parse, range(mark))
    if not spaced or any(parse.pos[k] in {"VERB", "AUX", "PUNCT"} for k in source) or not _is_said(parse, said):
        return None
    return Cue(first=mark, last=mark, kind="statement", certainty="stated", source=source, contents=(said,))


def is_speaking(parse: Parse, token: int) -> bool:
    """Whether the token is a common noun for somebody who speaks in headlines."""
    return parse.lemmas[token].lower() in SPEAKING or parse.forms[token].lower().removesuffix("s") in SPEAKING


def _is_said(parse: Parse, said: range) -> bool:
    """Whether words tell something: they have a verb, or are quoted."""
    return any(parse.pos[k] in {"VERB", "AUX"} or parse.forms[k] in QUOTE_MARKS for k in said)
