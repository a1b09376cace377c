from collections import Counter

import pytest

from dateline.tables import outlets


@pytest.fixture(scope="module")
def table():
    return outlets.load()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.aljazeera.com/news/2017/3/9/x", "Al Jazeera"),
        ("https://edition.cnn.com/x", "CNN"),
        ("//rudaw.net/english", "Rudaw"),
        ("https://nobody.example/x", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_by_address(table, url, name):
    found = table.at(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("written", "name"), [("Agence France-Presse", "AFP"), ("reuters", "Reuters"), ("Nobody", None)]
)
def test_by_name(table, written, name):
    found = table.named(written)
    assert (found.name if found else None) == name


def test_rows(table):
    assert len(table.rows) >= 250
    assert all(len(row.country) == 2 and row.country.isupper() for row in table.rows)
    assert not [name for name, count in Counter(row.name for row in table.rows).items() if count > 1]
    twice = [domain for domain, count in Counter(d for row in table.rows for d in row.domains).items() if count > 1]
    assert not twice
    assert {"Reuters", "AFP", "AP", "Xinhua"} <= set(table.agencies)
