"""Whether the clause around a time looks ahead or back."""

from __future__ import annotations

from bisect import bisect_right

from dateline.model.parse import Parse
from dateline.tables.times import TimeWords

CLAUSE = frozenset({"VERB", "AUX"})
# 'Fleeing in August' and 'to flee in August' have the tense of what they hang on.
BARE = frozenset({"VBG", "VB", "VBN"})
HELPERS = frozenset({"aux", "auxpass"})
PRESENT = frozenset({"VBZ", "VBP"})
# 'Is going to', 'is to', 'were to': what is still to come, when it is told with a day.
TO_COME = frozenset({"go", "be"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl"})


class Tenses:
    """Looks up the clause of an offset in the parses of the document."""

    def __init__(self, parses: tuple[Parse, ...], words: TimeWords) -> None:
        self.words = words
        self.parses = sorted(parses, key=lambda parse: parse.span.start)
        self.starts = [parse.span.start for parse in self.parses]

    def at(self, offset: int) -> str | None:
        """`future` or `past` as the clause around `offset` says, None where it does not tell."""
        found = bisect_right(self.starts, offset) - 1
        parse = self.parses[found] if found >= 0 else None
        i = None if parse is None else parse.token_at(offset)
        if parse is None or i is None:
            return None
        if parse.lemmas[parse.heads[i]] == "for" and parse.pos[i] == "PROPN":
            # 'An assault planned for Thursday', 'elections for May'.
            return "future"
        over = parse.heads[i] if parse.deps[i] in ("nummod", "compound") else i  # '19' in '19 March'
        of = parse.heads[over]
        if parse.lemmas[of] == "of" and parse.pos[parse.heads[of]] == "NOUN":
            return None  # 'condemned the elections of 19 March': the verb's tense is not theirs
        for verb in (i, *parse.ancestors(i)):
            if parse.pos[verb] in CLAUSE:
                said = self._of(parse, verb)
                # 'The decision to meet on 22 December' was made; the meeting may be to come.
                named = parse.tags[verb] == "VB" and parse.deps[verb] == "acl"
                if said is not None or named or parse.tags[verb] not in BARE:
                    return said
        return None

    def _of(self, parse: Parse, verb: int) -> str | None:
        helpers = [c for c in parse.children[verb] if parse.deps[c] in HELPERS]
        lemmas = {parse.lemmas[c] for c in helpers}
        tags = {parse.tags[verb], *(parse.tags[c] for c in helpers)}
        head = parse.heads[verb]
        bound = "to" in lemmas and parse.deps[verb] in COMPLEMENTS
        looks_ahead = lemmas & self.words.will or (lemmas & self.words.would and "have" not in lemmas)
        if looks_ahead or (bound and parse.lemmas[head] in self.words.ahead | TO_COME):
            return "future"
        looks_ahead = parse.lemmas[verb] in self.words.scheduled | self.words.ahead
        if looks_ahead and parse.tags[verb] in PRESENT and parse.role == "body":
            return "future"  # 'talks resume on Friday'; in a headline or caption the present tells what happened
        passive = parse.tags[verb] == "VBN" and "have" not in lemmas
        if passive and parse.lemmas[verb] in self.words.planned:
            return "future"
        participle = parse.tags[verb] == "VBN" and not tags & {"VBZ", "VBP", "MD"}
        return "past" if "VBD" in tags or "have" in lemmas or participle else None
