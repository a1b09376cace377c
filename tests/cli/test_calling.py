"""Only the called command has its arguments: nobody sees a difference."""

import pytest
import typer
from typer.testing import CliRunner

from dateline.cli.calling import called_only
from dateline.cli.main import app

WHOLE = typer.main.get_command(app)
NAMES = sorted(WHOLE.commands)


def told(application: typer.Typer, *words: str) -> tuple[int, str]:
    made = CliRunner().invoke(application, words)
    return made.exit_code, made.output


@pytest.mark.parametrize(
    "words", [["--help"], [], ["--version"], ["no-such-command"], *([name, "--help"] for name in NAMES)]
)
def test_help_is_that_of_the_whole_application(words):
    assert told(called_only(app, words), *words) == told(app, *words)


@pytest.mark.parametrize("name", NAMES)
def test_the_called_command_has_all_its_arguments(name):
    lean = typer.main.get_command(called_only(app, ["--an-option", name]))
    assert list(lean.commands) == list(WHOLE.commands)
    whole, mine = WHOLE.commands[name], lean.commands[name]
    assert [p.opts for p in mine.params] == [p.opts for p in whole.params]
    assert list(getattr(mine, "commands", {})) == list(getattr(whole, "commands", {}))
    others = [len(c.params) for other, c in lean.commands.items() if other != name]
    assert not any(others), "and the others none"
