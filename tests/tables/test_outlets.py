from collections import Counter

import pytest

from dateline.tables import outlets
from dateline.tables.rows import DATA


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
    listed = (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines()
    countries = {line[4:6] for line in listed if line.startswith("iso:")}
    assert not [row.name for row in table.rows if row.country not in countries]
    assert not [name for name, count in Counter(row.name for row in table.rows).items() if count > 1]
    twice = [domain for domain, count in Counter(d for row in table.rows for d in row.domains).items() if count > 1]
    assert not twice
    assert {"Reuters", "AFP", "AP", "Xinhua"} <= set(table.agencies)
