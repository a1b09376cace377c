"""Who wrote a story, when, and who made its pictures: lines of HTML pages around the headline."""

import pytest

from tests.document.test_page_labels import PAGE, STORY, roles

AUTHOR = '<meta name="author" content="Ann Roe, Jan Poe">'


@pytest.mark.parametrize(
    ("before", "line", "role"),
    [
        ("<div class='x1'><a href=/x>Ann Roe</a></div>", "Ann Roe", "credit"),
        ("<div class='x1'>Ann Roe and Jan Poe, Ostrava</div>", "Ann Roe and Jan Poe, Ostrava", "credit"),
        ("<div class='x1'>Friends of Ann Roe ask for help in town</div>", "Friends of Ann Roe ask for help in town", "boilerplate"),
        ("<address><a href=/x>Kit Low</a></address>", "Kit Low", "credit"),
        ("<aside><div class='meta'>Sat 24 Feb 2024 12.42 CET</div></aside>", "Sat 24 Feb 2024 12.42 CET", "dateline"),
        ("<aside><div class='author'>Kit Low in Ostrava</div></aside>", "Kit Low in Ostrava", "credit"),
        ("<div class='author'><time>05.01.2025, 15:23</time></div>", "05.01.2025, 15:23", "dateline"),
        ("<div class='share'>Published 3 hours ago, updated 09:42</div>", "Published 3 hours ago, updated 09:42", "dateline"),
        ("<div class='x1'>00:48</div>", "00:48", "boilerplate"),
        ("<div><a href=/x>von Dr. Max Kolb</a></div>", "von Dr. Max Kolb", "credit"),
        ("<p class='published-by'>By Kit Low</p>", "By Kit Low", "credit"),
    ],
)  # fmt: skip
def test_a_line_below_the_headline(before, line, role, tables):
    assert roles(PAGE % (before, "", ""), tables, AUTHOR)[line] == role


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("by Kit Low Jul. 19, 2026 9:45 am", ("by Kit Low", "Jul. 19, 2026 9:45 am")),
        ("Kit Low2 minutes ago", ("Kit Low", "2 minutes ago")),
        ("Kit LowNovember 21, 2025", ("Kit Low", "November 21, 2025")),
        ("Von Kit Low, Lund 05.08.2024, 20:59 Uhr", ("Von Kit Low, Lund", "05.08.2024, 20:59 Uhr")),
        ("Kit Low · Bay News · Posted: Aug 8, 2024 4:00 AM", ("Kit Low · Bay News", "Posted: Aug 8, 2024 4:00 AM")),
    ],
)
def test_author_and_date_of_one_line(line, parts, tables):
    found = roles(PAGE % (f"<div class='byline'>{line}</div>", "", ""), tables)
    assert [found.get(part) for part in parts] == ["credit", "dateline"]


def test_date_before_the_author(tables):
    found = roles(PAGE % ("<div class='byline'>Posted on 3 May 2021 by Kit Low</div>", "", ""), tables)
    assert (found["Posted on 3 May 2021"], found["by Kit Low"]) == ("dateline", "credit")


@pytest.mark.parametrize("line", ["Aktualisiert am 28. April 2023, 20:22 Uhr", "Son Güncelleme : 30.04.2024 - 16:49"])
def test_the_label_of_a_date_is_no_author(line, tables):
    assert roles(PAGE % (f"<div class='byline'>{line}</div>", "", ""), tables)[line] == "dateline"


@pytest.mark.parametrize(
    ("after", "line", "role"),
    [
        ("<div class='author'><h2>Ann Roe</h2></div>", "Ann Roe", "boilerplate"),
        ("<div class='author'><h2>Kit Low</h2></div>", "Kit Low", "credit"),
        ("<p class='footer'>Published 28.04.2024 at 08:52</p>", "Published 28.04.2024 at 08:52", "dateline"),
        ("<div><a href=x>Rebels hold the hills above the bay</a><p><time>5 May 2021</time></p></div>", "5 May 2021", "related"),
    ],
)  # fmt: skip
def test_a_line_below_the_story(after, line, role, tables):
    assert roles(PAGE % ("", after, ""), tables, AUTHOR)[line] == role


@pytest.mark.parametrize(
    ("picture", "line", "role"),
    [
        ("<figcaption>The market at noon, after the shells</figcaption><footer>Kit Low/Bay News</footer>", "Kit Low/Bay News", "credit"),
        ("<div class='img-text'>The market at noon, after the shells</div><span class='img-text__credits'>Kit Low</span>", "Kit Low", "credit"),
        ("<div class='text'>The market at noon, after the shells</div><div class='copyright'>Bay Pictures</div>", "Bay Pictures", "credit"),
        ("<p>The market at noon, after the shells</p><p>Image: Kit Low</p>", "Image: Kit Low", "credit"),
        ("<p>© Kit Low</p>", "© Kit Low", "credit"),
        ("<figcaption>Kit Low</figcaption>", "Kit Low", "caption"),
        ("<div class='duration'>1:20</div><figcaption>The market</figcaption>", "1:20", "boilerplate"),
    ],
)  # fmt: skip
def test_the_source_of_a_picture(picture, line, role, tables):
    assert roles(PAGE % (f"<figure>{picture}</figure>", "", ""), tables)[line] == role


def test_the_line_above_a_lone_credit_is_a_caption(tables):
    found = roles(PAGE % ("<div><p>Women in front of the burnt market</p><p>© Kit Low/imago</p></div>", "", ""), tables)
    assert (found["Women in front of the burnt market"], found["© Kit Low/imago"]) == ("caption", "credit")


def test_the_title_of_a_clip_is_a_caption_and_its_controls_are_not(tables):
    clip = "<div class='player-ui'><h3>The market before the war</h3><div>Play again</div></div>"
    found = roles(PAGE % ("", clip, ""), tables)
    assert (found["The market before the war"], found["Play again"]) == ("caption", "boilerplate")


@pytest.mark.parametrize("path", ["<ol><li><a>Home</a></li><li>{}</li></ol>", "<div class='breadcrumbs'>{}</div>"])
def test_a_title_in_the_path_is_not_the_headline(path, tables):
    page = f"<main>{path.format('<h1>Ostrava: market shelled</h1>')}<h2>Shells fall on the market</h2>{STORY}</main>"
    found = roles(page, tables)
    assert (found["Ostrava: market shelled"], found["Shells fall on the market"]) == ("boilerplate", "headline")


def test_the_signature_of_an_embedded_post_is_of_the_story(tables):
    post = "<blockquote><p>— Valley Guard (@valleyguard) October 2, 2017</p></blockquote>"
    page = f"<main><article>{{title}}<div class='article-body'>{{story}}{post}</div></article></main>"
    assert roles(page, tables)["— Valley Guard (@valleyguard) October 2, 2017"] == "body"


def test_other_stories_below_the_comments_are_not_comments(tables):
    below = "<section><h2>Comments</h2><p>kay, 9:12</p><aside><a href=x>Rebels hold the hills above the bay</a></aside></section>"
    found = roles(PAGE % ("", "", below), tables)
    assert (found["kay, 9:12"], found["Rebels hold the hills above the bay"]) == ("comment", "related")


@pytest.mark.parametrize(
    ("after", "line", "role"),
    [
        ("<div class='share'><button>Log in to comment</button></div>", "Log in to comment", "comment"),
        ("<div class='share'><button>Share the story</button></div>", "Share the story", "boilerplate"),
        ("<div class='tabs'><button>More on Karsa</button></div>", "More on Karsa", "related"),
        ("<div><p><a href='#top'>Back to the top of the long page</a></p></div>", "Back to the top of the long page", "boilerplate"),
        ("<div><p><a href='#comments'>12 readers</a></p></div>", "12 readers", "comment"),
        ("<div class='comments'><a href=a>A</a><a href=b>B</a><a href=c>C</a><a href=d>D</a></div>", "ABCD", "boilerplate"),
        ("<div class='comments'><form class='login'>Password</form></div>", "Password", "boilerplate"),
        ("<div class='comments'><form>Your name</form></div>", "Your name", "comment"),
        ("<div class='ticker-teaser'><p><a href=x>Port reopens after a week</a></p></div>", "Port reopens after a week", "related"),
    ],
)  # fmt: skip
def test_furniture_below_the_story(after, line, role, tables):
    assert roles(PAGE % ("", after, ""), tables)[line] == role


def test_a_caption_with_its_owner_needs_no_element(tables):
    line = "The market at noon, after the shells © Kit Low"
    assert roles(PAGE % (f"<div class='x1'>{line}</div>", "", ""), tables)[line] == "caption"


@pytest.mark.parametrize(
    ("before", "after", "line", "role"),
    [
        ("<div>Von</div><div class='author'>Kit Low</div>", "", "Von", "credit"),
        ("", "<p>Quelle: Kit Low, bay</p>", "Quelle: Kit Low, bay", "credit"),
        ("", "<p>Bron: Nobody knew where the money had gone.</p>", "Bron: Nobody knew where the money had gone.", "body"),
        ("<div class='author'>3 min</div>", "", "3 min", "boilerplate"),
        ("<div class='author'><a href=x>View all publications</a></div>", "", "View all publications", "boilerplate"),
        ("<div class='published'>22.11.2024 07.57</div>", "", "22.11.2024 07.57", "dateline"),
    ],
)  # fmt: skip
def test_beside_the_author(before, after, line, role, tables):
    page = f"<main><article>{{title}}{before}<div class='article-body'>{{story}}{after}</div></article></main>"
    assert roles(page, tables)[line] == role


def test_the_speaker_of_a_quote_is_of_the_story(tables):
    quote = (
        "<div class='pull-quote'><p>Nobody came to help us that night.</p><p class='author'>Kit Low, baker</p></div>"
    )
    page = f"<main><article>{{title}}<div class='article-body'>{{story}}{quote}{STORY}</div></article></main>"
    assert roles(page, tables)["Kit Low, baker"] == "body"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("6 minute read", "boilerplate"),
        ("Security", "boilerplate"),
        ("Published", "dateline"),
        ("By Kit Low", "credit"),
    ],
)
def test_an_element_of_dates_without_a_date(line, role, tables):
    assert roles(PAGE % (f"<div class='published-date'>{line}</div>", "", ""), tables)[line] == role


def test_the_head_of_an_entry_is_no_date(tables):
    page = f"<main><article>{{title}}<div class='article-body'>{{story}}<h2>12.31 Uhr: Shells fall on the port</h2>{STORY}</div></article></main>"
    assert roles(page, tables)["12.31 Uhr: Shells fall on the port"] == "body"
