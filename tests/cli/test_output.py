"""A table on a terminal: nothing is cut off, however narrow it is."""

import pytest

from dateline.cli.output import draw_table

COLUMNS = ("id", "type", "status", "when", "where", "who", "grade")
ROW = ("evt-0123456789abcdef", "remote.shelling", "occurred", "2018-09-06", "Saltmarket [north], XZ", "", "weak")


@pytest.mark.parametrize("width", (60, 80, 140))
def test_every_cell_is_whole_at_every_width(width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    draw_table(COLUMNS, [ROW])
    shown = capsys.readouterr().out
    assert all(cell in " ".join(shown.split()) for cell in ROW if cell)
    assert max(map(len, shown.splitlines())) <= width


def test_a_wide_terminal_shows_a_header_and_a_narrow_one_names_what_follows_the_first_line(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "140")
    draw_table(COLUMNS, [ROW])
    assert capsys.readouterr().out.split()[:3] == ["id", "type", "status"]
    monkeypatch.setenv("COLUMNS", "80")
    draw_table(COLUMNS, [ROW])
    first, second = capsys.readouterr().out.splitlines()
    assert first.split() == list(ROW[:4])
    assert second.split("  ")[2:] == ["where Saltmarket [north], XZ", "grade weak"]


def test_a_table_of_two_columns_stays_a_table(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    draw_table(("what", "value"), [("undated", "a page whose path and reason are longer than the terminal is wide")])
    assert capsys.readouterr().out.split()[:2] == ["what", "value"]
