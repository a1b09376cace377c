"""Pages made of lines: how a medium without markup hands over its text, and how the roles of its lines are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from dateline.document.labels import label
from dateline.document.layout import Block, Facts, Layout, Page, Stated, Zone
from dateline.document.line_roles import is_link_line
from dateline.document.marks import Marks
from dateline.document.page_view import squeezed
from dateline.document.runs import Run, word_count
from dateline.values.hard_lines import flowing

# Tags whose lines have one role, whatever their words are: role and cue.
FORCED = {
    "h1": ("headline", "title"),
    "time": ("dateline", "masthead"),
    "figcaption": ("caption", ""),
    "header": ("boilerplate", "furniture"),
    "footer": ("boilerplate", "furniture"),
    "blockquote": ("comment", ""),
}
# So many words above a title may be a notice or a slogan; more are a story that stands there.
MOST_ABOVE = 40
# Shorter texts may stand in a title by chance.
LEAST_NAMED = 15


class Line(Struct, frozen=True):
    """One line of a page, the HTML tag that says what it is (empty for running text), how much of it is links."""

    text: str
    tag: str = ""
    linked: int = 0


def stated_facts(title: str | None, stated: Iterable[Stated], language: str | None = None) -> Facts:
    """The facts of a page that is no HTML."""
    return Facts(
        title=title, meta={}, linked_data=(), times=(), language=language, canonical=None, stated=tuple(stated)
    )


def page_of_lines(lines: Iterable[Line], facts: Facts) -> Page:
    """A page with one block a line; white space collapses, empty lines are left out."""
    zones, numbers = [Zone(-1, "", "")], {"": 0}
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            continue
        if line.tag not in numbers:
            numbers[line.tag] = len(zones)
            zones.append(Zone(0, line.tag, ""))
        blocks.append(Block(at, at + len(text), numbers[line.tag], min(line.linked, len(text))))
        texts.append(text)
        at += len(text) + 1
    return Page("\n".join(texts), Layout(tuple(zones), tuple(blocks)), facts, len(blocks), lines=True)


def headed(lines: Sequence[Line], page: Page, facts: Facts) -> Page:
    """An HTML page with lines above it, the title and the sender of a mail, say."""
    top = page_of_lines(lines, facts)
    by = len(top.text) + 1 if top.text else 0
    zones = len(page.layout.zones)
    above = [structs.replace(block, zone=zones + block.zone - 1) for block in top.layout.blocks if block.zone]
    below = [structs.replace(block, start=block.start + by, end=block.end + by) for block in page.layout.blocks]
    layout = Layout((*page.layout.zones, *top.layout.zones[1:]), (*above, *below))
    return Page(f"{top.text}\n{page.text}" if by else page.text, layout, facts, page.nodes)


def unwrapped(text: str) -> list[str]:
    """The paragraphs of a text: lines that were broken only because the next word did not fit are joined."""
    return [line for line in flowing(text).splitlines() if line.strip()]


def label_lines(page: Page, marks: Marks) -> tuple[Run, ...]:
    """Runs that cover every visible character of a page made of lines, in order, each with its role.

    The lines without a role of their own are labelled as one text with the title; no second title is believed.
    """
    zones, blocks = page.layout.zones, page.layout.blocks
    forced = [block for block in blocks if zones[block.zone].tag in FORCED]
    titles = [block for block in forced if zones[block.zone].tag == "h1"]
    told = [block for block in blocks if block in titles or zones[block.zone].tag not in FORCED]
    runs: list[Run] = []
    top = titles[0].start if titles else 0
    below = (block for block in told if block.start > top)
    links = {block.start for block in below if is_link_line(page.text[block.start : block.end], block)}
    for block, run in _labelled(page.text, told, marks):
        if block.start in links and run.role == "body":
            run = Run(run.start, run.end, "related")
        if block not in titles:
            runs.append(run)
    if titles:
        line = squeezed(page.text[top : titles[0].end])
        sure = len(line) >= LEAST_NAMED and line in squeezed(page.facts.title or "")
        runs = _titled(page.text, runs, top, sure=sure)
    return tuple(sorted([*runs, *(Run(block.start, block.end, *FORCED[zones[block.zone].tag]) for block in forced)]))


def _titled(text: str, runs: list[Run], title: int, *, sure: bool) -> list[Run]:
    """The runs around a title: a nameplate or a notice stands above it, what looks like a title below it is body.

    `sure`: the file names itself by this title, so that however much stands above it is no part of the story.
    """
    above = sum(word_count(text[run.start : run.end]) for run in runs if run.start < title and run.role == "body")
    notice = ("headline", "body") if sure or above <= MOST_ABOVE else ("headline",)
    result: list[Run] = []
    for run in runs:
        if run.start < title and run.role in notice:
            run = Run(run.start, run.end, "boilerplate", "label")
        elif run.role == "headline":
            run = Run(run.start, run.end, "body")
        result.append(run)
    return result


def _labelled(text: str, lines: Sequence[Block], marks: Marks) -> Iterator[tuple[Block, Run]]:
    """The runs of some lines of a text, labelled as if no other stood there, each with its line."""
    joined = "\n".join(text[line.start : line.end] for line in lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + line.end - line.start + 1)
    number = 0
    for run in label(joined, marks):
        while starts[number + 1] <= run.start:
            number += 1
        # A shortcode may run over several lines, between which others stand in the page.
        for here in range(number, len(lines)):
            if starts[here] >= run.end:
                break
            by = lines[here].start - starts[here]
            start, end = max(run.start, starts[here]), min(run.end, starts[here + 1] - 1)
            yield lines[here], Run(start + by, end + by, run.role, run.cue)
