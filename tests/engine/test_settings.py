"""Settings: flag over environment over the case's file over the user's."""

import pytest

from dateline.engine.settings import SettingsError, load_settings


def test_precedence(tmp_path, monkeypatch):
    home = tmp_path / "config"
    (home / "dateline").mkdir(parents=True)
    (home / "dateline" / "dateline.toml").write_text("workers = 1\nmax_bytes = 10\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    case = tmp_path / "case"
    case.mkdir()
    assert load_settings(case, {}).workers == 1
    (case / "dateline.toml").write_text("workers = 2\n")
    assert load_settings(case, {}).workers == 2
    monkeypatch.setenv("DATELINE_WORKERS", "3")
    assert load_settings(case, {"workers": None}).workers == 3
    assert load_settings(case, {"workers": 4}).workers == 4
    assert load_settings(case, {}).max_bytes == 10


@pytest.mark.parametrize("text", ["werkers = 1\n", "workers = 'many'\n", "workers = \n"])
def test_a_wrong_setting_is_named(tmp_path, text):
    (tmp_path / "dateline.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"workers|werkers|dateline\.toml"):
        load_settings(tmp_path, {})


def test_columns_are_named_by_field(tmp_path):
    (tmp_path / "dateline.toml").write_text('[columns]\ntext = "article_body"\n')
    assert load_settings(tmp_path, {}).columns == {"text": "article_body"}
    (tmp_path / "dateline.toml").write_text('[columns]\ntekst = "article_body"\n')
    with pytest.raises(SettingsError, match=r"tekst|columns"):
        load_settings(tmp_path, {})
