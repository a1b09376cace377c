"""Roles for every line of an HTML page, from its layout, what it states for machines, and the words of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.document.head import settled
from dateline.document.labels import pieces
from dateline.document.layout import Block, Page
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.outside import TITLE_LETTERS, Cards, cards_of, is_title, outside
from dateline.document.runs import Run
from dateline.document.signatures import EDGES, is_dated, is_signed, signature
from dateline.document.story_zone import Regions, regions
from dateline.document.votes import Told, overruled
from dateline.document.zones import ends, headings, holder, is_prose, link_share, summed, zone_roles

# Marks that a line's own words may set against its place in the story; the rest is left to the layout.
TRUSTED = frozenset({"related", "credit", "caption", "boilerplate", "dateline"})
# What a heading of the first role becomes with the line below it.
FOLLOWED = {"body": frozenset({"related", "boilerplate", "comment"}), "boilerplate": frozenset({"related"})}
COUNTED = re.compile(r"[\W\d]+")
LONGEST_CREDIT = 120
# Longer calls tell something.
LONGEST_CALL = 400
# Shorter articleBody of the metadata is a teaser.
STATED = 600
SPACE = re.compile(r"\W+")


class View(Struct, frozen=True, eq=False):
    """A page with what its lines are judged by. Lists go by block, `roles` by zone."""

    page: Page
    lines: list[str]
    prose: list[int]
    roles: list[str]
    headings: list[str]
    title: int | None
    regions: Regions
    first: int
    cards: Cards
    stated: str
    description: str
    names: str
    marks: Marks


Verdict = tuple[str, str]


def label_page(page: Page, article: Article, marks: Marks) -> tuple[Run, ...]:
    """Runs that cover every visible character of the page's text, in order, each with its role."""
    view = view_of(page, article, marks)
    verdicts = headed(view, voted(view, commented(view, [structure(view, n) for n in range(len(view.lines))])))
    runs: list[Run] = []
    for line, block, (role, cue) in zip(view.lines, page.layout.blocks, verdicts, strict=True):
        dated = signature(line) if role in ("credit", "dateline") else None
        if role == "body":
            runs.extend(pieces(page.text, block.start, block.end, marks))
        elif dated is not None:
            runs.extend(author_and_date(block, line, dated))
        else:
            runs.append(Run(block.start, block.end, role, cue))
    return tuple(settled(page.text, runs, marks))


def author_and_date(block: Block, line: str, dated: tuple[int, int]) -> Iterator[Run]:
    """The two runs of a line that names the author and then the date."""
    yield Run(block.start, block.start + len(line[: dated[0]].rstrip(EDGES)), "credit", "byline")
    yield Run(block.start + dated[0], block.end, "dateline", "masthead")


def view_of(page: Page, article: Article, marks: Marks) -> View:
    """What the lines of a page are judged by."""
    blocks = page.layout.blocks
    lines = [page.text[block.start : block.end] for block in blocks]
    prose = [len(line) if is_prose(line, block.linked) else 0 for line, block in zip(lines, blocks, strict=True)]
    by_zone = summed(page.layout, [(block.zone, n) for block, n in zip(blocks, prose, strict=True) if n])
    roles = zone_roles(page.layout, by_zone, marks.words)
    meta = page.facts.meta
    names = squeezed(" ".join(filter(None, (article.headline, meta.get("og:title"), page.facts.title))))
    heads = headings(page.layout)
    title = title_line(lines, names, [roles[block.zone] for block in blocks], [heads[block.zone] for block in blocks])
    said = (meta.get("description"), meta.get("og:description"), article.description)
    found = regions(page.layout, prose, roles, blocks[title] if title is not None else None)
    return View(
        page=page,
        lines=lines,
        prose=prose,
        roles=roles,
        headings=heads,
        title=title,
        regions=found,
        first=next((n for n, block in enumerate(blocks) if found.in_story(block.zone)), len(blocks)),
        cards=cards_of(page.layout),
        stated=squeezed(article.body or ""),
        names=names,
        description=" ".join(squeezed(one) for one in said if one),
        marks=marks,
    )


def title_line(lines: list[str], names: str, roles: list[str], heads: list[str]) -> int | None:
    """The line that is the page's headline: the h1 that the page's metadata repeats, else its only or longest h1."""
    tops = [number for number, head in enumerate(heads) if head == "h1"]
    named = [
        number
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
        if role in ("", "headline", "lead") and is_named(line, names)
    ]
    for listed in ([number for number in tops if number in named], tops, named):
        if listed:
            return max(listed, key=lambda number: (len(lines[number]), -number))
    return None


def is_named(line: str, names: str) -> bool:
    """Whether a line stands in what the page calls itself."""
    if not 15 <= len(line) <= len(names) + 20:
        return False
    return squeezed(line) in names


def structure(view: View, number: int) -> Verdict:
    """The role of a line by its place, its element and its own words."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    role = view.roles[block.zone]
    if number == view.title:
        return "headline", "title"
    if role == "comment":
        return role, ""
    if role == "boilerplate":
        return furniture(view, number), ""
    in_story, in_article = view.regions.in_story(block.zone), view.regions.in_article(block.zone)
    if role in ("caption", "credit") or (role == "dateline" and not view.prose[number]):
        return signed(view, number, role) if in_article else (outside(view.cards, block, line), "")
    lead = in_article and is_lead(view, number, role)
    if is_link_line(line, block) and not (lead and role == "lead"):
        return outside(view.cards, block, line), ""
    if role in ("related", "aside") and not is_stated(view, line):
        return role if role == "related" else outside(view.cards, block, line), ""
    mark = view.marks.of(line)
    if mark is not None and is_trusted(mark[0], line, in_story=in_story, in_article=in_article):
        return mark
    if in_article and is_signed(line):
        return "credit", "byline"
    if is_call(view, line, block):
        return "boilerplate", ""
    if in_article and is_dated(line):
        return "dateline", ""
    if in_article and view.title is not None and number > view.title and is_repeated(view, number):
        return "headline", ""
    if in_story or is_stated(view, line):
        return ("body", "") if view.prose[number] or is_small_prose(view, block, line) else ("boilerplate", "")
    return "body" if lead else outside(view.cards, block, line), ""


def is_trusted(role: str, line: str, *, in_story: bool, in_article: bool) -> bool:
    """Whether what a line's own words say of it holds at its place."""
    if role == "dateline":
        return in_article
    if role == "comment":
        return not in_story
    return role in TRUSTED


def furniture(view: View, number: int) -> str:
    """What a line in the site's furniture is: a list of stories in a footer, the title in a bar, a count of comments."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if is_listed(view, number):
        return "related"
    words = COUNTED.sub(" ", line.casefold()).split()
    if any(character.isdigit() for character in line) and " ".join(words) in view.marks.words.comment_headings:
        return "comment"
    told = view.title is not None and len(line) >= TITLE_LETTERS and line == view.lines[view.title]
    return "headline" if told and not block.linked and holder(view.page.layout, block.zone) != "li" else "boilerplate"


def signed(view: View, number: int, role: str) -> Verdict:
    """A caption, credit or date by its element: a picture's source alone is a credit, an author's life boilerplate."""
    line = view.lines[number]
    if role == "credit" and view.prose[number]:
        return "boilerplate", ""
    mark = view.marks.of(line) if len(line) <= LONGEST_CREDIT else None
    if mark is not None and mark[0] == "credit" and role == "caption":
        return mark
    if role == "credit" and (is_dated(line) or (mark is not None and mark[0] == "dateline")):
        return "dateline", ""
    return role, ""


def is_listed(view: View, number: int) -> bool:
    """Whether a line of the furniture is a heading that links to a story: lists of the latest stand in footers, too."""
    block = view.page.layout.blocks[number]
    return is_title(block) and bool(view.headings[block.zone])


def is_stated(view: View, line: str) -> bool:
    """Whether the page's metadata has the line in the body of the article."""
    return len(line) >= 25 and bool(view.stated) and squeezed(line) in view.stated


def is_call(view: View, line: str, block: Block) -> bool:
    """Whether a line asks the reader to subscribe, to follow, to write: two words of that, or one beside a link."""
    if len(line) > LONGEST_CALL:
        return False
    found = {call[0].casefold() for call in view.marks.words.call_mark.finditer(line)}
    return len(found) > 1 or (len(found) == 1 and (block.linked > 0 or "@" in line))


def is_repeated(view: View, number: int) -> bool:
    """Whether a heading says again what the page is called."""
    line = view.lines[number]
    if not view.headings[view.page.layout.blocks[number].zone] or len(line) < TITLE_LETTERS:
        return False
    return is_named(line, view.names)


def is_lead(view: View, number: int, role: str) -> bool:
    """Whether a line between headline and story is the story's standfirst."""
    line = view.lines[number]
    if view.title is None or not view.title < number < view.first:
        return False
    if role == "lead":
        return True
    bare = squeezed(line)
    if len(bare) >= 20 and (bare in view.description or bare[:60] in view.description):
        return True
    return bool(view.prose[number]) and ends(line)


def is_link_line(line: str, block: Block) -> bool:
    """Whether a line is a link to another story."""
    share = link_share(block)
    return share > 0.95 or (share > 0.5 and not ends(line))


def is_small_prose(view: View, block: Block, line: str) -> bool:
    """Whether a short line of the story is a paragraph, a list item or a subheading of it."""
    tag = holder(view.page.layout, block.zone)
    if tag == "li" and link_share(block) >= 0.5:
        return False
    return tag in ("p", "li", "blockquote", "td") or bool(view.headings[block.zone]) or ends(line)


def commented(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What stands below a heading of comments in the same element is comment."""
    result = list(verdicts)
    layout = view.page.layout
    until = 0
    for number, block in enumerate(layout.blocks):
        if result[number] == ("comment", "heading"):
            around = layout.zones[block.zone].parent
            until = max(until, view.regions.behind[around] if around > 0 and not view.regions.is_around(around) else 0)
        elif block.zone < until and result[number][0] != "comment":
            result[number] = ("comment", "")
    return result


def voted(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """The labels after the vote on what running text is the story's."""
    body = [role == "body" for role, _ in verdicts]
    stated = None
    if len(view.stated) >= STATED:
        stated = [bool(n) and is_stated(view, line) for n, line in zip(view.prose, view.lines, strict=True)]
    page = view.page
    told = Told(page.layout, view.lines, view.prose, stated, page.kept, page.data)
    result = list(verdicts)
    for number, said in overruled(told, body).items():
        result[number] = ("body" if said else outside(view.cards, page.layout.blocks[number], view.lines[number]), "")
    return result


def headed(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """Headings with nothing of the story below them go with what stands there: 'Most read' with the titles under it."""
    result = list(verdicts)
    blocks = view.page.layout.blocks
    below: Verdict = ("boilerplate", "")
    for number in range(len(result) - 1, -1, -1):
        role = result[number][0]
        bare = not view.prose[number] and view.headings[blocks[number].zone]
        if bare and below[0] in FOLLOWED.get(role, ()):
            result[number] = (below[0], "")
        below = result[number]
    return result


def squeezed(text: str) -> str:
    """A text in lower case with nothing but its letters and digits, one space between words."""
    return SPACE.sub(" ", text.casefold()).strip()
