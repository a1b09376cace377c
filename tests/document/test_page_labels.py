"""Roles of the lines of HTML pages by region, element, words and vote."""

import json

import pytest

from dateline.archive.limits import Limits
from dateline.document import extractors, votes
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.document.votes import Ballot, is_body

PARAGRAPHS = [
    "Shells fell on the market of Ostrava Bay in the morning, two traders said, and the road to the port was closed.",
    "The mayor said that nobody had been hurt, but that twelve stalls and a warehouse of the harbour had burned down.",
    "Residents of the upper town said that they had counted more than thirty explosions before the guns fell silent.",
    "The army denied that it had fired on the town and blamed the rebels, who have held the hills for seven weeks.",
    "A convoy with flour and medicine, which had waited at the bridge for two days, turned back before nightfall.",
]
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def roles(body, tables, head="", title="<h1>Market shelled in Ostrava Bay</h1>"):
    """Role by line of a page whose story stands in an article."""
    page = f"<html><head>{head}</head><body>{body.replace('{title}', title).replace('{story}', STORY)}</body></html>"
    data = page.encode()
    (found,) = documents(render(data, "b", None, Limits()), data, None, tables)
    result = {}
    for segment in found.segments:
        for line in segment.text.split("\n"):
            result[line] = segment.role
    assert all(result[paragraph] == "body" for paragraph in PARAGRAPHS), result
    return result


PAGE = "<header><nav><a>Home</a></nav></header><main><article>{title}%s<div class='article-body'>{story}</div>%s</article>%s</main>"


@pytest.mark.parametrize(
    ("before", "after", "outside", "line", "role"),
    [
        ("<p class='standfirst'>No one was hurt</p>", "", "", "No one was hurt", "body"),
        ("<div class='Article__vorspann'><span>Niemand verletzt</span></div>", "", "", "Niemand verletzt", "body"),
        ("<h2>Market shelled in Ostrava Bay</h2>", "", "", "Market shelled in Ostrava Bay", "headline"),
        ("<div>Stand: 28.04.2023 17:23 Uhr</div>", "", "", "Stand: 28.04.2023 17:23 Uhr", "dateline"),
        ("<p>Mis à jour le 3 mai 2024 à 12h30</p>", "", "", "Mis à jour le 3 mai 2024 à 12h30", "dateline"),
        ("<div>Von Anna Sleegers</div>", "", "", "Von Anna Sleegers", "credit"),
        ("<figure><img><figcaption>The market at noon</figcaption></figure>", "", "", "The market at noon", "caption"),
        (
            "<figure><figcaption><p>The market</p><p class='photo-credit'>Ann Roe</p></figcaption></figure>",
            "",
            "",
            "Ann Roe",
            "credit",
        ),
        ("<div hidden><p>Subscribe for all stories.</p></div>", "", "", "Subscribe for all stories.", "boilerplate"),
        ("<div class='d-none'><p>Only for members of it.</p></div>", "", "", "Only for members of it.", "boilerplate"),
        ("<div class='hidden md:block'><p class='lead'>No one hurt</p></div>", "", "", "No one hurt", "body"),
        ("", "<div class='author-bio'><p>Ann Roe writes on ports.</p></div>", "", "Ann Roe writes on ports.", "boilerplate"),
        ("", "<p>Do you know more? Get in touch: tips@bay.example</p>", "", "Do you know more? Get in touch: tips@bay.example", "boilerplate"),
        ("", "<h3>Most read</h3><ul><li><a href=x>Port reopens after a week of fighting</a></li></ul>", "", "Most read", "related"),
        ("", "", "<section><h4><a href=x>Rebels hold the hills above the bay</a></h4></section>", "Rebels hold the hills above the bay", "related"),
        ("", "", "<div><a href=x>Rebels hold the hills above the bay</a><p>A look at the front.</p></div>", "A look at the front.", "related"),
        ("", "", "<div><a>World</a><a>Africa</a><a>Business and economy</a></div>", "WorldAfricaBusiness and economy", "boilerplate"),
        ("", "", "<aside><form>Sign up <input></form></aside>", "Sign up", "boilerplate"),
        ("", "", "<div class='x'><h3>3 comments</h3><p>kay, 9:12</p><p>They always say that.</p></div>", "They always say that.", "comment"),
        ("", "", "<div id='disqus_thread'><p>First!</p></div>", "First!", "comment"),
    ],
)  # fmt: skip
def test_a_line_beside_the_story(before, after, outside, line, role, tables):
    assert roles(PAGE % (before, after, outside), tables)[line] == role


def test_author_and_date_in_one_line_are_two_segments(tables):
    found = roles(PAGE % ("<div class='byline'>Ann Roe 5 May 2021, 14:30</div>", "", ""), tables)
    assert (found["Ann Roe"], found["5 May 2021, 14:30"]) == ("credit", "dateline")


def test_a_standfirst_is_known_by_the_description_of_the_page(tables):
    head = "<meta name=description content='Nobody hurt, but a warehouse burned'>"
    assert roles(PAGE % ("<div>Nobody hurt, but a warehouse burned</div>", "", ""), tables, head)[
        "Nobody hurt, but a warehouse burned"
    ] == "body"  # fmt: skip


@pytest.mark.parametrize("name", ["related-content", "sidebar newsletter", "footer-widget", "comments"])
def test_the_story_is_found_whatever_its_element_is_called(name, tables):
    roles(f"<main>{{title}}<div class='{name}'>{{story}}</div></main>", tables)


def test_a_consent_dialogue_longer_than_the_story_is_not_it(tables):
    consent = "".join(
        f"<p>We and our partners store data of kind {n} on your device, as you may allow.</p>" for n in range(40)
    )
    found = roles(
        f"<div class='article-body'>{{title}}{{story}}</div><div class='cookie-consent'>{consent}</div>", tables
    )  # fmt: skip
    assert {role for line, role in found.items() if line.startswith("We and our")} == {"boilerplate"}


@pytest.mark.parametrize(
    ("ballot", "body"),
    [
        (Ballot(markup=True, metadata=None, resiliparse=False, trafilatura=True), True),
        (Ballot(markup=True, metadata=None, resiliparse=False, trafilatura=False), False),
        (Ballot(markup=True, metadata=True, resiliparse=False, trafilatura=False), True),
        (Ballot(markup=False, metadata=None, resiliparse=True, trafilatura=True), True),
        (Ballot(markup=False, metadata=False, resiliparse=True, trafilatura=True), False),
        (Ballot(markup=False, metadata=True, resiliparse=True, trafilatura=False), False),
    ],
)
def test_the_vote(ballot, body):
    assert is_body(ballot) is body


def test_both_extractors_overrule_a_misleading_element(tables):
    # The story stands in what calls itself comments, and a short notice in what calls itself the article's body.
    notice = (
        "<div class='article-body'><p>The text below was sent to us by the harbour office and is not edited.</p></div>"
    )
    page = f"<main>{{title}}{notice}<section class='comments'>{STORY}</section><section class='comments'>{STORY}</section></main>"
    roles(page.replace(STORY, STORY * 2, 1), tables)


def test_the_slow_extractor_is_asked_only_where_the_others_disagree(tables, monkeypatch):
    asked = []
    monkeypatch.setattr(votes, "kept_slow", lambda data: asked.append(data) or "")
    roles(PAGE % ("", "", ""), tables)
    assert asked == []


def test_lines_are_found_again_in_order_and_blind_to_white_space():
    lines = ["Home and garden shop", "Shells  fell on the market.", "short", "Nobody was hurt by it."]
    assert extractors.found_again("Shells fell\non the market.\nNobody was  hurt by it.", lines) == [
        False,
        True,
        False,
        True,
    ]


def test_extractors_do_not_see_pages_that_are_too_deep():
    assert extractors.kept_fast(None, nodes=10, depth=5_000) == ""
    assert extractors.kept_slow(b"x" * (extractors.MOST_BYTES + 1)) == ""


def test_no_line_is_lost_or_labelled_twice(tables):
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
    roles(PAGE % ("", "", ""), tables, f'<script type="application/ld+json">{stated}</script>')
