"""Who says so: the attribution over a trigger, and how sure the claim is."""

from __future__ import annotations

from dateline.events.cues import Status
from dateline.events.scene import Scene
from dateline.model.mention import Attribution
from dateline.values.attribution import innermost, less_sure


def source(scene: Scene, token: int) -> Attribution | None:
    """The innermost attribution whose content covers the token."""
    return innermost(scene.parse.span_of(token, token), scene.attributions)


def certainty(status: Status, attribution: Attribution | None) -> str:
    """The less sure of the attribution's certainty and the clause's own distance."""
    own = "reported" if status.hedged else "stated"
    return own if attribution is None else less_sure(attribution.certainty, own)
