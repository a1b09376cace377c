"""Sorting and filtering; the address holds the state and leads back to it, to an event, to a passage."""

import pytest


def hash_of(page):
    return page.evaluate("decodeURIComponent(location.hash)")


def shown(page):
    return page.locator("#table > tbody:visible").evaluate_all("(all) => all.map((e) => e.id)")


def settled(page):
    page.wait_for_timeout(250)


@pytest.mark.parametrize(
    ("field", "choice", "holds"),
    [
        ("Type", {"value": "battle"}, "e.dataset.f === 'battle'"),
        ("Place", {"value": "عين الرمل"}, "e.querySelector('.where bdi').textContent === 'عين الرمل'"),
        ("Status", {"value": "planned"}, "e.querySelector('.tag')?.textContent === 'planned'"),
        ("Status", {"value": "counted"}, "!e.querySelector('.tag') || e.querySelector('.tag').textContent === 'going on'"),
        ("How sure", {"value": "weak"}, "e.querySelector('.grade').textContent === 'weak'"),
        ("How sure", {"value": "denied"}, "e.querySelector('.flag')?.textContent === 'denied'"),
        ("How sure", {"value": "disagree"}, "e.dataset.q"),
        ("Institutions", {"value": "3"}, "+e.dataset.i >= 3"),
    ],
)  # fmt: skip
def test_a_choice_leaves_exactly_what_it_says_and_can_be_linked(opened, many, field, choice, holds):
    page = opened(many)
    wanted = page.evaluate(f"[...document.querySelectorAll('#table > tbody')].filter((e) => {holds}).map((e) => e.id)")
    page.get_by_label(field, exact=True).select_option(**choice)
    settled(page)
    assert shown(page) == wanted and 0 < len(wanted) < 2000
    assert page.locator("#shown").inner_text() == f"{len(wanted):,} of 2,000 events"
    bars = page.evaluate("[...document.querySelectorAll('.bars > li')].filter((e) => !e.hidden).length")
    lists = page.evaluate(
        "[...document.querySelectorAll('.card:has(.timebox) .more li')].filter((e) => !e.hidden).length"
    )
    assert bars + lists == len(wanted)
    again = opened(many, page.evaluate("location.hash.slice(1)"))
    assert shown(again) == wanted


def test_dates_include_what_may_lie_within(opened, many):
    page = opened(many, "from=2031-05-01&to=2031-05-03")
    spans = page.locator("#table > tbody:visible").evaluate_all("(all) => all.map((e) => [e.dataset.t, e.dataset.e])")
    assert spans and all(start <= "2031-05-03" and end >= "2031-05-01" for start, end in spans)


def test_search_finds_words_of_events_and_of_closed_sources_in_any_order(opened, five):
    page = opened(five)
    page.get_by_role("searchbox").fill("velm fighting")
    settled(page)
    assert len(shown(page)) == 1
    page.get_by_role("searchbox").fill("أحصوا")
    settled(page)
    assert 0 < len(shown(page)) < 5
    page.get_by_role("searchbox").fill("no such words")
    settled(page)
    page.get_by_role("button", name="Clear the filter").click()
    assert len(shown(page)) == 5 and hash_of(page) == ""


@pytest.mark.parametrize(
    ("head", "key", "first"),
    [("What", "f", "battle"), ("Said by", "n", None), ("How sure", "g", None), ("Where", "p", None)],
)
def test_a_head_sorts_both_ways_and_the_address_keeps_it(opened, many, head, key, first):
    page = opened(many)
    button = page.get_by_role("columnheader", name=head).get_by_role("button")
    button.click()
    once = shown(page)
    assert hash_of(page) == f"#sort={key}"
    button.click()
    assert hash_of(page) == f"#sort=-{key}"
    twice = shown(page)
    assert sorted(once) == sorted(twice) and once != twice
    if first:
        assert page.locator(f"#{once[0]}").get_attribute("data-f") == first
    assert shown(opened(many, f"sort=-{key}")) == twice


def test_the_first_sort_by_claimants_begins_with_the_most(opened, many):
    page = opened(many, "sort=n")
    counts = page.locator("#table > tbody").evaluate_all("(all) => all.map((e) => +e.dataset.n)")
    assert counts == sorted(counts, reverse=True)
    assert page.get_by_role("columnheader", name="Said by").get_attribute("aria-sort") == "descending"


def test_a_link_to_an_event_opens_it_at_the_top_among_2000(opened, many):
    page = opened(many)
    late = shown(page)[1500]
    page = opened(many, late)
    page.wait_for_timeout(500)
    event = page.locator(f"#{late}")
    assert event.locator(".dossier").is_visible()
    bar = page.locator("#filters").bounding_box()
    assert bar["y"] + bar["height"] <= event.bounding_box()["y"] + 1 <= bar["y"] + bar["height"] + 40
    assert page.evaluate("document.activeElement.closest('tbody').id") == late


def test_a_link_to_a_passage_leads_to_it(opened, many):
    page = opened(many)
    page.locator("#table a.open").nth(3).click()
    passage = page.locator("#table > tbody.opened blockquote").last
    passage.locator("a.cite").focus()
    page.keyboard.press("Enter")
    asked = hash_of(page).removeprefix("#")
    assert asked == passage.get_attribute("id")
    page = opened(many, asked)
    page.wait_for_timeout(300)
    found = page.locator(".cited")
    assert found.get_attribute("id") == asked
    assert 0 < found.bounding_box()["y"] < 300


def test_a_reference_leads_to_the_passage_of_its_report(opened, five):
    page = opened(five)
    page.locator("#open-all").click()
    reference = page.locator(".tree a.ref").first
    reference.click()
    assert page.locator("blockquote.cited").count() == 1
    number = page.locator("article:has(.cited) h4 .ref").inner_text()
    assert number == reference.inner_text()


def test_back_leads_back(opened, five):
    page = opened(five)
    page.locator(".leads a").first.click()
    first = hash_of(page)
    page.locator(".dispute a").first.click()
    assert hash_of(page) != first
    page.go_back()
    settled(page)
    assert hash_of(page) == first


def test_a_number_of_the_paragraph_leads_to_its_events(opened, many):
    page = opened(many)
    link = page.locator(".lead a.state").filter(has_text="events").nth(1)
    number = link.inner_text().split()[0]
    link.click()
    settled(page)
    assert f"{len(shown(page)):,}" == number


def test_a_state_that_this_report_does_not_know_is_no_error(opened, five):
    page = opened(five, "type=nonsense&place=nowhere&sort=x&e=evt-none&sure=%zz")
    assert len(shown(page)) == 5


def test_a_pin_filters_by_its_place_and_again_clears(opened, many):
    page = opened(many)
    pin = page.locator("a.pin").first
    pin.dispatch_event("click")
    place = page.get_by_label("Place", exact=True).input_value()
    assert place and 0 < len(shown(page)) < 2000 and f"place={place}" in hash_of(page)
    pin.dispatch_event("click")
    assert len(shown(page)) == 2000


def test_the_map_zooms_and_names_stay_apart(opened, exercise):
    page = opened(exercise)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    boxes = page.locator("svg.name.narrow text").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.top, b.right, b.bottom])"
    )
    assert boxes
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            assert one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 4 or other[3] <= one[1] + 4
