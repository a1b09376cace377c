from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tables.dates import load
from dateline.values.publication import publication


@pytest.mark.parametrize(
    ("text", "country", "instant"),
    [
        ("October 20 , 2016 , 07:23 IST", "IN", "2016-10-20T07:23:00+05:30"),
        ("October 20 , 2016 , 07:23 IST", None, "2016-10-20T07:23:00"),
        ("2021-03-05T08:00:00Z", None, "2021-03-05T08:00:00+00:00"),
        ("2021-03-05 08:00:00+0300", None, "2021-03-05T08:00:00+03:00"),
        ("20161020T0723Z", None, "2016-10-20T07:23:00+00:00"),
        ("Thu, 20 Oct 2016 07:23:05 +0000", None, "2016-10-20T07:23:05+00:00"),
        ("Veröffentlicht am 13. Mai 2026 um 15:44", "DE", "2026-05-13T15:44:00"),
        ("7:05 p.m. EDT, May 5, 2021", "US", "2021-05-05T19:05:00-04:00"),
        ("5 May 2021, 12:10 am", None, "2021-05-05T00:10:00"),
        ("1er janvier 2020 à 18h05", "FR", "2020-01-01T18:05:00"),
        ("5.3.2020 14.20 Uhr", None, "2020-03-05T14:20:00"),
        ("5 May 2021, 99:10", None, None),
        ("5 May 2021", None, None),
    ],
)
def test_the_time_beside_a_date_is_kept_with_its_zone(text, country, instant):
    assert publication(text, country).instant == instant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 de abril de 2023", "2023-04-28"),
        ("13. März 2026", "2026-03-13"),
        ("3 août 2014", "2014-08-03"),
        ("14 мая 2023 г.", "2023-05-14"),
        ("20 Şubat 2020", "2020-02-20"),
        ("2020. május 5.", "2020-05-05"),
        ("2024年10月16日", "2024-10-16"),
        ("1 lutego 2022", "2022-02-01"),
    ],
)
def test_months_of_other_languages(text, day):
    assert publication(text).earliest == publication(text).latest == day


@pytest.mark.parametrize(
    ("text", "country", "days"),
    [
        ("09/03/2017", "GB", ("2017-03-09", "2017-03-09")),
        ("09/03/2017", "US", ("2017-09-03", "2017-09-03")),
        ("09/03/2017", "CA", ("2017-03-09", "2017-09-03")),
        ("09/03/2017", None, ("2017-03-09", "2017-09-03")),
        ("25/03/2017", "US", ("2017-03-25", "2017-03-25")),
        ("09.03.2017", "US", ("2017-03-09", "2017-03-09")),
    ],
)
def test_the_order_of_day_and_month_by_country(text, country, days):
    found = publication(text, country)
    assert (found.earliest, found.latest) == days


@pytest.mark.parametrize("text", ["mars 2020", "version 12 2020", "no digit", "Copyright 2014"])
def test_what_is_no_date(text):
    assert publication(text) is None


@given(st.text(max_size=60))
def test_any_text_gives_real_days_or_nothing(text):
    found = publication(text)
    if found is not None:
        assert date.fromisoformat(found.earliest) <= date.fromisoformat(found.latest)
        assert found.instant is None or found.instant[:10] == found.earliest


def test_every_month_has_names_and_no_name_two_months():
    words = load()
    assert set(words.months.values()) == set(range(1, 13))
    assert {"january", "januar", "января", "enero", "ocak"} <= set(words.months)
    assert "led" not in words.months


def test_letters_of_several_zones_need_the_country():
    words = load()
    assert words.offset("gmt", None) == "+00:00"
    assert words.offset("IST", "IL") == "+02:00"
    assert words.offset("IST", None) is None
    assert words.offset("XYZ", "GB") is None
