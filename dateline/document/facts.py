"""What an HTML page states for machines."""

from __future__ import annotations

from typing import Any

from dateline.document.layout import Facts

DATED_ITEMS = ("datePublished", "dateCreated")


def facts_of(tree: Any) -> Facts:  # noqa: ANN401
    """Title, meta tags (first of a name wins), JSON-LD blocks, dated elements, language, canonical address."""
    document = tree.document
    meta: dict[str, str] = {}
    for node in document.get_elements_by_tag_name("meta"):
        name = (
            node.getattr("property") or node.getattr("name") or node.getattr("itemprop") or node.getattr("http-equiv")
        )
        content = node.getattr("content")
        if name and content:
            meta.setdefault(name.strip().casefold(), content.strip())
    scripts = document.get_elements_by_tag_name("script")
    titles = document.get_elements_by_tag_name("title")
    roots = document.get_elements_by_tag_name("html")
    links = [
        node.getattr("href") for node in document.get_elements_by_tag_name("link") if node.getattr("rel") == "canonical"
    ]
    return Facts(
        title=" ".join((titles[0].text or "").split()) or None if len(titles) else None,
        meta=meta,
        linked_data=tuple(script.text or "" for script in scripts if script.getattr("type") == "application/ld+json"),
        times=tuple(_times(document)),
        language=(roots[0].getattr("lang") or None) if len(roots) else None,
        canonical=next((link for link in links if link), None) or meta.get("og:url"),
    )


def _times(document: Any) -> list[str]:  # noqa: ANN401
    items = [node for item in DATED_ITEMS for node in document.get_elements_by_attr("itemprop", item)]
    dated = [node.getattr("content") or node.getattr("datetime") for node in items]
    elements = [node.getattr("datetime") for node in document.get_elements_by_tag_name("time")]
    return [value for value in (*dated, *elements) if value]
