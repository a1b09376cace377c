"""What one document says about one happening, claim by claim."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import display
from dateline.model.mention import Actor, Attribution, Place, Symbol
from dateline.model.span import Evidence


class When(Struct, frozen=True, kw_only=True):
    """The time of a happening: inclusive ISO interval, precision, the words that say it, and on what basis."""

    earliest: str | None  #: first possible day (ISO, inclusive)
    latest: str | None  #: last possible day (ISO, inclusive)
    precision: str | None  #: `day`, `days`, `week`, `month`, `season`, `quarter`, `year`, `decade`, `range`
    text: str | None  #: the words that say it; empty where inherited
    basis: str  #: how it was found: `clause`, `sentence`, `narrative`, `publication date` ..., or why it is empty
    symbol: Symbol | None = None  #: kept so that it can be resolved again when its document gets a date


class Claim(Struct, frozen=True, kw_only=True):
    """One field of one report, with its evidence: the atom of the store."""

    id: str  #: hash of its content
    report: str  #: id of the report
    field: str  #: the field of the report that it fills; `occurrence` for the happening itself
    value: str  #: the value, as text
    #: the characters that carry the value; empty only for a value given from outside, as `basis` then says
    evidence: Evidence | None
    attribution: Attribution | None  #: who says so; empty for the narrator
    #: `affirms` or `denies`; who denies having done what the story tells denies a claim on `initiators`,
    #: who denies that it happened one on `occurrence`
    stance: str
    certainty: str  #: `stated`, `reported`, `unverified`
    basis: str  #: how the value was found, or from where it is inherited
    method: str  #: the rule that made it


class Report(Struct, frozen=True, kw_only=True):
    """What ONE document says about ONE happening."""

    id: str  #: hash of its content
    document: str  #: id of the document
    type: str  #: event type, such as `remote.shelling`
    mode: str | None  #: for protests and riots: `peaceful`, `intervention`, `excessive_force`, `demonstration`, `mob`
    #: `occurred`, `ongoing`, `planned`, `predicted`, `hypothetical`, `negated`, `demanded`, `alleged`; only the first
    #: two count
    status: str
    level: str  #: `incident`, `aggregate` (a total), `campaign`
    part_of: str | None  #: id of the total or campaign it belongs to
    background: bool  #: whether it is told as older than the news
    when: When | None  #: when it happened
    where: Place | None  #: where it happened
    initiators: tuple[Actor, ...]  #: who did it
    targets: tuple[Actor, ...]  #: to whom or to what
    victims: tuple[Actor, ...]  #: who was harmed
    weapons: tuple[Actor, ...]  #: with what
    alternative_group: str | None  #: reports of one group exclude each other: 'either A or B did it'
    figures: tuple[str, ...]  #: ids of the document's figures that belong to it
    attribution: Attribution | None  #: who says that it happened
    certainty: str  #: `stated`, `reported`, `unverified`
    evidence: tuple[Evidence, ...]  #: one clause for each mention of the happening
    claims: tuple[Claim, ...]  #: every field with its evidence
    tags: tuple[str, ...]  #: types that are tags in ACLED's scheme
    acled_event: str | None  #: ACLED event type, where the text settles it
    acled_sub_event: str | None  #: ACLED sub-event type, where the text settles it
    plover: str | None  #: PLOVER event type, by what happened and by whether it was done, announced, asked or refused
    plover_mode: str | None  #: PLOVER mode of it, where it has one

    def _repr_html_(self) -> str:
        return display.report_html(self)
