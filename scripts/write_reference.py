"""Write docs/reference.md from the code: commands, settings, records, event types. A test wants no difference."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

import msgspec
import typer

from dateline.cli.main import app
from dateline.engine.settings import Settings
from dateline.model import document, event, mention, report, span
from dateline.tables import event_types

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
RECORDS = (
    document.Document, document.Segment, document.Published, mention.Time, mention.Place, mention.Actor, mention.Figure,
    mention.Attribution, report.Report, report.When, report.Claim, span.Evidence, event.Event, event.Claimant,
    event.Disagreement, event.Series, event.SourceEdge, event.Judgement,
)  # fmt: skip


def reference() -> str:
    """The whole page."""
    parts = ["# Reference", "Written from the code by `scripts/write_reference.py`; do not edit.", "## Commands"]
    command: Any = typer.main.get_command(app)
    parts += [text for name, sub in sorted(command.commands.items()) for text in describe(name, sub)]
    parts += [
        "## Settings",
        "In `dateline.toml` of the case or the user, or as `DATELINE_NAME` in the environment.",
        doc(Settings),
    ]
    parts += [
        "| setting | default |\n|---|---|\n"
        + "\n".join(f"| `{f.name}` | {f.default} |" for f in msgspec.structs.fields(Settings))
    ]
    parts.append("## Records")
    for record in RECORDS:
        names = list(record.__struct_fields__)
        names += [n for n, value in vars(record).items() if isinstance(value, property) and n not in names]
        parts += [f"### {record.__name__}", doc(record), "Fields: " + ", ".join(f"`{n}`" for n in names)]
    parts += [
        "## Event types",
        "| code | what the text says happened | ACLED | PLOVER |\n|---|---|---|---|\n" + "\n".join(types()),
    ]
    return "\n\n".join(parts) + "\n"


def describe(name: str, command: Any) -> list[str]:
    """Heading, help and parameters of one command, or of every command of a group."""
    if hasattr(command, "commands"):
        return [text for sub, inner in sorted(command.commands.items()) for text in describe(f"{name} {sub}", inner)]
    lines = ["| argument or option | meaning |", "|---|---|"]
    for parameter in command.params:
        if parameter.name == "help":
            continue
        argument = parameter.param_type_name == "argument"
        shown = parameter.metavar or str(parameter.name).upper() if argument else ", ".join(parameter.opts)
        lines.append(f"| `{shown}` | {getattr(parameter, 'help', '') or ''} |")
    return [f"### dateline {name}", (command.help or "").replace("\n", " "), "\n".join(lines)]


def types() -> list[str]:
    """One table line per event type."""
    return [
        f"| `{row.code}` | {row.definition} "
        f"| {row.acled_event or '-'} / {row.acled_sub_event or '-'} | {row.plover or '-'} |"
        for row in event_types.load().by_code.values()
    ]


def doc(thing: object) -> str:
    """A docstring, unindented."""
    return inspect.getdoc(thing) or ""


if __name__ == "__main__":
    text = reference()
    if "--check" in sys.argv:
        sys.exit(
            0
            if TARGET.read_text(encoding="utf-8") == text
            else f"{TARGET} differs: run python scripts/write_reference.py"
        )
    TARGET.write_text(text, encoding="utf-8")
