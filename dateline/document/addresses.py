"""The address of a page: unwrapped from archives and caches, its host's own words, the country it is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from dateline.document.layout import Facts
from dateline.document.runs import Run
from dateline.model.span import Span
from dateline.tables.mastheads import MastheadWords
from dateline.tables.outlets import host_of

INNER = re.compile(r"(?:https?:/{1,2}|/[cv]/(?:s/)?)(?=[\w-]+\.)")
STAMP = re.compile(
    r"/(?P<y>(?:19|20)\d\d)\.?(?P<m>\d\d)\.?(?P<d>\d\d)(?:-?(?P<h>\d\d)(?P<n>\d\d)(?P<s>\d\d))?(?:[a-z]{2}_)?/"
)
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "or", "ne", "go", "edu", "gob", "gouv", "gen"})
# What copying from a page leaves behind: 'Read more at: http://...' names the page itself.
COPIED_FROM = re.compile(
    r"(?:read|see|find) (?:more|the (?:full|original|whole) (?:story|article|text)|(?:this )?(?:story|article))?\s*"
    r"(?:at|on|here)?\s*:?\s*(?P<url>https?://\S+)",
    re.IGNORECASE,
)
# Parts of a host that name a section, a language or a device, not the outlet.
GENERIC = frozenset({"www", "news", "edition", "english", "mobile", "amp", "blog", "blogs", "live", "media", "radio"})
# Country domains that are sold to everybody.
SOLD = frozenset({"ag", "ai", "am", "cc", "co", "eu", "fm", "io", "ly", "me", "su", "to", "tv", "ws"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe"})
PLAIN_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
ACCENTED = {
    letters[0]: letters for letters in ("aáàâãå", "eéèêë", "iíìîïı", "oóòôõø", "uúùû", "cçć", "nñ", "sšş", "zžż")
}
ENDING = re.compile(r"(?:\.(?:com?|org|net|gov|ac|or))?\.[a-z]{2,6}$")
DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}/?", re.IGNORECASE)
LEADING = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|al|de|het)\s+")
# Shorter words are in too many others.
SHORTEST = 3
Fit = Literal[0, 1, 2]


class Address(Struct, frozen=True):
    """A page's own address; `archived`: when the archive it was taken from captured it; `through`: that archive."""

    url: str | None
    archived: str | None = None
    through: str | None = None


def address_of(url: str | None, words: MastheadWords) -> Address:
    """The address behind a URL: what stands inside that of a web archive or cache, with the archive's time stamp.

    >>> from dateline.tables.mastheads import load
    >>> address_of("https://web.archive.org/web/20170309121500/http://kivuecho.example/a", load())
    Address(url='http://kivuecho.example/a', archived='2017-03-09T12:15:00+00:00', through='web.archive.org')
    """
    host = host_of(url)
    if url is None or not any(host == cache or host.endswith(f".{cache}") for cache in words.cache_hosts):
        return Address(url)
    rest = url.partition("//")[2].partition("/")[2]
    inner = INNER.search(f"/{rest}")
    if inner is None:
        return Address(None, through=host)
    stamp = STAMP.search(f"/{rest}"[: inner.start() + 1])
    found = f"/{rest}"[inner.end() :]
    scheme = "http" if inner[0].startswith("http:") else "https"
    return Address(f"{scheme}://{found}", _stamped(stamp) if stamp is not None else None, host)


def _stamped(found: re.Match[str]) -> str:
    day = f"{found['y']}-{found['m']}-{found['d']}"
    return f"{day}T{found['h']}:{found['n']}:{found['s']}+00:00" if found["h"] else day


def stated_address(facts: Facts | None) -> str | None:
    """The address that a page gives as its own: the canonical one, else that of OpenGraph; paths alone say no host."""
    if facts is None:
        return None
    return next((one for one in (facts.canonical, facts.meta.get("og:url")) if "." in host_of(one)), facts.canonical)


def copied_addresses(text: str, runs: Sequence[Run]) -> Iterator[Span]:
    """The addresses of a page that copying from it left in its own text."""
    for run in runs:
        if text.find("http", run.start, run.end) >= 0:
            for found in COPIED_FROM.finditer(text, run.start, run.end):
                yield Span(found.start("url"), found.end("url"))


def host_words(host: str, words: MastheadWords) -> tuple[str, ...]:
    """The parts of a host that may name its outlet, the registered one first; on a platform the blog's own.

    >>> from dateline.tables.mastheads import load
    >>> host_words("timesofindia.indiatimes.com", load()), host_words("kivuecho.blogspot.com", load())
    (('indiatimes', 'timesofindia'), ('kivuecho',))
    """
    platform = next((one for one in words.platform_hosts if host.endswith(f".{one}")), None)
    parts = host.removesuffix(f".{platform}").split(".") if platform is not None else host.split(".")[:-1]
    if platform is None and len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts = parts[:-1]
    return tuple(part for part in reversed(parts) if part not in GENERIC and not re.fullmatch(r"www?\d*|[a-z]", part))


def country_of_host(host: str) -> str | None:
    """The country whose domain a host has, where it is not one sold to everybody."""
    ending = host.rpartition(".")[2]
    if len(ending) != 2 or ending in SOLD:
        return None
    return "GB" if ending == "uk" else ending.upper()


def is_domain(name: str) -> bool:
    """Whether a name has the form of a domain: 'kivuecho.example', 'Goma24.cd'."""
    return DOMAIN.fullmatch(name.strip()) is not None


def keys_of(name: str) -> frozenset[str]:
    """What of a name is compared: letters and digits without accents, article, domain's ending; umlauts both ways."""
    folded = LEADING.sub("", ENDING.sub("", name.strip().casefold()) if is_domain(name) else name.strip().casefold())
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    return frozenset(re.sub(r"[\W_]", "", form) for form in (plain, folded.translate(UMLAUTS))) - {""}


def fit(name: str, parts: tuple[str, ...]) -> Fit:
    """How well a name fits the words of a host: 2 the same or its initials, 1 one within the other, 0 not at all."""
    keys = keys_of(name) | {re.sub(r"[\W_]", "", name.casefold())}
    wanted = {re.sub(r"[\W_]", "", part) for part in parts}
    words = re.findall(r"\w+", name)
    initials = {
        "".join(word[0] for word in words).casefold(),
        "".join(w[0] for w in words if w[0].isupper()).casefold(),
    }
    if wanted & keys or any(len(one) >= SHORTEST - 1 for one in wanted & initials):
        return 2
    near = any(
        (len(part) >= SHORTEST and part in key) or (len(key) >= SHORTEST and key in part)
        for part in wanted
        for key in keys
    )
    return 1 if near else 0


@lru_cache(maxsize=8)
def spelled(part: str, text: str) -> str | None:
    """A host's word as a page's text writes it most often: 'Kivu Echo' for `kivu-echo`; None where never.

    Kept for a while, as every entry of a live blog asks the same of one page.
    """
    letters = re.sub(r"[\W_]", "", part)
    if len(letters) < SHORTEST + 1:
        return None
    pattern = r"[\s\-.’']{0,2}".join(_letter(letters, n) for n in range(len(letters)))
    counts: dict[str, int] = {}
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w|\.\w)", text, re.IGNORECASE):
        name = " ".join(found[0].split())
        if name[0].isupper() or name[0].isdigit():
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: (counts[name], not name.isupper(), name), default=None)


def _letter(letters: str, at: int) -> str:
    """One letter of a host, with the umlaut that it may stand for; the 'e' after it is then not written."""
    one = letters[at]
    if one in "aou" and letters[at + 1 : at + 2] == "e":
        return rf"(?:{one}|{PLAIN_UMLAUTS[one]})"
    if one == "e" and at and letters[at - 1] in "aou":
        return "e?"
    return f"[{ACCENTED[one]}]" if one in ACCENTED else re.escape(one)
