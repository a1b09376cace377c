"""What an HTML page states for machines."""

from __future__ import annotations

from typing import Any

from dateline.document.layout import Facts

DATED_ITEMS = '[itemprop="datePublished"], [itemprop="dateCreated"]'


def facts_of(tree: Any) -> Facts:  # noqa: ANN401
    """Title, meta tags (first of a name wins), JSON-LD blocks, dated elements, language, canonical address."""
    document = tree.document
    meta: dict[str, str] = {}
    for node in document.query_selector_all("meta"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop") or node.getattr("http-equiv")
        content = node.getattr("content")
        if name and content:
            meta.setdefault(name.strip().casefold(), content.strip())
    scripts = document.query_selector_all('script[type="application/ld+json"]')
    title = document.query_selector("title")
    html = document.query_selector("html")
    canonical = document.query_selector('link[rel="canonical"]')
    return Facts(
        title=" ".join((title.text or "").split()) or None if title is not None else None,
        meta=meta,
        linked_data=tuple(script.text or "" for script in scripts),
        times=tuple(_times(document)),
        language=(html.getattr("lang") or None) if html is not None else None,
        canonical=canonical.getattr("href") if canonical is not None else meta.get("og:url"),
    )


def _times(document: Any) -> list[str]:  # noqa: ANN401
    dated = [node.getattr("content") or node.getattr("datetime") for node in document.query_selector_all(DATED_ITEMS)]
    elements = [node.getattr("datetime") for node in document.query_selector_all("time[datetime]")]
    return [value for value in (*dated, *elements) if value]
