"""What the text shows of the conditions that the ACLED columns ask for, and how a protest or riot went."""

from __future__ import annotations

from itertools import pairwise

from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.grouping import RANK
from dateline.model.parse import Parse

FIGHTING = (
    frozenset(RANK)
    - {"other.disaster", "other.accident", "order.riot", "civilian.attack", "battle.offensive"}
    - {"battle.capture", "battle.advance"}
)
CASUALTIES = frozenset({"killed", "injured"})
STORMING = frozenset({"storm", "assault", "attack", "fight", "clash", "battle", "overrun", "repel"})
HOLDING = frozenset({"hold", "keep", "seize", "herd", "lock", "detain", "take", "capture", "prevent"})
FINDING = frozenset({"find", "discover", "uncover", "defuse", "disarm", "deactivate", "dismantle", "recover", "seize"})
BY_DEAL = frozenset({"swap", "exchange"})
MODED = ("order.protest", "order.riot")
# The more serious comes first: what decides is the worst that happened.
MODES = ("excessive force", "intervention", "peaceful", "mob", "demonstration")
UNREST = frozenset({"violence", "incident", "clash", "trouble", "unrest", "arrest"})
PROTEST_MODES = frozenset({"excessive force", "intervention", "peaceful"})


def facts(group: tuple[Draft, ...], mode: str | None) -> frozenset[str]:
    """The conditions of the type table that the mentions show to hold; what they do not show is left open."""
    shown = {name for name, holds in CONDITIONS.items() if any(holds(draft) for draft in group)}
    return frozenset(shown | ({f"mode {mode}"} if mode else set()))


def mode_of(group: tuple[Draft, ...], kind: str) -> str | None:
    """How a protest (peaceful, intervention, excessive force) or riot (demonstration, mob) went; None if untold."""
    if kind not in MODED:
        return None
    fitting = [m for m in MODES if (m in PROTEST_MODES) == (kind == "order.protest")]
    told = {word for draft in group for word in modes_in(draft)}
    return next((mode for mode in fitting if mode in told), None)


def modes_in(draft: Draft) -> set[str]:
    """The modes that words of the mention's sentence show."""
    cues, words = draft.found.scene.table.cues["mode"], lemmas(draft)
    calm = any(first in ("no", "without") and then in UNREST for first, then in pairwise(words))
    return {cues[lemma] for lemma in words if lemma in cues} | ({"peaceful"} if calm else set())


def lemmas(draft: Draft) -> list[str]:
    """The lemmas of the sentence of a mention."""
    parse: Parse = draft.found.scene.parse
    return [parse.lemmas[t] for t in parse.sentence(draft.found.token)]


def triggers(draft: Draft) -> set[str]:
    """The lemmas of the triggers of a mention."""
    return {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}


def is_fought(draft: Draft) -> bool:
    """Whether the mention tells of force: another trigger of fighting, casualties, a storming."""
    if draft.status.value not in COUNTED:
        return False
    types = {f.trigger.type for f in draft.extra} | {draft.type}
    hurt = any(figure.outcome in CASUALTIES for figure in draft.figures)
    return bool(types & FIGHTING or triggers(draft) & STORMING) or hurt


def is_by_deal(draft: Draft) -> bool:
    """Whether an agreement is named in the sentence."""
    table = draft.found.scene.table
    return any("deal" in table.classes.get(lemma, frozenset()) or lemma in BY_DEAL for lemma in lemmas(draft))


def is_base(draft: Draft) -> bool:
    """Whether a base or headquarters is what was set up."""
    found = draft.found
    return any("base" in found.scene.classes(t) for t in found.slots.get("obj", ()))


def is_found(draft: Draft) -> bool:
    """Whether arms or explosives were found or made safe."""
    found = draft.found
    weapons = any("weapon" in found.scene.classes(t) for t in found.slots.get("obj", ()))
    return weapons or bool(triggers(draft) & FINDING)


def is_held(draft: Draft) -> bool:
    """Whether the people used as shields were held."""
    return draft.found.scene.parse.lemmas[draft.found.verb] in HOLDING


CONDITIONS = {"fought": is_fought, "deal": is_by_deal, "base": is_base, "found": is_found, "held": is_held}
