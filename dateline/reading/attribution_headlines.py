"""Who says in headlines and transcripts: a name before a colon, or after a dash under a quotation."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.attribution_contents import QUOTE_MARKS
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_sources import QUOTE_ENDS, is_finite, trimmed
from dateline.tables.speech import SpeechWords, VerbRow

TRANSCRIPT_NAME = 5
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
# Titles are no longer, and have capitals on a larger share of their long words (a sentence of names has half).
LONGEST_TITLE = 25
CAPITALS = 0.7
# What parts the source from the words before it, and what is said from the circumstance after it.
CLOSED = frozenset({"PUNCT", "VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PART"})
LATER = frozenset({"After", "Before", "During", "While", "Amid", "Ahead", "As"})
# A quotation is signed with no more words than these.
SIGNATURE = 15
DASHES = frozenset({"-", "–", "—", "--", "―"})


def transcript_cue(parse: Parse) -> Cue | None:
    """'NAME: words' at a paragraph's start, as transcripts and headlines have it."""
    first = label_start(parse)
    colon = next((k for k in range(1, min(TRANSCRIPT_NAME + 1, len(parse) - 1)) if parse.forms[k] == ":"), None)
    if colon is None or colon <= first or parse.forms[first].lower() in LABELS:
        return None
    named = all(
        parse.pos[k] == "PROPN" or (len(parse.forms[k]) > 2 and parse.forms[k].isupper()) for k in range(first, colon)
    )
    said = trimmed(parse, range(colon + 1, len(parse)))
    speaking = is_speaking(parse, colon - 1)
    if not (named or speaking) or not (_is_said(parse, said) or (speaking and _is_title(parse))):
        return None
    return Cue(
        first=colon, last=colon, kind="statement", certainty="stated", source=range(first, colon), contents=(said,)
    )


def label_start(parse: Parse) -> int:
    """Where a speaker's label begins in a transcript: after a quotation mark that the paragraph opens with."""
    return int(parse.forms[0] in QUOTE_MARKS)


def capital_cue(parse: Parse, speech: SpeechWords) -> Cue | None:
    """'Governor Slams Rebels Over Raid': a verb that the parser takes for a name, since a title gives it a capital."""
    if len(parse) > LONGEST_TITLE or not _is_title(parse):
        return None
    for i in range(1, len(parse) - 1):
        if parse.pos[i] != "PROPN" or (row := _present(parse.forms[i].lower(), speech)) is None:
            continue
        source = range(next((k + 1 for k in range(i - 1, -1, -1) if parse.pos[k] in CLOSED), 0), i)
        after = i + 1 + (parse.forms[i + 1].lower() in row.frames)
        end = next(
            (k for k in range(after, len(parse)) if parse.pos[k] == "PUNCT" or parse.forms[k] in LATER), len(parse)
        )
        takes = after > i + 1 or not {"object", "clause"}.isdisjoint(row.frames)
        if takes and len(source) and parse.tags[source.stop - 1] != "POS" and end > after:
            said = (trimmed(parse, range(after, end)),)
            return Cue(first=i, last=after - 1, kind=row.kind, certainty="stated", source=source, contents=said, verb=i)
    return None


def _is_title(parse: Parse) -> bool:
    """Whether most long words of a paragraph have a capital."""
    long = [form for form in parse.forms if len(form) > 3 and form[0].isalpha()]
    return sum(form[0].isupper() for form in long) > CAPITALS * len(long)


def _present(form: str, speech: SpeechWords) -> VerbRow | None:
    """The row of a verb by its third person: 'slams', 'accuses', 'denies'."""
    if not form.endswith("s") or form.endswith("ss"):
        return None
    stems = (form[:-1], form[:-2], form[:-3] + "y") if form.endswith("es") else (form[:-1],)
    return next((row for stem in stems if (row := speech.verbs.get(stem)) is not None), None)


def signature_cue(parse: Parse) -> Cue | None:
    """'"We are free." - Ana Duarte, farmer': who signs a quotation after a dash, with an office or an occasion."""
    closed = (k - 1 for k in range(1, len(parse) - 1) if parse.forms[k] in DASHES and parse.forms[k - 1] in QUOTE_ENDS)
    mark = next(closed, len(parse)) + 1
    rest = range(mark + 1, len(parse))
    end = next((k for k in rest if parse.pos[k] != "PROPN"), len(parse))
    if end <= mark + 1 or len(rest) > SIGNATURE or any(is_finite(parse, k) for k in rest):
        return None
    said = trimmed(parse, range(mark))
    return Cue(
        first=mark, last=mark, kind="statement", certainty="stated", source=range(mark + 1, end), contents=(said,)
    )


def is_speaking(parse: Parse, token: int) -> bool:
    """Whether the token is a common noun for somebody who speaks in headlines."""
    return parse.lemmas[token].lower() in SPEAKING or parse.forms[token].lower().removesuffix("s") in SPEAKING


def _is_said(parse: Parse, said: range) -> bool:
    """Whether words tell something: they have a verb, or are quoted."""
    return any(parse.pos[k] in {"VERB", "AUX"} or parse.forms[k] in QUOTE_MARKS for k in said)
