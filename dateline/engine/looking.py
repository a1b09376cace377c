"""Looking at pages as a kind of job: captures in, verdicts out."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive.vault import VaultError
from dateline.document.sift import Sieve, verdict
from dateline.engine.pages import body_of
from dateline.engine.profile import PREFILTER
from dateline.engine.state import State
from dateline.model.sifting import Verdict


class Look(Struct, frozen=True):
    """A capture to be looked at."""

    capture: str
    blob: str
    media: str | None
    body: bytes | None = None  #: its bytes; None where they are within the worker's reach


class Looks(Struct, frozen=True):
    """Captures that are looked at together: one look is too short to be handed out by itself."""

    looks: tuple[Look, ...]


class Looked(Struct, frozen=True):
    """The verdicts by capture."""

    verdicts: dict[str, Verdict]


def look(state: State, payload: Looks) -> Looked:
    """The verdicts on captures; what cannot be had from the vault is kept, and reading lists why."""
    found: dict[str, Verdict] = {}
    for one in payload.looks:
        try:
            data = body_of(state, one.blob, one.body)
        except VaultError as error:
            found[one.capture] = Verdict(keep=True, reason=f"cannot be looked at: {error}")
        else:
            with state.watch.part(PREFILTER):
                found[one.capture] = certain(data, one.media, state.sieve)
    return Looked(found)


def certain(data: bytes, media: str | None, sieve: Sieve) -> Verdict:
    """The verdict on bytes; a page that breaks a rule is kept, so that sifting never loses one."""
    try:
        return verdict(data, media, sieve)
    # One page must never cost its neighbours (promise 7); reading looks at it again and lists what it finds.
    except Exception as error:  # noqa: BLE001
        return Verdict(keep=True, reason=f"cannot be looked at: {type(error).__name__}")
