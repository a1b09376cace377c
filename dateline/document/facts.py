"""What an HTML page states for machines."""

from __future__ import annotations

from dateline.document.layout import Facts
from dateline.document.tokens import named, plain

DATED_ITEMS = ("datePublished", "dateCreated")
# What may state something: these tags, and any with an item property that begins like this.
STATING = frozenset({"meta", "link", "time", "html", "title"})
DATED = 'itemprop="date'


class FactsReader:
    """Collects title, meta tags, JSON-LD blocks, dated elements, language and address while a page is walked."""

    def __init__(self) -> None:
        """Nothing stated yet."""
        self._title: str | None = None
        self._meta: dict[str, str] = {}
        self._linked: list[str] = []
        self._times: list[str] = []
        self._items: dict[str, list[str]] = {item: [] for item in DATED_ITEMS}
        self._language: str | None = None
        self._canonical: str | None = None

    def tag(self, tag: str, attributes: str, before: str, *, closes: bool) -> None:
        """A tag that may state something, and the text before it."""
        if closes:
            if tag == "title" and self._title is None:
                self._title = " ".join(plain(before).split())
            return
        given = named(attributes)
        if tag == "meta":
            self._states(given)
        elif tag == "link" and given.get("rel") == "canonical":
            self._canonical = self._canonical or given.get("href") or None
        elif tag == "html":
            self._language = self._language or given.get("lang") or None
        elif tag == "time" and given.get("datetime"):
            self._times.append(given["datetime"])
        item = given.get("itemprop", "")
        dated = given.get("content") or given.get("datetime")
        if item in self._items and dated:
            self._items[item].append(dated)

    def script(self, attributes: str, code: str) -> None:
        """A script."""
        if "ld+json" in attributes and named(attributes).get("type") == "application/ld+json":
            self._linked.append(code)

    def finish(self) -> Facts:
        """All that the page states; of meta tags with one name the first counts."""
        return Facts(
            title=self._title or None,
            meta=self._meta,
            linked_data=tuple(self._linked),
            times=(*(value for item in DATED_ITEMS for value in self._items[item]), *self._times),
            language=self._language,
            canonical=self._canonical or self._meta.get("og:url"),
        )

    def _states(self, given: dict[str, str]) -> None:
        name = next((given[key] for key in ("property", "name", "itemprop", "http-equiv") if given.get(key)), None)
        content = given.get("content")
        if name and content:
            self._meta.setdefault(name.strip().casefold(), content.strip())
