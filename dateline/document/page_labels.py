"""Roles for every line of an HTML page, from its layout, what it states for machines, and the words of the line."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.document.head import settled
from dateline.document.labels import pieces
from dateline.document.layout import Block, Page
from dateline.document.line_furniture import beside
from dateline.document.line_roles import HEADING, RIGHTS, Verdict, is_stated, structure
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.page_view import View, squeezed, view_of
from dateline.document.runs import Run
from dateline.document.signatures import Stretch, signature
from dateline.document.votes import Told, overruled

# Shorter articleBody of the metadata is a teaser.
STATED = 600
SHORTEST_NAME, SHORTEST_CAPTION = 5, 20
# What is not of the comments below their heading.
BESIDE = frozenset({"related", "aside"})


def label_page(page: Page, article: Article, marks: Marks) -> tuple[Run, ...]:
    """Runs that cover every visible character of the page's text, in order, each with its role."""
    view = view_of(page, article, marks)
    verdicts = commented(view, [structure(view, number) for number in range(len(view.lines))])
    verdicts = captioned(view, boxed(view, headed(view, voted(view, verdicts))))
    runs: list[Run] = []
    for line, block, (role, cue) in zip(view.lines, page.layout.blocks, verdicts, strict=True):
        dated = signature(line, marks.words.masthead.label) if role in ("credit", "dateline") else None
        if role == "body":
            runs.extend(pieces(page.text, block.start, block.end, marks))
        elif dated is not None:
            runs.extend(author_and_date(block, dated))
        else:
            runs.append(Run(block.start, block.end, role, cue))
    return tuple(settled(page.text, runs, marks))


def author_and_date(block: Block, stretches: tuple[Stretch, Stretch]) -> Iterator[Run]:
    """The two runs of a line that names the author and the date."""
    for start, end, role in stretches:
        yield Run(block.start + start, block.start + end, role, "byline" if role == "credit" else "masthead")


def commented(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What stands below a heading of comments in the same element is comment."""
    result = list(verdicts)
    layout = view.page.layout
    until = 0
    for number, block in enumerate(layout.blocks):
        if result[number] == HEADING and number > view.opening:
            around = layout.zones[block.zone].parent
            until = max(until, view.regions.behind[around] if around > 0 and not view.regions.is_around(around) else 0)
        elif block.zone < until and view.roles[block.zone] not in BESIDE and result[number][0] != "comment":
            result[number] = ("comment", "")
    return result


def boxed(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """A name below the story that was its author's above it heads the author's box, with the line above the name."""
    result = list(verdicts)
    last = max((number for number, (role, _) in enumerate(result) if role == "body"), default=0)
    above = [number for number in range(last) if result[number][0] in ("credit", "dateline")]
    named = " | ".join((*view.authors, *(squeezed(view.lines[number]) for number in above)))
    heads = False
    for number in range(len(result) - 1, last, -1):
        line = squeezed(view.lines[number])
        heads = result[number] == ("credit", "") and (heads or (len(line) >= SHORTEST_NAME and line in named))
        if heads:
            result[number] = ("boilerplate", "")
    return result


def captioned(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """A line beside the story's text is a caption where the credit of a picture stands below it."""
    result = list(verdicts)
    blocks, zones = view.page.layout.blocks, view.page.layout.zones
    for number in range(1, min(len(result), view.closing)):
        near = zones[blocks[number].zone].parent in (blocks[number - 1].zone, zones[blocks[number - 1].zone].parent)
        plain = result[number - 1][0] == "boilerplate" and blocks[number - 1].linked == 0
        if near and plain and len(view.lines[number - 1]) >= SHORTEST_CAPTION and is_of_picture(view, number, result):
            result[number - 1] = ("caption", "")
    return result


def is_of_picture(view: View, number: int, verdicts: list[Verdict]) -> bool:
    """Whether a line of the article is the credit of a picture."""
    if not view.regions.in_article(view.page.layout.blocks[number].zone):
        return False
    return verdicts[number] == RIGHTS


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
        result[number] = ("body" if said else beside(view, number), "")
    return result


def headed(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """Headings with nothing of the story below them go with what stands there: 'Most read' with the titles under it."""
    result = list(verdicts)
    blocks = view.page.layout.blocks
    below, beyond = "boilerplate", "boilerplate"
    for number in range(len(result) - 1, -1, -1):
        role = result[number][0]
        bare = not view.prose[number] and view.headings[blocks[number].zone]
        if bare and role == "body" and beyond in ("related", "comment", "boilerplate"):
            result[number] = (beyond, "")
        elif bare and role == "boilerplate" and below == "related":
            result[number] = (below, "")
        below = result[number][0]
        beyond = below if below != "boilerplate" else beyond
    return result
