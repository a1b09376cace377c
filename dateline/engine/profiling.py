"""Gathers what the processes of a build tell of their time and memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.engine.profile import DOCUMENTS, PAGES, REPORTS, Peaks, Profile, profile_of
from dateline.values.stopwatch import Stopwatch, peak_megabytes

if TYPE_CHECKING:
    from dateline.engine.jobs import Done
    from dateline.model.document import Document
    from dateline.model.source import Capture


class Profiling:
    """The measuring of one build; nothing is kept where it is off."""

    def __init__(self, *, on: bool, apart: bool) -> None:
        """From now on; `apart`: pages are read in processes of their own."""
        self.apart = apart
        self.on = on
        self.began = time.perf_counter()
        self.others = Stopwatch(on=on)
        self.peaks = Peaks()

    def take(self, done: Done) -> None:
        """Take in what a job told."""
        if self.on:
            self.others.add(done.spent)
            self.peaks.workers = max(self.peaks.workers, done.megabytes if self.apart else 0.0)

    def ended(self, watch: Stopwatch, unread: Sequence[Capture], documents: Sequence[Document]) -> Profile | None:
        """What the build of these documents took, `unread` the pages that were read in it; None where it is off."""
        if not self.on:
            return None
        self.peaks.main = peak_megabytes()
        self.others.add(watch.taken())
        done = {
            PAGES: len(unread),
            DOCUMENTS: len(documents),
            REPORTS: sum(len(document.reports) for document in documents),
            "bytes": sum(capture.size for capture in unread),
        }
        return profile_of(self.others.taken(), time.perf_counter() - self.began, self.peaks, done)
