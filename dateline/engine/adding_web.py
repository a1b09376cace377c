"""`add URL`: pages of the web, and those that feeds and sitemaps name, fetched politely and only when they changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct, structs

from dateline import __version__
from dateline.archive.addresses import RefusedError, Resolver, resolve
from dateline.archive.contents import Contents
from dateline.archive.feeds import INDEX, FeedError, Listing, Named, listing_kind, listing_of, unpacked
from dateline.archive.fetching import UNCHANGED, Answer, FetchError, Web
from dateline.archive.intake import Intake
from dateline.archive.manners import Clock, ForbiddenError, Manners
from dateline.archive.members import Found, refused
from dateline.archive.origin import Origin
from dateline.archive.unpack import codec_of
from dateline.engine.adding import Adding, Planned, Progress
from dateline.engine.versions import instant_of
from dateline.model.source import PASSED, Announced, Capture, Failure, Visit

AGENT = f"Dateline/{__version__} (archives news pages for the documentation of conflicts)"
TOKEN = "Dateline"
# Sitemaps in sitemaps: the standard has one level, and big sites some hundred files.
DEEPEST, MOST_SITEMAPS = 3, 1000
ASKING_FAILED = (FetchError, RefusedError, ForbiddenError)
OK = range(200, 300)
Item = Capture | Failure


class Asking(Struct, frozen=True):
    """How the web is asked: at most `limit` pages of each feed or sitemap; `private` hosts though not public."""

    limit: int | None = None
    private: tuple[str, ...] = ()
    resolver: Resolver = resolve
    clock: Clock = Clock()


def is_address(source: str | Path) -> bool:
    """Whether what is to be added is an address and no path."""
    return isinstance(source, str) and "://" in source[:12]


class WebSources:
    """The addresses of one run of `add`."""

    def __init__(self, adding: Adding, intake: Intake, asking: Asking, progress: Progress) -> None:
        """`intake`: takes in what was fetched; `progress` is told how many of the named pages were asked for."""
        self.adding = adding
        self.intake = intake
        self.asking = asking
        self.progress = progress
        self.web = Web(AGENT, private=asking.private, resolver=asking.resolver)
        self.manners = Manners(self.web, TOKEN, adding.settings.delay_seconds, asking.clock)
        self.visits = adding.case.store.visits()
        self.latest: dict[str, Capture] = {}
        for capture in sorted(adding.held.values(), key=lambda one: (one.captured_at or "", one.added)):
            self.latest[capture.path] = capture
        self.seen: set[str] = set()

    def receive(self, source: str) -> Iterator[Item]:
        """The page at an address, or the pages that the feed or sitemap there names."""
        url = tidy(source)
        try:
            answer = self.ask(url)
            data = answer.data if answer.status == UNCHANGED else unpacked(answer.data, self.intake.limits)
        except (*ASKING_FAILED, FeedError) as error:
            yield failed(url, error)
            return
        kind = listing_kind(data)
        if kind is not None and answer.status in OK:
            yield from self.named_by(url, data, kind, answer)
        elif answer.status == UNCHANGED and url not in self.latest:
            at = self.visits[url].at
            yield Failure(capture=None, path=url, stage=PASSED, reason=f"unchanged since {at}; nothing was fetched")
        else:
            yield from self.page(url, answer, None)

    def receive_file(self, path: Path) -> Iterator[Item] | None:
        """The pages that a feed or sitemap in a file names; None where the file is neither."""
        try:
            with path.open("rb") as file:
                head = file.read(4096)
                packed = codec_of(head) == "gzip" and path.name.casefold().endswith(".xml.gz")
                if listing_kind(head) is None and not packed:
                    return None
                data = unpacked(head + file.read(self.intake.limits.max_unpacked), self.intake.limits)
        except (OSError, FeedError):
            return None  # Whatever is wrong with the file is told when it is read as any other.
        kind = listing_kind(data)
        return None if kind is None else self.named_by(path.name, data, kind, None)

    def ask(self, url: str) -> Answer:
        """What is at an address, or that it did not change since it was taken in."""
        visit = self.visits.get(url)
        stated = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified} if visit is not None else {}
        headers = {name: value for name, value in stated.items() if value}
        self.seen.add(url)
        return self.web.fetch(url, self.intake.limits.max_bytes, headers, self.manners.permit)

    def page(self, url: str, answer: Answer, announced: Announced | None) -> Iterator[Item]:
        """The page that a server sent; the one that is there already where it did not change."""
        held = self.latest.get(url)
        if answer.status == UNCHANGED and held is not None:
            yield held
            return
        if answer.status not in OK:
            yield refused(
                url, f"the server answered {answer.headers.status_line.partition(' ')[2]}; add it again later"
            )
            return
        if held is not None and held.blob == hashlib.sha256(answer.data).hexdigest():
            self.note(url, answer)
            yield held
            return
        origin = Origin(answer.url.partition("#")[0], self.adding.case.now())
        for item in Contents(self.intake.limits).of(io.BytesIO(answer.data), url):
            if isinstance(item, Found) and item.path == url:
                item = structs.replace(item, origin=origin, headers=str(answer.headers), announced=announced)
                self.note(url, answer)
            yield self.intake.kept(item, None)

    def note(self, url: str, answer: Answer) -> None:
        """Keep by what the server can be asked for changes only."""
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        self.adding.visits.append(Visit(url=url, at=self.adding.case.now(), etag=etag, modified=modified))

    def named_by(self, by: str, data: bytes, kind: str, answer: Answer | None, depth: int = 0) -> Iterator[Item]:
        """The pages that a feed, a sitemap or the sitemaps of an index name."""
        try:
            base = None if answer is None else answer.url
            listing = listing_of(data, kind, by, base, self.intake.limits)
        except FeedError as error:
            yield refused(by, str(error))
            return
        whole = True
        for item in self.sitemaps(listing, depth) if kind == INDEX else self.pages(listing, by):
            whole = whole and not (isinstance(item, Failure) and item.stage != PASSED)
            yield item
        if listing.without:
            reason = f"passed over, entries without an address of the web: {listing.without:,}"
            yield Failure(capture=None, path=f"{by}#entries", stage=PASSED, reason=reason)
        left_out = self.asking.limit is not None and len(listing.named) > self.asking.limit
        # What failed or was left out is tried again, which an unchanged feed would not lead to.
        if answer is not None and whole and not left_out:
            self.note(by, answer)

    def sitemaps(self, listing: Listing, depth: int) -> Iterator[Item]:
        """The pages that the sitemaps of an index name, and the sitemaps of indexes in it."""
        for named in listing.named:
            if named.url in self.seen:
                continue
            if depth >= DEEPEST or len(self.seen) > MOST_SITEMAPS + len(self.latest):
                yield refused(named.url, "a sitemap in too many others; add it by its own address")
                continue
            try:
                answer = self.ask(named.url)
                data = unpacked(answer.data, self.intake.limits)
            except (*ASKING_FAILED, FeedError) as error:
                yield failed(named.url, error)
                continue
            kind = listing_kind(data)
            if kind is not None and answer.status in OK:
                yield from self.named_by(named.url, data, kind, answer, depth + 1)
            elif answer.status != UNCHANGED:
                yield refused(named.url, f"no sitemap ({answer.headers.status_line.partition(' ')[2]})")

    def pages(self, listing: Listing, by: str) -> Iterator[Item]:
        """The pages that a feed or sitemap names, in its order."""
        most = len(listing.named) if self.asking.limit is None else self.asking.limit
        for done, named in enumerate(listing.named[:most], 1):
            if named.url not in self.seen:
                yield from self.named_page(named)
            self.progress(done, min(most, len(listing.named)))
        if len(listing.named) > most:
            left = len(listing.named) - most
            reason = f"passed over, pages behind the first {most:,} that --limit allows: {left:,}"
            yield Failure(capture=None, path=by, stage=PASSED, reason=reason)

    def named_page(self, named: Named) -> Iterator[Item]:
        """One page that a feed or sitemap names; not asked for where that says that it did not change."""
        held = self.latest.get(named.url)
        updated = named.announced.updated if named.announced is not None else None
        if held is not None and (self.adding.dry_run or is_older(updated, held.captured_at)):
            self.seen.add(named.url)
            yield held
        elif self.adding.dry_run:
            self.seen.add(named.url)
            self.adding.planned.append(Planned(path=named.url, url=named.url, captured_at=None, media=None, size=None))
        else:
            try:
                answer = self.ask(named.url)
            except ASKING_FAILED as error:
                yield failed(named.url, error)
                return
            yield from self.page(named.url, answer, named.announced)


def is_older(updated: str | None, captured_at: str | None) -> bool:
    """Whether a page was changed last before it was captured; False where either is not stated to the second."""
    if updated is None or captured_at is None or "T" not in updated or "T" not in captured_at:
        return False
    return instant_of(updated) < instant_of(captured_at)


def failed(url: str, error: Exception) -> Failure:
    """A page that could not be fetched, with the reason."""
    return refused(url, str(error).removeprefix(f"{url}: "))


def tidy(url: str) -> str:
    """An address without fragment, and with a path."""
    bare = url.strip().partition("#")[0]
    try:
        return bare if urlsplit(bare).path or "?" in bare else f"{bare}/"
    except ValueError:
        return bare
