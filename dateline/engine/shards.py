"""Pages cut into shards, so that a build that was stopped finds the same shards again.

The captures of a case, in the order in which they were added, are cut at every `PAGES`; what is added later changes the
last shard only. A shard holds those of its captures that are unread, so one that is finished is no shard any more, and
the pages that failed in it are another one, to be tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.engine.jobs import Shard, job, shard_of
from dateline.engine.pages import Page
from dateline.model.source import Capture

PAGES = 32
"""Of news pages a second or two of reading: so much is done again when a machine is lost, and a file each way for so
many pages costs a hundredth of reading them."""


def page_shards(
    captures: Iterable[Capture], unread: frozenset[str], work: str, body: Callable[[Capture], bytes | None]
) -> Iterator[Shard]:
    """The shards of the captures that are in `unread`; `body`: the bytes that go with a capture, or None."""
    ordered = sorted(captures, key=lambda one: (one.added, one.path, one.id))
    for start in range(0, len(ordered), PAGES):
        wanted = (one for one in ordered[start : start + PAGES] if one.id in unread)
        jobs = [job("read", one.id, Page(one, body(one)), same=Page(one)) for one in wanted]
        if jobs:
            yield shard_of(jobs, work)
