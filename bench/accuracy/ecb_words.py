"""The gold event words of ECB+ as Dateline reads them: texts made of the tokens, and the wording of each event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dateline.engine.reader import Reader
from dateline.events import syntax
from dateline.linking.wording import Bag, Wording, bag, words_of
from dateline.model.document import ReadDocument
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.tables.wording import WordTable

QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'", "’", "'s", "’s", "n't", "'re", "'ve", "'ll", "'d"})
OPENING = frozenset({"(", "$"})
# Parts of a noun's phrase that do not name it.
LOOSE = frozenset({"DET", "PRON", "PUNCT", "ADP", "PART", "AUX", "CCONJ", "SCONJ", "SPACE"})


class Word(Struct, frozen=True):
    """A gold event word: where it stands in its text, its chain, and what tells of it."""

    document: str
    text: str
    span: Span
    chain: str
    wording: Wording

    @property
    def topic(self) -> int:
        """The number of its topic, with which the name of its document begins."""
        return int(self.document.partition("_")[0])


def words(data: Path, reader: Reader, table: WordTable) -> list[Word]:
    """The event words of a file, in order."""
    found: list[Word] = []
    for line in data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, places = joined(row["sentences"])
        read = reader.parsed(reader.text(text))
        told = bag(words_of(text), table)
        # Sentences without events are left out of the file; the others keep their numbers.
        at = {number: n for n, number in enumerate(sorted({event["sentence"] for event in row["events"]}))}
        for event in row["events"]:
            tokens = [places[at[event["sentence"]]][n] for n in event["tokens"]]
            span = Span(tokens[0].start, tokens[-1].end)
            wording = worded(row["id"], read, span, told, table)
            found.append(Word(row["id"], span.of(text), span, event["chain"], wording))
    return found


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Span]]]:
    """Tokens as a text, a sentence a line, and where each token stands in it."""
    parts: list[str] = []
    places: list[list[Span]] = []
    at = 0
    for sentence in sentences:
        row: list[Span] = []
        quoted, last = False, "("
        for token in sentence:
            word = QUOTES.get(token, token)
            glued = word in CLOSING or last in OPENING or (quoted and '"' in (word, last)) or not row
            quoted ^= word == '"'
            at += not glued
            parts.append(word if glued else f" {word}")
            row.append(Span(at, at + len(word)))
            at, last = at + len(word), word
        parts.append("\n")
        places.append(row)
        at += 1
    return "".join(parts), places


def worded(document: str, read: ReadDocument, span: Span, story: Bag, table: WordTable) -> Wording:
    """What tells of the event at a span; its words alone where its sentence was not parsed."""
    parse = next((one for one in read.parses if one.span.covers(span)), None)
    own = parse.tokens_in(span) if parse is not None else range(0)
    head = parse.root_of(own) if parse is not None else None
    if parse is None or head is None:
        acts, nothing = table.bases(span.of(read.document.text).split()[0]), bag((), table)
        return Wording(document=document, acts=acts, doers=nothing, harmed=nothing, beside=nothing, story=story)
    return Wording(
        document=document,
        acts=acts_of(parse, own, head, table),
        doers=bag((parse.forms[t] for t in doers(parse, head)), table),
        harmed=bag((parse.forms[t] for t in harmed(parse, head)), table),
        beside=bag((parse.forms[t] for t in parse.sentence(head) if t not in own), table),
        story=story,
    )


def acts_of(parse: Parse, own: range, head: int, table: WordTable) -> frozenset[str]:
    """What the word may be a form of; with its particle where that makes another word: 'passed away'."""
    bases = table.bases(parse.forms[head]) | {parse.lemmas[head].casefold()}
    particles = (t for t in parse.children[head] if parse.deps[t] == "prt")
    after = {parse.forms[t].casefold() for t in (*own, *particles) if t > head}
    return bases | ({f"{base}_{word}" for base in bases for word in after} & table.kin.keys())


def doers(parse: Parse, head: int) -> Iterator[int]:
    """The tokens that name who did it: the subject, or whom 'by' names, or whose it is."""
    passive = syntax.is_passive(parse, head)
    found = syntax.agent(parse, head) if passive else syntax.surface_subject(parse, head)
    if found is None:
        found = syntax.child(parse, head, "poss")
    if found is not None:
        yield from phrase(parse, found)


def harmed(parse: Parse, head: int) -> Iterator[int]:
    """The tokens that name to whom or what it was done: the object, or a passive's subject, or what 'of' names."""
    passive = syntax.is_passive(parse, head)
    found = syntax.surface_subject(parse, head) if passive else syntax.direct_object(parse, head)
    if found is None:
        found = next((token for name, token in syntax.prepositions(parse, head) if name in ("of", "on", "to")), None)
    if found is not None:
        yield from phrase(parse, found)


def phrase(parse: Parse, token: int) -> Iterator[int]:
    """The words of a noun's phrase, as far as they name it."""
    for t in parse.subtree(token):
        if token in (t, parse.heads[t], parse.heads[parse.heads[t]]) and parse.pos[t] not in LOOSE:
            yield t
