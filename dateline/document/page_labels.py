"""Roles for every line of an HTML page, from its layout, what it states for machines, and the words of the line."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.document.head import settled
from dateline.document.labels import pieces
from dateline.document.layout import Block, Page
from dateline.document.line_roles import HEADING, Verdict, beside, is_stated, structure
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.page_view import View, view_of
from dateline.document.runs import Run
from dateline.document.signatures import EDGES, signature
from dateline.document.votes import Told, overruled

# Shorter articleBody of the metadata is a teaser.
STATED = 600


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


def commented(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What stands below a heading of comments in the same element is comment."""
    result = list(verdicts)
    layout = view.page.layout
    until = 0
    for number, block in enumerate(layout.blocks):
        if result[number] == HEADING:
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
