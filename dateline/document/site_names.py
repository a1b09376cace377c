"""What a page's metadata calls its site: every statement, cleaned, with what stands against it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from dateline.document.addresses import Fit, fit, is_domain, keys_of
from dateline.document.cells import is_name
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.offers import Offer
from dateline.document.ranks import SITE_WEIGHTS

PIECES = re.compile(r"(?<!\s)\s+[-|–—•·:»›/*]+\s+|(?:(?<!\s)\s+)?[|»›]\s*|,\s+|:\s+")
BEFORE_SITE = re.compile(
    r"(?<!\s)\s+[-|–—•·»›*:]+\s+|(?:(?<!\s)\s+)?[|»›｜丨]\s*|-{2,}|(?<=[^\W\d_a-z])_(?=[^\W\d_a-z])"
)
STRONG = re.compile(r"[|»–—›｜丨_]|--")
SOCIAL = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)?(?:twitter|x|facebook|instagram|youtube)\.com/(?:#!/)?@?(?P<handle>[\w.-]+)/?(?:[?#].*)?$"
)
LONGEST_CASELESS = 16
SIGNS = "™®©"
LONGEST_NAME, LONGEST_SUFFIX = 60, 6


def site_offers(facts: Facts, article: Article, parts: tuple[str, ...], marks: Marks) -> list[Offer]:
    """The statements in the order of their weights. `parts`: the words of the page's host.

    The basis of each is a key of SITE_WEIGHTS.
    """
    offers: list[Offer] = []
    for basis, stated in stated_sites(facts, article):
        for said in stated:
            name = cleaned(said, parts, marks)
            if name:
                aside = objection(said, name, parts, marks)
                offers.append(Offer(name, basis, aside=aside, said=" ".join(said.split())))
    suffix = suffix_of(facts, article, parts, marks)
    if suffix is not None:
        offers.append(Offer(suffix, "title suffix"))
    return sorted(offers, key=lambda offer: -SITE_WEIGHTS[offer.basis])


def stated_sites(facts: Facts, article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each basis and the names that stand there."""
    meta = facts.meta
    yield "JSON-LD publisher", (article.publisher,) if article.publisher else ()
    yield "JSON-LD site", article.sites
    for basis, key in (
        ("og:site_name", "og:site_name"),
        ("application-name", "application-name"),
        ("apple-mobile-web-app-title", "apple-mobile-web-app-title"),
        ("meta publisher", "publisher"),
        ("meta publisher", "dc.publisher"),
        ("meta publisher", "dcterms.publisher"),
        ("article:publisher", "article:publisher"),
        ("twitter:site", "twitter:site"),
    ):
        yield basis, (meta[key],) if meta.get(key) else ()


def cleaned(said: str, parts: tuple[str, ...], marks: Marks) -> str:
    """The outlet's name of a statement, without slogan and company behind it: 'Kivu Echo - Echo Verlag GmbH'."""
    social = SOCIAL.match(said.strip())
    if social is not None:
        return f"@{social['handle']}"
    name = " ".join(html.unescape(html.unescape(said)).translate({ord(sign): None for sign in SIGNS}).split())
    pieces = [piece.strip() for piece in PIECES.split(name) if piece.strip()]
    if len(pieces) < 2 or marks.outlets.named(name) is not None or fit(name, parts) > 1:
        return name[:LONGEST_NAME].strip()
    best = max(pieces, key=lambda piece: (fit(piece, parts), not is_company(piece, marks)))
    return best[:LONGEST_NAME].strip()


def is_company(name: str, marks: Marks) -> bool:
    """Whether a name ends like a company's: 'Echo Verlag GmbH'."""
    return any(word.casefold().strip(".,&") in marks.words.company_words for word in name.split()[1:])


def objection(said: str, name: str, parts: tuple[str, ...], marks: Marks) -> str | None:
    """What stands against a statement whatever the others say; None where nothing does."""
    if name.startswith("@") or not any(one.isalpha() for one in name):
        return "a handle, no name"
    if "://" in said or said.startswith(("www.", "//")):
        return "an address, no name"
    if name.casefold() in marks.words.masthead.platform_names and fit(name, parts) < 2:
        return "names the platform, not the outlet"
    return None


def looks_named(name: str) -> bool:
    """Whether a text can be a site's name: words with capitals, a domain, a short text of a script without capitals."""
    caseless = name[0].isalpha() and not name[0].isupper() and not name[0].islower() and len(name) <= LONGEST_CASELESS
    return is_name(name) or is_domain(name) or caseless


def suffix_of(facts: Facts, article: Article, parts: tuple[str, ...], marks: Marks) -> str | None:
    """The site's name at the end of a page's `<title>`, where something bears it out.

    That it is known, fits the host, follows the very headline, or stands behind a bar or a long dash.
    """
    title = facts.title or ""
    cuts = list(BEFORE_SITE.finditer(title))
    headline = keys_of(article.headline or facts.meta.get("og:title") or "")
    found: list[tuple[Fit | int, int, str]] = []
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].start() if number + 1 < len(cuts) else len(title)
        name = title[cut.end() : end].strip()
        if not name or len(name.split()) > LONGEST_SUFFIX or name.casefold() in marks.words.masthead.platform_names:
            continue
        last = number + 1 == len(cuts)
        behind = bool(headline & keys_of(title[: cut.start()]))
        known = marks.outlets.named(name) is not None
        borne = fit(name, parts) + 2 * known
        if borne or (last and (behind or STRONG.search(cut[0])) and looks_named(name)):
            found.append((borne, number, name))
    return max(found)[2] if found else None
