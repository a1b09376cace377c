"""Who says so: the attribution over a trigger, and how sure the claim is."""

from __future__ import annotations

from dateline.events.cues import Status
from dateline.events.scene import Scene
from dateline.model.mention import Attribution

CERTAINTIES = ("stated", "reported", "unverified")


def source(scene: Scene, token: int) -> Attribution | None:
    """The innermost attribution whose content covers the token."""
    at, end = scene.parse.starts[token], scene.parse.ends[token]
    best: tuple[int, Attribution] | None = None
    for said in scene.attributions:
        widths = [len(c) for c in said.content if c.start <= at and end <= c.end]
        if widths and (best is None or min(widths) < best[0]):
            best = min(widths), said
    return None if best is None else best[1]


def certainty(status: Status, attribution: Attribution | None) -> str:
    """The less sure of the attribution's certainty and the clause's own distance."""
    said = attribution.certainty if attribution is not None and attribution.certainty in CERTAINTIES else "stated"
    own = "reported" if status.hedged else "stated"
    return max(said, own, key=CERTAINTIES.index)
